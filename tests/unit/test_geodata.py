import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyogrio import read_info
from pyogrio.raw import read
from steps import actor, incident, linked, place

from builder.datafiles import whole_schema
from builder.geodata import FILE, geo_file
from builder.model import Wiki

EVERYWHERE = (
    place("land", type="country", location="{lat: 33.223191, lon: 43.679291, precision_m: 500000, from: a list}")
    + place("town", inside="land", location="{lat: 33.340582, lon: -44.400876, precision_m: 2500, from: us}")
    + place("street", inside="town", location="{lat: 33.340582, lon: -44.400876, precision_m: 2500, from: the town’s}")
    + place("lost", inside="town")
)


def features(wiki: Wiki, base_url: str = "") -> list[dict[str, Any]]:
    content = geo_file(wiki, base_url).content
    found = json.loads(content)
    Draft202012Validator(whole_schema(FILE, base_url)).validate(found)
    assert FILE.count(wiki) == len(found["features"])
    # One a line, so that a change shows as the lines that changed.
    assert len(content.splitlines()) == len(found["features"]) + 2 if found["features"] else 3
    return list(found["features"])


def of(tmp_path: Path, places: str, **fields: Any) -> list[dict[str, Any]]:
    wiki, problems = linked(tmp_path, EVERYWHERE + incident("x", places=places, **fields))
    assert [problem for problem in problems if problem.level == "error"] == []
    return [feature for feature in features(wiki) if feature["properties"]["incident"] == "incidents/x"]


def test_each_place_of_an_incident_in_each_role_is_a_feature(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        "[{place: town, role: target}, {place: land, role: impact}, {place: town, role: launch}, {place: town, role: target}]",
    )
    assert [(feature["id"], feature["properties"]["place_role"]) for feature in found] == [
        ("incidents/x@places/town:target", "target"),
        ("incidents/x@places/land:impact", "impact"),
        ("incidents/x@places/town:launch", "launch"),
    ]
    assert found[0]["properties"]["place_title"] == "Town"


def test_a_point_has_longitude_first_and_no_more_digits_than_its_precision_bears(tmp_path: Path) -> None:
    land, town = of(tmp_path, "[land, town]")
    assert land["geometry"] == {"type": "Point", "coordinates": [44, 33]}
    assert town["geometry"] == {"type": "Point", "coordinates": [-44.4, 33.34]}
    assert (town["properties"]["precision_m"], town["properties"]["location_from"]) == (2500, "us")


def test_nought_has_no_sign(tmp_path: Path) -> None:
    zero = place("zero", location="{lat: -0.3, lon: -0.01, precision_m: 100000, from: us}")
    wiki, _ = linked(tmp_path, zero + incident("x", places="[zero]"))
    assert b'"coordinates": [0.0, -0.3]' in geo_file(wiki, "").content


def test_a_place_without_a_point_gets_none_from_what_contains_it(tmp_path: Path) -> None:
    (lost,) = of(tmp_path, "[lost]")
    assert lost["geometry"] is None
    assert (lost["properties"]["place"], lost["properties"]["precision_m"], lost["properties"]["only_in"]) == (
        "places/lost",
        None,
        None,
    )


def test_a_place_that_only_has_the_point_of_what_contains_it_says_so(tmp_path: Path) -> None:
    street, town = of(tmp_path, "[street, town]")
    assert (street["properties"]["only_in"], town["properties"]["only_in"]) == ("places/town", None)


def test_of_nested_places_the_outer_ones_can_be_told(tmp_path: Path) -> None:
    found = of(tmp_path, "[land, town, lost]")
    assert [feature["properties"]["contains_others"] for feature in found] == [True, True, False]


def test_an_incident_without_a_place_is_there_without_one(tmp_path: Path) -> None:
    (feature,) = of(tmp_path, "[]")
    assert (feature["id"], feature["geometry"]) == ("incidents/x", None)
    assert (feature["properties"]["place"], feature["properties"]["place_role"]) == (None, None)


