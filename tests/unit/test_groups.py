from hypothesis import given
from hypothesis import strategies as st

from builder.groups import Groups


def test_who_is_joined_with_whom_is_of_one_group() -> None:
    groups: Groups[str] = Groups()
    for pair in ("ab", "cd", "bc"):
        groups.join(*pair)
    assert groups.of("a") == groups.of("d")
    assert groups.of("e") != groups.of("a")
    assert len(groups) == 2


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_each_new_joining_makes_one_group_less(pairs: list[tuple[int, int]]) -> None:
    groups: Groups[int] = Groups()
    for number in range(10):
        groups.of(number)
    for one, other in pairs:
        before, apart = len(groups), groups.of(one) != groups.of(other)
        groups.join(one, other)
        assert len(groups) == before - apart
