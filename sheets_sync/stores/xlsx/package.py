"""The zip package: reads parts, and rewrites some while every other member stays byte for byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from sheets_sync.errors import UnreadableError

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TOO_LARGE = 1 << 30
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR_FLAG = 0x08
_ZIP64_EXTRA = 1


@dataclass(frozen=True, slots=True)
class _Member:
    """One member: its raw central record and where its local record lies, in bytes."""

    name: str
    central: bytes
    start: int
    end: int
    size: int


class Package:
    """The parts of a workbook by name (no leading slash; case does not matter)."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raise ``UnreadableError`` naming ``name`` when ``data`` is not a whole zip."""
        self.data = data
        self._what = f"Файл «{name}»" if name else "Файл"
        if data.startswith(OLE_MAGIC):
            raise UnreadableError(self._ole_sentence())
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = _members(data, self._zip)
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
            raise UnreadableError(self._damaged()) from error
        self._by_name = {_plain(member.name): member for member in self._members}
        if sum(member.size for member in self._members) > TOO_LARGE:
            raise UnreadableError(
                f"{self._what} после распаковки больше 1 ГБ, так не бывает у книги с таблицами."
                " Откройте его в Excel, удалите лишнее и сохраните."
            )

    def _ole_sentence(self) -> str:
        if "EncryptedPackage".encode("utf-16-le") in self.data:
            return (
                f"{self._what} закрыт паролем, прочитать его нельзя."
                " Снимите пароль в Excel: Файл → Сведения → Защита книги → Зашифровать с паролем."
            )
        return (
            f"{self._what} сохранён в старом формате .xls."
            " Откройте его и сохраните как «Книга Excel (.xlsx)»."
        )

    def _damaged(self) -> str:
        return (
            f"{self._what} повреждён или это не книга .xlsx."
            " Откройте его в Excel; если он не открывается, возьмите последнюю копию."
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts in the order of the package, without leading slashes."""
        return tuple(_slashes(member.name) for member in self._members)

    def has(self, name: str) -> bool:
        """Whether the part is there."""
        return _plain(name) in self._by_name

    def read(self, name: str) -> bytes:
        """The bytes of a part; ``UnreadableError`` if it is missing or damaged."""
        member = self._by_name.get(_plain(name))
        if member is None:
            raise UnreadableError(
                f"{self._what} неполон: внутри нет части {name}."
                " Откройте его в Excel и сохраните заново или возьмите последнюю копию."
            )
        try:
            return self._zip.read(member.name)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise UnreadableError(self._damaged()) from error

    def unreadable(self, what: str) -> UnreadableError:
        """The error for content that makes no sense; ``what`` names the place in words."""
        return UnreadableError(
            f"{self._what} повреждён: не читается {what}."
            " Откройте его в Excel и сохраните заново или возьмите последнюю копию."
        )

    def rewritten(self, changes: Mapping[str, bytes | None]) -> bytes:
        """The package with some parts replaced (``None`` removes one, a new name adds one)."""
        wanted = {_plain(name): content for name, content in changes.items()}
        out = bytearray()
        placed: dict[str, tuple[int, bytes]] = {}
        for member in sorted(self._members, key=lambda member: member.start):
            key = _plain(member.name)
            content = wanted.get(key)
            if key not in wanted:
                placed[member.name] = (len(out), member.central)
                out += self.data[member.start : member.end]
            elif content is not None:
                local, central = _packed(member, content)
                placed[member.name] = (len(out), central)
                out += local
        records = [placed[member.name] for member in self._members if member.name in placed]
        for name, content in changes.items():
            if content is not None and not self.has(name):
                local, central = _packed(_new_member(name), content)
                records.append((len(out), central))
                out += local
        return bytes(out) + _directory(records, len(out), self._zip.comment)


def _plain(name: str) -> str:
    return _slashes(name).lower()


def _slashes(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _members(data: bytes, archive: zipfile.ZipFile) -> tuple[_Member, ...]:
    """Members in the order of the directory; a local record ends where the next thing begins."""
    infos = archive.infolist()
    if len({info.filename for info in infos}) != len(infos):
        raise ValueError("two members of one name")
    edges = sorted({info.header_offset for info in infos} | {archive.start_dir})
    ends = dict(pairwise(edges))
    found, at = [], archive.start_dir
    for info in infos:
        record = _CENTRAL.unpack_from(data, at)
        length = _CENTRAL.size + sum(record[10:13])
        if record[0] != b"PK\x01\x02" or info.flag_bits & 1:
            raise ValueError("no directory record, or an encrypted member")
        start = info.header_offset
        central = data[at : at + length]
        found.append(_Member(info.orig_filename, central, start, ends[start], info.file_size))
        at += length
    return tuple(found)


def _new_member(name: str) -> _Member:
    encoded = name.encode("utf-8")
    record = _CENTRAL.pack(
        *(b"PK\x01\x02", 20, 20, 0x800, 8, 0, 0x21, 0, 0, 0, len(encoded), 0, 0, 0, 0, 0, 0)
    )
    return _Member(name, record + encoded, 0, 0, 0)


def _packed(member: _Member, content: bytes) -> tuple[bytes, bytes]:
    """Local and central records of ``member`` with new content, same name, date and flags."""
    fields = list(_CENTRAL.unpack_from(member.central))
    name_end = _CENTRAL.size + fields[10]
    name = member.central[_CENTRAL.size : name_end]
    extra = _without_zip64(member.central[name_end : name_end + fields[11]])
    comment = member.central[name_end + fields[11] :]
    stored = fields[4] == 0
    packed = content if stored else _deflated(content)
    fields[2] = 10 if stored else 20
    fields[3] &= ~_DESCRIPTOR_FLAG
    fields[4] = 0 if stored else 8
    fields[7:10] = [zlib.crc32(content), len(packed), len(content)]
    fields[11] = len(extra)
    local = _LOCAL.pack(b"PK\x03\x04", *fields[2:10], len(name), 0) + name + packed
    return local, _CENTRAL.pack(*fields) + name + extra + comment


def _deflated(content: bytes) -> bytes:
    # Level 6 costs seconds on a sheet of 100 MB and saves little.
    packer = zlib.compressobj(3 if len(content) > (1 << 23) else 6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _without_zip64(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind != _ZIP64_EXTRA:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept


def _directory(records: list[tuple[int, bytes]], start: int, comment: bytes) -> bytes:
    """The central directory with its offsets, and the end record."""
    lines = b"".join(
        central[: _CENTRAL.size - 4] + struct.pack("<L", offset) + central[_CENTRAL.size :]
        for offset, central in records
    )
    count = len(records)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(lines), start, len(comment))
    return lines + end + comment
