"""Words of an archived article, found as an editor remembers them, and what to paste where they are to be quoted.

What is offered passes the check: it stands in the archive as it is written, in whole words, and once.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from builder.articles import Article
from builder.evidence import MOST_PLACES
from builder.findings import Quotation
from builder.frontmatter import read
from builder.gaps import MARK
from builder.ids import PageId, slug_of
from builder.model import Loaded, RawPage
from builder.nearest import nearest
from builder.passages import UNSEEN, Passages, Span, normal
from builder.sourcenames import archive_of, sources
from builder.syntax import Citation, take_out

# So many places, or near misses, are looked at closely; of more only the number is told.
MOST_SHOWN: Final = 10
MOST_NEAR: Final = 5
# To look for the passage most like words costs their length times that of the text.
_LONGEST_SOUGHT: Final = 600
# So many words are added to words that stand in a text more than once.
_MOST_ADDED: Final = 40
# From so many letters on, a word that begins alike is taken for a form of the one wanted: rocket, rockets.
_STEM: Final = 4
_TOKEN: Final = re.compile(r"[^\W_]+")
_INITIAL: Final = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
_ABBREVIATED: Final = re.compile(r"[^\W\d_]{2,4}")
# Not to be cut where words are added: 1,000 and U.S.-led are one.
_WORD: Final = re.compile(r"[^\W_]+(?:[.,'_-]+[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of an archived text: line and column (from 1), its words as they stand there, and its whole sentence.

    ``quote`` are these words, or these and the fewest around them that stand in the article once; None where so many words as
    may be added don't make them that. ``citation`` and ``claim`` are what to paste into a body and into the front matter; None
    where no such text can hold the words. ``quoted_by`` names the pages that quote a part of it, with their claims.
    """

    line: int
    column: int
    words: str
    sentence: str
    is_aside: bool
    is_quotable: bool
    is_translated: bool
    quoted_by: tuple[str, ...]
    quote: str | None
    citation: str | None
    claim: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand in an article, of ``total`` places the first ones; else what comes near, and which other sources have them."""

    places: tuple[Place, ...]
    total: int
    near: tuple[Place, ...] = ()
    elsewhere: tuple[str, ...] = ()


def find(loaded: Loaded, source: PageId, article: Article, words: str, *, whole_sentence: bool = False) -> Found:
    """Look for ``words`` in the article of ``source``, whatever their case and whatever signs stand between them.

    ``whole_sentence`` offers the sentences that they stand in.
    """
    wanted = tokens(words)
    spans = list(_standing(article.text, wanted))
    if spans:
        shown = dict.fromkeys(_sentence(article, span) if whole_sentence else span for span in spans[:MOST_SHOWN])
        return Found(tuple(_places(loaded, source, article, shown)), len(spans))
    near = dict.fromkeys(islice(_near(article, words, wanted, whole_sentence=whole_sentence), MOST_NEAR))
    elsewhere = tuple(
        slug_of(page.id)
        for page in sources(loaded.pages)
        if page.id != source
        and (archive := loaded.archives.get(archive_of(page)))
        and next(_standing(archive.text, wanted), None)
    )
    return Found((), 0, tuple(_places(loaded, source, article, near)), elsewhere)


def tokens(words: str) -> list[str]:
    """Return the words of a text in small letters, U.S. as us; without a letter or digit there is none."""
    return _TOKEN.findall(_INITIAL.sub(r"\1", Passages(words).folded))


def _standing(text: Passages, wanted: list[str]) -> Iterator[Span]:
    """Yield where the words stand one after the other."""
    if wanted:
        pattern = r"[\W_]+".join(r"\.?".join(word) if _ABBREVIATED.fullmatch(word) else word for word in wanted)
        yield from (match.span() for match in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", text.folded))


def _near(article: Article, words: str, wanted: list[str], *, whole_sentence: bool) -> Iterator[Span]:
    """Yield sentences that have all the words, then the passage most like them, then sentences that have most of them."""
    # A lone letter is mostly what an apostrophe leaves behind.
    sought = {word for word in wanted if len(word) > 1} or {*wanted}
    ranked = [(_sentence(article, span), had) for span, had in _ranked(article, sought)]
    yield from (span for span, had in ranked if had == len(sought))
    passage = article.text.nearest(normal(words)[:_LONGEST_SOUGHT])
    # What is alike in a long text by chance is no help.
    if passage and nearest(words, [passage]) and (start := article.text.normal.find(passage)) >= 0:
        span = start, start + len(passage)
        yield _sentence(article, span) if whole_sentence else _between_signs(article, span)
    yield from (span for span, had in ranked if had < len(sought))


def _sentence(article: Article, span: Span) -> Span:
    """Return the span of the sentences that ``span`` touches, without a quotation mark at an end that has no partner in them."""
    start, end = article.around(span)
    text = article.text.normal[start:end]
    if text.count('"') % 2:
        return (start + 1, end) if text.startswith('"') else (start, end - text.endswith('"'))
    return start, end


def _between_signs(article: Article, span: Span) -> Span:
    """Return a span without the signs at its ends."""
    found = [match.span() for match in _TOKEN.finditer(article.text.normal, *span)]
    return (found[0][0], found[-1][1]) if found else span


def _ranked(article: Article, wanted: set[str]) -> list[tuple[Span, int]]:
    """Return the sentences that have half of the words or more, those with most first, with how many they have."""
    found = []
    for span in article.all_sentences:
        there = sorted(set(tokens(article.text.folded[slice(*span)])))
        had = sum(_has(there, word) for word in wanted)
        if had and 2 * had >= len(wanted):
            found.append((span, had))
    return sorted(found, key=lambda item: -item[1])


def _has(there: list[str], word: str) -> bool:
    """Tell whether the words ``there``, in order, hold a word, or one that begins with it."""
    at = bisect_left(there, word)
    return at < len(there) and (there[at] == word or (len(word) >= _STEM and there[at].startswith(word)))


def _places(loaded: Loaded, source: PageId, article: Article, spans: Mapping[Span, None]) -> Iterator[Place]:
    """Yield passages as they stand in the archived text, with what to paste."""
    quoted = list(_quoted(loaded, source, article))
    around = {span: article.around(span) for span in spans}
    unique = {span: _made_unique(article, span, around[span]) for span in spans}
    raw = article.text.raw({*spans, *around.values(), *filter(None, unique.values())})
    text = article.text.text
    lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def written(span: Span) -> str:
        start, end = raw[span]
        return " ".join(text[start:end].translate(UNSEEN).split())

    for span in spans:
        start, line = raw[span][0], bisect_right(lines, raw[span][0])
        best = unique[span]
        quote = written(best) if best else None
        yield Place(
            line,
            start - lines[line - 1] + 1,
            written(span),
            written(around[span]),
            article.is_aside(span),
            article.is_quotable(span),
            article.is_translated(span),
            tuple(_quoters(one for one in quoted if one.span[0] < span[1] and span[0] < one.span[1])),
            quote,
            as_citation(slug_of(source), quote) if quote else None,
            as_claim(slug_of(source), quote) if quote else None,
        )


def _quoted(loaded: Loaded, source: PageId, article: Article) -> Iterator[Quotation]:
    """Yield where pages quote an article; of words that stand in it several times each place, for any may be meant."""
    slug = slug_of(source)
    called = (source, slug)
    for page in loaded.pages:
        if slug not in page.header and slug not in page.body:
            continue
        for claim, words in (*_cited(page, called), *_claimed(page, called)):
            for span in islice(article.text.find(normal(words)), MOST_SHOWN):
                yield Quotation(page.id, claim, source, span, "")


def _cited(page: RawPage, called: Collection[str]) -> Iterator[tuple[None, str]]:
    marks = (mark for mark in take_out(page.body, 1)[1] if isinstance(mark, Citation) and mark.source in called)
    return ((None, mark.words or "") for mark in marks)


def _claimed(page: RawPage, called: Collection[str]) -> Iterator[tuple[str, str]]:
    claims = page.fields.get("claims")
    fields = (claim for claim in (claims if isinstance(claims, list) else ()) if isinstance(claim, dict))
    return ((str(claim.get("id")), str(claim.get("quote"))) for claim in fields if claim.get("source") in called)


def _quoters(quotations: Iterable[Quotation]) -> Iterator[str]:
    """Yield the pages that quotations are of, each once with its claims."""
    pages: dict[PageId, dict[str, None]] = {}
    for quotation in quotations:
        pages.setdefault(quotation.page, {}).setdefault(quotation.claim or "text")
    return (f"{page} ({', '.join(where)})" for page, where in sorted(pages.items()))


def _made_unique(article: Article, span: Span, sentence: Span) -> Span | None:
    """Return a span, or it with the fewest words around it, within its sentence if that will do, that the check takes for one place."""
    if _is_unique(article, span):
        return span
    start, end = max(0, span[0] - 1000), min(len(article.text.normal), span[1] + 1000)
    words = [match.span() for match in _WORD.finditer(article.text.normal, start, end)]
    before = [word for word in words if word[0] < span[0]]
    after = [word for word in words if word[1] > span[1]]
    for within in (sentence, (0, len(article.text.normal))):
        for added in range(1, _MOST_ADDED + 1):
            for left in range(max(0, added - len(after)), min(added, len(before)) + 1):
                wider = (
                    before[-left][0] if left else span[0],
                    after[added - left - 1][1] if added > left else span[1],
                )
                if within[0] <= wider[0] and wider[1] <= within[1] and _is_unique(article, wider):
                    return wider
    return None


def _is_unique(article: Article, span: Span) -> bool:
    """Tell whether the words at a span are taken for those at this span, as ``evidence`` does: the article's own come first."""
    own: list[Span] = []
    asides: list[Span] = []
    for found in islice(article.text.find(article.text.normal[slice(*span)]), MOST_PLACES):
        (asides if article.is_aside(found) else own).append(found)
        if len(own) > 1:
            break
    return (own or asides) == [span]


