from pathlib import Path

import pytest
from locations import CITY, ZONE, at
from steps import entry, linked, place, rendered

from builder.locator import LocatorView, _outline, locator
from builder.maps import DEGREE
from builder.outlines import countries

HERE = "places/x.html"


def drawn(root: Path, text: str, slug: str) -> LocatorView | None:
    wiki, _ = linked(root, text)
    return locator(wiki, entry(wiki, f"places/{slug}"), HERE)


def test_a_place_lies_on_the_land_about_it(tmp_path: Path) -> None:
    view = drawn(tmp_path, CITY, "city")
    assert view is not None
    assert view.title == "City: the point may be off by 20 km"
    assert view.url == "../map.html"
    assert 0.3 * view.width < view.x < 0.7 * view.width
    assert 0.3 * view.height < view.y < 0.7 * view.height
    assert len(view.d) < 3000


def test_it_says_no_more_of_where_a_place_lies_than_the_wiki(tmp_path: Path) -> None:
    east = place("east", title="The East", type="region")
    view = drawn(tmp_path, east + CITY.replace("type: city", "type: city\ninside: east") + ZONE, "zone")
    assert view is not None
    assert view.title == "Zone, The East: the point may be off by 2.5 km"


def test_the_circle_is_to_scale_and_left_out_where_no_one_would_see_it(tmp_path: Path) -> None:
    wide, fine = (drawn(tmp_path / str(off), place("x", location=at(33.3, 44.4, off)), "x") for off in (100_000, 1000))
    assert wide is not None
    assert fine is not None
    (iraq,) = [country for country in countries() if country.name == "Iraq"]
    degrees = iraq.box.north - iraq.box.south
    assert wide.ry == pytest.approx(100_000 / DEGREE / (degrees * 1.12) * wide.height, rel=0.05)
    assert (fine.rx, fine.ry, fine.is_hollow) == (0, 0, False)


def test_what_may_lie_anywhere_is_hollow_and_has_no_circle(tmp_path: Path) -> None:
    view = drawn(tmp_path, place("x", type="base", location=at(33, 44, 500_000)), "x")
    assert view is not None
    assert (view.is_hollow, view.ry) == (True, 0)


def test_an_area_is_hollow(tmp_path: Path) -> None:
    view = drawn(tmp_path, place("x", type="region", location=at(36, 44, 100_000)), "x")
    assert view is not None
    assert view.is_hollow
    assert view.ry > 4


@pytest.mark.parametrize(
    "text",
    [place("x"), place("x", type="country", location=at(33, 44, 500_000)), place("x", location=at(-30, -30))],
    ids=["no-location", "country", "at-sea"],
)
def test_where_a_small_map_would_say_nothing_there_is_none(tmp_path: Path, text: str) -> None:
    assert drawn(tmp_path, text, "x") is None
    page = rendered(tmp_path / "site", text)["places/x.html"].decode()
    assert "locator" not in page


def test_no_outline_is_heavy() -> None:
    for country in countries():
        for number in range(len(country.rings)):
            assert len(_outline(country, number)[1]) < 4000, country.name
