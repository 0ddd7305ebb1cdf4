"""Sentences of an article that may be claims on an incident: what each is about, what it states, who says so, in exact words.

Guessed from words of English news; an editor keeps, mends or deletes each. What can't be read from the words stays a gap.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from builder.articles import Article
from builder.counted import NO_ARMS, UNITS, counted
from builder.dates import EdtfDate
from builder.datewords import dates_in
from builder.excerpts import exact
from builder.fieldtypes import Count
from builder.gaps import MARK, gap
from builder.ids import Kind, PageId, slug_of
from builder.namings import Naming
from builder.passages import Span
from builder.urls import kind_of

# Of one article no editor wants to look through more.
MOST: Final = 60
_LONGEST: Final = 1200
# Points on which a second sentence that states the same adds nothing.
_ONCE: Final = frozenset({"weapon", "place", "target", "time", "date"})
# So many sentences tell the news; those behind them give its background.
_LEADING: Final = 6
_WEAPON: Final = re.compile(
    rf"\b((?:(?!(?:{'|'.join(UNITS)}|an?|the|several|many|more|no)\b)(?-i:[A-Z])[\w-]+ )?(?:rockets?|(?:(?:ballistic|cruise) )?missiles?)|(?:armed |explosive )?drones?|mortars?|(?:roadside|car|truck) bombs?"
    rf"|explosive devices?|IEDs?|grenades?){NO_ARMS}",
    re.IGNORECASE,
)
_SAYING: Final = re.compile(
    r"\b(?:said|says|saying|stated|told|confirmed|claimed|denied|denies|accused|accuses|blamed|blames|blame|condemned|condemns|announced"
    r"|reported|added|stressed|warned|vowed|tweeted|described|[Aa]ccording to|believe|issued an? (?:\w+ )?statement)\b"
)
_UNCLAIMED_BY: Final = re.compile(r"\b[Nn]o ((?:[\w-]+ ){1,4}?)(?:(?:has|have|had|immediately|yet) )*claimed\b")
_BETWEEN: Final = re.compile(
    r"(?:'s?)?(?:,? [^\",;]{0,40},)?(?: (?:has|have|had|also|later|then|which|who|in a statement|on [A-Z][a-z]+day))* *"
)
_OBJECT: Final = re.compile(r" (?:on )?(?:the )?")
_PASSIVE: Final = re.compile(r"\b(?:was|were|been) \Z")
_TIME: Final = re.compile(
    r"(?P<about>around|about|approximately|roughly|some time around)? ?"
    r"\b(?P<hour>[01]?[0-9]|2[0-3])(?:[:.](?P<minute>[0-5][0-9]))? ?(?P<half>[ap])\.?m\b|"
    r"(?P<about24>around|about|approximately|roughly)? ?\b(?P<hour24>[01]?[0-9]|2[0-3]):(?P<minute24>[0-5][0-9])\b(?! ?[ap]\.?m)",
    re.IGNORECASE,
)
_AIMED: Final = re.compile(
    r"\b(?:(?:fired|launched|attacks?|strikes?|rockets?)\b[^.;,]{0,40} against|(?:fired|launched)\b[^.;,]{0,40} (?:at|towards?)|targeting|targeted|attacks? (?:on|at|against)|hit|struck"
    r"|landed (?:in|inside))(?: [\w'-]+){0,4} ?\Z"
)
_VERBS: Final = (
    ("unclaimed", "asserts", re.compile(r"\b(?:[Nn]o |[Nn]obody|[Nn]one)\b[^.;]{0,80}\bclaimed\b[^.;]{0,20}\bresponsib")),
    ("responsibility", "claims", re.compile(r"\bclaim(?:ed|s|ing)?\b[^.;]{0,20}\bresponsib")),
    ("responsibility", "denies", re.compile(r"\bden(?:ied|ies|ying)\b[^.;]{0,40}\b(?:responsib|involve|role|behind|attack)|nothing to do with it")),
    ("responsibility", "accuses", re.compile(r"\b(?:blam(?:e|ed|es|ing)|accus(?:e|ed|es|ing))\b")),
    ("condemnation", "condemns", re.compile(r"\bcondemn(?:ed|s|ing)?\b")),
    ("warning", "asserts", re.compile(r"\b(?:warn(?:ed|s|ing)?|threaten(?:ed|s|ing)?) ")),
    ("response", "asserts", re.compile(r"\b(?:vowed|called (?:on|for)|urged|urging|retaliat\w+|arrested)\b")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim to be kept or deleted; texts of ``value`` and ``by`` may be gaps. ``asks`` is what an editor has to decide."""

    about: str
    value: str | Count
    stance: str
    by: str | None
    quote: str
    line: int
    asks: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its text, where it begins in the normal text, the names in it by place in it, and its number."""

    text: str
    start: int
    names: tuple[tuple[Span, PageId], ...]
    number: int

    def actors(self) -> list[tuple[Span, PageId]]:
        return [(span, page) for span, page in self.names if kind_of(page) is Kind.ACTOR]


def candidates(article: Article, found: Iterable[Naming], day: EdtfDate | None) -> tuple[Candidate, ...]:
    """Return the claims that an article may make, in its order; ``found`` are the names in it, ``day`` is the incident's date."""
    every = sorted(((name.span, name.pages[0]) for name in found if len(name.pages) == 1), key=lambda pair: pair[0])
    starts = [span[0] for span, _ in every]
    read: list[tuple[Span, _Sentence, list[_Point]]] = []
    seen: set[tuple[str, str]] = set()
    for number, (start, end) in enumerate(article.sentences):
        if end - start > _LONGEST or len(read) >= MOST:
            continue
        here = every[bisect_left(starts, start) : bisect_left(starts, end)]
        # Iran in *Iran-backed* does nothing, says nothing and is accused of nothing.
        names = tuple(
            ((a - start, b - start), page) for (a, b), page in here if b <= end and article.text.normal[b : b + 1] != "-"
        )
        sentence = _Sentence(article.text.normal[start:end], start, names, number)
        points = [point for point in _points(sentence, day) if (point[0], str(point[1])) not in seen]
        seen |= {(about, str(value)) for about, value, *_ in points if about in _ONCE}
        if points:
            read.append(((start, end), sentence, points))
    raw = article.text.raw([span for span, _, _ in read])
    result: list[Candidate] = []
    for span, sentence, points in read:
        written = exact(article, span, raw[span])
        if written is not None:
            by, line = _speaker(sentence), article.text.text.count("\n", 0, raw[span][0]) + 1
            result += (
                Candidate(about, value, stance, speaker or by, written, line, asks)
                for about, value, stance, speaker, asks in points
            )
    return tuple(result[:MOST])


