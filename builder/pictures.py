"""Drawings (SVG) to pictures (PNG), the same on every machine: no font of the system is used. The one user of resvg."""

import struct
from functools import lru_cache

from builder.typeface import FAMILY, files


class PictureError(ValueError):
    """A drawing that can't be read. The message tells what is wrong with it."""


@lru_cache(maxsize=8)  # the icon, and the card of a wiki that is drawn again and again
def png(drawing: str, width: int, height: int) -> bytes:
    """Return a drawing as a picture, as large as it fits into ``width`` by ``height`` pixels. Raises PictureError."""
    import resvg_py  # noqa: PLC0415 - few commands draw

    try:
        return resvg_py.svg_to_bytes(
            svg_string=drawing, width=width, height=height, skip_system_fonts=True, font_files=[*files()], font_family=FAMILY
        )
    except ValueError as error:
        raise PictureError(str(error)) from error


def filling(drawing: str, width: int, height: int) -> bytes:
    """Return a drawing as a picture of just ``width`` by ``height`` pixels. Raises PictureError where it has another shape."""
    picture = png(drawing, width, height)
    if size_of(picture) != (width, height):
        raise PictureError(f'it has another shape than {width} by {height}: begin with `<svg viewBox="0 0 {width} {height}">`')
    return picture


def size_of(picture: bytes) -> tuple[int, int]:
    """Return how wide and how high a picture is, as its header says (PNG, 11.2.1); noughts for what is no PNG."""
    if picture[:8] != b"\x89PNG\r\n\x1a\n" or picture[12:16] != b"IHDR" or len(picture) < 24:
        return 0, 0
    width, height = struct.unpack(">II", picture[16:24])
    return width, height
