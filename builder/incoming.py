"""What other pages have for a page: links with their sentences, quotations from it, words and deeds given to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from builder.attribution import attributed
from builder.backlinks import leads
from builder.findings import Attribution, Quotation
from builder.ids import Kind, PageId
from builder.model import Backlink, Page
from builder.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Share:
    """What one page has for another: the ways in which it leads there, quotations from there, who speaks there, attributions.

    ``speakers`` are those whose words it has from a source.
    """

    backlinks: tuple[Backlink, ...]
    quotations: tuple[Quotation, ...]
    speakers: tuple[PageId, ...]
    attributions: tuple[Attribution, ...]


Incoming = list[Share]
"""What all other pages have for a page, and it for itself, in the order of their ids."""
NOTHING: Final[Incoming] = []


def shares(page: Page, out: Outgoing) -> Mapping[PageId, Share]:
    """Return what ``page``, which leads to ``out``, has for each page."""
    leading = leads(page, out)
    quoted: dict[PageId, list[Quotation]] = {}
    for quotation in out.quotations:
        quoted.setdefault(quotation.source, []).append(quotation)
    speaking: dict[PageId, list[PageId]] = {}
    for claim in out.claims:
        if claim.by:
            speaking.setdefault(claim.source, []).append(claim.by)
    is_told = page.kind is Kind.INCIDENT and page.fields.status != "withdrawn"
    said = attributed(page.id, out.claims) if is_told else {}
    return {
        target: Share(
            leading.get(target, ()), tuple(quoted.get(target, ())), tuple(speaking.get(target, ())), tuple(said.get(target, ()))
        )
        for target in dict.fromkeys((*leading, *quoted, *speaking, *said))
    }


def incoming(shared: Iterable[Mapping[PageId, Share]]) -> dict[PageId, Incoming]:
    """Return what all pages have for each page: their ``shares`` brought together, in their order."""
    found: dict[PageId, Incoming] = {}
    for targets in shared:
        for target, share in targets.items():
            if target in found:
                found[target].append(share)
            else:
                found[target] = [share]
    return found
