"""Which places of a page name another page by its id or slug, and how they read once that one is called something else.

A page keeps its kind, so only the last part of an id changes, and every relative path up to it stays.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from builder import urls
from builder.edits import Change, change_at
from builder.fieldedits import replaced
from builder.ids import Kind, PageId, slug_of
from builder.markup import Body
from builder.model import RawPage
from builder.names import Names, folded
from builder.references import Mention, mentions
from builder.syntax import Citation, FileLink, Wikilink, Written


@dataclass(frozen=True, slots=True)
class Renaming:
    """A page, its new id, all that it is called besides id and slug; what pages answer to, and which there are."""

    old: PageId
    new: PageId
    called: frozenset[str]
    names: Names
    ids: Collection[PageId]

    @property
    def is_slug_shared(self) -> bool:
        """Whether another page answers to the new slug, so that links need the whole id."""
        return any(page != self.old for page in self.names.exact.get(slug_of(self.new), ()))

    def renamed(self, text: str, *, whole: bool) -> str:
        """Return the new id for the old one written as ``text``: as a slug, if it was one and it need not be ``whole``."""
        return self.new if whole or "/" in text else slug_of(self.new)


def changes_in(page: RawPage, body: Body | None, renaming: Renaming) -> list[Change]:
    """Return what changes in ``page``, in order; where the body could not be converted it is left out."""
    found = set(_in_fields(page, renaming))
    if body:
        # Several links may use one definition.
        found.update(change for mark in body.written.values() if (change := _in_mark(page, mark, renaming)))
    return sorted(found)


def _in_fields(page: RawPage, renaming: Renaming) -> Iterator[Change]:
    for mention in mentions(page.kind, page.fields):
        if _means(mention, renaming):
            new = renaming.renamed(mention.text, whole=mention.may_be_words and renaming.is_slug_shared)
            if change := replaced(page, mention.location, mention.text, new):
                yield change
    yield from _in_silenced(page, renaming)


def _in_silenced(page: RawPage, renaming: Renaming) -> Iterator[Change]:
    """Yield the changes in the words of warnings that a page silences: most warnings say ids, those on sources say slugs."""
    listed = page.fields.get("silenced")
    for number, item in enumerate(listed if isinstance(listed, list) else ()):
        text, rule = (item.get("text"), item.get("rule")) if isinstance(item, dict) else (None, None)
        if not isinstance(text, str) or not isinstance(rule, str):
            continue
        says_slugs = rule.startswith("source-") and urls.kind_of(renaming.old) is Kind.SOURCE
        for old in (renaming.old, slug_of(renaming.old)) if says_slugs else (renaming.old,):
            if re.search(rf"(?<![\w/-]){re.escape(old)}(?![\w/-])", text):
                change = replaced(page, ("silenced", number, "text"), old, renaming.renamed(old, whole=False))
                if change:
                    yield change
                break


def _means(mention: Mention, renaming: Renaming) -> bool:
    """Tell whether a text in a field means the page by its id or slug."""
    for kind in mention.kinds:
        page = urls.page_named(kind, mention.text)
        if page in renaming.ids and urls.kind_of(page) is kind:
            return page == renaming.old
    return mention.may_be_words and urls.kind_of(renaming.old) in mention.kinds and _names(mention.text, renaming, is_shown=False)


def _names(target: str, renaming: Renaming, *, is_shown: bool) -> bool:
    """Tell whether a name means the page, and only by its id or slug; ``is_shown`` whether a reader sees the name as written."""
    if renaming.names.find(target) != [renaming.old]:
        return False
    keys = {renaming.old, slug_of(renaming.old)}
    if target in keys:
        return True
    if target in renaming.called:
        return False
    # In place of what is a slug but for case, the title is shown; it has to stay so.
    by_key = {folded(key) for key in keys}
    is_name = folded(target) in {folded(name) for name in renaming.called}
    return folded(target) in by_key and (not is_name or (is_shown and target.lower() in keys))


def _in_mark(page: RawPage, mark: Written, renaming: Renaming) -> Change | None:
    match mark:
        case Wikilink() if mark.target and _names(mark.target, renaming, is_shown=not mark.label):
            start = mark.text.find(mark.target)
            new = renaming.renamed(mark.target, whole=renaming.is_slug_shared)
            return _within(mark, start, mark.target, new) if start >= 0 else None
        case FileLink() if _is_file_of(page.id, mark.file, renaming):
            name = mark.file.rpartition("/")[2].removesuffix(".md")
            return _within(mark, len(mark.file) - len(f"{name}.md"), name, slug_of(renaming.new))
        case Citation() if urls.kind_of(renaming.old) is Kind.SOURCE and mark.source in (renaming.old, slug_of(renaming.old)):
            return _within(mark, mark.text.find(mark.source), mark.source, renaming.renamed(mark.source, whole=False))
        case _:
            return None


def _is_file_of(page: PageId, file: str, renaming: Renaming) -> bool:
    wanted = urls.file_target(page, file)
    return next((name for name in (wanted, wanted.lower()) if name in renaming.ids), None) == renaming.old


def _within(mark: Written, start: int, old: str, new: str) -> Change | None:
    """Return the change of ``old`` at the index ``start`` of a mark's text."""
    if start < 0:
        return None
    change = change_at(mark.text, mark.line, start, old, new)
    # On the mark's first line, columns count from where it begins.
    return change if change.line > mark.line else Change(mark.line, change.column + mark.column - 1, old, new)
