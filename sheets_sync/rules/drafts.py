"""Drafts: a line of «Документы» for each paper that is wanted, and the edition to be written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_sync.cells import Value
from sheets_sync.facts import At, Context, Facts, Filled, Outcome, PaperRequest, Record
from sheets_sync.ids import Id, read_id
from sheets_sync.rules.differs import differs, marks
from sheets_sync.rules.identity import document_key, entries_of, highest, register_cells
from sheets_sync.rules.kinds import KINDS
from sheets_sync.rules.register import Entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that should lie there: ``subject`` names by ids what it is about.

    ``line`` is its open line in «Документы», None for a new one; ``whose`` goes into the file name.
    """

    kind: str
    subject: str
    year: str
    data: Mapping[str, Any]
    line: Record | None = None
    whose: str = ""

    @property
    def digest(self) -> str:
        """The data that the draft says, as a short mark."""
        text = json.dumps(self.data, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def drafted(wanted: Iterable[Wanted], facts: Facts, context: Context) -> Outcome:
    """Each paper drafted anew whose line does not say yet that it was; new lines are numbered."""
    last = last_number(facts, context)
    known = entries_of(facts, "documents")
    made, entries = [], []
    for paper in sorted(wanted, key=lambda each: (each.kind, each.subject)):
        if paper.line is not None and paper.line.text("data_hash") == paper.digest:
            continue
        if paper.line is None:
            last += 1
        own = paper.line.text("id") if paper.line else _id(last, context)
        made.append(_edition(paper, own, context))
        entries.append(known_as(own, paper.kind, paper.subject, known))
    return Outcome.of([*made, register_cells(facts, "documents", entries)])


def _id(number: int, context: Context) -> str:
    return str(Id(context.schemas["documents"].prefix, number))


def last_number(facts: Facts, context: Context) -> int:
    """The highest number that a line of «Документы» has ever had."""
    numbers = [read.number for text in entries_of(facts, "documents") if (read := read_id(text))]
    return max([highest(facts, context.schemas["documents"]), *numbers])


def _edition(paper: Wanted, own: str, context: Context) -> Outcome:
    """The cells of the line and the request for its next edition."""
    line = paper.line
    key = line.key if line else f"+{own}"
    edition = (line.number("edition") or 0) + 1 if line else 1
    while file_name(paper, own, edition) in context.occupied:
        edition += 1
    changed = differs(line.text("marks"), paper.data) if line else ""
    values: dict[str, Value] = {
        "id": own,
        "kind": paper.kind,
        "subject": paper.subject,
        "year": paper.year,
        "edition": edition,
        "data_hash": paper.digest,
        "file_hash": None,
        "file": file_name(paper, own, edition),
        "marks": marks(paper.data),
        "differs": changed or None,
    }
    if "link" in context.schemas["documents"].columns:
        values["link"] = context.links.get(file_name(paper, own, edition))
    cells = {At("documents", key, name): Filled(v, "черновик") for name, v in values.items()}
    day = context.today.isoformat() if edition > 1 else ""
    data = {**paper.data, "edition": edition, "edition_date": day, "edition_note": changed}
    request = PaperRequest(
        paper.kind,
        key,
        file_name(paper, own, edition),
        data,
        own,
        paper.subject,
        paper.year,
        edition,
    )
    new = () if line else (("documents", key),)
    return Outcome(cells=cells, new_rows=new, papers=(request,))


def known_as(
    own: str, kind: str, subject: str, known: Mapping[str, Entry], seen: str = ""
) -> Entry:
    """The register's entry of a paper, by its kind and what it is about.

    ``seen`` is what stands in the staff cells of a new line.
    """
    entry = known.get(own) or Entry(own, "", seen)
    return Entry(own, document_key(kind, subject), entry.seen, True, entry.origin, "")


def file_name(paper: Wanted, own: str, edition: int) -> str:
    """The key of a draft, readable: kind, whose, school year, number of the line, edition."""
    whose = f", {paper.whose}" if paper.whose else ""
    return f"{KINDS[paper.kind].title}{whose} {paper.year}, {own}, ред. {edition}.docx"


def lines_of(facts: Facts, kind: str) -> list[Record]:
    """The lines of «Документы» that hold papers of ``kind``, by number."""
    found = [row for row in facts.rows("documents") if row.text("kind") == kind and row.text("id")]
    return sorted(found, key=lambda row: row.text("id"))


def is_fixed(line: Record) -> bool:
    """Whether the paper has been given to be signed: what it says changes no more."""
    return bool(line.date("handed") or line.date("date") or line.text("number"))


def is_signed(line: Record) -> bool:
    """Number and date typed = signed; a consent is by the date in its person's row."""
    return bool((line.date("date") and line.text("number")) or line.date("signed"))
