"""Dates in an article's own words: where they stand, what they say, and what they leave open. Nothing is made more precise.

Read are days with a month in words (English, Arabic), day first or month first, with or without year and weekday; ISO 8601, with
slashes or points too; and numbers that end in the year, with two readings where two are possible. Days are Gregorian.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from builder.dates import WEEKDAYS

Where = Literal["published", "updated", "line", "dateline", "prose"]
"""Where a date stands: behind a word that says so, on a line of its own or nearly, in a dateline, or in the text."""

_NAMES: Final = (
    "january jan يناير كانون_الثاني", "february feb فبراير شباط", "march mar مارس آذار", "april apr أبريل نيسان", "may مايو أيار",
    "june jun يونيو حزيران", "july jul يوليو تموز", "august aug أغسطس آب", "september sept sep سبتمبر أيلول",
    "october oct أكتوبر تشرين_الأول", "november nov نوفمبر تشرين_الثاني", "december dec ديسمبر كانون_الأول",
)  # fmt: skip
_MONTHS: Final = {name.replace("_", " "): number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY: Final = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),? +(?:the +)?)?"
_YEAR: Final = r"(?:(?:,? +|,)(?P<year>(?:1[89]|2[01])[0-9]{2})\b(?![:.]?[0-9]))?"
_DAY: Final = r"(?P<day>[0-9]{1,2})"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\w./:-]){_WEEKDAY}{_DAY}(?:st|nd|rd|th)?(?: +of)? +{_MONTH}{_YEAR}",
        rf"(?<![\w./:-]){_WEEKDAY}{_MONTH} *{_DAY}(?:st|nd|rd|th)?(?![\w:]){_YEAR}",
        rf"(?<![\w./:-]){_WEEKDAY}(?P<year>(?:1[89]|2[01])[0-9]{{2}})(?P<sign>[/.-])(?P<month>[0-9]{{2}})(?P=sign)(?P<day>[0-9]{{2}})(?![0-9/-]|\.[0-9])",
        rf"(?<![\w./:-]){_WEEKDAY}{_DAY}(?P<mark>[/.-])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<year>(?:19|20)[0-9]{{2}})(?![0-9/-]|\.[0-9])",
    )
)
_PUBLISHED: Final = re.compile(
    r"\b(?:published|posted|first published|publication date|date|issued)\b(?: on| at)?\W*\Z", re.IGNORECASE
)
_UPDATED: Final = re.compile(r"\b(?:updated|last updated|last modified|modified|edited)\b(?: on| at)?\W*\Z", re.IGNORECASE)
_LABEL: Final = re.compile(r"(?:first |last )?(?:published|posted|updated|modified)(?: on| at)?\W*", re.IGNORECASE)
_DATELINE: Final = re.compile(
    r"(?P<city>[^\W\d_][\w'.-]*(?:[ ,/]+[\w'.-]+){0,4}?)(?:[,،] *(?P<date>[^()-]{4,40}?))?(?: *\((?P<agency>[^()]{2,40})\))? *(?:-(?= )|:)"
)
_RELATIVE: Final = re.compile(
    rf"\b(?:(?:[Ll]ast|[Tt]his|[Nn]ext|[Oo]n|[Ee]arly|[Ll]ate) )?(?:{'|'.join(WEEKDAYS)})(?: (?:night|morning|evening|afternoon))?\b"
    r"|\b(?:yesterday|today|tonight|tomorrow|overnight|(?:last|this|next|earlier this) (?:week|month|year|night)|[0-9]+ hours? ago"
    r"|(?:two|three|four|five|several|[0-9]+) (?:days|weeks|months) ago)\b"
)
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
# What stands above links to other articles, which have days of their own.
_TAIL: Final = re.compile(
    r"(?:more (?:on this story|from .{1,40}|stories)|related (?:articles?|stories|news|topics)|you (?:may|might) also like|read (?:more|next)):?",
    re.IGNORECASE,
)
# How long a line is that may hold a date and little else: words besides the date.
_FEW: Final = 7
# So many signs before a day tell what it is; and so long is a line that holds little else.
_NEAR, _LONG = 60, 300
# Where a page shows its date: among its first lines, or its last.
_HEAD, _FOOT = 15, 5


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a text names: in which words, in which line, where it stands there; ``year`` and ``weekday`` if it says so.

    ``other`` is the second reading of numbers such as 05/09/2024.
    """

    words: str
    line: int
    where: Where
    year: int | None
    month: int
    day: int
    weekday: str | None = None
    other: str | None = None

    @property
    def exact(self) -> date | None:
        """The day, if the text gives its year, and there is only one reading."""
        return date(self.year, self.month, self.day) if self.year and not self.other else None

    def of_year(self, year: int) -> date | None:
        """Return the day in a year; None where it has no such day or its weekday is another one."""
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, WEEKDAYS[found.weekday()]) else None


