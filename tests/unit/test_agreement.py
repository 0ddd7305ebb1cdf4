from collections.abc import Collection
from typing import Any

import pytest
from steps import claim

from builder.agreement import compared, key, standing
from builder.fieldtypes import Count
from builder.findings import Claim
from builder.ids import PageId

GANG, GUARD, LABEL = "actors/gang", "actors/guard", "actors/militias"
MAYOR, POLICE, ARMY = "mayor", "police", "army"


def rows(*claims: Claim, vague: Collection[PageId] = ()) -> list[str]:
    return [f"{' '.join(claim.id for claim in row)}: {verdict.value}" for row, verdict in compared(claims, vague)]


def verdict(*claims: Claim) -> str:
    (row,) = rows(*claims)
    return row.partition(": ")[2]


def blame(number: int, actor: str, by: str, source: str, stance: str = "accuses", **more: Any) -> Claim:
    return claim(number, "responsibility", actor, source, by=by, stance=stance, **more)


@pytest.mark.parametrize(
    ("about", "one", "other"),
    [
        ("killed", "2", "2"), ("killed", Count(3, None), "5"), ("killed", Count(None, 3), "0"), ("killed", Count(1, 3), Count(3, 5)), ("killed", Count(3, 5), Count(1, 3)),
        ("killed", "no casualties", "No  casualties"), ("date", "2024-01", "2024-01-05"), ("date", "2024-01-05", "2024-01-05"),
        ("date", "2024-01-01/2024-01-03", "2024-01-03/.."), ("time", "20:00/21:00", "20:30"), ("time", "noon", "12:00"),
        ("time", "dawn", "morning"), ("time", "23:00", "23:00~"), ("weapon", "rockets", "Rockets"), ("name", "the “Gang”", 'the "gang"'),
        ("target", "places/depot", "places/depot"),
    ],
)  # fmt: skip
def test_sources_agree_where_both_can_be_true(about: str, one: Count | str, other: Count | str) -> None:
    assert verdict(claim(1, about, one), claim(2, about, other, "courier")) == "sources agree"


@pytest.mark.parametrize(
    ("about", "one", "other"),
    [
        ("killed", "2", "3"), ("killed", Count(3, None), "2"), ("killed", Count(1, 2), Count(3, 4)), ("killed", "0", "none reported"),
        ("date", "2024-01", "2024-02-01"), ("time", "20:00/21:00", "21:01"), ("weapon", "rockets", "mortars"),
        ("target", "places/depot", "places/bridge"), ("target", "places/depot", "the depot"),
    ],
)  # fmt: skip
def test_sources_differ_where_both_cannot_be_true(about: str, one: Count | str, other: Count | str) -> None:
    assert verdict(claim(1, about, one), claim(2, about, other, "courier")) == "sources differ"


@pytest.mark.parametrize(("one", "other"), [("23:00/01:00", "00:30"), ("23:30/00:30", "midnight"), ("night", "01:00")])
def test_a_time_past_midnight_is_in_the_night_that_it_ends(one: str, other: str) -> None:
    assert verdict(claim(1, "time", one), claim(2, "time", other, "courier")) == "sources agree"


def test_what_one_source_says_is_neither_agreement_nor_disagreement() -> None:
    assert verdict(claim(1, "weapon", "rockets"), claim(2, "weapon", "rockets", by=MAYOR)) == "one source"


def test_one_source_can_hold_two_accounts_that_differ() -> None:
    assert verdict(claim(1, "killed", "2", by=MAYOR), claim(2, "killed", "3", by=POLICE)) == "sources differ"


def test_two_that_overlap_with_a_third_do_not_agree_for_that() -> None:
    assert (
        verdict(claim(1, "killed", "2"), claim(2, "killed", Count(2, 5), "a"), claim(3, "killed", "5", "b")) == "sources differ"
    )


def test_points_stand_in_one_order_whatever_the_order_of_claims() -> None:
    assert rows(claim(1, "motive", "revenge"), claim(2, "killed", "2"), claim(3, "date", "2024"), claim(4, "killed", "2")) == [
        "c3: one source",
        "c2 c4: one source",
        "c1: one source",
    ]


