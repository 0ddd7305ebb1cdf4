"""Drawings (SVG) to pictures (PNG), the same on every machine: no font or file of the system is used. The one user of resvg."""

import struct
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from builder.typeface import FAMILY, files

# Far more than drawings need; resvg, which recurses, brings the whole program down at some hundreds.
MAX_DEPTH: Final = 100


class PictureError(ValueError):
    """A drawing that can't be read. The message tells what is wrong with it."""


@lru_cache(maxsize=8)  # the icon, and the card of a wiki that is drawn again and again
def png(drawing: str, width: int, height: int) -> bytes:
    """Return a drawing as a picture, as large as it fits into ``width`` by ``height`` pixels. Raises PictureError."""
    import resvg_py  # noqa: PLC0415 - few commands draw

    _look_through(drawing)
    try:
        return resvg_py.svg_to_bytes(
            svg_string=drawing, width=width, height=height, skip_system_fonts=True, font_files=[*files()], font_family=FAMILY
        )
    except ValueError as error:
        raise PictureError(str(error)) from error


def _look_through(drawing: str) -> None:
    """Refuse a drawing that takes in files, nests too deep or is no XML; all else is left to resvg. Raises PictureError."""
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise PictureError(f"it is nested more than {MAX_DEPTH} deep")
        for key, value in attributes.items():
            is_address = key.rpartition(":")[2] == "href" and name.rpartition(":")[2] != "a"
            if is_address and not value.strip().lower().startswith(("#", "data:")):
                raise PictureError(f"it takes in {value}, and a picture has to be in the drawing itself")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(name: str, *_: object) -> None:
        raise PictureError(f"it declares the entity {name}; write out what that stands for")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = start, end, declared
    try:
        parser.Parse(drawing, True)
    except expat.ExpatError as error:
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