_Point = tuple[str, str | Count, str, str | None, str]
"""What a sentence is about, the value, the stance, the speaker where the words tell it otherwise than by a verb of saying; a question."""


def _points(sentence: _Sentence, day: EdtfDate | None) -> Iterator[_Point]:
    yield from _dated(sentence, day)
    yield from _placed(sentence)
    if weapon := _WEAPON.search(sentence.text):
        words = weapon[1].split()
        name = weapon[1] if len(words) > 1 and words[0][0].isupper() and weapon.start() else weapon[1].lower()
        yield "weapon", name, "asserts", None, "Is it what was used here?"
    for about in ("munitions", "killed", "injured", "casualties", "damage"):
        value = counted(about, sentence.text)
        # Later on *killed* most often tells of somebody's past.
        is_vague = isinstance(value, str) and value.startswith(MARK) and about != "damage"
        if value is not None and not (is_vague and sentence.number >= _LEADING):
            yield about, value, "asserts", None, _ASKS[about]
    yield from _attributed(sentence)


_ASKS: Final = {
    **dict.fromkeys(("killed", "injured", "casualties"), "Is it of this incident, and all? “None reported” is not 0."),
    "munitions": "Is it how many were used here, all of them?",
    "damage": "Is it of this incident?",
}


def _dated(sentence: _Sentence, day: EdtfDate | None) -> Iterator[_Point]:
    if day and day.is_exact and day.earliest:
        for dated in dates_in([sentence.text]):
            if dated.year in (None, day.year) and dated.of_year(day.year) == day.earliest:
                yield "date", day.text, "asserts", None, f"Is “{dated.words}” the day of the incident?"
    if match := _TIME.search(sentence.text):
        half, hour = match["half"], int(match["hour"] or match["hour24"])
        if half:
            hour = hour % 12 + 12 * (half.lower() == "p")
        is_about = match["about"] or match["about24"]
        time = f"{hour:02}:{match['minute'] or match['minute24'] or '00'}{'~' if is_about else ''}"
        yield "time", time, "asserts", None, "Is it the hour of the incident, in local time?"


