"""What templates see of the map: its drawings, what lies beyond them, and the places as a list. Made once, in one pass."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from builder import maps, urls, words
from builder.dated import date_of, fields_of
from builder.dates import in_words
from builder.facts import LinkView, in_metres, link_to
from builder.ids import Kind, PageId
from builder.mapdata import INCIDENTS_SHOWN, moving
from builder.mapdrawings import NARROW, WIDE, DrawingView, city_drawing, country_drawing, inset_id
from builder.mapmarks import row_id
from builder.maps import Frame
from builder.model import Artifact, Wiki
from builder.outlines import Point
from builder.spots import NamedPlace, cities, located, places, point_of, role_in_words, spots

ROWS_SHOWN: Final = 150
AREAS_SHOWN: Final = 30
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
    """An incident with its date in words, and what the place was in it where that could be misread."""

    when: str
    page: LinkView
    role: str


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
    """A server of map pictures, asked only when a reader wishes: the pattern of addresses, the host, whose they are."""

    url: str
    host_url: str
    host: str
    attribution: str


@dataclass(frozen=True, slots=True)
class MapView:
    """The map. ``wide`` and ``narrow`` are the same for screens and phones, None where nothing can be drawn.

    ``left_out`` tells of areas that it does not show; ``data``, ``library`` and ``looks`` are addresses of what a map that moves
    is made of.
    """

    count: str
    wide: DrawingView | None
    narrow: DrawingView | None
    insets: tuple[InsetView, ...]
    keys: tuple[KeyView, ...]
    left_out: LinkView | None
    beyond: tuple[BeyondView, ...]
    beyond_more: str
    rows: tuple[RowView, ...]
    rows_more: LinkView | None
    unplaced: tuple[RowView, ...]
    unplaced_more: LinkView | None
    tiles: TilesView | None
    data: str
    library: str
    looks: str


def map_files(wiki: Wiki) -> tuple[MapView, tuple[Artifact, ...]]:
    """Return the view of the map, and the file that a map which moves reads; no file where nothing can be drawn."""
    named = places(wiki)
    placed = [place for place in named if place.fields.location]
    every = spots(wiki, placed)
    leads = {spot.point: spot.lead for spot in every}
    if not every:
        return _map_view(wiki, named, leads, None), ()
    box, homes = maps.home([(point_of(place), len(place.incidents)) for place in placed])
    wide, narrow = maps.framed(box, WIDE), maps.framed(box, NARROW)
    within = [spot for spot in every if wide.holds(spot.point)]
    # What is no point can lie anywhere, so that a drawing bears only so many: those of the most incidents.
    left = {spot.point for spot in [spot for spot in within if spot.lead.is_area][AREAS_SHOWN:]}
    shown = [spot for spot in within if spot.point not in left]
    drawn = cities(wiki, placed, every)
    here = [city for city in drawn if wide.holds(point_of(city.place))]
    listed = {place.page for place in placed[:ROWS_SHOWN]}
    both = [country_drawing(frame, homes, shown, here, listed) for frame in (wide, narrow)]
    insets = tuple(InsetView(inset_id(city), city.place.title, city_drawing(city, every, listed)) for city in drawn)
    plan = _Plan(wide, (both[0], both[1]), insets, sum(len(spot.places) for spot in within if spot.point in left))
    return _map_view(wiki, named, leads, plan), (Artifact(urls.MAP_DATA, moving(wiki, wide, homes, shown)),)


class _Plan(NamedTuple):
    """What is drawn: the frame, the same for screens and phones, the cities, and how many places of the frame are left out."""

    frame: Frame
    both: tuple[DrawingView, DrawingView]
    insets: tuple[InsetView, ...]
    left_out: int


def _map_view(wiki: Wiki, named: Sequence[NamedPlace], leads: Mapping[Point, NamedPlace], plan: _Plan | None) -> MapView:
    placed = [place for place in named if place.fields.location]
    unplaced = [place for place in named if not place.fields.location]
    beyond = [place for place in placed if plan and not plan.frame.holds(point_of(place))]
    left_out = plan.left_out if plan else 0
    on_map = len(placed) - len(beyond) - left_out
    return MapView(
        count=f"{words.count(len(named), 'place')} named by incidents, {on_map:,} of them on the map",
        wide=plan.both[0] if plan else None,
        narrow=plan.both[1] if plan else None,
        insets=plan.insets if plan else (),
        keys=_keys(wiki, placed),
        left_out=LinkView(words.count(left_out, "more place"), urls.LISTS[Kind.PLACE]) if left_out else None,
        beyond=tuple(_beyond(wiki, place, plan.frame) for place in beyond[:_BEYOND_SHOWN] if plan),
        beyond_more=words.count(len(beyond) - _BEYOND_SHOWN, "more place") if len(beyond) > _BEYOND_SHOWN else "",
        rows=tuple(_row(wiki, place, leads) for place in placed[:ROWS_SHOWN]),
        rows_more=_more(len(placed)),
        unplaced=tuple(_row(wiki, place, leads) for place in unplaced[:ROWS_SHOWN]),
        unplaced_more=_more(len(unplaced)),
        tiles=_tiles(wiki),
        data=urls.MAP_DATA, library=urls.LEAFLET, looks=urls.LEAFLET_STYLE,
    )  # fmt: skip


def _more(number: int) -> LinkView | None:
    if number <= ROWS_SHOWN:
        return None
    return LinkView(f"{words.count(number - ROWS_SHOWN, 'more place')} with fewer incidents", urls.LISTS[Kind.PLACE])


def _keys(wiki: Wiki, placed: Iterable[NamedPlace]) -> tuple[KeyView, ...]:
    """Return the marks that incidents with a place have, in their order."""
    kinds = {fields_of(wiki.entries[page]).type for place in placed for page in place.incidents}
    return tuple(KeyView(maps.shape(shape, 10, 10, 6), label) for shape, label, types in words.MARKS if kinds.intersection(types))


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
        precise=_precise(place, leads) if location else "",
        figure=location.from_ if location else "",
        incidents=tuple(_dated(wiki, page, place.page) for page in shown),
        more=f"{left:,} more on its page" if left else "",
    )


def _dated(wiki: Wiki, page: PageId, place: PageId) -> DatedView:
    entry = wiki.entries[page]
    return DatedView(in_words(date_of(entry)), link_to(wiki, page, urls.MAP), role_in_words(entry, place))


def _precise(place: NamedPlace, leads: Mapping[Point, NamedPlace]) -> str:
    """Say how well the point of a place is known, and whether it is only that of another one, which ``leads`` tells by point."""
    off = f"may be off by {in_metres(located(place).precision_m)}"
    if place.is_area:
        return f"an area, for which a point stands; {off}"
    if place.only_in:
        return f"only the point of {place.only_in}, in which it lies; {off}"
    lead = leads[point_of(place)]
    return off if lead is place or lead.page in place.containers else f"the same point as {lead.title}; {off}"


def _tiles(wiki: Wiki) -> TilesView | None:
    tiles = wiki.site.tiles
    if tiles is None:
        return None
    parts = urlsplit(tiles.url)
    return TilesView(tiles.url, f"https://{parts.netloc}", parts.netloc, tiles.attribution)
