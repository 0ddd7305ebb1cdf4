"""Makes ``builder/outlines.json`` anew: ``python tests/outlines/make.py countries-50m.json``.

``countries-50m.json`` is in the npm package ``world-atlas`` 2.0.2: Natural Earth 4.1.0, countries at 1:50 million, as TopoJSON.
Borders are drawn once and shared, so that neighbours still meet. Each line loses the points that lie nearer than ``TOLERANCE``
to it, what is left is rounded to a grid, and written as differences (see ``builder/outlines.py``, which reads it).
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

from builder.outlines import ALPHABET, UNITS, Point, box_of, simplified, unrolled

TOLERANCE: Final = 0.012
"""Degrees, about 1.3 km: less than a map at 1:50 million can show."""
ABOUT: Final = (
    "Outlines of countries: Natural Earth 4.1.0, Admin 0, 1:50m (https://www.naturalearthdata.com/), in the public domain; "
    "from the npm package world-atlas 2.0.2, simplified by tests/outlines/make.py. "
    "Borders are drawn as they are kept, whoever claims them."
)
# Natural Earth shortens names for its own maps, and some have changed since.
NAMES: Final = {
    "Antigua and Barb.": "Antigua and Barbuda", "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Br. Indian Ocean Ter.": "British Indian Ocean Territory", "British Virgin Is.": "British Virgin Islands",
    "Cayman Is.": "Cayman Islands", "Central African Rep.": "Central African Republic", "Congo": "Republic of the Congo",
    "Cook Is.": "Cook Islands", "Dem. Rep. Congo": "DR Congo", "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea", "eSwatini": "Eswatini", "Faeroe Is.": "Faroe Islands", "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia", "Fr. S. Antarctic Lands": "French Southern and Antarctic Lands",
    "Heard I. and McDonald Is.": "Heard Island and McDonald Islands", "Indian Ocean Ter.": "Indian Ocean Territories",
    "Macedonia": "North Macedonia", "Marshall Is.": "Marshall Islands", "N. Cyprus": "Northern Cyprus",
    "N. Mariana Is.": "Northern Mariana Islands", "Pitcairn Is.": "Pitcairn Islands", "S. Geo. and the Is.": "South Georgia",
    "S. Sudan": "South Sudan", "Solomon Is.": "Solomon Islands", "St-Barthélemy": "Saint Barthélemy",
    "St-Martin": "Saint Martin", "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Pierre and Miquelon": "Saint Pierre and Miquelon", "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "São Tomé and Principe": "São Tomé and Príncipe", "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Virgin Is.": "US Virgin Islands", "United States of America": "United States", "W. Sahara": "Western Sahara",
    "Wallis and Futuna Is.": "Wallis and Futuna", "Ashmore and Cartier Is.": "Ashmore and Cartier Islands",
}  # fmt: skip


def degrees(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the lines of a TopoJSON in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        lines.append(line)
    return lines


def on_grid(line: list[Point]) -> list[tuple[int, int]]:
    """Return a line on the grid, without points that fall together; a ring keeps at least three."""
    rounded = [(round(x * UNITS), round(y * UNITS)) for x, y in line]
    kept = [point for number, point in enumerate(rounded) if not number or point != rounded[number - 1]]
    return kept if len(kept) > 1 else rounded[:1] * 2


def encoded(line: list[tuple[int, int]]) -> str:
    """Return a line as text: its first point, then differences; each number in groups of five bits, the lowest first."""
    written: list[str] = []
    before = (0, 0)
    for point in line:
        for now, then in zip(point, before, strict=True):
            left = (now - then) << 1 if now >= then else ~((now - then) << 1)
            while left >= 32:
                written.append(ALPHABET[(left & 31) | 32])
                left >>= 5
            written.append(ALPHABET[left])
        before = point
    return "".join(written)


def joined(lines: list[list[tuple[int, int]]], arcs: list[int]) -> list[Point]:
    """Return the ring of some lines, of which those with a number below nought are taken from their end, in degrees."""
    points = [point for arc in arcs for point in (lines[arc] if arc >= 0 else lines[~arc][::-1])]
    return [(x / UNITS, y / UNITS) for x, y in points]


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """Return what ``builder/outlines.json`` holds."""
    lines = [on_grid(simplified(line, TOLERANCE)) for line in degrees(topology)]
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring for part in parts for ring in part]
        drawn = [tuple(joined(lines, ring)) for ring in rings]
        about = max(map(box_of, map(unrolled, drawn)), key=lambda box: (box.east - box.west) * (box.north - box.south))
        held = box_of(point for ring in drawn for point in unrolled(ring, about.middle[0]))
        name = shape["properties"]["name"]
        box = [round(value * UNITS) for value in (held.west, held.south, held.east, held.north)]
        countries.append({"name": NAMES.get(name, name), "box": box, "rings": rings})
    return {
        "about": ABOUT,
        "units_per_degree": UNITS,
        "countries": sorted(countries, key=lambda country: country["name"]),
        "lines": [encoded(line) for line in lines],
    }


def written(found: dict[str, Any]) -> str:
    """Return the file's text, a country and a line each on its own line."""
    parts = []
    for key, value in found.items():
        if isinstance(value, list):
            items = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in value)
            parts.append(f'"{key}":[\n{items}\n]')
        else:
            parts.append(f'"{key}":{json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    text = written(outlines(json.loads(Path(sys.argv[1]).read_text())))
    (Path(__file__).resolve().parents[2] / "builder/outlines.json").write_text(text)
