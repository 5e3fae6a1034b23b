"""The consent to mentoring, of a mentor or of a mentee: what its template may say.

Labour code, article 351.8, asks for the mentor's; the mentee's is asked for by the roadmap, 1.2.
Personal data have a consent of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.errors import PaperError
from sheets_sync.papers.people import mapping, officer, person, school, text

ROLES = ("mentor", "mentee")


def context(data: Mapping[str, object]) -> dict[str, object]:
    """Words for «mentoring_consent.docx»; whatever is missing becomes a gap.

    ``data``: ``school`` (see `people.school`), ``pair`` (pair_id, from, to, form; dates ISO),
    ``role`` of the one who consents, «mentor» or «mentee», this ``person`` and the ``other`` of the
    pair (see `people.person`). Raises `PaperError` for another role.
    """
    role = data.get("role")
    if role not in ROLES:
        raise PaperError(f"Роль «{role}» неизвестна. Есть такие: {', '.join(ROLES)}.")
    place, pair = mapping(data.get("school")), mapping(data.get("pair"))
    return {
        "школа": school(place),
        "директор": officer(place, "director"),
        "человек": person(mapping(data.get("person"))),
        "другой": person(mapping(data.get("other"))),
        "от_наставника": role == "mentor",
        "код": text(pair, "pair_id"),
        "начало": pair.get("from"),
        "конец": pair.get("to"),
        "форма": text(pair, "form"),
    }
