"""A new actor or place from its name: how articles write it, in which words, and which pages have a name like it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from builder.articles import Article
from builder.excerpts import exact, sentence_at
from builder.gaps import gap
from builder.ids import Kind, PageId, slug_of
from builder.namekinds import NEAR, type_of
from builder.namings import first_of_each, namings
from builder.newpages import STATUS, NewPage, address_told, chosen, gaps_told, name_of, next_told, path_of
from builder.pagetexts import Comment, Line, page_text, yaml
from builder.passages import Span, normal
from builder.quoting import as_citation
from builder.schema import ActorType, PlaceType, choices
from builder.slugs import slug_for
from builder.survey import Survey, UseError
from builder.syntax import unwanted_in
from builder.urls import kind_of

_MOST_SOURCES: Final = 10
_MOST_PLACES: Final = 200
_LONG: Final = 600


def new_name(survey: Survey, kind: Kind, given: str, wanted: str | None = None, source: str | None = None) -> NewPage:
    """Return the page of an actor or place called ``given``, with the articles, or the one ``source``, that name it. Raises UseError."""
    name = name_of(survey, given)
    slug = slug_for(name)
    if not slug and wanted is None:
        raise UseError(
            f'"{name}" can\'t be written in the letters a–z, of which addresses are made; say how it is spelt in them with --id, '
            f"such as --id kataib-hezbollah"
        )
    page = chosen(survey, kind, wanted, slug)
    only = survey.source(source) if source else None
    if only and survey.article(only) is None:
        raise UseError(f"the archived text of {only} is missing or has changed; `wiki check` says why")
    found = dict(islice(_having(survey, name, only), _MOST_SOURCES))
    if only and not found:
        raise UseError(
            f'"{name}" does not stand in the article of {only}, in no case and with no other hyphens; see `wiki quote`'
        )
    aliases = _aliases(survey, name, found)
    written = page_text(_fields(survey, kind, name, aliases, found), _body(found))
    near = survey.near(name)
    after = (
        f"{path_of(page)} is written.",
        *address_told(wanted),
        *(_cited(found) if found else [f'No archived article has the name "{name}": give the page its sources and citations.']),
        "",
        *gaps_told(page, written),
        "",
        *next_told(page),
    )
    return NewPage(page, {path_of(page): written.encode()}, tuple(_meant(kind, name, near)), after)


def _meant(kind: Kind, name: str, near: list[tuple[PageId, str]]) -> Iterator[str]:
    """Yield the lines on pages of ``kind`` with a name like the new one; what is only a part of it is something else."""
    words = {*normal(name).casefold().split()}
    for page, like in near:
        if kind_of(page) is not kind or {*normal(like).casefold().split()} < words:
            continue
        yield f"A page with a name like it is {page}, “{like}”. Only if both are one: delete the new page, and add to the `aliases` of {path_of(page)}:"
        yield f"  - {yaml(name)}"


# What articles have


_Having = tuple[Article, list[Span]]


def _having(survey: Survey, name: str, only: PageId | None) -> Iterator[tuple[PageId, _Having]]:
    """Yield the sources whose articles have a name, with where; it may differ in case, hyphens and spaces."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", normal(name)) if word]
    pattern = re.compile(rf"(?<!\w){'[ -]?'.join(words)}(?!\w)", re.IGNORECASE) if words else None
    for source, _ in survey.sources():
        article = survey.article(source) if only in (None, source) else None
        if article is None or pattern is None:
            continue
        spans = [match.span() for match in islice(pattern.finditer(article.text.normal), _MOST_PLACES)]
        # Written small all through it is most often no name, but the words that it is made of.
        is_small = normal(name).islower()
        spans = [span for span in spans if is_small or not article.text.normal[slice(*span)].islower()]
        if spans:
            yield source, (article, spans)


def _aliases(survey: Survey, name: str, found: dict[PageId, _Having]) -> dict[str, PageId]:
    """Return how articles spell a name otherwise, each with the first source that does."""
    spelt: dict[str, PageId] = {}
    for source, (article, spans) in found.items():
        for span in spans:
            words = article.text.normal[slice(*span)]
            if words != normal(name) and not survey.names.find(words) and not unwanted_in(words):
                spelt.setdefault(words, source)
    return spelt


def _fields(survey: Survey, kind: Kind, name: str, aliases: dict[str, PageId], found: dict[PageId, _Having]) -> Iterator[Line]:
    yield "title", name
    known = choices(ActorType if kind is Kind.ACTOR else PlaceType)
    guess = _type(kind, name, found)
    if guess:
        yield Comment(f"Guessed: {guess[1]}. One of: {', '.join(known)}.")
    yield "type", guess[0] if guess else gap(f"one of: {', '.join(known)}")
    if aliases:
        yield Comment("As articles write it.")
        yield "aliases", list(aliases)
    if kind is Kind.PLACE:
        inside = [slug_of(page) for page in _beside(survey, found)]
        named = f"; named beside it: {', '.join(inside)}" if inside else ""
        yield "inside", gap(f"id of the place that contains it{named}; or take the line out")
    yield "summary", gap("one sentence for lists, which says no more than the articles do")
    yield "sources", [slug_of(source) for source in found]
    yield STATUS


def _type(kind: Kind, name: str, found: dict[PageId, _Having]) -> tuple[str, str] | None:
    """Return the type that words of the name, or before it, tell of, and why."""
    before = (article.text.normal[max(0, start - NEAR) : start] for article, spans in found.values() for start, _ in spans)
    return next(filter(None, (type_of(kind, name, words) for words in ("", *before))), None)


def _beside(survey: Survey, found: dict[PageId, _Having]) -> Iterator[PageId]:
    """Yield the places that are named in the sentences that name the new one."""
    seen: set[PageId] = set()
    for article, spans in found.values():
        sentences = {sentence for start, _ in spans if (sentence := sentence_at(article, start))}
        for page, naming in first_of_each(namings(article, survey.lexicon)):
            if kind_of(page) is Kind.PLACE and page not in seen and sentence_at(article, naming.span[0]) in sentences:
                seen.add(page)
                yield page


def _body(found: dict[PageId, _Having]) -> str:
    """Return a gap with the words of each article that has the name."""
    cited = [_citation(slug_of(source), *having) for source, having in found.items()]
    words = "say who or what it is, each statement with the words of an article"
    return f"{gap(words)}{': ' if cited else '.'}{' '.join(cited)}"


def _citation(source: str, article: Article, spans: list[Span]) -> str:
    """Return a citation of the first sentence that has the name and can be cited, else of the article as a whole."""
    for start, _ in spans:
        sentence = sentence_at(article, start)
        words = exact(article, sentence) if sentence and sentence[1] - sentence[0] <= _LONG else None
        if words and (cited := as_citation(source, words)):
            return cited
    return f"[@{source}]"


def _cited(found: dict[PageId, _Having]) -> Iterator[str]:
    yield "Articles that have the name:"
    for source, (article, spans) in found.items():
        spellings = dict.fromkeys(article.text.normal[slice(*span)] for span in spans)
        yield f"  {slug_of(source)}: {', '.join(f'“{words}”' for words in spellings)}, {len(spans)} ×"
