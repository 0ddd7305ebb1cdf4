import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from followthemoney.types import registry
from jsonschema import Draft202012Validator
from steps import actor, incident, linked, note, place, source, stating

from builder import words
from builder.datafiles import whole_schema
from builder.ftmdata import FILE, ftm_file
from builder.ftmforms import ENDS, LANGUAGES, LINK, NEEDED, PROPERTIES, TIES

BASE_URL = "https://example.org/wiki"
# Ties have had this since version 4 of the model; what reads an older one passes over it.
NEW_IN_4 = "proof"


def validated(content: bytes, base_url: str = "") -> list[dict[str, Any]]:
    """Return entities that fit both our schema and the model."""
    rows: list[dict[str, Any]] = [json.loads(row) for row in content.decode().split("\n") if row]
    ours = Draft202012Validator(whole_schema(FILE, base_url))
    schemata = {row["id"]: model.get(row["schema"]) for row in rows}
    assert len(schemata) == len(rows), "two entities have one id"
    for row in rows:
        ours.validate(row)
        schema = schemata[row["id"]]
        assert schema is not None
        assert not schema.abstract
        schema.validate(row)
        assert registry.entity.validate(row["id"])
        for name, values in row["properties"].items():
            if (found := schema.get(name)) is None:
                assert (name, schema.is_a("Interval")) == (NEW_IN_4, True)
                found = model["Thing"].get(name)
            assert found is not None
            assert not found.stub
            assert found.validate(values) is None
            for value in values:
                # What the model would clean first is not written in the first place.
                assert found.type.clean(value, format=found.format) == value
                if found.range is not None:
                    end = schemata[value]  # there is such an entity
                    assert end is not None
                    assert end.is_a(found.range)
        proxy = model.get_proxy({**row}, cleaned=False)
        assert proxy.schema.name == row["schema"]
        assert proxy.caption
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in row["properties"].items() if schema.get(name)}
    return rows


def rows_of(tmp_path: Path, text: str, base_url: str = "") -> list[dict[str, Any]]:
    wiki, problems = linked(tmp_path, text)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return validated(ftm_file(wiki, base_url).content, base_url)


def of(rows: Iterable[dict[str, Any]], id_: str) -> dict[str, Any]:
    (found,) = (row for row in rows if row["id"] == id_)
    return found


