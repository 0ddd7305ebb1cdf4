"""Spots that lie too close to be told apart at a drawing's scale, put together: each group gets one mark."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.ids import PageId
from builder.maps import Frame
from builder.outlines import Point
from builder.spots import Spot

# Marks nearer than this are one: a finger would not tell them apart.
_APART: Final = 25.0
LARGE: Final = 30
"""The number of incidents at which a mark is as large as marks are, where none has more."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spots that one mark stands for, at the point of the first.

    ``inset`` is the id of the drawing that shows them apart, ``metres`` how wide that is at its shorter side.
    """

    point: Point
    spots: tuple[Spot, ...]
    title: str
    incidents: Mapping[PageId, str]
    radius: float
    inset: str = ""
    metres: float = 0.0

    @property
    def number(self) -> int:
        """How many places it stands for."""
        return sum(len(spot.places) for spot in self.spots)


def clusters(frame: Frame, spots: Iterable[Spot], fixed: Sequence[Cluster] = ()) -> list[Cluster]:
    """Put what comes in order, ``fixed`` first, together with an earlier one that is too near; return all, the most named first."""
    held: list[tuple[Point, Cluster, list[Spot]]] = []
    for one in (*fixed, *map(alone, spots)):
        x, y = frame.at(one.point)
        near = next((group for (at_x, at_y), _, group in held if math.hypot(x - at_x, y - at_y) < _APART), None)
        if near is None:
            held.append(((x, y), one, list(one.spots)))
        else:
            near.extend(one.spots)
    most = max((len(_united(group)) for _, _, group in held), default=0)
    made = [
        replace(cluster(first.point, group, first.title, most), inset=first.inset, metres=first.metres)
        for _, first, group in held
    ]
    return sorted(made, key=lambda one: (-len(one.incidents), one.title.casefold(), one.point))


def cluster(point: Point, spots: Sequence[Spot], title: str, most: int = 0) -> Cluster:
    """Return spots as one cluster, of a drawing on which the largest has ``most`` incidents: its area grows with its own."""
    incidents = _united(spots)
    radius = 4 + 11 * math.sqrt(len(incidents) / max(most, len(incidents), LARGE))
    return Cluster(point, tuple(spots), title, incidents, round(radius, 1))


def _united(spots: Iterable[Spot]) -> dict[PageId, str]:
    return {page: shape for spot in spots for page, shape in spot.incidents.items()}


def alone(spot: Spot) -> Cluster:
    """Return a spot as a cluster of its own."""
    return cluster(spot.point, (spot,), spot.lead.title)
