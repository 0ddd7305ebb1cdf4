from pathlib import Path

import pytest
from steps import actor, incident, linked, note, rendered, stating, whole

from builder import matrix, matrixviews
from builder.matrixviews import WhoView, who_view

BLAME = "about: responsibility, value: gang, source: herald"
GANG = actor("gang", type="armed-group", vague="It leaves open who.")


def who(root: Path, text: str) -> WhoView:
    wiki, found = linked(root, text)
    assert found == []
    return who_view(wiki)


def rows(view: WhoView) -> dict[str, dict[str, list[list[str]]]]:
    """Return the words in each cell by group and actor."""
    return {
        group.label: {row.actor.text: [[role.sign.label for role in cell] for cell in row.cells] for row in group.rows}
        for group in view.groups
    }


def test_actors_stand_by_type_and_those_only_named_come_last(tmp_path: Path) -> None:
    view = who(tmp_path, stating(f"{BLAME}, stance: accuses, by: mayor", actors="[anna]") + GANG + actor("anna"))
    assert rows(view) == {
        "Armed groups": {"Gang": [[], ["accused by others"]]},
        "People": {"Mayor of Northport": [["responder"], ["accused others"]]},
        "Also involved or named": {"Anna": [[], ["also involved or named"]]},
    }
    assert [(one.date, one.title) for one in view.columns] == [
        ("1 Jan 2024", "Rockets on the Northport depot, 1 January 2024"),
        ("1 Jan 2024", "X"),
    ]
    assert [row.is_vague for group in view.groups for row in group.rows] == [True, False, False]
    assert view.count == "3 actors, 2 incidents"


def test_the_legend_has_the_signs_of_the_table_and_no_others(tmp_path: Path) -> None:
    view = who(tmp_path, stating(f"{BLAME}, stance: accuses, by: mayor", actors="[{actor: gang, role: attacker}]") + GANG)
    assert [(part.label, [(one.sign, one.label) for one in part.signs]) for part in view.legend] == [
        ("What it was, as the wiki has it", [("A", "attacker"), ("R", "responder")]),
        ("What was said of it", [("a", "accused by others")]),
        ("What it said itself", [("a›", "accused others")]),
    ]
    looks = {one.sign: one.look for part in view.legend for one in part.signs}
    assert looks == {"A": "attacker", "R": "responder", "a": "said-of", "a›": "said-by"}


def test_statements_lead_to_their_claims_and_show_their_words(tmp_path: Path) -> None:
    text = stating(f"{BLAME}, stance: accuses, by: mayor", f"{BLAME}, stance: denies, by: gang", f"{BLAME}, stance: suspects")
    statements = who(tmp_path, text + GANG).statements
    shown = [(whole(one.by), one.verb, one.of and one.of.text, one.incidents[0].url) for one in statements]
    assert shown == [
        ("Gang", "denied involvement", None, "incidents/x.html#claim:c2"),
        ("Mayor of Northport", "accused", "Gang", "incidents/x.html#claim:c1"),
        ("“Depot hit”, 2 January 2024", "suspected", "Gang", "incidents/x.html#claim:c3"),
    ]
    assert {(one.quote, one.lang, one.dir, one.example) for one in statements} == {("Two rockets hit", "en", "ltr", None)}


def test_what_is_left_out_is_said_with_the_way_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "INCIDENTS_SHOWN", 1)
    monkeypatch.setattr(matrix, "ACTORS_SHOWN", 1)
    monkeypatch.setattr(matrixviews, "STATEMENTS_SHOWN", 1)
    text = stating(f"{BLAME}, stance: accuses, by: mayor", f"{BLAME}, stance: denies, by: gang", date="2024-01-01")
    text += incident("w", status="withdrawn") + actor("anna") + GANG
    view = who(tmp_path, text)
    assert [(one.text, one.link and one.link.url) for one in view.notes] == [
        ("Shown are the newest 1 of 2 incidents; all those of an actor are in the", "incidents/index.html"),
        ("Of 2 actors in them, the 1 with the most roles are shown; all are in the", "actors/index.html"),
        ("Without a role in any incident, and left out: 1 actor.", None),
        ("Withdrawn, and left out: 1 incident.", None),
    ]
    assert [row.all for group in view.groups for row in group.rows] == ["incidents/index.html?actor=gang"]
    assert len(view.statements) == 1
    assert view.more == "1 more of these statements"