def as_citation(source: str, words: str) -> str | None:
    """Return the citation of words, or None where none can hold them: too long, or with ``[@`` in them."""
    # What would end the citation or begin code is written in another shape, which the check takes for the same.
    shaped = re.sub(r'"(?=\s*\])', "”", words.replace("`", "'"))
    citation = f'[@{source}: "{shaped}"]'
    _, marks = take_out(citation, 1)
    match marks:
        case (Citation(text=text, words=str(read_back)),) if text == citation and normal(read_back) == normal(words):
            return citation
    return None


def as_claim(source: str, words: str) -> str | None:
    """Return the line of a claim that rests on words, with gaps for what it states; None where YAML can't hold them."""
    # Each is a text of YAML; the one without signs to escape reads best.
    quoted = f"'{words}'" if '"' in words and "'" not in words and "\\" not in words else json.dumps(words, ensure_ascii=False)
    claim = f'- {{id: cN, about: "{MARK}", value: "{MARK}", source: {source}, quote: {quoted}}}'
    fields, problems = read("", f"claims:\n  {claim}", 1)
    held = {"id": "cN", "about": MARK, "value": MARK, "source": source, "quote": words}
    return None if problems or fields != {"claims": [held]} else claim


def told(archive: str, place: Place) -> Iterator[str]:
    """Yield the lines that tell of a place in the file ``archive``: where it is, what holds for it, and what to paste."""
    yield f'{archive}:{place.line}:{place.column}: "{place.words}"'
    if place.sentence != place.words:
        yield f"  sentence: {place.sentence}"
    if place.is_aside:
        why = "may be quoted, as the source says" if place.is_quotable else "a quotation of it is a warning"
        yield f"  note: a caption or a remainder of the web page; {why}"
    if place.is_translated:
        yield "  note: speech that is, or may be, a translation"
    if place.quoted_by:
        more = f" and {len(place.quoted_by) - MOST_NEAR} more" if len(place.quoted_by) > MOST_NEAR else ""
        yield f"  quoted already: {', '.join(place.quoted_by[:MOST_NEAR])}{more}"
    if place.quote is None:
        yield "  these words stand in the article more than once, and so does all around them: they can't be quoted from here"
        return
    if place.quote != place.words:
        yield "  note: the words stand in the article more than once; with those around them they are one passage"
    yield f"  citation: {place.citation or 'none can hold these words; quote fewer, or a claim, and cite that'}"
    yield f"  claim:    {place.claim or 'none can hold these words; quote fewer'}"


def told_besides(archive: str, found: Found) -> Iterator[str]:
    """Yield the lines that tell of what was not found, or not all shown."""
    if found.total > MOST_SHOWN:
        yield f"the first {MOST_SHOWN} of {found.total:,} places; give more words to see fewer"
    if not found.places:
        come_near = "; what comes near stands above" if found.near else ""
        yield f"the words do not stand in {archive} one after the other{come_near}"
    if found.elsewhere:
        more = f" and {len(found.elsewhere) - MOST_NEAR} more" if len(found.elsewhere) > MOST_NEAR else ""
        yield f"they stand in {', '.join(found.elsewhere[:MOST_NEAR])}{more}"
