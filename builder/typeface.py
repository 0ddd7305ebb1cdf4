"""The typeface of the pictures that the program draws: its files, which letters it has, and how wide a text is in it.

It is Source Sans Pro (SIL Open Font License), which comes with the program, so that a picture looks the same on every machine. The
one user of fontTools, which reads it, and of font-source-sans-pro, which holds it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

REGULAR: Final = "SourceSansPro"
SEMIBOLD: Final = "SourceSansProSemibold"
FAMILY: Final = "Source Sans Pro"


def files() -> tuple[str, ...]:
    """Return the paths of the typeface's files."""
    import font_source_sans_pro  # noqa: PLC0415 - few commands draw

    return tuple(font_source_sans_pro.font_files_ttf[face] for face in (REGULAR, SEMIBOLD))


def has(text: str) -> bool:
    """Tell whether the typeface has every letter of a text; what it lacks would be drawn as boxes."""
    return all(letter in _advances(face) for face in (REGULAR, SEMIBOLD) for letter in set(text))


def width(text: str, size: float, face: str) -> float:
    """Return how wide a text is, in the unit of its ``size``, without kerning, which mostly takes some away."""
    advances = _advances(face)
    return sum(advances[letter] for letter in text) * size


@lru_cache
def _advances(face: str) -> Mapping[str, float]:
    """Return how far each letter takes the pen, in parts of the size."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - takes longer to be read than most commands run, and few draw

    with TTFont(files()[(REGULAR, SEMIBOLD).index(face)], lazy=True) as font:
        unit = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {chr(code): widths[glyph][0] / unit for code, glyph in font.getBestCmap().items()}
