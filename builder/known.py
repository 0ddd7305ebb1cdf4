"""What a page can lead to: all pages by id and by name, which of them are drafts, and the articles; and what of it was asked."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder import urls
from builder.evidence import Evidence, Wanted
from builder.ids import Kind, PageId, slug_of
from builder.model import Page
from builder.names import Names, folded
from builder.nearest import Budget, did_you_mean
from builder.passages import Span
from builder.problems import Position, Problem, Rule, problem
from builder.rules import LINK_AMBIGUOUS, LINK_DRAFT, LINK_TARGET
from builder.schema import Source


@dataclass(frozen=True, slots=True)
class Asked:
    """What has been asked of what is known: pages by id, existing or not; names as written; names ignoring case; likes of a word."""

    pages: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    folded: set[str] = field(default_factory=set)
    likes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Known:
    """All valid pages; the ids of these and of the broken ones, in order; what they answer to; drafts; articles.

    ``former`` are ids that pages had before. Cures draw on ``budget``. Every answer is noted in ``asked``: whoever has been
    answered must ask again once it changes.
    """

    pages: Mapping[PageId, Page]
    ids: dict[PageId, None]
    names: Names
    drafts: Collection[PageId]
    evidence: Evidence
    budget: Budget
    former: Mapping[PageId, PageId] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)

    def page(self, page: PageId) -> Page | None:
        """Return a page, if it is valid."""
        self.asked.pages.add(page)
        return self.pages.get(page)

    def exists(self, page: str) -> bool:
        """Tell whether there is a page, valid or not."""
        self.asked.pages.add(page)
        return page in self.ids

    def is_draft(self, page: PageId) -> bool:
        """Tell whether a page is a draft, and will not be published."""
        self.asked.pages.add(page)
        return page in self.drafts

    def find(self, text: str, kind: Kind) -> PageId | None:
        """Return the page of ``kind`` with the id or slug ``text``."""
        target = urls.page_named(kind, text)
        return target if self.exists(target) and urls.kind_of(target) is kind else None

    def called(self, name: str) -> list[PageId]:
        """Return the pages that a name can mean."""
        self.asked.names.add(name)
        if found := self.names.exact.get(name):
            return found
        self.asked.folded.add(folded(name))
        return self.names.find(name)

    def resolve(self, target: str, position: Position) -> PageId | Problem:
        """Return the one page that ``target``, written at ``position``, means, or what is wrong with it."""
        found = self.called(target)
        if len(found) == 1:
            return found[0]
        if found:
            ids = sorted(found)
            hint = f"write {' or '.join(f'[[{page}|{target}]]' for page in ids)}"
            message = f'"{target}" is a name of {len(ids)} pages: {" and ".join(ids)}'
            return problem(LINK_AMBIGUOUS, position, message, hint)
        if renamed := self.renamed(LINK_TARGET, position, target, *Kind):
            return renamed
        hint = self.suggest(target, self.names.exact)
        return problem(LINK_TARGET, position, f'no page is called "{target}"', hint)

    def renamed(self, rule: Rule, position: Position, text: str, *kinds: Kind) -> Problem | None:
        """Return what is wrong with ``text`` if a page of one of ``kinds`` had it as its id or slug before, and has another now."""
        pages = {self.former[old] for old in (urls.page_named(kind, text) for kind in kinds) if old in self.former}
        if len(pages) != 1:
            return None
        (page,) = pages
        return problem(rule, position, f'"{text}" is an old id of {page}', f'write "{self.short(page)}"')

    def short(self, page: PageId) -> str:
        """Return the slug of a page if it leads there, else its id."""
        slug = slug_of(page)
        return slug if self.names.find(slug) == [page] else page

    def check(self, wanted: Wanted, where: Callable[[str], Position], asks_for: str = "") -> tuple[Span | None, list[Problem]]:
        """Return where words stand in the article that they are quoted from, and what is wrong with them, as ``Evidence.check``."""
        self.asked.pages.add(wanted.source)
        return self.evidence.check(wanted, where, asks_for) if asks_for else self.evidence.check(wanted, where)

    def suggest(self, wrong: str, right: Iterable[str]) -> str:
        """Return ``did you mean "…"?``, or nothing once there have been enough of them."""
        self.asked.likes.add(wrong)
        return did_you_mean(wrong, right) if self.budget.spend() else ""

    def slugs(self, kind: Kind) -> Iterator[str]:
        """Yield the slugs of all pages of a kind, for cures."""
        return (slug_of(page) for page in self.ids if urls.kind_of(page) is kind)

    def draft_problems(self, page: PageId, target: PageId, where: Callable[[], Position]) -> list[Problem]:
        """Return what is wrong with leading from ``page`` to ``target``: a published page must not lead to a draft."""
        if not self.is_draft(target) or self.is_draft(page):
            return []
        hint = "publish it too, take the link out, or build with --drafts"
        return [problem(LINK_DRAFT, where(), f"{target} is a draft and will not be published", hint)]


@dataclass(frozen=True, slots=True)
class Changes:
    """What another page may have been answered that is no longer so: of which pages, and of which names (exact and folded)."""

    pages: Collection[str]
    exact: Collection[str]
    loose: Collection[str]

    def touch(self, asked: Asked) -> bool:
        """Tell whether one of the answers to ``asked`` has changed."""
        told = ((asked.pages, self.pages), (asked.names, self.exact), (asked.folded, self.loose))
        return any(not given.isdisjoint(changed) for given, changed in told if changed)


def changes(before: Known, now: Known) -> Changes:
    """Return what has changed, as other pages see it."""
    # Not by taking one set from another: what is left of a large set is slow to walk, however few are in it.
    pages = {page for page in (before.ids | now.ids) if (page in before.ids) != (page in now.ids) or _differs(page, before, now)}
    if before.names is now.names:
        return Changes(pages, (), ())
    pairs = ((before.names.exact, now.names.exact), (before.names.loose, now.names.loose))
    exact, loose = ({name for name in old.keys() | new.keys() if old.get(name) != new.get(name)} for old, new in pairs)
    return Changes(pages, exact, loose)


def _differs(page: PageId, before: Known, now: Known) -> bool:
    old, new = before.pages.get(page), now.pages.get(page)
    if (page in before.drafts) != (page in now.drafts) or before.evidence.articles.get(page) is not now.evidence.articles.get(
        page
    ):
        return True
    return old is not new and (old is None or new is None or _seen_from_afar(old) != _seen_from_afar(new))


def _seen_from_afar(page: Page) -> tuple[object, ...]:
    """Return all of a page that following another one looks at."""
    fields = page.fields
    claims = tuple(claim.id for claim in getattr(fields, "claims", ()))
    of_source = (fields.published, fields.lang) if isinstance(fields, Source) else ()
    return (
        page.title, getattr(fields, "aliases", ()), getattr(fields, "scope", ""), page.body.headings, claims, of_source,
    )  # fmt: skip
