from steps import claim

from builder.accounts import Accountant
from builder.dates import parse_date
from builder.findings import Claim, Step
from builder.ids import PageId
from builder.origins import Roots

DAYS = {"early": "2024-01-01", "first": "2024-01-02", "second": "2024-01-02", "late": "2024-02"}
ACCOUNTANT = Accountant(frozenset(), Roots({}, {}), {PageId(source): parse_date(day) for source, day in DAYS.items()})


def steps(*claims: Claim) -> tuple[Step, ...]:
    return ACCOUNTANT.steps(claims)


def changes(step: Step) -> list[str]:
    return [
        f"{change.row.about}: {' '.join(claim.id for claim in change.added)}"
        f" ({change.before.value if change.before else 'new'} → {change.row.verdict.value})"
        for change in step.changes
    ]


def test_each_day_on_which_sources_appeared_is_a_step() -> None:
    found = steps(
        *(claim(number, "motive", "x", source) for number, source in enumerate(["late", "second", "early", "first"], 1))
    )
    assert [(step.published.text, step.sources) for step in found] == [
        ("2024-01-01", ("early",)),
        ("2024-01-02", ("first", "second")),
        ("2024-02", ("late",)),
    ]


def test_there_are_no_steps_where_all_appeared_on_one_day() -> None:
    assert steps() == ()
    assert steps(claim(1, "killed", "2", "first"), claim(2, "killed", "3", "second")) == ()


def test_a_step_knows_only_what_was_out_by_then() -> None:
    found = steps(claim(1, "killed", "3", "late"), claim(2, "killed", "2", "early"), claim(3, "killed", "2", "first"))
    assert [[claim.id for row in step.rows for claim in row.claims] for step in found] == [
        ["c2"],
        ["c2", "c3"],
        ["c1", "c2", "c3"],
    ]
    assert [row.verdict.value for step in found for row in step.rows] == ["one source", "sources agree", "sources differ"]
    assert [row.sources for step in found for row in step.rows] == [1, 2, 3]


def test_a_change_says_what_was_added_and_what_the_verdict_was() -> None:
    found = steps(
        claim(1, "killed", "2", "early"),
        claim(2, "injured", "1", "early"),
        claim(3, "killed", "3", "first"),
        claim(4, "weapon", "rockets", "first"),
    )
    assert changes(found[0]) == ["killed: c1 (new → one source)", "injured: c2 (new → one source)"]
    assert changes(found[1]) == ["weapon: c4 (new → one source)", "killed: c3 (one source → sources differ)"]


def test_a_row_whose_verdict_another_row_changes_has_changed() -> None:
    found = steps(
        claim(1, "responsibility", "actors/gang", "early", stance="accuses", by="mayor"),
        claim(2, "responsibility", "actors/guard", "first", stance="accuses", by="police"),
    )
    assert changes(found[1]) == ["responsibility:  (one source → sources differ)", "responsibility: c2 (new → sources differ)"]


def test_what_is_taken_back_was_known_until_then() -> None:
    found = steps(claim(1, "killed", "2", "early", by="mayor"), claim(2, "killed", "2", "late", by="mayor", stance="retracts"))
    assert [row.verdict.value for step in found for row in step.rows] == ["one source", "retracted"]
    assert changes(found[1]) == ["killed: c2 (one source → retracted)"]


def test_a_more_precise_claim_can_bring_two_rows_together() -> None:
    found = steps(
        claim(1, "motive", "revenge", "early"),
        claim(2, "motive", "revenge for x", "early"),
        claim(3, "motive", "revenge for x", "late", refines="c1"),
    )
    assert [len(step.rows) for step in found] == [2, 1]
    assert changes(found[1]) == ["motive: c3 (one source → more precise)"]
