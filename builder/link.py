"""The third stage: pages and archives to ``Wiki``. All that needs more than one page is computed here, once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from builder import urls
from builder.accounts import Accountant
from builder.articles import Article
from builder.chains import chain_problems, held, upward
from builder.coverage import needless_problems
from builder.dated import in_time
from builder.evidence import gather
from builder.findings import Spelling, Unanswered
from builder.ids import Kind, PageId, Refs
from builder.incoming import NOTHING, Incoming, received, shares
from builder.known import Known
from builder.ledger import lost
from builder.lexicon import NAMED, Lexicon
from builder.memo import NOTHING_KEPT, Memo
from builder.model import Archive, Checked, Entry, Page, Wiki
from builder.names import answering, index, shared_names
from builder.nearest import Budget
from builder.origins import roots
from builder.outgoing import Outgoing, follow, look_at
from builder.problems import Problem
from builder.readings import read
from builder.redirects import claimed
from builder.schema import Actor, Source
from builder.spellings import spellings, spelt
from builder.upkeep import upkeep_problems

_TOLD: Final = (Kind.ACTOR, Kind.SOURCE)


def link(
    checked: Checked, archives: Mapping[str, Archive | None], drafts: bool = False, memo: Memo = NOTHING_KEPT
) -> tuple[Wiki, list[Problem]]:
    """Resolve every name, link, citation and quotation; ``drafts`` tells whether drafts are part of the wiki."""
    pages = tuple(page for page in checked.pages if drafts or page.fields.status != "draft")
    by_id = {page.id: page for page in checked.pages}
    budget = Budget()
    evidence, problems = gather(checked.pages, archives, not checked.broken, budget, memo)
    called = memo.same("names", tuple(memo.of(answering, page) for page in (*checked.pages, *checked.broken)))
    names = memo.of(index, called)
    problems += shared_names(by_id, names)
    drafted = by_id.keys() - {page.id for page in pages}
    addresses, found = claimed(checked.pages, checked.broken, drafted)
    problems += found
    ids = dict.fromkeys((*by_id, *(failed.id for failed in checked.broken)))
    former = {urls.page_at(address): page for address, page in (*addresses.redirects.items(), *addresses.hidden.items())}
    known = Known(by_id, ids, names, drafted, evidence, budget, former)
    following = memo.again("following", follow, checked.pages, known)
    for followed in following.pages.values():
        problems += followed.problems
    problems += look_at(checked.broken, known)
    outgoing = {page: followed.outgoing for page, followed in following.pages.items()}
    problems += chain_problems(by_id, upward(outgoing))
    wiki, lexicon = _wiki(checked, {page.id: outgoing[page.id] for page in pages}, addresses.redirects, evidence.articles, memo)
    problems += upkeep_problems(wiki, known, outgoing, lexicon, memo)
    # A page that can't be read may be what quotes, answers or has an old address.
    if not checked.broken:
        problems += needless_problems(wiki)
        problems += lost(checked.ledger, pages, addresses.redirects, addresses.hidden)
    return wiki, problems


class _Around(NamedTuple):
    """What stands around a page: places inside it, parts of it, its neighbours in time, its names in articles, names that it lacks."""

    children: Sequence[PageId]
    parts: Sequence[PageId]
    previous: PageId | None
    next: PageId | None
    spellings: tuple[Spelling, ...]
    unanswered: tuple[Unanswered, ...]


def _wiki(
    checked: Checked,
    outgoing: Mapping[PageId, Outgoing],
    redirected: Mapping[str, PageId],
    articles: Mapping[PageId, Article],
    memo: Memo,
) -> tuple[Wiki, Lexicon]:
    """Bring together what the pages that are followed in ``outgoing`` amount to; return their names, too."""
    pages = tuple(page for page in checked.pages if page.id in outgoing)
    incoming = memo.again("incoming", received, {page.id: memo.of(shares, page, outgoing[page.id]) for page in pages})
    incidents = memo.same("incidents", tuple(page for page in pages if page.kind is Kind.INCIDENT))
    order = memo.same("order", memo.of(_in_time, incidents))
    sources = memo.of(_in_time, memo.same("sources", tuple(page for page in pages if page.kind is Kind.SOURCE)))
    before = {later: earlier for one in (order, sources) for earlier, later in pairwise(one)}
    after = {earlier: later for later, earlier in before.items()}
    speaking = ((page, outgoing[page.id].refs if page.id in outgoing else None) for page in checked.pages if page.kind in _TOLD)
    accountant = memo.same("accountant", memo.of(_accountant, memo.same("speaking", tuple(speaking))))
    lexicon = memo.of(Lexicon, memo.same("lexicon", tuple(memo.of(answering, page) for page in pages if page.kind in NAMED)))
    spelt_in = memo.again(
        "spelt in", read, spelt, _normal, {source: (article,) for source, article in articles.items()}, lexicon
    ).made
    spelling = memo.of(spellings, memo.same("spelt", tuple(spelt_in.items())))
    ups = upward(outgoing)
    inside, parts = held(ups["inside"]), held({page: ups["part-of"][page] for page in order if page in ups["part-of"]})

    lacking = {source: article.unanswered for source, article in spelt_in.items()}
    around = {
        page.id: _Around(
            inside.get(page.id, ()),
            parts.get(page.id, ()),
            before.get(page.id),
            after.get(page.id),
            spelling.get(page.id, ()),
            lacking.get(page.id, ()),
        )
        for page in pages
    }
    around = memo.same_each("around", around)
    entries = {
        page.id: memo.of(_entry, page, outgoing[page.id], incoming.of.get(page.id, NOTHING), around[page.id], accountant)
        for page in pages
    }
    return Wiki(checked.site, entries, articles, order, redirected, checked.history, checked.ledger), lexicon


def _entry(page: Page, out: Outgoing, incoming: Incoming, around: _Around, accountant: Accountant) -> Entry:
    shares = incoming.values()
    telling = sorted((share for share in shares if share.attributions), key=attrgetter("when"))
    return Entry(
        page=page,
        links=out.links,
        citations=out.citations,
        references=out.references,
        refs=out.refs,
        backlinks=tuple(backlink for share in shares for backlink in share.backlinks),
        children=tuple(around.children),
        parts=tuple(around.parts),
        claims=out.claims,
        compared=accountant.compare(out.claims),
        steps=accountant.steps(out.claims) if page.kind is Kind.INCIDENT else (),
        attributions=tuple(attribution for share in telling for attribution in share.attributions),
        quotations=tuple(sorted((q for share in shares for q in share.quotations), key=lambda quotation: quotation.span)),
        speakers=tuple(sorted({speaker for share in shares for speaker in share.speakers})),
        spellings=around.spellings,
        unanswered=around.unanswered,
        previous=around.previous,
        next=around.next,
    )


def _normal(article: Article) -> str:
    return article.text.normal


def _in_time(pages: Iterable[Page]) -> tuple[PageId, ...]:
    return tuple(page.id for page in sorted(pages, key=in_time))


def _accountant(speaking: Iterable[tuple[Page, Refs | None]]) -> Accountant:
    """Return what accounts must know of actors and sources, given with the pages that they name; those of drafts are None."""
    shown = [(page, refs) for page, refs in speaking if refs is not None]
    vague = frozenset(page.id for page, _ in shown if isinstance(page.fields, Actor) and page.fields.vague)
    published = {page.id: page.fields.published for page, _ in speaking if isinstance(page.fields, Source)}
    return Accountant(vague, roots(shown), published)
