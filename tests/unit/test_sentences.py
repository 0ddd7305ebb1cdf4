import pytest

from builder.sentences import sentences
from builder.syntax import slot


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("One?  Two!\nThree…", ["One?", "Two!", "Three…"]),
        ("He said “No.” She left.", ["He said “No.”", "She left."]),
        ("(One.) Two.", ["(One.)", "Two."]),
        ("Two. “Three.”", ["Two.", "“Three.”"]),
        ("One... and more.", ["One... and more."]),
        ("كانت واحدة. ثم اثنتان.", ["كانت واحدة.", "ثم اثنتان."]),
        ("In 2021. Then more.", ["In 2021.", "Then more."]),
        ("No end", ["No end"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Embassy was hit.", "Gen. Smith spoke.", "At 8 p.m. Rockets fell.", "J. Smith and Dr. Jones met.",
        "It cost 3.5 million.", "See example.org for more.", "Rep. Ilhan Omar spoke.", "On Sept. 11 it began.",
    ],
)  # fmt: skip
def test_an_abbreviation_does_not_tear_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    text = f"One.{slot(0)}{slot(1)} Two {slot(2)} goes on.{slot(3)}"
    assert sentences(text) == [f"One.{slot(0)}{slot(1)}", f"Two {slot(2)} goes on.{slot(3)}"]


def test_a_sentence_may_begin_with_a_link() -> None:
    assert sentences(f"One. {slot(0)} is two.") == ["One.", f"{slot(0)} is two."]
