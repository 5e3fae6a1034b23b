"""What the tests stand on: no network, examples that repeat, layers that see all, short code."""

import ast
import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import SocketConnectBlockedError

PACKAGE = Path(__file__).resolve().parents[2] / "sheets_sync"
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
WHY = "# Long: "
"""Begins a comment that says why something is longer."""


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_a_connection_to_another_machine_is_refused(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect((host, 443))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_on_this_machine_can_be_reached(host: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection((host, server.getsockname()[1]), timeout=5),
    ):
        caller, _ = server.accept()
        with caller:
            assert caller.getpeername()[0] == "127.0.0.1"


def test_an_event_loop_and_its_local_server_work() -> None:
    async def echo() -> bytes:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(await reader.readline())
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write("привет\n".encode())
            line = await reader.readline()
            writer.close()
            await writer.wait_closed()
        return line

    assert asyncio.run(echo()).decode() == "привет\n"


def test_hypothesis_tries_the_same_examples_every_time() -> None:
    assert settings().derandomize
    assert settings().deadline is None


def test_every_folder_of_code_is_a_package_or_the_layers_would_not_see_it() -> None:
    code = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")]
    folders = {folder for path in code for folder in path.parents}
    assert {str(f) for f in folders if not (PACKAGE / f / "__init__.py").is_file()} == set()


def test_no_file_and_no_function_is_too_long_to_be_read_at_once() -> None:
    code = {path.relative_to(PACKAGE): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    assert [(str(path), *each) for path, text in code.items() for each in _too_long(text)] == []


def test_what_is_too_long_is_named_unless_it_says_why() -> None:
    long = "def long():\n" + "    pass\n" * LONGEST_FUNCTION
    assert list(_too_long(long)) == [("long", 41)]
    assert list(_too_long(long.replace("    pass", "    # Long: one table.\n    pass", 1))) == []
    assert list(_too_long("x = 1\n" * 301)) == [("file", 301)]
    assert list(_too_long("# Long: one table.\n" + "x = 1\n" * 301)) == []


def _too_long(text: str) -> Iterator[tuple[str, int]]:
    """What of a module has too many lines, docstrings included, and how many."""
    lines = text.splitlines()
    if len(lines) > LONGEST_FILE and not any(line.startswith(WHY) for line in lines):
        yield "file", len(lines)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            own = lines[node.lineno - 1 : node.end_lineno]
            if len(own) > LONGEST_FUNCTION and not any(WHY in line for line in own):
                yield node.name, len(own)
