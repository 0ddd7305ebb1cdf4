"""What templates see of a page: texts and ready links, nothing of the engine.

A view is made from one entry and the few pages that it names, so drawing a page costs what the page holds and not
what the wiki holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from markupsafe import Markup

from builder import urls, words
from builder.attributionviews import AttributionView, MirrorView, StepView, attribution_view, mirror_view, step_views
from builder.bodyviews import ReferenceView, body_html, references
from builder.claimviews import TableView, table_view
from builder.correctionviews import CorrectionView, corrections_of, withdrawal_of
from builder.dates import in_words, time_in_words, weekday
from builder.facts import Fact, LinkView, facts, foreign, is_draft, link_to, summary_of
from builder.frameviews import FootView, crumbs, foot
from builder.ids import PageId
from builder.locator import LocatorView, locator
from builder.model import Backlink, Context, Entry, Wiki
from builder.previews import PreviewView, previews
from builder.schema import Actor, AnyFields, Aside, Incident, Note, Passage, Place, Source
from builder.sourceviews import QuotedList, SpellingView, quoted_list, spelling_views
from builder.tieviews import TiesView, ties_view
from builder.timefigures import SmallView, small_view

CONTENTS_LEVELS: Final = (2, 3)
ABOUT: Final = PageId("about")
_OVERVIEWS: Final = (
    ("Timeline", urls.TIMELINE), ("Map", urls.MAP), ("Who with whom", urls.WHO), ("Contested", urls.CONTESTED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NavView:
    """One entry of the site's navigation. ``current`` is the value of ``aria-current``: page, true (a page of its), or empty."""

    label: str
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page needs of the site. ``feed`` is empty where its full address is not known."""

    title: str
    summary: str
    lang: str
    dir: str
    home: str
    assets: str
    search: str
    nav: tuple[NavView, ...]
    about: LinkView | None
    data: str
    corrections: str
    feed: str


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading of the body, for the contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class BacklinkView:
    """A page that leads here, with the sentences in which it does, or else its summary."""

    page: LinkView
    detail: str
    contexts: tuple[Context, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class BacklinkGroup:
    """Backlinks of one kind."""

    label: str
    items: tuple[BacklinkView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of any kind.

    ``text_lang`` and ``text_dir`` are those of a source's archived text, from which its passages are; ``title_lang`` and
    ``title_dir`` those of a title in another language than the wiki's.
    """

    kind: str
    kind_label: str
    crumbs: tuple[LinkView, ...]
    title: str
    title_lang: str
    title_dir: str
    summary: str
    status: str
    dateline: str
    facts: tuple[Fact, ...]
    body: Markup
    contents: tuple[HeadingView, ...]
    ties: TiesView | None
    table: TableView | None
    attribution: AttributionView | None
    mirror: MirrorView | None
    steps: tuple[StepView, ...]
    spellings: tuple[SpellingView, ...]
    quoted: QuotedList | None
    unanswered: tuple[str, ...]
    references: tuple[ReferenceView, ...]
    backlinks: tuple[BacklinkGroup, ...]
    backlinks_count: str
    notes: tuple[str, ...]
    text_lang: str
    text_dir: str
    asides: tuple[Aside, ...]
    translated: tuple[Passage, ...]
    left_out: tuple[Passage, ...]
    withdrawn: CorrectionView | None
    corrections: tuple[CorrectionView, ...]
    previous: LinkView | None
    next: LinkView | None
    foot: FootView
    previews: tuple[PreviewView, ...]
    locator: LocatorView | None
    timeline: SmallView | None


def site_view(wiki: Wiki, here: str, base_url: str) -> SiteView:
    """Return what a page at the address ``here`` needs of the site."""
    site = wiki.site
    # The server shows the page of a missing address at that address, where a relative link would lead astray.
    root = urls.root(base_url) if here == urls.NOT_FOUND else urls.relative(here, "")
    nav = [NavView(words.KINDS[kind], root + there, _current(here, there)) for kind, there in urls.LISTS.items()]
    nav += (NavView(name, root + there, _current(here, there)) for name, there in _OVERVIEWS)
    about = root + urls.address(ABOUT) if ABOUT in wiki.entries else ""
    if about:
        nav.append(NavView("About", about, _current(here, urls.address(ABOUT))))
    return SiteView(
        title=site.title, summary=site.summary or "", lang=site.lang, dir=words.direction(site.lang),
        home=root + urls.HOME, assets=root + urls.ASSETS, search=root + urls.SEARCH,
        nav=tuple(nav), about=LinkView("About this site", about) if about else None,
        data=root + urls.DATA_PAGE, corrections=root + urls.CORRECTIONS, feed=root + urls.FEED if base_url else "",
    )  # fmt: skip


def _current(here: str, there: str) -> str:
    if here == there:
        return "page"
    folder = there.removesuffix("index.html")
    inside = folder if folder != there else f"{there.removesuffix('.html')}/"  # timeline/2021.html
    return "true" if here.startswith(inside) or urls.is_list_part(here, there) else ""


