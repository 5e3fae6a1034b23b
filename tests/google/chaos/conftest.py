"""One school for all games."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.google.chaos.school import School


@pytest.fixture(scope="package")
def school() -> Iterator[School]:
    """The school that is played with."""
    with School() as made:
        yield made
