from datetime import date

import pytest

from builder.dates import parse_date
from builder.timespans import extent


def said(text: str) -> str:
    """Say what a date is made of: pieces, candidates in brackets, arrows for what goes beyond."""
    what = extent(parse_date(text))
    arrows = {"": "", "on": "=", "unknown": "~"}
    pieces = [f"{piece.how} {date.fromordinal(piece.first)} {date.fromordinal(piece.last)}" for piece in what.pieces]
    days = [f"[{', '.join(str(date.fromordinal(day)) for day in what.candidates)}]"] if what.candidates else []
    before, after = arrows[what.before], arrows[what.after]
    return " | ".join([*([f"<{before}"] if before else []), *pieces, *days, *([f"{after}>"] if after else [])])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-09-10", "day 2024-09-10 2024-09-10"),
        ("2024-09-10/2024-09-10", "day 2024-09-10 2024-09-10"),
        ("2024-09-10~", "unsure 2024-09-10 2024-09-10"),
        ("2024-09-10?", "unsure 2024-09-10 2024-09-10"),
        ("2024-09", "unsure 2024-09-01 2024-09-30"),
        ("2003", "unsure 2003-01-01 2003-12-31"),
        ("2019-23", "unsure 2019-09-01 2019-11-30"),
        ("199X", "unsure 1990-01-01 1999-12-31"),
        ("2024-09-11/2024-09-13", "lasts 2024-09-11 2024-09-13"),
        ("2024-09-11/2024-10", "lasts 2024-09-11 2024-09-30 | unsure 2024-10-01 2024-10-31"),
        ("2019-23/2020-12", "unsure 2019-09-01 2019-11-30 | lasts 2019-12-01 2020-11-30 | unsure 2020-12-01 2020-12-31"),
        ("2024-01/2024-02", "unsure 2024-01-01 2024-01-31 | unsure 2024-02-01 2024-02-29"),
        ("2024/2024-06", "unsure 2024-01-01 2024-12-31"),
        ("2014/..", "unsure 2014-01-01 2014-12-31 | =>"),
        ("2023-10-07/..", "lasts 2023-10-07 2023-10-07 | =>"),
        ("/2021-07-29", "<~ | lasts 2021-07-29 2021-07-29"),
        ("[..2020-12]", "<~ | unsure 2020-12-01 2020-12-31"),
        ("[2020-12-10..]", "unsure 2020-12-10 2020-12-10 | ~>"),
        ("[2020-12-13,2020-12-20]", "unsure 2020-12-13 2020-12-20 | [2020-12-13, 2020-12-20]"),
        ("[2020-12-13,2021-01]", "unsure 2020-12-13 2021-01-31"),
        ("[2020-12-13,2020-12-20?]", "unsure 2020-12-13 2020-12-20"),
        ("[2020-12-13,2020-12-20..2020-12-22]", "unsure 2020-12-13 2020-12-22"),
        ("[2020-12-13,2020-12-20..]", "unsure 2020-12-13 2020-12-20 | ~>"),
        ("{2020-12-13,2021-01}", "day 2020-12-13 2020-12-13 | unsure 2021-01-01 2021-01-31"),
        ("{2020-12-13..2020-12-15}", "lasts 2020-12-13 2020-12-15"),
        ("{..2020-12-15}", "<~ | lasts 2020-12-15 2020-12-15"),
    ],
)  # fmt: skip
def test_only_what_is_certain_counts_as_certain(text: str, expected: str) -> None:
    assert said(text) == expected
