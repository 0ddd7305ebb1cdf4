"""The file that a map which moves reads: outlines, points and incidents, as a script.

It tells the same as the drawings: the same part of the world, the same places.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from builder import maps, urls, words
from builder.clusters import LARGE
from builder.dated import date_of, fields_of
from builder.dates import in_words
from builder.facts import in_metres
from builder.ids import PageId
from builder.maps import Frame
from builder.model import Wiki
from builder.outlines import Box, pieces
from builder.spots import Spot, located, mark_of, role_in_words

INCIDENTS_SHOWN: Final = 10
"""How many incidents of a place are named beside it."""
# How far one can move from the frame, as a share of it: room for what opens at its edge, and no empty sheet.
_SLACK: Final = 0.4
# What no one misses of an outline, as a share of how far one can move.
_UNSEEN: Final = 1 / 2000


def moving(wiki: Wiki, frame: Frame, homes: frozenset[str], shown: Sequence[Spot]) -> bytes:
    """Return the script file that hands the map's data to ``map.js``: a file that a page opened from a folder can read too.

    Incidents go by number; of those that no popup names, there is only the type.
    """
    box = frame.box
    round_about = box.grown(_SLACK * (box.east - box.west), _SLACK * (box.north - box.south))
    named = dict.fromkeys(page for spot in shown for place in spot.places for page in place.incidents[:INCIDENTS_SHOWN])
    every = dict.fromkeys([*named, *(page for spot in shown for place in spot.places for page in place.incidents)])
    numbers = {page: number for number, page in enumerate(every)}
    kinds = {kind: number for number, kind in enumerate(sorted({fields_of(wiki.entries[page]).type for page in every}))}
    data = {
        "most": max(LARGE, *(len(spot.incidents) for spot in shown)),
        "box": _corners(box),
        "bounds": _corners(round_about),
        "shapes": dict(maps.SHAPES),
        "marks": [[shape, label] for shape, label, _ in words.MARKS],
        "kinds": [[words.label(kind), mark_of(kind)] for kind in kinds],
        "lands": list(_moving_lands(round_about, homes)),
        "spots": [_moving_spot(wiki, spot, box, numbers) for spot in shown],
        "incidents": [
            [wiki.entries[page].page.title, urls.address(page), in_words(date_of(wiki.entries[page]))] for page in named
        ],
        "types": [kinds[fields_of(wiki.entries[page]).type] for page in every],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";\nwindow.wikiMap = {text};\n'.encode()


def _corners(box: Box) -> list[list[float]]:
    return [[round(box.south, 3), round(box.west, 3)], [round(box.north, 3), round(box.east, 3)]]


def _moving_lands(box: Box, homes: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the countries about the map as GeoJSON."""
    # Homes last, so that their borders lie on top.
    for country, rings in sorted(pieces(box, _UNSEEN * (box.east - box.west)), key=lambda found: found[0].name in homes):
        written = [[[round(x, 2), round(y, 2)] for x, y in ring] for ring in rings]
        geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in written]}
        properties = {"name": country.name, "home": country.name in homes}
        yield {"type": "Feature", "properties": properties, "geometry": geometry}


def _moving_spot(wiki: Wiki, spot: Spot, box: Box, numbers: Mapping[PageId, int]) -> dict[str, Any]:
    held = []
    for place in spot.places:
        said = [role_in_words(wiki.entries[page], place.page) for page in place.incidents[:INCIDENTS_SHOWN]]
        held.append({
            "title": place.title, "url": urls.address(place.page),
            "said": f"{words.label(place.fields.type)}; may be off by {in_metres(located(place).precision_m)}",
            "incidents": [numbers[page] for page in place.incidents], "shown": len(said),
            "roles": {number: role for number, role in enumerate(said) if role},
        })  # fmt: skip
    lon, lat = box.own(spot.point)
    offs = set() if spot.lead.fields.type == "country" else {located(place).precision_m for place in spot.places}
    return {"at": [lat, lon], "area": spot.lead.is_area, "off": sorted(offs), "places": held}
