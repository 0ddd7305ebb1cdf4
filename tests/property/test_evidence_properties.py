"""What holds for any evidence: places in texts, sentences of articles, numbers, and claims held against each other."""

import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from steps import claim, linked

from builder.accounts import Accountant
from builder.agreement import compared, standing
from builder.articles import Article
from builder.attribution import state
from builder.coverage import Coverage, coverage
from builder.dates import parse_date
from builder.fieldtypes import Count
from builder.findings import Claim, Quotation, Verdict
from builder.ids import PageId
from builder.lexicon import Lexicon
from builder.model import Wiki
from builder.names import answering
from builder.numerals import numbers_said
from builder.origins import HOW, Roots, origins
from builder.passages import Passages, Span, normal
from builder.schema import Passage
from builder.spellings import spelt

FAST = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Texts: words, what is folded, what can't be seen

WORDS = st.sampled_from(
    ["Two", "rockets", "hit", "“Nobody", "it,”", "—", "yet’s", "İ", "café", "كتائب", "\U0001f680", "x", "U.S."]
)
GAPS = st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2028", " \u200b ", "\u200b", "\u00ad", "\ufeff", "\u200f\n"])
TEXTS = st.lists(WORDS | GAPS | st.characters(codec="utf-8"), max_size=30).map("".join)


@FAST
@given(TEXTS, st.data())
def test_a_passage_has_its_words_where_it_stands_in_the_text_as_it_is(text: str, data: st.DataObject) -> None:
    passages = Passages(text)
    words = passages.normal.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    wanted = " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    spans = list(passages.find(wanted))
    assert spans or not wanted
    for (start, end), (offset, after) in passages.raw(spans).items():
        assert passages.normal[start:end] == wanted == normal(text[offset:after])
        assert normal(text[offset]) == wanted[0]  # not a sign that can't be seen
        assert normal(text[after - 1]) == wanted[-1]


# Articles

LINES = st.sampled_from([
    "Boom!", "Fire! Fire!", "He cried Fire! and left.", "Two rockets hit. “Nobody has", "claimed it,” he said.", "No end", "Facebook",
    "Twitter sharing button", "Photo: The mayor. He left.", "Read more", "The U.S. Embassy. Boom!", "\u200b", "", " ", "Fire", "...",
])  # fmt: skip
ASIDES = st.lists(st.sampled_from(["Boom!", "Two rockets hit.", "No end", "Fire", "He left. Read more", "nowhere"]), max_size=3)
ARTICLES = st.builds(
    lambda lines, asides: Article(Passages("\n".join(lines)), tuple(asides)), st.lists(LINES | TEXTS, max_size=8), ASIDES
)


@FAST
@given(ARTICLES)
@example(Article(Passages("Boom! Boom!")))
def test_sentences_of_an_article_are_in_order_and_do_not_overlap(article: Article) -> None:
    assert all(start < end for start, end in article.sentences)
    assert all(before[1] <= after[0] for before, after in pairwise(article.sentences))


@FAST
@given(ARTICLES)
def test_all_of_an_article_is_in_its_sentences_or_an_aside(article: Article) -> None:
    held = {place for span in (*article.sentences, *article.asides) for place in range(*span)}
    assert {place for place, sign in enumerate(article.text.normal) if sign != " "} <= held


@FAST
@given(ARTICLES)
def test_whoever_quotes_all_sentences_has_quoted_all(article: Article) -> None:
    assert article.unquoted(article.sentences) == ()
    assert article.unquoted(reversed(article.sentences[:1])) == article.sentences[1:]
    assert article.unquoted([]) == article.sentences


@FAST
@given(ARTICLES, st.data())
def test_the_sentences_around_a_passage_hold_it(article: Article, data: st.DataObject) -> None:
    words = article.text.normal.split()
    assume(words)
    span = next(article.text.find(data.draw(st.sampled_from(words))))
    start, end = article.around(span)
    assert start <= span[0]
    assert span[1] <= end
    assert article.text.normal[start:end] == article.text.normal[start:end].strip()


# Coverage

HERALD = PageId("sources/herald")
LEFT_OUT = ("Boom!", "Two rockets hit", "Fire", "U.S. Embassy", "nowhere")


