from pathlib import Path
from typing import get_args

import pytest
from steps import actor, entry, incident, linked, note, stating

from builder import matrix as module
from builder import words
from builder.attribution import state
from builder.ids import PageId
from builder.matrix import Matrix, matrix, roles
from builder.model import Wiki
from builder.schema import Role, Stance

BLAME = "about: responsibility, value: gang, source: herald"
GANG = actor("gang", type="armed-group")


def made(root: Path, text: str) -> Wiki:
    wiki, found = linked(root, text)
    assert found == []
    return wiki


def roles_in(root: Path, *claims: str, more: str = "", **fields: str) -> dict[str, tuple[str, ...]]:
    its = entry(made(root, stating(*claims, **fields) + GANG + more), "incidents/x")
    return {actor.removeprefix("actors/"): tuple(found) for actor, found in roles(its, state(its.claims)).items()}


def said(found: Matrix) -> list[tuple[str, str, str, list[str]]]:
    return [
        (one.by or one.source, one.stance, one.of or one.words, [told.incident.removeprefix("incidents/") for told in one.told])
        for one in found.statements
    ]


def test_an_accusation_makes_nobody_an_attacker(tmp_path: Path) -> None:
    assert roles_in(tmp_path, f"{BLAME}, stance: accuses, by: mayor") == {"gang": ("of-accuses",), "mayor": ("by-accuses",)}


def test_a_role_of_the_fields_stands_beside_what_was_said(tmp_path: Path) -> None:
    actors = "[{actor: gang, role: attacker}, {actor: mayor, role: host}]"
    claims = (BLAME, f"{BLAME}, stance: denies, by: gang")
    assert roles_in(tmp_path, *claims, actors=actors) == {
        "gang": ("attacker", "of-asserts", "of-denies", "by-denies"),
        "mayor": ("host",),
    }


def test_who_has_a_role_is_not_just_mentioned(tmp_path: Path) -> None:
    found = roles_in(tmp_path, f"{BLAME}, stance: suspects, by: mayor", more=actor("police"), actors="[gang, police]")
    assert found == {"gang": ("of-suspects",), "police": ("mentioned",), "mayor": ("by-suspects",)}


def test_a_role_that_follows_from_claims_names_them(tmp_path: Path) -> None:
    claims = (
        f"{BLAME}, stance: accuses, by: mayor",
        f"{BLAME}, stance: accuses, by: police",
        f"{BLAME}, stance: denies, by: gang",
    )
    its = entry(
        made(tmp_path, stating(*claims, actors="[{actor: gang, role: attacker}]") + GANG + actor("police")), "incidents/x"
    )
    found = roles(its, state(its.claims))
    numbers = {role: [claim.id for claim in claims] for role, claims in found[PageId("actors/gang")].items()}
    assert numbers == {"attacker": [], "of-accuses": ["c1", "c2"], "of-denies": ["c3"], "by-denies": ["c3"]}


def test_what_was_taken_back_gives_no_role(tmp_path: Path) -> None:
    claims = (f"{BLAME}, stance: accuses, by: mayor", f"{BLAME}, stance: retracts, by: mayor, said: 2024-01-02")
    assert roles_in(tmp_path, *claims) == {}


def test_condemning_a_thing_is_a_role_of_the_speaker_alone(tmp_path: Path) -> None:
    condemns = "about: condemnation, value: the rockets, stance: condemns, by: mayor, source: herald"
    unclaimed = "about: unclaimed, value: any group, source: herald, quote: Nobody has claimed it"
    assert roles_in(tmp_path, condemns, unclaimed) == {"mayor": ("by-condemns",)}


def test_every_role_has_a_sign_and_no_sign_is_given_twice() -> None:
    stances = set(get_args(Stance)) - {"retracts"}
    assert words.SIGNS.keys() == {*get_args(Role), *(f"of-{one}" for one in stances), *(f"by-{one}" for one in stances)}
    assert len(set(words.SIGNS.values())) == len({sign for sign, _ in words.SIGNS.values()}) == len(words.SIGNS)


def test_a_withdrawn_incident_counts_nothing(tmp_path: Path) -> None:
    text = stating(f"{BLAME}, stance: accuses, by: mayor", status="withdrawn", actors="[{actor: gang, role: attacker}]")
    found = matrix(made(tmp_path, text + GANG))
    assert found.incidents == (PageId("incidents/2024-01-01-depot"),)
    assert found.actors == (PageId("actors/mayor"),)
    assert found.of(PageId("actors/mayor"), found.incidents[0]) == {"responder": ()}
    assert (found.idle, found.withdrawn, found.statements) == (1, 1, ())


def test_actors_without_a_role_are_counted(tmp_path: Path) -> None:
    found = matrix(made(tmp_path, note("About [[gang]].") + GANG + actor("police")))
    assert (found.actors, found.idle) == ((PageId("actors/mayor"),), 2)


def test_incidents_are_in_order_of_time_and_actors_by_name(tmp_path: Path) -> None:
    text = incident("a", date="2025-01-01", actors="[zoe]") + incident("b", date="2023-01-01", actors="[anna]")
    found = matrix(made(tmp_path, text + actor("zoe") + actor("anna")))
    assert [page.removeprefix("incidents/") for page in found.incidents] == ["b", "2024-01-01-depot", "a"]
    assert [page.removeprefix("actors/") for page in found.actors] == ["anna", "mayor", "zoe"]
    assert [found.is_active(page) for page in found.actors] == [False, True, False]


def test_a_large_wiki_shows_the_newest_incidents_and_the_actors_with_most_roles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "INCIDENTS_SHOWN", 2)
    monkeypatch.setattr(module, "ACTORS_SHOWN", 2)
    named = "[{actor: zoe, role: victim}, anna, bob]"
    text = incident("a", date="2025-01-01", actors=named) + incident("b", date="2025-01-02", actors="[bob]")
    found = matrix(made(tmp_path, text + actor("zoe") + actor("anna") + actor("bob")))
    assert [page.removeprefix("incidents/") for page in found.incidents] == ["a", "b"]
    assert [page.removeprefix("actors/") for page in found.actors] == ["bob", "zoe"]
    assert (found.all_incidents, found.all_actors, found.idle) == (3, 3, 0)


def test_statements_gather_the_incidents_of_one_speaker_and_one_accused(tmp_path: Path) -> None:
    claim = "id: c1, about: responsibility, value: gang, stance: accuses, by: mayor, source: herald, quote: Two rockets hit"
    text = stating(f"{BLAME}, stance: accuses, by: mayor", f"{BLAME}, stance: denies, by: gang", f"{BLAME}, stance: suspects")
    text += incident("y", date="2024-01-01", claims=f"[{{{claim}}}]")
    assert said(matrix(made(tmp_path, text + GANG))) == [
        ("actors/mayor", "accuses", "actors/gang", ["x", "y"]),
        ("actors/gang", "denies", "actors/gang", ["x"]),
        ("sources/herald", "suspects", "actors/gang", ["x"]),
    ]


def test_what_an_article_states_itself_is_no_accusation(tmp_path: Path) -> None:
    assert said(matrix(made(tmp_path, stating(BLAME) + GANG))) == []
