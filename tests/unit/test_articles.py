from itertools import pairwise

import pytest

from builder.articles import Article
from builder.passages import Passages, Span

TEXT = """Rockets hit the depot

Facebook
Twitter sharing button
Photo: The mayor. (AP)

Two rockets hit. “Nobody has
claimed it,” the mayor said.
Read more
Police came.\u200b  They left.
"""


def article(text: str = TEXT, headline: str = "", **declared: tuple[str, ...]) -> Article:
    return Article(Passages(text), headline=headline, **declared)


def words(found: Article, spans: tuple[Span, ...]) -> list[str]:
    return [found.text.normal[start:end] for start, end in spans]


def span(found: Article, text: str) -> Span:
    return next(found.text.find(text))


def test_the_sentences_are_those_of_the_article_and_a_wrapped_line_ends_none() -> None:
    found = article()
    assert words(found, found.sentences) == [
        "Rockets hit the depot",
        "Two rockets hit.",
        '"Nobody has claimed it," the mayor said.',
        "Police came.",
        "They left.",
    ]


@pytest.mark.parametrize("text", ["Boom! Boom! Then silence.", "Boom!\nBoom!", "He cried Fire! and left. Fire! More."])
def test_a_sentence_that_repeats_words_of_the_one_before_has_its_own_place(text: str) -> None:
    found = article(text).sentences
    assert all(before[1] <= after[0] for before, after in pairwise(found))


@pytest.mark.parametrize(
    "line",
    [
        "Facebook", "X", "Share this article", "Twitter sharing button", "Copy link", "Related Articles", "You may also like",
        "READ MORE", "Advertisement", "Image source: Reuters", "Photo courtesy: the army", "Caption: the depot", "Back to top",
    ],
)  # fmt: skip
def test_a_line_that_a_web_page_leaves_behind_is_no_sentence_of_the_article(line: str) -> None:
    found = article(f"It began.\n{line}\nIt ended.")
    assert words(found, found.sentences) == ["It began.", "It ended."]
    assert found.is_aside(span(found, line))


@pytest.mark.parametrize(
    "line", ["Facebook removed the page.", "Share prices fell.", "Read more books, he said.", "The photo: a fake.", "Xylophone"]
)
def test_a_sentence_that_begins_like_one_is_the_articles_own(line: str) -> None:
    found = article(f"It began.\n{line}\nIt ended.")
    assert words(found, found.sentences) == ["It began.", line, "It ended."]


def test_a_declared_aside_is_none_of_its_own_wherever_it_stands() -> None:
    found = article("The depot  burns.\nIt began. The depot burns. It ended.", declared=("The depot burns.",))
    assert words(found, found.sentences) == ["It began.", "It ended."]


def test_words_partly_in_an_aside_are_the_articles_own() -> None:
    found = article(declared=("Police came.",))
    assert found.is_aside(span(found, "Police came."))
    assert not found.is_aside(span(found, "came. They"))


@pytest.mark.parametrize("headline", ["Rockets hit the depot", "Rockets  hit the depot"])
def test_the_headline_is_no_sentence(headline: str) -> None:
    found = article(headline=headline)
    assert words(found, found.sentences)[0] == "Two rockets hit."
    assert words(found, found.all_sentences)[0] == "Rockets hit the depot"


@pytest.mark.parametrize("headline", ["", "Rockets", "Rockets hit the depot today"])
def test_a_first_line_that_is_not_the_headline_is_a_sentence(headline: str) -> None:
    found = article(headline=headline)
    assert words(found, found.sentences)[0] == "Rockets hit the depot"


def test_an_aside_over_several_lines_is_one() -> None:
    assert article().is_aside(span(article(), "Facebook Twitter sharing button Photo: The mayor."))


def test_what_is_declared_quotable_may_be_quoted_and_is_still_an_aside() -> None:
    found = article(declared=("Photo: The mayor. (AP)",), quotable=("Photo: The mayor. (AP)",))
    assert found.is_aside(span(found, "The mayor."))
    assert found.is_quotable(span(found, "The mayor."))
    assert found.is_quotable(span(found, "Photo: The mayor. (AP)"))
    assert not found.is_quotable(span(found, "Twitter sharing button"))
    assert not article().is_quotable(span(article(), "The mayor."))
    assert article().is_quotable(span(article(), "Two rockets"))


