"""Markdown bodies to clean HTML: the one user of Python-Markdown.

``convert`` is a pure function of one body. Its HTML still holds slots (see ``syntax``) where wikilinks, links to
pages and citations stand, for what they lead to is not known before all pages are.
"""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor

from builder import syntax
from builder.cleaning import HEADINGS, OWN_ID, clean, harmless, without_slots
from builder.prose import Prose, prose_of
from builder.sentences import sentences
from builder.syntax import SLOT, Citation, FileLink, Written

SECONDS_PER_PAGE: Final = 5.0
MARKS_PER_PAGE: Final = 5000
# What the page itself calls its parts; a heading of the same words is numbered instead.
RESERVED_IDS: Final = frozenset({
    "main", "facts", "contents", "references", "backlinks", "notes", "nav", "search", "claims", "attribution", "known", "quoted",
    "spellings", "unanswered", "translated", "left-out", "ties", "theme", "preview", "previews", "in-time", "corrections",
})  # fmt: skip

_BLOCKS: Final = frozenset(
    ["p", "li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "blockquote", "div"]
)
_SPACED_SLOT = re.compile(rf"\s+{SLOT.pattern}")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_AMPERSAND = "\x02amp\x03"
# What Python-Markdown leaves in the tree for raw inline HTML.
_STASHED = re.compile("\x02[^\x03]*\x03")


class MarkupError(Exception):
    """A body that can't be converted within the limits; the message says which."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: its level (2 to 6), its id in the page, and its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A converted body.

    ``written`` holds the marks that a reader meets, by slot, in reading order; ``contexts`` the sentence of each,
    with the slots in it; ``ids`` what a fragment can lead to; ``addresses`` all other addresses of links as written;
    ``removed`` the elements of raw HTML that were taken out; ``nested`` the marks that stand inside a link;
    ``demoted`` the words of headings that stood on the title's level; ``unknown_notes`` the marks of footnotes that
    are not there. ``prose`` is its running text, in place.
    """

    html: str
    written: dict[int, Written]
    contexts: dict[int, str]
    headings: tuple[Heading, ...]
    ids: frozenset[str]
    addresses: tuple[str, ...]
    removed: tuple[str, ...]
    nested: tuple[int, ...]
    demoted: tuple[str, ...]
    unknown_notes: tuple[str, ...]
    prose: Prose


def convert(body: str, first_line: int = 1) -> Body:
    """Convert Markdown that begins at line ``first_line`` of its file.

    Raises MarkupError where the body takes too long or is nested too deep.
    """
    try:
        with _time_limit(SECONDS_PER_PAGE):
            return _convert(body, first_line)
    except (RecursionError, MarkupError) as error:
        _converter.cache_clear()  # stopped midway, it holds half a page
        if isinstance(error, MarkupError):
            raise
        raise MarkupError("lists or block quotes are nested too deep") from None


def _convert(body: str, first_line: int) -> Body:
    text, marks = syntax.take_out(body, first_line)
    if len(marks) > MARKS_PER_PAGE:
        raise MarkupError(f"it holds more than {MARKS_PER_PAGE:,} links and citations")
    converter = _converter()
    survey = _Survey(list(marks))
    converter.survey.follow(survey)
    cleaned = clean(converter.markdown.reset().convert(text), survey.marks)
    return Body(
        html=cleaned.html,
        written={number: survey.marks[number] for number in cleaned.used},
        contexts={number: survey.contexts[number] for number in cleaned.used if number in survey.contexts},
        headings=tuple(survey.headings),
        ids=cleaned.ids,
        addresses=tuple(dict.fromkeys((*survey.addresses, *cleaned.addresses))),
        removed=cleaned.removed,
        nested=cleaned.nested,
        demoted=tuple(survey.demoted),
        unknown_notes=tuple(dict.fromkeys(survey.unknown_notes)),
        prose=prose_of(body, marks, first_line),
    )


@dataclass(slots=True)
class _Survey:
    """What one conversion sees in the tree of elements, before it becomes text."""

    marks: list[Written]
    headings: list[Heading] = field(default_factory=list)
    contexts: dict[int, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    demoted: list[str] = field(default_factory=list)
    unknown_notes: list[str] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _labelled: set[int] = field(default_factory=set)

    def shown(self, text: str) -> str:
        return " ".join(syntax.fill(syntax.SPACED_REST.sub("", text), lambda number: self.marks[number].shown).split())

    def heading(self, element: Element) -> None:
        text = self.shown(_STASHED.sub("", "".join(_words(element))))
        if element.tag == "h1":
            element.tag = "h2"
            self.demoted.append(text)
        identifier = _unique(slugify_unicode(text, "-") or "section", self._ids)
        element.set("id", OWN_ID + identifier)
        self.headings.append(Heading(int(element.tag[1]), identifier, text))

    def link(self, element: Element) -> str:
        """Take note of a link; return the slot of its address, if it leads to a page's file."""
        # Python-Markdown hides an address of mail behind character references.
        address = unescape(harmless(element.get("href", "").replace(_AMPERSAND, "&")))
        match = SLOT.fullmatch(address)
        if match and isinstance(mark := self.marks[int(match[1])], FileLink):
            number = int(match[1])
            if number in self._labelled:
                # A definition that is used again: the same address under other words.
                number = len(self.marks)
                self.marks.append(mark)
                element.set("href", syntax.slot(number))
            self._labelled.add(number)
            self.marks[number] = replace(mark, label=self.shown("".join(_words(element))))
            return syntax.slot(number)
        if not address.startswith("#"):
            self.addresses.append(without_slots(address, self.marks))
        return ""

    def block(self, text: str) -> None:
        if SLOT.search(text):
            if syntax.REST_OPEN in text:
                text = syntax.SPACED_REST.sub("", text)
            text = _SPACED_SLOT.sub(self._close_up, text)
            for sentence in sentences(_STASHED.sub("", text)):
                for number in syntax.slots(sentence):
                    self.contexts.setdefault(number, sentence)

    def _close_up(self, match: re.Match[str]) -> str:
        """Let a citation stand directly behind what it proves, wherever it was written."""
        return match[0].lstrip() if isinstance(self.marks[int(match[1])], Citation) else match[0]


class _SurveyProcessor(Treeprocessor):
    """Python-Markdown's door to the tree of elements: ids for headings, classes for cells, sentences for marks."""

    _survey: _Survey

    def follow(self, survey: _Survey) -> None:
        self._survey = survey

    def run(self, root: Element) -> None:
        run: list[str] = []
        self._visit(root, run)
        self._end(run)

    def _visit(self, element: Element, run: list[str]) -> None:
        """Go through an element; ``run`` gathers the text of the block that it stands in."""
        survey, tag = self._survey, element.tag
        is_block = tag in _BLOCKS
        if is_block:
            self._end(run)
        if not self._prepare(element):
            return
        if tag in ("td", "th") and "".join(run).strip():
            run.append(" · ")
        page_link = survey.link(element) if tag == "a" else ""
        # The words of a link to a page are known to its mark; in the sentence its slot stands for them.
        inner: list[str] = [] if page_link else run
        run.append(page_link)
        inner.append(element.text or "")
        for child in element:
            self._visit(child, inner)
            inner.append(child.tail or "")
            survey.unknown_notes += _FOOTNOTE.findall(child.tail or "")
        if is_block:
            self._end(run)

    def _end(self, run: list[str]) -> None:
        self._survey.block("".join(run))
        run.clear()

    def _prepare(self, element: Element) -> bool:
        """Give an element its id or class; tell whether its words are the body's own."""
        tag, identifier = element.tag, element.get("id", "")
        if tag in HEADINGS or tag == "h1":
            self._survey.heading(element)
        elif identifier.startswith("fn"):
            element.set("id", OWN_ID + identifier)
        elif style := element.attrib.pop("style", ""):
            element.set("class", "align-" + style.rpartition(":")[2].strip(" ;"))
        if tag not in ("code", "pre"):
            self._survey.unknown_notes += _FOOTNOTE.findall(element.text or "")
        return not identifier.startswith("fnref:") and element.get("class") != "footnote-backref"


def _words(element: Element) -> Iterator[str]:
    """Yield the texts of an element, but not the marks of footnotes."""
    yield element.text or ""
    for child in element:
        if child.tag != "sup":
            yield from _words(child)
        yield child.tail or ""


def _unique(wanted: str, taken: set[str]) -> str:
    identifier, count = wanted, 1
    while identifier in taken or identifier in RESERVED_IDS:
        count += 1
        identifier = f"{wanted}-{count}"
    taken.add(identifier)
    return identifier


@dataclass(frozen=True, slots=True)
class _Converter:
    markdown: Any  # Markdown, whose reset() is typed as returning nothing useful
    survey: _SurveyProcessor


@cache
def _converter() -> _Converter:
    """Return this process's converter; making one costs as much as converting a page."""
    markdown = Markdown(
        extensions=[
            "fenced_code",
            "sane_lists",
            "def_list",
            FootnoteExtension(SUPERSCRIPT_TEXT="note {}", BACKLINK_TITLE="Back to the text of note {}"),
            TableExtension(),
        ]
    )
    survey = _SurveyProcessor(markdown)
    # After all others: inline marks are elements by then, and escaped characters are themselves again.
    markdown.treeprocessors.register(survey, "survey", -10)
    return _Converter(markdown, survey)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise MarkupError in the main thread after ``seconds`` of computing, where the system has such a clock."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise MarkupError(f"it takes more than {seconds:g} seconds to convert")

    try:
        before = signal.signal(signal.SIGVTALRM, stop)
    except ValueError:  # not the main thread: no clock of its own
        yield
        return
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, min(seconds, 1.0))  # and again, should the first be swallowed
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
