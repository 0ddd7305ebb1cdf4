from pathlib import Path

import pytest
from steps import actor, archived, entry, incident, linked, note, place, told

from builder.coverage import Coverage, Gap, coverage
from builder.ids import PageId
from builder.model import Wiki

TEXT = """Rockets hit the depot

Photo: Ali Hassan at the depot

Two rockets hit the depot on Monday, and “nobody has
claimed it at this hour,” said the guard Ali Hassan of
Eastport. It burned.
"""
LONG = "Two rockets hit the depot on Monday, and “nobody has claimed it at this hour,” said the guard Ali Hassan of Eastport."


def of(wiki: Wiki, source: str = "sources/y") -> Coverage:
    (found,) = [article for article in coverage(wiki) if article.source == source]
    return found


def covered(root: Path, article: str = TEXT, body: str = "Text.[@y]", pages: str = "", **fields: str) -> Coverage:
    """Return what a free page and ``pages`` hold of an article."""
    wiki, found = linked(root, archived("y", f"{article}\n", **fields) + note(body) + pages)
    assert [str(problem) for problem in found if problem.level == "error"] == []
    return of(wiki)


def sentences(found: Coverage) -> list[str]:
    return [gap.text for gap in found.gaps if gap.what == "sentence"]


def names(found: Coverage) -> list[str]:
    return [gap.text for gap in found.gaps if gap.what == "name"]


def test_an_article_that_nobody_quotes_has_all_its_sentences_as_gaps(tmp_path: Path) -> None:
    assert sentences(covered(tmp_path)) == [
        "Rockets hit the depot",
        LONG,
        "It burned.",
    ]


def test_a_sentence_that_is_quoted_in_part_is_no_gap_and_its_other_words_are_not_quoted(tmp_path: Path) -> None:
    found = covered(tmp_path, body='One.[@y: "Two rockets hit"] Two.[@y: "hit the depot on Monday"] Three.[@y: "said the guard"]')
    assert sentences(found) == ["Rockets hit the depot", "It burned."]
    assert (found.sentences, found.sentences_quoted) == (3, 1)
    # Two rockets hit the depot on Monday; said the guard
    assert (found.words, found.words_quoted) == (4 + 22 + 2, 7 + 3)


def test_many_words_that_a_quoted_sentence_keeps_back_are_a_gap_and_few_are_not(tmp_path: Path) -> None:
    article = "Police said that two rockets hit the depot. For its part, the gang denied it."
    found = covered(tmp_path, article, 'One.[@y: "hit the depot"] Two.[@y: "the gang denied it"]')
    assert [(gap.what, gap.column, gap.text) for gap in found.gaps] == [("words", 1, "Police said that two rockets")]


def test_words_that_a_quoted_sentence_keeps_back_can_be_left_out_on_purpose(tmp_path: Path) -> None:
    left_out = "[{text: who had come by boat that night, note: Nobody else says so.}]"
    article = "The gang, who had come by boat that night, denied it."
    found = covered(tmp_path, article, 'One.[@y: "The gang"] Two.[@y: "denied it"]', left_out=left_out)
    assert [(gap.what, gap.text, gap.reason) for gap in found.gaps] == [
        ("words", "who had come by boat that night", "Nobody else says so."),
    ]  # fmt: skip


def test_what_is_no_part_of_the_article_is_told_with_the_reason(tmp_path: Path) -> None:
    article = "It burned.\nfacebook sharing button\nIt rained.\nIt burned.\nA crane of Omar Salim.\n"
    found = covered(tmp_path, article, asides="[{text: A crane of Omar Salim., note: A caption.}]")
    assert [(gap.line, gap.text, gap.reason[:14]) for gap in found.asides] == [
        (2, "facebook sharing button", "it looks like "),
        (4, "It burned. A crane of Omar Salim.", "A caption."),
    ]


def test_a_name_is_told_whole_though_one_of_its_words_stands_elsewhere_in_small_letters(tmp_path: Path) -> None:
    found = covered(tmp_path, "They left the harbour. They met at Harbour Depot of the U.S. Army, said Q. Adams. An army came.")
    assert names(found) == ["Harbour Depot", "U.S. Army", "Q. Adams"]


def test_an_article_that_is_quoted_as_a_whole_has_no_gap(tmp_path: Path) -> None:
    article = "Two rockets fell. It burned."
    found = covered(tmp_path, article, f'One.[@y: "{article}"]')
    assert found == Coverage(PageId("sources/y"), "content/sources/y.md", "seeds/y.txt", 2, 2, 5, 5, (), ())


