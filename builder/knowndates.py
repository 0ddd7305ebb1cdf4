"""What of a date is known for certain, for formats that have no words for doubt: year, month and day, as far as all it can mean shares them."""

from builder.dates import EdtfDate

Parts = tuple[int, ...]
"""A year; a year and a month; a year, a month and a day; or nothing."""


def known(date: EdtfDate | None) -> Parts:
    """Return the year, month and day that are certain: of ``[2020-12-13,2020-12-20]`` the year and the month.

    Nothing is certain of a date that is qualified or has an open end. An interval is no point in time, and each day of an
    ``all-of`` set counts: ``started``, ``ended`` and ``each`` tell of these.
    """
    if date is None or date.form not in ("date", "one-of") or date.is_qualified:
        return ()
    first, last = date.earliest, date.latest
    if first is None or last is None or first.year != last.year:
        return ()
    if first.month != last.month:
        return (first.year,)
    return (first.year, first.month) if first.day != last.day else (first.year, first.month, first.day)


def started(date: EdtfDate | None) -> Parts:
    """Return what is certain of the start of an interval; nothing for any other date."""
    return known(date.parts[0]) if date and date.form == "interval" else ()


def ended(date: EdtfDate | None) -> Parts:
    """Return what is certain of the end of an interval; nothing for any other date."""
    return known(date.parts[1]) if date and date.form == "interval" else ()


def each(date: EdtfDate | None) -> tuple[Parts, ...]:
    """Return the days, months or years that all count, if nothing but these is said; else nothing."""
    parts = date.parts if date and date.form == "all-of" else ()
    return tuple(map(known, parts)) if all(is_plain(part) for part in parts) else ()


def is_plain(date: EdtfDate) -> bool:
    """Tell whether a date is a day, a month or a year and no more is said of it, so that ``known`` says it all."""
    return date.form == "date" and date.unit != "season" and "X" not in date.text and not date.is_qualified


def iso(parts: Parts) -> str:
    """Return certain parts as ISO 8601 has them: ``2020``, ``2020-12``, ``2020-12-13``; nothing for none."""
    return "-".join(f"{part:0{4 if number == 0 else 2}}" for number, part in enumerate(parts))