@cache
def base() -> Wiki:
    with tempfile.TemporaryDirectory() as folder:
        return linked(Path(folder))[0]


def covered(article: Article, quoted: Iterable[Span]) -> Coverage:
    """Return what a wiki holds of an article if its pages quote the passages ``quoted``."""
    wiki = base()
    herald = wiki.entries[HERALD]
    fields = herald.page.fields.model_copy(update={"left_out": [Passage(text=words, note=words) for words in article.left_out]})
    entry = replace(
        herald,
        page=replace(herald.page, fields=fields),
        quotations=tuple(Quotation(HERALD, None, HERALD, span, "ref:1") for span in quoted),
        unanswered=spelt(article, Lexicon([answering(held.page) for held in wiki.entries.values()])).unanswered,
    )
    (found,) = coverage(replace(wiki, articles={HERALD: article}, entries={**wiki.entries, HERALD: entry}))
    return found


@st.composite
def quotations(draw: st.DrawFn, article: Article) -> list[Span]:
    """Draw passages of an article, in whole words."""
    places = [match.span() for match in re.finditer(r"\S+", article.text.normal)]
    if not places:
        return []
    words = st.tuples(*[st.integers(0, len(places) - 1)] * 2).map(sorted)
    return [(places[first][0], places[last][1]) for first, last in draw(st.lists(words, max_size=4))]


@FAST
@given(ARTICLES, st.lists(st.sampled_from(LEFT_OUT), max_size=3, unique=True), st.data())
def test_coverage_adds_up_and_every_gap_stands_where_it_is_told(
    article: Article, left_out: list[str], data: st.DataObject
) -> None:
    article = replace(article, left_out=tuple(left_out))
    found = covered(article, data.draw(quotations(article)))
    gaps = [gap for gap in found.gaps if gap.what == "sentence"]
    assert found.sentences_quoted + len(gaps) == found.sentences
    assert 0 <= found.words_quoted <= found.words
    text = article.text.text
    lines = text.split("\n")
    for gap in found.gaps:
        assert lines[gap.line - 1][gap.column - 1] == gap.text[0]
        offset = sum(len(line) + 1 for line in lines[: gap.line - 1]) + gap.column - 1
        assert normal(text[offset:]).startswith(normal(gap.text))
        assert gap.reason in ("", *left_out)
    assert [(gap.line, gap.column) for gap in found.gaps] == sorted((gap.line, gap.column) for gap in found.gaps)


@FAST
@given(ARTICLES)
def test_all_of_an_article_and_nothing_of_it_are_the_ends_of_coverage(article: Article) -> None:
    nothing, everything = covered(article, []), covered(article, [(0, len(article.text.normal))])
    assert (nothing.sentences_quoted, nothing.words_quoted) == (0, 0)
    assert (everything.sentences_quoted, everything.words_quoted) == (nothing.sentences, nothing.words)
    assert [gap.what for gap in everything.gaps] == ["name"] * len(everything.gaps)
    assert {gap for gap in nothing.gaps if gap.what == "name"} == {*everything.gaps}


@FAST
@given(ARTICLES, st.data())
def test_one_more_quotation_never_makes_a_gap(article: Article, data: st.DataObject) -> None:
    quoted = data.draw(quotations(article))
    fewer, more = covered(article, quoted[1:]), covered(article, quoted)
    # Of a sentence that is quoted now, some words may stay behind.
    assert {gap for gap in more.gaps if gap.what != "words"} <= {*fewer.gaps}
    assert more.words_quoted >= fewer.words_quoted


# Numbers

SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    for scale, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            between = " and " if 0 < rest < 100 else " "
            return f"{in_words(number // scale)} {name}{between}{in_words(rest) if rest else ''}".strip()
    if number < 20:
        return SMALL[number]
    return f"{TENS[number // 10]}{f'-{SMALL[number % 10]}' if number % 10 else ''}"


@FAST
@given(st.integers(0, 99_999_999), st.sampled_from(["{}", "At least {} rockets", "“{}”,", "{}mm"]))
def test_a_number_is_read_however_it_is_written(number: int, around: str) -> None:
    for written in (str(number), f"{number:,}"):
        assert numbers_said(around.format(written), plainly=True) == {number}
    if "mm" not in around:
        assert numbers_said(around.format(in_words(number).capitalize()), plainly=True) == {number}


