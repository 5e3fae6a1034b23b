"""What a spreadsheet's locale decides: the decimal mark, dates as typed and shown, money."""

from __future__ import annotations

from dataclasses import dataclass

ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)
ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
RUSSIAN_MONTHS = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)
RUSSIAN_DAYS = "понедельник вторник среда четверг пятница суббота воскресенье".split()


@dataclass(frozen=True)
class Locale:
    """``order`` is that of day, month and year in a typed date; patterns are the default ones."""

    decimal: str
    group: str
    order: str
    date: str
    time: str
    money: str
    symbols: tuple[str, ...]
    yes: str
    no: str
    months: list[str]
    short_months: list[str]
    days: list[str]

    @property
    def date_time(self) -> str:
        """The default pattern of a moment."""
        return f"{self.date} {self.time}"

    @property
    def separator(self) -> str:
        """Between the arguments of a formula."""
        return ";" if self.decimal == "," else ","


def _short(names: list[str]) -> list[str]:
    return [name[:3] for name in names]


ENGLISH = Locale(
    ".", ",", "mdy", "m/d/yyyy", "h:mm:ss am/pm", '"$"#,##0.00', ("$",), "TRUE", "FALSE",
    ENGLISH_MONTHS, _short(ENGLISH_MONTHS), ENGLISH_DAYS,
)  # fmt: skip
RUSSIAN = Locale(
    ",", "\xa0", "dmy", "dd.MM.yyyy", "h:mm:ss", "#,##0.00[$₽]", ("₽", "р."), "ИСТИНА", "ЛОЖЬ",
    RUSSIAN_MONTHS, [f"{m[:3]}." if len(m) > 3 else m for m in RUSSIAN_MONTHS], RUSSIAN_DAYS,
)  # fmt: skip
# Of other locales only marks and order are known here; the words stay English.
EUROPEAN = Locale(
    ",", "\xa0", "dmy", "dd/MM/yyyy", "HH:mm:ss", '#,##0.00\\ "€"', ("€",), "TRUE", "FALSE",
    ENGLISH_MONTHS, _short(ENGLISH_MONTHS), ENGLISH_DAYS,
)  # fmt: skip
KNOWN = {"ru": RUSSIAN, "fr": EUROPEAN, "de": EUROPEAN, "es": EUROPEAN, "it": EUROPEAN}


def locale(name: str) -> Locale:
    """The locale of "ru_RU", "en_US", …"""
    return KNOWN.get(name.split("_")[0], ENGLISH)
