"""Subjects and positions as schools shorten them, and the subject inside «учитель математики»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sheets_sync.intake.read import Read
from sheets_sync.words import fold, nearest, tidy

_STEMS: tuple[tuple[str, str], ...] = (
    ("начальные классы", r"\bнач\w*\.?\s*(?:кл|шк|об)|\bначалк|\bнач\.?$|младш"),
    ("родной язык", r"\bродн"),
    ("русский язык и литература", r"\bрус|\bлит|словесн|\bря\b|\bрл\b"),
    ("английский язык", r"\bангл"),
    ("немецкий язык", r"\bнем"),
    ("французский язык", r"\bфранц|\bфр\b"),
    ("математика", r"\bмат(?!ер)|алгебр|геометр"),
    ("информатика", r"информ|\bикт\b"),
    (
        "физкультура",
        r"\bфиз\w*[-. ]*(?:ра\b|к[- ]?ра|культ|восп)|\bфк\b|\bфиз\.?\s*к|физ-?ра|спорт",
    ),
    ("физика", r"\bфизик|\bфиз\.?$|\bфиз\.?(?=[,;/ ]+(?:и\s|астр|мат|инф))|астрон"),
    ("химия", r"\bхим"),
    ("биология", r"\bбио"),
    ("география", r"\bгео(?!м)"),
    ("история и обществознание", r"\bист|\bобщ"),
    ("ОРКСЭ и ОДНКНР", r"орксэ|однкнр|\bоднк"),
    ("музыка", r"\bмуз"),
    ("изобразительное искусство", r"\bизо\b|\bизобр|рисов"),
    ("труд (технология)", r"\bтехнол|\bтруд(?!н)"),
    ("ОБЗР", r"\bобж\b|\bобзр\b|безопасн"),
    ("коррекционные занятия", r"\bкорр"),
)
_FOREIGN = re.compile(r"\bин\w*\.?\s*яз")
_TEACHER = re.compile(r"(?:учитель|преподаватель|учит\.?|уч\.|преп\.?)\s*[-–,:(]?\s+?(.+?)\)?")
_SHORT_POSITIONS: tuple[tuple[str, str, float], ...] = (
    (
        "учитель начальных классов",
        r"(?:учитель|учит\.?|уч\.)\s*нач\w*\.?\s*(?:классов|кл\.?|школы)",
        1.0,
    ),
    ("педагог-психолог", r"пед\w*\.?[- ]*псих\w*\.?", 1.0),
    ("педагог-психолог", r"(?:школьный )?психолог", 0.86),
    ("социальный педагог", r"соц\w*\.?[- ]*пед\w*\.?", 1.0),
    ("учитель-логопед", r"(?:уч\w*\.?[- ]*)?логопед", 0.9),
    ("учитель-дефектолог", r"(?:уч\w*\.?[- ]*)?дефектолог", 0.9),
    (
        "педагог дополнительного образования",
        r"п\.?\s?д\.?\s?о\.?|пед\w*\.?\s*доп\w*\.?\s*об\w*\.?",
        0.95,
    ),
    ("педагог-организатор", r"пед\w*\.?[- ]*орг\w*\.?", 1.0),
    ("педагог-библиотекарь", r"(?:пед\w*\.?[- ]*)?библиотекарь", 0.86),
    ("учитель", r"учит\.?|уч\.|учитель-?предметник|учительница", 1.0),
)


def subject_of(text: str, known: Iterable[str]) -> Read:
    """The subject that ``text`` names, by the words of the list ``known`` where it has them."""
    typed = tidy(text)
    choices = {fold(choice): choice for choice in known}
    if fold(typed) in choices:
        return Read(choices[fold(typed)], 1.0, typed)
    found = _subjects_in(typed)
    if len(found) == 1:
        return Read(choices.get(fold(found[0]), found[0]), 0.95, typed)
    if found:
        return Read(typed, 0.7, typed, "названо несколько предметов")
    if _FOREIGN.search(fold(typed)):
        return Read("иностранный язык", 0.6, typed, "не сказано, какой язык")
    near = nearest(typed, choices.values())
    if near:
        return Read(near, 0.7, typed, f"похоже на «{near}»")
    return Read(typed, 0.75, typed, "такого предмета нет в списке")


def _subjects_in(text: str) -> list[str]:
    folded = fold(text)
    return [subject for subject, stem in _STEMS if re.search(stem, folded)]


def position_of(text: str, known: Iterable[str]) -> tuple[Read, Read | None]:
    """The position in ``text``, and the subject where it stands inside the position."""
    choices = {fold(choice): choice for choice in known}
    typed = tidy(text)
    folded = fold(typed)
    for position, form, confidence in _SHORT_POSITIONS:
        if re.fullmatch(form, folded):
            subject = Read("начальные классы", 0.95, typed) if "начальн" in position else None
            return Read(choices.get(fold(position), position), confidence, typed), subject
    if folded in choices:
        return Read(choices[folded], 1.0, typed), None
    if found := _TEACHER.fullmatch(folded):
        subject = subject_of(found[1], known=())
        if subject.confidence >= 0.9:
            return Read("учитель", 0.95, typed), Read(subject.value, 0.95, typed)
    return Read(typed, 0.9, typed), None


def is_subject(text: str) -> bool:
    """Whether a cell names a subject and little else."""
    return len(text) < 50 and bool(_subjects_in(text)) and not is_position(text)


def is_position(text: str) -> bool:
    """Whether a cell names a position."""
    return bool(
        re.match(
            r"(?:старш\w+ )?(?:учит|уч\.|препод|педагог[- ]|соц|воспит|тьютор|методист|психолог|"
            r"логопед|дефектолог|директор|зам|советник|вожат|библиотек|социальн|пед\.)",
            fold(text),
        )
    )