def page_view(wiki: Wiki, entry: Entry, here: str, base_url: str = "") -> PageView:
    """Return the view of a page that stands at the address ``here``; without a ``base_url`` its full address is not known."""
    page, fields = entry.page, entry.page.fields
    title_lang = foreign(wiki, entry)
    return PageView(
        kind=page.kind.value,
        kind_label=words.KIND[page.kind],
        crumbs=crumbs(wiki, entry, here),
        title=page.title,
        title_lang=title_lang,
        title_dir=words.direction(title_lang) if title_lang else "",
        summary=fields.summary or "",
        status=fields.status,
        dateline=_dateline(entry),
        facts=tuple(facts(wiki, entry, here)),
        body=body_html(entry, here, partial(is_draft, wiki)),
        contents=tuple(HeadingView(h.level, h.id, h.text) for h in page.body.headings if h.level in CONTENTS_LEVELS),
        ties=ties_view(wiki, entry, here),
        table=table_view(wiki, entry, here),
        attribution=attribution_view(wiki, entry, here),
        mirror=mirror_view(wiki, entry, here),
        steps=step_views(wiki, entry, here),
        spellings=spelling_views(wiki, entry, here) if _is_spelt(fields) else (),
        quoted=quoted_list(wiki, entry, here, fields.lang) if isinstance(fields, Source) else None,
        unanswered=tuple(name.text for name in entry.unanswered if not name.is_left_out),
        references=references(wiki, entry, here),
        backlinks=_backlinks(wiki, entry, here),
        backlinks_count=words.count(len({backlink.page for backlink in entry.backlinks}), "page"),
        notes=fields.notes if isinstance(fields, Source) else (),
        text_lang=fields.lang if isinstance(fields, Source) else "",
        text_dir=words.direction(fields.lang) if isinstance(fields, Source) else "",
        asides=fields.asides if isinstance(fields, Source) else (),
        translated=fields.translated if isinstance(fields, Source) else (),
        left_out=fields.left_out if isinstance(fields, Source) else (),
        withdrawn=withdrawal_of(fields),
        corrections=corrections_of(fields),
        previous=link_to(wiki, entry.previous, here) if entry.previous else None,
        next=link_to(wiki, entry.next, here) if entry.next else None,
        foot=foot(wiki, entry, here, base_url),
        previews=previews(wiki, entry, here),
        locator=locator(wiki, entry, here),
        timeline=small_view(wiki, entry, here),
    )  # fmt: skip


def _is_spelt(fields: AnyFields) -> bool:
    """Tell whether a page shows how articles spell its names: a free page does if it has more than its title."""
    return isinstance(fields, (Actor, Place)) or (isinstance(fields, Note) and bool(fields.aliases))


def _dateline(entry: Entry) -> str:
    """Return the line under the title: when, for an incident or source; what it is, for others."""
    fields = entry.page.fields
    match fields:
        case Incident():
            day = weekday(fields.date)
            when = f"{day}, {in_words(fields.date)}" if day else in_words(fields.date)
            when = f"{when}, {time_in_words(fields.time)}" if fields.time else when
            return when[:1].upper() + when[1:]
        case Source():
            return f"Published {in_words(fields.published)}"
        case Actor() if entry.page.is_vague:
            return f"A label for no particular group · {words.label(fields.type)}"
        case Actor():
            return words.label(fields.type)
        case _:
            return words.label(getattr(fields, "type", ""))


def _backlinks(wiki: Wiki, entry: Entry, here: str) -> tuple[BacklinkGroup, ...]:
    rows: dict[int, list[Backlink]] = {}
    for backlink in entry.backlinks:
        rows.setdefault(words.group_of(backlink.relation, wiki.entries[backlink.page].page.kind), []).append(backlink)
    groups: dict[str, list[BacklinkView]] = {}
    for row in sorted(rows):
        views = (_backlink(wiki, backlink, here) for backlink in _newest_first(wiki, rows[row]))
        groups.setdefault(words.BACKLINKS[row][2], []).extend(views)
    return tuple(BacklinkGroup(heading, tuple(items)) for heading, items in groups.items())


def _newest_first(wiki: Wiki, backlinks: Iterable[Backlink]) -> list[Backlink]:
    """Return incidents newest first and other pages by title."""

    def key(backlink: Backlink) -> tuple[int, str]:
        page = wiki.entries[backlink.page].page
        if isinstance(page.fields, Incident):
            return (-page.fields.date.sort_key[0].toordinal(), page.id)
        return (0, page.title)

    return sorted(backlinks, key=key)


def _backlink(wiki: Wiki, backlink: Backlink, here: str) -> BacklinkView:
    page = wiki.entries[backlink.page].page
    when = in_words(page.fields.date) if isinstance(page.fields, Incident) else ""
    # Nobody is to read here what a page said that was withdrawn.
    contexts = () if page.fields.withdrawn else backlink.contexts
    detail = " · ".join(filter(None, (when, "withdrawn" if page.fields.withdrawn else "")))
    return BacklinkView(link_to(wiki, backlink.page, here), detail, contexts, "" if contexts else summary_of(page))
