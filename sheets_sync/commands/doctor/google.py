"""What a school in a Google spreadsheet needs: a key, a clock, access, room, unlocked tabs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.commands import clock
from sheets_sync.commands.doctor.finding import Finding
from sheets_sync.commands.school import School
from sheets_sync.errors import SheetsSyncError
from sheets_sync.facts import Google
from sheets_sync.stores.google.examine import Examined, Grid, examined
from sheets_sync.stores.google.keys import Key, key_of, open_to_others
from sheets_sync.stores.google.lookups import ROWS_TAB
from sheets_sync.stores.google.troubles import CLOCK
from sheets_sync.words import count, fold

PATIENCE = dt.timedelta(minutes=5)
"""How far the two clocks may be apart before Google refuses a key."""
MOST_CELLS = 10_000_000
"""Of one spreadsheet, as Google counts them: blank cells too."""
NEARLY = 0.8
FULL = 0.98


def spreadsheet(school: School, google: Google) -> Iterator[Finding]:
    """From the key file to the last tab; what follows from a trouble is not said again."""
    path = school.folder / google.key_file
    try:
        key = key_of(path)
    except SheetsSyncError as error:
        yield Finding("мешает", error.says)
        return
    yield from _key(key, path)
    seen = examined(key, google)
    late = list(_clock(seen.date))
    yield from late
    wrong = [says for says in seen.wrong if says != CLOCK or late[0].weight == "хорошо"]
    yield from (Finding("мешает", says) for says in wrong)
    if seen.grids:
        yield from _file(seen)
        yield from _size(seen.grids)
        yield from _protection(school, seen.grids, key.account)


def _key(key: Key, path: Path) -> Iterator[Finding]:
    kind = "вход в Google от имени человека" if key.person else "ключ сервисного аккаунта"
    whose = "аккаунт: " if key.person else "таблицу открывают ему: "
    yield Finding("хорошо", f"{kind} читается, {whose}{key.account}")
    if open_to_others(path):
        yield Finding(
            "взглянуть",
            f"файл «{path.name}» открыт и другим на этом компьютере. Оставьте право чтения только "
            "тому, под кем идёт сверка",
        )


def _clock(date: dt.datetime | None) -> Iterator[Finding]:
    """Our clock against the one of Google's answer; only a large difference is worth a word."""
    if date is None:
        yield Finding("хорошо", "часы этого компьютера сравнить не с чем: Google не ответил")
        return
    off = clock.here() - date
    if abs(off) <= PATIENCE:
        yield Finding("хорошо", "часы этого компьютера верны")
        return
    minutes = round(abs(off).total_seconds() / 60)
    far = count(minutes, "минуту", "минуты", "минут")
    way = "спешат" if off > dt.timedelta() else "отстают"
    yield Finding(
        "мешает", f"часы этого компьютера {way} на {far}, и Google не примет ключ. Переведите их"
    )


def _file(seen: Examined) -> Iterator[Finding]:
    if not seen.wrong:
        yield Finding("хорошо", f"таблица Google открыта для правки: «{seen.name}»")
    if seen.trashed:
        yield Finding("мешает", f"таблица Google «{seen.name}» лежит в корзине. Верните её оттуда")
    if not seen.locale.startswith("ru"):
        yield Finding(
            "взглянуть",
            "язык таблицы Google – не русский, даты вида 02.09.2026 она не поймёт. Выберите в ней "
            "«Файл», «Настройки», «Россия»",
        )


def _size(grids: tuple[Grid, ...]) -> Iterator[Finding]:
    cells = sum(grid.rows * grid.columns for grid in grids)
    longest = max(grids, key=lambda grid: grid.rows)
    says = (
        f"размер таблицы Google: ячеек {_spaced(cells)} из {_spaced(MOST_CELLS)} возможных, строк "
        f"больше всего на вкладке «{longest.title}»: {_spaced(longest.rows)}"
    )
    if cells < NEARLY * MOST_CELLS:
        yield Finding("хорошо", says)
    else:
        full = cells >= FULL * MOST_CELLS
        more = ". Удалите пустые строки и столбцы"
        yield Finding("мешает" if full else "взглянуть", says + more)


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _protection(school: School, grids: tuple[Grid, ...], account: str) -> Iterator[Finding]:
    """Ours warns people and stops nobody; somebody else's may stop the program."""
    schemas = [each for each in school.context.schemas.values() if each.layout != "text"]
    own = {fold(schema.tab) for schema in schemas} | {fold(ROWS_TAB)}
    ours = [grid for grid in grids if fold(grid.title) in own]
    for grid in ours:
        if grid.closed or grid.partly:
            what = "защищена целиком" if grid.closed else "защищена частично"
            yield Finding(
                "мешает" if grid.closed else "взглянуть",
                f"вкладка «{grid.title}» {what}, и программа туда не пишет. Откройте «Данные», "
                f"«Защищённые листы и диапазоны» и добавьте {account}",
            )
    tabs = {fold(schema.tab) for schema in schemas if schema.layout == "rows" and not schema.hidden}
    bare = [grid.title for grid in ours if not grid.warns and fold(grid.title) in tabs]
    if bare:
        named = ", ".join(f"«{title}»" for title in bare)
        yield Finding("взглянуть", f"печатать в серых столбцах можно без вопроса: вкладки {named}")
    else:
        yield Finding("хорошо", "серые столбцы защищены предупреждением")
