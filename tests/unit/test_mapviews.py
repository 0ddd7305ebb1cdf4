import json
import re
from pathlib import Path
from typing import Any

import pytest
from locations import AIRPORT, CITY, EMBASSY, PALACE, ZONE, at
from steps import incident, linked, place, rendered

from builder import mapviews
from builder.mapdrawings import DrawingView
from builder.mapviews import MapView, map_files
from builder.spots import places

COUNTRY = place("iraq", title="Iraq", type="country", location=at(33, 44, 500_000))
REGION = place("kurdistan", type="region", location=at(36, 44, 150_000))
FAR = place("far", title="Washington", location=at(38.9, -77.04, 15_000))
NOWHERE = place("monument", type="other")
MANY = "".join(incident(f"i{n}", date=f"202{n % 5}-01-0{1 + n % 9}", places="[city, zone, airport]") for n in range(12))
ALL = (
    COUNTRY + REGION + CITY + ZONE + EMBASSY + AIRPORT + PALACE + FAR + NOWHERE + MANY
    + incident("x", places="[iraq, kurdistan, palace, embassy, far, monument]")
)  # fmt: skip


def view(root: Path, text: str) -> MapView:
    wiki, problems = linked(root, text)
    assert [problem for problem in problems if problem.level == "error"] == []
    return map_files(wiki)[0]


def data(root: Path, text: str) -> dict[str, Any]:
    _, (file,) = map_files(linked(root, text)[0])
    assert file.path == "data/map.js"
    script = file.content.decode()
    assert script.startswith('"use strict";\nwindow.wikiMap = ')
    found: dict[str, Any] = json.loads(script.split(" = ", 1)[1].rstrip(";\n"))
    return found


def names(drawing: DrawingView | None) -> list[str]:
    assert drawing is not None
    return [mark.name for mark in drawing.marks]


def styles(drawing: DrawingView | None) -> dict[str, str]:
    assert drawing is not None
    return {re.split(":| and ", mark.name)[0]: mark.style for mark in drawing.marks}