@pytest.mark.parametrize(("words", "quoted"), [("It burned (", 2), ("It burned", 2), ("(badly)", 1), ("(", 0)])
def test_a_word_right_behind_a_quotation_is_not_quoted(tmp_path: Path, words: str, quoted: int) -> None:
    found = covered(tmp_path, "It burned (badly) all night.", f'One.[@y: "{words}"]')
    assert (found.words, found.words_quoted, found.sentences_quoted) == (5, quoted, 1)


def test_the_headline_is_no_gap_whether_it_is_quoted_or_not_and_a_name_in_it_is(tmp_path: Path) -> None:
    article = "Rockets on Eastport\n\nTwo rockets fell."
    for body in ("Text.[@y]", 'So.[@y: "Rockets on"]'):
        found = covered(tmp_path / body[:2], article, body, title="Rockets on Eastport")
        assert [(gap.what, gap.text) for gap in found.gaps] == [("name", "Eastport"), ("sentence", "Two rockets fell.")]
        assert (found.sentences, found.sentences_quoted, found.words, found.words_quoted) == (1, 0, 3, 0)


def test_quotations_count_wherever_they_stand(tmp_path: Path) -> None:
    article = "Two rockets fell. They burned it. She led them. He fled. It rained."
    claim = "[{id: c1, about: course, value: it burned, source: y, quote: They burned it}]"
    tie = "[{to: mayor, as: leads, source: y, quote: She led them}]"
    pages = (
        incident("x", 'One.[@y: "Two rockets"]', date="2024-01-01", sources="[y]", claims=claim)
        + actor("a", relations=tie, sources="[y]")
        + place("p", 'So.[@y: "It rained"]', sources="[y]")
    )
    assert sentences(covered(tmp_path, article, pages=pages)) == ["He fled."]


def test_asides_are_no_sentences_and_hold_no_words_or_names(tmp_path: Path) -> None:
    article = "It burned.\nfacebook sharing button\nPhoto: Ali Hassan\nA crane of Omar Salim.\n"
    found = covered(tmp_path, article, 'One.[@y: "A crane"]', asides="[{text: A crane of Omar Salim., quotable: So.}]")
    assert (sentences(found), names(found)) == (["It burned."], [])
    assert (found.sentences, found.sentences_quoted, found.words, found.words_quoted) == (1, 0, 2, 0)


def test_names_that_no_page_answers_to_are_told_once_where_they_first_stand(tmp_path: Path) -> None:
    article = "It burned, said Ali Hassan of Eastport. Then Ali Hassan left for Northport. Eastport burned, too."
    quotation = f'One.[@y: "{article}"]'
    found = covered(tmp_path / "a", article, quotation)
    assert [(gap.what, gap.column, gap.text) for gap in found.gaps] == [
        ("name", 17, "Ali Hassan"),
        ("name", 31, "Eastport"),
        ("name", 41, "Then Ali Hassan"),
    ]
    pages = actor("ali", aliases="[Ali Hassan]") + place("eastport")
    assert covered(tmp_path / "b", article, quotation, pages).gaps == ()


def test_a_free_page_answers_to_a_name(tmp_path: Path) -> None:
    weapon = note("Text.", "content/lance.md", title="Lance rocket", aliases="[Lance]")
    assert names(covered(tmp_path, "They fired a Lance and a Spear.", pages=weapon)) == ["Spear"]


def test_gaps_stand_in_the_order_of_the_text_a_sentence_before_its_names(tmp_path: Path) -> None:
    assert [(gap.what, gap.text.split()[0]) for gap in covered(tmp_path).gaps] == [
        ("sentence", "Rockets"), ("sentence", "Two"), ("name", "Ali"), ("name", "Eastport"), ("sentence", "It"),
    ]  # fmt: skip


def places(found: Coverage) -> list[tuple[int, int, str]]:
    return [(gap.line, gap.column, gap.text) for gap in found.gaps]


def test_a_gap_is_told_at_its_line_and_column_over_wrapped_lines(tmp_path: Path) -> None:
    assert places(covered(tmp_path)) == [
        (1, 1, "Rockets hit the depot"),
        (5, 1, LONG),
        (6, 42, "Ali Hassan"),
        (7, 1, "Eastport"),
        (7, 11, "It burned."),
    ]


