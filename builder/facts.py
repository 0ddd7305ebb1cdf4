"""The fact box: the fields of a page as a reader wants them, with links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder import urls, words
from builder.dates import in_words, time_in_words
from builder.ids import Kind, PageId
from builder.maps import digits
from builder.model import Entry, Page, Wiki
from builder.passages import Span
from builder.schema import Actor, Alias, Apart, Incident, Place, Source


@dataclass(frozen=True, slots=True)
class LinkView:
    """A ready link: what it shows and where it leads; ``lang`` and ``dir`` where what it shows is foreign.

    ``before`` and ``after`` stand around it, in the wiki's language; ``is_draft`` tells whether it leads to a draft.
    """

    text: str
    url: str
    lang: str = ""
    dir: str = ""
    before: str = ""
    after: str = ""
    is_draft: bool = False


NOTE: Final = "Note on this"


@dataclass(frozen=True, slots=True)
class FactItem:
    """One value of a fact: a text, perhaps a link; ``lang`` and ``dir`` where it is foreign.

    ``detail`` is a word or two that go with it; ``reasoning`` says how it is known, ``label`` what kind of reasoning that is.
    """

    text: str
    url: str = ""
    detail: str = ""
    reasoning: str = ""
    label: str = NOTE
    lang: str = ""
    dir: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the fact box."""

    label: str
    items: tuple[FactItem, ...]


def link_to(wiki: Wiki, page: PageId, here: str, part: str = "") -> LinkView:
    """Return the link from the address ``here`` to ``page``, or to the ``part`` of it with that id."""
    entry = wiki.entries[page]
    lang = foreign(wiki, entry)
    direction = words.direction(lang) if lang else ""
    return LinkView(entry.page.title, urls.place(here, urls.address(page), part), lang, direction, is_draft=is_draft(wiki, page))


def is_draft(wiki: Wiki, page: PageId) -> bool:
    """Tell whether a page is a draft, which is in a wiki only where it is asked for."""
    return page in wiki.entries and wiki.entries[page].page.fields.status == "draft"


def withdrawn_mark(wiki: Wiki, page: PageId) -> str:
    """Return the word that stands beside a link to a page that was withdrawn; nothing for others."""
    return "withdrawn" if wiki.entries[page].page.fields.status == "withdrawn" else ""


def foreign(wiki: Wiki, entry: Entry) -> str:
    """Return the language of the title of ``entry`` if it is another one than the wiki's: a headline is in its article's."""
    fields = entry.page.fields
    return fields.lang if isinstance(fields, Source) and fields.title and fields.lang != wiki.site.lang else ""


def published(wiki: Wiki, source: Entry) -> str:
    """Return who published a source and when, in words; what has no headline is called by its date already."""
    fields = source.page.fields
    if not isinstance(fields, Source):
        return ""
    outlet = _outlet(wiki, source, fields)
    return f"{outlet}, {in_words(fields.published)}" if fields.title else outlet


def _outlet(wiki: Wiki, source: Entry, fields: Source) -> str:
    outlet = source.refs.get((Kind.ACTOR, fields.publisher)) if fields.publisher else None
    return wiki.entries[outlet].page.title if outlet and outlet in wiki.entries else "outlet not known"


def source_link(wiki: Wiki, source: PageId, here: str) -> LinkView:
    """Return a link to a source under a short name: its outlet and date, or else its title, with the date behind it."""
    entry = wiki.entries[source]
    fields = entry.page.fields
    if isinstance(fields, Source) and fields.publisher:
        said = f"{_outlet(wiki, entry, fields)}, {in_words(fields.published)}"
        return LinkView(said, urls.relative(here, urls.address(source)), is_draft=is_draft(wiki, source))
    link = link_to(wiki, source, here)
    if not isinstance(fields, Source) or fields.title is None:
        return link  # says the date already
    return replace(link, before="“", after=f"”, {in_words(fields.published)}")


def translated_url(wiki: Wiki, source: PageId, span: Span | None, here: str) -> str:
    """Return the link to where a source tells which speech in it may be a translation, if that at ``span`` is; else nothing."""
    article = wiki.articles.get(source)
    if article is None or span is None or not article.is_translated(span):
        return ""
    return urls.place(here, urls.address(source), urls.TRANSLATED)


