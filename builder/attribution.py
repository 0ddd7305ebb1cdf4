"""Who is held responsible for an incident, by whom, since when: a history of claims, and the state it has come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from builder.agreement import key, standing
from builder.dates import EdtfDate
from builder.findings import Attribution, Claim
from builder.ids import PageId

POINTS_OF_IT: Final = frozenset({"responsibility", "unclaimed", "condemnation"})
# What has been claimed is told first, what nobody claimed last.
_ORDER: Final = ("claims", "accuses", "suspects", "asserts", "denies", "condemns", "unclaimed")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the state: some speakers (an actor, or the source itself) who take one stance on one actor or thing.

    ``verb`` is a stance, or ``unclaimed``; ``claims`` are those that say so, one for each speaker.
    """

    verb: str
    of: PageId | None
    words: str
    claims: tuple[Claim, ...]


def history(claims: Iterable[Claim], published: Mapping[PageId, EdtfDate]) -> list[Claim]:
    """Return the claims that attribute, by the day on which they were made or, where that is not told, appeared."""

    def when(claim: Claim) -> tuple[object, ...]:
        return (claim.said or published[claim.source]).sort_key

    return sorted((claim for claim in claims if claim.about in POINTS_OF_IT), key=when)


def state(claims: Iterable[Claim]) -> list[Clause]:
    """Return what the history of attribution has come to: one clause for each stance on each actor."""
    clauses: dict[tuple[str, object], dict[tuple[PageId | None, PageId | None], Claim]] = defaultdict(dict)
    for claim in standing(claims):
        if claim.about in POINTS_OF_IT:
            verb = "unclaimed" if claim.about == "unclaimed" else claim.stance
            speaker = claim.by, None if claim.by else claim.source
            clauses[verb, key(claim)].setdefault(speaker, claim)
    found = []
    for (verb, what), said in clauses.items():
        if verb == "suspects":  # who accuses need not be said to suspect
            for speaker in clauses.get(("accuses", what), {}):
                said.pop(speaker, None)
    for (verb, _), said in sorted(clauses.items(), key=lambda clause: _ORDER.index(clause[0][0])):
        if said:
            first = next(iter(said.values()))
            found.append(Clause(verb, first.page, "" if first.page else str(first.stated), tuple(said.values())))
    return found


def attributed(incident: PageId, claims: Iterable[Claim]) -> dict[PageId, list[Attribution]]:
    """Return, for each actor, the attributions of an incident that are about it or that it makes."""
    found: dict[PageId, list[Attribution]] = {}
    for claim in claims:
        if claim.about in POINTS_OF_IT:
            for actor in dict.fromkeys(page for page in (claim.page, claim.by) if page):
                found.setdefault(actor, []).append(Attribution(incident, claim))
    return found
