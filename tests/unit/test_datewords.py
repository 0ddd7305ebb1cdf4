import pytest

from builder.datewords import Dated, dateline, dates_in, hints_in, years_that_fit
from builder.passages import normal


def only(line: str) -> Dated:
    (found,) = dates_in([normal(line)])
    return found


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Friday, 13 September 2024", "2024-09-13"), ("September 13, 2024", "2024-09-13"), ("13th of September 2024", "2024-09-13"),
        ("Sept. 13, 2024", "2024-09-13"), ("2024-09-13", "2024-09-13"), ("13/09/2024", "2024-09-13"), ("09/13/2024", "2024-09-13"),
        ("٢٠ كانون الأول ٢٠٢٠", "2020-12-20"), ("13 سبتمبر 2024", "2024-09-13"), ("Updated 13 Sep 2024, 10:30 GMT", "2024-09-13"),
        ("17-11-2020 | 20:55", "2020-11-17"), ("2020/11/17 20:55", "2020-11-17"), ("2020.11.17", "2020-11-17"),
    ],
)  # fmt: skip
def test_a_day_with_its_year_is_read_in_all_its_forms(line: str, day: str) -> None:
    assert str(only(line).exact) == day


def test_a_day_without_a_year_is_no_date() -> None:
    found = only("BAGHDAD, July 29 (NNN) — Two rockets were fired")
    assert (found.words, found.exact, found.where) == ("July 29", None, "dateline")


def test_a_year_is_not_taken_from_a_number_that_follows() -> None:
    assert only("on September 10, 2500 troops came").year is None
    assert only("on 3 May 2020.5 tonnes").year is None


def test_numbers_that_can_be_read_in_two_ways_stay_two() -> None:
    found = only("05/09/2024")
    assert (found.exact, found.other) == (None, "2024-05-09")


@pytest.mark.parametrize(
    "line",
    [
        "It may 3 people",
        "they march 5 miles",
        "30 February 2024",
        "31 April",
        "version 1.2.2024.5",
        "in 2024",
        "2020-11/17",
        "13-09-2024-5",
    ],
)
def test_what_is_no_day_is_not_read(line: str) -> None:
    assert dates_in([line]) == ()


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (["Published 3 May 2021"], "published"), (["Published", "3 May 2021"], "published"), (["Last updated: 3 May 2021"], "updated"),
        (["• Monday, 3 May 2021"], "line"), (["Herald 3 May 2021 News"], "line"), (["BASRA, 3 May 2021 (AP) - Bombs went off."], "dateline"),
        (["Bombs went off on 3 May 2021."], "prose"), (["Text.", "Related articles", "Another 3 May 2021"], "prose"),
    ],
)  # fmt: skip
def test_where_a_day_stands_tells_what_it_is(lines: list[str], where: str) -> None:
    (found,) = dates_in(lines)
    assert found.where == where


def test_datelines() -> None:
    assert dateline("BAGHDAD (AP) - Rockets") == ("BAGHDAD", 14, "AP")
    assert dateline("BASRA, Iraq - Bombs")
    assert dateline("Rockets (two) - of them") == ("Rockets", 15, "two")
    assert dateline("Baghdad: A volley") is None
    assert dateline("He said - and left") is None


def test_weekdays_outside_dates_are_hints() -> None:
    assert hints_in(["On Monday, May 3, 2021, it began.", "It ended on Tuesday night, yesterday."]) == (
        ("on Tuesday night", 2),
        ("yesterday", 2),
    )


def test_a_weekday_tells_which_years_it_can_be() -> None:
    assert years_that_fit(only("Tuesday, September 10"), range(2012, 2026)) == (2013, 2019, 2024)
