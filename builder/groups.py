"""Things put together by what they share: a disjoint-set forest (union–find)."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Groups(Generic[Item]):
    """Groups of items; each is alone until it is joined with another."""

    def __init__(self) -> None:
        self._above: dict[Item, Item] = {}

    def of(self, item: Item) -> Item:
        """Return the item that stands for the group of ``item``."""
        while (above := self._above.setdefault(item, item)) != item:
            self._above[item] = self._above[above]
            item = above
        return item

    def join(self, one: Item, other: Item) -> None:
        """Put the groups of two items together."""
        self._above[self.of(one)] = self.of(other)

    def __len__(self) -> int:
        return len({self.of(item) for item in list(self._above)})