def containers(wiki: Wiki, place: Entry) -> Iterator[PageId]:
    """Yield the places that contain ``place``, the nearest first."""
    entry: Entry | None = place
    while entry and isinstance(entry.page.fields, Place) and (inside := entry.page.fields.inside):
        entry = wiki.entries.get(entry.refs[Kind.PLACE, inside])
        if entry:
            yield entry.page.id


def facts(wiki: Wiki, entry: Entry, here: str) -> Iterator[Fact]:
    """Yield the facts of a page that stands at the address ``here``; those without a value are left out."""
    box = _Box(wiki, entry, here)
    match entry.page.fields:
        case Incident() as fields:
            rows = box.incident(fields)
        case Actor() as fields:
            rows = box.actor(fields)
        case Place() as fields:
            rows = box.place(fields)
        case Source() as fields:
            rows = box.source(fields)
        case _:
            rows = iter(())
    return (Fact(label, shown) for label, items in rows if (shown := tuple(items)))


_Rows = Iterator[tuple[str, Iterable[FactItem]]]


class _Box:
    """Makes the rows for one page."""

    def __init__(self, wiki: Wiki, entry: Entry, here: str) -> None:
        self._wiki = wiki
        self._entry = entry
        self._here = here

    def _to(self, kind: Kind, text: str, detail: str = "", reasoning: str = "", label: str = NOTE) -> Iterator[FactItem]:
        target = self._entry.refs.get((kind, text))
        if target and target in self._wiki.entries:
            link = link_to(self._wiki, target, self._here)
            detail = ", ".join(filter(None, (detail, withdrawn_mark(self._wiki, target))))
            yield FactItem(link.text, link.url, detail, reasoning, label, link.lang, link.dir, link.is_draft)

    def _links(self, pages: Iterable[PageId]) -> Iterator[FactItem]:
        links = ((link_to(self._wiki, page, self._here), page) for page in pages if page in self._wiki.entries)
        return (
            FactItem(link.text, link.url, withdrawn_mark(self._wiki, page), lang=link.lang, dir=link.dir, is_draft=link.is_draft)
            for link, page in links
        )

    def _all(self, kind: Kind, texts: Iterable[str]) -> Iterator[FactItem]:
        return (item for text in texts for item in self._to(kind, text))

    def _apart(self, kind: Kind, others: Iterable[Apart]) -> Iterator[FactItem]:
        return (item for other in others for item in self._to(kind, other.page, reasoning=other.note or "", label="Why"))

    def _titles(self, kind: Kind, text: str | None) -> list[str]:
        """Return the title of the page that a field names, if there is one."""
        target = self._entry.refs.get((kind, text)) if text else None
        return [self._wiki.entries[target].page.title] if target and target in self._wiki.entries else []

    def _article(self, text: str) -> list[str]:
        """Return in which article something is said, if it is one of the wiki: ``in The Paper, 3 January 2024``."""
        source = self._wiki.entries.get(self._entry.refs[Kind.SOURCE, text])
        fields = source.page.fields if source else None
        if not source or not isinstance(fields, Source):
            return []
        outlet = _outlet(self._wiki, source, fields) if fields.publisher else "an article"
        return [f"in {outlet}, {in_words(fields.published)}"]

    def incident(self, fields: Incident) -> _Rows:
        yield "Date", [FactItem(in_words(fields.date), reasoning=fields.date_note or "")]
        if fields.time:
            yield "Time", [FactItem(time_in_words(fields.time), detail=f"local time, {self._wiki.site.time_zone}")]
        yield "Type", [FactItem(words.label(fields.type))]
        if fields.scope != "event":
            yield "Scope", [FactItem(words.label(fields.scope))]
        for place_role, heading in words.PLACE_ROLES.items():
            yield heading, self._all(Kind.PLACE, (place.place for place in fields.places if place.role == place_role))
        for weapon_role, heading in words.WEAPON_ROLES.items():
            yield heading, self._all(Kind.NOTE, (weapon.weapon for weapon in fields.weapons if weapon.role == weapon_role))
        for role, heading in words.ROLES.items():
            yield heading, self._all(Kind.ACTOR, (actor.actor for actor in fields.actors if actor.role == role))
        yield "Part of", self._all(Kind.INCIDENT, fields.part_of)
        yield "Parts", self._links(self._entry.parts)
        yield "Related", self._all(Kind.INCIDENT, fields.related)
        yield "Sources", self._sources(fields.sources)

    def _sources(self, texts: Iterable[str]) -> Iterator[FactItem]:
        for text in texts:
            source = self._wiki.entries.get(self._entry.refs[Kind.SOURCE, text])
            if source:
                yield from self._to(Kind.SOURCE, text, published(self._wiki, source))

    def actor(self, fields: Actor) -> _Rows:
        if fields.vague:
            yield "A label", [FactItem("names no particular group", reasoning=fields.vague, label="What it leaves open")]
        yield "Type", [FactItem(words.label(fields.type))]
        yield "Also written", aliases(fields.aliases)
        ties: dict[str, list[FactItem]] = {}
        for relation in fields.relations:
            when = [f"{word} {in_words(date)}" for word, date in (("from", relation.from_), ("until", relation.until)) if date]
            says = [f"according to {title}" for title in self._titles(Kind.ACTOR, relation.by)] or self._article(relation.source)
            items = self._to(Kind.ACTOR, relation.to, ", ".join(when + says))  # its words stand with the ties
            ties.setdefault(words.RELATIONS[relation.as_], []).extend(items)
        yield from ties.items()
        yield "Kept apart from", self._apart(Kind.ACTOR, fields.not_same_as)
        yield "Elsewhere", (FactItem(f"{name}: {text}") for name, text in fields.external.items())
        yield "Sources", self._sources(fields.sources)

    def place(self, fields: Place) -> _Rows:
        yield "Type", [FactItem(words.label(fields.type))]
        yield "Also written", aliases(fields.aliases)
        yield "Inside", self._links(containers(self._wiki, self._entry))
        if fields.location:
            off = fields.location.precision_m
            where = f"{_degrees(fields.location.lat, off, 'N', 'S')}, {_degrees(fields.location.lon, off, 'E', 'W')}"
            yield "Location", [FactItem(where, detail=f"may be off by {in_metres(off)}; from {fields.location.from_}")]
        yield "Kept apart from", self._apart(Kind.PLACE, fields.not_same_as)
        yield "Sources", self._sources(fields.sources)

    def source(self, fields: Source) -> _Rows:
        if fields.title is None:
            yield "Headline", [FactItem("none in the archived text", reasoning=fields.title_note or "")]
        outlet = list(self._to(Kind.ACTOR, fields.publisher, reasoning=fields.publisher_note or "")) if fields.publisher else []
        yield "Outlet", outlet or [FactItem("not known", reasoning=fields.publisher_note or "")]
        yield "Published", [FactItem(in_words(fields.published), reasoning=fields.published_note or "")]
        if fields.author:
            yield "Author", [FactItem(fields.author)]
        yield "Language", [FactItem(words.LANGUAGES.get(fields.lang, fields.lang))]
        yield "Kind of work", [FactItem(words.label(fields.csl))]
        if fields.url:
            yield "Address", [FactItem(fields.url, fields.url)]
        yield "Relays", self._all(Kind.ACTOR, fields.agencies)
        yield "Carries words of", self._links(self._entry.speakers)
        yield "Derived from", self._all(Kind.SOURCE, fields.derived_from)
        yield "Archived text", [FactItem(fields.archive.file, detail=f"SHA-256 {fields.archive.sha256}")]


def _degrees(value: float, precision: float, positive: str, negative: str) -> str:
    """Return degrees with no more digits than ``precision`` (in metres) bears, and the direction."""
    return f"{abs(value):.{digits(precision)}f}° {positive if value >= 0 else negative}"


def summary_of(page: Page) -> str:
    """Return what is said of a page where others name it: its summary, if it has one; of one that was withdrawn only the reason."""
    withdrawn = page.fields.withdrawn
    return f"Withdrawn: {withdrawn.text}" if withdrawn else page.fields.summary or ""


def in_metres(metres: float) -> str:
    """Return a distance in words: ``2.5 km``, ``800 m``."""
    return f"{metres / 1000:,g} km" if metres >= 1000 else f"{metres:,g} m"


def aliases(names: Iterable[Alias]) -> Iterator[FactItem]:
    """Yield the other names of a page, each with its language if it has one."""
    for alias in names:
        direction = words.direction(alias.lang) if alias.lang else ""
        yield FactItem(alias.text, reasoning=alias.note or "", lang=alias.lang or "", dir=direction)
