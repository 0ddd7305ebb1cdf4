from pathlib import Path

import pytest
from steps import linked, place, rendered, told

from builder.chains import MAX_INSIDE


def places(inside: dict[int, int | None]) -> str:
    return "".join(
        place(f"p{number:03}", **({} if above is None else {"inside": f"p{above:03}"})) for number, above in inside.items()
    )


@pytest.mark.parametrize("length", [2, 3, MAX_INSIDE - 1, MAX_INSIDE, MAX_INSIDE + 10, 300])
def test_a_ring_of_any_length_is_told_once(tmp_path: Path, length: int) -> None:
    _, problems = linked(tmp_path, places({number: (number + 1) % length for number in range(length)}))
    assert [problem.rule for problem in problems] == ["loop"]
    assert problems[0].message.count(" → ") == length


def test_a_way_into_a_ring_is_no_ring_of_its_own(tmp_path: Path) -> None:
    _, problems = linked(tmp_path, places({0: 1, 1: 2, 2: 1, 3: 0}))
    assert [problem.message for problem in problems] == ["`inside` goes in a ring: places/p001 → places/p002 → places/p001"]


def test_two_rings_are_told_each(tmp_path: Path) -> None:
    _, problems = linked(tmp_path, places({0: 1, 1: 0, 2: 3, 3: 2}))
    assert len(told(problems)) == 2


def test_two_ways_to_one_page_are_no_ring(tmp_path: Path) -> None:
    assert linked(tmp_path, places({0: None, 1: 0, 2: 0, 3: 1, 4: 1}))[1] == []


def test_as_many_levels_as_can_be_drawn_are_fine_and_the_first_one_more_is_told(tmp_path: Path) -> None:
    chain = {number: number - 1 if number else None for number in range(MAX_INSIDE + 4)}
    _, problems = linked(tmp_path, places(chain))
    assert [problem.path for problem in problems] == [f"content/places/p{MAX_INSIDE + 1:03}.md"]
    fitting = {number: above for number, above in chain.items() if number <= MAX_INSIDE}
    assert linked(tmp_path / "fits", places(fitting))[1] == []
    assert "places/index.html" in rendered(tmp_path / "drawn", places(fitting))
