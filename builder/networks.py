"""Where the parts of a small network stand: an actor in the middle, those tied to it to its left and right. Pure arithmetic.

Lengths are in units of the figure, which is ``WIDTH`` wide; on a phone one is about a pixel of the style sheet.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.lettering import width, wrapped

WIDTH: Final = 340
# Sizes of letters; the style sheet has them too.
SIZE: Final = 12.5
_WORD_SIZE: Final = 12
_LEADING: Final = 15.5
_LINES: Final = 6
_WORD_LINES: Final = 3
_MIDDLE_LINES: Final = 8
_PADDING: Final = 6
_BETWEEN: Final = 10
_HEAD: Final = 5
# How far from the box in the middle the lines of a side meet: the arrow to it has room, and theirs are as long as can be.
_BEND: Final = _HEAD + 1
# The name in the middle is bold, which takes this much more room.
_BOLDER: Final = 1.08
_HYPHEN: Final = re.compile(r"-(?=\w)")
_BROKEN: Final = re.compile(r"(?<=\w)- (?=\w)")


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the boxes at the sides are, the one in the middle, and the space between, which the lines cross."""

    side: float
    middle: float
    space: float


_BOTH: Final = Columns(110, 80, 20)
_ONE: Final = Columns(146, 146, 48)


@dataclass(frozen=True, slots=True)
class Node:
    """What a box is to hold: a name, and in which words it is tied; ``is_dotted`` is what is to lead to or from it."""

    name: str
    words: str
    is_dotted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text in a box, around the middle ``x`` and on the line ``y``: part of the name, or of the words of the tie."""

    x: float
    y: float
    text: str
    is_word: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines of text; ``line`` and ``head`` are the paths of what leads to or from it and of its arrow, if any."""

    x: float
    y: float
    width: float
    height: float
    rows: tuple[Row, ...]
    line: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Spine:
    """The path of the line that gathers those of a side; ``is_dotted`` if all of them are. ``head`` is that of its arrow, if any."""

    line: str
    head: str
    is_dotted: bool


@dataclass(frozen=True, slots=True)
class Network:
    """A network laid out. ``spines`` gather the lines of each side that has any."""

    width: int
    height: int
    middle: Box
    left: tuple[Box, ...]
    right: tuple[Box, ...]
    spines: tuple[Spine, ...]


def network(name: str, left: Iterable[Node], right: Iterable[Node]) -> Network:
    """Lay out ``name`` with those that are tied to it (``left``) and those to which it is tied (``right``).

    Words stand below a name on the left and above it on the right, so that each side reads as a sentence.
    """
    before, after = tuple(left), tuple(right)
    columns = _BOTH if before and after else _ONE
    middle_x = columns.side + columns.space if before else 0
    right_x = middle_x + columns.middle + columns.space
    middle = _boxed(Node(name, ""), (middle_x, 0), columns.middle, _MIDDLE_LINES)
    height = max(_column_height(before, columns), _column_height(after, columns), middle.height)
    middle = _boxed(Node(name, ""), (middle_x, (height - middle.height) / 2), columns.middle, _MIDDLE_LINES)
    axis = height / 2
    lefts = tuple(_column(before, 0, height, columns, is_left=True))
    rights = tuple(_column(after, right_x, height, columns, is_left=False))
    spines = []
    if lefts:
        bend = middle_x - _BEND
        line = f"{_upright(lefts, bend, axis)} M{_n(bend)} {_n(axis)} H{_n(middle_x)}"
        spines.append(Spine(line, _arrow(middle_x, axis), all(node.is_dotted for node in before)))
    if rights:
        end = middle_x + columns.middle
        line = f"{_upright(rights, end + _BEND, axis)} M{_n(end)} {_n(axis)} H{_n(end + _BEND)}"
        spines.append(Spine(line, "", all(node.is_dotted for node in after)))
    return Network(WIDTH, math.ceil(height), middle, lefts, rights, tuple(spines))


def _rows(node: Node, room: float, most: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    size = SIZE if node.words else SIZE * _BOLDER
    return _wrapped(node.words, _WORD_SIZE, room, _WORD_LINES), _wrapped(node.name, size, room, most)


def _wrapped(text: str, size: float, room: float, lines: int) -> tuple[str, ...]:
    """Return ``text`` in lines; a word that is too long for one is broken behind its hyphens."""
    parts = (word if width(word, size) <= room else _HYPHEN.sub("- ", word) for word in text.split())
    return tuple(_BROKEN.sub("-", line) for line in wrapped(" ".join(parts), size, room, lines))


def _height_of(node: Node, columns: Columns) -> float:
    words, name = _rows(node, columns.side - 2 * _PADDING, _LINES)
    return (len(words) + len(name)) * _LEADING + 2 * _PADDING


def _column_height(nodes: tuple[Node, ...], columns: Columns) -> float:
    return sum(_height_of(node, columns) for node in nodes) + _BETWEEN * max(0, len(nodes) - 1)


def _column(nodes: tuple[Node, ...], x: float, height: float, columns: Columns, *, is_left: bool) -> Iterator[Box]:
    """Yield the boxes of a side from top to bottom, in the middle of the ``height``."""
    y = (height - _column_height(nodes, columns)) / 2
    for node in nodes:
        box = _boxed(node, (x, y), columns.side, _LINES, is_left=is_left)
        axis, long = y + box.height / 2, columns.space - _BEND
        start = x + columns.side if is_left else x - long
        line, head = f"M{_n(start)} {_n(axis)} H{_n(start + long)}", "" if is_left else _arrow(x, axis)
        yield replace(box, line=line, head=head)
        y += box.height + _BETWEEN


def _boxed(node: Node, corner: tuple[float, float], wide: float, most: int, *, is_left: bool = False) -> Box:
    x, y = corner
    words, name = _rows(node, wide - 2 * _PADDING, most)
    texts = [(text, True) for text in words], [(text, False) for text in name]
    upper, lower = reversed(texts) if is_left else texts
    # Letters sit on a line a quarter of their size above the end of theirs.
    rows = tuple(
        Row(_r(x + wide / 2), _r(y + _PADDING + (number + 0.77) * _LEADING), text, is_word)
        for number, (text, is_word) in enumerate([*upper, *lower])
    )
    return Box(_r(x), _r(y), wide, len(rows) * _LEADING + 2 * _PADDING, rows)


def _upright(boxes: tuple[Box, ...], x: float, axis: float) -> str:
    """Return the upright line at ``x`` along all boxes of a side."""
    middles = [box.y + box.height / 2 for box in boxes] + [axis]
    return f"M{_n(x)} {_n(min(middles))} V{_n(max(middles))}"


def _arrow(x: float, y: float) -> str:
    """Return the head of an arrow to the right that ends at ``x``."""
    return f"M{_n(x - _HEAD)} {_n(y - _HEAD + 1)} L{_n(x)} {_n(y)} L{_n(x - _HEAD)} {_n(y + _HEAD - 1)}"


def _r(number: float) -> float:
    return round(number, 2)


def _n(number: float) -> str:
    return f"{round(number, 2):g}"