def test_words_that_go_beyond_what_is_quotable_are_not() -> None:
    found = article(quotable=("The mayor.",))
    assert not found.is_quotable(span(found, "The mayor. (AP)"))
    assert not found.is_quotable(span(found, "Photo: The mayor."))


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        ("rockets hit.", "Two rockets hit."),
        ("Two rockets hit.", "Two rockets hit."),
        ('hit. "Nobody', 'Two rockets hit. "Nobody has claimed it," the mayor said.'),
        ("the mayor", '"Nobody has claimed it," the mayor said.'),
        ("left.", "They left."),
    ],
)
def test_around_a_quotation_stand_its_whole_sentences(quoted: str, shown: str) -> None:
    found = article()
    start, end = found.around(span(found, quoted))
    assert found.text.normal[start:end] == shown


def unquoted(found: Article, *quotations: str) -> list[str]:
    return words(found, found.unquoted(span(found, quotation) for quotation in quotations))


def test_a_sentence_is_quoted_if_a_quotation_has_a_word_of_it() -> None:
    found = article()
    every = words(found, found.sentences)
    assert unquoted(found) == every
    assert unquoted(found, "Two rockets", "rockets hit.", "hit.") == [every[0], *every[2:]]
    assert unquoted(found, 'hit. "Nobody has claimed') == [every[0], *every[3:]]
    assert unquoted(found, "left", "Rockets hit the depot") == every[1:4]


def test_an_aside_that_is_quoted_is_no_sentence() -> None:
    found = article()
    assert unquoted(found, "Twitter sharing button") == words(found, found.sentences)


def test_quotations_that_end_where_a_sentence_begins_do_not_touch_it() -> None:
    found = article("One.Two. Three.", declared=())
    first, second = found.sentences
    assert found.unquoted([(0, first[1])]) == (second,)
    assert found.unquoted([(first[1], second[0])]) == (first, second)


def test_words_are_translated_if_any_of_them_is_wherever_these_stand() -> None:
    found = article("He said it. “We  won,” he said. She said: “We won,” too.", translated=("“We won,”",))
    assert found.is_translated(span(found, "We won"))
    assert found.is_translated(span(found, 'it. "We won," he'))
    assert found.is_translated((found.text.normal.rindex("won"), found.text.normal.rindex("won") + 3))
    assert not found.is_translated(span(found, "He said it."))
    assert not found.is_translated(span(found, "he said"))
    assert not found.is_translated(span(found, "said."))
    assert not article().is_translated(span(article(), "Two rockets"))


@pytest.mark.parametrize(
    "text",
    ["It burns.", "It burns!", "“It burns.”", "It burns…", "It burns (still).", "He said: “It burns (still…)”"],
)
def test_a_sentence_is_left_out_with_and_without_the_signs_that_end_it(text: str) -> None:
    for given in (text, text.rstrip(".!?…”)"), text.rstrip(".!?…”")):
        found = article(f"It began. {text} More.", left_out=(given,))
        left_out = [found.left_out_as(sentence) for sentence in found.sentences]
        assert left_out == [None, 0, None], given


def test_what_reaches_out_of_the_words_that_are_left_out_is_not() -> None:
    found = article(left_out=("Police came", "Two rockets hit. “Nobody has claimed it,” the mayor said"))
    assert found.left_out_as(span(found, "Police came.")) == 0
    assert found.left_out_as(span(found, "Police came. They")) is None
    assert found.left_out_as(span(found, "Two rockets hit.")) == 1
    assert found.left_out_as(span(found, '"Nobody has claimed it," the mayor said.')) == 1
    assert found.left_out_as(span(found, "They left.")) is None


def test_words_are_left_out_wherever_they_stand_and_as_the_first_entry_that_has_them() -> None:
    found = article("Ali came. Ali left.", left_out=("Ali left.", "Ali"))
    first, second = found.text.find("Ali")
    assert (found.left_out_as(first), found.left_out_as(second)) == (1, 0)


@pytest.mark.parametrize("text", ["", "\n \n", "\u200b"])
def test_an_empty_text_has_no_sentences(text: str) -> None:
    assert (article(text).sentences, article(text).asides) == ((), ())
