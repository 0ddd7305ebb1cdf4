"""What templates see of the points on which sources differ, all in one list."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder import urls, words
from builder.claimviews import RowView, row_view
from builder.dates import in_words
from builder.facets import differing
from builder.facts import LinkView, link_to
from builder.ids import Kind
from builder.model import Entry, Wiki
from builder.schema import Incident


@dataclass(frozen=True, slots=True)
class ContestedItem:
    """A page with points on which sources differ: the page, its date if it has one, the points."""

    page: LinkView
    when: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ContestedView:
    """All points on which sources differ, by page: incidents newest first, then actors by name. ``count`` in words."""

    count: str
    incidents: tuple[ContestedItem, ...]
    actors: tuple[ContestedItem, ...]


def contested_view(wiki: Wiki) -> ContestedView:
    """Return every point of the wiki on which sources differ."""

    def item(entry: Entry) -> ContestedItem:
        fields = entry.page.fields
        return ContestedItem(
            page=link_to(wiki, entry.page.id, urls.CONTESTED),
            when=in_words(fields.date) if isinstance(fields, Incident) else "",
            rows=tuple(row_view(wiki, entry.page.id, row, urls.CONTESTED) for row in differing(entry)),
        )

    def items(entries: Iterable[Entry]) -> tuple[ContestedItem, ...]:
        return tuple(found for entry in entries if (found := item(entry)).rows)

    of_actors = (entry for entry in wiki.entries.values() if entry.page.kind is Kind.ACTOR)
    incidents = items(wiki.entries[page] for page in reversed(wiki.incidents))
    actors = items(sorted(of_actors, key=lambda entry: entry.page.title.casefold()))
    points = sum(len(found.rows) for found in (*incidents, *actors))
    pages = len(incidents) + len(actors)
    return ContestedView(f"{words.count(points, 'point')} on {words.count(pages, 'page')}", incidents, actors)
