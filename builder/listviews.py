"""What templates see of the home page and of the index lists. Each is made once, in one pass over its pages."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Final

from markupsafe import Markup

from builder import urls, words
from builder.bodyviews import ReferenceView, body_html, references
from builder.correctionviews import CorrectionView, corrections_of
from builder.dated import date_of, fields_of, published_of
from builder.dates import in_words
from builder.facets import differing, is_name
from builder.facts import FactItem, LinkView, aliases, is_draft, link_to, published, summary_of
from builder.ids import Kind, PageId
from builder.listparts import PartView, cut, part_address, part_view
from builder.model import Entry, Wiki
from builder.previews import PreviewView, previews_of
from builder.schema import Actor, Incident, Place, Source
from builder.timefigures import SmallView, standing, whole_view

NEWEST_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class ItemView:
    """A page in a list. ``when`` is a date, ``tags`` a few words on what it is, ``counts`` how much leads to it."""

    page: LinkView
    when: str
    tags: tuple[str, ...]
    summary: str
    counts: str
    also: tuple[FactItem, ...]
    status: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A part of a list, with an id for its heading; ``count`` in words."""

    label: str
    id: str
    count: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class TreeView:
    """A place and the places inside it."""

    item: ItemView
    children: tuple["TreeView", ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """An index list, or a part of a long one. ``groups`` or, for places, ``trees``; ``count`` in words; ``data`` are files with the same.

    ``here`` is its address, ``contents`` lead to all groups on all parts; ``finder`` leads to the script by which incidents can be
    filtered, ``whole`` from a part to the list itself; both are empty elsewhere.
    """

    here: str
    title: str
    count: str
    contents: tuple[LinkView, ...]
    groups: tuple[GroupView, ...]
    trees: tuple[TreeView, ...]
    part: PartView | None
    data: tuple[LinkView, ...]
    finder: str
    whole: str


@dataclass(frozen=True, slots=True)
class CountView:
    """How many pages of a kind there are, and where they are listed."""

    number: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page: the note ``index``, what the wiki holds, when it happened, and the newest incidents; nothing that was withdrawn."""

    title: str
    summary: str
    body: Markup
    references: tuple[ReferenceView, ...]
    counts: tuple[CountView, ...]
    timeline: SmallView | None
    dates: LinkView
    newest: tuple[ItemView, ...]
    incidents: LinkView
    previews: tuple[PreviewView, ...]
    corrections: tuple[CorrectionView, ...]


def home_view(wiki: Wiki) -> HomeView:
    """Return the view of the home page."""
    here = urls.HOME
    entry = wiki.entries.get(PageId("index"))
    totals = {kind: len(standing(_of_kind(wiki, kind))) for kind in urls.LISTS}
    counts = [
        CountView(f"{number:,}", words.KIND[kind].lower() if number == 1 else words.KINDS[kind].lower(), urls.LISTS[kind])
        for kind, number in totals.items()
    ]
    if contested := [row for entry in wiki.entries.values() for row in differing(entry)]:
        names = sum(map(is_name, contested))
        label = f"contested point{'' if len(contested) == 1 else 's'}{f', {names:,} on names' if names else ''}"
        counts.append(CountView(f"{len(contested):,}", label, urls.CONTESTED))
    incidents = standing(wiki.entries[page] for page in reversed(wiki.incidents))
    newest = [incident for incident in incidents if fields_of(incident).scope == "event"]
    linked = (link.target for link in entry.links.values()) if entry else ()
    timeline = whole_view(wiki)
    return HomeView(
        title=entry.page.title if entry else wiki.site.title,
        summary=(entry.page.fields.summary if entry else wiki.site.summary) or "",
        body=body_html(entry, here, partial(is_draft, wiki)) if entry else Markup(),
        references=references(wiki, entry, here) if entry else (),
        counts=tuple(counts),
        newest=tuple(_item(wiki, incident, here) for incident in newest[:NEWEST_SHOWN]),
        incidents=LinkView("All incidents", urls.LISTS[Kind.INCIDENT]),
        timeline=timeline,
        dates=LinkView("Timeline with names and dates", urls.TIMELINE),
        previews=previews_of(wiki, chain(linked, timeline.drawn if timeline else ()), here),
        corrections=corrections_of(entry.page.fields) if entry else (),
    )


def list_views(wiki: Wiki, kind: Kind) -> Iterator[ListView]:
    """Yield the views of the index list of ``kind``: that of the list, and of its older parts if it is long."""
    entries = _of_kind(wiki, kind)
    match kind:
        case Kind.INCIDENT:
            yield from _in_parts(wiki, kind, [wiki.entries[page] for page in reversed(wiki.incidents)], _year_of_incident)
        case Kind.ACTOR:
            order = list(words.ACTOR_GROUPS.values())
            by_name = sorted(entries, key=lambda entry: (order.index(_type_of_actor(entry)), entry.page.title.casefold()))
            here = urls.LISTS[kind]
            groups = _grouped(wiki, by_name, here, _type_of_actor)
            yield replace(_list_view(kind, here, entries), groups=groups, contents=_contents(groups, here))
        case Kind.PLACE:
            here = urls.LISTS[kind]
            yield replace(_list_view(kind, here, entries), trees=_trees(wiki, entries, here))
        case _:
            yield from _in_parts(wiki, kind, sorted(entries, key=_published_key, reverse=True), _year_of_source)


def _in_parts(wiki: Wiki, kind: Kind, newest_first: Sequence[Entry], group: Callable[[Entry], str]) -> Iterator[ListView]:
    parts = cut(newest_first)
    addresses = [part_address(urls.LISTS[kind], number, len(parts)) for number in range(len(parts))]
    totals = Counter(map(group, newest_first))
    begins: dict[str, str] = {}
    for part, there in zip(parts, addresses, strict=True):
        for entry in part:
            begins.setdefault(group(entry), there)
    for number, (part, here) in enumerate(zip(parts, addresses, strict=True)):
        yield replace(
            _list_view(kind, here, part if number else newest_first),
            groups=_grouped(wiki, part, here, group, totals),
            contents=tuple(LinkView(label, urls.place(here, there, words.group_id(label))) for label, there in begins.items()),
            part=part_view(urls.LISTS[kind], number, len(parts)),
        )


def _list_view(kind: Kind, here: str, entries: Sequence[Entry]) -> ListView:
    """Return the view of a list of some pages, or of a part of it, that stands at ``here``; its entries are put in."""
    whole = urls.LISTS[kind]
    count = words.count(len(entries), words.KIND[kind].lower(), words.KINDS[kind].lower())
    return ListView(
        here=here,
        title=words.KINDS[kind],
        count=words.including(count, len(entries) - len(standing(entries))),
        contents=(),
        groups=(),
        trees=(),
        part=None,
        data=tuple(
            LinkView(name, urls.relative(here, there[kind])) for name, there in (("CSV", urls.TABLES), ("JSON", urls.DATA))
        ),
        finder=urls.relative(here, urls.FINDER) if kind is Kind.INCIDENT and here == whole else "",
        whole=urls.relative(here, whole) if here != whole else "",
    )


def _contents(groups: Iterable[GroupView], here: str) -> tuple[LinkView, ...]:
    return tuple(LinkView(group.label, urls.place(here, here, group.id)) for group in groups)


def _of_kind(wiki: Wiki, kind: Kind) -> list[Entry]:
    return [entry for entry in wiki.entries.values() if entry.page.kind is kind]


def _grouped(
    wiki: Wiki, entries: Iterable[Entry], here: str, group: Callable[[Entry], str], totals: Mapping[str, int] | None = None
) -> tuple[GroupView, ...]:
    """Put entries that come in order into groups that come in order; ``totals`` tell how many a group has on all parts."""
    groups: dict[str, list[ItemView]] = {}
    for entry in entries:
        groups.setdefault(group(entry), []).append(_item(wiki, entry, here))
    return tuple(
        GroupView(label, words.group_id(label), _some(len(items), (totals or {}).get(label, len(items))), tuple(items))
        for label, items in groups.items()
    )


def _some(shown: int, total: int) -> str:
    return f"{shown:,}" if shown == total else f"{shown:,} of {total:,}"


def _year_of_incident(entry: Entry) -> str:
    return str(date_of(entry).year)


def _type_of_actor(entry: Entry) -> str:
    return words.ACTOR_GROUPS[entry.page.fields.type] if isinstance(entry.page.fields, Actor) else ""


def _year_of_source(entry: Entry) -> str:
    return str(published_of(entry).year)


def _published_key(entry: Entry) -> tuple[object, ...]:
    return (*published_of(entry).sort_key, entry.page.id)


def _trees(wiki: Wiki, entries: Iterable[Entry], here: str) -> tuple[TreeView, ...]:
    """Return all places as trees of containment, each level by name."""

    def tree(entry: Entry) -> TreeView:
        return TreeView(_item(wiki, entry, here), branch(wiki.entries[page] for page in entry.children))

    def branch(level: Iterable[Entry]) -> tuple[TreeView, ...]:
        return tuple(tree(entry) for entry in sorted(level, key=lambda entry: entry.page.title.casefold()))

    inner = {page for entry in entries for page in entry.children}
    return branch(entry for entry in entries if entry.page.id not in inner)


def _item(wiki: Wiki, entry: Entry, here: str) -> ItemView:
    page, fields = entry.page, entry.page.fields
    when = ""
    tags: tuple[str, ...] = ()
    also: tuple[FactItem, ...] = ()
    match fields:
        case Incident():
            when = in_words(fields.date)
            points = len(differing(entry))
            scope = words.label(fields.scope) if fields.scope != "event" else ""
            contested = words.count(points, "contested point") if points else ""
            tags = tuple(tag for tag in (words.label(fields.type), scope, contested) if tag)
        case Source():
            when = published(wiki, entry)
        case Actor() | Place():
            tags = (words.label(fields.type),) if isinstance(fields, Place) else ()
            also = tuple(aliases(fields.aliases))
        case _:
            pass
    leading = {backlink.page for backlink in entry.backlinks}
    incidents = len(standing(wiki.entries[other] for other in leading if urls.kind_of(other) is Kind.INCIDENT))
    shows_counts = page.kind in (Kind.ACTOR, Kind.PLACE, Kind.SOURCE)
    counts = words.count(incidents, "incident") if shows_counts else ""
    return ItemView(link_to(wiki, page.id, here), when, tags, summary_of(page), counts, also, fields.status)
