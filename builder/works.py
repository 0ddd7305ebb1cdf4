"""The sources of a wiki as works to cite, the same for every format of references."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder import words
from builder.dates import EdtfDate
from builder.ids import Kind
from builder.model import Entry, Page, Wiki
from builder.schema import Source

WITHDRAWN: Final = "Withdrawn from the wiki"


@dataclass(frozen=True, slots=True)
class Work:
    """A source: the key by which it is cited (its slug), its title, who published and wrote it, when and where it appeared.

    What is not known is empty. ``kind`` is its CSL type; ``title`` is in square brackets where it is the wiki's and no headline;
    ``note`` says what a reader must know before citing it; ``reasons`` how headline, outlet and date were established, or why not.
    """

    page: Page
    key: str
    kind: str
    title: str
    outlet: str
    author: str
    issued: EdtfDate
    url: str
    lang: str
    sha256: str
    note: str
    reasons: str


def works(wiki: Wiki) -> Iterator[Work]:
    """Yield all sources, in the order of their ids."""
    for entry in wiki.entries.values():
        fields = entry.page.fields
        if isinstance(fields, Source):
            yield Work(
                page=entry.page,
                key=entry.page.slug,
                kind=fields.csl,
                title=title_of(fields),
                outlet=outlet_of(wiki, entry, fields),
                author=fields.author or "",
                issued=fields.published,
                url=fields.url or "",
                lang=fields.lang,
                sha256=fields.archive.sha256,
                note=WITHDRAWN if fields.status == "withdrawn" else "",
                reasons=" ".join(reasons_of(fields)),
            )


def count_works(wiki: Wiki) -> int:
    """Return how many works there are."""
    return sum(entry.page.kind is Kind.SOURCE for entry in wiki.entries.values())


def title_of(fields: Source) -> str:
    """Return the headline of a source; where it has none, what it is, in square brackets as ISO 690 asks of a supplied title."""
    return fields.title or f"[{words.label(fields.csl)} without a headline]"


def reasons_of(fields: Source) -> list[str]:
    """Return how headline, outlet and date of a source were established, or why they were not: formats without doubt need that said."""
    told = (("Headline", fields.title_note), ("Outlet", fields.publisher_note), ("Date", fields.published_note))
    return [f"{label}: {note}" for label, note in told if note]


def outlet_of(wiki: Wiki, entry: Entry, fields: Source) -> str:
    """Return the name of the outlet that published a source, or nothing where it is not known."""
    outlet = wiki.entries.get(entry.refs[Kind.ACTOR, fields.publisher]) if fields.publisher else None
    return outlet.page.title if outlet else ""
