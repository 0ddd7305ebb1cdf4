"""Claims of one page held against each other: what one can refine, and what is a count."""

from pathlib import Path

import pytest
from steps import checked, stating


def told(root: Path, *claims: str) -> list[tuple[str, str, str]]:
    return [(problem.rule, problem.message, problem.hint) for problem in checked(root, stating(*claims))[1]]


def refining(about: str, coarse: str, fine: str) -> tuple[str, str]:
    return f"about: {about}, value: {coarse}, source: herald", f"about: {about}, value: {fine}, refines: c1, source: herald"


@pytest.mark.parametrize(
    ("about", "coarse", "fine"),
    [
        ("munitions", "2", "3"), ("munitions", "{min: 5}", "4"), ("killed", "{max: 2}", "{min: 3}"),
        ("date", "2024-01", "2024-02-01"), ("time", '"20:00/21:00"', '"23:00"'),
    ],
)  # fmt: skip
def test_a_count_date_or_time_that_does_not_overlap_refines_nothing(tmp_path: Path, about: str, coarse: str, fine: str) -> None:
    assert [rule for rule, _, _ in told(tmp_path, *refining(about, coarse, fine))] == ["claim-refines"]


@pytest.mark.parametrize(
    ("about", "coarse", "fine"),
    [
        ("munitions", "{min: 2}", "3"), ("munitions", "several", "3"), ("munitions", "3", "three rockets"),
        ("date", "2024-01", "2024-01-05"), ("date", "2024-01-05~", "2024-01-04"), ("time", "evening", '"20:00"'),
        ("weapon", "rockets", "107 mm rockets"), ("place", "northport", "the yard"),
    ],
)  # fmt: skip
def test_a_value_within_another_or_in_words_may_refine_it(tmp_path: Path, about: str, coarse: str, fine: str) -> None:
    assert told(tmp_path, *refining(about, coarse, fine)) == []


def test_what_cannot_be_more_precise_is_told_with_both_values(tmp_path: Path) -> None:
    ((_, words, hint),) = told(tmp_path, *refining("munitions", "{min: 5}", "4"))
    assert "`4`" in words
    assert "`{min: 5}`" in words
    assert hint == "where they differ, leave `refines` out: the page says so"


def test_what_is_said_of_one_actor_refines_nothing(tmp_path: Path) -> None:
    assert [rule for rule, _, _ in told(tmp_path, *refining("responsibility", "mayor", "northport"))] == ["claim-refines"]


def test_a_value_that_cannot_be_read_is_one_problem_and_refines_what_it_will(tmp_path: Path) -> None:
    assert [rule for rule, _, _ in told(tmp_path, *refining("date", "2024-01", "Monday"))] == ["date"]


@pytest.mark.parametrize(("value", "number"), [('"2,500"', 2500), ("two", 2), ("Twenty-one", 21), ('"0"', None), ("2500", None)])
def test_a_number_in_words_where_things_are_counted_is_told_with_the_count(
    tmp_path: Path, value: str, number: int | None
) -> None:
    found = told(tmp_path, f"about: killed, value: {value}, source: herald")
    assert [(rule, hint) for rule, _, hint in found] == ([("field-value", f"write {number}")] if number else [])


@pytest.mark.parametrize("value", ["several", "no reported casualties", "two people", "dozens"])
def test_words_that_are_more_than_a_number_may_stand_for_a_count(tmp_path: Path, value: str) -> None:
    assert told(tmp_path, f"about: killed, value: {value}, source: herald") == []


@pytest.mark.parametrize(
    ("value", "better"),
    [
        ("at least 3", "{min: 3}"), ("3 or more", "{min: 3}"), ("up to five", "{max: 5}"), ("2-3", "{min: 2, max: 3}"),
        ("two or three", "{min: 2, max: 3}"), ("between 2 and 3", "{min: 2, max: 3}"), ("no more than 1,200", "{max: 1200}"),
    ],
)  # fmt: skip
def test_a_least_and_a_most_are_no_words(tmp_path: Path, value: str, better: str) -> None:
    found = told(tmp_path, f'about: killed, value: "{value}", source: herald')
    assert [(rule, hint) for rule, _, hint in found if rule == "field-value"] == [("field-value", f"write `{better}`")]


def test_a_number_on_a_point_that_counts_nothing_is_words(tmp_path: Path) -> None:
    assert told(tmp_path, "about: name, value: two, source: herald") == []
