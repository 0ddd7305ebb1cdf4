"""What templates see of the points on which sources differ: a list of them, in parts if it is long."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from builder import urls, words
from builder.claimviews import RowView, row_view
from builder.dates import in_words
from builder.facets import differing, is_name
from builder.facts import LinkView, link_to
from builder.ids import Kind
from builder.listparts import PartView, cut, part_address, part_view
from builder.model import Entry, Wiki
from builder.schema import Incident

# How the points are told apart: their heading, and in which words they are counted.
_SECTIONS: Final = ((False, "What happened", "on what happened"), (True, "Names used", "on names"))


@dataclass(frozen=True, slots=True)
class ContestedItem:
    """A page with points on which sources differ: the page, its date if it has one, the points."""

    page: LinkView
    when: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ContestedSection:
    """Points of one sort, by page: incidents newest first, then actors by name; ``count`` in words."""

    label: str
    count: str
    items: tuple[ContestedItem, ...]


@dataclass(frozen=True, slots=True)
class ContestedView:
    """The points on which sources differ, or a part of them, at the address ``here``. ``count`` in words, of all on the first."""

    here: str
    count: str
    sections: tuple[ContestedSection, ...]
    part: PartView | None


def contested_views(wiki: Wiki) -> Iterator[ContestedView]:
    """Yield the list of every point of the wiki on which sources differ: its newest part, with the actors, and older ones."""
    of_actors = (entry for entry in wiki.entries.values() if entry.page.kind is Kind.ACTOR)
    # Actors stand where the newest incidents do, for parts that are full are to stay as they are.
    actors = sorted(of_actors, key=lambda entry: (entry.page.title.casefold(), entry.page.id))
    everywhere = [entry for entry in (*actors, *(wiki.entries[page] for page in reversed(wiki.incidents))) if differing(entry)]
    parts = cut(everywhere)
    for number, part in enumerate(parts):
        here = part_address(urls.CONTESTED, number, len(parts))
        shown = sorted(part, key=lambda entry: entry.page.kind is Kind.ACTOR)
        yield ContestedView(
            here=here,
            count=_count(part if number else everywhere),
            sections=tuple(_sections(wiki, shown, here)),
            part=part_view(urls.CONTESTED, number, len(parts)),
        )


def _count(entries: Iterable[Entry]) -> str:
    """Return how many points there are on how many pages, and of which sort."""
    found = [differing(entry) for entry in entries]
    rows = [row for its in found for row in its]
    of_sort = {names: sum(is_name(row) is names for row in rows) for names, _, _ in _SECTIONS}
    sorts = ", ".join(f"{of_sort[names]:,} {phrase}" for names, _, phrase in _SECTIONS if of_sort[names])
    return f"{words.count(len(rows), 'point')} on {words.count(len(found), 'page')}{': ' if sorts else ''}{sorts}"


def _sections(wiki: Wiki, entries: Iterable[Entry], here: str) -> Iterator[ContestedSection]:
    entries = list(entries)
    for names, label, _ in _SECTIONS:
        items = tuple(found for entry in entries if (found := _item(wiki, entry, here, names=names)).rows)
        if items:
            yield ContestedSection(label, f"{sum(len(item.rows) for item in items):,}", items)


def _item(wiki: Wiki, entry: Entry, here: str, *, names: bool) -> ContestedItem:
    """Return the points of a page that are on ``names``, or those that are not."""
    fields = entry.page.fields
    return ContestedItem(
        page=link_to(wiki, entry.page.id, here),
        when=in_words(fields.date) if isinstance(fields, Incident) else "",
        rows=tuple(row_view(wiki, entry.page.id, row, here) for row in differing(entry) if is_name(row) is names),
    )
