"""The nearest right answer to a wrong one, for the hints of problems."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

# Below this, of 100, a suggestion confuses more than it helps.
ALIKE = 70


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """Return the one of ``right`` most like ``wrong``, ignoring case, or None if none is alike."""
    found = process.extractOne(wrong, list(right), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=ALIKE)
    return found[0] if found else None


def did_you_mean(wrong: str, right: Iterable[str]) -> str:
    """Return ``did you mean "…"?`` with the nearest of ``right``, or an empty string."""
    found = nearest(wrong, right)
    return f'did you mean "{found}"?' if found else ""
