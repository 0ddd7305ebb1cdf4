"""The small map on a place's page: the outline of the land that it lies in, its point, and what that may be off by."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from builder import maps, urls
from builder.facts import containers, in_metres
from builder.maps import Frame
from builder.model import Entry, Wiki
from builder.outlines import Country, box_of, country_at
from builder.schema import Place
from builder.spots import AREAS

_WIDTH: Final = 160.0
_MARGIN: Final = 0.06
# A circle wider than this share of the drawing says no more than that the place lies somewhere in it.
_TOO_WIDE: Final = 0.45
# The drawing is small, and stands on many pages.
_APART: Final = 2.0


@dataclass(frozen=True, slots=True)
class LocatorView:
    """A drawing in units: the outline as a path, the point, and the half width and height of its circle, 0 where it is too small.

    ``title`` says no more of where the place lies than the wiki does: whose outline it is stands on the map.
    ``is_hollow`` is for what may lie anywhere in it, and for an area, for which its point only stands.
    """

    title: str
    url: str
    width: int
    height: int
    d: str
    x: float
    y: float
    rx: float
    ry: float
    is_hollow: bool


def locator(wiki: Wiki, entry: Entry, here: str) -> LocatorView | None:
    """Return the small map of a place for its page at the address ``here``; none of a country, or of what has no point on land."""
    fields = entry.page.fields
    if not isinstance(fields, Place) or not fields.location or fields.type == "country":
        return None
    point, off = (fields.location.lon, fields.location.lat), fields.location.precision_m
    country = country_at(point)
    if country is None:
        return None
    part = country.part_at(point)
    frame, d = _outline(country, next(number for number, ring in enumerate(country.rings) if ring is part))
    (x, y), (rx, ry) = frame.at(point), frame.circle(point, off)
    is_anywhere = ry > _TOO_WIDE * min(frame.width, frame.height)
    rx, ry = (0.0, 0.0) if is_anywhere or ry < 4 else (rx, ry)
    titles = [entry.page.title, *(wiki.entries[page].page.title for page in [*containers(wiki, entry)][-1:])]
    title = f"{', '.join(titles)}: the point may be off by {in_metres(off)}"
    return LocatorView(
        title, urls.relative(here, urls.MAP), int(frame.width), int(frame.height), d,
        round(x, 1), round(y, 1), round(rx, 1), round(ry, 1), is_anywhere or fields.type in AREAS,
    )  # fmt: skip


@lru_cache(maxsize=512)
def _outline(country: Country, number: int) -> tuple[Frame, str]:
    """Return the drawing of one of a country's rings: many places lie in one."""
    ring = country.rings[number]
    box = box_of(ring)
    high, wide = max(box.north - box.south, 0.3), max(box.east - box.west, 0.3)
    frame = maps.framed(box.grown(_MARGIN * wide, _MARGIN * high), _WIDTH, flattest=0.5, tallest=1.1)
    return frame, maps.path([tuple(frame.at(point) for point in ring)], _APART)
