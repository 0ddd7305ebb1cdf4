"""The finder: one row for each page, for scripts that look for pages by name and filter incidents without a server.

A classic script with one assignment, since pages opened from a folder can fetch nothing. Rows name other pages by number.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder import urls, words
from builder.dates import in_words
from builder.facets import Facets, differing, facets
from builder.facts import foreign, published, summary_of
from builder.ids import Kind, PageId
from builder.model import Artifact, Entry, Wiki
from builder.schema import Incident, Place, Source

_KINDS: Final = tuple(Kind)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ROLES: Final = tuple(words.FOUND_AS)


def finder(wiki: Wiki) -> Artifact:
    """Return the script that sets ``window.finder``.

    ``kinds``, ``types``, ``scopes`` and ``roles`` are lists of a word with its label (of a kind, also with that of many).
    ``rows`` are lists of: number of the kind, page id, title, summary, date in words, status (empty for published), other
    names, details; a title or name is a text, or a pair of a text and its language where that is not the wiki's. Incidents
    come first, in order of time. The details of an incident are: year, number of the type, number of the scope, numbers of
    places, pairs of the number of an actor and of a role, numbers of weapons, how many points are contested; of a place: the
    number of the place that contains it; of a source: the year.
    """
    found = {page: facets(wiki, wiki.entries[page]) for page in wiki.incidents}
    order = [*wiki.incidents, *(page for page in wiki.entries if page not in found)]
    rows = _Rows(
        wiki,
        found,
        {page: number for number, page in enumerate(order)},
        sorted({incident.type for incident in found.values()}),
        sorted({incident.scope for incident in found.values()}),
    )
    head = {
        "suffix": urls.address(PageId("")),
        "kinds": [[kind.value, words.KIND[kind], words.KINDS[kind]] for kind in _KINDS],
        "types": [[word, words.label(word)] for word in rows.types],
        "scopes": [[word, words.label(word)] for word in rows.scopes],
        "roles": [[role, label[:1].upper() + label[1:]] for role, label in words.FOUND_AS.items()],
    }
    listed = ",\n".join(_ENCODER.encode(rows.row(wiki.entries[page])) for page in order)
    return Artifact(urls.FINDER, f'window.finder={_ENCODER.encode(head)[:-1]},"rows":[\n{listed}\n]}};\n'.encode())


def _name(text: str, lang: str | None) -> str | list[str]:
    return [text, lang] if lang else text


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes rows, with the numbers that stand for pages, types and scopes."""

    wiki: Wiki
    found: Mapping[PageId, Facets]
    numbers: Mapping[PageId, int]
    types: list[str]
    scopes: list[str]

    def row(self, entry: Entry) -> list[Any]:
        page, fields = entry.page, entry.page.fields
        when = ""
        match fields:
            case Incident():
                when = in_words(fields.date)
            case Source():
                when = published(self.wiki, entry)
            case _:
                pass
        status = "" if fields.status == "published" else fields.status
        names = [_name(alias.text, alias.lang) for alias in getattr(fields, "aliases", ())]
        summary = summary_of(page)
        title = _name(page.title, foreign(self.wiki, entry))
        return [_KINDS.index(page.kind), page.id, title, summary, when, status, names, *self._details(entry)]

    def _details(self, entry: Entry) -> list[Any]:
        match entry.page.fields:
            case Incident():
                incident = self.found[entry.page.id]
                return [
                    incident.year,
                    self.types.index(incident.type),
                    self.scopes.index(incident.scope),
                    [self.numbers[place] for place in incident.places],
                    [[self.numbers[actor], _ROLES.index(role)] for actor, role in incident.actors],
                    [self.numbers[weapon] for weapon in incident.weapons],
                    len(differing(entry)),
                ]
            case Place(inside=str() as inside) if (around := entry.refs[Kind.PLACE, inside]) in self.numbers:
                return [self.numbers[around]]
            case Source() as fields:
                return [fields.published.year]
            case _:
                return []
