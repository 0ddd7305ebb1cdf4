"""Problems: what an author, editor or maintainer should mend, as values.

Every stage returns its problems; none raises for what an author wrote. A rule is the kind of mistake; it fixes
the level, so that one mistake has one weight wherever it is found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of mistake: its id, how much it weighs, and what it is about (one sentence for the manual)."""

    id: str
    level: Level
    about: str


def _error(rule: str, about: str) -> Rule:
    return Rule(rule, "error", about)


def _warning(rule: str, about: str) -> Rule:
    return Rule(rule, "warning", about)


# Files
ENCODING = _error("encoding", "A text file is UTF-8 without control or private-use characters.")
EMPTY_FILE = _error("empty-file", "A page has front matter and a body.")
FILE_SIZE = _error("file-size", "A page stays under a size that can be read and drawn in a moment.")
UNREADABLE = _error("unreadable", "A file of the wiki is an ordinary file that can be read; links are not followed.")
PAGE_PATH = _error("page-path", "A page lies in one of the four folders, or beside them, under a plain lower-case name.")
STRAY_FILE = _warning("stray-file", "What is not a Markdown page is not published.")
SITE_FILE = _error("site-file", "`content/site.yaml` names the wiki.")
TEMPLATE = _error("template", "A template is valid Jinja and uses only what its view offers.")

# Front matter
FRONT_MATTER = _error("front-matter", "A page begins with front matter between two lines of three hyphens.")
YAML = _error("yaml", "Front matter is valid YAML without tabs, tags, anchors or aliases.")
COMMENT = _warning("comment", "A comment stands on a line of its own; behind a text it may be part of the text.")
DUPLICATE_KEY = _error("duplicate-key", "A key stands once.")
UNKNOWN_FIELD = _error("unknown-field", "A field is one that the kind of page has.")
MISSING_FIELD = _error("missing-field", "A field that the kind of page needs is there.")
FIELD_TYPE = _error("field-type", "A field holds what it is made for: text, a list, a mapping, a number.")
FIELD_VALUE = _error("field-value", "A field's value is one of those that it can take.")
DATE = _error("date", "A date is EDTF (ISO 8601-2) and exists; a time is a time of day.")
DATE_NOTE = _error("date-note", "A date that no source can have stated outright says how it was derived.")

# Names and references between pages
NAME_TAKEN = _error("name-taken", "A name is one page's: no other page has it as title or alias.")
ADDRESS_TAKEN = _error("address-taken", "An address is one page's.")
REFERENCE = _error("reference", "A field that names a page names one that exists and is of the right kind.")
LOOP = _error("loop", "No page is inside, part of or derived from itself.")
LINK_TARGET = _error("link-target", "A link leads to a page.")
LINK_AMBIGUOUS = _error("link-ambiguous", "A link's target is the name of one page only.")
LINK_HEADING = _error("link-heading", "A link's heading is one of the page that it leads to.")
LINK_DRAFT = _error("link-draft", "A published page does not lead to a draft.")
LINK_ADDRESS = _error("link-address", "A link goes to a page, a heading, or an http, https or mailto address.")

# Evidence
SOURCE_UNKNOWN = _error("source-unknown", "A citation cites a source of the wiki.")
SOURCE_UNLISTED = _warning("source-unlisted", "A source that a page cites or has a statement from stands in the field `sources`.")
SOURCE_UNCITED = _warning("source-uncited", "A source that stands in `sources` is cited in the body.")
ARCHIVE_MISSING = _error("archive-missing", "The archived text of a source is there.")
ARCHIVE_CHANGED = _error("archive-changed", "The archived text of a source is the one that its sha256 was taken of.")
ARCHIVE_UNUSED = _warning("archive-unused", "An archived text belongs to a source.")
QUOTE_MISSING = _error("quote-missing", "Quoted words occur in the archived text of the source, exactly.")
QUOTE_TWICE = _error("quote-twice", "Quoted words occur in the archived text once, so that they prove one thing.")
QUOTE_ASIDE = _warning("quote-aside", "Quoted words are the article's own, not a caption or a remainder of its web page.")
LEFT_OUT = _warning("left-out", "What a source leaves out on purpose is what no page quotes, or a name without a page.")

# Claims
CLAIM_ID = _error("claim-id", "The id of a claim is its own in its page.")
CLAIM_STANCE = _error("claim-stance", "The stance of a claim is one that its point knows.")
CLAIM_REFINES = _error("claim-refines", "A claim refines another one of its page, on the same point, and never itself.")
CLAIM_NUMBER = _error("claim-number", "A number that a claim states stands in its quotation.")
CLAIM_EARLY = _error("claim-early", "Nobody but who warns speaks of an incident before it.")
CLAIM_LATE = _error("claim-late", "An article has only what was said by the day that it appeared.")

# Body
MARKUP = _error("markup", "A body can be converted in a moment, without endless nesting.")
FOOTNOTE = _error("footnote", "A footnote is written and referred to.")
HTML = _error("html", "Raw HTML keeps to the elements that a page may hold.")
HEADING = _warning("heading", "Headings of a body begin at `##`; the title is the page's only `#`.")
BROKEN_MARK = _error("broken-mark", "A wikilink or a citation is closed and has a target.")

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: its path below the root, and line and column counted from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to mend: where, how bad, which rule, what is wrong (``message``) and the cure (``hint``)."""

    path: str
    line: int
    column: int
    level: Level
    rule: str
    message: str
    hint: str = ""

    @property
    def words(self) -> str:
        """What is wrong and the cure."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {self.words} [{self.rule}]"


def problem(rule: Rule, position: Position, message: str, hint: str = "") -> Problem:
    """Return the problem that breaks ``rule`` at ``position``, in one line: what can't be printed is written as its code."""
    path, message, hint = (_printable(text) for text in (position.path, message, hint))
    return Problem(path, position.line, position.column, rule.level, rule.id, message, hint)


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether anything among ``problems`` stops a build."""
    return any(found.level == "error" for found in problems)
