import hashlib
from pathlib import Path

import pytest
import wikis
from steps import archived, entry, incident, linked, note, source, told


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
sources: [herald]
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


def claiming(quote: str, **beside: str) -> str:
    """Return an incident with one claim, its quotation in line 12 of the file and what stands beside it from line 13 on."""
    fields = {"id": "c1", "about": "weapon", "value": "rockets", "source": "herald", "quote": quote} | beside
    written = "".join(f"\n    {name}: {value}" for name, value in fields.items()).replace("\n   ", "\n  -", 1)
    return incident("x", date="2024-01-01", claims=written)


def claimed_words(root: Path, text: str) -> tuple[str, str, str]:
    """Return the words that the claim of the incident is found to quote, with ten characters before and after."""
    wiki, found = linked(root, text)
    assert found == []
    (claim,) = entry(wiki, "incidents/x").claims
    assert claim.span
    (start, end), article = claim.span, wiki.articles[claim.source].text.normal
    return article[max(0, start - 10) : start], article[start:end], article[end : end + 10]


@pytest.mark.parametrize(
    ("beside", "before", "after"),
    [
        ({"before": "Police said the"}, "said the ", " came from"),
        ({"before": "Two"}, "Two ", " hit the d"),
        ({"after": "came"}, "said the ", " came from"),
        ({"after": " hit  the"}, "Two ", " hit the d"),
        ({"before": "the", "after": "came from"}, "said the ", " came from"),
    ],
)
def test_words_that_stand_twice_are_told_apart_by_what_stands_beside_them(
    tmp_path: Path, beside: dict[str, str], before: str, after: str
) -> None:
    around = claimed_words(tmp_path, claiming("rockets", **beside))
    assert (around[0][-len(before) :], around[1], around[2]) == (before, "rockets", after)


def test_what_stands_beside_may_touch_the_words(tmp_path: Path) -> None:
    assert claimed_words(tmp_path, claiming("Nobody has claimed it", before="“"))[1] == "Nobody has claimed it"


@pytest.mark.parametrize(
    ("beside", "told_at"),
    [
        ({"before": "Three"}, "13:13 quote-missing"),
        ({"after": "fell"}, "13:12 quote-missing"),
        ({"before": "Two", "after": "came"}, "14:12 quote-missing"),
        ({"before": "the rockets"}, "13:13 quote-missing"),
    ],
)
def test_what_does_not_stand_beside_the_words_is_told_at_its_field(tmp_path: Path, beside: dict[str, str], told_at: str) -> None:
    assert problems(tmp_path, claiming("rockets", **beside)) == [told_at]


@pytest.mark.parametrize(
    ("beside", "hint"),
    [
        ({"before": "Three"}, 'it stands after "Two" and "Police said the"'),
        ({"after": "fell"}, 'it stands before "hit the depot" and "came from the"'),
    ],
)
def test_the_cure_for_what_stands_beside_is_what_does_stand_there(tmp_path: Path, beside: dict[str, str], hint: str) -> None:
    _, found = linked(tmp_path, claiming("rockets", **beside))
    assert [problem.hint for problem in found] == [hint]


def test_what_stands_beside_and_leaves_two_places_does_not_help(tmp_path: Path) -> None:
    assert problems(tmp_path, claiming("said", before="mayor")) == ["12:12 quote-twice"]


PRINTED = """Rockets hit the harbour
facebook sharing button
Rockets hit the harbour. (File photo)
A crane burning.
Nobody was hurt, the harbour master said.
A sketch of the harbour
"""
ASIDES = "[Rockets hit the harbour. (File photo), {text: A crane burning.}, {text: A sketch of the harbour, quotable: It is.}]"


def printed(**fields: str) -> str:
    return archived("courier", PRINTED, **fields)


def quoting_print(words: str) -> str:
    return note(f"Text.[@courier: “{words}”]")


def test_a_headline_that_a_caption_repeats_is_still_the_headline(tmp_path: Path) -> None:
    assert problems(tmp_path / "a", printed() + quoting_print("Rockets hit the harbour")) == ["4:6 quote-twice"]
    wiki, found = linked(tmp_path / "b", printed(asides=ASIDES) + quoting_print("Rockets hit the harbour"))
    assert found == []
    (quotation,) = entry(wiki, "sources/courier").quotations
    assert quotation.span == (0, len("Rockets hit the harbour"))


@pytest.mark.parametrize("words", ["A crane burning", "facebook sharing", "(File photo)"])
def test_words_that_stand_only_in_a_caption_or_remainder_are_a_warning(tmp_path: Path, words: str) -> None:
    assert problems(tmp_path, printed(asides=ASIDES) + quoting_print(words)) == ["4:6 quote-aside"]


@pytest.mark.parametrize("words", ["A sketch of the harbour", "A crane burning. Nobody was hurt", "the harbour master"])
def test_words_that_reach_out_of_a_caption_or_may_be_quoted_are_fine(tmp_path: Path, words: str) -> None:
    assert problems(tmp_path, printed(asides=ASIDES) + quoting_print(words)) == []


def test_a_declared_caption_stands_in_the_article(tmp_path: Path) -> None:
    declared = printed(asides='[A crane burning., "A crane sinking.", {text: Nothing, quotable: So.}]')
    assert problems(tmp_path, declared) == ["5:28 quote-missing", "5:55 quote-missing"]


def test_words_of_the_article_that_a_caption_has_before_it_are_no_warning(tmp_path: Path) -> None:
    text = archived("courier", "Photo: A crane burning (Courier)\n\nIt shows A crane burning (Courier), at night.\n")
    _, found = linked(tmp_path, text + note('Seen.[@courier: "A crane burning (Courier)"]'))
    assert told(found) == []
