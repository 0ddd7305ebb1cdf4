"""What templates see of the map: its drawings, what lies beyond them, and the places as a list. Made once, in one pass."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from builder import maps, urls, words
from builder.dates import in_words
from builder.facts import LinkView, in_metres, link_to
from builder.ids import Kind, PageId
from builder.mapdrawings import NARROW, WIDE, DrawingView, city_drawing, country_drawing, inset_id
from builder.mapmarks import LARGE, row_id
from builder.maps import Frame
from builder.model import Artifact, Wiki
from builder.outlines import Box, Point, clipped, touching
from builder.schema import Incident
from builder.spots import NamedPlace, Spot, cities, located, places, point_of, shape_of, spots

ROWS_SHOWN: Final = 150
INCIDENTS_SHOWN: Final = 10
_BEYOND_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class InsetView:
    """The drawing of a city, with the id that marks lead to."""

    id: str
    title: str
    drawing: DrawingView


@dataclass(frozen=True, slots=True)
class KeyView:
    """A line of the legend: a mark's path about a point, and what it stands for."""

    d: str
    label: str


@dataclass(frozen=True, slots=True)
class BeyondView:
    """A place that lies beyond the map, and where from its middle."""

    page: LinkView
    where: str


@dataclass(frozen=True, slots=True)
class DatedView:
    """An incident with its date in words."""

    when: str
    page: LinkView


@dataclass(frozen=True, slots=True)
class RowView:
    """A place that incidents name: how often, how precise its point is and whose figure, and the newest incidents."""

    id: str
    page: LinkView
    kind: str
    count: str
    precise: str
    figure: str
    incidents: tuple[DatedView, ...]
    more: str


@dataclass(frozen=True, slots=True)
class TilesView:
    """A server of map pictures, asked only when a reader wishes: the pattern of addresses, the origin, the host, whose they are."""

    url: str
    origin: str
    host: str
    attribution: str


@dataclass(frozen=True, slots=True)
class MapView:
    """The map. ``wide`` and ``narrow`` are the same for screens and phones, None where nothing can be drawn.

    ``data``, ``script``, ``library`` and ``looks`` are addresses of what a map that moves is made of.
    """

    count: str
    wide: DrawingView | None
    narrow: DrawingView | None
    insets: tuple[InsetView, ...]
    keys: tuple[KeyView, ...]
    beyond: tuple[BeyondView, ...]
    beyond_more: str
    rows: tuple[RowView, ...]
    rows_more: LinkView | None
    unplaced: tuple[RowView, ...]
    unplaced_more: LinkView | None
    tiles: TilesView | None
    data: str
    script: str
    library: str
    looks: str


def map_files(wiki: Wiki) -> tuple[MapView, tuple[Artifact, ...]]:
    """Return the view of the map, and the file that a map which moves reads; no file where nothing can be drawn."""
    named = places(wiki)
    placed = [place for place in named if place.fields.location]
    every = spots(wiki, placed)
    if not every:
        return _map_view(wiki, named, None, ()), ()
    box, homes = maps.home([(point_of(place), len(place.incidents)) for place in placed])
    wide, narrow = maps.framed(box, WIDE), maps.framed(box, NARROW)
    shown = [spot for spot in every if wide.box.holds(spot.point)]
    drawn = cities(wiki, placed, every)
    here = [city for city in drawn if wide.box.holds(point_of(city.place))]
    listed = {place.page for place in placed[:ROWS_SHOWN]}
    both = [country_drawing(frame, homes, shown, here, listed) for frame in (wide, narrow)]
    insets = tuple(InsetView(inset_id(city), city.place.title, city_drawing(city, every, listed)) for city in drawn)
    data = _moving(wiki, wide, homes, shown)
    return _map_view(wiki, named, wide, (*both,), insets), (Artifact(urls.MAP_DATA, data),)


def _map_view(
    wiki: Wiki, named: Sequence[NamedPlace], frame: Frame | None, both: Sequence[DrawingView], insets: tuple[InsetView, ...] = ()
) -> MapView:
    placed = [place for place in named if place.fields.location]
    unplaced = [place for place in named if not place.fields.location]
    beyond = [place for place in placed if frame and not frame.box.holds(point_of(place))]
    leads = {spot.point: spot.lead for spot in spots(wiki, placed)}
    return MapView(
        count=f"{words.count(len(named), 'place')} named by incidents, {len(placed) - len(beyond):,} of them on the map",
        wide=both[0] if both else None,
        narrow=both[1] if both else None,
        insets=insets,
        keys=_keys(wiki, placed),
        beyond=tuple(_beyond(wiki, place, frame) for place in beyond[:_BEYOND_SHOWN] if frame),
        beyond_more=words.count(len(beyond) - _BEYOND_SHOWN, "more place") if len(beyond) > _BEYOND_SHOWN else "",
        rows=tuple(_row(wiki, place, leads) for place in placed[:ROWS_SHOWN]),
        rows_more=_more(len(placed)),
        unplaced=tuple(_row(wiki, place, leads) for place in unplaced[:ROWS_SHOWN]),
        unplaced_more=_more(len(unplaced)),
        tiles=_tiles(wiki),
        data=urls.MAP_DATA, script=urls.MAP_SCRIPT, library=urls.LEAFLET, looks=urls.LEAFLET_STYLE,
    )  # fmt: skip


def _more(number: int) -> LinkView | None:
    if number <= ROWS_SHOWN:
        return None
    return LinkView(f"{words.count(number - ROWS_SHOWN, 'more place')} with fewer incidents", urls.LISTS[Kind.PLACE])


