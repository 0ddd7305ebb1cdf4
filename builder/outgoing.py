"""What one page leads to: its fields, claims, links, citations and quotations, each resolved or reported."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from builder import urls
from builder.claims import claims_of
from builder.evidence import Wanted
from builder.findings import Claim, Quotation
from builder.frontmatter import Location
from builder.ids import Kind, PageId, Refs, slug_of
from builder.known import Asked, Changes, Known, changes
from builder.marks import Marks, Text
from builder.model import Broken, Link, Page, Reference
from builder.points import POINTS
from builder.problems import Position, Problem, Rule, has_errors, problem
from builder.relations import Named, named
from builder.rules import LOOP, REFERENCE, SOURCE_UNCITED, SOURCE_UNLISTED
from builder.schema import Note, Source
from builder.words import noun, with_article

# The relations that go from what is smaller to what holds it.
UPWARD: Final = ("inside", "part-of", "derived-from")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What one page leads to: links and citations by slot, references, pages named in fields as written and as what, claims, quotations.

    ``above`` are those of ``relations`` to what the page lies inside, is part of or derives from.
    """

    links: dict[int, Link]
    citations: dict[int, Reference]
    references: tuple[Reference, ...]
    refs: Refs
    relations: tuple[tuple[PageId, str], ...]
    above: tuple[tuple[PageId, str], ...]
    claims: tuple[Claim, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """A page, what it leads to, what is wrong with that, and what had to be asked for it."""

    page: Page
    outgoing: Outgoing
    problems: tuple[Problem, ...]
    asked: Asked


@dataclass(frozen=True, slots=True)
class Following:
    """All pages followed, with what was known then."""

    known: Known
    pages: Mapping[PageId, Followed]


def follow(pages: Iterable[Page], known: Known, last: Following | None) -> Following:
    """Follow all pages; what the ``last`` following found of a page holds as long as neither the page nor an answer is another.

    An error is always looked for again, and so is what is like a word: these are drawn from all that is known.
    """
    changed = changes(last.known, known) if last else None
    follower = Follower(known)

    def holds(before: Followed, page: Page, changed: Changes) -> bool:
        is_of_all = before.asked.likes or has_errors(before.problems)
        return before.page is page and not is_of_all and not changed.touch(before.asked)

    def followed(page: Page) -> Followed:
        before = last.pages.get(page.id) if last else None
        return before if before and changed and holds(before, page, changed) else follower.follow(page)

    return Following(known, {page.id: followed(page) for page in pages})


def look_at(broken: Iterable[Broken], known: Known) -> list[Problem]:
    """Return what is wrong in the bodies of pages whose fields are wrong."""
    follower = Follower(known)
    return [found for page in broken for found in follower.look_at(page)]


class Follower:
    """Follows what pages lead to, one page at a time."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._problems: list[Problem] = []
        self._marks = Marks(known, self._problems)

    def follow(self, page: Page) -> Followed:
        """Return what ``page`` leads to."""
        self._known.asked = Asked()
        self._problems.clear()
        outgoing = self._outgoing(page)
        return Followed(page, outgoing, tuple(self._problems), self._known.asked)

    def _outgoing(self, page: Page) -> Outgoing:
        refs, relations = self._fields(page)
        claims, problems = claims_of(page, self._known)
        self._problems += problems
        relations += tuple(self._pages_of_claims(page, claims))
        citable = {claim.id: claim for claim in claims}
        wrong = frozenset(claim.id for claim in getattr(page.fields, "claims", ())) - citable.keys()
        text = Text(page.id, page.path, page.body, citable, wrong)
        links, (references, quotations) = self._marks.links(text), self._marks.references(text)
        quotations += self._quotes_of_relations(page, refs)
        quotations += (Quotation(page.id, c.id, c.source, c.span, urls.claim(c.id)) for c in claims if c.span)
        self._sources_listed(page, refs, references)
        citations = {number: reference for reference in references for number in reference.slots}
        above = tuple((target, relation) for target, relation in relations if relation in UPWARD)
        return Outgoing(links, citations, references, refs, relations, above, tuple(claims), tuple(quotations))

    def look_at(self, failed: Broken) -> tuple[Problem, ...]:
        """Return what is wrong in the body of a page whose fields are wrong."""
        self._problems.clear()
        if failed.body:
            text = Text(failed.id, failed.path, failed.body, None)
            self._marks.links(text)
            self._marks.references(text)
        return tuple(self._problems)

    def _fields(self, page: Page) -> tuple[Refs, tuple[tuple[PageId, str], ...]]:
        refs: dict[tuple[Kind, str], PageId] = {}
        relations: list[tuple[PageId, str]] = []
        for name in named(page.fields):
            target = self._known.find(name.text, name.kind)
            if target is None:
                self._problems.append(self._unknown(page, name))
                continue
            refs[name.kind, name.text] = target
            if target == page.id and name.relation == "claim":  # a speaker may speak of itself
                continue
            if target == page.id:
                self._problem(LOOP, page.position(*name.location), "the page names itself", "name another one")
            elif self._may_lead(page, target, name.location):
                relations.append((target, name.relation))
                self._is_whole(page, target, name)
        return refs, tuple(relations)

    def _is_whole(self, page: Page, target: PageId, name: Named) -> None:
        """Find a single event that another one is said to be part of."""
        there = self._known.page(target)
        if name.relation == "part-of" and there and getattr(there.fields, "scope", "") == "event":
            message, hint = f"{target} is a single event", "give it `scope: campaign`, or name it in `related`"
            self._problem(REFERENCE, page.position(*name.location), message, hint)

    def _pages_of_claims(self, page: Page, claims: list[Claim]) -> Iterator[tuple[PageId, str]]:
        """Yield the places and the like that claims name; actors are named by ``relations.named``."""
        numbers = {written.id: number for number, written in enumerate(getattr(page.fields, "claims", ()))}
        for claim in claims:
            if claim.page in (None, page.id) or POINTS[claim.about].holds != "page":
                continue
            if self._may_lead(page, claim.page, ("claims", numbers[claim.id], "value")):
                yield claim.page, "claim"

    def _may_lead(self, page: Page, target: PageId, location: Location) -> bool:
        """Tell whether the field at ``location`` may lead to ``target``."""
        self._problems += self._known.draft_problems(page.id, target, lambda: page.position(*location))
        return not self._known.is_draft(target)

    def _unknown(self, page: Page, name: Named) -> Problem:
        meant = self._known.called(name.text)
        right = [found for found in meant if urls.kind_of(found) is name.kind]
        at, kind = page.position(*name.location), noun(name.kind)
        if right:
            return problem(REFERENCE, at, f'"{name.text}" is a name; here an id is wanted', f'write "{slug_of(right[0])}"')
        if meant:
            is_a = noun(urls.kind_of(meant[0]))
            return problem(
                REFERENCE,
                at,
                f'"{name.text}" is {with_article(is_a)}, not {with_article(kind)}',
                f"write the id of {with_article(kind)}",
            )
        if renamed := self._known.renamed(REFERENCE, at, name.text, name.kind):
            return renamed
        hint = self._known.suggest(name.text, self._known.slugs(name.kind)) or f"write its page in {urls.written_in(name.kind)}"
        if name.relation == "claim" and " " in name.text:
            hint += "; a label for no particular group has a page too, with the field `vague`"
        return problem(REFERENCE, at, f'there is no {kind} "{name.text}"', hint)

    def _quotes_of_relations(self, page: Page, refs: Refs) -> Iterator[Quotation]:
        for number, relation in enumerate(getattr(page.fields, "relations", ())):
            source = refs.get((Kind.SOURCE, relation.source))
            if source and relation.quote:
                where = partial(page.position, "relations", number)
                span, problems = self._known.check(Wanted(source, relation.quote), where)
                self._problems += problems
                if span:
                    yield Quotation(page.id, None, source, span, "ties")

    def _sources_listed(self, page: Page, refs: Refs, references: tuple[Reference, ...]) -> None:
        if isinstance(page.fields, (Source, Note)):
            return
        listed = {refs.get((Kind.SOURCE, text)): number for number, text in enumerate(page.fields.sources)}
        stated: dict[PageId | None, Location] = {}
        for field in ("relations", "claims"):
            for number, statement in enumerate(getattr(page.fields, field, ())):
                stated.setdefault(refs.get((Kind.SOURCE, statement.source)), (field, number, "source"))
        cited = {reference.source: reference.slots[0] for reference in references}
        for source in dict.fromkeys(source for source in (*cited, *stated) if source and source not in listed):
            mark = page.body.written[cited[source]] if source in cited else None
            at = Position(page.path, mark.line, mark.column) if mark else page.position(*stated[source])
            self._problem(SOURCE_UNLISTED, at, f"{slug_of(source)} is not in `sources`", f"add {slug_of(source)} there")
        for listed_source, number in listed.items():
            if listed_source and listed_source not in cited and listed_source not in stated:
                at = page.position("sources", number)
                message = f"{slug_of(listed_source)} is not cited in the body"
                self._problem(SOURCE_UNCITED, at, message, f"cite it, [@{slug_of(listed_source)}], or take it out")

    def _problem(self, rule: Rule, at: Position, message: str, hint: str) -> None:
        self._problems.append(problem(rule, at, message, hint))
