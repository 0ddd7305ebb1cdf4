import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from builder import outlines
from builder.outlines import Box, clipped, countries, country_at, decoded, inside, touching

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


def test_countries_have_names_and_codes_once() -> None:
    names = [country.name for country in countries()]
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    assert {country.name: country.code for country in countries()}["Iraq"] == "368"
    assert not any("." in name for name in names)


def test_a_box_touches_neighbours_and_no_more() -> None:
    assert {country.name for country in touching(Box(44, 33, 45, 34))} >= {"Iraq"}
    assert "Brazil" not in {country.name for country in touching(Box(44, 33, 45, 34))}


def test_rings_are_closed_and_neighbours_share_their_border() -> None:
    rings = {name: [ring for c in countries() if c.name == name for ring in c.rings] for name in ("Iraq", "Syria")}
    assert all(ring[0] == ring[-1] for found in rings.values() for ring in found)
    shared = set(rings["Iraq"][0]) & {point for ring in rings["Syria"] for point in ring}
    assert len(shared) > 5


def test_a_ring_is_cut_to_a_box() -> None:
    cut = clipped(SQUARE, Box(5, 5, 20, 20))
    assert cut[0] == cut[-1]
    assert set(cut) == {(5, 5), (10, 5), (10, 10), (5, 10)}
    assert clipped(SQUARE, Box(-5, -5, 20, 20)) == (SQUARE[3], *SQUARE[:3], SQUARE[3]) or set(
        clipped(SQUARE, Box(-5, -5, 20, 20))
    ) == set(SQUARE)


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


def test_the_maker_keeps_corners_and_drops_what_no_one_sees() -> None:
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (2.0, 2.0)]
    assert maker().simplified(line) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]


def test_the_maker_makes_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]]],
        "objects": {
            "countries": {
                "geometries": [{"type": "Polygon", "arcs": [[0, -2]], "id": "001", "properties": {"name": "Eq. Guinea"}}]
            }
        },
    }
    make = maker()
    (tmp_path / "outlines.json").write_text(make.written(make.outlines(topology)))
    monkeypatch.setattr(outlines, "files", lambda _: tmp_path)
    countries.cache_clear()
    try:
        (country,) = countries()
        assert (country.name, country.code, country.box) == ("Equatorial Guinea", "001", Box(0, 0, 10, 10))
        assert country.rings == (((0, 0), (10, 0), (10, 10), (0, 10), (0, 0)),)
    finally:
        countries.cache_clear()


def test_the_file_says_where_it_is_from() -> None:
    text = (Path(outlines.__file__).parent / "outlines.json").read_text()
    assert "Natural Earth" in json.loads(text)["about"]
    assert "public domain" in json.loads(text)["about"]
    assert len(text.encode()) < 350_000