@pytest.mark.parametrize("article", [TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r"), f"\ufeff{TEXT}"])
def test_how_lines_end_and_a_byte_order_mark_do_not_move_a_gap(tmp_path: Path, article: str) -> None:
    assert places(covered(tmp_path / "a", article)) == places(covered(tmp_path / "b"))


def test_what_cannot_be_seen_counts_as_a_column_and_is_not_printed(tmp_path: Path) -> None:
    found = covered(tmp_path, "It  burned.\t\u200bSo\u00a0said \u00adAli\x1b[31m\u200f.")
    assert places(found) == [(1, 1, "It burned."), (1, 14, "So said Ali[31m."), (1, 23, "Ali")]


def gap(found: Coverage, text: str) -> Gap:
    (only,) = [gap for gap in found.gaps if gap.text == text]
    return only


@pytest.mark.parametrize("words", ["It burned.", "It burned", "It  burned", "Eastport. It burned."])
def test_a_sentence_that_is_left_out_keeps_its_gap_and_says_why(tmp_path: Path, words: str) -> None:
    found = covered(tmp_path, left_out=f"[{{text: {words}, note: Everything burns.}}]")
    assert gap(found, "It burned.") == Gap("sentence", 7, 11, "It burned.", "Everything burns.")
    assert gap(found, "Rockets hit the depot").reason == ""
    assert (found.sentences, found.sentences_quoted) == (3, 0)


def test_a_part_of_a_sentence_leaves_out_no_sentence(tmp_path: Path) -> None:
    text = archived("y", "It burned all night.\n", left_out="[{text: burned all night, note: So.}]")
    wiki, found = linked(tmp_path, text)
    assert [gap.reason for gap in of(wiki).gaps] == [""]
    assert told(found) == ["5:19 left-out"]


def test_a_name_is_left_out_only_within_the_words_that_are(tmp_path: Path) -> None:
    article = "So said Ali Hassan. They met Ali Hassan."
    once = covered(tmp_path / "a", article, left_out="[{text: said Ali Hassan, note: A passer-by.}]")
    assert [(gap.column, gap.reason) for gap in once.gaps if gap.what == "name"] == [(9, "A passer-by."), (30, "")]
    everywhere = covered(tmp_path / "b", article, left_out="[{text: Ali Hassan, note: A passer-by.}]")
    assert [(gap.column, gap.reason) for gap in everywhere.gaps if gap.what == "name"] == [(9, "A passer-by.")]


def test_a_sentence_that_is_left_out_takes_its_names_along(tmp_path: Path) -> None:
    found = covered(tmp_path, "He fled. So said Ali Hassan.", left_out="[{text: So said Ali Hassan., note: Of no weight.}]")
    assert [(gap.text, gap.reason) for gap in found.gaps] == [
        ("He fled.", ""), ("So said Ali Hassan.", "Of no weight."), ("Ali Hassan", "Of no weight."),
    ]  # fmt: skip


LEFT_OUT = """
  - {text: It burned., note: One.}
  - {text: Ali Hassan, note: Two.}
  - text: Rockets hit the depot
    note: Three."""


@pytest.mark.parametrize(
    ("pages", "at"),
    [
        ("", []),
        (note('So.[@y: "It burned"]'), ["6:12"]),
        (note('So.[@y: "burned"]'), ["6:12"]),
        (actor("ali", title="Ali Hassan"), ["7:12"]),
        (note('So.[@y: "Rockets hit the depot"]'), ["8:11"]),
        (note('So.[@y: "It burned"]') + actor("ali", title="Ali Hassan"), ["6:12", "7:12"]),
        (note('So.[@y: "It burned"]', status="draft"), []),
    ],
)
def test_what_is_not_left_out_after_all_is_told_at_its_line(tmp_path: Path, pages: str, at: list[str]) -> None:
    _, found = linked(tmp_path, archived("y", TEXT, left_out=LEFT_OUT) + pages)
    assert told(found) == [f"{place} left-out" for place in at]
    assert {(problem.path, problem.level) for problem in found} <= {("content/sources/y.md", "warning")}


def test_an_entry_that_says_what_another_says_already_is_needless(tmp_path: Path) -> None:
    left_out = (
        "[{text: So said Ali Hassan., note: One.}, {text: Ali Hassan, note: Two.}, {text: So said Ali Hassan, note: Three.}]"
    )
    _, found = linked(tmp_path, archived("y", "So said Ali Hassan.\n", left_out=left_out))
    assert [problem.message.partition('" ')[0] for problem in found] == ['"Ali Hassan', '"So said Ali Hassan']


def test_one_name_left_out_in_two_places_needs_both(tmp_path: Path) -> None:
    left_out = "[{text: said Ali Hassan, note: One.}, {text: joked Ali Hassan, note: Two.}]"
    wiki, found = linked(tmp_path, archived("y", "So said Ali Hassan. So joked Ali Hassan.\n", left_out=left_out))
    assert told(found) == []
    assert [gap.reason for gap in of(wiki).gaps if gap.what == "name"] == ["One.", "Two."]


def test_words_that_the_article_does_not_have_are_one_problem(tmp_path: Path) -> None:
    text = archived("y", TEXT, left_out="[{text: It froze., note: So.}]", translated="[{text: It thawed., note: So.}]")
    wiki, found = linked(tmp_path, text)
    assert told(found) == ["5:19 quote-missing", "6:21 quote-missing"]
    assert {gap.reason for gap in of(wiki).gaps} == {""}


def test_a_draft_quotes_and_answers_only_where_drafts_are_wanted(tmp_path: Path) -> None:
    pages = (
        archived("y", "It burned. So said Ali Hassan.\n")
        + note('So.[@y: "It burned"] [@y: "So said"]', status="draft")
        + actor("ali", title="Ali Hassan", status="draft")
    )
    wiki, found = linked(tmp_path / "a", pages)
    assert told(found) == []
    assert [gap.text for gap in of(wiki).gaps] == ["It burned.", "So said Ali Hassan.", "Ali Hassan"]
    wiki, _ = linked(tmp_path / "b", pages, drafts=True)
    assert of(wiki).gaps == ()


def test_a_source_that_is_a_draft_is_covered_only_where_drafts_are_wanted(tmp_path: Path) -> None:
    draft = archived("y", TEXT, status="draft", left_out="[{text: Two rockets, note: So.}]")
    wiki, found = linked(tmp_path / "a", draft)
    assert ([article.source for article in coverage(wiki)], told(found)) == (["sources/herald"], [])
    wiki, found = linked(tmp_path / "b", draft, drafts=True)
    assert [article.source for article in coverage(wiki)] == ["sources/herald", "sources/y"]
    assert told(found) == ["6:19 left-out"]


@pytest.mark.parametrize(
    ("change", "rule"), [("-- seeds/y.txt (absent) --\n", "archive-missing"), ("-- seeds/y.txt --\nNo.\n", "archive-changed")]
)
def test_a_source_without_its_article_is_left_out_of_the_account(tmp_path: Path, change: str, rule: str) -> None:
    wiki, found = linked(tmp_path, archived("y", TEXT, left_out="[{text: It froze., note: So.}]") + change)
    assert [problem.rule for problem in found] == [rule]
    assert [article.source for article in coverage(wiki)] == ["sources/herald"]


def test_a_page_that_cannot_be_read_makes_no_entry_needless(tmp_path: Path) -> None:
    broken = actor("ali", 'So.[@y: "It burned"]', title="Ali Hassan", type="wrong")
    _, found = linked(tmp_path, archived("y", TEXT, left_out=LEFT_OUT) + broken)
    assert [problem.rule for problem in found] == ["field-value"]


@pytest.mark.parametrize("article", ["\n", "Photo: Ali Hassan\n"])
def test_an_article_without_a_sentence_has_no_gap(tmp_path: Path, article: str) -> None:
    found = covered(tmp_path, article)
    assert (found.sentences, found.sentences_quoted, found.words, found.words_quoted, found.gaps) == (0, 0, 0, 0, ())


def test_articles_stand_in_the_order_of_their_sources_whatever_their_archives_are_called(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, archived("b", "One.\n") + archived("a", "Two.\n"))
    assert [(article.page, article.archive) for article in coverage(wiki)] == [
        ("content/sources/a.md", "seeds/a.txt"),
        ("content/sources/b.md", "seeds/b.txt"),
        ("content/sources/herald.md", "seeds/herald.txt"),
    ]


def test_a_name_that_is_left_out_is_known_as_such_to_the_page_of_its_source(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, archived("y", TEXT, left_out="[{text: Ali Hassan, note: So.}]"))
    assert [(name.text, name.is_left_out) for name in entry(wiki, "sources/y").unanswered] == [
        ("Ali Hassan", True), ("Eastport", False),
    ]  # fmt: skip


def test_a_reason_over_several_lines_is_told_in_one(tmp_path: Path) -> None:
    left_out = "\n  - text: It burned.\n    note: |\n      Everything\n      burns."
    assert gap(covered(tmp_path, left_out=left_out), "It burned.").reason == "Everything burns."
