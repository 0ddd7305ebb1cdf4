import pytest

from builder.dates import parse_date
from builder.shortdates import month, short


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2020-01-03", "3 Jan 2020"),
        ("[2020-12-13,2020-12-20]", "13 or 20 Dec 2020"),
        ("2021-01?", "Jan 2021 (uncertain)"),
        ("2023-10/2024-09", "Oct 2023 – Sep 2024"),
        ("2019-23", "autumn 2019"),
        ("2020-05", "May 2020"),
    ],
)
def test_a_short_date_is_as_honest_as_a_long_one(date: str, said: str) -> None:
    assert short(parse_date(date)) == said


def test_months_have_short_names() -> None:
    assert [month(number) for number in (1, 5, 12)] == ["Jan", "May", "Dec"]
