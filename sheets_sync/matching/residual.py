"""What may still move around one seating: lengths between mentors, prices, certificates.

A node is a mentor, the last one is Z: people without a mentor and empty places. An arc j → k is
one person of j who moves to k; two kinds of arc move nobody: Z → k (a place of k falls empty) and
k → Z (a free place of k is taken).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sheets_sync.matching.instance import Bools, Ints

NO_WAY = 1 << 60
MANY_NODES = 400
"""From here on few arcs are quicker than Floyd–Warshall."""
FIRST_ARCS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """The seatings that are still in question.

    ``moves`` is n × (m + 1): where each mentee may sit; ``may_empty`` m: whose places may stay
    empty (the others must be full); ``places`` m.
    """

    moves: Bools
    may_empty: Bools
    places: Ints


def distances(seats: Ints, length: Ints, face: Face, idle: int = 0) -> Ints:
    """(m + 1) × (m + 1): the cheapest move j → k, those that move nobody (``idle``) included.

    ``seats`` n: the node where each mentee sits; ``length`` n × (m + 1) of each mentee's move.
    """
    nodes = face.moves.shape[1]
    out = np.full((nodes, nodes), NO_WAY, np.int64)
    order = np.argsort(seats, kind="stable")
    if len(order):
        full = np.where(face.moves, length, NO_WAY)[order]
        homes = seats[order]
        starts = np.flatnonzero(np.r_[True, np.diff(homes) != 0])
        out[homes[starts]] = np.minimum.reduceat(full, starts, axis=0)
    np.fill_diagonal(out, 0)
    empty, taken = nobody_moves(seats, face)
    np.minimum(out[-1, :-1], np.where(empty, idle, NO_WAY), out=out[-1, :-1])
    np.minimum(out[:-1, -1], np.where(taken, idle, NO_WAY), out=out[:-1, -1])
    return out


def nobody_moves(seats: Ints, face: Face) -> tuple[Bools, Bools]:
    """Both m: whose place may fall empty (Z → k), who has a free place to take (k → Z)."""
    load = np.bincount(seats, minlength=face.moves.shape[1])[:-1]
    return face.may_empty, load < face.places


def potentials(seats: Ints, length: Ints, face: Face) -> Ints | None:
    """Bellman–Ford over the nodes: a price of each (m + 1) with p[k] ≤ p[j] + length, None where
    a cycle of negative length exists, that is where the seating is not the best of the face."""
    rows, columns = np.nonzero(face.moves)
    empty, taken = (np.flatnonzero(each) for each in nobody_moves(seats, face))
    last = face.moves.shape[1] - 1
    tails = np.r_[seats[rows], np.full(len(empty), last), taken]
    heads = np.r_[columns, empty, np.full(len(taken), last)]
    costs = np.r_[length[rows, columns], np.zeros(len(empty) + len(taken), np.int64)]
    order = np.argsort(heads, kind="stable")
    tails, heads, costs = tails[order], heads[order], costs[order]
    starts = np.flatnonzero(np.r_[True, np.diff(heads) != 0]) if len(heads) else order
    price = np.zeros(last + 1, np.int64)
    for _ in range(last + 2):
        lower = price.copy()
        if len(heads):
            lower[heads[starts]] = np.minimum.reduceat(price[tails] + costs, starts)
        np.minimum(lower, price, out=lower)
        if np.array_equal(lower, price):
            return price
        price = lower
    return None


def closed(lengths: Ints, hint: Ints | None = None) -> Ints:
    """The shortest way between any two nodes; a length of 0 is an arc like any other.

    ``hint`` is a price of each node in the lengths' unit: with it a large graph is closed by the
    few arcs that no detour beats, a tenth of the work.
    """
    if hint is None or len(lengths) < MANY_NODES:
        return _floyd_warshall(lengths)
    out = lengths.copy()
    reduced = lengths + hint[:, None] - hint
    near = np.argpartition(reduced, FIRST_ARCS, axis=1)[:, :FIRST_ARCS]
    _through(out, lengths, list(near))
    # An arc of a shortest way is never longer than the best way known between its two ends, so
    # these rounds try every arc that could matter; the arcs are fewer with each round.
    while _through(out, lengths, [np.flatnonzero(row) for row in lengths <= out]):
        pass
    return out


def _floyd_warshall(lengths: Ints) -> Ints:
    out = lengths.copy()
    via = np.empty_like(out)
    for node in range(len(out)):
        np.add(out[:, node, None], out[node], out=via)
        np.minimum(out, via, out=out)
    return out


def _through(out: Ints, lengths: Ints, arcs: list[npt.NDArray[np.intp]]) -> bool:
    """Shorten every way that begins with one of these arcs of its node; was any shortened?"""
    shorter = False
    for node, ends in enumerate(arcs):
        best = (out[ends] + lengths[node, ends][:, None]).min(axis=0)
        if (best < out[node]).any():
            np.minimum(out[node], best, out=out[node])
            shorter = True
    return shorter


def one_way(lengths: Ints, start: int) -> Ints:
    """The shortest way from one node to each, for pools too large to close."""
    away: Ints = lengths[start].copy()
    while True:
        lower = np.minimum(away, (away[:, None] + lengths).min(axis=0))
        if np.array_equal(lower, away):
            return away
        away = lower


def is_unique(seats: Ints, spare: Ints, face: Face, price: Ints) -> bool:
    """Is there no other seating as good: no cycle of length 0 that moves a person?

    ``spare`` is n × (m + 1): the reduced cost of each move, 0 or more.
    """
    tight = np.where(spare == 0, face.moves, False)
    people = np.arange(len(seats))
    tight[people, seats] = False
    nodes = face.moves.shape[1]
    empty, taken = nobody_moves(seats, face)
    both = np.flatnonzero(empty & taken & (price[:-1] == price[-1]))
    one = np.arange(nodes)
    one[both] = nodes - 1  # an empty place of one is as good as that of another
    merged = np.zeros((nodes, nodes), np.bool_)
    rows, columns = np.nonzero(tight)
    merged[one[seats[rows]], one[columns]] = True
    if merged.diagonal().any():
        return False
    merged[-1, :-1] |= empty & (price[:-1] == price[-1]) & ~taken
    return not _has_cycle(merged)


def _has_cycle(arcs: Bools) -> bool:
    left = np.ones(len(arcs), np.bool_)
    while True:
        kept = left & arcs[:, left].any(axis=1) & arcs[left].any(axis=0)
        if np.array_equal(kept, left):
            return bool(left.any())
        left = kept
