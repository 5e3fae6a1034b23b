"""Which column lives where: the schemas say it, and docs/where-data-live.md says the same."""

from __future__ import annotations

from pathlib import Path

from sheets_sync.facts import Where
from sheets_sync.stores.joint.halves import BOTH, half, owner, places
from tests import build

DOC = Path(__file__).resolve().parents[2] / "docs" / "where-data-live.md"
NEVER_IN_THE_CLOUD = ("name", "phone", "born", "consent_from", "wishes", "remark", "about", "file")


def table() -> str:
    """The columns of each tab by place, as the document has them."""
    lines = ["| Tab | Owner of its rows | At home | In the cloud |", "|---|---|---|---|"]
    for schema in sorted(build.SCHEMAS.values(), key=lambda each: (each.place, each.name)):
        if schema.layout != "text":
            cells = (_columns(schema.name, place) for place in BOTH)
            lines.append(
                f"| {schema.tab} (`{schema.name}`) | {owner(schema)} | {' | '.join(cells)} |"
            )
    return "\n".join(lines)


def _columns(name: str, place: Where) -> str:
    schema = build.SCHEMAS[name]
    if places(schema) == (place,):
        return "everything"
    if place not in places(schema):
        return "–"
    own = [c for c in half(build.SCHEMAS, place)[name].columns.values() if c.name != "id"]
    said = {"band": " (band)", "copy": " (copy)" if place == "cloud" else ""}
    return ", ".join(f"{c.header}{said.get(c.cloud, '')}" for c in own)


def test_the_document_has_every_column_of_the_schemas_in_its_place() -> None:
    assert table() in DOC.read_text(encoding="utf-8")


def test_names_phones_and_births_of_the_banks_live_at_home_alone() -> None:
    cloud = half(build.SCHEMAS, "cloud")
    for bank in ("mentors", "mentees"):
        assert not set(NEVER_IN_THE_CLOUD) & set(cloud[bank].columns)
    assert not {"about", "file", "data_hash"} & set(cloud["documents"].columns)


def test_every_column_is_in_one_place_and_the_number_and_remarks_in_both() -> None:
    home, cloud = (half(build.SCHEMAS, place) for place in BOTH)
    for name, schema in build.SCHEMAS.items():
        if name == "_sync" or schema.layout == "text":
            continue
        shared = set(home[name].columns if name in home else ()) & set(
            cloud[name].columns if name in cloud else ()
        )
        assert shared <= {"id", "notes", "stops", "asks"}
        held = {c for each in (home, cloud) if name in each for c in each[name].columns}
        assert held == set(schema.columns)


def test_people_are_added_at_home_and_all_other_rows_in_the_cloud() -> None:
    both = {name: owner(s) for name, s in build.SCHEMAS.items() if len(places(s)) == 2}
    assert both == {
        "mentors": "home",
        "mentees": "home",
        "pairs": "cloud",
        "documents": "cloud",
        "roadmap": "cloud",
        "summary": "cloud",
    }
