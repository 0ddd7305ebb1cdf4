"""Flat objects, the shape of the open data: keys and texts, numbers, null, or lists of them."""

import json
from collections.abc import Iterable
from typing import Any, Final

from builder.dates import EdtfDate, in_words

Flat = dict[str, Any]


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)


def as_json(rows: Iterable[Flat]) -> bytes:
    """Return a JSON list, one object a line: quick to write, and a change shows as the lines that changed."""
    return listed(map(line, rows))


def line(row: Flat) -> str:
    """Return an object as a line of JSON."""
    return _ENCODER.encode(row)


def listed(lines: Iterable[str]) -> bytes:
    """Return lines of JSON as a list. They may be made one by one: a large wiki's rows are not all in memory at once."""
    joined = ",\n".join(lines)
    return f"[\n{joined}\n]\n".encode()


def dated(name: str, date: EdtfDate | None) -> Flat:
    """Return a date as EDTF, with its first and last day (ISO 8601) and in words; nulls where there is none."""
    return {
        name: date and date.text,
        f"{name}_earliest": date.earliest.isoformat() if date and date.earliest else None,
        f"{name}_latest": date.latest.isoformat() if date and date.latest else None,
        f"{name}_words": in_words(date) if date else None,
    }
