"""Long lists in parts: how they are cut, where the parts stand, and how they lead to one another.

Parts are numbered from the oldest, and all but the newest are full: what stands on one stays there when pages are added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from builder import urls
from builder.facts import LinkView

PART: Final = 250

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class PartView:
    """Which part of a list this is, in words, and the parts beside it."""

    words: str
    newer: LinkView | None
    older: LinkView | None


def cut(newest_first: Sequence[Item]) -> list[Sequence[Item]]:
    """Return a list in parts, the newest first; that one alone may hold less than ``PART``, and is there even for nothing."""
    newest = (len(newest_first) - 1) % PART + 1 if newest_first else 0
    return [newest_first[:newest], *(newest_first[start : start + PART] for start in range(newest, len(newest_first), PART))]


def part_address(whole: str, part: int, parts: int) -> str:
    """Return the address of a part, counted from the newest, which is 0 and has the address of the list, ``whole``."""
    return urls.list_part(whole, parts - part) if part else whole


def part_view(whole: str, part: int, parts: int) -> PartView | None:
    """Return how a part stands among ``parts`` of the list at the address ``whole``; nothing for a list that has but one.

    ``part`` counts from the newest, which is 0.
    """
    if parts == 1:
        return None

    def link(other: int) -> LinkView | None:
        here, there = part_address(whole, part, parts), part_address(whole, other, parts)
        return LinkView(f"Page {parts - other}", urls.relative(here, there)) if 0 <= other < parts else None

    place = {0: ", the newest", parts - 1: ", the oldest"}.get(part, "")
    return PartView(f"Page {parts - part} of {parts:,}{place}", link(part - 1), link(part + 1))
