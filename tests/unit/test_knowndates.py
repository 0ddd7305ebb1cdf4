import pytest

from builder.dates import parse_date
from builder.knowndates import each, ended, is_plain, iso, known, started


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("2020-11-17", "2020-11-17"),
        ("2020-11", "2020-11"),
        ("2020", "2020"),
        ("0480", "0480"),
        ("2020-11-XX", "2020-11"),
        ("2020-XX-17", "2020"),
        ("2020-02-2X", "2020-02"),
        ("2019-23", "2019"),
        ("2019-24", ""),  # winter runs into the next year
        ("202X", ""),
        ("[2020-12-13,2020-12-20,2020-12-27]", "2020-12"),
        ("[2020-11-30,2020-12-01]", "2020"),
        ("[2020-12-31,2021-01-01]", ""),
        ("[2020-01-01..2020-01-05]", "2020-01"),
        ("[2020-11-17]", "2020-11-17"),
        ("[..2020-12]", ""),
        ("[2024-09-11..]", ""),
        ("[2020-12-13?,2020-12-20]", ""),
        ("2020-11-17~", ""),
        ("2020-11?", ""),
        ("2020%", ""),
        ("2020-?11", ""),
        ("2020-01/2020-03", ""),
        ("{2020-01-01,2020-01-02}", ""),
    ],
)
def test_only_what_all_that_a_date_can_mean_shares_is_certain(text: str, certain: str) -> None:
    assert iso(known(parse_date(text))) == certain


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-10/2024-09-01", "2023-10", "2024-09-01"),
        ("2014/..", "2014", ""),
        ("/2021-07", "", "2021-07"),
        ("2019-23/2020-12", "2019", "2020-12"),
        ("2020-01?/2020-02", "", "2020-02"),
        ("2020-01", "", ""),
        ("[2020-01..2020-02]", "", ""),
    ],
)
def test_an_interval_has_a_start_and_an_end_as_far_as_each_is_certain(text: str, first: str, last: str) -> None:
    date = parse_date(text)
    assert (iso(started(date)), iso(ended(date))) == (first, last)


def test_dates_that_all_count_are_told_one_by_one_or_not_at_all() -> None:
    assert each(parse_date("{2020-01-01,2020-03}")) == ((2020, 1, 1), (2020, 3))
    assert each(parse_date("{2020-01-01,2020-03~}")) == ()
    assert each(parse_date("{2020-01-01..2020-01-03}")) == ()
    assert each(parse_date("[2020-01-01,2020-03]")) == ()


def test_no_date_is_nothing_certain() -> None:
    assert (known(None), started(None), ended(None), each(None)) == ((), (), (), ())


def test_only_a_day_a_month_or_a_year_is_plain() -> None:
    plain = ("2020", "2020-11", "2020-11-17")
    assert all(is_plain(parse_date(text)) for text in plain)
    others = ("2020~", "2020-21", "2020-XX", "[2020]", "2020/2021", "{2020}", "?2020-11-17")
    assert not any(is_plain(parse_date(text)) for text in others)