def test_a_statement_of_many_incidents_shows_the_newest(tmp_path: Path) -> None:
    claim = "id: c1, about: responsibility, value: gang, stance: accuses, by: mayor, source: herald, quote: Two rockets hit"
    text = "".join(incident(f"i{day}", date=f"2023-01-0{day}", claims=f"[{{{claim}}}]") for day in range(1, 9))
    (said,) = who(tmp_path, text + GANG).statements
    assert [one.date for one in said.incidents] == [f"{day} Jan 2023" for day in range(8, 2, -1)]
    assert (said.count, said.more) == ("8 incidents", "2 more")


def test_of_several_incidents_the_shortest_words_stand_with_their_date(tmp_path: Path) -> None:
    quotes = {1: "Two rockets hit the depot", 2: "Two rockets hit", 3: "Nobody was arrested"}
    claim = "id: c1, about: responsibility, value: gang, stance: accuses, by: mayor, source: herald, quote"
    text = "".join(incident(f"i{day}", date=f"2023-01-0{day}", claims=f"[{{{claim}: {words}}}]") for day, words in quotes.items())
    (said,) = who(tmp_path, text + GANG).statements
    assert said.example
    assert (said.quote, said.example.date, said.example.url) == ("Two rockets hit", "2 Jan 2023", "incidents/i2.html#claim:c1")


def test_a_role_leads_to_where_it_is_told(tmp_path: Path) -> None:
    claims = (
        f"{BLAME}, stance: accuses, by: mayor",
        f"{BLAME}, stance: accuses, by: police",
        f"{BLAME}, stance: denies, by: gang",
    )
    actors = "[{actor: gang, role: attacker}, anna]"
    view = who(tmp_path, stating(*claims, actors=actors) + GANG + actor("police") + actor("anna"))
    shown = {role.label: role.url for group in view.groups for row in group.rows for cell in row.cells for role in cell}
    assert shown["Gang: attacker, 1 January 2024"] == "incidents/x.html#facts"
    assert shown["Gang: accused by others, 1 January 2024"] == "incidents/x.html#attribution"
    assert shown["Gang: involvement denied, 1 January 2024"] == "incidents/x.html#claim:c3"
    assert shown["Police: accused others, 1 January 2024"] == "incidents/x.html#claim:c2"
    assert shown["Anna: also involved or named, 1 January 2024"] == ""


def test_the_table_says_in_words_what_it_shows_by_signs(tmp_path: Path) -> None:
    html = rendered(tmp_path, stating(f"{BLAME}, stance: accuses, by: mayor") + GANG)["who.html"].decode()
    assert '<th scope="row"><a href="actors/gang.html" class="vague">Gang</a></th>' in html
    label = "Gang: accused by others, 1 January 2024"
    heard = f'<span aria-hidden="true">a</span><span class="heard">{label}</span>'
    assert f'<td><a class="sign said-of" href="incidents/x.html#claim:c1" title="{label}">{heard}</a></td>' in html
    assert '<th scope="rowgroup" colspan="3">' in html


def test_a_wiki_without_actors_in_incidents_says_so(tmp_path: Path) -> None:
    empty = "-- content/incidents/2024-01-01-depot.md (absent) --\n" + note("About [[mayor]].", "content/index.md")
    html = rendered(tmp_path, empty)["who.html"].decode()
    assert "No actor stands in an incident yet." in html
    assert "<table" not in html
