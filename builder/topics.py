"""What each page of the site is about, as its head tells it: name, description, the way to it, and its linked data."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

from builder import linkeddata, urls, words
from builder.contestedviews import ContestedView
from builder.correctionviews import CorrectionsView
from builder.dataviews import DataView
from builder.descriptions import described
from builder.facts import LinkView, published
from builder.headviews import NO_TOPIC, Topic
from builder.ids import Kind
from builder.listviews import HomeView, ListView
from builder.mapviews import MapView
from builder.matrixviews import WhoView
from builder.model import Entry, Wiki
from builder.schema import Actor, Place, Source
from builder.searchviews import SearchView
from builder.timelineviews import TimelineView
from builder.views import PageView

WITHDRAWN: Final = "This page has been withdrawn. It is kept so that links to it still work; don’t rely on what it says."
NOT_FOUND: Final = Topic(
    "Page not found",
    "There is no page at this address. The link that led here may be old or misspelt; the lists lead to every page.",
    is_listed=False,
)
_WIKI: Final = "a wiki of incidents and their sources"
_LIST: Final = "CollectionPage"
_LISTS: Final = {
    Kind.INCIDENT: "Every incident by year, newest first, with its date, its type and a summary",
    Kind.ACTOR: "People, groups, states and offices, each with the other spellings of its name",
    Kind.PLACE: "Every place, under the one that contains it, with the other spellings of its name",
    Kind.SOURCE: "The cited works, newest first; they are quoted here, and belong to their publishers",
}
_PARAGRAPH: Final = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_MARKS: Final = re.compile(r'<sup class="cite">.*?</sup>|<[^>]*>', re.DOTALL)


def topic_of(wiki: Wiki, here: str, views: Mapping[str, object], base_url: str) -> Topic:
    """Return the topic of what stands at the address ``here``, by the views that its template gets; ``NO_TOPIC`` for what has none."""
    match views:
        case {"page": PageView() as page}:
            return page_topic(wiki, wiki.entries[urls.page_at(here)], page, base_url)
        case {"home": HomeView() as home}:
            return home_topic(wiki, home)
        case {"data": DataView() as data}:
            return data_topic(wiki, data, base_url)
        case {"title": str(title), "url": str(url)}:
            return moved_topic(title, here, url)
        case _:
            return NOT_FOUND if here == urls.NOT_FOUND else _overview_topic(here, views)


def _overview_topic(here: str, views: Mapping[str, object]) -> Topic:
    match views:
        case {"list": ListView() as view}:
            return list_topic(view)
        case {"contested": ContestedView() as contested}:
            return contested_topic(contested)
        case {"corrections": CorrectionsView() as corrections}:
            return corrections_topic(corrections)
        case {"timeline": TimelineView() as timeline}:
            return timeline_topic(here, timeline)
        case {"map": MapView() as chart}:
            return map_topic(chart)
        case {"who": WhoView() as who}:
            return who_topic(who)
        case {"search": SearchView()}:
            return search_topic()
        case _:
            return NO_TOPIC


def page_topic(wiki: Wiki, entry: Entry, view: PageView, base_url: str) -> Topic:
    """Return the topic of a page of the wiki."""
    return Topic(
        name=f"Withdrawn: {view.title}" if view.withdrawn else view.title,
        description=_description(wiki, entry, view),
        trail=view.crumbs,
        type=linkeddata.work_type(entry),
        told=linkeddata.told_of(wiki, entry, base_url),
        changes=wiki.history.files.get(entry.page.path),
        is_listed=view.status == "published",
    )


def _description(wiki: Wiki, entry: Entry, view: PageView) -> str:
    fields, where = entry.page.fields, f"in “{wiki.site.title}”, {_WIKI}"
    if view.status == "withdrawn":
        return described(f"Withdrawn: {view.withdrawn.text}" if view.withdrawn else "", WITHDRAWN)
    if isinstance(fields, Source) and not fields.summary:
        what = f"{words.label(fields.csl)}, {published(wiki, entry)}"
        return described(f"{view.title} ({what})", "What the wiki quotes from it, and which pages rest on it")
    said = view.summary or _opening(view.body)
    if isinstance(fields, Actor | Place):
        return described(said, f"{view.dateline} {where}")
    return described(said, view.dateline, f"{view.kind_label} {where}")


def _opening(body: str) -> str:
    """Return the first paragraph of a body as plain text, without the numbers of references."""
    found = _PARAGRAPH.search(body)
    return unescape(_MARKS.sub("", found[1])) if found else ""


def home_topic(wiki: Wiki, view: HomeView) -> Topic:
    """Return the topic of the home page."""
    counts = ", ".join(f"{count.number} {count.label}" for count in view.counts)
    return Topic(view.title, described(view.summary or wiki.site.summary or "", counts, f"{view.title}, {_WIKI}"), type="WebSite")


def list_topic(view: ListView) -> Topic:
    """Return the topic of the list of a kind, or of a part of it."""
    kind = urls.kind_of(urls.page_at(view.here))
    name, part = _part(view.title, view.part.words if view.part and view.whole else "")
    return Topic(name, described(f"{part}{_LISTS[kind]}: {view.count}"), _trail(view.here, view.title), _LIST)


def contested_topic(view: ContestedView) -> Topic:
    """Return the topic of the points on which sources differ, or of a part of them."""
    name, part = _part("Contested points", view.part.words if view.part else "")
    said = f"{part}Where sources differ, value by value, each with the words that state it. {view.count}"
    return Topic(name, described(said), _trail(view.here, "Contested points"), _LIST)


def corrections_topic(view: CorrectionsView) -> Topic:
    """Return the topic of all that was corrected and withdrawn, or of a part of it."""
    name, part = _part("Corrections", view.part.words if view.part else "")
    count = view.count if view.items else "none so far"
    said = f"{part}What was wrong in the wiki and has been put right, and which pages were withdrawn: {count}"
    return Topic(name, described(said), _trail(view.here, "Corrections"), _LIST)


def _part(name: str, part: str) -> tuple[str, str]:
    """Return the name of a part of a list, and the words that its description begins with."""
    return (f"{name}, {part.lower()}", f"{part}. ") if part else (name, "")


def timeline_topic(here: str, view: TimelineView) -> Topic:
    """Return the topic of the timeline, or of a year or month of it."""
    name, part = (f"{view.title} · Timeline", f"{view.title}: w") if view.up else ("Timeline", "W")
    said = (
        f"{part}hen incidents happened, the oldest first. What is not certain about a date is drawn as not certain. {view.count}"
    )
    trail = _trail(here, "Timeline")
    above = (view.up,) if view.up and view.up.url != trail[-1].url else ()
    return Topic(name, described(said), (*trail, *above), _LIST)


def map_topic(view: MapView) -> Topic:
    """Return the topic of the map."""
    said = f"The places that incidents name, each as far as its point can be trusted: {view.count}"
    return Topic("Map", described(said, "Places of incidents, on a map"), _trail(urls.MAP), _LIST)


def who_topic(view: WhoView) -> Topic:
    """Return the topic of the page on who stands with whom."""
    said = f"Which actors stand in which role in which incident, and who accuses whom: {view.count}"
    return Topic("Who with whom", described(said), _trail(urls.WHO), _LIST)


def search_topic() -> Topic:
    """Return the topic of the search."""
    said = "Search every page by its words and every spelling of a name, and narrow down by year, type, place and actor"
    return Topic("Search", described(said), _trail(urls.SEARCH), "WebPage")


def data_topic(wiki: Wiki, view: DataView, base_url: str) -> Topic:
    """Return the topic of the page about the data: its files as a set, for those who look for data."""
    said = described(
        f"All data of the wiki, to take away for spreadsheets, programs, maps and reference managers: {', '.join(view.counts)}"
    )
    files = ((file.url, file.media_type) for subject in view.subjects for file in subject.files)
    told = linkeddata.data_node(wiki, base_url, said, files) if base_url else {}
    return Topic("Data", said, _trail(urls.DATA_PAGE), "WebPage", {"mainEntity": told} if told else {})


def moved_topic(title: str, here: str, url: str) -> Topic:
    """Return the topic of the old address ``here``, from which ``url`` leads to the page called ``title``."""
    said = described("This page has moved, and its old address leads on to the new one", title)
    return Topic(title, said, stands_at=urls.leads_to(here, url))


def _trail(here: str, title: str = "") -> tuple[LinkView, ...]:
    """Return the links that lead to a page that is no page of the wiki: the home page, and of a part the whole, called ``title``."""
    steps = [("Home", urls.HOME), (title, urls.whole_of(here))]
    return tuple(LinkView(name, urls.relative(here, there)) for name, there in steps if there)