def dates_in(lines: Iterable[str]) -> tuple[Dated, ...]:
    """Return the days that ``lines`` (normal, the first of them line 1) name, in order."""
    every = list(lines)
    written = [number for number, line in enumerate(every, 1) if line]
    tail = next((number for number, line in enumerate(every, 1) if _TAIL.fullmatch(line)), len(every) + 1)
    written = [number for number in written if number < tail]
    shown = {*written[:_HEAD], *written[-_FOOT:]}
    found: list[Dated] = []
    before = ""
    for number, line in enumerate(every, 1):
        found += _in_line(line, number, before, is_shown=number in shown)
        before = line or before
    return tuple(found)


def _in_line(line: str, number: int, before: str, *, is_shown: bool) -> Iterator[Dated]:
    searched = line.translate(_DIGITS)
    found: list[tuple[int, Dated]] = []
    left = searched
    for form in _FORMS:
        spans = []
        for match in form.finditer(left):
            words = " ".join(line[slice(*match.span())].split()).rstrip(".")
            if dated := _dated(words, match, number, _where(searched, match, before, is_shown=is_shown)):
                spans.append(match.span())
                found.append((match.start(), dated))
        left = _blanked(left, spans)
    yield from (dated for _, dated in sorted(found, key=lambda pair: pair[0]))


def _blanked(line: str, spans: list[tuple[int, int]]) -> str:
    """Return a line as long as it was, with bars for what has been read."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [line[end:start], "|" * (stop - start)]
        end = stop
    return "".join([*parts, line[end:]])


def _dated(words: str, match: re.Match[str], line: int, where: Where) -> Dated | None:
    named = match.groupdict()
    text = named["month"].lower()
    # *May* is a month, *may* a verb; *March* and *march* too.
    if text in ("may", "march", "mar", "sep", "dec") and named["month"].islower() and text.isascii():
        return None
    month, day = _MONTHS.get(text) or int(text), int(named["day"])
    year, other = int(named["year"]) if named["year"] else None, None
    if named.get("mark"):
        if month > 12 >= day:
            day, month = month, day
        elif day <= 12 and day != month:
            other = f"{year}-{day:02}-{month:02}"
    weekday = named["weekday"].capitalize() if named["weekday"] else None
    found = Dated(words, line, where, year, month, day, weekday, other)
    # Of a year that the text leaves open, one with 29 February will do.
    return found if Dated("", 0, where, None, month, day).of_year(year or 2000) else None


def _where(line: str, match: re.Match[str], before: str, *, is_shown: bool) -> Where:
    start, end = match.span()
    leading = line[max(0, start - _NEAR) : start]
    is_labelled = start < _NEAR and bool(_LABEL.fullmatch(before)) and not leading.strip(" -|.:")
    if _ends(_UPDATED, leading) or (is_labelled and _ends(_UPDATED, before)):
        return "updated"
    if _ends(_PUBLISHED, leading) or is_labelled:
        return "published"
    opening = dateline(line) if start < 2 * _NEAR else None
    if opening and end <= opening[1]:
        return "dateline"
    words = len((line[:start] + line[end:]).split()) if is_shown and len(line) <= _LONG else _FEW + 1
    is_sentence = line[-1:] in ".!?" and words > 2
    return "line" if words <= _FEW and not is_sentence else "prose"


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def dateline(line: str) -> tuple[str, int, str] | None:
    """Return the city of a dateline that begins ``line``, where it ends, and the agency that it names, if any.

    *BAGHDAD, July 29 (NNN) -*, *BAGHDAD (AP) -*, *Baghdad, 3 Jan -*, *BAGHDAD -*.
    """
    match = _DATELINE.match(line)
    if not match or (match[0].endswith(":") and (match["agency"] or match["date"] or " " in match["city"])):
        return None
    has_more = match["agency"] or (match["date"] and any(form.search(match["date"]) for form in _FORMS))
    if not has_more and not match["city"].isupper():
        return None
    return match["city"], match.end(), match["agency"] or ""


def hints_in(lines: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return weekdays and words such as *yesterday* in ``lines``, each once, with the first line that has it."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        plain = line
        for form in _FORMS:
            plain = form.sub(lambda match: " " * len(match[0]), plain)
        for match in _RELATIVE.finditer(plain):
            found.setdefault(match[0], number)
    return tuple(found.items())


def years_that_fit(dated: Dated, years: Collection[int]) -> tuple[int, ...]:
    """Return those of ``years`` in which a day can be: all of them, unless it has a weekday."""
    return tuple(year for year in sorted(years) if dated.of_year(year))
