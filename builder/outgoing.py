"""What one page leads to: its fields, links, citations and quotations, each resolved or reported."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import unquote

from builder import urls
from builder.claims import Finder, claim_cited, claims_of
from builder.evidence import Evidence, Wanted
from builder.findings import Claim, Quotation
from builder.frontmatter import Location
from builder.ids import Kind, PageId, Refs, slug_of
from builder.markup import Body, Heading
from builder.model import Broken, Checked, Link, Page, Reference
from builder.names import Names, folded, index
from builder.nearest import Budget
from builder.passages import Span, normal
from builder.points import POINTS
from builder.problems import (
    LINK_DRAFT,
    LINK_HEADING,
    LINK_TARGET,
    LOOP,
    REFERENCE,
    SOURCE_UNCITED,
    SOURCE_UNKNOWN,
    SOURCE_UNLISTED,
    Position,
    Problem,
    Rule,
    problem,
)
from builder.relations import Named, named
from builder.schema import Note, Source
from builder.syntax import CLAIM_ID, Citation, FileLink, Wikilink, Written
from builder.words import with_article

# Before the id of a claim where a heading could stand: [[page#claim:c3]].
CLAIM: Final = "claim:"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What one page leads to: links by slot, references, pages named in fields as written and as what, claims, quotations."""

    links: dict[int, Link]
    references: tuple[Reference, ...]
    refs: Refs
    relations: tuple[tuple[PageId, str], ...]
    claims: tuple[Claim, ...]
    quotations: tuple[Quotation, ...]

    @property
    def citations(self) -> dict[int, Reference]:
        """The references by the slots that cite them."""
        return {number: reference for reference in self.references for number in reference.slots}


@dataclass(frozen=True, slots=True)
class _Text:
    """A body, whose it is, and the claims that it can cite; None where they can't be read.

    ``wrong`` are the ids of claims that have problems of their own.
    """

    page: PageId
    path: str
    body: Body
    claims: Mapping[str, Claim] | None
    wrong: frozenset[str] = frozenset()

    def position(self, mark: Written) -> Position:
        return Position(self.path, mark.line, mark.column)


