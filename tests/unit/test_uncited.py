from pathlib import Path

import pytest
import steps
import wikis

from builder.pipeline import Options, examine


def uncited(root: Path, markdown: str, *, sources: str = "[herald]") -> list[str]:
    """Return the sentences of an incident that are told to have no citation."""
    found = steps.loose_ends(root, steps.incident("x", markdown, sources=sources))
    return [problem.message for problem in found if problem.rule == "sentence-uncited"]


def test_each_sentence_needs_a_citation_of_its_own(tmp_path: Path) -> None:
    told = uncited(tmp_path, "Two rockets hit the depot. Nobody was hurt.[@herald] The gang fled\nto the hills.")
    assert told == ['"Two rockets hit the depot." has no citation', '"The gang fled to the hills." has no citation']


def test_the_place_is_that_of_the_sentence_and_the_hint_has_a_source_of_the_page(tmp_path: Path) -> None:
    found = steps.loose_ends(
        tmp_path, steps.incident("x", "One is cited.[@herald] This one\nis not cited.\n\n- Nor is this one.")
    )
    assert [(problem.line, problem.column) for problem in found if problem.rule == "sentence-uncited"] == [(8, 24), (11, 3)]
    assert '[@herald: "exact words"]' in found[-1].hint


def test_a_quotation_is_told_by_its_words(tmp_path: Path) -> None:
    found = steps.loose_ends(tmp_path, steps.incident("x", "Text.[@herald]\n\n> It was us,\n> and nobody else."))
    assert [problem.message for problem in found if problem.rule == "sentence-uncited"] == [
        '"It was us, and nobody else." has no citation'
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "Two rockets hit the depot.[@herald]",
        "Two rockets hit the depot. [@herald]",
        "Two rockets hit the depot.\n[@herald] [@herald]",
        "Two rockets[@herald] hit the depot.",
        "Two rockets hit the depot.*[@herald]*",
        "**Two rockets hit.**[@herald] *They hit the depot.*[@herald]",
        "“It was us. It was nobody else.”[@herald]",
        'He said: "It was us. It was nobody else."[@herald]',
        "The U.S. mayor of St. Mary spoke at 5 p.m. on Monday.[@herald]",
        "Two rockets hit the depot.[^1]\n\n[^1]: So says the article of that day.[@herald]",
        "Two rockets hit the depot.[^note]\n\n[^note]: So says the article. It says no more than that.",
        "Who fired the two rockets?",
        "> It was us. It was nobody else.\n>\n> It was us.[@herald]",
        "## Two rockets hit the depot.\n\nText.",
        "| What | Where |\n|------|-------|\n| Two rockets hit it. | There, I think. |",
        "What | Where\n-----|-----\nTwo rockets hit it. | There, I think.",
        "These are the ones that were hurt:\n\n- the mayor of the town\n- [[mayor]], who was there",
        "See also [[mayor]] and [[northport]].",
        "`Two rockets hit the depot.`",
        "So it was.",
        "",
    ],
)
def test_what_is_cited_or_states_nothing_is_not_told(tmp_path: Path, markdown: str) -> None:
    assert uncited(tmp_path, f"So.[@herald]\n\n{markdown}".replace("So it was.", "It was.")) == []


def test_pages_that_are_no_statements_need_none(tmp_path: Path) -> None:
    told = steps.loose_ends(
        tmp_path, steps.note("Two rockets hit the depot, see [[mayor]].") + steps.source("y", "It tells of the depot.")
    )
    assert [problem.rule for problem in told] == ["source-unused"]


def test_a_page_with_many_is_told_the_first_ones(tmp_path: Path) -> None:
    told = uncited(tmp_path, "[@herald]\n\n" + "This is not cited. " * 50)
    assert told == ['"This is not cited." has no citation'] * 5 + ["from here on, more sentences have no citation"]


def test_a_place_without_sources_is_told_how_to_cite(tmp_path: Path) -> None:
    found = steps.loose_ends(tmp_path, steps.place("hill", "This is a hill. See [[northport]].", inside="northport"))
    assert "[@source-id]" in found[0].hint


def test_what_is_silenced_by_its_words_takes_no_other_sentences_place(tmp_path: Path) -> None:
    numbers = ("one", "two", "three", "four", "five", "six", "seven")
    body = "[@herald]\n\n" + " ".join(f"Nobody cites number {number}." for number in numbers)
    silenced = ", ".join(f"{{rule: sentence-uncited, text: number {number}., note: So.}}" for number in numbers)
    root = wikis.write(tmp_path, steps.incident("x", body, actors="[mayor]", silenced=f"[{silenced}]"))
    assert [str(problem) for problem in examine(Options(root)).problems] == []
