"""Dates and times of day: read what an editor wrote, and say it in English.

Dates are EDTF (ISO 8601-2:2019; Library of Congress, 4 February 2019) in Gregorian years 0001 to 9999: level 0 without
times of day; of level 1 seasons, qualification, unspecified digits, open and unknown ends; of level 2 sets, qualified parts,
unspecified digits elsewhere. Not read: significant digits, groupings 25 to 41, `XXXX`, an X before a digit (`2X24`).
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Literal

MAX_LENGTH: Final = 200  # characters of a text: bounds the time that reading one can take
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = {"01": "January", "02": "February", "03": "March", "04": "April", "05": "May", "06": "June", "07": "July",
                  "08": "August", "09": "September", "10": "October", "11": "November", "12": "December",
                  "21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # fmt: skip
# First and last minute: a convention that puts incidents in order, and is never shown.
_DAY_PARTS: Final = {"midnight": (0, 0), "early-morning": (0, 359), "dawn": (240, 419), "morning": (360, 719), "noon": (720, 720),
                     "afternoon": (720, 1079), "evening": (1020, 1319), "night": (1200, 1439)}  # fmt: skip
DAY_PARTS: Final = tuple(_DAY_PARTS)
# What a range says without its start, without its end, and with both.
_RANGES: Final = {
    "interval": ("until {1}", "since {0}", "from {0} to {1}"),
    "unknown": ("until {1} (start unknown)", "from {0} (end unknown)", ""),
    "one-of": ("{on} or before {1}", "{on} or after {0}", "some time from {0} to {1}"),
    "all-of": ("every {unit} up to {1}", "every {unit} from {0}", "every {unit} from {0} to {1}"),
}
# Always [0-9]: \d would take the digits of every script. Q: a qualifier.
_POINT: Final = re.compile("Q([0-9X]{4})Q(?:-Q([0-9X]{2})Q(?:-Q([0-9X]{2})Q)?)?".replace("Q", "([?~%]?)"))
_TIME: Final = re.compile("((?:[01][0-9]|2[0-3]):[0-5][0-9])(?:~|/((?:[01][0-9]|2[0-3]):[0-5][0-9]))?")
_CLOCK: Final = re.compile(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?(?::[0-9]{2})? *(?:([ap])[.]? ?m[.]?)?")
_ABOUT: Final = re.compile(r"^(?:about|around|approximately|circa|ca?[.]?|~) *(?=[0-9])|[~?]$")
# Other ways to write a day or month, names cut to three letters and every mark a space; tried in this order.
_FORMATS: Final = ("%d %m %Y", "%m %d %Y", "%Y %m %d", "%Y%m%d", "%d %b %Y", "%b %d %Y", "%m %Y", "%Y %m", "%b %Y")
_LIKE: Final = "2024-09-10, 2024-09, 2024, 2019-23 (autumn), 2024-09-10~ (about) or 2024-09-10/2024-09-13"


class DateError(ValueError):
    """A date or time that cannot be read. The message tells an editor what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as written; the first and last day it can mean (None: open or unknown); what it is made of.

    `parts`: the ends of an interval or of a range in a set, one of them perhaps "open" (`..`) or "unknown"
    (nothing); the members of a set. Of a "date", `unit`: "day", "month", "season" or "year"; `names`: its words.
    """

    text: str
    earliest: date | None
    latest: date | None
    form: Literal["date", "interval", "range", "one-of", "all-of", "open", "unknown"]
    parts: tuple["EdtfDate", ...] = ()
    unit: str = ""
    names: tuple[str, ...] = ("",)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """By first day (by last day where there is no first), then the shorter first, then by text."""
        return (self.earliest or self.latest or date.min, self.latest or date.max, self.text)

    @property
    def is_exact(self) -> bool:
        """Whether this is a single certain day: no other is possible, and nothing is qualified."""
        return self.earliest is not None and self.earliest == self.latest and not self.is_qualified

    @property
    def is_qualified(self) -> bool:
        """Whether any part is uncertain or approximate."""
        return not set(self.text).isdisjoint("?~%")

    @property
    def year(self) -> int:
        """The year to file the date under: that of its first day, or of its last where there is no first."""
        return self.sort_key[0].year


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
    return _set(text) if text.startswith(("[", "{")) else _span(text, "/")


@lru_cache(maxsize=4096)  # the same few dates stand on many pages
def in_words(d: EdtfDate) -> str:
    """Say in British English a date that `parse_date` gave: `about 10 September 2024`, `autumn 2019`."""
    if d.form in ("one-of", "all-of") and len(d.parts) > 1:
        return _set_in_words(d)
    ends = (d.parts[0].parts or d.parts) if d.parts else (d,)
    heads, tail = _shared(ends)
    if len(set(heads)) == 1:
        return heads[0] + tail
    if d.form == "interval" and "" not in heads and not set(d.text) & set("?~%X"):
        return _joined(heads) + tail
    unit, forms = ends[0].unit or ends[1].unit, (ends[0].form, ends[1].form)
    said = _RANGES["unknown" if "unknown" in forms else d.form][heads.index("") if "" in heads else 2]
    return (said.format(*heads, unit=unit, on="on" if unit == "day" else "in") + tail).replace(") (", "; ")


def weekday(d: EdtfDate) -> str | None:
    """The day of the week of an exact day, `Tuesday`; None for any other date."""
    return WEEKDAYS[d.earliest.weekday()] if d.earliest and d.is_exact else None


def parse_time(text: str) -> TimeOfDay:
    """Read `23:00`, `23:00~` (about), `20:00/21:00` (between, perhaps past midnight) or one of DAY_PARTS.

    EDTF knows only full times with a date (level 0); these borrow its signs. Raises DateError.
    """
    text = _trimmed(text)
    if text in _DAY_PARTS:
        return TimeOfDay(text, *_DAY_PARTS[text], approximate=False)
    match = _TIME.fullmatch(text)
    if not match:
        raise _refusal(text, "time", _time_advice(text.lower()))
    earliest, latest = (60 * int(hour[:2]) + int(hour[3:]) for hour in (match[1], match[2] or match[1]))
    if 0 < earliest - latest <= 12 * 60:
        raise DateError(f"{text} ends before it begins; did you mean {match[2]}/{match[1]}?")
    return TimeOfDay(text, earliest, latest + 24 * 60 * (latest < earliest), approximate="~" in text)


def time_in_words(t: TimeOfDay) -> str:
    """Say in British English a time that `parse_time` gave: `about 23:00`, `in the morning`, `at dawn`."""
    if t.text in _DAY_PARTS:
        return ("at " if t.text in ("midnight", "dawn", "noon", "night") else "in the ") + t.text.replace("-", " ")
    first, _, last = t.text.rstrip("~").partition("/")
    return "about " * t.approximate + first if t.earliest == t.latest else f"between {first} and {last}"


def _trimmed(text: str) -> str:
    if len(text.strip()) > MAX_LENGTH:
        raise DateError(f"a date or time has at most {MAX_LENGTH} characters, this one {len(text.strip())}")
    return text.strip()


def _refusal(text: str, kind: str, cure: str) -> DateError:
    seen = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)  # keeps the message on one line
    return DateError(f'"{seen}" is not a {kind}; {cure}')


def _set(text: str) -> EdtfDate:
    """Read `[...]`, one of the dates, or `{...}`, all of them (level 2, Set representation)."""
    closing = {"[": "]", "{": "}"}[text[0]]
    if text[-1] != closing:
        raise _refusal(text, "set", f"end it with {closing}")
    parts = tuple(_span(item, "..") for item in text[1:-1].split(","))
    firsts, lasts = [part.earliest for part in parts], [part.latest for part in parts]
    earliest = None if None in firsts else min(filter(None, firsts))
    latest = None if None in lasts else max(filter(None, lasts))
    twice = "it names a date twice: leave one out" if len({*parts}) < len(parts) else ""
    if twice or not (earliest or latest):
        raise _refusal(text, "set", twice or "it is open at both ends: close one")
    return EdtfDate(text, earliest, latest, "one-of" if closing == "]" else "all-of", parts)


def _span(text: str, mark: Literal["/", ".."]) -> EdtfDate:
    """Read a date, an interval (`/`: level 0; open or unknown ends: level 1) or a range in a set (`..`: level 2)."""
    first, found, last = text.partition(mark)
    if not found:
        return _point(text)
    if "-" not in text and (cure := _as_iso(text)):  # no interval or range, but 10/09/2024
        raise _refusal(text, "date", cure)
    gaps: dict[str, Literal["open", "unknown"]] = {"..": "open", "": "unknown"} if mark == "/" else {"": "open"}
    start, end = (EdtfDate(s, None, None, gaps[s]) if s in gaps else _point(s) for s in (first, last))
    if start.earliest is None and end.latest is None:
        raise _refusal(text, "date", "give its start, its end or both")
    if start.earliest and end.latest and start.earliest > end.latest:
        raise DateError(f"{text} ends before it begins; did you mean {last}{mark}{first}?")
    return EdtfDate(text, start.earliest, end.latest, "interval" if mark == "/" else "range", (start, end))


@lru_cache(maxsize=4096)  # thousands of pages share a few hundred days
def _point(text: str) -> EdtfDate:
    match = _POINT.fullmatch(text)
    if not match:
        raise _refusal(text, "date", _as_iso(text) or f"write one like {_LIKE}")
    fields = match.groups(default="")
    year, month, day = fields[1::3]
    if year[0] == "X" or any("X" in digits.rstrip("X") for digits in fields[1::3]):
        raise _refusal(text, "date", "X stands for last digits only, and a year needs its first: 202X, 2024-XX")
    start = 3 * int(month) - 60 if "21" <= month <= "24" else 0  # of a season; winter runs to a 14th month
    years, months = _numbers(year, 9999), range(start, start + 3) if start else _numbers(month, 12)
    first, last = (next(_days(years[::step], months[::step], day, step), None) for step in (1, -1))
    if first and last and not (start and day):
        units = ("year", "season" if start else "month", "day")[: 1 + bool(month) + bool(day)]
        return EdtfDate(text, first, last, "date", (), units[-1], _names(fields, units, first, last))
    why = "none of its months has such a day" if years else "years start at 0001"
    if years and (start or not months):
        why = "months run from 01 to 12; 21 to 24 are seasons, without days"
    elif "X" not in year + month and years:
        why = f"{MONTHS[month]} {year} has {monthrange(years[0], months[0])[1]} days"
    raise DateError(f"{text} does not exist: {why}")


def _numbers(digits: str, highest: int) -> range:
    """The numbers, 1 to highest, that digits with X can stand for; no digits can stand for all."""
    low, high = (int((digits or "XX").replace("X", digit)) for digit in "09")
    return range(max(1, low), min(highest, high) + 1)


def _days(years: range, months: range, day: str, step: int) -> Iterator[date]:
    counts = (12 * year + month - 1 for year in years for month in months)
    dated = ((count // 12, count % 12 + 1) for count in counts if count < 12 * 10000)
    return (date(year, month, n) for year, month in dated for n in _numbers(day, monthrange(year, month)[1])[::step])


def _names(fields: tuple[str, ...], units: Sequence[str], first: date, last: date) -> tuple[str, ...]:
    """The words of a date, smallest unit first; in one piece if it is qualified or has an X."""
    year, month, day = str(first).split("-") if first == last else fields[1::3]
    masked = _masked(year, month, day, first, last) if "X" in year + month + day else ""
    plain = tuple(filter(None, (day.lstrip("0"), MONTHS.get(month), year.lstrip("0"))))
    if not set("".join(fields)) & set("?~%"):
        return (masked,) if masked else plain
    # A sign left of a part qualifies that part; one right of it, all parts so far (level 2, Qualification).
    signs = {unit: fields[3 * i] + "".join(fields[3 * i + 2 :: 3]) for i, unit in enumerate(units)}
    rough, unsure = (tuple(unit for unit in units if set(signs[unit]) & set(some)) for some in ("~%", "?%"))
    about = not masked and rough in (units, units[-1:])
    notes = [("approximate", () if about else rough), ("uncertain", unsure)]
    said = ", ".join(word if which == units else f"{' and '.join(which)} {word}" for word, which in notes if which)
    return (("about " if about else "") + (masked or " ".join(plain)) + (f" ({said})" if said else ""),)


def _masked(year: str, month: str, day: str, first: date, last: date) -> str:
    if not month and year[2] != "X":
        return f"the {year[:3]}0s"
    if month in MONTHS and "X" not in day:
        return f"{day.lstrip('0')} {MONTHS[month]} of some year from {first.year} to {last.year}".strip()
    if month == "XX" and day in ("", "XX") and first.year == last.year:
        return f"some {'day' if day else 'month'} of {first.year}"
    if month in MONTHS and day == "XX" and first.year == last.year:
        return f"some day in {MONTHS[month]} {first.year}"
    heads, tail = _shared([_point(str(end)[: 4 + 3 * bool(month) + 3 * bool(day)]) for end in (first, last)])
    return f"some time from {heads[0]} to {heads[1]}{tail}"


def _as_iso(text: str) -> str:
    """Advice for a day or month in another order, with other marks, in words, or short of a nought."""
    plain = re.sub(
        r"(?i)^[a-z]{3,6}day,? |[t ,]+[0-9]{1,2}:.*$|(?<=[0-9])(?:st|nd|rd|th)\b|(?<=[a-z]{3})[a-z]+", "", text.strip()
    )
    plain = re.sub(r"[-–/.,\s]+(?:of +)?", " ", plain)
    for form in _FORMATS:
        with suppress(ValueError):
            day = datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no time zone
            if form != "%d %m %Y":
                return f"write {str(day)[: 10 if '%d' in form else 7]}"
            swapped = day.replace(month=day.day, day=day.month) if day.day <= 12 else day  # as Americans write
            return f"write the year first: {day}" + (f" (or {swapped}, if {day.day} is the month)" if swapped != day else "")
    better = "".join(text.split()).upper()
    return f"write {better}" if _POINT.fullmatch(better) else ""


def _time_advice(text: str) -> str:
    parts = re.split(r" *[-–/] *", _ABOUT.sub("", text))
    clocks = [clock for clock in map(_CLOCK.fullmatch, parts) if clock and (clock[2] or clock[3])]
    if len(clocks) == len(parts) <= 2:
        times = [f"{int(c[1]) % 12 + 12 * (c[3] == 'p') if c[3] else int(c[1]):02}:{c[2] or '00'}" for c in clocks]
        better = "/".join(times) + ("~" if len(parts) == 1 and _ABOUT.search(text) else "")
        return f'write "{better}"' if _TIME.fullmatch(better) else "hours run from 00 to 23, minutes from 00 to 59"
    hint = "".join(f'did you mean "{near}"? ' for near in get_close_matches("-".join(text.split()), DAY_PARTS, 1))
    return f'{hint}write one like "23:00", "23:00~" or "20:00/21:00", or one of {", ".join(DAY_PARTS)}'


def _set_in_words(d: EdtfDate) -> str:
    word = "or" if d.form == "one-of" else "and"
    groups = [part.parts or (part,) for part in d.parts]
    heads, tail = _shared([end for group in groups for end in group])
    items = [_joined([heads.pop(0) for _ in group], word) for group in groups]
    said = f"{', '.join(items[:-1])} {word} {items[-1]}{tail}"
    return f"one of {said}" if word == "or" and len(items) > 2 else said


def _joined(ends: Sequence[str], word: str = "") -> str:
    if "" in ends:
        return f"{ends[0] or ends[1]} {word} {'later' if ends[0] else 'earlier'}"
    return (" – " if " " in "".join(ends) else "–").join(ends)


def _shared(dates: Sequence[EdtfDate]) -> tuple[list[str], str]:
    """The words of each date without the last ones, if all share them; and these."""
    names = [d.names for d in dates]
    most = len(names[0]) if len({len(name) for name in names}) == 1 else 1
    cut = next((most - n for n in range(1, most) if len({name[n:] for name in names}) == 1), 0)
    return [" ".join(name[: len(name) - cut]) for name in names], "".join(f" {word}" for word in names[0][len(names[0]) - cut :])