@FAST
@given(st.integers(0, 99_999_999), st.integers(0, 99_999_999), st.sampled_from([" or ", " to ", " rockets and "]))
def test_two_numbers_are_read_as_two(one: int, other: int, between: str) -> None:
    assert numbers_said(f"{one}{between}{other}") == numbers_said(f"{in_words(one)}{between}{in_words(other)}") == {one, other}


# Claims

SOURCES = [PageId(name) for name in ("herald", "courier", "gazette", "wire")]
SPEAKERS = [None, *(PageId(f"actors/{name}") for name in ("mayor", "police", "gang"))]
BOUNDS = [None, *range(7)]
COUNTS = st.sampled_from(
    [
        Count(low, high)
        for low in BOUNDS
        for high in BOUNDS
        if (low, high) != (None, None) and (low is None or high is None or low <= high)
    ]
)
VALUES: dict[str, st.SearchStrategy[Count | str]] = {
    "killed": COUNTS | st.sampled_from(["none reported"]),
    "weapon": st.sampled_from(["rockets", "Rockets", "Katyushas", "drones"]),
    "date": st.sampled_from(["2024-01", "2024-01-05", "2024-02", "2024"]),
    "motive": st.sampled_from(["revenge", "greed", "revenge for x"]),
    "responsibility": st.sampled_from(["actors/gang", "actors/guard", "actors/militias"]),
}
STANCES = {"responsibility": ["asserts", "accuses", "suspects", "claims", "denies", "retracts"]}
VAGUE = frozenset({PageId("actors/militias")})


@st.composite
def claims(draw: st.DrawFn, refining: bool = True) -> list[Claim]:
    """Draw claims of one page, each of which may refine an earlier one on its point."""
    found: list[Claim] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        about = draw(st.sampled_from(list(VALUES)))
        earlier = [other.id for other in found if other.about == about]
        found.append(
            claim(
                number,
                about,
                draw(VALUES[about]),
                draw(st.sampled_from(SOURCES)),
                by=draw(st.sampled_from(SPEAKERS)),
                stance=draw(st.sampled_from(STANCES.get(about, ["asserts", "asserts", "denies", "retracts"]))),
                refines=draw(st.none() | st.sampled_from(earlier)) if earlier and refining else None,
            )
        )
    return found


def verdicts(found: Iterable[Claim]) -> dict[frozenset[str], Verdict]:
    return {frozenset(claim.id for claim in row): verdict for row, verdict in compared(found, VAGUE)}


@FAST
@given(claims(), st.randoms(use_true_random=False))
def test_agreement_does_not_hang_on_the_order_of_claims(found: list[Claim], order: Random) -> None:
    found = [one for one in found if one.stance != "retracts"]  # what a retraction takes back stands before it
    mixed = list(found)
    order.shuffle(mixed)
    assert verdicts(mixed) == verdicts(found)


@FAST
@given(claims())
def test_every_claim_is_in_one_row(found: list[Claim]) -> None:
    assert sorted(claim.id for row, _ in compared(found) for claim in row) == sorted(claim.id for claim in found)


@FAST
@given(claims(), st.data())
def test_a_claim_equal_to_another_makes_no_sources_differ(found: list[Claim], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(found) - 1))
    again = found[place]
    assume(again.stance != "retracts")
    more = replace(again, id="c99", source=data.draw(st.sampled_from(SOURCES)) if again.by else again.source)
    before = {claim_id: verdict for row, verdict in verdicts(found).items() for claim_id in row}
    after = {claim_id: verdict for row, verdict in verdicts([*found[:place], more, *found[place:]]).items() for claim_id in row}
    assert all(after[name] is not Verdict.DIFFER or verdict is Verdict.DIFFER for name, verdict in before.items())


@FAST
@given(COUNTS, COUNTS)
def test_counts_agree_where_they_share_a_number_and_nowhere_else(one: Count, other: Count) -> None:
    def fits(number: int, count: Count) -> bool:
        return (count.min is None or count.min <= number) and (count.max is None or number <= count.max)

    ((_, verdict),) = compared([claim(1, "killed", one), claim(2, "killed", other, "courier")])
    assert (verdict is Verdict.AGREE) == any(fits(number, one) and fits(number, other) for number in range(10))
    assert verdict in (Verdict.AGREE, Verdict.DIFFER)


