from pathlib import Path
from typing import Any

from steps import actor, claim, entry, linked, source, stating

from builder.attribution import Clause, attributed, history, state
from builder.dates import parse_date
from builder.findings import Claim
from builder.ids import PageId

GANG, GUARD, MAYOR, POLICE = "actors/gang", "actors/guard", "actors/mayor", "actors/police"
PUBLISHED = {PageId("herald"): parse_date("2024-01-02"), PageId("courier"): parse_date("2024-01-09")}


def blame(number: int, of: str, by: str | None, stance: str = "accuses", source: str = "herald", **more: Any) -> Claim:
    return claim(number, "responsibility", of, source, by=by and PageId(by), stance=stance, **more)


def told(clauses: list[Clause]) -> list[str]:
    return [f"{clause.verb} {clause.of or clause.words}: {' '.join(claim.id for claim in clause.claims)}" for clause in clauses]


def test_the_history_goes_by_when_a_thing_was_said_or_else_by_when_it_appeared() -> None:
    claims = [
        blame(1, GANG, MAYOR, source="courier"),
        blame(2, GANG, POLICE, source="courier", said="2024-01-01"),
        blame(3, GUARD, MAYOR),
        blame(4, GUARD, POLICE, said="2024-01-05", stance="retracts", source="courier"),
    ]
    assert [claim.id for claim in history(claims, PUBLISHED)] == ["c2", "c3", "c4", "c1"]


def test_of_one_day_the_order_of_the_page_counts() -> None:
    claims = [blame(2, GUARD, MAYOR), blame(1, GANG, MAYOR), blame(3, GANG, GANG, "denies", said="2024-01-02", source="courier")]
    assert [claim.id for claim in history(claims, PUBLISHED)] == ["c2", "c1", "c3"]


def test_only_who_is_behind_it_and_who_condemns_it_is_attribution() -> None:
    claims = [
        claim(1, "killed", "2"),
        claim(2, "unclaimed", "any group"),
        claim(3, "motive", "revenge"),
        claim(4, "condemnation", "the attack", by=PageId(MAYOR), stance="condemns"),
        claim(5, "identity", GANG),
    ]
    assert [claim.id for claim in history(claims, PUBLISHED)] == ["c2", "c4"]
    assert told(state(claims)) == ["condemns the attack: c4", "unclaimed any group: c2"]
    assert list(attributed(PageId("incidents/x"), claims)) == [MAYOR]


def test_the_state_tells_claims_first_and_what_nobody_claims_last() -> None:
    stances = ["denies", "asserts", "suspects", "accuses", "claims"]
    claims = [
        claim(9, "condemnation", GANG, by=PageId(MAYOR), stance="condemns"),
        *(blame(number, GANG, f"actors/{number}", stance) for number, stance in enumerate(stances, 1)),
        claim(8, "unclaimed", "any group"),
    ]
    verbs = [clause.verb for clause in state(claims)]
    assert verbs == ["claims", "accuses", "suspects", "asserts", "denies", "condemns", "unclaimed"]


def test_all_who_take_one_stance_on_one_actor_are_one_clause_each_named_once() -> None:
    claims = [
        blame(1, GANG, MAYOR),
        blame(2, GANG, POLICE),
        blame(3, GANG, MAYOR, source="courier"),
        blame(4, GUARD, MAYOR),
        blame(5, GANG, None, source="herald"),
        blame(6, GANG, None, source="courier"),
    ]
    assert told(state(claims)) == [f"accuses {GANG}: c1 c2 c5 c6", f"accuses {GUARD}: c4"]


def test_what_is_taken_back_is_history_and_no_longer_the_state() -> None:
    claims = [blame(1, GANG, MAYOR), blame(2, GANG, POLICE), blame(3, GANG, MAYOR, "retracts", "courier")]
    assert len(history(claims, PUBLISHED)) == 3
    assert told(state(claims)) == [f"accuses {GANG}: c2"]


def test_who_accuses_an_actor_is_not_said_to_suspect_it_too() -> None:
    claims = [blame(1, GANG, MAYOR, "suspects"), blame(2, GANG, MAYOR), blame(3, GUARD, MAYOR, "suspects")]
    assert told(state(claims)) == [f"accuses {GANG}: c2", f"suspects {GUARD}: c3"]
    assert told(state([*claims, blame(4, GANG, POLICE, "suspects")]))[1] == f"suspects {GANG}: c4"


def test_a_denial_stands_beside_what_it_denies() -> None:
    assert told(state([blame(1, GANG, GANG, "denies"), blame(2, GANG, MAYOR)])) == [f"accuses {GANG}: c2", f"denies {GANG}: c1"]


def test_an_attribution_is_seen_from_whom_it_is_about_and_from_who_speaks() -> None:
    found = attributed(PageId("incidents/a"), [blame(1, GANG, MAYOR), blame(2, GANG, GANG, "denies"), blame(3, GUARD, MAYOR)])
    assert {page: [seen.claim.id for seen in seen_from] for page, seen_from in found.items()} == {
        GANG: ["c1", "c2"],
        MAYOR: ["c1", "c3"],
        GUARD: ["c3"],
    }


def test_an_actor_sees_the_attributions_of_incidents_in_order_of_time(tmp_path: Path) -> None:
    accused = "about: responsibility, value: gang, stance: accuses, by: mayor, source: a"
    text = actor("gang") + source("a") + stating(accused) + stating(accused, date="2023-05-05", title="Y").replace("x.md", "y.md")
    wiki, found = linked(tmp_path, text)
    assert [str(problem) for problem in found if problem.level == "error"] == []
    assert [seen.incident for seen in entry(wiki, "actors/gang").attributions] == ["incidents/y", "incidents/x"]
    assert [seen.claim.id for seen in entry(wiki, "actors/mayor").attributions] == ["c1", "c1"]