def _keys(wiki: Wiki, placed: Iterable[NamedPlace]) -> tuple[KeyView, ...]:
    """Return the marks that are on the map, in their order."""
    used = {shape_of(wiki, place.incidents) for place in placed}
    fields = (wiki.entries[page].page.fields for place in placed for page in place.incidents)
    kinds = {one.type for one in fields if isinstance(one, Incident)}
    return tuple(
        KeyView(maps.shape(shape, 10, 10, 6), label)
        for shape, label, types in words.MARKS
        if shape in used or kinds.intersection(types)
    )


def _beyond(wiki: Wiki, place: NamedPlace, frame: Frame) -> BeyondView:
    middle = frame.box.middle
    far = maps.rounded(maps.distance(middle, point_of(place)))
    where = f"about {in_metres(far)} {maps.wind(middle, point_of(place))} of the map’s middle"
    return BeyondView(link_to(wiki, place.page, urls.MAP), where)


def _row(wiki: Wiki, place: NamedPlace, leads: Mapping[Point, NamedPlace]) -> RowView:
    shown = place.incidents[:INCIDENTS_SHOWN]
    left = len(place.incidents) - len(shown)
    location = place.fields.location
    return RowView(
        id=row_id(place.page),
        page=link_to(wiki, place.page, urls.MAP),
        kind=words.label(place.fields.type),
        count=words.count(len(place.incidents), "incident"),
        precise=_precise(wiki, place, leads) if location else "",
        figure=location.from_ if location else "",
        incidents=tuple(_dated(wiki, page) for page in shown),
        more=f"{left:,} more on its page" if left else "",
    )


def _dated(wiki: Wiki, page: PageId) -> DatedView:
    fields = wiki.entries[page].page.fields
    return DatedView(in_words(fields.date) if isinstance(fields, Incident) else "", link_to(wiki, page, urls.MAP))


def _precise(wiki: Wiki, place: NamedPlace, leads: Mapping[Point, NamedPlace]) -> str:
    """Say how well the point of a place is known, and whether it is only that of another one, which ``leads`` tells by point."""
    off = f"may be off by {in_metres(located(place).precision_m)}"
    if place.is_area:
        return f"an area, for which a point stands; {off}"
    for container in place.containers:
        fields = wiki.entries[container].page.fields
        where = getattr(fields, "location", None)
        if where and (where.lon, where.lat) == point_of(place):
            return f"only the point of {wiki.entries[container].page.title}, in which it lies; {off}"
    lead = leads[point_of(place)]
    return off if lead is place or lead.page in place.containers else f"the same point as {lead.title}; {off}"


def _tiles(wiki: Wiki) -> TilesView | None:
    tiles = wiki.site.tiles
    if tiles is None:
        return None
    parts = urlsplit(tiles.url)
    return TilesView(tiles.url, f"https://{parts.netloc}", parts.netloc, tiles.attribution)


def _moving(wiki: Wiki, frame: Frame, homes: frozenset[str], shown: Sequence[Spot]) -> bytes:
    """Return the script file that hands the map's data to ``map.js``: a file that a page opened from a folder can read too."""
    box = frame.box
    # As far as one can move from the frame.
    round_about = box.grown(0.75 * (box.east - box.west), 0.75 * (box.north - box.south))
    incidents: dict[PageId, int] = {}
    held = [_moving_spot(spot, incidents) for spot in shown]
    listed = [(wiki.entries[page].page, page) for page in incidents]
    data = {
        "most": max(LARGE, *(len(spot.incidents) for spot in shown)),
        "box": _corners(box),
        "bounds": _corners(round_about),
        "shapes": dict(maps.SHAPES),
        "marks": {shape: label for shape, label, _ in words.MARKS},
        "lands": list(_moving_lands(round_about, homes)),
        "spots": held,
        "incidents": [
            [page.title, urls.address(there), in_words(page.fields.date) if isinstance(page.fields, Incident) else ""]
            for page, there in listed
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";\nwindow.wikiMap = {text};\n'.encode()


def _corners(box: Box) -> list[list[float]]:
    return [[round(box.south, 3), round(box.west, 3)], [round(box.north, 3), round(box.east, 3)]]


def _moving_lands(box: Box, homes: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the countries about the map as GeoJSON."""
    # Homes last, so that their borders lie on top.
    for country in sorted(touching(box), key=lambda country: country.name in homes):
        rings = [[[round(x, 2), round(y, 2)] for x, y in cut] for ring in country.rings if (cut := clipped(ring, box))]
        if rings:
            geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
            properties = {"name": country.name, "home": country.name in homes}
            yield {"type": "Feature", "properties": properties, "geometry": geometry}


def _moving_spot(spot: Spot, incidents: dict[PageId, int]) -> dict[str, Any]:
    places = []
    for place in spot.places:
        shown = [incidents.setdefault(page, len(incidents)) for page in place.incidents[:INCIDENTS_SHOWN]]
        places.append({
            "title": place.title, "url": urls.address(place.page),
            "said": f"{words.label(place.fields.type)}; may be off by {in_metres(located(place).precision_m)}",
            "count": len(place.incidents), "incidents": shown,
        })  # fmt: skip
    lon, lat = spot.point
    offs = set() if spot.lead.fields.type == "country" else {located(place).precision_m for place in spot.places}
    return {
        "at": [lat, lon], "area": spot.lead.is_area, "shape": spot.shape, "count": len(spot.incidents), "off": sorted(offs),
        "places": places,
    }  # fmt: skip
