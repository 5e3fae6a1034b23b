"""A law: what is put into a cell is what is read from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.stores.xlsx import Book

Build = Callable[..., bytes]
ROWS = (
    '<row r="1"><c r="A1" s="2"><v>0</v></c></row>'
    '<row r="3"><c r="A3" s="2"><v>1</v></c><c r="C3" s="1"><v>46270</v></c></row>'
)
SIMPLE = st.one_of(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        min_size=1,
    ),
    st.text("ab_x0123456789AFD \n\t\r&<>'\"]", min_size=1, max_size=30),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1900, 1, 1)),
    st.times().map(lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000)),
    st.datetimes(dt.datetime(1900, 3, 1)).map(
        lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
    ),
)


@given(value=SIMPLE, place=st.tuples(st.integers(1, 6), st.integers(1, 6)))
def test_what_is_put_is_read_back(build: Build, value: Any, place: tuple[int, int]) -> None:
    first = Book.open(build(ROWS))
    first.put("Лист1", *place, value)
    book = Book.open(first.to_bytes())
    cells = book.read("Лист1").cells
    if isinstance(value, str) and not value.strip():
        assert place not in cells
        return
    found = cells[place].value
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)
    assert Book.open(book.to_bytes()).read("Лист1").cells == cells
