"""The open data of the evidence: all claims as JSON and CSV, and a receipt for every quotation."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from builder import urls
from builder.agreement import standing
from builder.claimviews import in_plain_words
from builder.dates import EdtfDate, TimeOfDay
from builder.fieldtypes import Count
from builder.findings import Claim, Compared
from builder.flat import Flat, as_json, dated, line, listed
from builder.model import Artifact, Entry, Wiki
from builder.points import POINTS
from builder.schema import Source

# What a spreadsheet would take for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "|", "\t", "\r", "＝", "＋", "－", "＠")
_UNSEEN = " \u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
_SUSPECT = frozenset((*_FORMULA, *_UNSEEN))


def claim_files(wiki: Wiki, base_url: str) -> list[Artifact]:
    r"""Return ``claims.json``, ``claims.csv`` and ``checks.json``.

    Each claim is a flat object, with what was computed of its point: the verdict, how many sources and origins. Each check is
    a quotation found: ``offset`` and ``length`` count characters (Unicode code points) of the archived text, read as UTF-8
    with line ends as ``\n``, without a byte order mark; ``sha256`` is that of the archive's bytes.
    """
    lines: list[str] = []
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for entry in wiki.entries.values():
        for claim in _claims(wiki, entry, base_url):
            if not lines:
                writer.writerow(claim)
            writer.writerow(map(_cell, claim.values()))
            lines.append(line(claim))
    return [
        Artifact(urls.CLAIMS, listed(lines)),
        # RFC 4180, with a byte order mark for spreadsheets.
        Artifact(urls.CLAIMS_CSV, text.getvalue().encode("utf-8-sig")),
        Artifact(urls.CHECKS, as_json(_checks(wiki))),
    ]


def _cell(value: Any) -> Any:
    # An apostrophe in front keeps a spreadsheet from running what an author wrote.
    if isinstance(value, str) and value[:1] in _SUSPECT and value.lstrip(_UNSEEN).startswith(_FORMULA):
        return f"'{value}"
    return value


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
        "url": f"{base_url.rstrip('/')}/{there}" if base_url else there,
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
    """Return the least and the most that a claim states: a number, a day (ISO 8601), or minutes after midnight."""
    low: Any = None
    high: Any = None
    match claim.stated:
        case Count(min=low, max=high):
            pass
        case EdtfDate(earliest=first, latest=last):
            low, high = first and first.isoformat(), last and last.isoformat()
        case TimeOfDay(earliest=low, latest=high):
            pass
        case _:
            pass
    return {"value_min": low, "value_max": high}


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
