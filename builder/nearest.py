"""The nearest right answer to a wrong one, for the hints of problems."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process, utils

# Below these, of 100, a suggestion confuses more than it helps: for letters that differ, and for words left out.
SPELT_ALIKE: Final = 70
SAME_WORDS: Final = 95


@dataclass(slots=True)
class Budget:
    """How often help may still cost a look through the whole wiki.

    In a large wiki such a look takes long; whoever has made this many mistakes is helped by the first ones.
    """

    left: int = 300

    def spend(self) -> bool:
        """Tell whether there is any left, and take one."""
        self.left -= 1
        return self.left >= 0


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """Return the one of ``right`` most like ``wrong``, ignoring case, or None if none is alike."""
    candidates = list(right)
    for scorer, enough in ((fuzz.ratio, SPELT_ALIKE), (fuzz.token_set_ratio, SAME_WORDS)):
        found = process.extractOne(wrong, candidates, scorer=scorer, processor=utils.default_process, score_cutoff=enough)
        if found:
            return found[0]
    return None


def did_you_mean(wrong: str, right: Iterable[str]) -> str:
    """Return ``did you mean "…"?`` with the nearest of ``right``, or an empty string."""
    found = nearest(wrong, right)
    return f'did you mean "{found}"?' if found else ""
