"""Dates and times of day: read what an editor wrote, and say it in English.

Dates are EDTF (ISO 8601-2:2019; Library of Congress, 4 February 2019), Gregorian years 0001 to 9999. Level 0
is read without times of day. Of level 1: seasons, qualification, unspecified digits, open and unknown ends. Of
level 2: quarters and halves, sets, qualified parts, unspecified digits elsewhere. Not read: other years,
significant digits, a year without its first digit (`XXXX`), X before a digit (`2X24`), groupings 25-32, 37-39.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Final, Literal

MAX_LENGTH: Final = 200  # characters of a text: bounds the time that reading one can take
MONTHS: Final = ("January", "February", "March", "April", "May", "June",
                 "July", "August", "September", "October", "November", "December")  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What may stand in a month's place: its name, its kind, its first and last month (14: February of the next year).
_SEASONS: Final = {
    "21": ("spring", "season", 3, 5), "22": ("summer", "season", 6, 8),
    "23": ("autumn", "season", 9, 11), "24": ("winter", "season", 12, 14),
    "33": ("the first quarter", "quarter", 1, 3), "34": ("the second quarter", "quarter", 4, 6),
    "35": ("the third quarter", "quarter", 7, 9), "36": ("the last quarter", "quarter", 10, 12),
    "40": ("the first half", "half-year", 1, 6), "41": ("the second half", "half-year", 7, 12),
}  # fmt: skip
# First and last minute, and the words. A convention, for order only: these figures are never shown.
_DAY_PARTS: Final = {
    "midnight": (0, 0, "at midnight"), "early-morning": (0, 359, "in the early morning"),
    "dawn": (240, 419, "at dawn"), "morning": (360, 719, "in the morning"),
    "noon": (720, 720, "at noon"), "afternoon": (720, 1079, "in the afternoon"),
    "evening": (1020, 1319, "in the evening"), "night": (1200, 1439, "at night"),
}  # fmt: skip
DAY_PARTS: Final = tuple(_DAY_PARTS)
# Always [0-9]: \d would take the digits of every script.
_TWO: Final = "([?~%]?)([0-9X]{2})([?~%]?)"
_POINT: Final = re.compile(rf"([?~%]?)([0-9X]{{4}})([?~%]?)(?:-{_TWO}(?:-{_TWO})?)?")
_TIME: Final = re.compile(r"([0-9]{2}:[0-9]{2})(?:(~)|/([0-9]{2}:[0-9]{2}))?")
_CLOCK: Final = re.compile(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?(?::[0-9]{2})? *(?:([ap])\.? ?m\.?)?")
_ABOUT: Final = re.compile(r"(?i)^(?:about|around|approximately|circa|ca?\.?|~) *(?=[0-9])|[~?]$")
# Other ways to write a day or a month, every mark in them a space; tried in this order.
_FORMATS: Final = ("%d %m %Y", "%m %d %Y", "%Y %m %d", "%Y %d %m", "%Y%m%d", "%d %B %Y", "%d %b %Y",
                   "%B %d %Y", "%b %d %Y", "%m %Y", "%Y %m", "%B %Y", "%b %Y")  # fmt: skip
_LIKE: Final = "2024-09-10, 2024-09, 2024, 2024-09-10~ (about) or 2024-09-10/2024-09-13"


class DateError(ValueError):
    """A date or time that cannot be read. The message tells an editor what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as written; the first and last day it can mean (None: open or unknown); what it is made of.

    `parts` are the two ends of an interval or range, or the members of a set. An end that is not given is a part
    too: "open" (`..`) or "unknown" (nothing). `fields` are the year, month and day of a "date", each between what
    qualifies it on its left and on its right ("" for none).
    """

    text: str
    earliest: date | None
    latest: date | None
    form: Literal["date", "interval", "range", "one-of", "all-of", "open", "unknown"]
    parts: tuple["EdtfDate", ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """By first day (by last day where there is no first), then the shorter first, then by text."""
        return (self.earliest or self.latest or date.min, self.latest or date.max, self.text)

    @property
    def is_exact(self) -> bool:
        """Whether this is a single certain day: no other is possible, and nothing is qualified."""
        return self.earliest is not None and self.earliest == self.latest and not set(self.text) & set("?~%")

    @property
    def year(self) -> int | None:
        """The year to file the date under: that of its first day, or of its last where there is no first."""
        day = self.earliest or self.latest
        return day.year if day else None


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A local time as written; its first and last minute after midnight (from 1440 on: the next day)."""

    text: str
    earliest: int
    latest: int
    approximate: bool


def parse_date(text: str) -> EdtfDate:
    """Read an EDTF date (levels 0 to 2, see the module), dropping white space around it. Raises DateError.

    Seasons are northern, which EDTF leaves open: spring March to May, summer June to August, autumn September
    to November, winter December of the year to the end of February of the next. Qualifiers widen no bounds.
    """
    text = _trimmed(text)
    try:
        return _read(text)
    except DateError as error:
        raise DateError(_advice(text) or str(error)) from None


def _trimmed(text: str) -> str:
    if len(text.strip()) > MAX_LENGTH:
        raise DateError(f"a date or time has at most {MAX_LENGTH} characters, this one {len(text.strip())}")
    return text.strip()


