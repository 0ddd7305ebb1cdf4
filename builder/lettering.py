"""How wide a text is in a figure that is drawn before anyone sees it: an estimate on the safe side. Pure.

The fonts of readers differ, so widths are those of a wide sans serif; lengths are in the unit of the text's size.
"""

import unicodedata
from functools import lru_cache
from typing import Final

# Widths in thousandths of the size.
_WIDTHS: Final = (
    dict.fromkeys("ijl.,:;'|!’‘· ", 280)
    | dict.fromkeys("frtIJ-()[]/“”", 390)
    | dict.fromkeys('cszvyxkFLE?"–', 540)
    | dict.fromkeys("0123456789", 575)
)
_WIDE: Final = dict.fromkeys("mwMW@%—…", 930)
_LOWER: Final = 610
_UPPER: Final = 720
_FULL: Final = 1020
_TABLE: Final = _WIDTHS | _WIDE
ELLIPSIS: Final = "…"


def _advance(letter: str) -> int:
    known = _TABLE.get(letter)
    if known:
        return known
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL
    return _UPPER if letter.isupper() else _LOWER


@lru_cache(maxsize=65536)  # the same few words stand in many titles
def _word(word: str) -> int:
    return sum(map(_advance, word))


def width(text: str, size: float) -> float:
    """Return about how wide a text is."""
    parts = text.split(" ")
    return (sum(map(_word, parts)) + _TABLE[" "] * (len(parts) - 1)) * size / 1000


def shortened(text: str, size: float, room: float) -> str:
    """Return a text, or as much of it as fits into ``room``, with an ellipsis."""
    if width(text, size) <= room:
        return text
    left = room * 1000 / size - _TABLE[ELLIPSIS]
    kept = 0
    for letter in text:
        left -= _advance(letter)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,·–—") + ELLIPSIS


def wrapped(text: str, size: float, room: float, lines: int) -> tuple[str, ...]:
    """Return a text in up to ``lines`` lines of at most ``room``, the last of them shortened where it has to be."""
    words = text.split()
    found: list[str] = []
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        found.append(shortened(line, size, room))
    if words:
        found.append(shortened(" ".join(words), size, room))
    return tuple(found)
