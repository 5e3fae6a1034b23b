"""``explain``: why this pair, from the archive; and what another weight or place would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sheets_sync.commands import archives
from sheets_sync.commands.progress import progress
from sheets_sync.commands.school import School, opened
from sheets_sync.criteria import SAID
from sheets_sync.errors import SettingsError
from sheets_sync.ids import read_id
from sheets_sync.matching.assign import instance_of
from sheets_sync.matching.changes import Change, if_changed
from sheets_sync.matching.instance import Instance
from sheets_sync.plan import situation
from sheets_sync.rules.archive import reckoned
from sheets_sync.rules.board import Board
from sheets_sync.rules.pairs import Pair
from sheets_sync.rules.situation import Situation


def explain(config_path: Path, pair: str, changes: Sequence[str]) -> int:
    """Tell why ``pair`` («П-014», or «Н-001» without a number), or what ``changes`` would do.

    Nothing is written. Exit code 0.
    """
    if bool(pair) == bool(changes):
        raise SettingsError(
            "Назовите пару (sheets-sync explain П-014) или изменения "
            "(sheets-sync explain --if weight.subject=50)."
        )
    school = opened(config_path)
    with progress():
        now = situation(school.store.read(), school.context)
    for line in _why(school, now, pair) if pair else _if(now, changes):
        print(line)
    return 0


def _why(school: School, now: Situation, pair: str) -> Iterator[str]:
    found = _pair(now, pair)
    mentor = found.approved or found.offered
    if not mentor:
        yield f"{_named(found.mentee, now.board)}: наставника пока нет."
        return
    yield f"{_named(found.mentee, now.board)} – {_named(mentor, now.board)}"
    archive = archives.found(school.folder, found.mentee, mentor)
    if archive is None:
        yield "В архиве подбора этой пары нет: её вписали люди или архив удалён."
        return
    yield from _told(archive, found.mentee, mentor)


def _pair(now: Situation, pair: str) -> Pair:
    own = str(read_id(pair) or "")
    for each in now.register.pairs:
        mine = each.row.text("id") == own or (each.mentee == own and each.open)
        if own and each.mentee and mine:
            return each
    raise SettingsError(f"Пары «{pair}» на вкладке «Пары» нет. Номер стоит в первом столбце.")


def _told(archive: Mapping[str, Any], mentee: str, mentor: str) -> Iterator[str]:
    """The archived pairing retold: when, points by criterion, the others, and today's answer."""
    moment = dt.datetime.fromisoformat(archive["moment"])
    yield f"Предложено {moment:%d.%m.%Y в %H:%M} (версия {archive['version']})."
    points = archive["scores"][mentee][mentor]
    weights = archive["weights"]
    shown = [f"{SAID[n]} {won} из {weights.get(n, won)}" for n, won in points.items()]
    yield f"Баллы: {', '.join(shown) or 'нет'}; всего {sum(points.values())}."
    seating = reckoned(archive)
    if seating.explanation and mentee in seating.explanation.instance.mentees:
        costs = seating.explanation.costs(mentee)
        for own, cost in sorted(costs.items(), key=lambda each: (*each[1].worth, each[0])):
            if own != mentor and (mentee, own) in seating.gains:
                lost = f"мест потеряно {cost.seats}, баллов {cost.points}"
                yield f"  {own}: {lost}, наставник сменится у людей: {cost.moved}."
    same = seating.chosen.get(mentee) == mentor
    answer = "тот же" if same else f"другой: {seating.chosen.get(mentee) or 'никого'}"
    yield f"Пересчитано сегодняшней программой по тем же данным: ответ {answer}."


def _if(now: Situation, changes: Sequence[str]) -> Iterator[str]:
    """Which pairs would change, and what each chain of changes is worth."""
    board = now.board
    for change in changes:
        board = _changed(board, change)
    found = if_changed(_instance(now, now.board), _instance(now, board))
    if not found.changes:
        yield "Ничего бы не изменилось."
    for each in found.changes:
        yield _chain(each, now.board)
    before, after = found.before.seated, found.after.seated
    yield f"С наставником: было бы {after}, сейчас {before}. Ничего не записано."


def _changed(board: Board, change: str) -> Board:
    name, _, value = change.partition("=")
    kind, _, what = name.strip().partition(".")
    if value.strip().isdecimal() and kind == "weight" and what in SAID:
        settings = board.context.settings
        weights = {**settings.weights, what: int(value)}
        context = replace(board.context, settings=replace(settings, weights=weights))
        return replace(board, context=context, _scores={})
    own = str(read_id(what) or "")
    if value.strip().isdecimal() and kind == "capacity" and own in board.mentors:
        profile = board.mentors[own]
        free = max(0, int(value) - (profile.capacity - profile.free))
        mentors = {**board.mentors, own: replace(profile, capacity=int(value), free=free)}
        return replace(board, mentors=mentors, _scores={})
    raise SettingsError(
        f"Не понято: «{change}». Например: --if weight.subject=50 или --if capacity.М-002=3. "
        f"Веса: {', '.join(SAID)}."
    )


def _instance(now: Situation, board: Board) -> Instance:
    gains = board.gains(now.seeking)
    places = {own: each.free for own, each in board.mentors.items()}
    known = {mentee: mentor for mentee, mentor in now.shown.items() if (mentee, mentor) in gains}
    return instance_of(gains, places, shown=known, bonus=board.context.settings.stability)


def _chain(change: Change, board: Board) -> str:
    moves = [
        f"{_named(move.mentee, board)}: {move.before or 'никого'} → {move.after or 'никого'}"
        for move in change.moves
    ]
    return f"{'; '.join(moves)} (мест {change.seats:+d}, баллов {change.points:+d})"


def _named(own: str, board: Board) -> str:
    return board.people.get(own) or board.names.get(own) or own
