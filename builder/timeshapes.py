"""A date on a time axis as shapes: a certain day is a point, an uncertain one an outlined stretch, a campaign a bar. Pure.

Lengths are in the units of the figure; all that is drawn is a path, for which ``look`` names the style.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.coordinates import tenth
from builder.timescale import Axis
from builder.timespans import Extent, Piece

HALF: Final = 6.0  # of the height of a mark
_LEAST: Final = {"day": 12.0, "lasts": 18.0, "unsure": 16.0}
# Of a stretch with an end that is not told only the other end is known: it must not look long.
_LEAST_OF_OPEN: Final = {"day": 12.0, "lasts": 4.0, "unsure": 16.0}
_LEAST_OF_MANY: Final = {"day": 12.0, "lasts": 4.0, "unsure": 8.0}
_ROOM_OF_A_CANDIDATE: Final = 5.0
_INSET: Final = 3.0
_NARROWEST_CUT: Final = 6.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One path, and from where to where it goes."""

    look: str
    left: float
    right: float
    path: str


@dataclass(frozen=True, slots=True)
class Pen:
    """What shapes must keep to: the ends of the figure, and how far an arrow goes that tells no end."""

    left: float
    right: float
    stub: float


def path(*parts: str | float) -> str:
    """Return a path of commands and coordinates."""
    return " ".join(part if isinstance(part, str) else str(tenth(part)) for part in parts)


def shapes(what: Extent, scope: str, axis: Axis, pen: Pen) -> tuple[Shape, ...]:
    """Draw ``what`` as an incident of ``scope`` around the height 0; nothing reaches beyond the ends of ``pen``."""
    chains = [_placed(chain, what, axis, pen) for chain in _chains(what.pieces)]
    left, right = min(chain[0][1] for chain in chains), max(chain[-1][2] for chain in chains)
    ends = _ends(what, pen, left, right)
    drawn = [Shape("run", min(start, end), max(start, end), path("M", start, 0, "H", end)) for start, end in ends]
    drawn += [_head(start, end) for start, end in ends]
    if len(chains) > 1:
        drawn.append(Shape("join", left, right, path("M", left, 0, "H", right)))
    for chain in chains:
        for piece, start, end in chain:
            drawn.append(_piece(piece, scope, start, end))
            if piece.how == "unsure":
                drawn += _candidates(piece, what.candidates, start, end)
        if scope == "background":
            closed = [chain[0][1]] * (not what.before) + [chain[-1][2]] * (not what.after)
            drawn += [Shape("cap", x, x, path("M", x, -HALF, "V", HALF)) for x in closed]
    reach = [x for end in ends for x in end] + [left, right]
    return (*drawn, *_cuts(axis, min(reach), max(reach)))


def _chains(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Put pieces together that follow one another without a day between them."""
    chains: list[list[Piece]] = []
    for piece in pieces:
        if chains and piece.first == chains[-1][-1].last + 1 and "day" not in (piece.how, chains[-1][-1].how):
            chains[-1].append(piece)
        else:
            chains.append([piece])
    return chains


def _placed(chain: Sequence[Piece], what: Extent, axis: Axis, pen: Pen) -> list[tuple[Piece, float, float]]:
    """Give each piece its place. What is too short to be seen gets room, evenly on both sides."""
    least = _LEAST_OF_MANY if len(chain) > 1 else _LEAST_OF_OPEN if what.before or what.after else _LEAST
    natural = [axis.at(piece.last + 1) - axis.at(piece.first) for piece in chain]
    asked = max(least["unsure"], _ROOM_OF_A_CANDIDATE * (len(what.candidates) + 1)) if what.candidates else 0.0
    widths = [max(wide, least[piece.how], asked) for piece, wide in zip(chain, natural, strict=True)]
    if chain[0].how == "day":
        widths = [least["day"]]
    middle, total = (axis.at(chain[0].first) + axis.at(chain[-1].last + 1)) / 2, sum(widths)
    left = min(max(middle - total / 2, pen.left), pen.right - total)
    placed = []
    for piece, wide in zip(chain, widths, strict=True):
        placed.append((piece, left, left + wide))
        left += wide
    return placed


def _ends(what: Extent, pen: Pen, left: float, right: float) -> list[tuple[float, float]]:
    """Return the arrows of a date that goes beyond its pieces, each from where to where."""
    found = []
    if what.before:
        found.append((left, pen.left if what.before == "on" else max(pen.left, left - pen.stub)))
    if what.after:
        found.append((right, pen.right if what.after == "on" else min(pen.right, right + pen.stub)))
    return found


def _head(start: float, end: float) -> Shape:
    back = 5.0 if end < start else -5.0
    drawn = path("M", end + back, -4.5, "L", end, 0, "L", end + back, 4.5)
    return Shape("head", min(end, end + back), max(end, end + back), drawn)


def _piece(piece: Piece, scope: str, left: float, right: float) -> Shape:
    look = "unsure" if piece.how == "unsure" else "solid"
    if scope == "background":
        return Shape(f"rod {look}", left, right, path("M", left, 0, "H", right))
    if scope == "campaign":
        return Shape(look, left, right, path("M", left, -HALF, "H", right, "V", HALF, "H", left, "Z"))
    half = HALF - 1 if piece.how == "lasts" else HALF
    bend = min(half, (right - left) / 2)
    turn = ("a", bend, half, "0 0 1 0")
    drawn = path("M", left + bend, -half, "H", right - bend, *turn, 2 * half, "H", left + bend, *turn, -2 * half, "Z")
    return Shape(look, left, right, drawn)


def _candidates(piece: Piece, days: Iterable[int], left: float, right: float) -> Iterator[Shape]:
    """Mark the days of which it is one, in their order and proportion within what is drawn of them."""
    extent = max(1, piece.last - piece.first)
    room = right - left - 2 * _INSET - 2
    for day in days:
        x = left + _INSET + 1 + room * (day - piece.first) / extent
        yield Shape("candidate", x, x, path("M", x, -3, "V", 3))


def _cuts(axis: Axis, left: float, right: float) -> Iterator[Shape]:
    """Break what goes across time that is left out."""
    for gap in axis.gaps:
        if left <= gap.left and gap.right <= right and gap.right - gap.left >= _NARROWEST_CUT:
            x, high = (gap.left + gap.right) / 2, HALF + 2
            sides = [(x - 4, x - 1), (x + 1, x + 4)]
            (a, b), (c, d) = sides
            yield Shape("cut", a, d, path("M", a, high, "L", b, -high, "L", d, -high, "L", c, high, "Z"))
            lines = " ".join(path("M", low, high, "L", top, -high) for low, top in sides)
            yield Shape("edge", a, d, lines)
