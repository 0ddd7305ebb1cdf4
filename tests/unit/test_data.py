import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from steps import actor, incident, linked, note, place, source, stating

from builder import urls
from builder.data import page_files
from builder.datakeys import PAGE_KEYS
from builder.ids import Kind
from builder.model import Artifact, Wiki

RICH = (
    incident("x", date="2024-03-01/2024-03-04", date_note="So.", time="night", actors="[{actor: mayor, role: target}, {actor: mayor, role: victim}, a]",
             places="[{place: places/northport, role: impact}]", corrections="[{date: 2024-05-01, text: mended}]")
    + actor("a", aliases="[A1, {text: علي, lang: ar}]", relations="[{to: mayor, as: opposes, source: herald, from: 2020}]", external="{wikidata: Q1}")
    + place("p", inside="northport", location="{lat: 33.5, lon: 44, precision_m: 10, from: us}")
    + source("s", publisher="a", agencies="[mayor]", derived_from="[herald]", notes="[a slip]")
)  # fmt: skip


def data_files(wiki: Wiki, base_url: str) -> list[Artifact]:
    return [file for kind in urls.DATA for file in page_files(wiki, kind, base_url)]


def rows(wiki: Wiki, kind: str, base_url: str = "") -> dict[str, dict[str, Any]]:
    (content,) = [file.content for file in data_files(wiki, base_url) if file.path == f"data/{kind}.json"]
    return {row["id"]: row for row in json.loads(content)}


@pytest.fixture
def rich(tmp_path: Path) -> Wiki:
    wiki, problems = linked(tmp_path, RICH)
    assert not [problem for problem in problems if problem.level == "error"]
    return wiki


@pytest.mark.parametrize("kind", ["incidents", "actors", "places", "sources"])
def test_objects_are_flat_and_have_the_same_keys(rich: Wiki, kind: str) -> None:
    found = rows(rich, kind)
    assert len(found) == 2
    first, second = found.values()
    assert list(first) == list(second)
    for value in (*first.values(), *second.values()):
        flat = value if isinstance(value, list) else [value]
        assert all(item is None or isinstance(item, str | int | float) for item in flat)
    assert {"id", "title", "url", "summary", "status", "backlinks"} <= first.keys()


def test_every_field_of_the_front_matter_is_there(rich: Wiki) -> None:
    row = rows(rich, "incidents")["incidents/x"]
    text = json.dumps(row, ensure_ascii=False)
    for value in (
        "2024-03-01/2024-03-04",
        "So.",
        "night",
        "attack",
        "event",
        "actors/mayor",
        "places/northport",
        "mended",
        "sources/herald",
    ):
        assert value in text
    text = json.dumps(rows(rich, "actors")["actors/a"], ensure_ascii=False)
    for value in ("A1", "علي", "opposes", "actors/mayor", "sources/herald", "2020", "Q1"):
        assert value in text


def test_a_date_carries_the_first_and_last_day_that_it_can_mean(rich: Wiki) -> None:
    row = rows(rich, "incidents")["incidents/x"]
    assert (row["date"], row["date_earliest"], row["date_latest"]) == ("2024-03-01/2024-03-04", "2024-03-01", "2024-03-04")
    assert rows(rich, "sources")["sources/herald"]["published_earliest"] == "2024-01-02"


def test_an_open_date_has_no_bound(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("x", date='"2024-03-01/.."', date_note="So."))
    row = rows(wiki, "incidents")["incidents/x"]
    assert (row["date_earliest"], row["date_latest"]) == ("2024-03-01", None)


def test_pages_are_given_by_id_and_by_role(rich: Wiki) -> None:
    row = rows(rich, "incidents")["incidents/x"]
    assert (row["actors_target"], row["actors_victim"], row["actors_mentioned"]) == (
        ["actors/mayor"],
        ["actors/mayor"],
        ["actors/a"],
    )
    assert (row["places_impact"], row["places_near"]) == (["places/northport"], [])
    assert rows(rich, "places")["places/p"]["inside"] == "places/northport"
    assert rows(rich, "sources")["sources/s"]["publisher"] == "actors/a"
    assert rows(rich, "actors")["actors/a"]["relations_to"] == ["actors/mayor"]


def test_a_point_is_no_sharper_than_it_is_known_and_says_where_it_is_only_borrowed(tmp_path: Path) -> None:
    point = "{lat: 33.34058, lon: 44.40088, precision_m: 20000, from: us}"
    wiki, _ = linked(tmp_path, place("town", location=point) + place("yard", inside="town", location=point))
    yard, town = (rows(wiki, "places")[f"places/{slug}"] for slug in ("yard", "town"))
    assert (yard["lat"], yard["lon"], yard["only_in"]) == (33.3, 44.4, "places/town")
    assert (town["lat"], town["only_in"]) == (33.3, None)