def test_a_place_that_is_a_draft_is_not_there_yet(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, place("new", status="draft") + incident("x", places="[new, northport]"))
    assert [feature["id"] for feature in features(wiki) if "/x" in feature["id"]] == ["incidents/x@places/northport:near"]


def test_what_is_withdrawn_says_so_and_is_drawn_on_no_map(tmp_path: Path) -> None:
    (feature,) = of(tmp_path, "[town]", status="withdrawn")
    assert (feature["properties"]["status"], feature["properties"]["place"]) == ("withdrawn", "places/town")
    assert feature["geometry"] is None


@pytest.mark.parametrize(
    ("date", "first", "last", "said"),
    [
        ("2020-12", "2020-12-01", "2020-12-31", "December 2020"),
        ('"[2020-12-13,2020-12-20]"', "2020-12-13", "2020-12-20", "13 or 20 December 2020"),
        ("2020-12-13~", "2020-12-13", "2020-12-13", "about 13 December 2020"),
        ("2014/..", "2014-01-01", None, "since 2014"),
        ("/2021-07", None, "2021-07-31", "until July 2021 (start unknown)"),
    ],
)
def test_a_date_stands_as_written_with_its_bounds_and_in_words(
    tmp_path: Path, date: str, first: str | None, last: str | None, said: str
) -> None:
    (feature,) = of(tmp_path, "[town]", date=date, date_note="So.")
    its = feature["properties"]
    assert its["date"] == date.strip('"')
    assert (its["date_earliest"], its["date_latest"], its["date_words"]) == (first, last, said)


def test_an_address_is_below_the_site_or_whole(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert features(wiki)[0]["properties"]["url"] == "incidents/2024-01-01-depot.html"
    assert (
        features(wiki, "https://example.org/w")[0]["properties"]["url"] == "https://example.org/w/incidents/2024-01-01-depot.html"
    )


def test_gdal_reads_points_with_typed_fields(tmp_path: Path) -> None:
    text = (
        EVERYWHERE
        + actor("a", title="كتائب")
        + incident("x", title="كتائب", date="2020-12", places="[town, lost]")
        + incident("y")
    )
    wiki, _ = linked(tmp_path, text)
    path = tmp_path / "incidents.geojson"
    path.write_bytes(geo_file(wiki, "").content)
    info = read_info(path)
    assert (info["driver"], info["layer_name"], info["geometry_type"]) == ("GeoJSON", "incidents", "Point")
    # Longitude and latitude on WGS 84, which RFC 7946 prescribes.
    assert (info["crs"], info["features"]) == ("EPSG:4326", 4)
    fields = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert fields == dict.fromkeys(fields, "OFTString") | {
        "date_earliest": "OFTDate",
        "date_latest": "OFTDate",
        "contains_others": "OFTInteger",
        "precision_m": "OFTReal",
    }
    assert list(fields) == ["id", *(key.name for key in FILE.keys)]
    _, _, geometries, columns = read(path)
    assert [geometry is None for geometry in geometries] == [True, False, True, True]
    by_name = dict(zip(info["fields"], columns, strict=True))
    assert list(by_name["title"])[1] == "كتائب"
    assert str(by_name["date_latest"][1]) == "2020-12-31"
    assert by_name["precision_m"][1] == 2500


def test_gdal_reads_the_file_of_the_projects_own_wiki(real_site: Path) -> None:
    info = read_info(real_site / FILE.path)
    features = json.loads((real_site / FILE.path).read_bytes())["features"]
    assert (info["geometry_type"], info["features"]) == ("Point", len(features))
    assert dict(zip(info["fields"], info["ogr_types"], strict=True))["date_earliest"] == "OFTDate"
    west, south, east, north = info["total_bounds"]
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90


def test_an_empty_wiki_has_an_empty_collection(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "-- content/site.yaml --\ntitle: x\n", base=False)
    assert features(wiki) == []
    path = tmp_path / "incidents.geojson"
    path.write_bytes(geo_file(wiki, "").content)
    assert read_info(path)["features"] == 0
