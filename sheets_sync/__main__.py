"""``python -m sheets_sync``: the program where its own name is not on the PATH."""

import sys

from sheets_sync.cli import program

if __name__ == "__main__":
    sys.exit(program())
