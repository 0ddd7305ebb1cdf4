import pytest

from builder.gaps import gap, gaps_of_body, gaps_of_fields


@pytest.mark.parametrize(
    "text", ["???", "??? how many", "- ???", "killed ??? people", "(???)", "on ???.", "| ??? |", "> ??? x", "## ???"]
)
def test_what_stands_apart_is_a_gap(text: str) -> None:
    assert len(list(gaps_of_body(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Who fired???",
        "What????",
        "???!",
        "???what",
        "“Quoi ???”",
        'He wrote "was it us ???" there.',
        '[@herald: "??? it said"]',
        "[[???]]",
        "[a](x???y)",
    ],
)
def test_ordinary_text_has_none(text: str) -> None:
    assert list(gaps_of_body(text)) == []


def test_a_gap_says_what_is_wanted_up_to_the_end_of_its_line_or_bracket() -> None:
    body = f'{gap("say who did it:")} [@herald: "x"], [[a]].\n\nHurt (??? how many) ??? people.\n'
    assert [words for _, _, words in gaps_of_body(body)] == ["say who did it", "how many", ""]


def test_gaps_of_a_body_have_line_and_column() -> None:
    assert [place[:2] for place in gaps_of_body('[@a: "two\nlines ???"] x\n\ny ??? z ???')] == [(4, 3), (4, 9)]


def test_fields_with_exact_words_and_names_may_hold_the_marker_but_not_begin_with_it() -> None:
    fields = {
        "title": "Who asks ???",
        "aliases": [{"text": "Why ???"}, "So ???"],
        "claims": [{"quote": "who ??? he asked", "note": "by ???"}],
    }
    assert list(gaps_of_fields(fields)) == [(("claims", 0, "note"), "")]  # type: ignore[arg-type]  # a mapping as YAML gives it
    assert list(gaps_of_fields({"quote": "???"})) == [(("quote",), "")]


def test_a_text_with_two_gaps_is_told_once() -> None:
    assert list(gaps_of_fields({"summary": "??? who, ??? when"})) == [(("summary",), "who, ??? when")]
