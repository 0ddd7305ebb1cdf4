"""What pages say of their own past: what was corrected in them, and that they were withdrawn."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.dates import EdtfDate
from builder.model import Entry, Wiki

Change = Literal["correction", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction or the withdrawal of a page: on which date (EDTF), and what is told of it."""

    entry: Entry
    change: Change
    date: EdtfDate
    text: str

    @property
    def day(self) -> dt.date:
        """The day to file it under: the first that its date can mean, or the last where there is no first."""
        return self.date.sort_key[0]


def amendments(wiki: Wiki) -> list[Amendment]:
    """Return all that was corrected or withdrawn, the newest first; of one day, what a page tells last comes first."""
    oldest_first = sorted((found for entry in wiki.entries.values() for found in _of(entry)), key=lambda found: found.day)
    return oldest_first[::-1]


def _of(entry: Entry) -> Iterator[Amendment]:
    fields = entry.page.fields
    for correction in fields.corrections:
        yield Amendment(entry, "correction", correction.date, correction.text)
    if fields.withdrawn:
        yield Amendment(entry, "withdrawal", fields.withdrawn.date, fields.withdrawn.text)
