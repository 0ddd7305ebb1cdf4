import pytest

from builder.edits import Change, EditError, change_at, changed


def test_only_what_is_named_changes() -> None:
    text = "\ufeffone\r\ntwo two\rthree\n  four"
    changes = [Change(4, 3, "four", "4"), Change(2, 5, "two", "2"), Change(2, 1, "two", "zwei"), Change(1, 1, "one", "1")]
    assert changed(text, changes) == "\ufeff1\r\nzwei 2\rthree\n  4"


def test_a_line_is_put_in_with_the_line_end_of_its_neighbour() -> None:
    assert changed("a\r\nb\nc", [Change(1, 2, "", "\nx"), Change(2, 2, "", "\ny")]) == "a\r\nx\r\nb\ny\nc"
    assert changed("a\r\nb", [Change(2, 2, "", "\ny")]) == "a\r\nb\r\ny"


def test_a_text_that_has_changed_meanwhile_is_left_alone() -> None:
    for change in (Change(1, 1, "x", "y"), Change(2, 1, "", "y")):
        with pytest.raises(EditError, match=f"line {change.line} "):
            changed("a", [change])


def test_an_index_becomes_line_and_column() -> None:
    assert change_at("ab\ncd\nef", 10, 4, "d", "D") == Change(11, 2, "d", "D")
    assert change_at("ab", 1, 0, "a", "A") == Change(1, 1, "a", "A")
