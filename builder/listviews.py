"""What templates see of the home page and of the index lists. Each is made once, in one pass over its pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from builder import urls, words
from builder.bodyviews import ReferenceView, body_html, references
from builder.claimviews import RowView, row_view
from builder.dates import in_words
from builder.facts import LinkView, link_to, published
from builder.findings import Compared, Verdict
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.schema import Actor, Incident, Place, Source

NEWEST_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class ItemView:
    """A page in a list. ``when`` is a date, ``tags`` a few words on what it is, ``counts`` how much leads to it."""

    page: LinkView
    when: str
    tags: tuple[str, ...]
    summary: str
    counts: str
    also: tuple[str, ...]
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
    """An index list. ``groups`` or, for places, ``trees``; ``count`` in words; ``data`` is the same as JSON."""

    kind: str
    title: str
    count: str
    groups: tuple[GroupView, ...]
    trees: tuple[TreeView, ...]
    data: LinkView


@dataclass(frozen=True, slots=True)
class CountView:
    """How many pages of a kind there are, and where they are listed."""

    number: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page: the note ``index``, what the wiki holds, and the newest incidents."""

    title: str
    summary: str
    body: Markup
    references: tuple[ReferenceView, ...]
    counts: tuple[CountView, ...]
    newest: tuple[ItemView, ...]
    incidents: LinkView


@dataclass(frozen=True, slots=True)
class ContestedItem:
    """A page with points on which sources differ: the page, its date if it has one, the points."""

    page: LinkView
    when: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ContestedView:
    """All points on which sources differ, by page: incidents newest first, then actors by name. ``count`` in words."""

    count: str
    incidents: tuple[ContestedItem, ...]
    actors: tuple[ContestedItem, ...]


def contested_view(wiki: Wiki) -> ContestedView:
    """Return every point of the wiki on which sources differ."""

    def item(entry: Entry) -> ContestedItem:
        fields = entry.page.fields
        return ContestedItem(
            page=link_to(wiki, entry.page.id, urls.CONTESTED),
            when=in_words(fields.date) if isinstance(fields, Incident) else "",
            rows=tuple(row_view(wiki, entry.page.id, row, urls.CONTESTED) for row in _differing(entry)),
        )

    def items(entries: Iterable[Entry]) -> tuple[ContestedItem, ...]:
        return tuple(found for entry in entries if (found := item(entry)).rows)

    incidents = items(wiki.entries[page] for page in reversed(wiki.incidents))
    actors = items(sorted(_of_kind(wiki, Kind.ACTOR), key=lambda entry: entry.page.title.casefold()))
    points = sum(len(found.rows) for found in (*incidents, *actors))
    pages = len(incidents) + len(actors)
    return ContestedView(f"{words.count(points, 'point')} on {words.count(pages, 'page')}", incidents, actors)


def home_view(wiki: Wiki) -> HomeView:
    """Return the view of the home page."""
    here = urls.HOME
    entry = wiki.entries.get(PageId("index"))
    totals = {kind: len(_of_kind(wiki, kind)) for kind in urls.LISTS}
    counts = [
        CountView(f"{number:,}", words.KIND[kind].lower() if number == 1 else words.KINDS[kind].lower(), urls.LISTS[kind])
        for kind, number in totals.items()
    ]
    if contested := sum(len(_differing(entry)) for entry in wiki.entries.values()):
        counts.append(CountView(f"{contested:,}", f"contested point{'' if contested == 1 else 's'}", urls.CONTESTED))
    newest = [page for page in reversed(wiki.incidents) if _is_event(wiki.entries[page])]
    return HomeView(
        title=entry.page.title if entry else wiki.site.title,
        summary=(entry.page.fields.summary if entry else wiki.site.summary) or "",
        body=body_html(entry, here) if entry else Markup(),
        references=references(wiki, entry, here) if entry else (),
        counts=tuple(counts),
        newest=tuple(_item(wiki, wiki.entries[page], here) for page in newest[:NEWEST_SHOWN]),
        incidents=LinkView("All incidents", urls.LISTS[Kind.INCIDENT]),
    )


