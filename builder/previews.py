"""What a reader sees of a page before following a link to it: what it is, and its summary.

Previews stand in the page that has the links, so that they open at once, without a request, also from a folder on a disk.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from builder import urls, words
from builder.dates import in_words
from builder.facts import LinkView, link_to, published, summary_of
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.schema import Actor, Incident, Place, Source

# More would weigh more than the page.
MOST: Final = 150


@dataclass(frozen=True, slots=True)
class PreviewView:
    """A preview of the page that ``page`` leads to: ``kind`` says what it is."""

    page: LinkView
    kind: str
    summary: str


def previews(wiki: Wiki, entry: Entry, here: str) -> tuple[PreviewView, ...]:
    """Return previews of the pages that ``entry`` leads to, each once, at most ``MOST``: of what its text, fields and references name.

    What links here has its sentences beside it and needs none, but for incidents: they are marks in a drawing, too.
    """
    named = chain(
        (link.target for link in entry.links.values()), entry.refs.values(), (ref.source for ref in entry.references),
        entry.speakers, entry.parts, entry.children, (link.page for link in entry.backlinks if urls.kind_of(link.page) is Kind.INCIDENT),
    )  # fmt: skip
    return previews_of(wiki, (page for page in named if page != entry.page.id), here)


def previews_of(wiki: Wiki, pages: Iterable[PageId], here: str) -> tuple[PreviewView, ...]:
    """Return previews of ``pages`` for the address ``here``, each once, at most ``MOST``."""
    known = dict.fromkeys(page for page in pages if page in wiki.entries)
    return tuple(_preview(wiki, wiki.entries[page], here) for page in islice(known, MOST))


def _preview(wiki: Wiki, entry: Entry, here: str) -> PreviewView:
    page = entry.page
    kind = " · ".join(part for part in (words.KIND[page.kind], *_details(wiki, entry)) if part)
    return PreviewView(link_to(wiki, page.id, here), kind, summary_of(page))


def _details(wiki: Wiki, entry: Entry) -> Iterator[str]:
    page = entry.page
    match page.fields:
        case Incident() as fields:
            yield in_words(fields.date)
            yield words.label(fields.type)
        case Source():
            yield published(wiki, entry)
        case Actor() if page.is_vague:
            yield "a label for no particular group"
        case Actor() | Place() as fields:
            yield words.label(fields.type)
        case _:
            pass
    if page.fields.status != "published":
        yield page.fields.status