class Follower:
    """Follows what pages lead to, one page at a time."""

    def __init__(self, checked: Checked, evidence: Evidence, budget: Budget, drafts: frozenset[PageId]) -> None:
        self._pages = {page.id: page for page in checked.pages}
        self._names: Names = index(checked.pages, checked.broken, budget)
        self._evidence = evidence
        self._finder = Finder(self._known, self._pages, self._names, evidence)
        self._drafts = drafts
        self._ids = dict.fromkeys((*self._pages, *(failed.id for failed in checked.broken)))
        self.problems: list[Problem] = []

    def follow(self, page: Page) -> Outgoing:
        """Return what ``page`` leads to; problems are added to ``self.problems``."""
        refs, relations = self._fields(page)
        claims, problems = claims_of(page, self._finder)
        self.problems += problems
        relations += tuple(self._pages_of_claims(page, claims))
        citable = {claim.id: claim for claim in claims}
        wrong = frozenset(claim.id for claim in getattr(page.fields, "claims", ())) - citable.keys()
        text = _Text(page.id, page.path, page.body, citable, wrong)
        links, (references, quotations) = self._links(text), self._references(text)
        quotations += self._quotes_of_relations(page, refs)
        quotations += (Quotation(page.id, c.id, c.source, c.span, f"claim:{c.id}") for c in claims if c.span)
        self._sources_listed(page, refs, references)
        return Outgoing(links, references, refs, relations, tuple(claims), tuple(quotations))

    def look_at(self, failed: Broken) -> None:
        """Add to ``self.problems`` what is wrong in the body of a page whose fields are wrong."""
        if failed.body:
            text = _Text(failed.id, failed.path, failed.body, None)
            self._links(text)
            self._references(text)

    # Fields

    def _fields(self, page: Page) -> tuple[Refs, tuple[tuple[PageId, str], ...]]:
        refs: dict[tuple[Kind, str], PageId] = {}
        relations: list[tuple[PageId, str]] = []
        for name in named(page.fields):
            target = self._known(name.text, name.kind)
            if target is None:
                self.problems.append(self._unknown(page, name))
                continue
            refs[name.kind, name.text] = target
            if target == page.id and name.location[0] == "claims":  # a speaker may speak of itself
                continue
            if target == page.id:
                self._problem(LOOP, page.position(*name.location), "the page names itself", "name another one")
            elif self._may_lead(page.id, target, page.position(*name.location) if target in self._drafts else None):
                relations.append((target, name.relation))
        return refs, tuple(relations)

    def _pages_of_claims(self, page: Page, claims: list[Claim]) -> Iterator[tuple[PageId, str]]:
        """Yield the places and the like that claims name; actors are named by ``relations.named``."""
        numbers = {written.id: number for number, written in enumerate(getattr(page.fields, "claims", ()))}
        for claim in claims:
            if claim.page and claim.page != page.id and POINTS[claim.about].holds == "page":
                at = page.position("claims", numbers[claim.id], "value") if claim.page in self._drafts else None
                if self._may_lead(page.id, claim.page, at):
                    yield claim.page, "claim"

    def _known(self, text: str, kind: Kind) -> PageId | None:
        """Return the page of ``kind`` with the id or slug ``text``."""
        folder = urls.FOLDERS[kind]
        target = PageId(text if text.startswith(f"{folder}/") else f"{folder}/{text}")
        return target if target in self._ids else None

    def _unknown(self, page: Page, name: Named) -> Problem:
        meant = self._names.find(name.text)
        right = [found for found in meant if urls.kind_of(found) is name.kind]
        at, kind = page.position(*name.location), name.kind.value
        if right:
            return problem(REFERENCE, at, f'"{name.text}" is a name; here an id is wanted', f'write "{slug_of(right[0])}"')
        if meant:
            is_a = urls.kind_of(meant[0]).value
            return problem(
                REFERENCE,
                at,
                f'"{name.text}" is {with_article(is_a)}, not {with_article(kind)}',
                f"write the id of {with_article(kind)}",
            )
        slugs = (slug_of(found) for found in self._ids if urls.kind_of(found) is name.kind)
        hint = self._names.suggest(name.text, slugs) or f"write its page in content/{urls.FOLDERS[name.kind]}/"
        if name.relation == "claim" and " " in name.text:
            hint += "; a label for no particular group has a page too, with the field `vague`"
        return problem(REFERENCE, at, f'there is no {kind} "{name.text}"', hint)

    def _quotes_of_relations(self, page: Page, refs: Refs) -> Iterator[Quotation]:
        for number, relation in enumerate(getattr(page.fields, "relations", ())):
            source = refs.get((Kind.SOURCE, relation.source))
            if source and relation.quote:
                where = partial(page.position, "relations", number)
                span, problems = self._evidence.check(Wanted(source, relation.quote), where)
                self.problems += problems
                if span:
                    yield Quotation(page.id, None, source, span, "facts")

    # Body

    def _links(self, text: _Text) -> dict[int, Link]:
        links: dict[int, Link] = {}
        for number, mark in text.body.written.items():
            found = None
            match mark:
                case Wikilink() if mark.target or mark.heading:
                    found = self._wikilink(text, mark)
                case FileLink():
                    found = self._file_link(text, mark)
                case _:
                    pass
            if found and self._may_lead(text.page, found.target, text.position(mark)):
                links[number] = found
        return links

    def _wikilink(self, text: _Text, mark: Wikilink) -> Link | None:
        at = text.position(mark)
        target: PageId | Problem = self._names.resolve(mark.target, at) if mark.target else text.page
        if isinstance(target, Problem):
            self.problems.append(target)
            return None
        heading = self._heading(text, target, mark.heading, at)
        there = self._pages.get(target)
        written = there.title if there and self._names.is_key(mark.target) else mark.target
        words = ": ".join(part for part in (written, heading.text if heading else "") if part)
        return Link(target, heading.id if heading else "", mark.label or words)

    def _file_link(self, text: _Text, mark: FileLink) -> Link | None:
        at = text.position(mark)
        wanted = urls.file_target(text.page, mark.file)
        target = next((PageId(name) for name in (wanted, wanted.lower()) if name in self._ids), None)
        if target is None:
            paths = (urls.relative(text.page, known) + ".md" for known in self._ids)
            self._problem(LINK_TARGET, at, f'"{mark.file}" is the file of no page', self._names.suggest(mark.file, paths))
            return None
        heading = self._heading(text, target, mark.heading and unquote(mark.heading), at)
        return Link(target, heading.id if heading else "", mark.label)

    def _may_lead(self, page: PageId, target: PageId, at: Position | None) -> bool:
        """Tell whether ``page`` may lead to ``target``; a published page must not lead to a draft."""
        if target in self._drafts and page not in self._drafts and at:
            hint = "publish it too, take the link out, or build with --drafts"
            self._problem(LINK_DRAFT, at, f"{target} is a draft and will not be published", hint)
        return target not in self._drafts

    def _heading(self, text: _Text, target: PageId, wanted: str | None, at: Position) -> Heading | None:
        there = text if target == text.page else self._pages.get(target)
        if there is None or not wanted:
            return None
        if wanted.startswith(CLAIM):
            return self._claim(target, wanted.removeprefix(CLAIM), at)
        headings = there.body.headings
        exact = (heading for heading in headings if wanted in (heading.id, heading.text))
        loose = (heading for heading in headings if folded(wanted) in (folded(heading.text), folded(heading.id)))
        found = next(exact, None) or next(loose, None)
        if found is None:
            texts = [heading.text for heading in headings]
            hint = self._names.suggest(wanted, texts) or (f"its headings are: {', '.join(texts)}" if texts else "it has none")
            self._problem(LINK_HEADING, at, f'{target} has no heading "{wanted}"', hint)
        return found

    def _claim(self, target: PageId, wanted: str, at: Position) -> Heading | None:
        """Return the place of a claim of ``target``, as a heading of it would be."""
        page = self._pages.get(target)
        ids = [claim.id for claim in getattr(page.fields, "claims", ())] if page else [wanted]
        if wanted in ids:
            return Heading(0, CLAIM + wanted, f"claim {wanted}")
        self._problem(LINK_HEADING, at, f"{target} has no claim {wanted}", claim_cited(ids, wanted))
        return None

    def _references(self, text: _Text) -> tuple[tuple[Reference, ...], list[Quotation]]:
        """Number the citations of a body: one number for each source and passage, in reading order."""
        cited: dict[tuple[PageId, str | None], tuple[str | None, list[int]]] = {}
        spans: dict[tuple[PageId, str | None], Span] = {}
        for number, mark in text.body.written.items():
            if not isinstance(mark, Citation) or (mark.words is not None and not normal(mark.words)):
                continue
            claim = text.claims.get(mark.source) if text.claims and mark.words is None else None
            source, span = (claim.source, claim.span) if claim else self._cited(text, mark)
            if source is None:
                continue
            words = claim.quote if claim else mark.words and " ".join(mark.words.split())
            key = source, words and normal(words)
            cited.setdefault(key, (words, []))[1].append(number)
            if span and not claim:  # a claim has a quotation of its own
                spans.setdefault(key, span)
        references = tuple(
            Reference(count, source, words, tuple(numbers))
            for count, ((source, _), (words, numbers)) in enumerate(cited.items(), 1)
        )
        numbers = {key: count for count, key in enumerate(cited, 1)}
        quotations = [Quotation(text.page, None, key[0], span, f"ref:{numbers[key]}") for key, span in spans.items()]
        return references, quotations

    def _cited(self, text: _Text, mark: Citation) -> tuple[PageId | None, Span | None]:
        """Return the source that a citation cites, and where its words stand in the article."""
        at = text.position(mark)
        source = self._known(mark.source, Kind.SOURCE)
        if source is None and CLAIM_ID.fullmatch(mark.source.lower()):
            if text.claims is None or mark.source in text.wrong:
                pass
            elif mark.words is not None and mark.source in text.claims:
                self._problem(
                    SOURCE_UNKNOWN, at, f"{mark.source} is a claim and has its words already", f"write [@{mark.source}]"
                )
            else:
                message = f"this page has no claim {mark.source}"
                self._problem(SOURCE_UNKNOWN, at, message, claim_cited(text.claims, mark.source))
            return None, None
        if source is None:
            slugs = (slug_of(found) for found in self._ids if urls.kind_of(found) is Kind.SOURCE)
            hint = self._names.suggest(mark.source, slugs) or "write its page in content/sources/"
            self._problem(SOURCE_UNKNOWN, at, f'there is no source "{mark.source}"', hint)
            return None, None
        if not self._may_lead(text.page, source, at):
            return None, None
        if mark.words is None:
            return source, None
        span, problems = self._evidence.check(Wanted(source, mark.words), lambda _: at)
        self.problems += problems
        return source, span

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
        self.problems.append(problem(rule, at, message, hint))
