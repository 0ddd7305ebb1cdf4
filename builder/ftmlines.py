"""What all entities of FollowTheMoney share: how one is written, which pages and which dates it can name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from builder import urls
from builder.dates import EdtfDate, in_words
from builder.flat import line
from builder.ids import Kind, PageId
from builder.knowndates import Parts, each, ended, is_plain, iso, known, started
from builder.model import Entry, Wiki

Properties = dict[str, Iterable[str | None]]
"""The values of each property; what is empty doesn't count."""
# Years that FollowTheMoney reads.
_YEARS: Final = range(1000, 3000)


def entity(id_: str, schema: str, properties: Properties) -> str:
    """Return an entity as a line of JSON: each value once and on one line, properties without values left out."""
    held = {
        name: list(dict.fromkeys(" ".join(value.split()) for value in values if value)) for name, values in properties.items()
    }
    return line({"id": id_, "schema": schema, "properties": {name: values for name, values in held.items() if values}})


def entity_id(page: PageId) -> str:
    """Return the id of the entity of a page: a slash is none of the characters that it may have, and a full stop is none of an id's."""
    return page.replace("/", ".")


def tie_id(*parts: str) -> str:
    """Return the id of a tie: a digest of what makes it another than any other."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Around:
    """The wiki around a page, as entities see it: a page that is withdrawn, or a draft, is not there."""

    wiki: Wiki
    base_url: str

    def has(self, page: PageId) -> bool:
        """Tell whether there is an entity of a page."""
        return page in self.wiki.entries and self.wiki.entries[page].page.fields.status != "withdrawn"

    def named(self, entry: Entry, kind: Kind, texts: Iterable[str]) -> list[PageId]:
        """Return the pages of ``kind`` that a field of ``entry`` names by ``texts`` and that are there."""
        return [page for text in texts if self.has(page := entry.refs[kind, text])]

    def ids(self, entry: Entry, kind: Kind, texts: Iterable[str]) -> list[str]:
        """Return the ids of the entities of the pages that ``named`` returns."""
        return [entity_id(page) for page in self.named(entry, kind, texts)]

    def title(self, page: PageId) -> str:
        """Return what the wiki calls a page."""
        return self.wiki.entries[page].page.title

    def addresses(self, entry: Entry) -> list[str]:
        """Return the whole address of a page, if that is known."""
        return [urls.absolute(self.base_url, urls.address(entry.page.id))] if self.base_url else []


def on(date: EdtfDate | None) -> list[str]:
    """Return a date as far as it is certain, as FollowTheMoney has it (a prefix of ISO 8601); nothing where nothing is."""
    return _iso(known(date))


def when(date: EdtfDate) -> Properties:
    """Return the dates of something that happened: on a day, on each of some days, or from one to another, as far as is certain."""
    days = [_iso(parts) for parts in each(date)]
    all_days = [day for found in days for day in found] if all(days) else []
    return {"date": all_days or on(date), "startDate": _iso(started(date)), "endDate": _iso(ended(date))}


def in_full(label: str, date: EdtfDate | None) -> list[str]:
    """Return a date in words behind a label, if dates alone can't say it all."""
    if date is None:
        return []
    parts = date.parts if date.form in ("interval", "all-of") else (date,)
    told = all(is_plain(part) and _iso(known(part)) for part in parts)
    return [] if told else [f"{label}: {in_words(date)}"]


def _iso(parts: Parts) -> list[str]:
    return [iso(parts)] if parts and parts[0] in _YEARS else []