@FAST
@given(claims(refining=False).map(lambda found: [one for one in found if one.about == "responsibility"]))
def test_labels_and_denials_alone_are_never_held_against_another_actor(found: list[Claim]) -> None:
    kept = [one for one in found if one.page in VAGUE or one.stance == "denies"]
    for row, verdict in compared(kept, VAGUE):
        stances = {one.stance for one in standing(row)}
        assert verdict is not Verdict.DIFFER or {"denies"} < stances


@FAST
@given(claims())
def test_the_state_of_attribution_names_every_speaker_that_stands_by_its_words(found: list[Claim]) -> None:
    said = [one for clause in state(found) for one in clause.claims]
    stand = [one for one in standing(found) if one.about == "responsibility" and one.stance != "suspects"]
    assert {(one.by or one.source, one.stance, one.page) for one in said if one.stance != "suspects"} == {
        (one.by or one.source, one.stance, one.page) for one in stand
    }
    assert len(said) == len({one.id for one in said})


# Origins

SHARED = st.tuples(st.sampled_from([how for how in HOW if how != "speaker"]), st.sampled_from(["a", "b", "c"]).map(PageId))
ROOTS = st.builds(
    Roots,
    st.dictionaries(st.sampled_from(SOURCES), st.frozensets(SHARED, max_size=2)),
    st.dictionaries(st.sampled_from(SPEAKERS[1:]), st.frozensets(st.sampled_from(SPEAKERS[1:]), max_size=1)),
)


@FAST
@given(claims(), ROOTS, st.randoms(use_true_random=False))
def test_there_is_at_least_one_origin_and_never_more_than_sources(found: list[Claim], known: Roots, order: Random) -> None:
    number, ties = origins(found, known)
    assert 1 <= number <= len({claim.source for claim in found})
    mixed = list(found)
    order.shuffle(mixed)
    assert origins(mixed, known)[0] == number
    assert {frozenset(tie.sources) for tie in origins(mixed, known)[1]} == {frozenset(tie.sources) for tie in ties}


@FAST
@given(claims(), ROOTS, st.sampled_from(SOURCES), SHARED)
def test_one_more_tie_makes_no_more_origins(found: list[Claim], known: Roots, source: PageId, root: tuple[str, PageId]) -> None:
    tied = replace(known, of_source={**known.of_source, source: known.of_source.get(source, frozenset()) | {root}})
    assert origins(found, tied)[0] <= origins(found, known)[0]


@FAST
@given(claims(), ROOTS)
def test_a_reader_can_count_the_origins_from_the_ties_that_are_told(found: list[Claim], known: Roots) -> None:
    number, ties = origins(found, known)
    groups = [{claim.source} for claim in found]
    for tie in ties:
        joined = set(tie.sources).union(*(group for group in groups if group & set(tie.sources)))
        groups = [group for group in groups if not group & joined] + [joined]
    assert number == len({frozenset(group) for group in groups})


# Steps

DAYS = st.sampled_from(["2024-01-01", "2024-01-02", "2024-01", "2024-02-01"]).map(parse_date)
ACCOUNTANTS = st.builds(Accountant, st.just(VAGUE), ROOTS, st.fixed_dictionaries(dict.fromkeys(SOURCES, DAYS)))


@FAST
@given(claims().map(tuple), ACCOUNTANTS)
def test_the_last_step_knows_what_the_page_knows(found: tuple[Claim, ...], accountant: Accountant) -> None:
    steps = accountant.steps(found)
    assert not steps or steps[-1].rows == accountant.compare(found)
    days = {accountant.published[claim.source] for claim in found}
    assert [step.published for step in steps] == (sorted(days, key=lambda day: day.sort_key) if len(days) > 1 else [])


@FAST
@given(claims().map(tuple), ACCOUNTANTS)
def test_every_claim_is_new_in_the_step_of_its_source_and_no_other(found: tuple[Claim, ...], accountant: Accountant) -> None:
    for step in accountant.steps(found):
        added = [claim.id for change in step.changes for claim in change.added]
        assert sorted(added) == sorted(claim.id for claim in found if claim.source in step.sources)
