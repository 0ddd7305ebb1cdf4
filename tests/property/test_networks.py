"""Small networks: whatever the names, no box lies over another one, all lie in the figure, and texts lie in their boxes."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from builder.lettering import width
from builder.networks import SIZE, Box, Node, network

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=90)
NAMES = st.one_of(
    TEXT, st.sampled_from(["W" * 60, "Iran-backed armed factions in Iraq", "كتائب حزب الله", "", "x" * 300, "a-" * 80])
)
NODES = st.lists(
    st.builds(Node, NAMES, st.sampled_from(["part of", "allied with, backed by, in partnership with", ""])), max_size=8
)


def apart(one: Box, other: Box) -> bool:
    across = one.x + one.width <= other.x or other.x + other.width <= one.x
    return across or one.y + one.height <= other.y or other.y + other.height <= one.y


@given(NAMES, NODES, NODES)
def test_nothing_lies_over_anything_else(name: str, left: list[Node], right: list[Node]) -> None:
    drawn = network(name, left, right)
    boxes = [drawn.middle, *drawn.left, *drawn.right]
    assert len(boxes) == 1 + len(left) + len(right)
    for one, other in combinations(boxes, 2):
        assert apart(one, other)
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawn.width
        assert box.y >= 0
        assert box.y + box.height <= drawn.height + 0.01
        for row in box.rows:
            assert box.y < row.y < box.y + box.height
            assert width(row.text, SIZE) <= box.width
        levels = [row.y for row in box.rows]
        assert len(levels) == len(set(levels))


@given(NAMES, NODES, NODES)
def test_each_line_leads_to_its_box(name: str, left: list[Node], right: list[Node]) -> None:
    drawn = network(name, left, right)
    for box in drawn.left:
        assert box.line.startswith(f"M{box.x + box.width:g} ")
        assert not box.head
    for box in drawn.right:
        assert box.line.endswith(f" H{box.x:g}")
        assert box.head
    assert len(drawn.spines) == bool(left) + bool(right)
