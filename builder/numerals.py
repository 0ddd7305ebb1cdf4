"""Numbers in English prose, in digits or in words: whether a figure really stands in the words quoted for it."""

import re
from decimal import Decimal
from itertools import takewhile
from typing import Final

_UNITS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS: Final = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_DIGITS: Final = frozenset("0123456789")  # others, such as ², are no numbers
_NUMBER_WORDS: Final = _UNITS.keys() | _TENS.keys() | _SCALES.keys()
# Words that imply a number: “killing a young woman”, “without casualties”.
_IMPLIED: Final = {
    "a": 1, "an": 1, "another": 1, "single": 1, "sole": 1, "once": 1, "both": 2, "pair": 2, "couple": 2, "twice": 2, "twin": 2,
    "no": 0, "none": 0, "nobody": 0, "nothing": 0, "without": 0, "neither": 0, "never": 0, "nil": 0, "unhurt": 0,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
# Marks between groups of three are commas and unbreakable spaces: “in 2020 300 people” has two numbers.
_WORD: Final = re.compile(r"[0-9]{1,3}(?:[,\u00a0\u2009\u202f][0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]+)?|[^\W\d_]+")
# “A number of people” is not one.
_NOT_ONE: Final = re.compile(r"\ban? (?=(?:number|few|lot|series|volley|group|handful|string|wave|range|variety)\b)")
_NO_ONE: Final = re.compile(r"\bno[ -]one\b")
_PLAIN: Final = re.compile(r"[\w \u00a0\u2009\u202f,.]*(?:-\w+)?")
# Words for a least and a most, and which of the numbers in them is which.
_BOUNDS: Final = tuple(
    (re.compile(pattern), bounds)
    for pattern, bounds in (
        (r"(?:at least|no fewer than|no less than|minimum of) (.+)", (0, None)),
        (r"(.+?) ?(?:or more|and more|\+)", (0, None)),
        (r"(?:at most|up to|no more than|maximum of) (.+)", (None, 0)),
        (r"(.+?) or (?:fewer|less)", (None, 0)),
        (r"(?:from |between )?(.+?) ?(?:-|–|to| or | and ) ?(.+)", (0, 1)),
    )
)
# Nothing that is counted here is more.
_MOST: Final = 10**12


def numbers_said(text: str, *, plainly: bool = False) -> frozenset[int]:
    """Return the whole numbers that ``text`` says: ``at least 2,500``, ``twenty-one``, ``1.5 million``, ``a``, ``no``.

    With ``plainly``, only those in digits and number words, not those that words such as ``a`` and ``no`` imply.
    """
    words = _words(text)
    found: set[int] = set()
    run: list[str] = []
    for place, word in enumerate([*words, ""]):
        if _is_number(word) or (word == "and" and run and _goes_on(run[-1], words[place + 1 :])):
            run.append(word)
            continue
        if run:
            found |= _values(run)
            run = []
        if word in _IMPLIED and not plainly:
            found.add(_IMPLIED[word])
    return frozenset(number for number in found if number <= _MOST)


def only_number(text: str) -> int | None:
    """Return the number that ``text`` is, in digits with marks between or in number words: ``2,500``, ``two``; else None."""
    words, found = _words(text), numbers_said(text, plainly=True)
    is_plain = _PLAIN.fullmatch(text) and all(_is_number(word) or word == "and" for word in words)
    return next(iter(found)) if is_plain and len(found) == 1 else None


def bounds_said(text: str) -> tuple[int | None, int | None] | None:
    """Return the least and the most that ``text`` is: ``at least 3``, ``up to 5``, ``2-3``, ``two or three``; else None."""
    for pattern, bounds in _BOUNDS:
        if match := pattern.fullmatch(text.strip().lower()):
            numbers = [only_number(part) for part in match.groups()]
            if None not in numbers:
                low, high = (None if place is None else numbers[place] for place in bounds)
                return low, high
    return None


def _words(text: str) -> list[str]:
    return _WORD.findall(_NO_ONE.sub("nobody", _NOT_ONE.sub("", text.lower())))


def _is_number(word: str) -> bool:
    return word in _NUMBER_WORDS or word[:1] in _DIGITS


def _goes_on(last: str, following: list[str]) -> bool:
    """Tell whether ``and`` stands within a number: *one hundred and five thousand*, not *one hundred and two hundred*."""
    number = list(takewhile(_is_number, following[:3]))
    scales = [_SCALES[word] for word in number if word in _SCALES]
    return last in _SCALES and bool(number) and all(scale > _SCALES[last] for scale in scales)


def _values(run: list[str]) -> set[int]:
    """Return the numbers of a run of number words; words that don't add up to one are several."""
    found: set[Decimal] = set()
    total, part, last = Decimal(0), Decimal(0), 0  # the number so far, its part below the next scale, what may follow
    begun = False
    for word in run:
        if word == "and":
            continue
        if scale := _SCALES.get(word):
            part = (part or Decimal(1)) * scale
            if scale > 100:
                total, part = total + part, Decimal(0)
            last, begun = scale, True
            continue
        value = _value(word)
        if begun and (value >= last or word[0] in _DIGITS):
            found.add(total + part)
            total, part = Decimal(0), Decimal(0)
        part, begun = part + value, True
        last = 10 if word in _TENS else 1
        if total + part > _MOST:
            break
    if begun:
        found.add(total + part)
    return {int(number) for number in found if number <= _MOST and number % 1 == 0}


def _value(word: str) -> Decimal:
    if word[0] not in _DIGITS:
        return Decimal(_UNITS.get(word, _TENS.get(word, 0)))
    digits = re.sub(r"[^0-9.]", "", word)
    return Decimal(digits) if len(digits) <= 15 else Decimal(_MOST + 1)
