"""Which actors stand in which role in which incident, and who accuses whom: one pass over the incidents of the wiki.

A role is one of the fields (``attacker`` …), or follows from claims: a stance as seen from whom it is about (``of-accuses``) or
from who takes it (``by-accuses``). An accusation makes nobody an attacker. What a withdrawn incident says is not counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from builder import urls
from builder.attribution import Clause, state
from builder.findings import Attribution, Claim
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.schema import Incident

# More would fit no page: the newest incidents, and the actors with the most roles in them.
INCIDENTS_SHOWN: Final = 40
ACTORS_SHOWN: Final = 80
QUIET: Final = "mentioned"
"""The role of an actor that is only named."""

Roles = Mapping[PageId, Mapping[str, tuple[Claim, ...]]]
"""The roles of each actor of an incident, those of the fields first; each with the claims that it follows from, if it does."""


@dataclass(frozen=True, slots=True)
class Statement:
    """That a speaker (an actor, or None and an article) takes a stance on an actor or thing, in which incidents, oldest first.

    ``of`` is the actor, or the place or incident, that it is about; without one, ``words`` say what. ``told`` has a claim of each
    incident.
    """

    by: PageId | None
    source: PageId
    stance: str
    of: PageId | None
    words: str
    told: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors and incidents, each in the order in which the wiki has them, with the roles of the actors in each incident.

    ``all_incidents`` and ``all_actors`` count those that could stand there, ``idle`` actors without any role, ``withdrawn``
    incidents that are left out. ``statements`` are of all incidents, those of most incidents first.
    """

    incidents: tuple[PageId, ...]
    actors: tuple[PageId, ...]
    roles: Mapping[PageId, Roles]
    all_incidents: int
    all_actors: int
    idle: int
    withdrawn: int
    statements: tuple[Statement, ...]

    def of(self, actor: PageId, incident: PageId) -> Mapping[str, tuple[Claim, ...]]:
        """Return the roles of an actor in an incident, with the claims that they follow from."""
        return self.roles[incident].get(actor, {})

    def is_active(self, actor: PageId) -> bool:
        """Tell whether an actor has a role in these incidents besides being mentioned."""
        return any(set(self.of(actor, incident)) - {QUIET} for incident in self.incidents)


def matrix(wiki: Wiki) -> Matrix:
    """Return the matrix of the newest incidents, and every statement of who is responsible or condemned."""
    counted = [page for page in wiki.incidents if wiki.entries[page].page.fields.status != "withdrawn"]
    clauses = {page: state(wiki.entries[page].claims) for page in counted}
    held = {page: roles(wiki.entries[page], clauses[page]) for page in counted}
    involved = {actor for found in held.values() for actor in found}
    shown = counted[-INCIDENTS_SHOWN:]
    loud: dict[PageId, int] = defaultdict(int)
    named: dict[PageId, int] = defaultdict(int)
    for page in shown:
        for actor, its in held[page].items():
            named[actor] += 1
            loud[actor] += set(its) != {QUIET}
    ranked = sorted(named, key=lambda actor: (-loud[actor], -named[actor], _title(wiki, actor), actor))
    actors = [entry.page.id for entry in wiki.entries.values() if entry.page.kind is Kind.ACTOR]
    return Matrix(
        incidents=tuple(shown),
        actors=tuple(sorted(ranked[:ACTORS_SHOWN], key=lambda actor: (_title(wiki, actor), actor))),
        roles={page: held[page] for page in shown},
        all_incidents=len(counted),
        all_actors=len(named),
        idle=sum(actor not in involved for actor in actors),
        withdrawn=len(wiki.incidents) - len(counted),
        statements=_statements(clauses),
    )


def roles(entry: Entry, clauses: Iterable[Clause]) -> Roles:
    """Return the roles of each actor in an incident whose attribution has come to ``clauses``; who has one is not just mentioned."""
    found: dict[PageId, dict[str, tuple[Claim, ...]]] = defaultdict(dict)
    fields = entry.page.fields
    for actor in fields.actors if isinstance(fields, Incident) else ():
        found[entry.refs[Kind.ACTOR, actor.actor]][actor.role] = ()
    for clause in clauses:
        if clause.verb == "unclaimed":
            continue
        if clause.of and urls.kind_of(clause.of) is Kind.ACTOR:
            found[clause.of][f"of-{clause.verb}"] = clause.claims
        for claim in clause.claims:
            if claim.by:
                its = found[claim.by]
                its[f"by-{clause.verb}"] = (*its.get(f"by-{clause.verb}", ()), claim)
    return {
        actor: {role: claims for role, claims in its.items() if role != QUIET or len(its) == 1} for actor, its in found.items()
    }


def _statements(clauses: Mapping[PageId, Iterable[Clause]]) -> tuple[Statement, ...]:
    """Return who takes which stance on whom in which incidents; what an article states of itself is no accusation."""
    found: dict[tuple[PageId, str, PageId | str], Statement] = {}
    told: dict[tuple[PageId, str, PageId | str], dict[PageId, Attribution]] = defaultdict(dict)
    for incident, its in clauses.items():
        for clause in its:
            for claim in clause.claims:
                if clause.verb == "unclaimed" or (clause.verb == "asserts" and claim.by is None):
                    continue
                key = (claim.by or claim.source, clause.verb, clause.of or clause.words)
                found.setdefault(key, Statement(claim.by, claim.source, clause.verb, clause.of, clause.words, ()))
                told[key].setdefault(incident, Attribution(incident, claim))
    whole = (
        Statement(said.by, said.source, said.stance, said.of, said.words, tuple(told[key].values()))
        for key, said in found.items()
    )
    return tuple(sorted(whole, key=_most_first))


def _most_first(said: Statement) -> tuple[object, ...]:
    return (-len(said.told), said.by or said.source, said.stance, said.of or said.words)


def _title(wiki: Wiki, actor: PageId) -> str:
    return wiki.entries[actor].page.title.casefold()
