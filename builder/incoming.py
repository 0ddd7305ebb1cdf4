"""What other pages have for a page: links with their sentences, quotations from it, words and deeds given to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from builder.attribution import attributed
from builder.backlinks import leads
from builder.dated import in_time
from builder.findings import Attribution, Quotation
from builder.ids import Kind, PageId
from builder.model import Backlink, Page
from builder.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Share:
    """What one page has for another: the ways in which it leads there, quotations from there, who speaks there, attributions.

    ``speakers`` are those whose words it has from a source; ``when`` is the key by which attributions come in order of time.
    """

    backlinks: tuple[Backlink, ...]
    quotations: tuple[Quotation, ...]
    speakers: tuple[PageId, ...]
    attributions: tuple[Attribution, ...]
    when: tuple[object, ...]


Shares = Mapping[PageId, Share]
"""What one page has for each other one."""
Incoming = dict[PageId, Share]
"""What pages have for a page, which may be one of them, by page in the order of ids."""
NOTHING: Final[Incoming] = {}
# So many pages changed are brought in one by one; with more it is faster to begin anew.
FEW: Final = 1000


@dataclass(frozen=True, slots=True)
class Received:
    """What all pages have for each page, and what that was made of."""

    shared: Mapping[PageId, Shares]
    of: Mapping[PageId, Incoming]


def shares(page: Page, out: Outgoing) -> Shares:
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
    when = in_time(page) if said else ()
    return {
        target: Share(
            backlinks=leading.get(target, ()),
            quotations=tuple(quoted.get(target, ())),
            speakers=tuple(speaking.get(target, ())),
            attributions=tuple(said.get(target, ())),
            when=when if target in said else (),
        )
        for target in dict.fromkeys((*leading, *quoted, *speaking, *said))
    }


def received(shared: Mapping[PageId, Shares], last: Received | None) -> Received:
    """Bring together what all pages have for each page; that of which nothing is new is the very object that was ``last``."""
    before = last.shared if last else {}
    changed = {page for page in (before.keys() | shared.keys()) if shared.get(page) is not before.get(page)}
    if last is None or len(changed) > FEW:
        return Received(shared, _all(shared))
    new = _all({page: shared[page] for page in changed if page in shared})
    found = dict(last.of)
    for target in new.keys() | {target for page in changed for target in before.get(page, ())}:
        kept = {page: share for page, share in found.get(target, NOTHING).items() if page not in changed}
        found[target] = dict(sorted({**kept, **new.get(target, NOTHING)}.items()))
    return Received(shared, found)


def _all(shared: Mapping[PageId, Shares]) -> dict[PageId, Incoming]:
    found: dict[PageId, Incoming] = {}
    for page, targets in shared.items():
        for target, share in targets.items():
            found.setdefault(target, {})[page] = share
    return found
