"""The open data of corrections: what readers of an earlier state of a page should know of."""

from collections.abc import Iterator

from builder import urls
from builder.flat import Flat, as_json, dated
from builder.model import Artifact, Page, Wiki


def correction_file(wiki: Wiki, base_url: str) -> Artifact:
    """Return ``corrections.json``: a flat object for each correction of a page, and for its withdrawal."""
    return Artifact(urls.CORRECTIONS_DATA, as_json(row for entry in wiki.entries.values() for row in _rows(entry.page, base_url)))


def count(wiki: Wiki) -> int:
    """Return how many corrections and withdrawals there are."""
    return sum(len([*_rows(entry.page, "")]) for entry in wiki.entries.values())


def _rows(page: Page, base_url: str) -> Iterator[Flat]:
    """Yield the corrections of a page in its own order, then its withdrawal."""
    there = urls.address(page.id)
    url = urls.absolute(base_url, there) if base_url else there
    own = {"page": page.id, "title": page.title, "url": url, "status": page.fields.status}
    for correction in page.fields.corrections:
        yield {**own, "change": "correction", **dated("date", correction.date), "text": correction.text}
    if withdrawn := page.fields.withdrawn:
        yield {**own, "change": "withdrawal", **dated("date", withdrawn.date), "text": withdrawn.text}
