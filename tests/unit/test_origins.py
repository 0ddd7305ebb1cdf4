from pathlib import Path

import pytest
from steps import actor, entry, linked, source, stating

from builder.findings import Compared


def row(root: Path, *claims: str, pages: str = "") -> Compared:
    """Return the row that claims on one point make, each given by what it adds to ``weapon: rockets``."""
    wiki, problems = linked(root, pages + stating(*(f"about: weapon, value: rockets, {claim}" for claim in claims)))
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    (found,) = entry(wiki, "incidents/x").compared
    return found


def why(found: Compared) -> list[str]:
    return [f"{tie.how} {tie.by}: {' '.join(sorted(tie.sources))}" for tie in found.ties]


def tie(to: str, as_: str) -> str:
    return f"[{{to: {to}, as: {as_}, source: herald}}]"


def test_articles_with_nothing_in_common_are_independent(tmp_path: Path) -> None:
    found = row(tmp_path, "source: herald", "source: a", "source: b, by: mayor", pages=source("a") + source("b"))
    assert (found.sources, found.origins, found.ties) == (3, 3, ())


def test_an_article_that_says_a_thing_twice_is_one_source(tmp_path: Path) -> None:
    found = row(tmp_path, "source: herald", "source: herald, by: mayor")
    assert (found.sources, found.origins, found.ties) == (1, 1, ())


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"agencies": "[wire]"}, {"agencies": "[wire]"}, "agency actors/wire"),
        ({"publisher": "wire"}, {"publisher": "wire"}, "outlet actors/wire"),
        ({"publisher": "wire"}, {"agencies": "[wire]"}, "agency actors/wire"),
        ({}, {"derived_from": "[a]"}, "derives sources/a"),
        ({"derived_from": "[herald]"}, {"derived_from": "[herald]"}, "derives sources/herald"),
    ],
)
def test_articles_that_go_back_to_one_root_are_one_origin(
    tmp_path: Path, one: dict[str, str], other: dict[str, str], reason: str
) -> None:
    pages = actor("wire", type="media") + source("a", **one) + source("b", **other)
    found = row(tmp_path, "source: a", "source: b", pages=pages)
    assert (found.sources, found.origins) == (2, 1)
    assert why(found) == [f"{reason}: sources/a sources/b"]


def test_an_article_has_the_agency_of_what_it_derives_from(tmp_path: Path) -> None:
    pages = actor("wire", type="media") + source("a", agencies="[wire]") + source("c", derived_from="[a]")
    pages += source("b", derived_from="[c]") + source("d", agencies="[wire]")
    assert row(tmp_path, "source: b", "source: d", pages=pages).origins == 1


def test_three_articles_tied_two_and_two_are_one_origin(tmp_path: Path) -> None:
    pages = actor("wire", type="media") + source("a", agencies="[wire]") + source("b", agencies="[wire]", derived_from="[herald]")
    found = row(tmp_path, "source: a", "source: b", "source: herald", pages=pages)
    assert (found.sources, found.origins, len(found.ties)) == (3, 1, 2)


def test_words_of_one_speaker_are_one_origin_in_any_number_of_articles(tmp_path: Path) -> None:
    found = row(tmp_path, "source: herald, by: mayor", "source: a, by: mayor", "source: b", pages=source("a") + source("b"))
    assert (found.sources, found.origins) == (3, 2)
    assert why(found) == ["speaker actors/mayor: sources/a sources/herald"]


@pytest.mark.parametrize(
    "as_",
    [
        "spokesperson-of", "leads", "deputy-leader-of", "head-of-state-of", "head-of-government-of", "president-of",
        "prime-minister-of", "minister-of", "office-of", "embassy-of", "part-of", "wing-of",
    ],
)  # fmt: skip
def test_who_speaks_for_another_is_one_origin_with_it(tmp_path: Path, as_: str) -> None:
    pages = actor("town", type="public-body") + actor("clerk", relations=tie("town", as_)) + source("a")
    assert row(tmp_path, "source: herald, by: town", "source: a, by: clerk", pages=pages).origins == 1


def test_two_who_speak_for_one_are_one_origin(tmp_path: Path) -> None:
    pages = actor("town", type="public-body") + source("a")
    pages += actor("clerk", relations=tie("town", "spokesperson-of")) + actor("head", relations=tie("town", "leads"))
    assert row(tmp_path, "source: herald, by: clerk", "source: a, by: head", pages=pages).origins == 1


@pytest.mark.parametrize(
    "as_",
    [
        "allied-with", "partner-of", "opposes", "backed-by", "supports", "linked-to", "dominated-by", "member-of", "officer-of",
        "succeeds",
    ],
)  # fmt: skip
def test_an_ally_or_rival_has_words_of_its_own(tmp_path: Path, as_: str) -> None:
    pages = actor("town", type="public-body") + actor("clerk", relations=tie("town", as_)) + source("a")
    assert row(tmp_path, "source: herald, by: town", "source: a, by: clerk", pages=pages).origins == 2


@pytest.mark.parametrize("field", ["publisher: wire", "agencies: [wire]"])
def test_an_outlet_quoted_as_a_speaker_is_one_origin_with_what_it_publishes(tmp_path: Path, field: str) -> None:
    name, _, value = field.partition(": ")
    pages = actor("wire", type="media") + source("a", **{name: value})
    assert row(tmp_path, "source: a", "source: herald, by: wire", pages=pages).origins == 1


def test_who_has_taken_a_claim_back_is_no_longer_an_origin_of_it(tmp_path: Path) -> None:
    claims = ["source: a, by: mayor", "source: b, by: mayor, stance: retracts", "source: herald"]
    found = row(tmp_path, *claims, pages=source("a") + source("b"))
    assert (found.sources, found.origins) == (1, 1)


def test_what_all_have_taken_back_still_says_where_it_came_from(tmp_path: Path) -> None:
    found = row(tmp_path, "source: a, by: mayor", "source: herald, by: mayor, stance: retracts", pages=source("a"))
    assert (found.verdict.value, found.sources, found.origins) == ("retracted", 2, 1)


def test_who_says_that_two_are_tied_is_no_origin_of_either(tmp_path: Path) -> None:
    tied = actor("clerk", relations="[{to: town, as: office-of, by: mayor, source: herald}]", sources="[herald]")
    pages = actor("town", type="public-body") + tied + source("a")
    claims = ("source: herald, by: mayor", "source: a, by: clerk")
    assert row(tmp_path / "a", *claims, pages=pages).origins == 2
    assert row(tmp_path / "b", "source: herald, by: town", "source: a, by: clerk", pages=pages).origins == 1
