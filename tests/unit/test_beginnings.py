from datetime import UTC, datetime
from pathlib import Path

import pytest
from steps import actor, entry, linked

from builder.beginnings import beginning
from builder.history import NO_HISTORY, Changes, History
from builder.ids import PageId


def began(root: Path, days: dict[str, tuple[int, int]], **fields: str) -> tuple[str, int | None]:
    """Return the first id of the actor ``c``, and the day of the month on which it began; ``days`` tell when each file was there."""
    wiki, problems = linked(root, actor("c", **fields))
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    files = {
        f"content/actors/{slug}.md": Changes(*(datetime(2024, 1, day, tzinfo=UTC) for day in span)) for slug, span in days.items()
    }
    found = beginning(entry(wiki, "actors/c").page, History(files))
    return found.page, found.when.day if found.when else None


def test_a_page_that_never_moved_began_with_its_file(tmp_path: Path) -> None:
    assert began(tmp_path, {"c": (3, 9)}) == ("actors/c", 3)


def test_a_page_that_moved_began_with_its_first_file(tmp_path: Path) -> None:
    assert began(tmp_path, {"a": (1, 3), "b": (3, 5), "c": (5, 9)}, redirect_from="[b, a]") == ("actors/a", 1)


def test_a_page_that_moved_back_is_called_as_it_was_first(tmp_path: Path) -> None:
    assert began(tmp_path, {"c": (1, 9), "b": (3, 5)}, redirect_from="[b]") == ("actors/c", 1)


def test_what_another_page_left_to_it_is_none_of_its_past(tmp_path: Path) -> None:
    assert began(tmp_path, {"a": (1, 8), "c": (5, 8)}, redirect_from="[a]") == ("actors/c", 5)


@pytest.mark.parametrize(("fields", "first"), [({}, "actors/c"), ({"redirect_from": "[places/a, b]"}, "places/a")])
def test_without_history_the_oldest_of_the_old_ids_counts(tmp_path: Path, fields: dict[str, str], first: str) -> None:
    wiki, _ = linked(tmp_path, actor("c", **fields))
    found = beginning(entry(wiki, "actors/c").page, NO_HISTORY)
    assert (found.page, found.when) == (PageId(first), None)
