"""What a plan means to people: the page «Что горит.html», and how much changes on which tab."""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from collections.abc import Iterable

from sheets_sync.changes import AddRow, Change, DropRow, SetCell
from sheets_sync.schema import Schemas
from sheets_sync.snapshot import Row, Snapshot
from sheets_sync.words import count

NAME = "Что горит.html"
COLUMNS = (
    ("until", "До какого числа"),
    ("what", "Что сделать"),
    ("who", "Кто"),
    ("about", "О ком"),
    ("why", "Почему"),
)

_PAGE = """\
<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Что горит</title>
<style>
@page {{ size: A4 landscape; margin: 12mm; }}
body {{ font: 11pt/1.4 Arial, "Liberation Sans", sans-serif; color: #222; margin: 2em auto;
  max-width: 60em; padding: 0 1em; }}
h1 {{ font-size: 20pt; margin: 0 0 .1em; }}
p {{ margin: .2em 0 1em; color: #595959; }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100%; }}
th, td {{ border: 1px solid #bfbfbf; padding: .4em .6em; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }}
th {{ background: #dce6f1; font-size: 10pt; }}
.until, .who {{ width: 12%; }}
.what {{ width: 26%; }}
.about {{ width: 20%; }}
td.what {{ font-weight: bold; }}
tr {{ break-inside: avoid; }}
thead {{ display: table-header-group; }}
@media print {{ body {{ margin: 0; max-width: none; padding: 0; }}
  th {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }} }}
</style>
</head>
<body>
<h1>Что горит</h1>
<p>На {moment}. Таблица открыта, поэтому список здесь. Когда её закроют и нажмут «Обновить», он
появится в таблице, а этот файл исчезнет.</p>
{body}
</body>
</html>
"""


def page(snapshot: Snapshot, now: dt.datetime) -> str:
    """The tab «Что горит» of ``snapshot`` as a page of its own, ready to print on A4."""
    table = snapshot.tables.get("attention")
    rows = sorted(table.rows, key=_number) if table else []
    body = _table(rows) if rows else "<p>Срочного нет.</p>"
    return _PAGE.format(moment=f"{now:%d.%m.%Y, %H:%M}", body=body)


def _number(row: Row) -> float:
    text = row.cell("id").shown.strip()
    return float(text) if text.isdecimal() else float("inf")


def _table(rows: Iterable[Row]) -> str:
    head = "".join(f'<th class="{name}">{title}</th>' for name, title in COLUMNS)
    lines = [
        "".join(
            f'<td class="{name}">{html.escape(row.cell(name).shown)}</td>' for name, _ in COLUMNS
        )
        for row in rows
    ]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def amounts(changes: Iterable[Change], schemas: Schemas) -> tuple[str, ...]:
    """«вкладка «Пары»: 2 новые строки, 4 ячейки», a line a tab; hidden tabs are not spoken of."""
    found: dict[str, Counter[type]] = {}
    for change in changes:
        schema = schemas[change.table]
        hidden = isinstance(change, SetCell) and schema.columns[change.column].hidden
        if not schema.hidden and not hidden:
            found.setdefault(change.table, Counter())[type(change)] += 1
    named = sorted(found, key=lambda name: (schemas[name].place, name))
    return tuple(f"вкладка «{schemas[name].tab}»: {_told(found[name])}" for name in named)


def _told(kinds: Counter[type]) -> str:
    parts = []
    if kinds[AddRow]:
        parts.append(count(kinds[AddRow], "новая строка", "новые строки", "новых строк"))
    if kinds[SetCell]:
        parts.append(count(kinds[SetCell], "ячейка", "ячейки", "ячеек"))
    if kinds[DropRow]:
        lines = count(kinds[DropRow], "строка", "строки", "строк")
        parts.append(f"{lines} с прежним предложением убрать")
    return ", ".join(parts)


def age(since: dt.datetime, now: dt.datetime) -> str:
    """«3 дня», «5 часов»: how old something is, '' under an hour; both moments with a zone."""
    old = now - since
    if old >= dt.timedelta(days=1):
        return count(old.days, "день", "дня", "дней")
    hours = old // dt.timedelta(hours=1)
    return count(hours, "час", "часа", "часов") if hours > 0 else ""