def test_a_wiki_without_locations_has_no_drawing_and_says_which_places_lack_one(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    shown, files = map_files(wiki)
    assert (shown.wide, shown.insets, files) == (None, (), ())
    assert [row.page.text for row in shown.unplaced] == ["Northport"]


def test_a_mark_says_how_often_and_how_precisely(tmp_path: Path) -> None:
    shown = view(tmp_path, AIRPORT + incident("a", places="[airport]") + incident("b", places="[airport]"))
    assert names(shown.wide) == ["Airport: 2 incidents; may be off by 3 km"]
    assert shown.wide is not None
    assert shown.wide.marks[0].url == "places/airport.html"


def test_a_city_with_a_drawing_of_its_own_is_one_mark_that_leads_to_it(tmp_path: Path) -> None:
    shown = view(tmp_path, ALL)
    for drawing in (shown.wide, shown.narrow):
        assert drawing is not None
        marks = [mark for mark in drawing.marks if mark.name.startswith("City")]
        assert [mark.url for mark in marks] == ["#city-city"]
        assert not any(mark.name.startswith(("Zone", "Airport")) for mark in drawing.marks)
    (inset,) = shown.insets
    assert inset.id == "city-city"
    assert len(inset.drawing.marks) == 3, "three points"


def test_places_with_one_point_are_one_mark_with_a_list_of_names(tmp_path: Path) -> None:
    (inset,) = view(tmp_path, ALL).insets
    marks = {mark.name.split(":")[0]: mark for mark in inset.drawing.marks}
    assert marks.keys() == {"City", "Zone", "Airport"}
    shared = marks["Zone"]
    assert shared.name == "Zone: 12 incidents; may be off by 2.5 km; 13 incidents at this point, with Embassy"
    assert [(line.text, line.count) for line in (*shared.lines, *shared.others)] == [
        ("Zone", "12"), ("somewhere in Zone", ""), ("Embassy", "1")
    ]  # fmt: skip
    assert [(line.url, line.style) for line in shared.others] == [("", "vague"), ("places/embassy.html", "vague")]


def test_a_place_that_only_has_the_point_of_what_contains_it_does_not_stand_as_if_located(tmp_path: Path) -> None:
    text = CITY + ZONE + AIRPORT + PALACE + incident("a", places="[city, zone, airport]") + incident("b", places="[palace, city]")
    (inset,) = view(tmp_path, text).insets
    city = next(mark for mark in inset.drawing.marks if mark.name.startswith("City"))
    assert [(line.text, line.style) for line in (*city.lines, *city.others)] == [
        ("City", ""), ("somewhere in City", "vague"), ("Palace", "vague")
    ]  # fmt: skip


def test_a_city_is_hollow_on_the_map_if_what_most_incidents_name_of_it_is_hollow_in_its_own_drawing(tmp_path: Path) -> None:
    text = CITY + ZONE + AIRPORT + incident("a", places="[city, zone, airport]")
    named_most = [incident("b", places="[city]"), incident("b", places="[zone]")]
    assert [styles(view(tmp_path / str(n), text + more).wide) for n, more in enumerate(named_most)] == [
        {"City": "vague"}, {"City": "pin"}
    ]  # fmt: skip


@pytest.mark.parametrize(("lon", "other"), [(180, -179.99), (-180, 179.99)])
def test_a_city_on_the_date_line_is_drawn_as_a_city(tmp_path: Path, lon: float, other: float) -> None:
    base = [place(f"b{n}", type="base", inside="c", location=at(-17 - n / 50, other)) for n in (1, 2)]
    text = place("c", location=at(-17, lon, 20_000)) + "".join(base) + incident("x", places="[c, b1, b2]")
    (inset,) = view(tmp_path, text).insets
    assert inset.drawing.scale.text == "5 km"


def test_a_ring_that_would_lie_on_the_circle_of_the_city_is_left_out(tmp_path: Path) -> None:
    (inset,) = view(tmp_path, ALL).insets
    vague = next(circle for circle in inset.drawing.circles if circle.style == "vague")
    assert all(abs(ring.ry - vague.ry) > 2 for ring in inset.drawing.circles if ring.style == "ring")
    assert "20 km" in [label.text for label in inset.drawing.labels]


def test_what_is_known_no_better_than_the_drawing_is_wide_is_hollow(tmp_path: Path) -> None:
    shown = view(tmp_path, ALL)
    assert styles(shown.insets[0].drawing) == {"City": "vague", "Zone": "pin", "Airport": "pin"}
    assert styles(shown.wide) == {"City": "vague", "Iraq": "area", "Kurdistan": "area"}


def test_what_a_point_may_be_off_by_is_drawn_to_scale(tmp_path: Path) -> None:
    (inset,) = view(tmp_path, ALL).insets
    rings = {circle.style: circle for circle in inset.drawing.circles}
    zone = next(circle for circle in inset.drawing.circles if circle.style == "off" and abs(circle.ry) < 30)
    bar = inset.drawing.scale
    metres = float(bar.text.removesuffix(" km")) * 1000
    offs = sorted(circle.ry / bar.length * metres for circle in inset.drawing.circles if circle.style == "off")
    assert offs == pytest.approx([2500, 3000], rel=0.03)
    assert rings["vague"].ry / bar.length * metres == pytest.approx(20_000, rel=0.03)
    assert zone.rx == pytest.approx(zone.ry, rel=0.01)


def test_a_country_is_no_point_and_has_no_circle(tmp_path: Path) -> None:
    shown = view(tmp_path, COUNTRY + AIRPORT + incident("a", places="[iraq, airport]"))
    assert shown.wide is not None
    assert "Iraq: 1 incident; somewhere in Iraq" in names(shown.wide)
    assert not any(circle.ry > 100 for circle in shown.wide.circles)
    assert "Iraq" not in [label.text for label in shown.wide.labels], "its name stands there once"
    assert "Iran" in [label.text for label in shown.wide.labels]


def test_spots_too_near_to_be_told_apart_are_one_mark_that_leads_to_its_row(tmp_path: Path) -> None:
    text = (
        place("one", type="base", location=at(36, 43))
        + place("two", type="base", location=at(36.02, 43.02))
        + place("three", type="base", location=at(30.5, 47.5))
        + incident("a", places="[one, two, three]")
        + incident("b", places="[one]")
    )
    shown = view(tmp_path, text)
    assert shown.wide is not None
    marks = {mark.name: mark.url for mark in shown.wide.marks}
    assert marks == {
        "One and 1 more: 2 incidents; 1 more place in it or near it": "#at-one",
        "Three: 1 incident; may be off by 1 km": "places/three.html",
    }
    assert "at-one" in [row.id for row in shown.rows]


def test_places_beyond_the_frame_are_told_with_their_distance(tmp_path: Path) -> None:
    shown = view(tmp_path, ALL)
    assert [place.page.text for place in shown.beyond] == ["Washington"]
    assert re.fullmatch(r"about 9,[0-9]00 km north-west of the map’s middle|about 10,000 km .*", shown.beyond[0].where)
    assert not any("Washington" in name for name in names(shown.wide))
    assert "Washington" in [row.page.text for row in shown.rows]


def test_each_place_has_a_row_with_its_precision_and_whose_figure_it_is(tmp_path: Path) -> None:
    rows = {row.page.text: row for row in view(tmp_path, ALL).rows}
    assert rows["Airport"].precise == "may be off by 3 km"
    assert rows["Palace"].precise == "only the point of City, in which it lies; may be off by 20 km"
    assert rows["Iraq"].precise == "an area, for which a point stands; may be off by 500 km"
    assert rows["Airport"].figure == "the wiki"


def test_a_place_that_shares_the_point_of_one_beside_it_says_so(tmp_path: Path) -> None:
    camp = place("camp", type="base", location=at(33.26, 44.23, 10_000))
    rows = {row.page.text: row for row in view(tmp_path, AIRPORT + camp + incident("a", places="[camp, airport]")).rows}
    assert rows["Camp"].precise == "the same point as Airport; may be off by 10 km"


def test_a_row_holds_ten_incidents_and_says_where_the_rest_is(tmp_path: Path) -> None:
    row = next(row for row in view(tmp_path, ALL).rows if row.page.text == "City")
    assert len(row.incidents) == 10
    assert row.more == "2 more on its page"
    assert row.incidents[0].when == "5 January 2024"


def test_rows_are_bounded_and_no_mark_leads_to_one_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapviews, "ROWS_SHOWN", 1)
    text = "".join(
        place(f"p{n}", type="base", location=at(36 + 0.01 * n, 43)) + incident(f"i{n}", places=f"[p{n}]") for n in range(3)
    )
    shown = view(tmp_path, text)
    assert len(shown.rows) == 1
    assert shown.rows_more is not None
    assert shown.rows_more.text == "2 more places with fewer incidents"
    assert shown.wide is not None
    ids = {f"#{row.id}" for row in shown.rows}
    assert all(mark.url in ids or not mark.url.startswith("#") for mark in shown.wide.marks)


