from datetime import date
from pathlib import Path

import pytest
from steps import incident, linked, loose_ends, place

from builder.ids import PageId
from builder.lookalikes import Occasion, alike, around, occasions

HERE = frozenset({PageId("places/northport")})
PLACES = place("quay", inside="northport") + place("land", type="country") + place("hill", inside="land")


def on(first: str, last: str = "", places: frozenset[PageId] = HERE) -> Occasion:
    return Occasion(date.fromisoformat(first), date.fromisoformat(last or first), places)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (on("2024-03-01"), on("2024-03-01"), True),
        (on("2024-03-01"), on("2024-03-02"), True),
        (on("2024-03-01"), on("2024-03-03"), False),
        (on("2024-03-01"), on("2024-02-01", "2024-02-29"), True),
        (on("2024-03-01"), on("2024-02-01", "2024-04-29"), False),
        (on("2024-03-01"), Occasion(None, date(2024, 3, 1), HERE), False),
        (on("2024-03-01"), Occasion(date(2024, 3, 1), None, HERE), False),
        (on("2024-03-01"), on("2024-03-01", places=frozenset()), False),
        (on("2024-03-01"), on("2024-03-01", places=frozenset({PageId("places/hill")})), False),
        (on("0001-01-01"), on("0001-01-01"), True),
        (on("9999-12-31"), on("9999-12-31"), True),
    ],
)
def test_alike_is_what_is_near_in_date_and_shares_a_place(one: Occasion, other: Occasion, expected: bool) -> None:
    assert alike(one, other) is alike(other, one) is expected


def lookalikes(root: Path, text: str) -> list[str]:
    found = [problem for problem in loose_ends(root, PLACES + text) if problem.rule == "lookalike"]
    return [f"{problem.path.removeprefix('content/incidents/')} {problem.message.split(':')[0]}" for problem in found]


def test_each_pair_is_told_once_at_its_second(tmp_path: Path) -> None:
    text = incident("a", places="[quay]", date="2024-03") + incident("b", places="[northport]") + incident("c", places="[quay]")
    assert lookalikes(tmp_path, text) == [
        "b.md this may be the same as incidents/a",
        "c.md this may be the same as incidents/a",
        "c.md this may be the same as incidents/b",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"related": "[a]"}),
        ({"related": "[b]"}, {}),
        ({}, {"scope": "campaign"}),
        ({"scope": "background"}, {}),
        ({}, {"status": "withdrawn"}),
        ({}, {"status": "draft"}),
        ({}, {"date": "2024"}),
        ({}, {"places": "[hill]"}),
        ({"places": "[land]"}, {"places": "[hill]"}),
    ],
)
def test_what_is_known_to_be_two_or_tells_nothing_is_not_told(tmp_path: Path, one: dict[str, str], other: dict[str, str]) -> None:
    first = incident("a", **({"places": "[northport]"} | one))
    assert lookalikes(tmp_path, first + incident("b", **({"places": "[northport]"} | other))) == []


def test_a_link_between_them_will_do(tmp_path: Path) -> None:
    text = incident("a", places="[quay]") + incident("b", "Not [[a|the first]].[@herald]", places="[quay]")
    assert lookalikes(tmp_path, text) == []


def test_the_cure_fits_the_field(tmp_path: Path) -> None:
    text = incident("a", places="[quay]") + incident("b", places="[quay]", related="[2024-01-01-depot]")
    (told,) = [problem for problem in loose_ends(tmp_path, PLACES + text) if problem.rule == "lookalike"]
    assert (told.line, told.column, told.hint) == (3, 7, "if they are two, add a to `related`; if they are one, merge them")


def test_a_place_where_much_happens_tells_nothing_and_its_parts_do(tmp_path: Path) -> None:
    many = "".join(
        incident(f"n{number}", date=f"2024-{1 + number // 25:02}-{1 + number % 25:02}", places="[northport]")
        for number in range(40)
    )
    text = many + incident("a", date="2025-01-01", places="[quay]") + incident("b", date="2025-01-01", places="[quay]")
    assert lookalikes(tmp_path, text) == ["b.md this may be the same as incidents/a"]


def test_occasions_hold_places_with_those_that_contain_them(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, PLACES + incident("a", places="[quay]") + incident("b", places="[hill]"))
    assert occasions(wiki)[PageId("incidents/a")].places == {"places/quay", "places/northport"}
    assert occasions(wiki)[PageId("incidents/b")].places == {"places/hill"}
    assert around(wiki, [PageId("places/hill")]) == {"places/hill", "places/land"}
