"""The third stage: pages and archives to ``Wiki``. All that needs more than one page is computed here, once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from builder import urls
from builder.accounts import Accountant
from builder.articles import Article
from builder.attribution import mirrored
from builder.backlinks import backlinks
from builder.chains import chain_problems
from builder.coverage import needless_problems
from builder.evidence import gather
from builder.findings import Quotation
from builder.ids import Kind, PageId
from builder.lexicon import Lexicon
from builder.model import Archive, Checked, Entry, Page, Wiki
from builder.names import shared_names
from builder.nearest import Budget
from builder.origins import roots
from builder.outgoing import Follower, Outgoing
from builder.problems import ADDRESS_TAKEN, FIELD_VALUE, Position, Problem, problem
from builder.schema import Actor, Incident, Source
from builder.spellings import spellings, spelt


def link(checked: Checked, archives: Mapping[str, Archive | None], drafts: bool = False) -> tuple[Wiki, list[Problem]]:
    """Resolve every name, link, citation and quotation; ``drafts`` tells whether drafts are part of the wiki."""
    pages = tuple(page for page in checked.pages if drafts or page.fields.status != "draft")
    budget = Budget()
    evidence, problems = gather(checked.pages, archives, not checked.broken, budget)
    problems += shared_names(checked.pages)
    redirects, found = _redirects(pages)
    problems += found + _taken_addresses(pages)
    linker = Follower(checked, evidence, budget, frozenset(page.id for page in checked.pages) - {page.id for page in pages})
    outgoing = {page.id: linker.follow(page) for page in checked.pages}
    for failed in checked.broken:
        linker.look_at(failed)
    problems += linker.problems + chain_problems(checked.pages, outgoing)
    shown = {page.id: outgoing[page.id] for page in pages}
    wiki = _wiki(checked, pages, shown, redirects, evidence.articles)
    # A page that can't be read may be what quotes or answers.
    return wiki, problems if checked.broken else problems + needless_problems(wiki)


def _wiki(
    checked: Checked,
    pages: tuple[Page, ...],
    outgoing: Mapping[PageId, Outgoing],
    redirects: Mapping[str, PageId],
    articles: Mapping[PageId, Article],
) -> Wiki:
    leading_here = backlinks(pages, outgoing)
    incidents = sorted((page for page in pages if page.kind is Kind.INCIDENT), key=_when)
    order = tuple(page.id for page in incidents)
    sources = (page.id for page in sorted((page for page in pages if page.kind is Kind.SOURCE), key=_when))
    after = dict(pairwise(order)) | dict(pairwise(sources))
    before = {later: earlier for earlier, later in after.items()}
    inside, parts = _held(pages, outgoing, "inside"), _held(incidents, outgoing, "part-of")
    accountant = _accountant(checked, pages, outgoing)
    attributions = mirrored((page.id, outgoing[page.id].claims) for page in incidents if page.fields.status != "withdrawn")
    quotations: dict[PageId, list[Quotation]] = defaultdict(list)
    speakers: dict[PageId, dict[PageId, None]] = defaultdict(dict)
    for out in outgoing.values():
        for quotation in out.quotations:
            quotations[quotation.source].append(quotation)
        for claim in out.claims:
            if claim.by:
                speakers[claim.source][claim.by] = None
    lexicon = Lexicon(pages)
    names = {source: spelt(article, lexicon) for source, article in articles.items()}
    spelling = spellings(names)
    entries = {
        page.id: Entry(
            page=page,
            links=out.links,
            citations=out.citations,
            references=out.references,
            refs=out.refs,
            backlinks=tuple(leading_here.get(page.id, ())),
            children=tuple(inside.get(page.id, ())),
            parts=tuple(parts.get(page.id, ())),
            claims=out.claims,
            compared=accountant.compare(out.claims),
            steps=accountant.steps(out.claims) if page.kind is Kind.INCIDENT else (),
            attributions=tuple(attributions.get(page.id, ())),
            quotations=tuple(sorted(quotations.get(page.id, ()), key=lambda quotation: quotation.span)),
            speakers=tuple(sorted(speakers.get(page.id, ()))),
            spellings=spelling.get(page.id, ()),
            unanswered=names[page.id].unanswered if page.id in names else (),
            previous=before.get(page.id),
            next=after.get(page.id),
        )
        for page in pages
        for out in (outgoing[page.id],)
    }
    return Wiki(checked.site, entries, articles, order, redirects, checked.changed)


def _held(pages: Iterable[Page], outgoing: Mapping[PageId, Outgoing], relation: str) -> dict[PageId, list[PageId]]:
    """Return which pages each page holds, by the relation in which these stand to it, in the order of ``pages``."""
    held: dict[PageId, list[PageId]] = defaultdict(list)
    for page in pages:
        for target, named in outgoing[page.id].relations:
            if named == relation:
                held[target].append(page.id)
    return held


def _accountant(checked: Checked, pages: tuple[Page, ...], outgoing: Mapping[PageId, Outgoing]) -> Accountant:
    vague = frozenset(page.id for page in pages if isinstance(page.fields, Actor) and page.fields.vague)
    published = {page.id: page.fields.published for page in checked.pages if isinstance(page.fields, Source)}
    return Accountant(vague, roots(pages, {page: out.refs for page, out in outgoing.items()}), published)


def _when(page: Page) -> tuple[object, ...]:
    """Return the key by which incidents and sources come in order of time."""
    match page.fields:
        case Incident(date=date, time=time):
            return (*date.sort_key, time.earliest if time else -1, page.id)
        case Source(published=published):
            return (*published.sort_key, page.id)
        case _:  # pragma: no cover
            return ()


def _taken_addresses(pages: Iterable[Page]) -> list[Problem]:
    """Find pages that stand where the site puts something of its own."""
    return [
        problem(ADDRESS_TAKEN, Position(page.path), f"{urls.address(page.id)} is the site's own", "rename the file")
        for page in pages
        if urls.is_own(page.id)
    ]


def _redirects(pages: tuple[Page, ...]) -> tuple[dict[str, PageId], list[Problem]]:
    """Return old address to page, for the ids that pages had before."""
    taken: dict[str, PageId] = {urls.address(page.id): page.id for page in pages}
    found: dict[str, PageId] = {}
    problems: list[Problem] = []
    for page in pages:
        folder = urls.FOLDERS.get(page.kind, "")
        for number, text in enumerate(page.fields.redirect_from):
            old = text if "/" in text or not folder else f"{folder}/{text}"
            at = page.position("redirect_from", number)
            if not urls.is_page_id(old):
                problems.append(
                    problem(FIELD_VALUE, at, f'"{text}" was never the id of a page', "write it like incidents/2024-09-10-x")
                )
            elif (address := urls.address(PageId(old))) in taken or urls.is_own(PageId(old)) or address == urls.HOME:
                message = f"{address} is the address of {taken.get(address, 'the site itself')}"
                problems.append(problem(ADDRESS_TAKEN, at, message, "an address leads to one page only"))
            else:
                taken[address] = found[address] = page.id
    return found, problems
