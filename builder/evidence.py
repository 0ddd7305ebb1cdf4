"""Quoted words held against the archived articles."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from builder.articles import Article
from builder.ids import Kind, PageId
from builder.memo import NOTHING_KEPT, Memo
from builder.model import Archive, Page
from builder.nearest import Budget, did_you_mean
from builder.passages import Span, normal
from builder.problems import Position, Problem, problem
from builder.rules import ARCHIVE_CHANGED, ARCHIVE_MISSING, ARCHIVE_UNUSED, QUOTE_ASIDE, QUOTE_MISSING, QUOTE_TWICE
from builder.schema import Source

SHOWN = 300
NEIGHBOURS_SHOWN = 3
# Of words that stand in an article more often no more places are looked at.
MOST_PLACES = 1000
_COPY = "copy the words from the archived text"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words quoted from a source; ``before`` and ``after`` are what stands right around them, where that is given."""

    source: PageId
    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The article of each source whose archive is what it says it is; cures draw on ``budget``."""

    articles: Mapping[PageId, Article]
    paths: Mapping[PageId, str]
    budget: Budget

    def check(
        self, wanted: Wanted, where: Callable[[str], Position], asks_for: str = "quote more of the words around it"
    ) -> tuple[Span | None, list[Problem]]:
        """Return where words stand in the normal text of the article they are quoted from, and what is wrong with them.

        ``where`` gives the position of the words (``quote``), or of ``before`` and ``after``; ``asks_for`` is the cure for
        words that stand there more than once.
        """
        article = self.articles.get(wanted.source)
        if article is None:  # its own problem
            return None, []
        path, words = self.paths[wanted.source], _short(wanted.words)
        everywhere = list(islice(article.text.find(normal(wanted.words)), MOST_PLACES))
        if not everywhere:
            cure = self.cure(article, normal(wanted.words))
            return None, [problem(QUOTE_MISSING, where("quote"), f'"{words}" does not stand in {path}', cure)]
        beside = wanted.before or wanted.after
        before, after = normal(wanted.before), normal(wanted.after)
        found = [span for span in everywhere if _fits(article.text.normal, span, before, after)] if beside else everywhere
        if not found:
            field, message, cure = _wrong_neighbours(article.text.normal, everywhere, wanted)
            return None, [problem(QUOTE_MISSING, where(field), f'"{words}" does not stand {message} in {path}', cure)]
        # A headline that a caption repeats is still the headline.
        own = [span for span in found if not article.is_aside(span)]
        if len(own or found) > 1:
            message = f'"{words}" stands more than once in {path}'
            return None, [problem(QUOTE_TWICE, where("quote"), message, asks_for)]
        if not own and not article.is_quotable(found[0]):
            message = f'"{words}" stands only in a caption or a remainder of the web page in {path}'
            hint = "quote the article itself, or say in the source's `asides` why this is `quotable`"
            return found[0], [problem(QUOTE_ASIDE, where("quote"), message, hint)]
        return (own or found)[0], []

    def cure(self, article: Article, words: str) -> str:
        """Return what may help with ``words`` (normal) that do not stand in ``article``."""
        if not self.budget.spend():
            return _COPY
        elsewhere = [source for source, other in self.articles.items() if other.text.has(words)]
        if elsewhere:
            return f"these words stand in {' and '.join(sorted(elsewhere))}"
        nearest = article.text.nearest(words)
        return f'the nearest passage is "{_short(nearest)}"' if nearest else _COPY


def _fits(text: str, span: Span, before: str, after: str) -> bool:
    """Tell whether ``before`` and ``after`` (normal) stand right around the passage at ``span``, perhaps with a space between."""
    start, end = span
    start -= text.endswith(" ", 0, start)
    end += text.startswith(" ", end)
    return text.endswith(before, 0, start) and text.startswith(after, end)


def _wrong_neighbours(text: str, found: list[Span], wanted: Wanted) -> tuple[str, str, str]:
    """Return which of ``before`` and ``after`` is wrong, what is wrong with it, and what does stand there."""
    before, shown = normal(wanted.before), found[:NEIGHBOURS_SHOWN]
    if not any(_fits(text, span, before, "") for span in found):
        there = dict.fromkeys(" ".join(text[max(0, start - SHOWN) : start].split()[-3:]) for start, _ in shown)
        return "before", f'after "{_short(wanted.before)}"', _listed("it stands after", there)
    there = dict.fromkeys(" ".join(text[end : end + SHOWN].split()[:3]) for _, end in shown)
    return "after", f'before "{_short(wanted.after)}"', _listed("it stands before", there)


def _listed(lead: str, there: Iterable[str]) -> str:
    quoted = [f'"{words}"' for words in there if words]
    return f"{lead} {' and '.join(quoted)}" if quoted else _COPY


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"


def gather(
    pages: tuple[Page, ...],
    archives: Mapping[str, Archive | None],
    all_pages_valid: bool,
    budget: Budget,
    memo: Memo = NOTHING_KEPT,
) -> tuple[Evidence, list[Problem]]:
    """Give each source its article; problems for archives that are missing, changed or belong to no source."""
    articles: dict[PageId, Article] = {}
    paths: dict[PageId, str] = {}
    problems: list[Problem] = []
    used: set[str] = set()
    for page in pages:
        if page.kind is not Kind.SOURCE or not isinstance(page.fields, Source):
            continue
        named = page.fields.archive
        used.add(named.file)
        archive = archives.get(named.file)
        if archive is None and named.file in archives:  # its own problem
            continue
        if archive is None:
            hint = (budget.spend() and did_you_mean(named.file, archives)) or "put the article's text there"
            message = f"there is no archived text {named.file}"
            problems.append(problem(ARCHIVE_MISSING, page.position("archive", "file"), message, hint))
        elif archive.sha256 != named.sha256:
            hint = f"restore the archived text; if it is the right one, its sha256 is {archive.sha256}"
            message = f"{named.file} is not the text that this sha256 was taken of"
            problems.append(problem(ARCHIVE_CHANGED, page.position("archive", "sha256"), message, hint))
        else:
            articles[page.id] = memo.same(page.id, memo.of(article_of, archive, page.fields))
            paths[page.id] = archive.path
    if all_pages_valid:
        for path in sorted(archives.keys() - used):
            hint = "write its page in content/sources/"
            problems.append(problem(ARCHIVE_UNUSED, Position(path), "this text is the archive of no source", hint))
    evidence = Evidence(articles, paths, budget)
    problems += (found for page in pages if page.id in articles for found in _passages(page, evidence, memo))
    return evidence, problems


def article_of(archive: Archive, fields: Source) -> Article:
    """Return the archived text of a source with what its page says of parts of it."""
    return Article(
        archive.text,
        declared=tuple(aside.text for aside in fields.asides),
        quotable=tuple(aside.text for aside in fields.asides if aside.quotable),
        translated=tuple(passage.text for passage in fields.translated),
        left_out=tuple(passage.text for passage in fields.left_out),
        headline=fields.title or "",
    )


def _passages(page: Page, evidence: Evidence, memo: Memo) -> list[Problem]:
    """Find passages that a source page names and the archived text does not have."""
    article, path = evidence.articles[page.id], evidence.paths[page.id]
    return [
        problem(
            QUOTE_MISSING,
            page.position(field, number, "text"),
            f'"{_short(words)}" does not stand in {path}',
            evidence.cure(article, normal(words)),
        )
        for field, number, words in memo.of(_not_there, article)
    ]


def _not_there(article: Article) -> list[tuple[str, int, str]]:
    """Return which passages that are said to be in an article are not: field, number and words."""
    named = {"asides": article.declared, "translated": article.translated, "left_out": article.left_out}
    return [
        (field, number, words)
        for field, passages in named.items()
        for number, words in enumerate(passages)
        if not article.text.has(normal(words))
    ]
