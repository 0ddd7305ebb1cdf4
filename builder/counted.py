"""How many a sentence of English news says were killed, injured or used, and how much was damaged; or that it denies it."""

import re
from typing import Final

from builder.fieldtypes import Count
from builder.gaps import gap
from builder.numerals import numbers_said, only_number

UNITS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety"
).split()
_NUMBER: Final = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,9}}|(?:{'|'.join(UNITS)})(?:-(?:{'|'.join(UNITS[:9])}))?|a dozen|an?)"
)
_BOUND: Final = "at least|no fewer than|no less than|more than|over|up to|as many as|at most|no more than|about|around|some|nearly|almost|roughly"
_MANY: Final = rf"(?<![\w,-])(?:(?P<bound>{_BOUND}) )?(?P<number>{_NUMBER})(?![\w,.]*[0-9])"
_NOBODY: Final = r"(?:no[ -]one|nobody|no (?:people|person|injuries|deaths|casualties|fatalities|one))"
_ARMS: Final = r"(?:rockets?|missiles?|drones?|mortars?|mortar (?:rounds?|shells?)|shells?|projectiles?|bombs?|grenades?)"
NO_ARMS: Final = r"(?![\w-])(?! (?:attacks?|strikes?|systems?|defen[cs]e|fragments?|fire|launch\w*|unit|program\w*))"
_COUNTED: Final = {
    "killed": (
        rf"{_MANY}(?: (?!and\b|of\b)[\w'-]+){{0,4}}? (?:(?:was|were|been|is|are) )?(?:killed|dead|died)\b(?! (?:down|out|away))",
        rf"\bkill(?:ed|ing|s) {_MANY}", rf"{_MANY} (?:deaths|fatalities)\b",
    ),
    "injured": (
        rf"{_MANY}(?: (?!and\b|of\b)[\w'-]+){{0,4}}? (?:(?:was|were|been|is|are) )?(?:injured|wounded|hurt)\b",
        rf"\b(?:injur|wound)(?:ed|ing|s) {_MANY}", rf"{_MANY} injuries\b",
    ),
    "munitions": (rf"{_MANY}(?: (?!and\b|of\b|at\b|on\b)[\w'-]+){{0,2}}? {_ARMS}{NO_ARMS}",),
}  # fmt: skip
_NONE: Final = {
    "killed": rf"{_NOBODY}[\w ]{{0,20}} killed|\bno (?:\w+ ){{0,2}}(?:deaths|fatalities)",
    "injured": rf"{_NOBODY}[\w ]{{0,20}} (?:injured|hurt|wounded)|\bno (?:\w+ ){{0,2}}injuries|\bunhurt\b",
    "casualties": r"\b(?:no|without)\b(?: [\w-]+){0,4} casualties",
    "damage": r"\b(?:no|without)\b(?: [\w-]+){0,6} damage\b",
}
# What may stand in a denial of all; anything else makes it one of less.
_PLAIN: Final = frozenset(
    "no nobody none one no-one not without any anyone was were been be has have had is are there or and causing cause caused reported reports of"
    " killed dead deaths fatalities injured hurt wounded injuries unhurt casualties casualty damage death injury people".split()
)
_AMONG: Final = re.compile(r" among [\w' -]{1,60}")
_NAMED: Final = {
    "killed": r"\b(?:killed|killing|dead|deaths?|died(?! down| out)|fatalit\w+)\b", "injured": r"\b(?:injur\w+|wounded|wounding|hurt)\b",
    "casualties": r"\bcasualt\w+", "damage": r"\b(?:damag\w+|destroyed|destroying)\b",
}  # fmt: skip


def counted(about: str, text: str) -> str | Count | None:
    """Return how many killed, injured and so on a sentence states; a gap where it tells of some in other words."""
    none, named = _NONE.get(about), _NAMED.get(about)
    if none and (match := re.search(none, text, re.IGNORECASE)):
        if narrower := _narrower(match, text):
            return narrower
        is_report = "report" in text[max(0, match.start() - 30) : match.end() + 30]
        return "none reported" if is_report else "none" if about == "damage" else Count(0, 0)
    for pattern in _COUNTED.get(about, ()):
        match = re.search(pattern, text, re.IGNORECASE)
        if match and not (about == "munitions" and match["number"].lower() in ("a", "an") and match[0].endswith("s")):
            return _count(match["bound"], match["number"], text)
    if named and re.search(named, text):
        wanted = (
            "what was damaged, and how badly, in few words" if about == "damage" else "how many: a number, `{min: 3}`, or words"
        )
        return gap(wanted)
    return None


def _narrower(match: re.Match[str], text: str) -> str:
    """Return the words by which less is denied than all, or nothing: *no serious injuries*, *no deaths among soldiers* are not 0."""
    of_whom = _AMONG.match(text, match.end())
    if of_whom or not _PLAIN.issuperset(re.findall(r"[\w-]+", match[0].lower())):
        return f"{match[0]}{of_whom[0] if of_whom else ''}"
    return ""


def _count(bound: str | None, number: str, text: str) -> str | Count:
    plain = number.lower().removeprefix("a ")
    said = 1 if plain in ("a", "an") else only_number(plain)
    if said is None or said not in numbers_said(text):
        return gap("how many: a number, `{min: 3}`, or words")
    match (bound or "").lower():
        case "":
            return Count(said, said)
        case "at least" | "no fewer than" | "no less than":
            return Count(said, None)
        case "up to" | "as many as" | "at most" | "no more than":
            return Count(None, said)
        case words:
            return f"{words} {number}"
