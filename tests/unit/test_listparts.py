import pytest

from builder import urls
from builder.ids import Kind
from builder.listparts import PART, cut, part_address, part_view


@pytest.mark.parametrize(
    ("number", "lengths"),
    [
        (0, [0]),
        (1, [1]),
        (PART, [PART]),
        (PART + 1, [1, PART]),
        (2 * PART, [PART, PART]),
        (2 * PART + 1, [1, PART, PART]),
        (10_000, [PART] * 40),
    ],
)
def test_all_parts_but_the_newest_are_full(number: int, lengths: list[int]) -> None:
    newest_first = range(number)[::-1]
    parts = cut(newest_first)
    assert [len(part) for part in parts] == lengths
    assert [item for part in parts for item in part] == list(newest_first)


def test_older_parts_are_the_same_whatever_comes_later() -> None:
    few, many = cut(range(2 * PART + 1)[::-1]), cut(range(3 * PART)[::-1])
    assert [list(part) for part in few[1:]] == [list(part) for part in many[1:]]


def test_the_newest_part_has_the_address_of_the_list() -> None:
    assert [part_address(urls.LISTS[Kind.SOURCE], part, 3) for part in range(3)] == [
        "sources/index.html", "sources/index-2.html", "sources/index-1.html",
    ]  # fmt: skip


def test_a_whole_list_is_no_part() -> None:
    assert part_view(urls.CONTESTED, 0, 1) is None
