"""What templates see of archived texts: the passages that the wiki quotes, and how names are spelt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder import words
from builder.articles import Article, merged
from builder.facts import LinkView, link_to, translated_url
from builder.findings import Quotation
from builder.model import Entry, Wiki
from builder.names import written_names
from builder.passages import Span, normal

# Of what is not quoted itself a reader sees this much to each side of a quoted passage, in characters.
SHOWN = 120


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a sentence, quoted or around a quotation."""

    text: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class QuotedView:
    """Quoted passages in the sentence that they stand in, and the places that quote them; ``is_aside`` marks captions.

    ``translated`` leads to why they may be a translation.
    """

    parts: tuple[PartView, ...]
    is_aside: bool
    translated: str
    pages: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class QuotedList:
    """What the wiki quotes of an article, in its order. ``count`` of passages and ``share`` of sentences are in words."""

    count: str
    share: str
    lang: str
    dir: str
    sentences: tuple[QuotedView, ...]


@dataclass(frozen=True, slots=True)
class SpellingView:
    """A spelling of a name, and the articles that use it: none, for a name that only the wiki has, such as a title of its own."""

    text: str
    lang: str
    dir: str
    is_title: bool
    sources: tuple[LinkView, ...]


def quoted_list(wiki: Wiki, entry: Entry, here: str, lang: str) -> QuotedList | None:
    """Return the passages that the wiki quotes from a source; None where nothing is quoted."""
    article = wiki.articles.get(entry.page.id)
    if article is None or not entry.quotations:
        return None
    spans = {quotation.span for quotation in entry.quotations}
    total = len(article.sentences)
    number = total - len(article.unquoted(spans))
    share = f"{number:,} of {words.count(total, 'sentence')}, {100 * number / total:.0f} %" if total else ""
    groups: list[tuple[Span, list[Quotation]]] = []
    for quotation in entry.quotations:
        start, end = article.around(quotation.span)
        if groups and start < groups[-1][0][1]:
            (first, last), sharing = groups.pop()
            sharing.append(quotation)
            groups.append(((first, max(last, end)), sharing))
        else:
            groups.append(((start, end), [quotation]))
    return QuotedList(
        count=words.count(len(spans), "passage"),
        share=share,
        lang=lang,
        dir=words.direction(lang),
        sentences=tuple(_quoted(wiki, article, around, quotations, here) for around, quotations in groups),
    )


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
            name == normal(entry.page.title),
            tuple(link_to(wiki, source, here) for source in used.get(name, ()) if source in wiki.entries),
        )
        for name in ordered
    )


def _quoted(wiki: Wiki, article: Article, around: Span, quotations: list[Quotation], here: str) -> QuotedView:
    spans = merged(quotation.span for quotation in quotations)
    is_aside = all(article.is_aside(span) for span in spans)
    translated = next((url for span in spans if (url := translated_url(wiki, quotations[0].source, span, here))), "")
    return QuotedView(
        tuple(_parts(article.text.normal, around, spans)), is_aside, translated, tuple(_places(wiki, quotations, here))
    )


def _parts(text: str, around: Span, spans: list[Span]) -> Iterator[PartView]:
    passed = around[0]
    for start, end in spans:
        if start > passed:
            yield PartView(_cut(text[passed:start], left=passed > around[0], right=True), is_quoted=False)
        yield PartView(text[start:end], is_quoted=True)
        passed = end
    if passed < around[1]:
        yield PartView(_cut(text[passed : around[1]], left=True, right=False), is_quoted=False)


def _places(wiki: Wiki, quotations: Iterable[Quotation], here: str) -> Iterator[LinkView]:
    """Yield a link to the first place of each page that quotes a passage."""
    seen = set()
    for quotation in quotations:
        if quotation.page not in seen and quotation.page in wiki.entries:
            seen.add(quotation.page)
            yield link_to(wiki, quotation.page, here, quotation.fragment)


def _cut(text: str, *, left: bool, right: bool) -> str:
    """Return what stands around quotations, shortened where it is far from them: ``left`` and ``right`` tell where they are."""
    if len(text) <= SHOWN * (left + right):
        return text
    before = text[:SHOWN].rpartition(" ")[0] if left else ""
    after = text[-SHOWN:].partition(" ")[2] if right else ""
    return f"{before} … {after}"