def _refusal(text: str, kind: str, cure: str) -> DateError:
    seen = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)  # keeps the message on one line
    return DateError(f'"{seen}" is not a {kind}; {cure}')


def _read(text: str) -> EdtfDate:
    if text.startswith(("[", "{")):
        return _read_set(text)
    if "/" in text:
        return _read_ends("interval", "/", *text.split("/", 1))
    return _read_point(text)


def _read_set(text: str) -> EdtfDate:
    """Read `[...]`, one of the dates, or `{...}`, all of them (level 2, Set representation)."""
    closing = {"[": "]", "{": "}"}[text[0]]
    items = text[1:-1].split(",")
    twice = [item for item in items if items.count(item) > 1]
    if text[-1] != closing or twice:
        cure = f'"{twice[0]}" stands in it twice' if twice else f"it does not end with {closing}"
        raise _refusal(text, "set", cure)
    parts = [_read_ends("range", "..", *s.split("..", 1)) if ".." in s else _read_point(s) for s in items]
    firsts, lasts = [p.earliest for p in parts if p.earliest], [p.latest for p in parts if p.latest]
    earliest = min(firsts) if len(firsts) == len(parts) else None
    latest = max(lasts) if len(lasts) == len(parts) else None
    if earliest is None and latest is None:
        raise _refusal(text, "set", "it is open at both ends: close one")
    return EdtfDate(text, earliest, latest, "one-of" if closing == "]" else "all-of", tuple(parts))


def _read_ends(form: Literal["interval", "range"], mark: str, first: str, last: str) -> EdtfDate:
    """Read an interval (`/`, level 0; open or unknown ends, level 1) or a range in a set (`..`, level 2)."""
    text = first + mark + last
    missing = {"..": "open", "": "unknown"} if form == "interval" else {"": "open"}
    start, end = (EdtfDate(s, None, None, missing[s]) if s in missing else _read_point(s) for s in (first, last))
    if start.earliest is None and end.latest is None:
        raise _refusal(text, form, "give its start, its end or both")
    if start.earliest and end.latest and start.earliest > end.latest:
        raise DateError(f"{text} ends before it begins; did you mean {last}{mark}{first}?")
    return EdtfDate(text, start.earliest, end.latest, form, (start, end))


def _read_point(text: str) -> EdtfDate:
    match = _POINT.fullmatch(text)
    if not match:
        raise _refusal(text, "date", _as_iso(text) or f"write one like {_LIKE}")
    fields = match.groups(default="")
    year, month, day = fields[1::3]
    if year[0] == "X" or any("X" in digits.rstrip("X") for digits in fields[1::3]):
        raise _refusal(text, "date", "X stands for last digits only, and a year needs its first: 202X, 2024-XX")
    season = _SEASONS.get(month)
    years, months = _numbers(year, 9999), range(season[2], season[3] + 1) if season else _numbers(month, 12)
    first, last = (next(_days(years, months, day, step), None) for step in (1, -1))
    if first and last and not (season and day):
        return EdtfDate(text, first, last, "date", (), fields)
    if not years or not months:
        why = "months run from 01 to 12, seasons from 21 to 24" if years else "years run from 0001 to 9999"
    elif season or "X" in year + month:
        why = f"a {season[1]} has no days" if season else "no month that it can mean has such a day"
    else:
        why = f"{MONTHS[months[0] - 1]} {year} has {monthrange(years[0], months[0])[1]} days"
    raise DateError(f"{text} does not exist: {why}")


def _numbers(digits: str, highest: int) -> range:
    """The numbers, 1 to highest, that digits with X can stand for; no digits can stand for all."""
    low, high = (int((digits or "XX").replace("X", digit)) for digit in "09")
    return range(max(1, low), min(highest, high) + 1)


def _days(years: range, months: range, day: str, step: Literal[1, -1]) -> Iterator[date]:
    """The days a date can mean, from the first on or from the last back."""
    for number in (12 * year + month - 1 for year in years[::step] for month in months[::step]):
        year, month = number // 12, number % 12 + 1
        if year <= date.max.year:
            yield from (date(year, month, n) for n in _numbers(day, monthrange(year, month)[1])[::step])


def _as_iso(text: str) -> str:
    """Advice on a date that is written another way: the year last, the month in words, a figure too few."""
    plain = re.sub(r"(?i)[a-z]{3,6}day\b|\bof\b|(?<=[0-9])(?:st|nd|rd|th)\b|[-/.,\s]+", " ", _ascii(text))
    plain = re.sub(r"(?i)\bsept\b", "sep", " ".join(plain.split()))
    for form in _FORMATS:
        try:
            day = datetime.strptime(plain, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
        if form == "%d %m %Y" and day[5:7] != day[8:]:
            ...
        return f"write {day if '%d' in form else day[:7]}"
    return ""


def _ascii(text: str) -> str:
    """The text with ASCII digits and hyphens, and without what cannot be seen."""
    found = ((c, unicodedata.category(c)) for c in text)
    return "".join(str(unicodedata.decimal(c)) if k == "Nd" else "-" if k == "Pd" else "" if k == "Cf" else c for c, k in found)