def _placed(sentence: _Sentence) -> Iterator[_Point]:
    for span, page in sentence.names:
        # In *Baghdad's Green Zone* the zone is aimed at.
        is_owner = sentence.text.startswith("'", span[1])
        if kind_of(page) in (Kind.PLACE, Kind.ACTOR) and not is_owner and _AIMED.search(sentence.text[: span[0]]):
            yield "target", slug_of(page), "asserts", None, "Is it what was attacked, or only near it?"
            return
    places = [page for _, page in sentence.names if kind_of(page) is Kind.PLACE]
    if sentence.number == 0 and places:
        asked = "Is it where it happened? Name the narrowest place that the words give."
        yield "place", slug_of(places[-1]), "asserts", None, asked


def _attributed(sentence: _Sentence) -> Iterator[_Point]:
    text, actors = sentence.text, sentence.actors()
    for about, stance, pattern in _VERBS:
        match = pattern.search(text)
        if not match:
            continue
        # Only who stands right beside the verb is meant for certain.
        is_blamed_on = text[match.end() :].startswith(" on ")  # it was blamed on somebody
        passive = None if is_blamed_on else _PASSIVE.search(text, 0, match.start())
        verb = passive.start() if passive else match.start()
        who = next(
            (slug_of(page) for (_, end), page in reversed(actors) if _BETWEEN.fullmatch(text[end:verb]) and end <= verb), None
        )
        after = next((slug_of(page) for (start, _), page in actors if _OBJECT.fullmatch(text[match.end() : start])), None)
        speaker = None if passive else who
        match about, stance:
            case "unclaimed", _:
                named = _UNCLAIMED_BY.search(text)
                words = named[1].strip() if named else ""
                nobody = f"any {words}" if words else gap("who did not claim it, in few words")
                yield about, "anyone" if words == "one" else nobody, stance, None, "Is it said of this incident?"
                return
            case "responsibility", "accuses":
                by = gap("who accuses: an actor's id") if passive or is_blamed_on else speaker
                value = (who if passive else after) or gap("who is accused: an actor's id; a vague label has its own page")
                yield about, value, stance, by, "Who accuses whom, and of this incident?"
            case "responsibility", _:
                yield about, speaker or gap("who: an actor's id"), stance, speaker, "Is it of this incident?"
                return
            case "condemnation", _:
                value = "the attack" if re.search(r"\battack\b", text[match.end() :]) else gap("what was condemned")
                yield about, value, stance, speaker, "Who condemned what?"
            case _:
                wanted = "what was warned of, in few words" if about == "warning" else "what was done or demanded, in few words"
                yield about, gap(wanted), stance, None, "Does it belong to this incident?"


def _speaker(sentence: _Sentence) -> str | None:
    """Return who says a sentence: an actor's id, none where nobody but the article does, a gap where it is somebody else."""
    text, actors = sentence.text, sentence.actors()
    found: dict[PageId, None] = {}
    words = "the words in quotation marks" if '"' in text else ""
    for verb in _SAYING.finditer(text):
        if verb[0] == "claimed" and "responsib" in text[verb.end() :]:
            continue
        words = f"“{' '.join([*text[: verb.start()].split()[-4:], verb[0]])}”"
        said = verb[0].lower()
        for (start, end), page in actors:
            is_before = end <= verb.start() and _BETWEEN.fullmatch(text[end : verb.start()]) and said != "according to"
            is_after = said in ("said", "according to", "added", "stressed") and _OBJECT.fullmatch(text[verb.end() : start])
            if is_before or is_after:
                found[page] = None
    if len(found) == 1:
        return slug_of(next(iter(found)))
    return gap(f"who says so ({words}): an actor's id; without `by` the article itself says it") if words else None
