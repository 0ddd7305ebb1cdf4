"""Claims held against other pages: which page a value names, and when a thing can have been said."""

from pathlib import Path

import pytest
from steps import actor, entry, linked, place, source, stating

AT = "about: {}, value: {}, source: herald".format
HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"
YARD = place("depot-yard", title="Depot Yard", aliases="[the yard]", type="compound")


def told(root: Path, text: str) -> list[tuple[str, str, str]]:
    return [(problem.rule, problem.message, problem.hint) for problem in linked(root, text)[1]]


def named(root: Path, text: str) -> list[tuple[str | None, str]]:
    """Return the page that each claim of the incident names, and what it states."""
    wiki, found = linked(root, text)
    assert found == []
    return [(claim.page, str(claim.stated)) for claim in entry(wiki, "incidents/x").claims]


@pytest.mark.parametrize("value", ["depot-yard", "places/depot-yard", "Depot Yard", "the yard"])
@pytest.mark.parametrize("about", ["place", "target", "impact"])
def test_a_place_is_named_by_its_id_title_or_alias(tmp_path: Path, about: str, value: str) -> None:
    assert named(tmp_path, YARD + stating(AT(about, value))) == [("places/depot-yard", "places/depot-yard")]


def test_actors_and_incidents_are_named_by_their_names_too(tmp_path: Path) -> None:
    target, deed = AT("target", "the mayor"), '"Rockets on the Northport depot, 1 January 2024"'
    condemned = f"about: condemnation, value: {deed}, stance: condemns, by: mayor, source: herald"
    assert [page for page, _ in named(tmp_path, stating(target, condemned))] == ["actors/mayor", "incidents/2024-01-01-depot"]


@pytest.mark.parametrize("value", ["the yard of the depot", "Depot hit"])
def test_words_that_are_no_name_stay_words(tmp_path: Path, value: str) -> None:
    assert named(tmp_path, YARD + stating(AT("target", value))) == [(None, value)]


@pytest.mark.parametrize("value", ["Depot yard", "depot yard", "THE YARD"])
def test_a_place_is_named_whatever_the_case_of_its_name(tmp_path: Path, value: str) -> None:
    assert [page for page, _ in named(tmp_path, YARD + stating(AT("target", value)))] == ["places/depot-yard"]


def test_a_name_that_two_pages_have_stays_words(tmp_path: Path) -> None:
    two = place("one", aliases="[the quay]", not_same_as="[two]") + place("two", aliases="[the quay]")
    assert named(tmp_path, two + stating(AT("target", "the quay"))) == [(None, "the quay")]


@pytest.mark.parametrize("about", ["motive", "weapon", "damage", "name"])
def test_a_name_on_a_point_of_words_stays_words(tmp_path: Path, about: str) -> None:
    assert named(tmp_path, YARD + stating(AT(about, "Depot Yard"))) == [(None, "Depot Yard")]


@pytest.mark.parametrize(
    ("value", "meant"),
    [("depot-yrd", "depot-yard"), ("depot-yards", "depot-yard"), ("the-mayor", "mayor"), ("nort-hport", "northport")],
)
def test_a_value_that_is_almost_an_id_is_told_with_the_id(tmp_path: Path, value: str, meant: str) -> None:
    assert told(tmp_path, YARD + stating(AT("target", value))) == [
        ("reference", f'there is no place, actor or incident "{value}"', f'did you mean "{meant}"?')
    ]


def test_an_incident_that_is_almost_named_is_one_problem(tmp_path: Path) -> None:
    found = told(tmp_path, stating(AT("target", "2024-01-01-depo")))
    assert [(rule, hint) for rule, _, hint in found] == [("reference", 'did you mean "2024-01-01-depot"?')]


@pytest.mark.parametrize("value", ["places/nowhere", "places/north-port", "places/northprt", "actors/nobody"])
def test_a_value_that_names_a_folder_is_an_id_whatever_it_is_like(tmp_path: Path, value: str) -> None:
    assert [rule for rule, _, _ in told(tmp_path, stating(AT("target", value)))] == ["reference"]


@pytest.mark.parametrize("value", ["mid-air", "an anti-tank base", "Depot-Yrd", "north"])
def test_words_that_are_like_no_id_are_words(tmp_path: Path, value: str) -> None:
    assert named(tmp_path, YARD + stating(AT("impact", value))) == [(None, value)]


def test_an_actor_held_responsible_is_named_by_its_id_only(tmp_path: Path) -> None:
    assert told(tmp_path, stating(AT("responsibility", "the mayor"))) == [
        ("reference", '"the mayor" is a name; here an id is wanted', 'write "mayor"')
    ]


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("2024-01-03", "claim-late"), ("2024-02", "claim-late"), ("2023-12-31", "claim-early"), ("2023", "claim-early"),
        ("2024-01-02", None), ("2024-01", None), ("2024", None), ("2023-12/2024-01", None),
        ("2024-01-03~", None), ("2024-01-03?", None), ("2024-02%", None), ("2023-12-31~", None), ("2023?", None),
    ],
)  # fmt: skip
def test_only_what_is_certainly_too_late_or_too_early_is_told(tmp_path: Path, said: str, rule: str | None) -> None:
    assert [found for found, _, _ in told(tmp_path, stating(f'{HURT}, said: "{said}"'))] == ([rule] if rule else [])


@pytest.mark.parametrize("published", ["2024-01-02~", "2024-01-02?", "2024-01-02%"])
def test_an_article_of_uncertain_date_is_too_early_or_too_late_for_nothing(tmp_path: Path, published: str) -> None:
    article = source("y", published=f'"{published}"', published_note="So.")
    later = HURT.replace("herald", "y")
    text = article + stating(f"{later}, said: 2024-05-05", later, date="2024-05-01")
    assert told(tmp_path, text) == []


def test_of_an_incident_of_uncertain_date_nothing_is_said_too_early(tmp_path: Path) -> None:
    assert told(tmp_path, stating(HURT, date='"2024-03-01~"', date_note="So.")) == []
    assert [rule for rule, _, _ in told(tmp_path / "b", stating(HURT, date="2024-03-01"))] == ["claim-early"]


def test_what_is_said_of_an_actor_is_never_too_early(tmp_path: Path) -> None:
    role = '{id: c1, about: role, value: chief, said: 1999, source: herald, quote: "Nobody was arrested"}'
    assert told(tmp_path, actor("chief", sources="[herald]", claims=f"[{role}]")) == []