def test_a_campaign_and_its_parts_name_each_other(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, incident("a", scope="campaign") + incident("b", part_of="[a]") + incident("c", part_of="[a]"))
    assert found == []
    data = rows(wiki, "incidents")
    assert (data["incidents/a"]["part_of"], data["incidents/a"]["parts"]) == ([], ["incidents/b", "incidents/c"])
    assert (data["incidents/b"]["part_of"], data["incidents/b"]["parts"]) == (["incidents/a"], [])


def test_weapons_are_given_by_id_and_by_role(tmp_path: Path) -> None:
    pages = "".join(note("Text.", f"content/{slug}.md", title=slug.title()) for slug in ("lance", "shield"))
    weapons = incident("x", weapons="[{weapon: shield, role: defence}, lance]")
    wiki, found = linked(tmp_path, pages + weapons)
    assert found == []
    row = rows(wiki, "incidents")["incidents/x"]
    assert (row["weapons"], row["weapons_used"], row["weapons_defence"]) == (["shield", "lance"], ["lance"], ["shield"])
    row = rows(wiki, "incidents")["incidents/2024-01-01-depot"]
    assert (row["weapons"], row["weapons_used"], row["weapons_defence"]) == ([], [], [])


def test_ties_and_pages_kept_apart_are_lists_of_one_length(tmp_path: Path) -> None:
    ties = "[{to: mayor, as: opposes, source: herald, note: A note.}, {to: b, as: supports, by: mayor, source: herald}]"
    text = actor("a", relations=ties, not_same_as="[{page: b, note: So.}, mayor]", sources="[herald]") + actor("b")
    wiki, found = linked(tmp_path, text + place("p", not_same_as="[{page: northport, note: So.}]"))
    assert found == []
    row = rows(wiki, "actors")["actors/a"]
    assert (row["relations_as"], row["relations_to"]) == (["opposes", "supports"], ["actors/mayor", "actors/b"])
    assert (row["relations_by"], row["relations_note"]) == ([None, "actors/mayor"], ["A note.", None])
    assert (row["not_same_as"], row["not_same_as_notes"]) == (["actors/b", "actors/mayor"], ["So.", None])
    row = rows(wiki, "places")["places/p"]
    assert (row["not_same_as"], row["not_same_as_notes"]) == (["places/northport"], ["So."])


def test_a_source_gives_what_is_said_of_its_passages_with_the_reasons(tmp_path: Path) -> None:
    text = source(
        "s",
        translated='[{text: "“Nobody has claimed it,”", note: He spoke Portuguese.}]',
        left_out="[{text: Nobody was arrested, note: One.}, {text: from the east, note: Two.}]",
    )
    wiki, _ = linked(tmp_path, text)
    row = rows(wiki, "sources")["sources/s"]
    assert (row["translated"], row["translated_notes"]) == (["“Nobody has claimed it,”"], ["He spoke Portuguese."])
    assert (row["left_out"], row["left_out_notes"]) == (["Nobody was arrested", "from the east"], ["One.", "Two."])


def test_what_was_computed_is_there(rich: Wiki) -> None:
    row = rows(rich, "incidents")["incidents/2024-01-01-depot"]
    assert (row["previous"], row["next"], row["cited_sources"], row["quotations"]) == (None, "incidents/x", ["sources/herald"], 1)
    assert rows(rich, "actors")["actors/mayor"]["backlinks"] == [
        "actors/a",
        "incidents/2024-01-01-depot",
        "incidents/x",
        "sources/s",
    ]


def test_urls_are_below_the_site_or_absolute(rich: Wiki) -> None:
    assert rows(rich, "actors")["actors/a"]["url"] == "actors/a.html"
    assert rows(rich, "actors", "https://example.org/w")["actors/a"]["url"] == "https://example.org/w/actors/a.html"


def test_drafts_and_notes_are_no_data(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("x", status="draft") + note("Text."))
    files = data_files(wiki, "")
    assert all(b"incidents/x" not in file.content and b"about" not in file.content for file in files)


def test_a_file_without_rows_is_an_empty_list(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "-- content/site.yaml --\ntitle: x\n", base=False)
    files = {file.path: json.loads(file.content) for file in data_files(wiki, "") if file.path.endswith(".json")}
    kinds = ("incidents", "actors", "places", "sources")
    assert files == {f"data/{kind}.json": [] for kind in kinds}


