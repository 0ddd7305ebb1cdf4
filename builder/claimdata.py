"""The open data of the evidence: all claims, and a receipt for every quotation."""

from collections.abc import Iterator
from datetime import date

from builder import urls
from builder.agreement import standing
from builder.claimviews import in_plain_words
from builder.datakeys import CLAIM_KEYS
from builder.dates import EdtfDate, TimeOfDay
from builder.fieldtypes import Count
from builder.findings import Claim, Compared
from builder.flat import Flat, as_json, dated
from builder.model import Artifact, Entry, Wiki
from builder.points import POINTS
from builder.schema import Source
from builder.tables import as_json_and_csv


def claim_files(wiki: Wiki, base_url: str) -> list[Artifact]:
    """Return ``claims.json`` and ``claims.csv``: each claim as a flat object, with what was computed of its point."""
    rows = (row for entry in wiki.entries.values() for row in _claims(wiki, entry, base_url))
    as_json, as_csv = as_json_and_csv([key.name for key in CLAIM_KEYS], rows)
    return [Artifact(urls.CLAIMS, as_json), Artifact(urls.CLAIMS_CSV, as_csv)]


def check_file(wiki: Wiki) -> Artifact:
    r"""Return ``checks.json``: each quotation that was found in the archived text of its source.

    ``offset`` and ``length`` count characters (Unicode code points) of the archived text, read as UTF-8 with line ends as ``\n``,
    without a byte order mark; ``sha256`` is that of the archive's bytes.
    """
    return Artifact(urls.CHECKS, as_json(_checks(wiki)))


def _claims(wiki: Wiki, entry: Entry, base_url: str) -> Iterator[Flat]:
    """Yield the claims of a page in its own order."""
    computed = {claim.id: of_row for row in entry.compared for of_row in (_of_row(wiki, row),) for claim in row.claims}
    kept = {claim.id for claim in standing(entry.claims)}
    for claim in entry.claims:
        yield {**_claim(wiki, entry, claim, base_url), "retracted": claim.id not in kept, **computed[claim.id]}


def _claim(wiki: Wiki, entry: Entry, claim: Claim, base_url: str) -> Flat:
    page = entry.page
    value = wiki.entries[claim.page].page.title if claim.page else in_plain_words(claim)
    there = f"{urls.address(page.id)}{urls.fragment(urls.claim(claim.id))}"
    source = wiki.entries[claim.source].page.fields
    return {
        "id": f"{page.id}#{claim.id}",
        "title": f"{page.title}: {POINTS[claim.about].label}: {value}",
        "url": urls.absolute(base_url, there) or there,
        "page": page.id,
        "status": page.fields.status,
        "claim": claim.id,
        "about": claim.about,
        "stance": claim.stance,
        "value": value,
        "value_page": claim.page,
        **_bounds(claim),
        "by": claim.by,
        **dated("said", claim.said),
        "source": claim.source,
        **dated("published", source.published if isinstance(source, Source) else None),
        "quote": claim.quote,
        "translated": bool(claim.span and (article := wiki.articles.get(claim.source)) and article.is_translated(claim.span)),
        "refines": f"{page.id}#{claim.refines}" if claim.refines else None,
        "note": claim.note,
    }


def _of_row(wiki: Wiki, row: Compared) -> Flat:
    """Return what was computed of a point, and when the first and the last article that has it appeared (EDTF)."""
    sources = (wiki.entries[claim.source].page.fields for claim in row.claims)
    dates = sorted((source.published for source in sources if isinstance(source, Source)), key=lambda date: date.sort_key)
    return {
        "verdict": row.verdict.value,
        "sources": row.sources,
        "origins": row.origins,
        "first_known": dates[0].text if dates else None,
        "last_known": dates[-1].text if dates else None,
    }


def _bounds(claim: Claim) -> Flat:
    """Return the least and the most that a claim states: a number, or minutes after midnight; of a date, its days (ISO 8601)."""
    low: int | None = None
    high: int | None = None
    first: date | None = None
    last: date | None = None
    match claim.stated:
        case Count() as count:
            low, high = count.min, count.max
        case TimeOfDay() as time:
            low, high = time.earliest, time.latest
        case EdtfDate() as day:
            first, last = day.earliest, day.latest
        case _:
            pass
    days = {"value_earliest": first and first.isoformat(), "value_latest": last and last.isoformat()}
    return {"value_min": low, "value_max": high, **days}


def _checks(wiki: Wiki) -> Iterator[Flat]:
    for entry in wiki.entries.values():
        fields, article = entry.page.fields, wiki.articles.get(entry.page.id)
        if not isinstance(fields, Source) or article is None:
            continue
        raw = article.text.raw([quotation.span for quotation in entry.quotations])
        for quotation in entry.quotations:
            start, end = raw[quotation.span]
            yield {
                "page": quotation.page,
                "claim": quotation.claim and f"{quotation.page}#{quotation.claim}",
                "place": quotation.fragment,
                "source": quotation.source,
                "archive": fields.archive.file,
                "sha256": fields.archive.sha256,
                "offset": start,
                "length": end - start,
                "words": article.text.text[start:end],
            }
