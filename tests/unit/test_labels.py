from builder.labels import Labels, Rect
from builder.lettering import width


def test_a_label_stands_at_the_right_of_its_mark_or_else_where_there_is_room() -> None:
    labels = Labels(400, 300, 13)
    label = labels.beside(100, 100, 5, ["Depot 3"])
    assert label is not None
    assert label.anchor == "start"
    assert label.x > 105
    other = labels.beside(100, 102, 5, ["Camp 2"])
    assert other is not None
    assert other.anchor != "start" or abs(other.y - label.y) > 13


def test_no_label_lies_over_another_one_or_leaves_the_drawing() -> None:
    labels = Labels(200, 100, 13)
    placed = [labels.beside(x, 50, 5, ["A place"]) for x in range(0, 200, 5)]
    assert any(label is None for label in placed)
    taken = labels._taken
    assert not any(one.meets(other) for number, one in enumerate(taken) for other in taken[number + 1 :])
    assert all(area.left >= 0 and area.right <= 200 and area.top >= 0 and area.bottom <= 100 for area in taken)


def test_room_that_is_taken_stays_free() -> None:
    labels = Labels(200, 100, 13)
    labels.take(Rect(0, 0, 200, 100))
    assert labels.beside(100, 50, 5, ["A"]) is None
    assert labels.within([(200, 100, 50)], "A") is None


def test_a_name_stands_on_the_widest_stretch_that_holds_it() -> None:
    labels = Labels(400, 300, 13)
    wide = width("Iraq", 13)
    label = labels.within([(wide - 1, 50, 50), (wide + 50, 200, 100), (wide + 9, 300, 200)], "Iraq")
    assert label is not None
    assert (label.x, label.anchor) == (200, "middle")
    assert labels.within([(wide - 1, 50, 50)], "Iraq") is None


def test_lines_of_one_label_stay_together() -> None:
    labels = Labels(400, 300, 13)
    first = labels.beside(100, 100, 5, ["One", "Two", "Three"])
    assert first is not None
    assert labels.try_at(first.x, first.y + 13, 10, 10, "start") is None
