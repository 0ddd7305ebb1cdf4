from pathlib import Path

import pytest
from locations import AIRPORT, CITY, PALACE, ZONE, at
from steps import entry, incident, linked, place, rendered

from builder.locator import LocatorView, OutlineView, PointView, _outline, locator
from builder.maps import DEGREE
from builder.outlines import countries

HERE = "places/x.html"


def drawn(root: Path, text: str, slug: str) -> LocatorView | None:
    wiki, _ = linked(root, text)
    return locator(wiki, entry(wiki, f"places/{slug}"), HERE)


def only(view: LocatorView | None) -> tuple[OutlineView, PointView]:
    """Return the outline of a small map with one point, and the point."""
    assert view is not None
    assert view.outline is not None
    (point,) = view.outline.points
    return view.outline, point


def test_a_place_lies_on_the_land_about_it(tmp_path: Path) -> None:
    view = drawn(tmp_path, CITY, "city")
    outline, point = only(view)
    assert view is not None
    assert view.title == "City: the point may be off by 20 km"
    assert view.url == "../map.html"
    assert 0.3 * outline.width < point.x < 0.7 * outline.width
    assert 0.3 * outline.height < point.y < 0.7 * outline.height
    assert len(outline.d) < 3000
    assert outline.numbers == ()


def test_it_says_no_more_of_where_a_place_lies_than_the_wiki(tmp_path: Path) -> None:
    east = place("east", title="The East", type="region")
    view = drawn(tmp_path, east + CITY.replace("type: city", "type: city\ninside: east") + ZONE + PALACE, "zone")
    assert view is not None
    assert view.title == "Zone, The East: the point may be off by 2.5 km"
    view = drawn(tmp_path, CITY + PALACE, "palace")
    assert view is not None
    assert view.title == "Palace, City: somewhere in City, may be off by 20 km"


def test_the_circle_is_to_scale_and_left_out_where_no_one_would_see_it(tmp_path: Path) -> None:
    wide, fine = (only(drawn(tmp_path / str(off), place("x", location=at(33.3, 44.4, off)), "x")) for off in (100_000, 1000))
    (iraq,) = [country for country in countries() if country.name == "Iraq"]
    degrees = iraq.box.north - iraq.box.south
    assert wide[1].ry == pytest.approx(100_000 / DEGREE / (degrees * 1.12) * wide[0].height, rel=0.05)
    assert (fine[1].rx, fine[1].ry, fine[1].is_hollow) == (0, 0, False)


def test_what_may_lie_anywhere_is_hollow_and_has_no_circle(tmp_path: Path) -> None:
    _, point = only(drawn(tmp_path, place("x", type="base", location=at(33, 44, 500_000)), "x"))
    assert (point.is_hollow, point.ry) == (True, 0)


def test_no_dot_is_solid_that_may_be_kilometres_off(tmp_path: Path) -> None:
    for slug in ("city", "zone"):
        _, point = only(drawn(tmp_path, CITY + ZONE, slug))
        assert point.is_hollow


def test_an_area_is_hollow(tmp_path: Path) -> None:
    _, point = only(drawn(tmp_path, place("x", type="region", location=at(36, 44, 100_000)), "x"))
    assert point.is_hollow
    assert point.ry > 4


def of_incident(root: Path, text: str) -> LocatorView | None:
    wiki, _ = linked(root, text)
    return locator(wiki, entry(wiki, "incidents/x"), "incidents/x.html")


def test_an_incident_shows_its_places_on_one_outline_with_their_numbers(tmp_path: Path) -> None:
    north = place("north", type="base", location=at(36.5, 43, 100_000))
    iraq = place("iraq", type="country", location=at(33, 44, 500_000))
    view = of_incident(
        tmp_path, north + iraq + CITY + PALACE + place("nowhere") + incident("x", places="[palace, iraq, nowhere, north]")
    )
    assert view is not None
    assert view.outline is not None
    assert view.city is None
    assert view.places == ("Palace: somewhere in City, may be off by 20 km", "North: may be off by 100 km")
    assert [number.text for number in view.outline.numbers] == ["1", "2"]
    assert [(point.is_hollow, point.ry > 4) for point in view.outline.points] == [(True, True), (True, False)]


def test_an_incident_in_one_city_shows_the_city(tmp_path: Path) -> None:
    base = place("base", type="base", location=at(33, 44, 500_000))
    text = CITY + ZONE + AIRPORT + PALACE + base + incident("x", places="[palace, zone, airport, base]")
    view = of_incident(tmp_path, text)
    assert view is not None
    assert view.outline is None
    assert view.city is not None
    assert {mark.name for mark in view.city.marks} == {
        "Palace: may be off by 20 km", "Zone: may be off by 2.5 km", "Airport: may be off by 3 km"
    }  # fmt: skip
    assert view.places[-1] == "Base: may be off by 500 km, not in this drawing"
    page = rendered(tmp_path / "site", text)["incidents/x.html"].decode()
    figure = page[page.index('<figure class="locator in-city">') : page.index("</figure>")]
    assert 'href="../places/zone.html"' in figure
    assert len(figure) < 4096


def test_an_incident_of_many_places_says_how_many_are_not_drawn(tmp_path: Path) -> None:
    bases = [place(f"b{n}", type="base", location=at(31 + n / 2, 44)) for n in range(8)]
    view = of_incident(tmp_path, "".join(bases) + incident("x", places=f"[{', '.join(f'b{n}' for n in range(8))}]"))
    assert view is not None
    assert view.places[5:] == ("B5: may be off by 1 km", "Not drawn: 2 more places")


def test_an_incident_without_a_point_has_no_map(tmp_path: Path) -> None:
    assert of_incident(tmp_path, place("nowhere") + incident("x", places="[nowhere]")) is None
    assert of_incident(tmp_path, incident("x")) is None


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
