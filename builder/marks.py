"""What the marks of a body lead to: wikilinks, links to files and citations, each resolved or reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from builder import urls
from builder.claims import claim_cited
from builder.evidence import Wanted
from builder.findings import Claim, Quotation
from builder.ids import Kind, PageId
from builder.known import Known
from builder.markup import Body, Heading
from builder.model import Link, Reference
from builder.names import folded, language
from builder.passages import Span, normal
from builder.problems import Position, Problem, Rule, problem
from builder.rules import LINK_HEADING, LINK_TARGET, SOURCE_UNKNOWN
from builder.syntax import CLAIM_ID, Citation, FileLink, Wikilink, Written


@dataclass(frozen=True, slots=True)
class Text:
    """A body, whose it is, and the claims that it can cite; None where they can't be read.

    ``wrong`` are the ids of claims that have problems of their own.
    """

    page: PageId
    path: str
    body: Body
    claims: Mapping[str, Claim] | None
    wrong: frozenset[str] = frozenset()

    def position(self, mark: Written) -> Position:
        """Return where a mark stands in the file."""
        return Position(self.path, mark.line, mark.column)


class Marks:
    """Resolves the marks of bodies, one body at a time; problems are added to ``problems``."""

    def __init__(self, known: Known, problems: list[Problem]) -> None:
        self._known = known
        self.problems = problems

    def links(self, text: Text) -> dict[int, Link]:
        """Return the links of a body by their slots."""
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
            if found and self._may_lead(text, mark, found.target):
                links[number] = found
        return links

    def _wikilink(self, text: Text, mark: Wikilink) -> Link | None:
        at = text.position(mark)
        target: PageId | Problem = self._known.resolve(mark.target, at) if mark.target else text.page
        if isinstance(target, Problem):
            self.problems.append(target)
            return None
        heading = self._heading(text, target, mark.heading, at)
        there = self._known.page(target)
        written = there.title if there and self._known.names.is_key(mark.target) else mark.target
        words = ": ".join(part for part in (written, heading.text if heading else "") if part)
        label = mark.label or words
        return Link(target, heading.id if heading else "", label, language(there, label) if there else "")

    def _file_link(self, text: Text, mark: FileLink) -> Link | None:
        at = text.position(mark)
        wanted = urls.file_target(text.page, mark.file)
        target = next((PageId(name) for name in (wanted, wanted.lower()) if self._known.exists(name)), None)
        if target is None:
            paths = (urls.relative(text.page, known) + ".md" for known in self._known.ids)
            moved = self._known.former.get(PageId(wanted))
            hint = f'write "{urls.relative(text.page, moved)}.md"' if moved else self._known.suggest(mark.file, paths)
            self._problem(LINK_TARGET, at, f'"{mark.file}" is the file of no page', hint)
            return None
        heading = self._heading(text, target, mark.heading and unquote(mark.heading), at)
        return Link(target, heading.id if heading else "", mark.label)

    def _may_lead(self, text: Text, mark: Written, target: PageId) -> bool:
        """Tell whether a mark may lead to ``target``."""
        self.problems += self._known.draft_problems(text.page, target, lambda: text.position(mark))
        return not self._known.is_draft(target)

    def _heading(self, text: Text, target: PageId, wanted: str | None, at: Position) -> Heading | None:
        there = text if target == text.page else self._known.page(target)
        if there is None or not wanted:
            return None
        if claim := urls.claim_in(wanted):
            return self._claim(target, claim, at)
        headings = there.body.headings
        exact = (heading for heading in headings if wanted in (heading.id, heading.text))
        loose = (heading for heading in headings if folded(wanted) in (folded(heading.text), folded(heading.id)))
        found = next(exact, None) or next(loose, None)
        if found is None:
            texts = [heading.text for heading in headings]
            hint = self._known.suggest(wanted, texts) or (f"its headings are: {', '.join(texts)}" if texts else "it has none")
            self._problem(LINK_HEADING, at, f'{target} has no heading "{wanted}"', hint)
        return found

    def _claim(self, target: PageId, wanted: str, at: Position) -> Heading | None:
        """Return the place of a claim of ``target``, as a heading of it would be."""
        page = self._known.page(target)
        ids = [claim.id for claim in getattr(page.fields, "claims", ())] if page else [wanted]
        if wanted in ids:
            return Heading(0, urls.claim(wanted), f"claim {wanted}")
        self._problem(LINK_HEADING, at, f"{target} has no claim {wanted}", claim_cited(ids, wanted))
        return None

    def references(self, text: Text) -> tuple[tuple[Reference, ...], list[Quotation]]:
        """Number the citations of a body: one number for each source and passage, in reading order."""
        cited: dict[tuple[PageId, str | None], tuple[str | None, list[int]]] = {}
        spans: dict[tuple[PageId, str | None], Span] = {}
        quoted: dict[tuple[PageId, str | None], None] = {}
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
            if span:
                spans.setdefault(key, span)
            if span and not claim:  # a claim has a quotation of its own
                quoted.setdefault(key)
        references = tuple(
            Reference(count, key[0], words, spans.get(key), tuple(slots))
            for count, (key, (words, slots)) in enumerate(cited.items(), 1)
        )
        numbers = {key: count for count, key in enumerate(cited, 1)}
        quotations = [Quotation(text.page, None, key[0], spans[key], f"ref:{numbers[key]}") for key in quoted]
        return references, quotations

    def _cited(self, text: Text, mark: Citation) -> tuple[PageId | None, Span | None]:
        """Return the source that a citation cites, and where its words stand in the article."""
        at = text.position(mark)
        source = self._known.find(mark.source, Kind.SOURCE)
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
        if source is None and (renamed := self._known.renamed(SOURCE_UNKNOWN, at, mark.source, Kind.SOURCE)):
            self.problems.append(renamed)
            return None, None
        if source is None:
            hint = self._known.suggest(mark.source, self._known.slugs(Kind.SOURCE)) or "write its page in content/sources/"
            self._problem(SOURCE_UNKNOWN, at, f'there is no source "{mark.source}"', hint)
            return None, None
        if not self._may_lead(text, mark, source):
            return None, None
        if mark.words is None:
            return source, None
        span, problems = self._known.check(Wanted(source, mark.words), lambda _: at)
        self.problems += problems
        return source, span

    def _problem(self, rule: Rule, at: Position, message: str, hint: str) -> None:
        self.problems.append(problem(rule, at, message, hint))
