"""When an incident happened, as far as its article tells, and how that is known. Nothing is made more precise."""

import re
from dataclasses import dataclass
from typing import Final

from builder.articles import Article
from builder.dates import WEEKDAYS, DateError, EdtfDate, in_words, parse_date
from builder.datewords import Dated, dates_in, hints_in
from builder.excerpts import line_of
from builder.gaps import gap
from builder.nearby import weekday_before
from builder.survey import UseError

# So many sentences tell the news.
_LEADING: Final = 6
_DAYS_AGO: Final = 14


@dataclass(frozen=True, slots=True)
class EventDay:
    """When it happened: the date, if that can be told, or a gap; the note on it, and where it comes from."""

    date: EdtfDate | None
    written: str
    note: str | None
    why: str


def given(text: str, published: EdtfDate | None) -> EventDay:
    """Read the date that an editor gives. Raises UseError where it is none, or later than the article that is to tell of it."""
    try:
        date = parse_date(text)
    except DateError as error:
        raise UseError(f"--date: {error}") from None
    sure = not date.is_qualified and published and not published.is_qualified
    if sure and published and date.earliest and published.latest and date.earliest > published.latest:
        raise UseError(f"--date {text} is after the article appeared ({in_words(published)}), so it can't tell of it")
    is_plain = re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", date.text)
    note = None if is_plain else gap("how the date was derived, with the words of the article")
    return EventDay(date, date.text, note, "as given")


def read_day(article: Article, published: EdtfDate | None) -> EventDay:
    """Return the day of the incident where the first sentences name one that fits; else a gap with what they say."""
    leading = article.sentences[:_LEADING]
    appeared = published.earliest if published and published.is_exact else None
    options: list[str] = []
    for start, end in leading:
        text = article.text.normal[start:end]
        line = line_of(article, start)
        for dated in dates_in([text]):
            # A dateline tells when the article was written.
            found, note = _reckoned(dated, line, published) if dated.where in ("prose", "line") else (None, "")
            if found:
                return EventDay(parse_date(found), found, note, f"“{dated.words}” in line {line}")
            options.append(f"“{dated.words}” (line {line})")
        for words, _ in hints_in([text]):
            name = next((name for name in WEEKDAYS if name in words), None)
            can_be = (
                f" is {weekday_before(name, appeared)} if it is the last one before the article appeared"
                if name and appeared
                else ""
            )
            options.append(f"“{words}” (line {line}){can_be}")
    said = "; ".join(dict.fromkeys(options[:4])) or "the first sentences name no day"
    return EventDay(
        None, gap(f"when it happened (EDTF); {said}"), gap("how the date was derived, with the words of the article"), said
    )


def _reckoned(dated: Dated, line: int, published: EdtfDate | None) -> tuple[str | None, str]:
    """Return the day that is meant, and how that is known: it has its year, or its weekday fits the fortnight before publication."""
    last = published.latest if published and not published.is_qualified else None
    if dated.exact and dated.of_year(dated.exact.year) and (last is None or dated.exact <= last):
        return dated.exact.isoformat(), f"Read from “{dated.words}” in line {line}."
    appeared = published.earliest if published and published.is_exact else None
    if appeared and dated.weekday and not dated.year:
        for year in (appeared.year, appeared.year - 1):
            day = dated.of_year(year)
            if day and 0 <= (appeared - day).days <= _DAYS_AGO:
                words = (
                    f"Read from “{dated.words}” in line {line}; in {year} the weekday fits, and the article appeared soon after."
                )
                return day.isoformat(), words
    return None, ""
