"""Quoted words in an archived text: found exactly, or the nearest passage to them.

Two texts are the same if they differ only in white space, in the shape of quotation marks and dashes, and in
characters that can't be seen. Nothing else is forgiven: not case, not spelling, not a full stop.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

_DOUBLE = "“”„‟«»″＂"
_SINGLE = "‘’‚‛‹›′`´ʼ＇"
_DASHES = "‐‑‒–—―−﹘﹣－"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063"
    "\u2064\u2066\u2067\u2068\u2069\ufeff"
)
# Control characters but white space, and the private use area: what an archive may hold and no page can show.
_UNSHOWN: Final = "".join(map(chr, (*range(9), *range(14, 28), *range(127, 133), *range(134, 160), *range(0xE000, 0xF900))))
UNSEEN: Final = str.maketrans("", "", _INVISIBLE + _UNSHOWN)
_SAME: Final = str.maketrans({
    **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_INVISIBLE + _UNSHOWN, ""),
})  # fmt: skip
_SPACE: Final = re.compile(r"\s")
_SAME_IN_PLACE: Final = str.maketrans({
    **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DASHES, "-"),
})  # fmt: skip
# Under this likeness, of 100, a passage is no help in mending a quotation.
_ALIKE: Final = 60


def normal(text: str) -> str:
    """Return ``text`` with what a comparison must not see folded: white space, quotation marks, dashes, the unseen."""
    return " ".join(text.translate(_SAME).split())


def normal_in_place(text: str) -> str:
    """Return ``text`` with quotation marks and dashes folded and each white space a blank: as long as it was."""
    return _SPACE.sub(" ", text.translate(_SAME_IN_PLACE))


Span = tuple[int, int]
"""Where a passage begins and ends in a text, in characters (Unicode code points) from 0."""


@dataclass(frozen=True)
class Passages:
    """An archived text, made ready once for any number of searches."""

    text: str

    @cached_property
    def normal(self) -> str:
        """The text as it is compared."""
        return normal(self.text)

    @cached_property
    def folded(self) -> str:
        """The normal text in small letters, each in the place of its own."""
        # Sign by sign: a few letters have more than one small letter, and places in the two texts must agree.
        return "".join(small if len(small := sign.lower()) == 1 else sign for sign in self.normal)

    def find(self, words: str) -> Iterator[Span]:
        """Yield where ``words`` (normal) occur in the normal text as whole words."""
        text = self.normal
        start = text.find(words) if words else -1
        while start >= 0:
            if _is_whole(text, start, start + len(words)):
                yield start, start + len(words)
            start = text.find(words, start + 1)

    def has(self, words: str) -> bool:
        """Tell whether ``words`` (normal) occur as whole words."""
        return next(self.find(words), None) is not None

    def raw(self, spans: Collection[Span]) -> dict[Span, Span]:
        """Return, for spans of the normal text, where they lie in the text as it is. Costs one walk through the text."""
        wanted = sorted({place for start, end in spans for place in (start, end - 1)})
        places: dict[int, int] = {}
        passed, first = 0, 0  # characters of the normal text; places found
        for word in re.finditer(r"\S+", self.text) if wanted else ():
            text = word[0]
            length = len(text) if text.isascii() and text.isprintable() else len(text.translate(_SAME))
            if not length:
                continue
            if first < len(wanted) and wanted[first] < passed + length:
                last = bisect_left(wanted, passed + length, first)
                seen = [index for index, sign in enumerate(text) if sign.translate(_SAME)]
                places.update((place, word.start() + seen[place - passed]) for place in wanted[first:last])
                first = last
            passed += length + 1
        return {(start, end): (places[start], places[end - 1] + 1) for start, end in spans}

    def nearest(self, words: str) -> str | None:
        """Return the passage most like ``words`` (normal), in whole words as the archive has them; None if none is."""
        found = fuzz.partial_ratio_alignment(words.lower(), self.folded, score_cutoff=_ALIKE)
        if found is None:
            return None
        start, end, text = found.dest_start, found.dest_end, self.normal
        while start > 0 and text[start - 1] != " ":
            start -= 1
        while end < len(text) and text[end] != " ":
            end += 1
        return _trimmed(text[start:end].split(), words)


def _trimmed(passage: list[str], words: str) -> str:
    """Return a passage without the words at its ends that make it no more like ``words``."""

    def likeness(start: int, end: int) -> float:
        return fuzz.ratio(" ".join(passage[start:end]).lower(), words.lower())

    start, end = 0, len(passage)
    while end - start > 1 and likeness(start + 1, end) >= likeness(start, end):
        start += 1
    while end - start > 1 and likeness(start, end - 1) >= likeness(start, end):
        end -= 1
    return " ".join(passage[start:end])


def _is_whole(text: str, start: int, end: int) -> bool:
    def joins(left: str, right: str) -> bool:
        return left.isalnum() and right.isalnum()

    return not (start > 0 and joins(text[start - 1], text[start])) and not (end < len(text) and joins(text[end - 1], text[end]))
