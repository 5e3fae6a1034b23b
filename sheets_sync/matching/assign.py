"""The best seating of mentees at mentors: most people, then most points, then a fixed hash.

Exact, by OR-tools' minimum-cost flow; every cost is one whole number that packs the three aims.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sheets_sync.errors import SheetsSyncError

HASH_BITS = 12
COST_BITS = 62


class TooLargeError(SheetsSyncError):
    """The costs would not fit the engine's 62 bits, or the engine gave up."""


def assign(gains: Mapping[tuple[str, str], int], places: Mapping[str, int]) -> Mapping[str, str]:
    """Mentee → mentor for the best seating.

    ``gains`` has the points (0 or more) of each allowed pair (mentee, mentor), ``places`` the free
    places of each mentor. The answer does not depend on the order of either.
    """
    pairs = sorted(pair for pair in gains if places.get(pair[1], 0) > 0)
    if not pairs:
        return {}
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    mentees = sorted({mentee for mentee, _ in pairs})
    mentors = sorted({mentor for _, mentor in pairs})
    node = {("mentee", name): i for i, name in enumerate(mentees)}
    node.update({("mentor", name): len(mentees) + i for i, name in enumerate(mentors)})
    source, sink = len(node), len(node) + 1
    costs = _costs({pair: gains[pair] for pair in pairs}, len(mentees), sink + 1)
    flow = SimpleMinCostFlow()
    arcs = {
        flow.add_arc_with_capacity_and_unit_cost(
            node["mentee", mentee], node["mentor", mentor], 1, costs[mentee, mentor]
        ): (mentee, mentor)
        for mentee, mentor in pairs
    }
    for mentee in mentees:
        flow.add_arc_with_capacity_and_unit_cost(source, node["mentee", mentee], 1, 0)
    for mentor in mentors:
        flow.add_arc_with_capacity_and_unit_cost(node["mentor", mentor], sink, places[mentor], 0)
    flow.add_arc_with_capacity_and_unit_cost(source, sink, len(mentees), 0)
    flow.set_node_supply(source, len(mentees))
    flow.set_node_supply(sink, -len(mentees))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise TooLargeError(f"Подбор не удался (состояние {status}). Сообщите об этом авторам.")
    return dict(pair for arc, pair in arcs.items() if flow.flow(arc))


def _costs(
    gains: Mapping[tuple[str, str], int], people: int, nodes: int
) -> Mapping[tuple[str, str], int]:
    """Negative costs: seats outweigh all points, points outweigh all hashes."""
    step = (people << HASH_BITS) + 1
    seat = 2 * (max(gains.values()) + 1) * step * people + 1
    if (2 * seat).bit_length() > COST_BITS - nodes.bit_length() - 1:
        raise TooLargeError(
            f"Для одного подбора слишком много людей или баллов: {people}. Уменьшите веса в "
            "config.toml."
        )
    return {pair: -(seat + points * step + _hash(*pair)) for pair, points in gains.items()}


def _hash(mentee: str, mentor: str) -> int:
    digest = hashlib.sha256(f"{mentee} {mentor}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - HASH_BITS)
