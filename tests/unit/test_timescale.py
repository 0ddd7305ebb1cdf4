from datetime import date
from itertools import pairwise

import pytest

from builder.timescale import LAST_DAY, UNITS, Axis, Unit, axis, finest, index, start

ENDS = (0.0, 1000.0)
FIRST_DAY = date.min.toordinal()


def days(*texts: str) -> list[int]:
    return [date.fromisoformat(text).toordinal() for text in texts]


def scale(*texts: str, unit: Unit = "year", most: int = 50) -> Axis:
    return axis(days(*texts), ENDS, unit=unit, most=most, gap=20)


def test_years_without_a_date_are_left_out() -> None:
    made = scale("2003-03-20", "2014-01-01", "2019-09-01", "2020-12-01")
    assert [tick.label for tick in made.ticks] == ["2003", "2014", "2019", "2020"]
    widths = {round(segment.right - segment.left, 6) for segment in made.segments if not segment.is_gap}
    assert widths == {240}, "each year has as much room"
    assert [(date.fromordinal(gap.first).year, date.fromordinal(gap.end).year) for gap in made.gaps] == [
        (2004, 2014),
        (2015, 2019),
    ]
    assert {gap.right - gap.left for gap in made.gaps} == {20}


def test_years_that_follow_one_another_have_no_gap() -> None:
    assert scale("2019-01-01", "2020-01-01", "2021-12-31").gaps == ()


@pytest.mark.parametrize("unit", UNITS)
def test_an_axis_never_goes_back_and_stays_within_its_ends(unit: Unit) -> None:
    made = scale("0001-01-01", "1969-07-20", "2003-03-20", "2003-04-01", "9999-12-31", unit=unit)
    places = [
        made.at(day) for day in (FIRST_DAY - 9, *days("0001-01-01", "0500-01-01", "1969-07-20", "2003-03-20", "9999-12-31"))
    ]
    assert places == sorted(places)
    assert all(0 <= place <= 1000 for place in places)
    assert (made.at(FIRST_DAY), made.at(LAST_DAY + 1)) == (0, 1000)
    assert all(one.end == other.first and one.right == pytest.approx(other.left) for one, other in pairwise(made.segments))


def test_a_larger_unit_is_taken_where_there_are_too_many() -> None:
    many = [f"{year}-01-01" for year in range(1950, 2000)]
    assert [tick.label for tick in scale(*many).ticks][:2] == ["1950", "1951"]
    assert [tick.label for tick in scale(*many, most=10).ticks] == ["1950s", "1960s", "1970s", "1980s", "1990s"]


def test_gaps_grow_no_wider_than_the_time_that_they_stand_beside() -> None:
    made = axis([start("year", year) for year in range(1, 99, 2)], (0, 98), unit="year", most=200, gap=20)
    assert made.gaps
    assert all(gap.right - gap.left == pytest.approx(98 / 97) for gap in made.gaps)


def test_months_are_told_apart_under_the_name_of_their_year() -> None:
    made = scale("2020-11-17", "2020-12-01", "2021-01-01", "2021-07-29", unit="month")
    assert [(tick.label, tick.over) for tick in made.ticks] == [("Nov", "2020"), ("Dec", ""), ("Jan", "2021"), ("Jul", "2021")]
    assert [(tick.label, tick.over) for tick in scale("2020-12-31", "2021-01-01", unit="day").ticks] == [
        ("31", "December 2020"),
        ("1", "January 2021"),
    ]


@pytest.mark.parametrize(
    ("texts", "unit"),
    [(["2020-12-01"], "day"), (["2020-12-01", "2021-01-10"], "day"), (["2020-12-01", "2021-03-01"], "month"),
     (["2003-01-01", "2024-01-01"], "year")],
)  # fmt: skip
def test_the_dates_decide_how_fine_the_axis_is(texts: list[str], unit: Unit) -> None:
    assert finest(days(*texts)) == unit


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("day", [FIRST_DAY, *days("1999-12-31", "2000-01-01", "2024-02-29"), LAST_DAY])
def test_a_day_lies_in_its_unit(unit: Unit, day: int) -> None:
    number = index(unit, day)
    assert start(unit, number) <= day < start(unit, number + 1)
