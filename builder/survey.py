"""What a new page is held against: names, articles, sources and incidents of the wiki, those of pages with errors and gaps too.

Only what that needs is looked at, and nothing is told of what else is wrong: that is what ``wiki check`` is for.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder import urls
from builder.articles import Article
from builder.check import FIELDS
from builder.dates import DateError, EdtfDate, parse_date
from builder.history import NO_HISTORY
from builder.ids import Kind, PageId
from builder.lexicon import Lexicon
from builder.load import load
from builder.markup import Body, convert
from builder.model import Archive, Entry, Page, RawPage, Wiki
from builder.names import Answering, Names, index
from builder.nearest import nearest
from builder.pipeline import OWN_TEMPLATES
from builder.relations import named_but_in_claims
from builder.schema import Incident, Source
from builder.sitefields import Site
from builder.sourcenames import article_in, listed, not_one, sources, sources_meant, texts

# Neither claims nor ties are looked at.
_LEFT = frozenset({"claims", "relations"})
_MOST_NEAR = 3


class UseError(Exception):
    """What was asked for can't be done; the message says why, and what to do instead."""


@dataclass(frozen=True)
class Survey:
    """The wiki as a new page meets it. ``wiki`` has no bodies, claims or links; ``raw`` are all pages that can be read at all."""

    root: Path
    wiki: Wiki
    raw: Mapping[PageId, RawPage]
    ids: frozenset[str]
    names: Names
    lexicon: Lexicon
    archives: Mapping[str, Archive | None]

    def sources(self) -> Iterator[tuple[PageId, RawPage]]:
        """Yield the pages of all sources, in order."""
        return ((raw.id, raw) for raw in sources(self.raw.values()))

    def source(self, text: str) -> PageId:
        """Return the source that ``text`` means, by its id, title or the like. Raises UseError."""
        meant = sources_meant(self.raw.values(), text)
        if len(meant) == 1:
            return meant[0].id
        if (page := f"sources/{text.removeprefix('sources/')}") in self.ids:
            raise UseError(f"{page} can't be read; `wiki check` says why")
        raise UseError(not_one(self.raw.values(), text, meant))

    def article(self, source: PageId) -> Article | None:
        """Return the article of a source whose archived text is there and unchanged; else None."""
        return article_in(self.raw[source], self.archives)

    def media(self) -> frozenset[PageId]:
        """Return the actors that are media."""
        return frozenset(page for page, raw in self.raw.items() if raw.kind is Kind.ACTOR and raw.fields.get("type") == "media")

    def published(self, source: PageId) -> EdtfDate | None:
        """Return when an article appeared, if its page says so."""
        written = self.raw[source].fields.get("published")
        try:
            return parse_date(written) if isinstance(written, str) else None
        except DateError:
            return None

    def years(self) -> frozenset[int]:
        """Return the years of all sources and incidents."""
        fields = (entry.page.fields for entry in self.wiki.entries.values())
        days = [one.date if isinstance(one, Incident) else one.published for one in fields if isinstance(one, (Incident, Source))]
        return frozenset(day.year for day in days)

    def citing(self, source: PageId) -> list[PageId]:
        """Return the incidents that name a source."""
        slugs = {source, source.partition("/")[2]}
        raws = (raw for _, raw in sorted(self.raw.items()) if raw.kind is Kind.INCIDENT)
        return [raw.id for raw in raws if slugs & {*texts(listed(raw.fields.get("sources")))}]

    def title(self, page: PageId) -> str:
        """Return what a page is called, or its id where it has no title yet."""
        return next(texts([self.raw[page].fields.get("title")] if page in self.raw else []), page)

    def near(self, name: str) -> list[tuple[PageId, str]]:
        """Return pages whose names are most like ``name``, each once, with that name."""
        left = {spelling: pages[0] for spelling, pages in self.names.exact.items() if not self.names.is_key(spelling)}
        found: list[tuple[PageId, str]] = []
        while len(found) < _MOST_NEAR and (like := nearest(name, left)):
            page = left[like]
            found.append((page, like))
            left = {spelling: other for spelling, other in left.items() if other != page}
        return [(page, like) for page, like in found if urls.kind_of(page) in (Kind.ACTOR, Kind.PLACE, Kind.NOTE)]


def survey(root: Path) -> Survey:
    """Look over the wiki in ``root``."""
    loaded, _ = load(root, OWN_TEMPLATES)
    raw, nothing = {page.id: page for page in loaded.pages}, convert("")
    pages = {page.id: valid for page in loaded.pages if (valid := _page(page, nothing))}
    called: list[Answering] = [(page, _names(raw[page])) for page in sorted(raw)]
    called += ((page.id, page.names) for page in loaded.broken)
    old = (PageId(name) for page in loaded.pages for name in _old(page))
    ids = frozenset({*(page for page, _ in called), *old})
    entries = {page: _entry(valid, pages) for page, valid in sorted(pages.items())}
    incidents = tuple(page for page, entry in entries.items() if entry.page.kind is Kind.INCIDENT)
    wiki = Wiki(Site(title="x"), entries, {}, incidents, {}, NO_HISTORY)
    return Survey(root, wiki, raw, ids, index(called), Lexicon(called), loaded.archives)


def _page(raw: RawPage, body: Body) -> Page | None:
    """Return a page with its fields but for those that are not looked at; None where they can't be read."""
    try:
        fields = FIELDS[raw.kind].model_validate({name: value for name, value in raw.fields.items() if name not in _LEFT})
    except ValueError:
        return None
    return Page(raw.id, raw.kind, raw.path, fields, raw.header, raw.header_line, body)


def _names(raw: RawPage) -> tuple[str, ...]:
    """Return title and aliases of a page that may be wrong in any other way, but for gaps."""
    aliases = (alias.get("text") if isinstance(alias, dict) else alias for alias in listed(raw.fields.get("aliases")))
    return tuple(texts([raw.fields.get("title"), *aliases]))


def _old(page: RawPage) -> Iterator[str]:
    """Yield the ids that a page had before."""
    return (urls.page_named(page.kind, name) for name in texts(listed(page.fields.get("redirect_from"))))


def _entry(page: Page, known: Collection[PageId]) -> Entry:
    refs: dict[tuple[Kind, str], PageId] = {}
    for name in named_but_in_claims(page.fields):
        target = urls.page_named(name.kind, name.text)
        if target in known and urls.kind_of(target) is name.kind:
            refs[name.kind, name.text] = target
    return Entry(
        page=page, links={}, citations={}, references=(), refs=refs, backlinks=(), children=(), parts=(), claims=(), compared=(),
        steps=(), attributions=(), quotations=(), speakers=(), spellings=(), unanswered=(), previous=None, next=None,
    )  # fmt: skip