def list_view(wiki: Wiki, kind: Kind) -> ListView:
    """Return the view of the index list of ``kind``."""
    entries = _of_kind(wiki, kind)
    here = urls.LISTS[kind]
    groups: tuple[GroupView, ...] = ()
    trees: tuple[TreeView, ...] = ()
    match kind:
        case Kind.INCIDENT:
            newest = [wiki.entries[page] for page in reversed(wiki.incidents)]
            groups = _grouped(wiki, newest, here, _year_of_incident)
        case Kind.ACTOR:
            order = list(words.ACTOR_GROUPS.values())
            by_name = sorted(entries, key=lambda entry: (order.index(_type_of_actor(entry)), entry.page.title.casefold()))
            groups = _grouped(wiki, by_name, here, _type_of_actor)
        case Kind.PLACE:
            trees = _trees(wiki, entries, here)
        case _:
            by_date = sorted(entries, key=_published_key, reverse=True)
            groups = _grouped(wiki, by_date, here, _year_of_source)
    name = words.KINDS[kind]
    count = words.count(len(entries), words.KIND[kind].lower(), name.lower())
    return ListView(kind.value, name, count, groups, trees, LinkView("JSON", urls.relative(here, urls.DATA[kind])))


def _of_kind(wiki: Wiki, kind: Kind) -> list[Entry]:
    return [entry for entry in wiki.entries.values() if entry.page.kind is kind]


def _differing(entry: Entry) -> list[Compared]:
    """Return the points of a page on which sources differ; none of a withdrawn one, which says nothing any more."""
    if entry.page.fields.status == "withdrawn":
        return []
    return [row for row in entry.compared if row.verdict is Verdict.DIFFER]


def _is_event(entry: Entry) -> bool:
    return isinstance(entry.page.fields, Incident) and entry.page.fields.scope == "event"


def _grouped(wiki: Wiki, entries: Iterable[Entry], here: str, group: Callable[[Entry], str]) -> tuple[GroupView, ...]:
    """Put entries that come in order into groups that come in order."""
    groups: dict[str, list[ItemView]] = {}
    for entry in entries:
        groups.setdefault(group(entry), []).append(_item(wiki, entry, here))
    return tuple(
        GroupView(label, "g-" + "-".join(label.lower().split()), f"{len(items):,}", tuple(items))
        for label, items in groups.items()
    )


def _year_of_incident(entry: Entry) -> str:
    fields = entry.page.fields
    return str(fields.date.year or "Year not known") if isinstance(fields, Incident) else ""


def _type_of_actor(entry: Entry) -> str:
    return words.ACTOR_GROUPS[entry.page.fields.type] if isinstance(entry.page.fields, Actor) else ""


def _year_of_source(entry: Entry) -> str:
    fields = entry.page.fields
    return str(fields.published.year or "Year not known") if isinstance(fields, Source) else ""


def _published_key(entry: Entry) -> tuple[object, ...]:
    fields = entry.page.fields
    return (*fields.published.sort_key, entry.page.id) if isinstance(fields, Source) else ()


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
    also: tuple[str, ...] = ()
    match fields:
        case Incident():
            when = in_words(fields.date)
            differing = len(_differing(entry))
            scope = words.label(fields.scope) if fields.scope != "event" else ""
            contested = words.count(differing, "contested point") if differing else ""
            tags = tuple(tag for tag in (words.label(fields.type), scope, contested) if tag)
        case Source():
            when = published(wiki, entry)
        case Actor() | Place():
            tags = (words.label(fields.type),) if isinstance(fields, Place) else ()
            also = tuple(alias.text for alias in fields.aliases)
        case _:
            pass
    leading = {backlink.page for backlink in entry.backlinks}
    incidents = sum(1 for other in leading if wiki.entries[other].page.kind is Kind.INCIDENT)
    shows_counts = page.kind in (Kind.ACTOR, Kind.PLACE, Kind.SOURCE)
    counts = words.count(incidents, "incident") if shows_counts else ""
    return ItemView(link_to(wiki, page.id, here), when, tags, fields.summary or "", counts, also, fields.status)