@pytest.mark.parametrize("about", ["motive", "warning", "response", "impact"])
def test_statements_on_an_open_point_stand_beside_each_other(about: str) -> None:
    found = rows(claim(1, about, "One thing"), claim(2, about, "another", "a"), claim(3, about, "one thing", "b"))
    assert found == ["c1 c3: sources agree", "c2: one source"]


# Refinements


def test_a_claim_agrees_with_what_it_makes_more_precise() -> None:
    assert verdict(claim(1, "weapon", "rockets"), claim(2, "weapon", "Katyushas", "courier", refines="c1")) == "more precise"


def test_what_is_more_precise_at_two_removes_agrees_too() -> None:
    found = verdict(
        claim(1, "weapon", "rockets"),
        claim(2, "weapon", "Katyushas", "a", refines="c1"),
        claim(3, "weapon", "two Katyushas", "b", refines="c2"),
    )
    assert found == "more precise"


def test_a_refinement_holds_for_all_who_state_the_same() -> None:
    more = [claim(3, "weapon", "Rockets", "a"), claim(4, "weapon", "Katyushas", "b")]
    assert verdict(claim(1, "weapon", "rockets"), claim(2, "weapon", "Katyushas", refines="c1"), *more) == "more precise"


def test_two_ways_to_be_more_precise_differ() -> None:
    found = verdict(
        claim(1, "weapon", "rockets"),
        claim(2, "weapon", "Katyushas", "a", refines="c1"),
        claim(3, "weapon", "Grads", "b", refines="c1"),
    )
    assert found == "sources differ"


def test_statements_on_an_open_point_come_together_where_one_is_more_precise() -> None:
    found = rows(
        claim(1, "motive", "revenge"), claim(2, "motive", "greed"), claim(3, "motive", "revenge for x", "a", refines="c1")
    )
    assert found == ["c1 c3: more precise", "c2: one source"]


# Denials


def test_a_denial_differs_from_the_claim_that_it_denies() -> None:
    denial = claim(2, "weapon", "drones", "courier", by=POLICE, stance="denies")
    assert verdict(claim(1, "weapon", "drones"), denial) == "sources differ"
    assert verdict(claim(1, "weapon", "rockets"), denial) == "sources agree"


def test_two_denials_agree_with_each_other() -> None:
    assert verdict(blame(1, GANG, GANG, "a", "denies"), blame(2, GANG, POLICE, "b", "denies")) == "sources agree"


def test_a_denial_is_held_against_what_is_said_of_the_same_actor_only() -> None:
    found = rows(blame(1, GANG, MAYOR, "a"), blame(2, GUARD, GUARD, "b", "denies"), blame(3, GANG, MAYOR, "b", "suspects"))
    assert found == ["c1 c3: sources agree", "c2: one source"]
    assert rows(blame(1, GANG, MAYOR, "a"), blame(2, GANG, GANG, "a", "denies")) == ["c1 c2: sources differ"]


def test_a_denial_differs_from_a_claim_more_precise_than_what_it_denies() -> None:
    denial = claim(1, "weapon", "drones", "a", by=MAYOR, stance="denies")
    assert verdict(denial, claim(2, "weapon", "Shahed drones", "b", refines="c1")) == "sources differ"


# Responsibility


@pytest.mark.parametrize("stance", ["asserts", "accuses", "suspects", "claims"])
def test_two_accounts_that_name_two_actors_differ(stance: str) -> None:
    found = rows(blame(1, GANG, MAYOR, "a"), blame(2, GUARD, POLICE, "a", stance))
    assert found == ["c1: sources differ", "c2: sources differ"]


def test_one_account_may_name_two_actors() -> None:
    assert rows(blame(1, GANG, MAYOR, "a"), blame(2, GUARD, MAYOR, "a")) == ["c1: one source", "c2: one source"]


def test_a_third_account_does_not_make_one_that_names_both_differ() -> None:
    both = [blame(1, GANG, MAYOR, "a"), blame(2, GUARD, MAYOR, "a")]
    assert rows(*both, blame(3, GANG, POLICE, "b")) == ["c1 c3: sources agree", "c2: one source"]