def links(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Return all that ties entities: schema, the one end, the other, the role."""
    found = []
    for row in rows:
        schema = model[row["schema"]]
        if schema.edge:
            ends = (row["properties"][end][0] for end in (schema.edge_source, schema.edge_target))
            found.append((row["schema"], *ends, *row["properties"]["role"]))
    return sorted(found)


def test_what_is_written_is_in_the_model() -> None:
    for name, properties in PROPERTIES.items():
        schema = model[name]
        known = set(schema.properties) | ({NEW_IN_4} if schema.edge else set())
        assert set(properties.split()) <= known
        assert set(NEEDED[name].split()) <= set(properties.split())
    for name, one, other in (*TIES.values(), LINK):
        assert {one, other} == {model[name].edge_source, model[name].edge_target}
    for name, kinds in ENDS.items():
        _, *ends = next(tie for tie in TIES.values() if tie[0] == name)
        for end, allowed in zip(ends, kinds, strict=True):
            wanted = model[name].properties[end].range
            assert wanted is not None
            assert all(model[kind].is_a(wanted) for kind in allowed or ["LegalEntity"])
    assert set(TIES) <= set(words.RELATIONS)


def test_languages_are_called_as_the_model_calls_them() -> None:
    assert {code: registry.language.clean(code) for code in LANGUAGES} == LANGUAGES


@pytest.mark.parametrize(
    ("type_", "schema"),
    [
        ("person", "Person"),
        ("organization", "Organization"),
        ("armed-group", "Organization"),
        ("coalition", "Organization"),
        ("media", "Organization"),
        ("state", "PublicBody"),
        ("public-body", "PublicBody"),
    ],
)
def test_an_actor_has_the_schema_of_its_type(tmp_path: Path, type_: str, schema: str) -> None:
    row = of(rows_of(tmp_path, actor("x", type=type_)), "actors.x")
    assert (row["schema"], row["properties"]["classification"]) == (schema, [words.label(type_)])


def test_an_actor_has_its_names_its_sources_and_its_page(tmp_path: Path) -> None:
    aliases = "[The Band, {text: كتائب, lang: ar}, X]"
    text = actor(
        "x",
        title="X",
        type="armed-group",
        aliases=aliases,
        sources="[herald]",
        external="{wikidata: Q7, viaf: '1'}",
        not_same_as="[mayor]",
    )
    row = of(rows_of(tmp_path, text, BASE_URL), "actors.x")
    assert row["properties"] == {
        "name": ["X"],
        "alias": ["The Band", "كتائب"],
        "summary": ["A summary."],
        "classification": ["Armed group"],
        "notes": ["Not to be mistaken for Mayor of Northport"],
        "wikidataId": ["Q7"],
        "proof": ["sources.herald"],
        "sourceUrl": [f"{BASE_URL}/actors/x.html"],
    }


def test_a_label_for_no_particular_group_is_of_no_particular_kind(tmp_path: Path) -> None:
    ties = "[{to: x, as: part-of, source: herald}]"
    text = actor("x", type="armed-group", vague="Who is meant.", aliases="[Factions]") + actor(
        "y", type="armed-group", relations=ties
    )
    rows = rows_of(tmp_path, text)
    row = of(rows, "actors.x")
    assert (row["schema"], row["properties"]["weakAlias"]) == ("LegalEntity", ["Factions"])
    assert row["properties"]["notes"] == ["A label that names no particular group: Who is meant."]
    assert ("UnknownLink", "actors.y", "actors.x", "Part of") in links(rows)


def test_an_incident_gives_roles_only_to_whom_its_page_gives_them(tmp_path: Path) -> None:
    blaming = "about: responsibility, value: gang, source: herald"
    text = stating(
        f"{blaming}, stance: accuses, by: mayor",
        f"{blaming}, stance: claims, by: gang",
        f"{blaming}, stance: asserts",
        actors="[{actor: mayor, role: target}, {actor: mayor, role: victim}, band]",
    )
    rows = rows_of(tmp_path, text + actor("gang") + actor("band"))
    assert of(rows, "incidents.x")["properties"]["involved"] == ["actors.mayor"]
    assert [link for link in links(rows) if link[2] == "incidents.x"] == [
        ("UnknownLink", "actors.band", "incidents.x", "Also involved or named"),
        ("UnknownLink", "actors.mayor", "incidents.x", "Target"),
        ("UnknownLink", "actors.mayor", "incidents.x", "Victim"),
    ]
    tied = [row for row in rows if row["id"] != "actors.gang" and "actors.gang" in json.dumps(row)]
    assert tied == []
    assert "accus" not in json.dumps(rows).lower()


def test_only_places_attacked_or_struck_are_places_of_the_event(tmp_path: Path) -> None:
    places = "[{place: a, role: target}, {place: b, role: launch}, {place: northport, role: near}]"
    rows = rows_of(tmp_path, place("a", inside="northport") + place("b") + incident("x", places=places))
    its = of(rows, "incidents.x")["properties"]
    assert (its["addressEntity"], its["location"]) == (["places.a"], ["A, Northport"])
    assert [link[2:] for link in links(rows) if link[1] == "incidents.x"] == [
        ("places.a", "Place attacked"),
        ("places.b", "Place of launch"),
        ("places.northport", "Where, or nearby"),
    ]


def test_what_kind_of_event_it_was_and_with_which_weapons_are_keywords(tmp_path: Path) -> None:
    pages = "".join(note("Text.", f"content/{slug}.md", title=slug.title()) for slug in ("lance", "shield"))
    text = incident("x", scope="campaign", weapons="[lance, {weapon: shield, role: defence}]") + incident("y", part_of="[x]")
    rows = rows_of(tmp_path, pages + text)
    assert of(rows, "incidents.x")["properties"]["keywords"] == ["Attack", "Campaign", "Lance"]
    assert ("UnknownLink", "incidents.y", "incidents.x", "Part of") in links(rows)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2020-11-17", {"date": ["2020-11-17"]}),
        ("2020", {"date": ["2020"]}),
        ("2020-11-17~", {"description": ["Date: about 17 November 2020"]}),
        ("2021-01?", {"description": ["Date: January 2021 (uncertain)"]}),
        (
            '"[2020-12-13,2020-12-20,2020-12-27]"',
            {"date": ["2020-12"], "description": ["Date: one of 13, 20 or 27 December 2020"]},
        ),
        ('"[..2020-12]"', {"description": ["Date: in or before December 2020"]}),
        ("2019-23", {"date": ["2019"], "description": ["Date: autumn 2019"]}),
        ("2023-10/2024-09", {"startDate": ["2023-10"], "endDate": ["2024-09"]}),
        ("2014/..", {"startDate": ["2014"], "description": ["Date: since 2014"]}),
        ("2019-24/2020-12", {"endDate": ["2020-12"], "description": ["Date: winter 2019 – December 2020"]}),
        ('"{2020-01-01,2020-01-05}"', {"date": ["2020-01-01", "2020-01-05"]}),
        ('"{2020-01-01..2020-01-05}"', {"description": ["Date: every day from 1 to 5 January 2020"]}),
        ("0480-06", {"description": ["Date: June 480"]}),  # no year that the model reads
    ],
)
def test_a_date_is_there_as_far_as_it_is_certain_and_in_words_where_that_is_not_all(
    tmp_path: Path, date: str, expected: dict[str, list[str]]
) -> None:
    its = of(rows_of(tmp_path, incident("x", date=date, date_note="So.")), "incidents.x")["properties"]
    assert {name: its[name] for name in ("date", "startDate", "endDate", "description") if name in its} == expected


def test_a_time_of_day_is_told_in_words(tmp_path: Path) -> None:
    its = of(rows_of(tmp_path, incident("x", time="23:00~")), "incidents.x")["properties"]
    assert its["description"] == ["Time: about 23:00, local time, Europe/Lisbon"]


def test_a_tie_has_a_schema_of_its_own_where_both_ends_fit_it(tmp_path: Path) -> None:
    ties = (
        "[{to: band, as: leads, source: herald}, {to: land, as: officer-of, source: herald}, {to: band, as: opposes, source: herald},"
        " {to: band, as: succeeds, source: herald}, {to: mayor, as: member-of, source: herald}, {to: land, as: embassy-of, source: herald}]"
    )
    wing = "[{to: land, as: wing-of, source: herald}, {to: land, as: minister-of, source: herald}]"
    text = actor("x", relations=ties) + actor("band", type="armed-group", relations=wing) + actor("land", type="state")
    found = links(rows_of(tmp_path, text))
    assert found[:-2] == [
        ("Directorship", "actors.x", "actors.band", "Leads"),
        ("Employment", "actors.x", "actors.land", "Officer of"),
        ("Membership", "actors.band", "actors.land", "Wing of"),
        ("Representation", "actors.x", "actors.land", "Embassy of"),
        ("Succession", "actors.band", "actors.x", "Succeeds"),
        ("UnknownLink", "actors.band", "actors.land", "Minister of"),  # no person
        ("UnknownLink", "actors.mayor", "incidents.2024-01-01-depot", "Responder"),
        ("UnknownLink", "actors.x", "actors.band", "Opposes"),
    ]
    assert found[-2] == ("UnknownLink", "actors.x", "actors.mayor", "Member of")  # no organisation


def test_a_tie_has_its_words_its_source_and_its_time_as_far_as_it_is_certain(tmp_path: Path) -> None:
    tie = '{to: band, as: leads, from: 2020-03, until: 2021~, source: herald, quote: "two people were hurt", note: A note.}'
    rows = rows_of(tmp_path, actor("x", relations=f"[{tie}]") + actor("band", type="armed-group"), BASE_URL)
    (row,) = (row for row in rows if row["schema"] == "Directorship")
    assert row["properties"] == {
        "director": ["actors.x"],
        "organization": ["actors.band"],
        "role": ["Leads"],
        "startDate": ["2020-03"],
        "summary": ["“two people were hurt”"],
        "description": ["Until: about 2021", "A note."],
        "proof": ["sources.herald"],
        "sourceUrl": [f"{BASE_URL}/actors/x.html"],
    }


def test_a_tie_that_only_a_speaker_states_is_a_link_that_names_the_speaker(tmp_path: Path) -> None:
    text = actor("x", type="armed-group", relations="[{to: band, as: part-of, by: mayor, source: herald}]") + actor(
        "band", type="armed-group"
    )
    assert ("UnknownLink", "actors.x", "actors.band", "Part of, according to Mayor of Northport") in links(
        rows_of(tmp_path, text)
    )


def test_two_passages_that_state_the_same_are_one_tie_and_another_time_is_another(tmp_path: Path) -> None:
    tie = "to: band, as: opposes, source: herald"
    ties = f'[{{{tie}, quote: "two people were hurt"}}, {{{tie}, quote: "Two rockets"}}, {{{tie}, from: 2020}}]'
    rows = rows_of(tmp_path, actor("x", relations=ties) + actor("band"))
    found = [row["properties"] for row in rows if row["properties"].get("role") == ["Opposes"]]
    assert [(its.get("summary"), its.get("startDate")) for its in found] == [
        (["“two people were hurt”", "“Two rockets”"], None),
        (None, ["2020"]),
    ]


def test_a_place_has_no_point_that_would_be_sharper_than_what_is_known(tmp_path: Path) -> None:
    text = (
        place("land", type="country", location="{lat: 33.2, lon: 43.7, precision_m: 500000, from: a list}")
        + place("town", inside="land", location="{lat: 33.340582, lon: -44.400876, precision_m: 2500, from: us}")
        + place("street", inside="town", location="{lat: 33.340582, lon: -44.400876, precision_m: 2500, from: us}")
        + place("lost", inside="town")
    )
    rows = rows_of(tmp_path, text)
    town = of(rows, "places.town")["properties"]
    assert (town["full"], town["addressEntity"]) == (["Town, Land"], ["places.land"])
    assert (town["latitude"], town["longitude"]) == (["33.34"], ["-44.40"])
    assert town["remarks"] == ["The point may be off by 2.5 km; from us"]
    for other in ("land", "street", "lost"):
        assert not {"latitude", "longitude", "remarks"} & of(rows, f"places.{other}")["properties"].keys()


def test_a_source_is_an_article_with_its_outlet_and_what_it_was_made_from(tmp_path: Path) -> None:
    text = (
        actor("paper", title="The Paper", type="media")
        + actor("agency", type="media")
        + source(
            "s",
            title="Hit",
            publisher="paper",
            agencies="[agency]",
            derived_from="[herald]",
            author="J. Roe",
            lang="ar",
            url="https://x.org/a",
        )
        + source("r", csl="report", title="null", title_note="So.", published='"[2024-01-03..]"', published_note="So.")
    )
    rows = rows_of(tmp_path, text, BASE_URL)
    article = of(rows, "sources.s")
    assert (article["schema"], article["properties"]) == (
        "Article",
        {
            "title": ["Hit"],
            "fileName": ["s.txt"],
            "author": ["J. Roe"],
            "publisher": ["The Paper"],
            "publishedAt": ["2024-01-03"],
            "language": ["ara"],
            "sourceUrl": ["https://x.org/a", f"{BASE_URL}/sources/s.html"],
        },
    )
    report = of(rows, "sources.r")
    assert (report["schema"], report["properties"]["title"]) == ("Document", ["[Report without a headline]"])
    assert report["properties"]["description"] == ["Published: on or after 3 January 2024"]
    assert {link[1:] for link in links(rows) if "sources.s" in link} == {
        ("actors.paper", "sources.s", "Publisher"),
        ("actors.agency", "sources.s", "Agency that it relays"),
        ("sources.s", "sources.herald", "Derived from"),
    }


def test_what_is_withdrawn_or_a_draft_is_not_there_and_nothing_leads_to_it(tmp_path: Path) -> None:
    ties = "[{to: gone, as: opposes, source: lost}, {to: band, as: opposes, source: lost}]"
    text = (
        actor("gone", status="withdrawn", relations="[{to: band, as: leads, source: herald}]")
        + actor("new", status="draft")
        + actor("band", type="armed-group")
        + source("lost", status="withdrawn")
        + actor("x", relations=ties, sources="[lost]", not_same_as="[gone]")
        + incident("e", actors="[{actor: gone, role: attacker}, {actor: new, role: victim}]", status="published")
        + incident("f", status="withdrawn", actors="[mayor]")
    )
    wiki, _ = linked(tmp_path, text)
    rows = validated(ftm_file(wiki, "").content)
    assert not any(name in json.dumps(rows) for name in ("actors.gone", "actors.new", "sources.lost", "incidents.f", "Gone"))
    assert "proof" not in of(rows, "actors.x")["properties"]
    assert FILE.count(wiki) == sum(not model[row["schema"]].edge for row in rows)


def test_text_is_on_one_line_and_said_once(tmp_path: Path) -> None:
    text = actor("x", title="X", summary='"One\\n\\u00a0 two"', aliases="[A, B, X]") + incident(
        "e", actors="[x, x]", places="[northport, northport]"
    )
    rows = rows_of(tmp_path, text)
    its = of(rows, "actors.x")["properties"]
    assert (its["alias"], its["summary"]) == (["A", "B"], ["One two"])
    assert [link[1:] for link in links(rows) if "incidents.e" in link] == [
        ("actors.x", "incidents.e", "Also involved or named"),
        ("incidents.e", "places.northport", "Where, or nearby"),
    ]


def test_the_entities_of_the_projects_own_wiki_fit_the_model(real_site: Path) -> None:
    rows = validated((real_site / FILE.path).read_bytes())
    assert {"Person", "Organization", "LegalEntity", "Event", "Address", "Article", "UnknownLink"} <= {
        row["schema"] for row in rows
    }


def test_an_empty_wiki_has_no_entities(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "-- content/site.yaml --\ntitle: x\n", base=False)
    assert ftm_file(wiki, "").content == b""
    assert FILE.count(wiki) == 0
