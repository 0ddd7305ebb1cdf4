"""The points that claims are about: what each is called, what a claim on it states, and whether claims on it compete.

On most points only one thing can be true, so two claims either agree or differ. On an *open* point many statements can
stand beside each other (two motives, three warnings): each is held only against those that say the same.
"""

from dataclasses import dataclass
from typing import Final, Literal

from builder.dates import EdtfDate, TimeOfDay, parse_date, parse_time
from builder.fieldtypes import Count, count_of

Holds = Literal["words", "count", "date", "time", "actor", "page"]
Stated = str | Count | EdtfDate | TimeOfDay
"""What a claim states: words (or the id of a page), a count, a date, a time of day."""

ATTRIBUTING: Final = frozenset({"accuses", "suspects", "claims"})
"""Stances by which a speaker holds somebody responsible."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point: its label, what a claim on it holds, whether it is open, and the stances that fit besides asserting."""

    label: str
    holds: Holds = "words"
    is_open: bool = False
    stances: frozenset[str] = frozenset({"denies", "retracts"})


_NAMES_ACTOR: Final = ATTRIBUTING | {"denies", "retracts"}

# In the order in which a page shows them.
POINTS: Final = {
    "course": Point("What happened", is_open=True),
    "date": Point("Date", "date"),
    "time": Point("Time", "time"),
    "place": Point("Place", "page"),
    "target": Point("What was attacked", "page"),
    "name": Point("Name used"),
    "impact": Point("Where it struck", "page", is_open=True),
    "weapon": Point("Weapon"),
    "munitions": Point("How many", "count"),
    "killed": Point("Killed", "count"),
    "injured": Point("Injured", "count"),
    "casualties": Point("Killed or injured", "count"),
    "damage": Point("Damage"),
    "responsibility": Point("Responsibility", "actor", is_open=True, stances=_NAMES_ACTOR),
    "unclaimed": Point("Not claimed by", is_open=True),
    "condemnation": Point("Condemned", "page", is_open=True, stances=frozenset({"condemns", "retracts"})),
    "motive": Point("Motive", is_open=True),
    "warning": Point("Warning", is_open=True),
    "response": Point("Response", is_open=True),
    "circumstances": Point("Circumstances", is_open=True),
    "statement": Point("Other statement", is_open=True),
    "identity": Point("Described as", is_open=True),
    "role": Point("Office or role"),
    "strength": Point("Number of people", "count"),
}


Range = tuple[float, float]
# An article that says “about” is not contradicted by what lies so near: minutes of a time, times the length of a date.
_ABOUT_MINUTES: Final = 30
_NIGHT_ENDS: Final = 24 * 60 + 6 * 60


def ranges(value: Stated) -> tuple[Range, ...]:
    """Return what a value can mean: the least and the most of each possibility; nothing for words and pages.

    Counts are in what is counted, dates in days (proleptic Gregorian ordinals), times in minutes after midnight. What is said
    to be about a date or time is widened, by as long as the date is or by half an hour.
    """
    match value:
        case Count():
            return ((_or(value.min, float("-inf")), _or(value.max, float("inf"))),)
        case EdtfDate() if value.form == "one-of" and value.parts:
            return tuple(found for part in value.parts for found in ranges(part))
        case EdtfDate():
            low = value.earliest.toordinal() if value.earliest else float("-inf")
            high = value.latest.toordinal() if value.latest else float("inf")
            wider = high - low + 1 if set(value.text) & set("~%") and value.form == "date" else 0
            return ((low - wider, high + wider),)
        case TimeOfDay():
            last = _NIGHT_ENDS if value.text == "night" else value.latest
            wider = _ABOUT_MINUTES if value.approximate else 0
            around = (value.earliest - wider, last + wider)
            return tuple((around[0] + shift, around[1] + shift) for shift in (0, 24 * 60))  # past midnight, too
        case _:
            return ()


def overlap(one: Stated, other: Stated) -> bool:
    """Tell whether two values, counts or dates or times both, can mean the same."""
    return any(low <= most and least <= high for low, high in ranges(one) for least, most in ranges(other))


def _or(value: float | None, bound: float) -> float:
    return bound if value is None else value


def stated(about: str, value: Count | str) -> Stated:
    """Return what a claim on the point ``about`` states, read as the point holds it. Raises DateError."""
    holds = POINTS[about].holds
    if holds == "count":
        return count_of(value)
    if isinstance(value, Count):
        raise TypeError(f"`{about}` is not counted")
    if holds == "date":
        return parse_date(value)
    return parse_time(value) if holds == "time" else value