def test_a_label_is_never_held_against_a_named_group() -> None:
    vague = {PageId(LABEL)}
    assert rows(blame(1, LABEL, MAYOR, "a"), blame(2, GANG, POLICE, "b"), vague=vague) == ["c1: one source", "c2: one source"]
    more = blame(3, GANG, POLICE, "b", refines="c1")
    assert rows(blame(1, LABEL, MAYOR, "a"), more, vague=vague) == ["c1: one source", "c3: one source"]


def test_a_label_does_not_hide_that_two_accounts_name_two_actors() -> None:
    label = blame(1, LABEL, MAYOR, "a")
    named = [blame(2, GANG, POLICE, "b"), blame(3, GUARD, ARMY, "c")]
    assert rows(label, *named, vague={PageId(LABEL)}) == ["c1: one source", "c2: sources differ", "c3: sources differ"]


def test_whom_one_condemns_is_not_held_against_whom_another_does() -> None:
    found = rows(
        claim(1, "condemnation", GANG, "a", stance="condemns", by=MAYOR),
        claim(2, "condemnation", GUARD, "b", stance="condemns", by=POLICE),
    )
    assert found == ["c1: one source", "c2: one source"]


# Retractions


def test_what_a_speaker_takes_back_no_longer_counts() -> None:
    said, taken = claim(1, "killed", "2", by=MAYOR), claim(2, "killed", "2", "courier", by=MAYOR, stance="retracts")
    assert verdict(said, taken) == "retracted"
    assert verdict(said, taken, claim(3, "killed", "3", "gazette")) == "one source"
    assert standing([said, taken, claim(3, "injured", "2", by=MAYOR)]) == [claim(3, "injured", "2", by=MAYOR)]


@pytest.mark.parametrize("other", [{"by": POLICE}, {"by": MAYOR, "value": "3"}, {"by": None}])
def test_nobody_takes_back_what_somebody_else_or_another_claim_says(other: dict[str, str]) -> None:
    said = claim(1, "killed", **({"value": "2"} | other))
    taken = claim(2, "killed", "2", "courier", by=MAYOR, stance="retracts")
    assert standing([said, taken]) == [said]


def test_what_one_article_takes_back_another_still_says() -> None:
    said, taken = claim(2, "killed", "2", "courier"), claim(3, "killed", "2", "courier", stance="retracts")
    assert claim(1, "killed", "2", "herald") in standing([claim(1, "killed", "2", "herald"), said, taken])


def test_who_says_again_what_it_took_back_says_it() -> None:
    again = claim(3, "killed", "2", "gazette", by=MAYOR, said="2024-01-05")
    past = [
        claim(1, "killed", "2", "herald", by=MAYOR, said="2024-01-01"),
        claim(2, "killed", "2", "courier", by=MAYOR, said="2024-01-03", stance="retracts"),
    ]
    assert standing([*past, again]) == [again]


def test_an_accusation_taken_back_is_no_rival() -> None:
    taken = blame(2, GANG, MAYOR, "b", "retracts")
    assert rows(blame(1, GANG, MAYOR, "a"), taken, blame(3, GUARD, POLICE, "c")) == ["c1 c2: retracted", "c3: one source"]


def test_claims_state_the_same_whatever_their_case_and_quotation_marks() -> None:
    assert key(claim(1, "weapon", "“Grad” Rockets")) == key(claim(2, "weapon", '"grad" rockets'))
    assert key(claim(1, "killed", "3")) == key(claim(2, "killed", Count(3, 3)))
    assert key(claim(1, "target", "places/depot")) != key(claim(2, "name", "places/depot"))


def test_a_retraction_of_a_denial_leaves_what_is_claimed_after_it() -> None:
    found = [
        claim(1, "responsibility", GANG, "a", stance="denies", by=GANG),
        claim(2, "responsibility", GANG, "b", stance="retracts", by=GANG),
        claim(3, "responsibility", GANG, "c", stance="claims", by=GANG),
    ]
    assert [one.id for one in standing(found)] == ["c3"]
