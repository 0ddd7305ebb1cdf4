"""The open data of corrections: what readers of an earlier state of a page should know of."""

from builder import urls
from builder.amendments import Amendment, amendments
from builder.flat import Flat, as_json, dated
from builder.model import Artifact, Wiki


def correction_file(wiki: Wiki, base_url: str) -> Artifact:
    """Return ``corrections.json``: a flat object for each correction of a page, and for its withdrawal; the newest first."""
    return Artifact(urls.CORRECTIONS_DATA, as_json(_row(found, base_url) for found in amendments(wiki)))


def count(wiki: Wiki) -> int:
    """Return how many corrections and withdrawals there are."""
    return len(amendments(wiki))


def _row(found: Amendment, base_url: str) -> Flat:
    page = found.entry.page
    there = urls.address(page.id)
    return {
        "page": page.id,
        "title": page.title,
        "url": urls.absolute(base_url, there) or there,
        "status": page.fields.status,
        "change": found.change,
        **dated("date", found.date),
        "text": found.text,
    }
