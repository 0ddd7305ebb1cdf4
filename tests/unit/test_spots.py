from pathlib import Path

import pytest
from locations import AIRPORT, CITY, EMBASSY, PALACE, ZONE, at
from steps import incident, linked, place

from builder.ids import PageId
from builder.model import Wiki
from builder.spots import cities, places, role_in_words, shape_of, spots


def named(wiki: Wiki) -> list[tuple[str, int]]:
    return [(found.title, len(found.incidents)) for found in places(wiki) if found.title != "Northport"]


def points(wiki: Wiki) -> list[list[str]]:
    return [[held.title for held in spot.places] for spot in spots(wiki, places(wiki))]


def inset(wiki: Wiki) -> list[str]:
    found = places(wiki)
    return [city.place.title for city in cities(wiki, found, spots(wiki, found))]


def test_places_are_counted_once_an_incident_whatever_their_role(tmp_path: Path) -> None:
    text = (
        CITY
        + ZONE
        + incident("a", places="[city, {place: zone, role: target}, {place: zone, role: launch}]")
        + incident("b", places="[zone]")
        + incident("c", places="[zone]", status="withdrawn")
    )
    assert named(linked(tmp_path, text)[0]) == [("Zone", 2), ("City", 1)]


def test_what_a_place_was_is_told_where_it_could_be_misread(tmp_path: Path) -> None:
    text = (
        CITY
        + ZONE
        + incident("a", places="[zone]")
        + incident("b", places="[{place: zone, role: target}]")
        + incident("c", places="[{place: zone, role: launch}]")
        + incident("d", places="[{place: zone, role: impact}, {place: zone, role: launch}]")
    )
    wiki, _ = linked(tmp_path, text)
    said = {page: role_in_words(wiki.entries[page], PageId("places/zone")) for page in places(wiki)[0].incidents}
    assert {page[-1]: role for page, role in said.items()} == {
        "a": "", "b": "", "c": "place of launch", "d": "place of impact, place of launch",
    }  # fmt: skip


def test_the_incidents_of_a_place_stand_newest_first(tmp_path: Path) -> None:
    text = CITY + "".join(incident(name, date=f"202{n}-01-01", places="[city]") for n, name in enumerate("abc"))
    found = next(found for found in places(linked(tmp_path, text)[0]) if found.title == "City")
    assert found.incidents == ("incidents/c", "incidents/b", "incidents/a")


def test_places_with_one_point_are_one_spot_led_by_what_contains_the_others(tmp_path: Path) -> None:
    text = (
        CITY + PALACE + ZONE + EMBASSY + incident("a", places="[embassy, palace, zone]") + incident("b", places="[palace, city]")
    )
    wiki, _ = linked(tmp_path, text)
    assert sorted(points(wiki)) == [["City", "Palace"], ["Zone", "Embassy"]]
    city = next(spot for spot in spots(wiki, places(wiki)) if spot.lead.title == "City")
    assert len(city.incidents) == 2, "an incident that names both counts once"


def test_of_places_beside_one_another_the_most_precise_leads(tmp_path: Path) -> None:
    camp = place("camp", type="base", location=at(33.26, 44.23, 10_000))
    text = AIRPORT + camp + incident("a", places="[camp, airport]") + incident("b", places="[camp]")
    assert points(linked(tmp_path, text)[0]) == [["Airport", "Camp"]]


def test_a_city_in_which_two_points_are_known_better_gets_its_own_drawing(tmp_path: Path) -> None:
    text = CITY + ZONE + AIRPORT + incident("a", places="[zone, airport]")
    assert inset(linked(tmp_path, text)[0]) == ["City"], "though no incident names the city itself"


@pytest.mark.parametrize("held", [ZONE + EMBASSY, ZONE + PALACE], ids=["one-point-twice", "no-better-than-the-city"])
def test_a_city_of_which_no_more_than_one_point_is_known_gets_none(tmp_path: Path, held: str) -> None:
    text = CITY + held + incident("a", places=f"[zone, {'embassy' if 'embassy' in held else 'palace'}]")
    assert inset(linked(tmp_path, text)[0]) == []


def test_a_city_takes_what_is_near_on_the_other_side_of_the_date_line_and_no_area(tmp_path: Path) -> None:
    text = (
        place("c", location=at(-17, 179.99, 10_000))
        + place("x", type="base", location=at(-17, -179.98, 500))
        + place("y", type="base", location=at(-17.02, 179.97, 500))
        + place("z", type="region", location=at(-17.01, 179.98, 500))
        + place("far", type="base", location=at(-17.5, 179.98, 500))
        + incident("a", places="[c, x, y, z, far]")
    )
    wiki, _ = linked(tmp_path, text)
    found = places(wiki)
    (city,) = cities(wiki, found, spots(wiki, found))
    assert [spot.lead.title for spot in city.spots] == ["C", "X", "Y"]


def test_there_are_three_drawings_of_cities_at_most(tmp_path: Path) -> None:
    text = "".join(
        place(f"c{n}", location=at(30 + n, 44, 10_000))
        + place(f"x{n}", inside=f"c{n}", type="base", location=at(30 + n, 44.01, 500))
        + place(f"y{n}", inside=f"c{n}", type="base", location=at(30 + n, 44.03, 500))
        + incident(f"i{n}", places=f"[x{n}, y{n}]")
        for n in range(5)
    )
    assert len(inset(linked(tmp_path, text)[0])) == 3


def test_the_mark_is_that_of_the_most_frequent_type(tmp_path: Path) -> None:
    text = CITY + "".join(
        incident(f"i{n}", type=kind, places="[city]")
        for n, kind in enumerate(["agreement", "air-drone-strike", "air-drone-strike"])
    )
    wiki, _ = linked(tmp_path, text)
    assert [shape_of(spot.incidents) for spot in spots(wiki, places(wiki))] == ["triangle"]
    text = CITY + incident("a", type="agreement", places="[city]") + incident("b", type="attack", places="[city]")
    wiki, _ = linked(tmp_path / "even", text)
    assert [shape_of(spot.incidents) for spot in spots(wiki, places(wiki))] == ["diamond"], "the first in the order of the legend"
