"""What a name is of, guessed from its words and those before it: an actor or a place, and of which type."""

import re
from typing import Final

from builder.ids import Kind

_TYPES: Final = {
    Kind.ACTOR: {
        "armed-group": r"\b(?:brigades?|battalions?|militias?|front|movement|kata.?ib|saraya|factions?)\b",
        "public-body": r"\b(?:embassy|ministry|parliament|committee|forces|army|police|office|government|council)\b",
        "media": r"\b(?:news|agency|media|television|tv|times|post|radio|herald|tribune|gazette|journal|press)\b",
    },
    Kind.PLACE: {
        "airport": r"\bairport\b", "base": r"\b(?:base|camp|airfield)\b", "governorate": r"\b(?:governorate|province)\b",
        "road": r"\b(?:road|street|highway|bridge)\b", "district": r"\b(?:district|zone|neighbou?rhood)\b",
        "compound": r"\b(?:compound|complex|embassy|consulate)\b", "building": r"\b(?:palace|building|house|hotel|mosque)\b",
    },
}  # fmt: skip
_TITLE: Final = (
    r"(?:(?:prime |foreign |defen[cs]e |interior )?minister|(?:vice )?president|(?:(?:major|lieutenant|brigadier) )?general|brigadier|colonel"
    r"|captain|major|commander|spokes(?:man|woman|person)|mr|mrs|ms|dr|gen|maj|col|lt|brig|capt|leader|sheikh|ambassador|cleric|priest|king"
    r"|mayor|governor|senator)\b\.?"
)
# Words that begin sentences.
_OPENERS: Final = "an?|the|by|on|in|at|as|if|to|for|from|when|while|after|before|since|then|later|but|and|also|still|meanwhile|both|only|some|many"
_TITLES: Final = re.compile(rf"(?:(?:{_OPENERS}) )?(?:the )?(?:{_TITLE} )*", re.IGNORECASE)
_PERSON_BEFORE: Final = re.compile(rf"\b{_TITLE} \Z", re.IGNORECASE)
_PLACE_BEFORE: Final = re.compile(
    r"\b(?:in|near|outside|inside|over|(?:city|town|village|province|district|region|suburb|neighbou?rhood|north|south|east|west) of)(?: the)? \Z",
    re.IGNORECASE,
)
_PLACE_BEHIND: Final = re.compile(r"(?: air| military| army)? ?(?:base|camp|airport|airfield|district|province|neighbou?rhood)\b")
# So many signs before a name, or behind it, tell what it is.
NEAR: Final = 40


def type_of(kind: Kind, name: str, before: str = "") -> tuple[str, str] | None:
    """Return the type of an actor or place that the words of its name, or those ``before`` it, tell of, and why."""
    for guess, pattern in _TYPES[kind].items():
        if match := re.search(pattern, name, re.IGNORECASE):
            return guess, f"its name has “{match[0]}”"
    if kind is Kind.ACTOR and (match := _PERSON_BEFORE.search(before)):
        return "person", f"“{match[0].strip()}” stands before the name"
    return None


def kind_of_name(name: str, before: str, behind: str) -> Kind:
    """Tell whether a name, between the words ``before`` and ``behind``, is more likely one of a place than of an actor."""
    if type_of(Kind.ACTOR, name, before):
        return Kind.ACTOR
    is_place = type_of(Kind.PLACE, name) or _PLACE_BEFORE.search(before) or _PLACE_BEHIND.match(behind)
    return Kind.PLACE if is_place else Kind.ACTOR


def title_before(words: str) -> int:
    """Return how many signs of ``words`` are no name but what stands before it: *The*, *Prime Minister*; not all of them."""
    match = _TITLES.match(words)
    end = match.end() if match else 0
    return end if end < len(words) else 0
