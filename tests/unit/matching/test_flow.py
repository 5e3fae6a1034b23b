"""The engine's limits are errors, never a silent wrong answer."""

from __future__ import annotations

import numpy as np
import pytest

from sheets_sync.matching.flow import best
from sheets_sync.matching.instance import TooLargeError, cost_bits
from sheets_sync.matching.residual import Face, potentials


def face(places: int, *, may_empty: bool) -> Face:
    moves = np.ones((1, 2), np.bool_)
    return Face(moves, np.array([may_empty]), np.array([places], np.int64))


def test_a_face_without_any_seating_is_an_error() -> None:
    with pytest.raises(TooLargeError, match="не удался"):
        best(face(2, may_empty=False), np.zeros((1, 2), np.int64), None)


def test_a_cost_is_kept_within_the_bits_that_the_nodes_leave() -> None:
    most = (1 << cost_bits(3)) - 1
    seats, _, _ = best(face(1, may_empty=True), np.array([[most, 0]]), None)
    assert seats.tolist() == [0]
    with pytest.raises(TooLargeError):
        best(face(1, may_empty=True), np.array([[most + 1, 0]]), None)


def test_a_cost_has_fewer_bits_the_more_nodes_there_are() -> None:
    assert [cost_bits(nodes) for nodes in (1, 500, 150_000)] == [59, 52, 43]


def test_a_seating_that_can_be_bettered_has_no_prices() -> None:
    gain = np.array([[5, 0]])
    nobody = np.array([1])
    length = gain[[0], nobody][:, None] - gain
    assert potentials(nobody, length, face(1, may_empty=True)) is None
    assert potentials(np.array([0]), gain[:, :1] - gain, face(1, may_empty=True)) is not None
