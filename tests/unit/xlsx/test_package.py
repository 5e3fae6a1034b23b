"""The zip around the parts: what cannot be read is named, what is not changed is copied."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.errors import StoreError, UnreadableError
from sheets_sync.stores.xlsx import Book

Build = Callable[..., bytes]
Parts = Callable[[bytes], dict[str, bytes]]
Pack = Callable[..., bytes]
ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "повреждён"),
        (b"name;age", "повреждён"),
        (OLE + b"\0" * 99, "старом формате .xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "закрыт паролем"),
    ],
)
def test_a_file_that_is_no_workbook_is_named_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as refused:
        Book.open(data, "Наставники.xlsx")
    assert refused.value.says.startswith("Файл «Наставники.xlsx»")


def test_a_truncated_file_is_refused_wherever_it_ends(build: Build) -> None:
    data = build(ROWS)
    for length in range(0, len(data), 41):
        with pytest.raises(UnreadableError):
            Book.open(data[:length])


def test_a_damaged_part_is_refused(build: Build) -> None:
    data = bytearray(build(ROWS))
    name = b"xl/worksheets/sheet1.xml"
    at = data.index(name) + len(name) + 5
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(UnreadableError):
        Book.open(bytes(data)).read("Лист1")


@pytest.mark.parametrize(
    "missing",
    ["_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"],
)
def test_a_package_without_a_needed_part_is_refused(
    build: Build, parts: Parts, pack: Pack, missing: str
) -> None:
    files = parts(build(ROWS))
    del files[missing]
    with pytest.raises(UnreadableError):
        Book.open(pack(files)).read("Лист1")


@pytest.mark.parametrize(
    "broken",
    [
        b"<worksheet",
        b"<worksheet/>",
        b"",
        b"<worksheet><sheetData><row r='1'></sheetData></worksheet>",
        b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>',
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused_by_name(
    build: Build, parts: Parts, pack: Pack, broken: bytes
) -> None:
    files = {**parts(build(ROWS)), "xl/worksheets/sheet1.xml": broken}
    book = Book.open(pack(files))
    with pytest.raises(UnreadableError, match="не читается вкладка «Лист1»"):
        book.put("Лист1", 1, 1, 2)


def test_entities_are_never_resolved(build: Build, parts: Parts, pack: Pack) -> None:
    files = parts(build(ROWS))
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    files["xl/workbook.xml"] = bomb + files["xl/workbook.xml"]
    with pytest.raises(UnreadableError):
        Book.open(pack(files))


@pytest.mark.parametrize("kind", ["application/vnd.oasis.opendocument.spreadsheet"])
def test_other_packages_are_refused(pack: Pack, kind: str) -> None:
    with pytest.raises(UnreadableError, match="не книга"):
        Book.open(pack({"mimetype": kind, "content.xml": "<a/>"}))


def test_an_unknown_sheet_is_named(build: Build) -> None:
    with pytest.raises(UnreadableError, match="нет вкладки «Пары»"):
        Book.open(build(ROWS)).read("Пары")


def test_members_keep_order_dates_flags_and_bytes(build: Build, parts: Parts) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = "замечание".encode()
        for number, (name, content) in enumerate(reversed(parts(build(ROWS)).items())):
            info = zipfile.ZipInfo(name, (2020 + number, 1, 2, 3, 4, 6))
            info.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            info.external_attr, info.comment, info.extra = (
                0o600 << 16,
                b"c",
                struct.pack("<HHB", 99, 1, 7),
            )
            archive.writestr(info, content)
    data = out.getvalue()
    book = Book.open(data)
    book.put("Лист1", 1, 1, 2)
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(io.BytesIO(book.to_bytes())) as new,
    ):
        assert new.testzip() is None
        assert new.comment == old.comment
        for one, two in zip(old.infolist(), new.infolist(), strict=True):
            same = ["filename", "date_time", "compress_type", "external_attr", "comment", "extra"]
            assert [getattr(one, key) for key in same] == [getattr(two, key) for key in same]
            assert one.filename.endswith("sheet1.xml") or old.read(one) == new.read(two)


def test_a_package_written_to_a_stream_is_read_and_rewritten(build: Build, parts: Parts) -> None:
    class Stream(io.BytesIO):
        """A file that cannot be gone back in, as a socket."""

        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(build(ROWS)).items():
            archive.writestr(name, content)
    book = Book.open(stream.getvalue())
    book.put("Лист1", 1, 1, 2)
    new = parts(book.to_bytes())
    assert b"<v>2</v>" in new["xl/worksheets/sheet1.xml"]


def test_a_signed_workbook_says_so_and_can_be_written(
    build: Build, parts: Parts, pack: Pack
) -> None:
    files = parts(build(ROWS))
    assert not Book.open(pack(files)).signed
    book = Book.open(pack({**files, "_xmlsignatures/origin.sigs": b""}))
    assert book.signed
    book.put("Лист1", 1, 1, 2)
    assert "_xmlsignatures/origin.sigs" in parts(book.to_bytes())


def test_a_workbook_with_macros_works_alike(build: Build, parts: Parts, pack: Pack) -> None:
    files = parts(build(ROWS))
    kinds = files["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main",
        b"ms-excel.sheet.macroEnabled.main",
    )
    files = {**files, "[Content_Types].xml": kinds, "xl/vbaProject.bin": b"\0\1\2"}
    book = Book.open(pack(files))
    book.append("Лист1", 1, [{1: "новое"}])
    assert parts(book.to_bytes())["xl/vbaProject.bin"] == b"\0\1\2"


@settings(max_examples=300)
@given(part=st.sampled_from([0, 1, 2, 3, 4, 5]), at=st.floats(0, 1), noise=st.binary(max_size=4))
def test_noise_in_a_part_is_read_over_or_refused_but_never_a_crash(
    build: Build, parts: Parts, pack: Pack, part: int, at: float, noise: bytes
) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" t="s"><f>A1</f><v>0</v></c></row>'
    files = parts(build(rows, strings=["<t>да</t>"]))
    name = list(files)[part]
    place = int(at * len(files[name]))
    files[name] = files[name][:place] + noise + files[name][place + 2 :]
    with contextlib.suppress(StoreError):
        book = Book.open(pack(files))
        for sheet in book.sheet_names:
            book.read(sheet)
            book.append(sheet, 1, [{1: "новое"}])
        book.to_bytes()


def test_a_mark_of_byte_order_before_xml_is_no_hindrance(
    build: Build, parts: Parts, pack: Pack
) -> None:
    files = {name: b"\xef\xbb\xbf" + content for name, content in parts(build(ROWS)).items()}
    book = Book.open(pack(files))
    book.put("Лист1", 1, 1, dt.datetime(2026, 9, 5, 8, 15))
    new = book.to_bytes()
    assert Book.open(new).read("Лист1").cells[1, 1].value == dt.datetime(2026, 9, 5, 8, 15)
    assert parts(new)["xl/styles.xml"].startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("target", "content", "says"),
    [
        ("xl/workbook.bin", b"\x83\x01", "двоичном формате .xlsb"),
        ("word/document.xml", b"<document/>", "не книга с таблицами"),
    ],
)
def test_files_of_other_office_programs_are_refused_in_words(
    build: Build, parts: Parts, pack: Pack, target: str, content: bytes, says: str
) -> None:
    files = parts(build(ROWS))
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"xl/workbook.xml", target.encode())
    with pytest.raises(UnreadableError, match=says):
        Book.open(pack({**files, target: content}))


def test_a_part_in_an_old_encoding_is_read_and_rewritten(
    build: Build, parts: Parts, pack: Pack
) -> None:
    files = parts(build({"Лист1": ""}))
    rows = '<row r="1"><c r="A1" t="str"><v>да</v></c></row>'
    head = '<?xml version="1.0" encoding="windows-1251"?><worksheet xmlns="m"><sheetData>'
    text = f"{head}{rows}</sheetData></worksheet>"
    files["xl/worksheets/sheet1.xml"] = text.encode("windows-1251")
    book = Book.open(pack(files))
    book.put("Лист1", 1, 2, "нет")
    cells = Book.open(book.to_bytes()).read("Лист1").cells
    assert [cell.value for cell in cells.values()] == ["да", "нет"]


def test_a_package_that_would_swell_is_refused_before_it_is_unpacked(build: Build) -> None:
    data = bytearray(build(ROWS))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", (1 << 30) + 1)
    with pytest.raises(UnreadableError, match="больше 1 ГБ"):
        Book.open(bytes(data))