def test_every_link_within_the_page_of_the_map_leads_somewhere(tmp_path: Path) -> None:
    page = rendered(tmp_path, ALL)["map.html"].decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_five_hundred_places_make_no_more_marks_than_there_is_room_for(tmp_path: Path) -> None:
    text = "".join(place(f"p{n}", type="base", location=at(30 + n % 25 / 4, 43 + n // 25 / 5, 500)) for n in range(500))
    text += "".join(incident(f"i{n}", places=f"[{', '.join(f'p{k}' for k in range(n, 500, 10))}]") for n in range(10))
    shown = view(tmp_path, text)
    assert shown.wide is not None
    assert shown.narrow is not None
    assert 5 < len(shown.narrow.marks) < len(shown.wide.marks) < 500
    assert len(shown.rows) == mapviews.ROWS_SHOWN
    lines = [line for mark in shown.wide.marks for line in mark.lines]
    assert 5 < len(lines) < len(shown.wide.marks)


def test_the_data_holds_the_same_places_and_links_that_work(tmp_path: Path) -> None:
    found = data(tmp_path, ALL)
    titles = [held["title"] for spot in found["spots"] for held in spot["places"]]
    assert sorted(titles) == ["Airport", "City", "Embassy", "Iraq", "Kurdistan", "Palace", "Zone"]
    city = next(held for spot in found["spots"] for held in spot["places"] if held["title"] == "City")
    assert (city["url"], city["shown"], len(city["incidents"])) == ("places/city.html", 10, 12)
    assert len(found["types"]) == 13, "of each incident, so that marks can count them"
    assert found["incidents"][city["incidents"][0]][1].startswith("incidents/i")
    assert [spot["off"] for spot in found["spots"] if spot["places"][0]["title"] == "Iraq"] == [[]]
    assert {"Iraq"} == {land["properties"]["name"] for land in found["lands"] if land["properties"]["home"]}


def test_a_title_cannot_leave_the_script(tmp_path: Path) -> None:
    found = data(
        tmp_path,
        place("airport", title='"</script><b>"', type="airport", location=at(33, 44)) + incident("a", places="[airport]"),
    )
    assert found["spots"][0]["places"][0]["title"] == "</script><b>"


def test_pictures_may_come_from_a_server_of_tiles_only_where_one_is_named_and_only_on_the_map(tmp_path: Path) -> None:
    text = AIRPORT + incident("a", places="[airport]")
    tiles = '-- content/site.yaml --\ntitle: T\ntiles: {url: "https://tiles.example/{z}/{x}/{y}.png", attribution: "© <b>"}\n'
    without, with_them = rendered(tmp_path / "a", text), rendered(tmp_path / "b", text + tiles)
    policy = "img-src 'self' data: https://tiles.example;"
    assert b"tiles.example" not in without["map.html"]
    assert policy.encode() in with_them["map.html"]
    assert b"&lt;b&gt;" in with_them["map.html"]
    assert not any(b"tiles.example" in content for path, content in with_them.items() if path != "map.html")


def test_the_number_behind_several_places_says_what_it_counts(tmp_path: Path) -> None:
    shown = view(tmp_path, ALL)
    assert shown.wide is not None
    (line,) = next(mark.lines for mark in shown.wide.marks if mark.name.startswith("City"))
    assert (line.text, line.more, line.count) == ("City", "and 4 more", "· 13 incidents")
    (line,) = next(mark.lines for mark in shown.wide.marks if mark.name.startswith("Kurdistan"))
    assert (line.text, line.count) == ("Kurdistan", "1")


def test_a_long_name_is_shortened_before_the_places_behind_it(tmp_path: Path) -> None:
    text = (
        place("one", title="A base of which the name goes on and on until there is no room", type="base", location=at(36, 43))
        + place("two", type="base", location=at(36.02, 43.02))
        + incident("a", places="[one, two]")
        + incident("b", places="[one]")
    )
    shown = view(tmp_path, text)
    assert shown.narrow is not None
    (line,) = shown.narrow.marks[0].lines
    assert (line.text[-1], line.more) == ("…", "and 1 more")


def test_the_mark_of_several_places_is_that_of_all_their_incidents(tmp_path: Path) -> None:
    text = (
        place("one", type="base", location=at(36, 43))
        + place("two", type="base", location=at(36.02, 43.02))
        + incident("a", type="agreement", places="[one]")
        + incident("b", type="agreement", places="[one]")
        + "".join(incident(f"x{n}", type="air-drone-strike", places="[two]" if n else "[one, two]") for n in range(3))
    )
    shown = view(tmp_path, text)
    assert shown.wide is not None
    (mark,) = shown.wide.marks
    assert mark.d.count(" ") == 5, "a triangle"


def test_the_list_says_where_a_place_was_where_something_was_launched(tmp_path: Path) -> None:
    text = AIRPORT + incident("a", places="[{place: airport, role: launch}]") + incident("b", places="[airport]")
    page = rendered(tmp_path, text)["map.html"].decode()
    assert page.count("Place of launch") == 1
    assert "Where incidents happened" not in page
    (spot,) = data(tmp_path / "again", text)["spots"]
    (held,) = spot["places"]
    assert sorted(held["roles"].values()) == ["place of launch"]


def test_areas_are_bounded_and_what_is_left_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapviews, "AREAS_SHOWN", 3)
    text = "".join(
        place(f"r{n}", type="region", location=at(31 + 1.5 * n, 44, 40_000)) + incident(f"i{n}", places=f"[r{n}]")
        for n in range(5)
    )
    shown = view(tmp_path, text)
    assert len(names(shown.wide)) == 3
    assert shown.left_out is not None
    assert (shown.left_out.text, shown.left_out.url) == ("2 more places", "places/index.html")
    assert shown.count == "6 places named by incidents, 3 of them on the map"
    assert len(data(tmp_path / "data", text)["spots"]) == 3
    assert "2 more places" in rendered(tmp_path / "site", text)["map.html"].decode()


def test_areas_too_near_to_be_told_apart_are_one_mark(tmp_path: Path) -> None:
    text = "".join(place(f"r{n}", type="region", location=at(33 + n / 50, 43, 40_000)) for n in range(3))
    shown = view(tmp_path, text + incident("a", places="[r0, r1, r2]"))
    assert names(shown.wide) == ["R0 and 2 more: 1 incident; somewhere in R0 or near it, with R1 and R2"]


def test_a_map_of_the_world_is_light(tmp_path: Path) -> None:
    points = [(33, 44), (40, -100), (-30, 150), (60, 100), (-10, -50)]
    text = "".join(
        place(f"p{n}", location=at(lat, lon)) + incident(f"i{n}", places=f"[p{n}]") for n, (lat, lon) in enumerate(points)
    )
    site = rendered(tmp_path, text)
    assert len(site["map.html"]) < 150_000
    assert len(site["data/map.js"]) < 200_000


def test_places_beyond_the_date_line_are_on_both_maps(tmp_path: Path) -> None:
    text = place("suva", location=at(-18.1, 178.4)) + place("taveuni", location=at(-16.8, -179.97))
    text += incident("a", places="[suva, taveuni]")
    shown = view(tmp_path, text)
    assert len(names(shown.wide)) == 2
    assert shown.beyond == ()
    found = data(tmp_path / "data", text)
    assert sorted(round(spot["at"][1], 2) for spot in found["spots"]) == [178.4, 180.03]
    (_, west), (_, east) = found["bounds"]
    assert all(west < spot["at"][1] < east < west + 30 for spot in found["spots"])


def test_the_map_is_the_same_whatever_the_order_of_files(tmp_path: Path) -> None:
    parts = re.split(r"(?m)^(?=-- )", ALL)[1:]
    one, other = (linked(tmp_path / name, "".join(order))[0] for name, order in (("a", parts), ("b", parts[::-1])))
    assert map_files(one) == map_files(other)
    assert [found.page for found in places(one)] == [found.page for found in places(other)]
