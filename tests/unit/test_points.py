from typing import get_args

import pytest

from builder.dates import parse_date, parse_time
from builder.fieldtypes import Count
from builder.points import POINTS, Stated, overlap, ranges, stated
from builder.schema import About

INFINITE = float("inf")


def date(text: str) -> Stated:
    return parse_date(text)


def time(text: str) -> Stated:
    return parse_time(text)


@pytest.mark.parametrize(
    ("one", "other", "can_be_the_same"),
    [
        (Count(2, 2), Count(2, 2), True), (Count(2, 2), Count(3, 3), False), (Count(3, None), Count(5, 5), True),
        (Count(None, 4), Count(5, None), False), (Count(2, 4), Count(4, 6), True),
        (date("2024-01"), date("2024-01-31"), True), (date("2024-01"), date("2024-02-01"), False),
        (date("2024-01-05~"), date("2024-01-06"), True), (date("2024-01-05~"), date("2024-01-07"), False),
        (date("2024-01~"), date("2024-02-10"), True), (date("2024-01-05?"), date("2024-01-06"), False),
        (date("[2024-01-01,2024-01-08]"), date("2024-01-08"), True), (date("[2024-01-01,2024-01-08]"), date("2024-01-05"), False),
        (date("2024-01-05/.."), date("2030"), True), (date("2024-01-05/.."), date("2024-01-04"), False),
        (time("23:00~"), time("23:30"), True), (time("23:00~"), time("23:31"), False),
        (time("evening"), time("18:30"), True), (time("night"), time("02:00"), True), (time("night"), time("12:00"), False),
        (time("23:00/01:00"), time("00:30"), True), (time("23:00/01:00"), time("01:01"), False),
    ],
)  # fmt: skip
def test_values_can_be_the_same_where_their_ranges_meet(one: Stated, other: Stated, can_be_the_same: bool) -> None:
    assert overlap(one, other) is can_be_the_same
    assert overlap(other, one) is can_be_the_same


def test_a_missing_bound_is_none() -> None:
    assert ranges(Count(2, None)) == ((2, INFINITE),)
    assert ranges(Count(None, 3)) == ((-INFINITE, 3),)


@pytest.mark.parametrize("words", ["rockets", "places/depot", ""])
def test_words_and_pages_have_no_range_and_overlap_with_nothing(words: str) -> None:
    assert ranges(words) == ()
    assert not overlap(words, words)


def test_a_point_reads_a_value_as_it_holds_it() -> None:
    assert stated("killed", "3") == Count(3, 3)
    assert stated("killed", "several") == "several"
    assert stated("date", "2024-01") == parse_date("2024-01")
    assert stated("time", "dawn") == parse_time("dawn")
    assert stated("weapon", "3") == "3"
    with pytest.raises(TypeError):
        stated("weapon", Count(3, 3))


def test_every_point_that_a_claim_can_be_about_is_described_once() -> None:
    assert list(POINTS) == list(get_args(About))
