import json
from pathlib import Path
from typing import Any

from steps import actor, incident, linked, note, place, source, stating

from builder.finder import finder
from builder.model import Wiki

HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"
UNHURT = "about: injured, value: 0, source: y, quote: Nobody was arrested"


def found(wiki: Wiki) -> dict[str, Any]:
    """Return what the script sets."""
    script = finder(wiki).content.decode()
    assert script.startswith("window.finder={")
    assert script.endswith("};\n")
    read: dict[str, Any] = json.loads(script.removeprefix("window.finder=").removesuffix(";\n"))
    return read


def rows(wiki: Wiki) -> dict[str, list[Any]]:
    return {row[1]: row for row in found(wiki)["rows"]}


def test_every_page_has_a_row_with_its_names(tmp_path: Path) -> None:
    wiki, _ = linked(
        tmp_path, actor("a", title="Group", aliases="[Other, {text: كتائب, lang: ar}]") + note("Text.", summary="So.")
    )
    its = rows(wiki)
    assert its.keys() == set(wiki.entries)
    assert its["actors/a"] == [1, "actors/a", "Group", "A summary.", "", "", ["Other", ["كتائب", "ar"]]]
    assert its["about"] == [4, "about", "About", "So.", "", "", []]


def test_a_headline_in_another_language_comes_with_its_language(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, source("y", title="صواريخ", lang="ar") + source("z", title="null", lang="ar", title_note="None."))
    its = rows(wiki)
    assert its["sources/y"][2] == ["صواريخ", "ar"]
    assert [its[page][2] for page in ("sources/herald", "sources/z")] == [
        "Depot hit", "Article without a headline, 3 January 2024",
    ]  # fmt: skip


def test_incidents_come_first_in_order_of_time(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("b", date="2023-05") + incident("c", date="2025"))
    assert [row[1] for row in found(wiki)["rows"]][:3] == ["incidents/b", "incidents/2024-01-01-depot", "incidents/c"]


def test_an_incident_names_its_pages_by_the_number_of_their_rows(tmp_path: Path) -> None:
    text = incident(
        "x", date="2023-05", type="armed-clash", scope="campaign",
        actors="[{actor: mayor, role: target}, a]", places="[northport]", weapons="[rockets]",
    )  # fmt: skip
    wiki, problems = linked(tmp_path, text + actor("a") + note("Text.", "content/rockets.md", title="Rockets"))
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    whole = found(wiki)
    _, _, title, _, when, status, _, year, kind, scope, places, actors, weapons, contested = rows(wiki)["incidents/x"]
    assert (title, when, status, year, contested) == ("X", "May 2023", "", 2023, 0)
    assert (whole["types"][kind], whole["scopes"][scope]) == (["armed-clash", "Armed clash"], ["campaign", "Campaign"])
    assert [whole["rows"][number][1] for number in places] == ["places/northport"]
    assert [whole["rows"][number][1] for number in weapons] == ["rockets"]
    assert [(whole["rows"][number][1], whole["roles"][role]) for number, role in actors] == [
        ("actors/mayor", ["target", "Target"]), ("actors/a", ["mentioned", "Also involved or named"]),
    ]  # fmt: skip


def test_whom_claims_accuse_is_found_as_accused(tmp_path: Path) -> None:
    claim = "about: responsibility, value: a, stance: accuses, by: mayor, source: herald"
    wiki, _ = linked(tmp_path, actor("a") + stating(claim))
    whole = found(wiki)
    pairs = [(whole["rows"][number][1], whole["roles"][role][0]) for number, role in rows(wiki)["incidents/x"][11]]
    assert pairs == [("actors/a", "of-accuses"), ("actors/mayor", "by-accuses")]


def test_all_that_claims_name_is_found(tmp_path: Path) -> None:
    claim = "about: condemnation, value: dock, stance: condemns, by: mayor, source: herald"
    statement = "about: statement, value: So it was., by: a, source: herald, quote: Police said"
    wiki, _ = linked(tmp_path, actor("a") + place("dock") + stating(claim, statement))
    whole = found(wiki)
    row = rows(wiki)["incidents/x"]
    pairs = [(whole["rows"][number][1], whole["roles"][role][0]) for number, role in row[11]]
    assert pairs == [("actors/mayor", "by-condemns"), ("actors/a", "claim")]
    assert [whole["rows"][number][1] for number in row[10]] == ["places/dock"]


def test_a_withdrawn_incident_accuses_nobody_and_contests_nothing(tmp_path: Path) -> None:
    claim = "about: responsibility, value: a, stance: accuses, by: mayor, source: herald"
    wiki, _ = linked(tmp_path, actor("a") + source("y") + stating(claim, HURT, UNHURT, status="withdrawn"))
    row = rows(wiki)["incidents/x"]
    assert (row[5], row[11], row[13]) == ("withdrawn", [], 0)


def test_contested_points_are_counted(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, source("y") + stating(HURT, UNHURT))
    assert rows(wiki)["incidents/x"][13] == 1


def test_a_place_names_the_one_around_it_and_a_source_its_year(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, place("dock", inside="northport"))
    its = rows(wiki)
    order = [row[1] for row in found(wiki)["rows"]]
    assert order[its["places/dock"][7]] == "places/northport"
    assert its["places/northport"][7:] == []
    assert its["sources/herald"][4:] == ["outlet not known, 2 January 2024", "", [], 2024]


def test_a_row_stands_on_a_line_and_holds_no_space_that_it_does_not_need(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    lines = finder(wiki).content.decode().splitlines()
    assert len(lines) == len(wiki.entries) + 2
    assert json.dumps(json.loads(lines[1].rstrip(",")), ensure_ascii=False, separators=(",", ":")) == lines[1].rstrip(",")