@pytest.mark.parametrize("kind", urls.TABLES)
def test_a_table_without_rows_has_the_names_of_its_columns(tmp_path: Path, kind: Kind) -> None:
    wiki, _ = linked(tmp_path, "-- content/site.yaml --\ntitle: x\n", base=False)
    (content,) = [file.content for file in page_files(wiki, kind, "") if file.path == urls.TABLES[kind]]
    assert content.decode() == "\ufeff" + ",".join(key.name for key in PAGE_KEYS[kind]) + "\r\n"


def test_the_table_of_a_kind_says_what_its_json_says(rich: Wiki) -> None:
    (content,) = [file.content for file in data_files(rich, "") if file.path == "data/incidents.csv"]
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in table] == [*rows(rich, "incidents")]
    row = next(row for row in table if row["id"] == "incidents/x")
    assert (row["actors"], row["date_latest"], row["time"]) == ("actors/mayor; actors/a", "2024-03-04", "night")
    assert (row["corrections"], row["corrections_dates"], row["weapons"], row["withdrawn"]) == ("mended", "2024-05-01", "", "")


def test_what_was_corrected_or_withdrawn_is_told_of_every_kind(tmp_path: Path) -> None:
    fields = {"corrections": "[{date: 2024-05, text: One.}, {date: 2024-06-01, text: Two.}]"}
    gone = fields | {"status": "withdrawn", "withdrawn": "{date: 2024-07-01, text: Wrong.}"}
    wiki, found = linked(tmp_path, incident("x", **gone) + actor("y", **fields) + place("z", **fields) + source("s", **fields))
    assert found == []
    names = ("corrections", "corrections_dates", "withdrawn", "withdrawn_text")
    told = {
        page: [row[name] for name in names]
        for kind in ("incidents", "actors", "places", "sources")
        for page, row in rows(wiki, kind).items()
    }
    corrected = [["One.", "Two."], ["2024-05", "2024-06-01"]]
    assert told["incidents/x"] == [*corrected, "2024-07-01", "Wrong."]
    assert told["actors/y"] == told["places/z"] == told["sources/s"] == [*corrected, None, None]
    assert told["actors/mayor"] == [[], [], None, None]


def test_an_incident_says_who_attributes_it_to_whom_and_what_is_contested(tmp_path: Path) -> None:
    blaming = "about: responsibility, value: gang, source: herald"
    wiki, found = linked(
        tmp_path,
        stating(
            f"{blaming}, stance: accuses, by: mayor",
            f"{blaming}, stance: suspects",
            f"{blaming}, stance: denies, by: gang",
            "about: responsibility, value: crew, source: herald",
            "about: responsibility, value: band, stance: claims, by: band, source: herald",
            "about: condemnation, value: the rockets, stance: condemns, by: mayor, source: herald",
            "about: injured, value: 2, source: herald, quote: two people were hurt",
            "about: injured, value: 0, source: herald, quote: Nobody was arrested",
        )
        + actor("gang")
        + actor("band")
        + actor("crew"),
    )
    assert found == []
    row = rows(wiki, "incidents")["incidents/x"]
    assert {
        name: row[name] for name in row if name.startswith(("claim", "nam", "accus", "suspect", "deni", "condemn", "contested"))
    } == {
        "claims": 8,
        "named": ["actors/crew"],
        "naming": [],
        "contested": ["injured", "responsibility"],
        "accused": ["actors/gang"],
        "accusers": ["actors/mayor"],
        "suspected": ["actors/gang"],
        "suspecting": [],
        "claimants": ["actors/band"],
        "denied_for": ["actors/gang"],
        "deniers": ["actors/gang"],
        "condemners": ["actors/mayor"],
    }


def test_names_are_told_with_how_articles_spell_them_and_sources_with_what_is_quoted(tmp_path: Path) -> None:
    claims = '[{id: c1, about: role, value: mayor, source: herald, quote: "two people were hurt"}]'
    wiki, _ = linked(tmp_path, actor("x", title="Police", aliases="[Constables]", sources="[herald]", claims=claims))
    row = rows(wiki, "actors")["actors/x"]
    assert (row["spellings"], row["claims"], row["contested"]) == (["Police"], 1, [])
    # Three passages: "two people were hurt" is quoted on two pages.
    assert rows(wiki, "sources")["sources/herald"]["quoted_passages"] == 3


def test_text_in_any_alphabet_can_be_read_as_it_is(rich: Wiki) -> None:
    assert "علي".encode() in next(file.content for file in data_files(rich, "") if file.path == "data/actors.json")
