"""What functions gave for what they were given, kept from one run of the program to the next.

What the stages hand on is frozen, so a pure function of the very same things gives the same again, and things are the same
if they are one object. Nothing has to be declared out of date: what has changed is another object, and what a run did not
ask for is forgotten at its end.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)


class Memo:
    """Results by function and by the identity of what it was given. One that keeps nothing costs nothing."""

    def __init__(self, *, keeps: bool = True) -> None:
        self._keeps = keeps
        self._results: dict[Hashable, tuple[Any, Any]] = {}
        self._asked: dict[Hashable, tuple[Any, Any]] = {}

    @contextmanager
    def run(self) -> Iterator[None]:
        """Go through one run; what it did not ask for is forgotten, unless it was broken off."""
        self._asked = {}
        yield
        self._results = self._asked

    def of(self, function: Callable[..., Made], *given: object) -> Made:
        """Return ``function(*given)``, made anew only where it was not given the same objects in this run or the last one.

        The function is pure, and the same object each time: no method of an object, no lambda.
        """
        if not self._keeps:
            return function(*given)
        # What was given is kept, too: another object can't come to have its identity.
        key = (function, *map(id, given))
        found = self._results.get(key) or self._asked.get(key)
        if found is None:
            found = function(*given), given
        self._asked[key] = found
        made: Made = found[0]
        return made

    def each(
        self,
        function: Callable[[Given], Made],
        items: Sequence[Given],
        work: Callable[[Callable[[Given], Made], Sequence[Given]], Iterable[Made]] = map,
    ) -> Iterable[Made]:
        """Return ``function`` of each of ``items``, as ``of`` does; ``work`` gives the results of all that are new, in order."""
        if not self._keeps:
            return work(function, items)
        new = [item for item in items if (function, id(item)) not in self._results]
        for item, made in zip(new, work(function, new), strict=True):
            self._asked[function, id(item)] = made, (item,)
        return [self.of(function, item) for item in items]

    def again(self, name: Hashable, function: Callable[..., Made], *given: object) -> Made:
        """Return ``function(*given, last)``, where ``last`` is what it gave in the last run under ``name``, or None."""
        made = function(*given, self.last(name))
        self.keep(name, made)
        return made

    def same(self, name: Hashable, value: Given) -> Given:
        """Return the equal value that the last run had under ``name``, else ``value``: what did not change stays one object."""
        last = self.last(name)
        kept: Given = last if last == value else value
        self.keep(name, kept)
        return kept

    def same_each(self, name: Hashable, values: Mapping[Key, Given]) -> dict[Key, Given]:
        """Return ``values``, each of which is the equal one that the last run had in its place under ``name``, if there was one."""
        last: Mapping[Key, Given] = self.last(name) or {}
        kept = {key: old if (old := last.get(key)) == value and old is not None else value for key, value in values.items()}
        self.keep(name, kept)
        return kept

    def last(self, name: Hashable) -> Any:
        """Return what the last run kept under ``name``, or None."""
        return self._results.get(name, (None,))[0]

    def keep(self, name: Hashable, value: object) -> None:
        """Keep ``value`` under ``name`` for the next run."""
        if self._keeps:
            self._asked[name] = value, ()


NOTHING_KEPT: Final = Memo(keeps=False)
"""For a program that runs once."""
