import importlib.util
import json
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from builder import outlines
from builder.outlines import Box, box_of, clipped, countries, country_at, decoded, inside, pieces, simplified, touching

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", Path(__file__).parents[1] / "outlines/make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((44.4, 33.3), "Iraq"),
        ((-77.04, 38.9), "United States"),
        ((-149.9, 61.2), "United States"),
        ((34.47, 31.5), "Palestine"),
        ((28.3, -29.5), "Lesotho"),  # wholly within South Africa
        ((28.05, -26.2), "South Africa"),
        ((-52.3, 4.9), "France"),  # overseas
        ((37.62, 55.75), "Russia"),
        ((-175.0, 67.0), "Russia"),  # beyond the date line
        ((100.0, 67.0), "Russia"),  # as far north
        ((-179.95, -16.8), "Fiji"),
        ((179.95, -16.8), "Fiji"),
        ((30.0, -80.0), "Antarctica"),
        ((-120.0, -88.0), "Antarctica"),
        ((0.0, 66.5), None),
        ((150.0, -20.0), None),
    ],
)
def test_the_country_of_a_point(point: tuple[float, float], name: str | None) -> None:
    found = country_at(point)
    assert (found.name if found else None) == name


def test_a_port_off_a_coarse_coast_is_its_countrys() -> None:
    at_sea = (48.9, 29.9)  # in the Gulf, off Basra, Kuwait and Iran
    assert not any(country.holds(at_sea) for country in countries())
    assert country_at(at_sea) is not None


def test_countries_have_a_name_each() -> None:
    names = [country.name for country in countries()]
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    assert not any("." in name for name in names)


def test_a_box_touches_neighbours_and_no_more() -> None:
    assert {country.name for country in touching(Box(44, 33, 45, 34))} >= {"Iraq"}
    assert "Brazil" not in {country.name for country in touching(Box(44, 33, 45, 34))}


def test_rings_are_closed_and_neighbours_share_their_border() -> None:
    rings = {name: [ring for c in countries() if c.name == name for ring in c.rings] for name in ("Iraq", "Syria")}
    assert all(ring[0] == ring[-1] for found in rings.values() for ring in found)
    shared = set(rings["Iraq"][0]) & {point for ring in rings["Syria"] for point in ring}
    assert len(shared) > 5


def test_no_outline_runs_round_the_world_but_that_of_antarctica() -> None:
    assert {c.name for c in countries() for ring in c.rings for (a, _), (b, _) in pairwise(ring) if abs(a - b) > 180} == {
        "Antarctica"
    }
    for country in countries():
        held = [box_of(ring) for ring in country.rings]
        assert country.box.west == pytest.approx(min(box.west for box in held)), country.name
        assert country.box.east == pytest.approx(max(box.east for box in held)), country.name


def test_a_ring_is_cut_to_a_box() -> None:
    cut = clipped(SQUARE, Box(5, 5, 20, 20))
    assert cut[0] == cut[-1]
    assert set(cut) == {(5, 5), (10, 5), (10, 10), (5, 10)}
    assert set(clipped(SQUARE, Box(-5, -5, 20, 20))) == set(SQUARE)


def test_a_box_within_a_country_is_all_land_and_one_beside_it_none() -> None:
    assert set(clipped(SQUARE, Box(2, 2, 3, 3))) == {(2, 2), (3, 2), (3, 3), (2, 3)}
    assert clipped(SQUARE, Box(20, 20, 30, 30)) == ()


def test_what_is_cut_lies_inside_both() -> None:
    (iraq,) = [country for country in countries() if country.name == "Iraq"]
    box = Box(42, 32, 45, 36)
    for ring in iraq.rings:
        for x, y in clipped(ring, box):
            assert box.grown(1e-9, 1e-9).holds((x, y))


def test_the_part_of_a_country_that_a_point_lies_on() -> None:
    (states,) = [country for country in countries() if country.name == "United States"]
    part = states.part_at((-77.04, 38.9))
    assert inside(part, (-120, 40))
    assert not inside(part, (-149.9, 61.2))


@pytest.mark.parametrize(
    "line", [[(0, 0), (1, -1)], [(-18000, -9000), (18000, 9000)], [(4440, 3330)] * 2, [(31, 32), (-31, -33)]]
)
def test_what_is_written_is_read(line: list[tuple[int, int]]) -> None:
    assert decoded(maker().encoded(line)) == tuple((x / 100, y / 100) for x, y in line)


def test_a_line_keeps_its_corners_and_loses_what_no_one_sees() -> None:
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (2.0, 2.0)]
    assert simplified(line, 0.01) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]
    assert simplified(SQUARE, 0.01) == list(SQUARE)


def test_coarse_neighbours_still_meet_and_small_islands_go() -> None:
    held = {country.name: country for country in countries()}
    iraq, syria = (list(held[name].coarse(0.2)) for name in ("Iraq", "Syria"))
    assert len(iraq[0]) < len(held["Iraq"].rings[0]) / 3
    assert len({*iraq[0]} & {point for ring in syria for point in ring}) > 2
    assert len(list(held["Greece"].coarse(0.2))) < len(held["Greece"].rings) / 2


def test_what_lies_in_a_box_over_the_date_line_is_in_its_longitudes() -> None:
    box = Box(175, -20, 185, -15)
    found = {country.name: rings for country, rings in pieces(box)}
    assert "Fiji" in found
    assert all(box.grown(1e-9, 1e-9).holds(point) for rings in found.values() for ring in rings for point in ring)
    lons = [x for ring in found["Fiji"] for x, _ in ring]
    assert min(lons) < 180 < max(lons)


def test_a_box_takes_points_from_the_other_side_of_the_date_line_and_is_never_more_than_the_world() -> None:
    box = Box(170, -20, 190, -10)
    assert box.own((-175, -15)) == (185, -15)
    assert box.own((175, -15)) == (175, -15)
    assert Box(-180, -90, 180, 90).own((-180, 0)) == (-180, 0)
    world = Box(-150, -60, 170, 70).grown(50, 50)
    assert (world.east - world.west, world.south, world.north) == (360, -90, 90)


def test_the_maker_makes_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]]],
        "objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [[0, -2]], "properties": {"name": "Eq. Guinea"}}]}},
    }
    make = maker()
    (tmp_path / "outlines.json").write_text(make.written(make.outlines(topology)))
    monkeypatch.setattr(outlines, "files", lambda _: tmp_path)
    countries.cache_clear()
    try:
        (country,) = countries()
        assert (country.name, country.box) == ("Equatorial Guinea", Box(0, 0, 10, 10))
        assert country.rings == (((0, 0), (10, 0), (10, 10), (0, 10), (0, 0)),)
    finally:
        countries.cache_clear()


def test_the_file_says_where_it_is_from() -> None:
    text = (Path(outlines.__file__).parent / "outlines.json").read_text()
    assert "Natural Earth" in json.loads(text)["about"]
    assert "public domain" in json.loads(text)["about"]
    assert len(text.encode()) < 350_000
