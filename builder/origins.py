"""How many independent origins some sources have.

Sources that relay one agency, derive from one another, come from one outlet, or carry words of one speaker (or of a
speaker and whom it speaks for) count as one origin. Merging too much is the safe error: what is left apart is shown as
independent, and must be.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder.findings import Claim, Tie
from builder.groups import Groups
from builder.ids import Kind, PageId, Refs
from builder.model import Page
from builder.schema import Actor, Source

# Relations by which an actor's words are another's too.
SPEAKS_FOR: Final = frozenset({
    "spokesperson-of", "leads", "deputy-leader-of", "head-of-state-of", "head-of-government-of", "president-of",
    "prime-minister-of", "minister-of", "office-of", "embassy-of", "part-of", "wing-of",
})  # fmt: skip
# How two sources are tied, in the order in which a reader is told.
HOW: Final = ("derives", "outlet", "agency", "speaker")


@dataclass(frozen=True, slots=True)
class Roots:
    """What sources and speakers go back to: for each, pairs of how and what."""

    of_source: Mapping[PageId, frozenset[tuple[str, PageId]]]
    of_speaker: Mapping[PageId, frozenset[PageId]]

    def of(self, claim: Claim) -> Iterator[tuple[str, PageId]]:
        """Yield what a claim goes back to."""
        yield from self.of_source.get(claim.source, ())
        if claim.by:
            yield "speaker", claim.by
            yield from (("speaker", other) for other in self.of_speaker.get(claim.by, ()))


def roots(speaking: Iterable[tuple[Page, Refs]]) -> Roots:
    """Return what all sources and speakers go back to, given with the pages that they name."""
    own: dict[PageId, set[tuple[str, PageId]]] = {}
    speaks_for: dict[PageId, list[PageId]] = {}
    parents: dict[PageId, list[PageId]] = {}
    spoken: dict[PageId, set[PageId]] = {}
    for page, found in speaking:
        match page.fields:
            case Source() as fields:
                own[page.id] = {("derives", page.id)}
                own[page.id] |= {("agency", agency) for agency in _pages(found, Kind.ACTOR, fields.agencies)}
                # What an agency publishes and what relays it have one origin.
                outlets = _pages(found, Kind.ACTOR, [fields.publisher] if fields.publisher else [])
                own[page.id] |= {(how, outlet) for outlet in outlets for how in ("outlet", "agency")}
                spoken[page.id] = {*outlets, *_pages(found, Kind.ACTOR, fields.agencies)}
                parents[page.id] = _pages(found, Kind.SOURCE, fields.derived_from)
            case Actor() as fields:
                ties = (relation.to for relation in fields.relations if relation.as_ in SPEAKS_FOR)
                speaks_for[page.id] = _pages(found, Kind.ACTOR, ties)
            case _:
                pass
    of_speaker = {actor: frozenset(_above(actor, speaks_for)) for actor, above in speaks_for.items() if above}
    for source, heard in spoken.items():  # an outlet or agency speaks in what it publishes, and so does whom it belongs to
        own[source] |= {("speaker", by) for outlet in heard for by in (outlet, *of_speaker.get(outlet, ()))}
    of_source = {
        source: frozenset(mine.union(*(own.get(above, ()) for above in _above(source, parents)))) for source, mine in own.items()
    }
    return Roots(of_source, of_speaker)


def _pages(refs: Refs, kind: Kind, texts: Iterable[str]) -> list[PageId]:
    """Return the pages that fields name, without those that are not known: they are their own problem."""
    return [refs[kind, text] for text in texts if (kind, text) in refs]


def _above(page: PageId, parents: Mapping[PageId, list[PageId]]) -> set[PageId]:
    """Return what a page goes back to by ``parents``, at any remove."""
    found: set[PageId] = set()
    waiting = [page]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def origins(claims: Iterable[Claim], known: Roots) -> tuple[int, tuple[Tie, ...]]:
    """Return how many independent origins the sources of ``claims`` have, and what ties those that have one together."""
    sharing: dict[tuple[str, PageId], dict[PageId, None]] = defaultdict(dict)
    groups: Groups[PageId] = Groups()
    for claim in claims:
        groups.of(claim.source)
        for root in sorted(known.of(claim)):
            sharing[root][claim.source] = None
    ties: list[Tie] = []
    for how in HOW:
        for (kind, by), sources in sharing.items():
            if kind == how and len(sources) > 1:
                if not any(tie.by == by and tie.sources == tuple(sources) for tie in ties):
                    ties.append(Tie(how, by, tuple(sources)))
                first, *others = sources
                for other in others:
                    groups.join(other, first)
    return len(groups), tuple(ties)
