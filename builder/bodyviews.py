"""What templates see of a body: its HTML with links and citations put in, and the numbered references."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from builder import syntax, urls, words
from builder.facts import LinkView, link_to, published, translated_url, withdrawn_mark
from builder.ids import PageId
from builder.model import Entry, Wiki
from builder.schema import Source

_SLOT = re.compile(rf"(\s*){syntax.SLOT.pattern}")


@dataclass(frozen=True, slots=True)
class BackView:
    """The way back from a reference to one place of its citation."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A numbered reference. ``words`` are the quoted ones, or empty; ``translated`` leads to why they may be a translation.

    ``original`` is the address of the article itself, if that is known.
    """

    id: str
    number: int
    source: LinkView
    details: str
    words: str
    lang: str
    dir: str
    translated: str
    original: str
    backs: tuple[BackView, ...]


def body_html(entry: Entry, here: str, is_draft: Callable[[PageId], bool] = lambda _: False) -> Markup:
    """Return the body with its links and citations put in; everything put in is escaped. Links to what ``is_draft`` are marked."""
    written = entry.page.body.written
    seen: dict[int, int] = {}

    def put(match: re.Match[str]) -> str:
        space, number = match[1], int(match[2])
        if reference := entry.citations.get(number):
            count = seen[reference.number] = seen.get(reference.number, 0) + 1
            anchor = f'<a id="cite:{reference.number}:{count}" href="#ref:{reference.number}">[{reference.number}]</a>'
            return f'<sup class="cite">{anchor}</sup>'
        if link := entry.links.get(number):
            url = escape(urls.place(here, urls.address(link.target), link.fragment))
            if isinstance(written[number], syntax.FileLink):
                return space + url
            foreign = f' lang="{link.lang}" dir="{words.direction(link.lang)}"' if link.lang else ""
            mark = ' class="draft"' if is_draft(link.target) else ""
            return f'{space}<a href="{url}"{foreign}{mark}>{escape(link.label)}</a>'
        return space + escape(written[number].text)

    return Markup(_SLOT.sub(put, entry.page.body.html))  # noqa: S704 - cleaned in conversion; what put() adds is escaped


def references(wiki: Wiki, entry: Entry, here: str) -> tuple[ReferenceView, ...]:
    """Return the numbered references of a page that stands at the address ``here``."""
    views = []
    for reference in entry.references:
        source = wiki.entries[reference.source]
        lang = source.page.fields.lang if isinstance(source.page.fields, Source) else ""
        backs = tuple(
            BackView(f"#cite:{reference.number}:{count}", _letters(count)) for count in range(1, len(reference.slots) + 1)
        )
        views.append(
            ReferenceView(
                f"ref:{reference.number}",
                reference.number,
                link_to(wiki, reference.source, here),
                " · ".join(filter(None, (published(wiki, source), withdrawn_mark(wiki, reference.source)))),
                reference.words or "",
                lang,
                words.direction(lang),
                translated_url(wiki, reference.source, reference.span, here),
                (source.page.fields.url or "") if isinstance(source.page.fields, Source) else "",
                backs,
            )
        )
    return tuple(views)


def _letters(number: int) -> str:
    """Return a, b, …, z, aa, ab, … for 1, 2, … ."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
