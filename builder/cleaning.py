"""HTML of a body to HTML that a page may hold: the one user of nh3.

nh3 keeps an allow-list of elements and attributes. One pass over what it gives then decides, for every slot and id,
whether it may stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Final

import nh3

from builder import syntax
from builder.syntax import REST, REST_OPEN, SLOT, Broken, FileLink, Written

HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
_TEXT_TAGS: Final = (
    "a abbr b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure hr i ins kbd li mark"
    " ol p pre q s samp small span strong sub sup table tbody td tfoot th thead time tr u ul var"
)
TAGS: Final = frozenset(_TEXT_TAGS.split()) | frozenset(HEADINGS)
ATTRIBUTES: Final = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "ol": {"start", "reversed"},
    "sup": {"id"},
    "li": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    **{heading: {"id"} for heading in HEADINGS},
}
_ALIGNED = {"align-left", "align-center", "align-right"}
CLASSES: Final = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}, "td": _ALIGNED, "th": _ALIGNED}
SCHEMES: Final = {"http", "https", "mailto"}

# Marks the ids that the program gave, on their way through cleaning.
OWN_ID: Final = "\ue003"
# Cleaned HTML is regular: attribute values stand in double quotes and hold none, so a tag's end is certain.
_TAG_OR_SLOT = re.compile(rf'<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>|{SLOT.pattern}')
# Marks that run over lines are rare, and looking for white space before them is dear.
_TAG_SLOT_OR_REST = re.compile(rf"{_TAG_OR_SLOT.pattern}|(\s*){REST.pattern}")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_ANY_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_HREF = re.compile(r"""<a\s[^<>]{0,3000}?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*([0-9]{1,7})(?![0-9]));?")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean HTML: with the slots that it holds, its ids, the addresses of its links, lost ones too, and what was wrong.

    ``nested`` are marks inside a link, ``removed`` the names of elements that were taken out.
    """

    html: str
    used: tuple[int, ...]
    ids: frozenset[str]
    addresses: tuple[str, ...]
    nested: tuple[int, ...]
    removed: tuple[str, ...]


def clean(html: str, marks: Sequence[Written]) -> Cleaned:
    """Clean ``html``, in which slots stand for ``marks``."""
    html = harmless(html)
    kept = nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes=SCHEMES, link_rel=None)
    finish = _Finish(marks)
    kept = (_TAG_SLOT_OR_REST if REST_OPEN in kept else _TAG_OR_SLOT).sub(finish, kept)
    removed = {tag.lower() for tag in _ANY_TAG.findall(html)} - TAGS
    return Cleaned(
        kept,
        tuple(finish.used),
        frozenset(finish.ids),
        (*finish.addresses, *(_lost(html, marks) if finish.has_lost else ())),
        tuple(finish.nested),
        tuple(sorted(removed)),
    )


def is_kept(address: str) -> bool:
    """Tell whether a link to ``address`` keeps it: nh3 drops what it can't read, and says nothing."""
    link = f'<a href="{escape(address)}">x</a>'
    return "href" in nh3.clean(link, tags={"a"}, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)[:10]


def _lost(html: str, marks: Sequence[Written]) -> list[str]:
    """Return the addresses that links of ``html`` lose when it is cleaned."""
    written = (unescape("".join(found)) for found in _HREF.findall(html))
    return [without_slots(address, marks) for address in written if not is_kept(address)]


def without_slots(text: str, marks: Sequence[Written]) -> str:
    """Return text with what was written in the place of each slot."""
    return syntax.fill(syntax.SPACED_REST.sub("", text), lambda number: marks[number].text)


def harmless(html: str) -> str:
    """Return ``html`` with no character reference that would become a slot's character once it is read."""

    def replace(match: re.Match[str]) -> str:
        code = int(match[1], 16) if match[1] else int(match[2])
        return "\ufffd" if 0xE000 <= code <= 0xF8FF else match[0]

    return _REFERENCE.sub(replace, html)


@dataclass(slots=True)
class _Finish:
    """Goes over cleaned HTML once, tag by tag: slots stay where text stands, and only there."""

    marks: Sequence[Written]
    used: dict[int, None] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    nested: list[int] = field(default_factory=list)
    has_lost: bool = False
    _code: int = 0
    _links: int = 0

    def __call__(self, match: re.Match[str]) -> str:
        if match[4] is not None:
            return self._slot(int(match[4]))
        if match.re is _TAG_SLOT_OR_REST and match[6] is not None:
            rest = syntax.line_of(self.marks[int(match[6])].text, int(match[7]))
            return match[5] + escape(rest, quote=False) if self._code else ""
        closing, tag, attributes = match[1], match[2], match[3]
        step = -1 if closing else 1
        if tag in ("code", "pre"):
            self._code += step
        elif tag == "a":
            self._links += step
            self.has_lost |= not closing and ' href="' not in attributes
        if not attributes:
            return match[0]
        return f"<{closing}{tag}{_ATTRIBUTE.sub(self._attribute, attributes)}>"

    def _slot(self, number: int) -> str:
        mark = self.marks[number]
        if self._code or isinstance(mark, FileLink):
            return escape(syntax.line_of(mark.text, 0) if self._code else mark.text, quote=False)
        self.used.setdefault(number)
        if self._links or isinstance(mark, Broken):
            if self._links:
                self.nested.append(number)
            return escape(mark.text, quote=False)
        return syntax.slot(number)

    def _attribute(self, match: re.Match[str]) -> str:
        name, value = match[1], match[2]
        if name == "id":
            value = value.removeprefix(OWN_ID)
            if value == match[2]:  # raw HTML could claim what is the page's own, or a heading's
                return ""
            self.ids.add(value)
        elif name == "href":
            whole = SLOT.fullmatch(value)
            if whole and isinstance(self.marks[int(whole[1])], FileLink):
                self.used.setdefault(int(whole[1]))
                return match[0]
            self.addresses.append(without_slots(unescape(value), self.marks))
        filled = syntax.fill(syntax.SPACED_REST.sub("", value), lambda number: escape(self.marks[number].text))
        return f' {name}="{filled}"'
