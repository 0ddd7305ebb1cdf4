"""What of a date is certain: the stretches of days that it is made of, for a figure. Pure.

Days are proleptic ordinals (``date.toordinal``), and a stretch has both its ends in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from builder.dates import EdtfDate

How = Literal["day", "lasts", "unsure"]
Open = Literal["", "on", "unknown"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Days in which it happened on one certain day, lasted throughout, or happened (began, ended) at a time not certain."""

    how: How
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Extent:
    """A date as pieces in order of time, at least one.

    ``candidates`` are the days of which it is one, where these are told. ``before`` and ``after`` say whether it goes beyond its
    pieces: not; on and on (``..`` of an interval); or how far is not known.
    """

    pieces: tuple[Piece, ...]
    candidates: tuple[int, ...] = ()
    before: Open = ""
    after: Open = ""

    @property
    def bounds(self) -> tuple[int, ...]:
        """The days on which a piece begins or ends."""
        return tuple(day for piece in self.pieces for day in (piece.first, piece.last))


def extent(d: EdtfDate) -> Extent:
    """Return what a date that ``parse_date`` gave is made of: its first day, its last or both are known."""
    known = sorted(_known(d))
    if d.is_exact:
        return Extent((Piece("day", known[0], known[0]),))
    match d.form:
        case "interval":
            return _interval(*d.parts)
        case "all-of":
            return _all_of(d)
        case _:
            # That it was on one of some days is known only where all that it may have been on are days.
            are_days = d.form == "one-of" and all(part.is_exact for part in d.parts)
            days = tuple(sorted({_first(part) for part in d.parts})) if are_days else ()
            before: Open = "" if d.earliest else "unknown"
            after: Open = "" if d.latest else "unknown"
            return Extent((Piece("unsure", known[0], known[-1]),), days, before, after)


def _known(d: EdtfDate) -> Iterable[int]:
    """Return the first and last days of a date and of its parts that are known."""
    days = [d.earliest, d.latest]
    for part in d.parts:
        for end in part.parts or (part,):
            days += [end.earliest, end.latest]
    return [day.toordinal() for day in days if day]


def _first(d: EdtfDate) -> int:
    return (d.earliest or date.min).toordinal()


def _point(d: EdtfDate, how: How) -> Piece:
    """Return the piece of a date with both ends, as ``how`` if it is certain."""
    return Piece(how if d.is_exact else "unsure", _first(d), (d.latest or date.max).toordinal())


def _open(end: EdtfDate) -> Open:
    return "on" if end.form == "open" else "unknown" if end.form == "unknown" else ""


def _interval(begins: EdtfDate, ends: EdtfDate) -> Extent:
    before, after = _open(begins), _open(ends)
    if before or after:
        return Extent((_point(ends if before else begins, "lasts"),), (), before, after)
    head, tail = _point(begins, "lasts"), _point(ends, "lasts")
    if head.last >= tail.first and "unsure" in (head.how, tail.how):
        return Extent((Piece("unsure", min(head.first, tail.first), max(head.last, tail.last)),))
    core = Piece("lasts", head.last + (head.how == "unsure"), tail.first - (tail.how == "unsure"))
    pieces = [head] * (head.how == "unsure") + [core] * (core.first <= core.last) + [tail] * (tail.how == "unsure")
    return Extent(tuple(pieces))


def _all_of(d: EdtfDate) -> Extent:
    """Return the pieces of days that all count: a range in a set lasts, a day of a set is one."""
    pieces: list[Piece] = []
    for part in d.parts:
        if part.form == "range":
            begins, ends = part.parts
            pieces += _interval(begins, ends).pieces
        else:
            pieces.append(_point(part, "day"))
    pieces.sort(key=lambda piece: (piece.first, piece.last))
    return Extent(tuple(pieces), (), "" if d.earliest else "unknown", "" if d.latest else "unknown")
