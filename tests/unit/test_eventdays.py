"""When an incident happened, as far as its article tells; what it leaves open stays open."""

import pytest

from builder.articles import Article
from builder.dates import EdtfDate, parse_date
from builder.eventdays import EventDay, given, read_day
from builder.gaps import MARK
from builder.passages import Passages
from builder.survey import UseError


def day_of(text: str, published: str | None = "2024-01-03") -> EventDay:
    return read_day(Article(Passages(text)), parse_date(published) if published else None)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("It fell on 1 January 2024, he said.", "2024-01-03", "2024-01-01"), ("It fell on Monday, January 1, he said.", "2024-01-03", "2024-01-01"),
        ("It fell on Sunday, December 31, he said.", "2024-01-03", "2023-12-31"), ("It fell on 1 January 2024, he said.", None, "2024-01-01"),
    ],
)  # fmt: skip
def test_a_day_that_can_be_but_one_is_read_with_the_reason(text: str, published: str | None, day: str) -> None:
    found = day_of(text, published)
    assert (found.written, found.date) == (day, parse_date(day))
    assert "in line 1" in str(found.note)


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ("It fell on January 1, he said.", "2024-01-03", "“January 1” (line 1)"), ("It fell on Monday, January 1, he said.", None, "“Monday, January 1”"),
        ("It fell on Monday, January 1, he said.", "2024-01~", "“Monday, January 1”"), ("It fell on 5 January 2024.", "2024-01-03", "“5 January 2024”"),
        ("It fell on Monday, January 1, he said.", "2024-02-03", "“Monday, January 1”"), ("It fell today.", "2024-01-03", "“today” (line 1)"),
        ("It fell on Monday night.", "2024-01-03", "“on Monday night” (line 1) is 2024-01-01 if it is the last one before"),
        ("NORTHPORT, 3 January 2024 (AP) - It fell.", "2024-01-03", "“3 January 2024” (line 1)"), ("It fell.", "2024-01-03", "name no day"),
        ("It fell on Monday, 3 January.", "2024-01-03", "“Monday, 3 January” (line 1)"), ("It fell on 05/01/2024.", "2024-06-03", "“05/01/2024”"),
    ],
)  # fmt: skip
def test_what_the_article_leaves_open_is_a_gap_that_says_what_it_has(text: str, published: str | None, told: str) -> None:
    found = day_of(text, published)
    assert found.date is None
    assert found.written.startswith(MARK)
    assert told in found.written


def test_a_date_that_is_given_is_taken_as_it_is_and_asks_for_a_note_unless_it_is_plain() -> None:
    published = parse_date("2024-01-03")
    assert given("2024-01-01", published) == EventDay(parse_date("2024-01-01"), "2024-01-01", None, "as given")
    assert str(given("2024-01~", published).note).startswith(MARK)
    assert given("2024-01", published).note is None


@pytest.mark.parametrize(
    ("text", "published"), [("2024-01-04", "2024-01-03"), ("2025", "2024-01"), ("soon", "2024-01-03"), ("2024-02-30", None)]
)
def test_a_date_that_can_t_be_is_refused(text: str, published: str | None) -> None:
    with pytest.raises(UseError, match="--date"):
        given(text, parse_date(published) if published else None)


@pytest.mark.parametrize("published", [None, "2024-01-03~", "2024-01-03?", "2024/.."])
def test_a_date_is_not_held_against_one_that_is_not_sure(published: str | None) -> None:
    appeared: EdtfDate | None = parse_date(published) if published else None
    assert given("2024-01-04", appeared).written == "2024-01-04"
