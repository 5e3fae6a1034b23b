"""The consent to the processing of personal data: what its template may say.

Law 152-ФЗ, article 9, part 4 (what it holds) and part 1 (a document of its own, one purpose).
Address and passport are lines to be filled by hand: they are in no table and in no data.
"""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.papers.people import mapping, officer, person, school, text


def context(data: Mapping[str, object]) -> dict[str, object]:
    """Words for «data_consent.docx»; whatever is missing becomes a gap.

    ``data``: ``school`` (see `people.school`), ``person`` (see `people.person`), ``until``, the
    last day of the consent, ISO or ''; and, if wished, ``abroad``: to whom and where data go abroad
    («Google LLC, США»), or True where that is still to be written. Without it the consent forbids
    it (152-ФЗ, article 12).
    """
    place, abroad = mapping(data.get("school")), data.get("abroad")
    return {
        "школа": school(place),
        "директор": officer(place, "director"),
        "человек": person(mapping(data.get("person"))),
        "до": data.get("until"),
        "за_границу": bool(abroad),
        "кому_за_границу": None if abroad is True else text(data, "abroad").rstrip("."),
    }
