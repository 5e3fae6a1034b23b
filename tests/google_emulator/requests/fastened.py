"""Requests on what is fastened to places: names, protection, formats by rule, bands, filters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from tests.google_emulator.answers import can_edit, listed, named_range
from tests.google_emulator.cells import colours
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.masks import update
from tests.google_emulator.model import Book, Sheet
from tests.google_emulator.requests.common import Handler, mask_of, one_by

NAME = re.compile(r"[^\W\d]\w{0,249}$")


def _check_name(book: Book, name: str, own: Json | None = None) -> None:
    if not NAME.match(name) or re.match(r"[A-Za-z]{1,3}[0-9]+$|[Rr]\d+[Cc]\d+$", name):
        raise invalid(f"The name of the named range is invalid: {name}")
    for item in book.named:
        if item["name"].lower() == name.lower() and item is not own:
            raise invalid(f"Cannot add named range with a name that already exists: {name}")


def add_named(book: Book, request: Json) -> Json:
    """addNamedRange; an id that exists already is an error."""
    item = dict(request.get("namedRange", {}))
    given = item.get("namedRangeId")
    if given and any(one["namedRangeId"] == given for one in book.named):
        raise invalid(f"Cannot add named range with id: {given}; it already exists.")
    _check_name(book, item.get("name", ""))
    book.box(item.setdefault("range", {}))
    item["namedRangeId"] = given or str(book.new_id())
    book.named.append(item)
    return {"namedRange": named_range(item)}


def update_named(book: Book, request: Json) -> Json:
    """updateNamedRange."""
    mask = mask_of(request, "NamedRange")
    new = request.get("namedRange", {})
    place = one_by(book.named, "namedRangeId", new.get("namedRangeId"), "NamedRange")
    old = book.named[place]
    made = update(old, new, mask) | {"namedRangeId": old["namedRangeId"]}
    _check_name(book, made.get("name", ""), old)
    book.box(made["range"])
    book.named[place] = made
    return {}


def delete_named(book: Book, request: Json) -> Json:
    """deleteNamedRange."""
    wanted = request.get("namedRangeId")
    del book.named[one_by(book.named, "namedRangeId", wanted, "NamedRange")]
    return {}


def _listed_item(book: Book, name: str, key: str, value: object, what: str) -> tuple[Sheet, int]:
    """(sheet, place in its list) of an item by its id."""
    for sheet in book.sheets:
        for place, item in enumerate(sheet.lists.get(name, [])):
            if item.get(key) == value:
                return sheet, place
    raise invalid(f"No {what} with id: {value}")


def _resolved(book: Book, item: Json) -> Sheet:
    """The sheet on which an item lies."""
    if "namedRangeId" in item:
        place = one_by(book.named, "namedRangeId", item["namedRangeId"], "NamedRange")
        item["range"] = dict(book.named[place]["range"])
    return book.sheet(book.box(item.setdefault("range", {})).sheet_id)


def add_protected(book: Book, request: Json) -> Json:
    """addProtectedRange."""
    item = dict(request.get("protectedRange", {}))
    sheet = _resolved(book, item)
    given = item.get("protectedRangeId")
    held = [one for s in book.sheets for one in s.lists.get("protectedRanges", [])]
    if given and any(one["protectedRangeId"] == given for one in held):
        raise invalid(f"A protected range with id {given} already exists.")
    editors = {k: v for k, v in item.get("editors", {}).items() if v}
    item |= {"protectedRangeId": given or book.new_id(), "editors": editors}
    made = {k: v for k, v in item.items() if v or k in ("range", "editors")}
    sheet.lists.setdefault("protectedRanges", []).append(made)
    answer = listed(book, "protectedRanges", made)
    return {"protectedRange": answer | {"editors": editors}}


def update_protected(book: Book, request: Json) -> Json:
    """updateProtectedRange."""
    mask = mask_of(request, "ProtectedRange")
    new = request.get("protectedRange", {})
    wanted = new.get("protectedRangeId")
    sheet, place = _listed_item(
        book, "protectedRanges", "protectedRangeId", wanted, "protected range"
    )  # fmt: skip
    items = sheet.lists["protectedRanges"]
    made = update(items[place], new, mask)
    items[place] = {"editors": {}} | made | {"protectedRangeId": wanted}
    return {}


def delete_protected(book: Book, request: Json) -> Json:
    """deleteProtectedRange."""
    wanted = request.get("protectedRangeId")
    sheet, place = _listed_item(
        book, "protectedRanges", "protectedRangeId", wanted, "protected range"
    )  # fmt: skip
    if not can_edit(book, sheet.lists["protectedRanges"][place]):
        raise invalid("You are trying to edit a protected cell or object.")
    del sheet.lists["protectedRanges"][place]
    return {}


def _rule_sheet(book: Book, rule: Json) -> Sheet:
    ranges = rule.get("ranges", [])
    if not ranges:
        raise invalid("At least one range must be specified.")
    sheets = {book.box(range_).sheet_id for range_ in ranges}
    if len(sheets) > 1:
        raise invalid("All ranges must be on the same sheet.")
    if not {"booleanRule", "gradientRule"} & rule.keys():
        raise invalid("A rule must be specified.")
    return book.sheet(sheets.pop())


def add_conditional(book: Book, request: Json) -> Json:
    """addConditionalFormatRule."""
    rule = colours(request.get("rule", {}))
    rules = _rule_sheet(book, rule).lists.setdefault("conditionalFormats", [])
    rules.insert(min(int(request.get("index", 0)), len(rules)), rule)
    return {}


def _rule_at(book: Book, request: Json) -> tuple[list[Json], int]:
    sheet = book.sheet(int(request.get("sheetId", 0)))
    rules, index = sheet.lists.get("conditionalFormats", []), int(request.get("index", 0))
    if index >= len(rules):
        raise invalid(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return rules, index


def update_conditional(book: Book, request: Json) -> Json:
    """updateConditionalFormatRule: another rule, or another place in the order."""
    if "rule" in request:
        rule = colours(request["rule"])
        sheet = _rule_sheet(book, rule)
        rules, index = _rule_at(book, {**request, "sheetId": sheet.id})
        old, rules[index] = rules[index], rule
        made = {"oldRule": old, "newRule": rule}
        return made | ({"newIndex": index} if index else {})
    rules, index = _rule_at(book, request)
    to = int(request.get("newIndex", 0))
    rule = rules.pop(index)
    rules.insert(to, rule)
    return {"oldIndex": index, "newIndex": to, "newRule": rule}


def delete_conditional(book: Book, request: Json) -> Json:
    """deleteConditionalFormatRule."""
    rules, index = _rule_at(book, request)
    return {"rule": rules.pop(index)}


def set_filter(book: Book, request: Json) -> Json:
    """setBasicFilter; it hides nothing here."""
    item = dict(request.get("filter", {}))
    sheet = _resolved(book, item)
    box = book.box(item["range"])
    for index, key in enumerate(("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")):  # noqa: E501  # fmt: skip
        item["range"].setdefault(key, (box.top, box.bottom, box.left, box.right)[index])
    sheet.basic_filter = item
    return {}


def clear_filter(book: Book, request: Json) -> Json:
    """clearBasicFilter."""
    book.sheet(int(request.get("sheetId", 0))).basic_filter = None
    return {}


def _adder(name: str, key: str, part: str, what: str) -> Handler:
    """The request that adds an item to a list of the sheet."""

    def add(book: Book, request: Json) -> Json:
        item = colours(dict(request.get(part, {})))
        sheet = _resolved(book, item)
        held = itertools.chain.from_iterable(s.lists.get(name, []) for s in book.sheets)
        if item.get(key) and any(one[key] == item[key] for one in held):
            raise invalid(f"A {what} with id {item[key]} already exists.")
        item.setdefault(key, book.new_id())
        sheet.lists.setdefault(name, []).append(item)
        return {part: listed(book, name, item)}

    return add


def _updater(name: str, key: str, part: str, schema: str, what: str) -> Handler:
    def change(book: Book, request: Json) -> Json:
        mask = mask_of(request, schema)
        new = colours(request.get(part, {}))
        sheet, place = _listed_item(book, name, key, new.get(key), what)
        old = sheet.lists[name][place]
        sheet.lists[name][place] = update(old, new, mask) | {key: old[key]}
        return {}

    return change


def _deleter(name: str, key: str, id_: str, what: str) -> Callable[[Book, Json], Json]:
    def delete(book: Book, request: Json) -> Json:
        sheet, place = _listed_item(book, name, key, request.get(id_), what)
        del sheet.lists[name][place]
        return {}

    return delete


BAND = ("bandedRanges", "bandedRangeId")
VIEW = ("filterViews", "filterViewId")
HANDLERS: dict[str, Handler] = {
    "addNamedRange": add_named,
    "updateNamedRange": update_named,
    "deleteNamedRange": delete_named,
    "addProtectedRange": add_protected,
    "updateProtectedRange": update_protected,
    "deleteProtectedRange": delete_protected,
    "addConditionalFormatRule": add_conditional,
    "updateConditionalFormatRule": update_conditional,
    "deleteConditionalFormatRule": delete_conditional,
    "setBasicFilter": set_filter,
    "clearBasicFilter": clear_filter,
    "addBanding": _adder(*BAND, "bandedRange", "banded range"),
    "updateBanding": _updater(*BAND, "bandedRange", "BandedRange", "banded range"),
    "deleteBanding": _deleter(*BAND, "bandedRangeId", "banded range"),
    "addFilterView": _adder(*VIEW, "filter", "filter view"),
    "updateFilterView": _updater(*VIEW, "filter", "FilterView", "filter view"),
    "deleteFilterView": _deleter(*VIEW, "filterId", "filter view"),
}
