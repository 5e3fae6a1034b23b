"""The best seating within a face, by OR-tools on few pairs at a time, proved on all of them."""

from __future__ import annotations

import numpy as np

from sheets_sync.matching.instance import Bools, Ints, TooLargeError, cost_bits
from sheets_sync.matching.residual import Face, potentials

FIRST_PAIRS = 12
"""Pairs of each mentee that the first try looks at; pairs that could improve it join it."""


def best(face: Face, gain: Ints, start: Ints | None) -> tuple[Ints, Ints, Ints]:
    """The seat of each mentee (n; m is «nobody»), the price of each node, each move's spare cost.

    ``gain`` is n × (m + 1). ``start`` is a seating within the face; None where nobody must sit.
    Spare costs (n × (m + 1)) are what a move loses at these prices: none is below 0, which proves
    that no seating has more. Raises TooLargeError where the engine gives up.
    """
    _check_bits(gain[face.moves], gain.shape)
    moves = face.moves.copy()
    moves[:, :-1] &= face.places > 0
    some = _promising(moves, gain)
    if start is not None:
        some[np.arange(len(start)), start] = True
    while True:
        tried = Face(some, face.may_empty, face.places)
        seats = _undisputed(tried, gain)
        seats = _solved(tried, gain) if seats is None else seats
        length = gain[np.arange(len(seats)), seats][:, None] - gain
        price = potentials(seats, length, tried)
        if price is None:
            raise TooLargeError("Подбор не удался: ответ не лучший. Сообщите об этом авторам.")
        spare = length + price[seats][:, None] - price
        better = moves & (spare < 0)
        if not better.any():
            return seats, price, spare
        some |= better


def _check_bits(gains: Ints, shape: tuple[int, ...]) -> None:
    """Raise TooLargeError where a cost would not fit the engine, whether it is needed or not."""
    if int(np.abs(gains).max(initial=0)).bit_length() > cost_bits(sum(shape)):
        raise TooLargeError(f"Для одного подбора слишком много людей: {shape[0]}.")


def _promising(moves: Bools, gain: Ints) -> Bools:
    few = FIRST_PAIRS * len(moves)
    if moves.shape[1] <= FIRST_PAIRS or np.count_nonzero(moves) <= few:
        return moves.copy()
    some = np.zeros_like(moves)
    rank = np.where(moves, -gain, 1)
    first = np.argpartition(rank, FIRST_PAIRS, axis=1)[:, :FIRST_PAIRS]
    np.put_along_axis(some, first, True, axis=1)
    some[:, -1] = True
    return some & moves


def _undisputed(face: Face, gain: Ints) -> Ints | None:
    """Everybody at the best move of their own, where the places allow that: none has more.

    Most days of a school are so, and OR-tools takes longer to import than to solve.
    """
    if not face.moves.any(axis=1).all():
        return None
    seats = np.where(face.moves, gain, np.iinfo(np.int64).min).argmax(axis=1)
    load = np.bincount(seats, minlength=gain.shape[1])[:-1]
    fits = (load <= face.places) & (face.may_empty | (load == face.places))
    return seats if bool(fits.all()) else None


def _solved(face: Face, gain: Ints) -> Ints:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    people, nodes = gain.shape
    rows, columns = np.nonzero(face.moves)
    costs = -gain[rows, columns]
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        rows, people + columns, np.ones(len(rows), np.int64), costs
    )
    open_ = np.flatnonzero(face.may_empty & (face.places > 0))
    flow.add_arcs_with_capacity_and_unit_cost(
        people + open_,
        np.full(len(open_), people + nodes - 1),
        face.places[open_],
        np.zeros(len(open_), np.int64),
    )
    full = np.where(face.may_empty, 0, face.places)
    supplies = np.r_[np.ones(people, np.int64), -full, int(full.sum()) - people]
    flow.set_nodes_supplies(np.arange(people + nodes), supplies)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise TooLargeError(f"Подбор не удался (состояние {status}). Сообщите об этом авторам.")
    used = flow.flows(arcs) > 0
    seats = np.full(people, nodes - 1, np.int64)
    seats[rows[used]] = columns[used]
    return seats
