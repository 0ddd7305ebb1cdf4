"""What templates see of archived texts: the passages that the wiki quotes, and how names are spelt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from builder import urls, words
from builder.articles import Article
from builder.facts import LinkView, link_to
from builder.model import Entry, Quotation, Wiki
from builder.names import written_names
from builder.passages import Span, normal

# A reader sees this much of a long sentence to each side of the quoted words, in characters.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class QuotedView:
    """A quoted passage in its sentence, and the places that quote it; ``is_aside`` marks captions and the like."""

    before: str
    words: str
    after: str
    is_aside: bool
    pages: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class QuotedList:
    """The passages of an article that the wiki quotes, in its order. ``count`` and ``share`` are in words."""

    count: str
    share: str
    lang: str
    dir: str
    passages: tuple[QuotedView, ...]


@dataclass(frozen=True, slots=True)
class SpellingView:
    """A spelling of a name, and the articles that use it: none, for a name that only the wiki has."""

    text: str
    lang: str
    dir: str
    sources: tuple[LinkView, ...]


def quoted_list(wiki: Wiki, entry: Entry, here: str, lang: str) -> QuotedList | None:
    """Return the passages that the wiki quotes from a source; None where nothing is quoted."""
    article = wiki.articles.get(entry.page.id)
    if article is None or not entry.quotations:
        return None
    spans = [quotation.span for quotation in entry.quotations]
    number, total = article.quoted(spans), len(article.sentences)
    share = f"{number:,} of {words.count(total, 'sentence')}, {100 * number / total:.0f} %" if total else ""
    passages = [
        _quoted(wiki, article, span, list(quotations), here)
        for span, quotations in groupby(entry.quotations, key=lambda quotation: quotation.span)
    ]
    return QuotedList(words.count(len(passages), "passage"), share, lang, words.direction(lang), tuple(passages))


def spelling_views(wiki: Wiki, entry: Entry, here: str) -> tuple[SpellingView, ...]:
    """Return the names of an actor or place, those that articles use first, each with these articles."""
    used = {spelling.text: spelling.sources for spelling in entry.spellings}
    langs = {normal(alias.text): alias.lang or "" for alias in getattr(entry.page.fields, "aliases", ())}
    names = dict.fromkeys(normal(name) for name, _ in written_names(entry.page))
    ordered = sorted(names, key=lambda name: -len(used.get(name, ())))
    return tuple(
        SpellingView(
            name,
            langs.get(name, ""),
            words.direction(langs[name]) if langs.get(name) else "",
            tuple(link_to(wiki, source, here) for source in used.get(name, ()) if source in wiki.entries),
        )
        for name in ordered
    )


def _quoted(wiki: Wiki, article: Article, span: Span, quotations: list[Quotation], here: str) -> QuotedView:
    text, (start, end) = article.text.normal, span
    first, last = article.around(span)
    pages = tuple(dict.fromkeys(_places(wiki, quotations, here)))
    return QuotedView(_cut_left(text[first:start]), text[start:end], _cut_right(text[end:last]), article.is_aside(span), pages)


def _places(wiki: Wiki, quotations: Iterable[Quotation], here: str) -> Iterator[LinkView]:
    """Yield a link to the first place of each page that quotes a passage."""
    seen = set()
    for quotation in quotations:
        if quotation.page not in seen and quotation.page in wiki.entries:
            seen.add(quotation.page)
            link = link_to(wiki, quotation.page, here)
            own = quotation.page == quotation.source
            yield LinkView(link.text, ("" if own else link.url) + urls.fragment(quotation.fragment))


def _cut_left(text: str) -> str:
    return text if len(text) <= SHOWN else "… " + text[-SHOWN:].partition(" ")[2]


def _cut_right(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rpartition(" ")[0] + " …"
