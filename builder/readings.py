"""Texts looked through for names: again only where the text is another, or a name that stands in it has changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from builder.ids import PageId
from builder.lexicon import Lexicon

Made = TypeVar("Made")
# With more names changed it is faster to look through everything.
FEW: Final = 50


@dataclass(frozen=True, slots=True)
class Readings(Generic[Made]):
    """What was made of each text, of what, and with which names."""

    made: dict[PageId, Made]
    given: Mapping[PageId, tuple[Any, ...]]
    lexicon: Lexicon


def read(
    function: Callable[..., Made],
    text: Callable[..., str],
    given: Mapping[PageId, tuple[Any, ...]],
    lexicon: Lexicon,
    last: Readings[Made] | None,
) -> Readings[Made]:
    """Return ``function(*given, lexicon)`` for each page; ``text(*given)`` has all words that it looks at.

    A name that does not stand in a text has no say in which of the others are found there.
    """
    changed = lexicon.changed(last.lexicon) if last else frozenset()
    is_new = last is None or len(changed) > FEW

    def made(page: PageId, its: tuple[Any, ...]) -> Made:
        if not is_new and last and page in last.made and all(map(_is, its, last.given[page])):
            words = text(*its) if changed else ""
            if not any(word in words for word in changed):
                return last.made[page]
        return function(*its, lexicon)

    return Readings({page: made(page, its) for page, its in given.items()}, given, lexicon)


def _is(one: object, other: object) -> bool:
    return one is other
