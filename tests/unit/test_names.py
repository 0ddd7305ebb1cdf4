from pathlib import Path

import pytest
import steps
from steps import actor, linked, note, told

from builder.ids import PageId
from builder.names import Names, folded


@pytest.fixture
def names() -> Names:
    found = Names()
    found.add(PageId("actors/kataib-hezbollah"), ["Kataib Hezbollah", "Kata'ib Hizbullah", "KH"])
    found.add(PageId("actors/kh-brigade"), ["KH Brigade", "kh"])
    found.add(PageId("places/green-zone"), ["Green Zone"])
    return found


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("actors/kataib-hezbollah", "actors/kataib-hezbollah"),
        ("kataib-hezbollah", "actors/kataib-hezbollah"),
        ("Kataib Hezbollah", "actors/kataib-hezbollah"),
        ("kataib  HEZBOLLAH", "actors/kataib-hezbollah"),
        ("Kata’ib Hizbullah", "actors/kataib-hezbollah"),
        ("Kata`ib\u200b Hizbullah", "actors/kataib-hezbollah"),
        ("green–zone", "places/green-zone"),
        ("KH", "actors/kataib-hezbollah"),
        ("kh", "actors/kh-brigade"),
    ],
)
def test_a_name_is_found_exactly_and_only_then_ignoring_case(names: Names, target: str, page: str) -> None:
    assert names.find(target) == [page]


def test_a_name_that_fits_two_pages_only_when_case_is_ignored_is_ambiguous(names: Names) -> None:
    assert names.find("Kh") == ["actors/kataib-hezbollah", "actors/kh-brigade"]


def test_a_link_by_a_name_of_two_pages_tells_both_and_how_to_choose(tmp_path: Path) -> None:
    text = actor("kataib", title="KH Force") + actor("brigade", title="kh force", not_same_as="[kataib]") + note("[[Kh Force]].")
    (found,) = [problem for problem in linked(tmp_path, text)[1] if problem.rule == "link-ambiguous"]
    assert "actors/brigade and actors/kataib" in found.message
    assert "[[actors/brigade|Kh Force]] or [[actors/kataib|Kh Force]]" in found.hint


def test_an_unknown_name_gets_the_nearest_one(tmp_path: Path) -> None:
    (found,) = [problem for problem in linked(tmp_path, note("[[Northprt]]."))[1] if problem.rule == "link-target"]
    assert found.hint.startswith(('did you mean "Northport"?', 'did you mean "northport"?'))


def test_a_page_that_has_one_name_twice_is_still_one_page() -> None:
    names = Names()
    names.add(PageId("actors/a"), ["A", "a", "actors/a"])
    assert names.find("A") == ["actors/a"]


def test_case_is_folded_in_any_alphabet() -> None:
    assert folded("STRASSE") == folded("Straße")
    assert folded("ΣΊΣΥΦΟΣ") == folded("σίσυφος")


def test_a_letter_and_its_accent_may_be_one_sign_or_two(tmp_path: Path) -> None:
    text = actor("naim", title="Na\u00efm") + note("[[Nai\u0308m]]")
    wiki, problems = linked(tmp_path, text)
    assert told(problems) == []
    assert [link.target for link in wiki.entries[PageId("about")].links.values()] == ["actors/naim"]


def test_two_pages_with_one_name_are_told_and_a_link_that_fits_both_leads_nowhere(tmp_path: Path) -> None:
    text = actor("a", title="The Group") + actor("b", title="B", aliases="[the  group]") + note("[[The Group]], [[THE GROUP]].")
    wiki, problems = linked(tmp_path, text)
    assert told(problems) == ["4:16 link-ambiguous", "5:11 name-taken"]
    assert [link.target for link in steps.entry(wiki, "about").links.values()] == ["actors/a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[b]", "[]"), ("[]", "[actors/a]"), ("[{page: b}]", "[]"), ("[]", "[{page: a, note: So.}]"),
        ("[mayor, {page: actors/b, note: So.}]", "[mayor]"),
    ],
)  # fmt: skip
def test_two_pages_may_share_a_name_if_one_is_kept_apart_from_the_other(tmp_path: Path, one: str, other: str) -> None:
    pages = actor("a", title="Ali", not_same_as=one) + actor("b", title="B", aliases="[Ali]", not_same_as=other)
    _, problems = linked(tmp_path, pages + note("[[Ali]]."))
    assert told(problems) == ["4:1 link-ambiguous"]


def test_whoever_is_kept_apart_from_a_third_page_shares_no_name(tmp_path: Path) -> None:
    text = actor("a", title="Ali", not_same_as="[{page: mayor, note: b}]") + actor("b", title="B", aliases="[Ali]")
    assert told(linked(tmp_path, text)[1]) == ["5:11 name-taken"]


def test_an_alias_of_a_free_page_is_a_name_like_any_other(tmp_path: Path) -> None:
    text = note("Text.", "content/lance.md", title="Lance rocket", aliases="[the Lance]") + note("[[The Lance]], [[lance]].")
    wiki, problems = linked(tmp_path / "a", text)
    assert problems == []
    assert [(link.target, link.label) for link in steps.entry(wiki, "about").links.values()] == [
        ("lance", "The Lance"),
        ("lance", "Lance rocket"),
    ]
    assert told(linked(tmp_path / "b", text + actor("x", aliases="[The Lance]"))[1]) == ["3:11 name-taken"]


def test_a_page_that_is_wrong_still_answers_to_its_names(tmp_path: Path) -> None:
    _, problems = linked(
        tmp_path, actor("a", title="Ali", aliases="[{text: Aly}, Alee]", type="wrong") + note("[[Ali]] [[Aly]] [[Alee]] [[a]]")
    )
    assert [problem.rule for problem in problems] == ["field-value"]


def test_a_link_by_title_slug_or_alias_shows_what_a_reader_should_see(tmp_path: Path) -> None:
    text = actor("a-b", title="Ali Baba", aliases="[Alí]") + note(
        "[[a-b]] [[actors/a-b]] [[A-B]] [[ali baba]] [[Alí]] [[a-b|he]]"
    )
    wiki, problems = linked(tmp_path, text)
    assert problems == []
    assert [link.label for link in steps.entry(wiki, "about").links.values()] == [
        "Ali Baba",
        "Ali Baba",
        "Ali Baba",
        "ali baba",
        "Alí",
        "he",
    ]
