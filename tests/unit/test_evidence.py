import hashlib
from pathlib import Path

import pytest
import wikis
from steps import linked, note, source, told


def quoting(words: str) -> str:
    return note(f"Text.[@herald: “{words}”]")


def problems(root: Path, text: str) -> list[str]:
    return told(linked(root, text)[1])


@pytest.mark.parametrize("words", ["Two rockets hit", "Two  rockets\nhit", '"Nobody has claimed it,"', "Nobody was arrested"])
def test_words_that_stand_in_the_archive_are_fine(tmp_path: Path, words: str) -> None:
    assert problems(tmp_path, quoting(words)) == []


@pytest.mark.parametrize(
    "words", ["Three rockets hit", "two rockets hit", "Two rockets hit.", "wo rockets", "hit the depot in North"]
)
def test_other_words_are_an_error_at_the_citation(tmp_path: Path, words: str) -> None:
    assert problems(tmp_path, quoting(words)) == ["4:6 quote-missing"]


def test_words_that_stand_twice_prove_no_one_thing(tmp_path: Path) -> None:
    assert problems(tmp_path, quoting("rockets")) == ["4:6 quote-twice"]


def test_the_cure_is_the_nearest_passage(tmp_path: Path) -> None:
    _, found = linked(tmp_path, quoting("Three rockets hit the depot in Northprt"))
    assert "rockets hit the depot in Northport" in found[0].hint


def test_the_cure_names_the_source_that_has_the_words(tmp_path: Path) -> None:
    other = source("other", archive=f"{{file: seeds/other.txt, sha256: {'7' * 64}}}")
    text = "It was another depot altogether.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    other = other.replace("7" * 64, digest).replace(wikis.ARTICLE, text)
    _, found = linked(tmp_path, other + quoting("another depot altogether"))
    assert [(problem.rule, problem.hint) for problem in found] == [("quote-missing", "these words stand in sources/other")]


@pytest.mark.parametrize("words", ["\u200b", "\u00ad \u200b"])
def test_words_that_cannot_be_seen_quote_nothing(tmp_path: Path, words: str) -> None:
    assert problems(tmp_path, quoting(words)) == ["4:6 broken-mark"]


def test_a_changed_archive_is_one_problem_and_not_one_for_each_quotation(tmp_path: Path) -> None:
    assert problems(tmp_path, "-- seeds/herald.txt --\nChanged.\n") == ["4:43 archive-changed"]


def test_the_cure_of_a_changed_archive_is_the_sum_that_it_has(tmp_path: Path) -> None:
    text = f"-- content/sources/herald.md --\n---\ntitle: x\npublished: 2024\narchive: {{file: seeds/herald.txt, sha256: {'0' * 64}}}\n---\nText.\n"
    _, found = linked(tmp_path, text)
    assert wikis.SHA256 in found[0].hint


def test_a_missing_archive_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    text = f"-- content/sources/herald.md --\n---\ntitle: x\npublished: 2024\narchive: {{file: seeds/herold.txt, sha256: {wikis.SHA256}}}\n---\nText.\n"
    _, found = linked(tmp_path, text)
    assert [(problem.rule, problem.hint) for problem in found] == [
        ("archive-missing", 'did you mean "seeds/herald.txt"?'),
        ("archive-unused", "write its page in content/sources/"),
    ]


def test_an_archive_without_a_source_is_told_only_when_all_pages_could_be_read(tmp_path: Path) -> None:
    assert problems(tmp_path / "a", "-- seeds/x.txt --\nx\n") == ["1:1 archive-unused"]
    assert problems(tmp_path / "b", "-- seeds/x.txt --\nx\n-- content/sources/x.md --\n") == ["1:1 empty-file"]


def test_the_quotation_of_a_relation_is_checked_too(tmp_path: Path) -> None:
    text = """-- content/actors/a.md --
---
title: A
type: person
summary: S
relations:
  - {to: mayor, as: opposes, source: herald, quote: "Two rockets hat"}
  - {to: mayor, as: opposes, source: herald, quote: "Two rockets hit"}
---
Text.
"""
    assert problems(tmp_path, text) == ["6:53 quote-missing"]


def test_help_has_an_end_and_problems_have_none(tmp_path: Path) -> None:
    cited = " ".join(f'[@herald: "the depots {number}"]' for number in range(400))
    _, found = linked(tmp_path, note(cited))
    assert len(found) == 400
    assert "nearest passage" in found[0].hint
    assert found[-1].hint == "copy the words from the archived text"
