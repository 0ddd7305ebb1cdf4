"""Aliases that nobody uses: no archived article, and no link."""

import re
from collections.abc import Iterable

from builder.ids import Kind, PageId
from builder.lexicon import NAMED
from builder.memo import NOTHING_KEPT, Memo
from builder.model import Entry, Wiki
from builder.names import folded
from builder.problems import Problem, problem
from builder.rules import ALIAS_UNUSED
from builder.schema import Alias
from builder.syntax import Wikilink


def alias_problems(wiki: Wiki, memo: Memo = NOTHING_KEPT) -> list[Problem]:
    """Find the aliases that no archived article has and no link uses.

    One in another language is there for readers who search for it, and one with a note says itself why it is there. Where an
    article can't be read, nobody knows.
    """
    sources = (entry.page.id for entry in wiki.entries.values() if entry.page.kind is Kind.SOURCE)
    if not all(source in wiki.articles for source in sources):
        return []
    named = (entry for entry in wiki.entries.values() if entry.page.kind in NAMED)
    unspelt = [(entry, number, text) for entry in named for number, text in memo.of(_unspelt, entry)]
    hint = "take it out, or say in its `note` why it is there: `{{text: {}, note: …}}`"
    return [
        problem(
            ALIAS_UNUSED,
            entry.page.position("aliases", number),
            f'no article and no link has "{text}"',
            hint.format(_quoted(text)),
        )
        for entry, number, text in unspelt
        if not any((entry.page.id, folded(text)) in memo.of(_called, wiki.entries[page]) for page in _linking(entry))
    ]


def _unspelt(entry: Entry) -> list[tuple[int, str]]:
    """Return the aliases of a page, with their numbers, that should stand in an article and don't."""
    spelt = [folded(spelling.text) for spelling in entry.spellings]
    aliases: Iterable[Alias] = getattr(entry.page.fields, "aliases", ())
    return [
        (number, alias.text)
        for number, alias in enumerate(aliases)
        if not alias.lang and not alias.note and not _stands_in(folded(alias.text), spelt)
    ]


def _linking(entry: Entry) -> dict[PageId, None]:
    """Return the pages whose links may lead to a page by one of its names, itself among them."""
    return dict.fromkeys((entry.page.id, *(backlink.page for backlink in entry.backlinks)))


def _called(entry: Entry) -> frozenset[tuple[PageId, str]]:
    """Return which pages the links of a page lead to, under which names."""
    wikilinks = ((entry.page.body.written[slot], link) for slot, link in entry.links.items())
    return frozenset(
        (link.target, folded(name))
        for mark, link in wikilinks
        for name in (mark.target if isinstance(mark, Wikilink) else "", link.label)
    )


def _stands_in(name: str, spelt: list[str]) -> bool:
    """Tell whether a name is one that articles have, or whole words of a longer one."""
    return name in spelt or any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", longer) for longer in spelt)


def _quoted(text: str) -> str:
    """Return a text as YAML has it between braces."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
