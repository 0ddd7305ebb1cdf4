"""Where labels stand on a drawing, so that none lies over another one or over a mark: the first that comes is served first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from builder.lettering import width as wide

# How far lines are apart, in heights of the type; and labels from marks, in units.
LINE: Final = 1.2
_GAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on a drawing, in units."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Rect") -> bool:
        """Tell whether the two have an area in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A label that has its place: the point of its first line's base, and how its lines hang on it (``text-anchor``)."""

    x: float
    y: float
    anchor: str


class Labels:
    """What is taken of one drawing of ``width`` by ``height`` units, whose type is ``size`` units high."""

    def __init__(self, width: float, height: float, size: float) -> None:
        self._all = Rect(1, 1, width - 1, height - 1)
        self._size = size
        self._taken: list[Rect] = []

    def take(self, area: Rect) -> None:
        """Keep ``area`` free of labels."""
        self._taken.append(area)

    def beside(self, x: float, y: float, radius: float, lines: Iterable[str]) -> Label | None:
        """Place lines beside a mark: at its right or left, under or over it; None where there is no room."""
        texts = list(lines)
        width, height = max(wide(text, self._size) for text in texts), len(texts) * LINE * self._size
        off = radius + _GAP
        slant = 0.7 * radius + _GAP
        places = (
            (x + off, y - height / 2, "start"), (x - off - width, y - height / 2, "end"),
            (x - width / 2, y + off, "middle"), (x - width / 2, y - off - height, "middle"),
            (x + slant, y + slant - 0.3 * self._size, "start"), (x + slant, y - slant - height + 0.3 * self._size, "start"),
            (x - slant - width, y + slant - 0.3 * self._size, "end"),
            (x - slant - width, y - slant - height + 0.3 * self._size, "end"),
        )  # fmt: skip
        for left, top, anchor in places:
            if label := self.try_at(left, top, width, height, anchor):
                return label
        return None

    def within(self, middles: Iterable[tuple[float, float, float]], text: str, more: float = 0.0) -> Label | None:
        """Place a text, and ``more`` units, on the widest free stretch (how wide, its middle, its height) that holds it."""
        width, height = wide(text, self._size) + more, LINE * self._size
        for stretch, x, y in sorted(middles, reverse=True):
            if stretch < width:
                break
            if label := self.try_at(x - width / 2, y - height / 2, width, height, "middle"):
                return label
        return None

    def try_at(self, left: float, top: float, width: float, height: float, anchor: str) -> Label | None:
        """Place a label with its upper left corner at a point, if the room is free."""
        area = Rect(left, top, left + width, top + height)
        whole = self._all
        if area.left < whole.left or area.top < whole.top or area.right > whole.right or area.bottom > whole.bottom:
            return None
        if any(area.meets(other) for other in self._taken):
            return None
        self._taken.append(area)
        x = {"start": left, "end": left + width, "middle": left + width / 2}[anchor]
        return Label(round(x, 1), round(top + 0.9 * self._size, 1), anchor)
