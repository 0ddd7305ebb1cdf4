"""Numbers in English prose, in digits or in words: whether a figure really stands in the words quoted for it."""

import re
from typing import Final

_UNITS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS: Final = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
# Words that imply a number: “killing a young woman”, “without casualties”.
_IMPLIED: Final = {
    "a": 1, "an": 1, "another": 1, "single": 1, "sole": 1, "once": 1, "both": 2, "pair": 2, "couple": 2, "twice": 2, "twin": 2,
    "dozen": 12, "no": 0, "none": 0, "nobody": 0, "nothing": 0, "without": 0, "neither": 0, "never": 0, "nil": 0, "unhurt": 0,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_WORD: Final = re.compile(r"[0-9]+(?:[,  ][0-9]{3})+(?![0-9])|[0-9]+|[^\W\d_]+")


def numbers_said(text: str, *, plainly: bool = False) -> frozenset[int]:
    """Return the whole numbers that ``text`` says: ``at least 2,500``, ``twenty-one``, ``a``, ``no``.

    With ``plainly``, only those in digits and number words, not those that words such as ``a`` and ``no`` imply.
    """
    found: set[int] = set()
    run: list[str] = []
    for word in [*_WORD.findall(text.lower()), ""]:
        if word in _UNITS or word in _TENS or word in _SCALES:
            run.append(word)
            continue
        if word == "and" and run and run[-1] in _SCALES:  # one hundred and five
            continue
        found |= _values(run)
        run = []
        if word[:1].isdigit():
            found.add(int(re.sub(r"\D", "", word)))
        elif word in _IMPLIED and not plainly:
            found.add(_IMPLIED[word])
    return frozenset(found)


def only_number(text: str) -> int | None:
    """Return the number that ``text`` is, in digits with marks between or in number words: ``2,500``, ``two``; else None."""
    words = _WORD.findall(text.lower())
    plain = all(word[:1].isdigit() or word in _UNITS or word in _TENS or word in _SCALES or word == "and" for word in words)
    found = numbers_said(text, plainly=True)
    return next(iter(found)) if words and plain and len(found) == 1 else None


def _values(run: list[str]) -> set[int]:
    """Return the numbers of a run of number words; words that don't add up to one are several."""
    found: set[int] = set()
    total, part, last = 0, 0, 0  # of the number so far; of its part below a thousand; what the last word can be followed by
    for word in run:
        value = _UNITS.get(word, _TENS.get(word, 0))
        if scale := _SCALES.get(word):
            part = max(part, 1) * scale
            if scale > 100:
                total, part = total + part, 0
            last = scale
        elif total + part and value >= last:
            found.add(total + part)
            total, part, last = 0, value, 10 if value >= 20 else 1
        else:
            part, last = part + value, 10 if value >= 20 else 1
    if run:
        found.add(total + part)
    return found
