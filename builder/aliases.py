"""Aliases that nobody uses: no archived article, and no link."""

import re

from builder.ids import Kind
from builder.memo import NOTHING_KEPT, Memo
from builder.model import Link, Page, Wiki
from builder.names import folded
from builder.problems import ALIAS_UNUSED, Problem, problem
from builder.schema import Actor, Note, Place
from builder.syntax import Wikilink


def alias_problems(wiki: Wiki, memo: Memo = NOTHING_KEPT) -> list[Problem]:
    """Find the aliases that no archived article has and no link uses.

    One in another language is there for readers who search for it, and one with a note says itself why it is there. Where an
    article can't be read, nobody knows.
    """
    sources = (entry.page.id for entry in wiki.entries.values() if entry.page.kind is Kind.SOURCE)
    if not all(source in wiki.articles for source in sources):
        return []
    unspelt = [
        (entry.page, number, alias.text)
        for entry in wiki.entries.values()
        if isinstance(entry.page.fields, (Actor, Place, Note)) and entry.page.fields.aliases
        for spelt in ([folded(spelling.text) for spelling in entry.spellings],)
        for number, alias in enumerate(entry.page.fields.aliases)
        if not alias.lang and not alias.note and not _stands_in(folded(alias.text), spelt)
    ]
    if not unspelt:
        return []
    used = {name for entry in wiki.entries.values() for name in memo.of(_called, entry.page, entry.links)}
    hint = "take it out, or say in its `note` why it is there: `{{text: {}, note: …}}`"
    return [
        problem(
            ALIAS_UNUSED, page.position("aliases", number), f'no article and no link has "{text}"', hint.format(_quoted(text))
        )
        for page, number, text in unspelt
        if (page.id, folded(text)) not in used
    ]


def _called(page: Page, links: dict[int, Link]) -> frozenset[tuple[str, str]]:
    """Return which pages the links of ``page`` lead to, under which names."""
    wikilinks = ((page.body.written[slot], link) for slot, link in links.items())
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
