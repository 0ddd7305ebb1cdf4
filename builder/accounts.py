"""The account that a page's claims give: point by point, and as its sources appeared one after another."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from builder.agreement import compared, standing
from builder.dates import EdtfDate
from builder.findings import Change, Claim, Compared, Step, Verdict
from builder.ids import PageId
from builder.origins import Roots, origins


@dataclass(frozen=True, slots=True)
class Accountant:
    """Compares claims, with what it must know of the whole wiki.

    ``vague`` are the actors that are labels, ``roots`` what sources and speakers go back to, ``published`` the dates of sources.
    """

    vague: frozenset[PageId]
    roots: Roots
    published: Mapping[PageId, EdtfDate]

    def compare(self, claims: tuple[Claim, ...]) -> tuple[Compared, ...]:
        """Return the rows of claims, each with its verdict and origins."""
        return tuple(self._compared(row, verdict) for row, verdict in compared(claims, self.vague))

    def _compared(self, row: list[Claim], verdict: Verdict) -> Compared:
        counted = standing(row) or row
        number, ties = origins(counted, self.roots)
        return Compared(row[0].about, tuple(row), verdict, len({claim.source for claim in counted}), number, ties)

    def steps(self, claims: tuple[Claim, ...]) -> tuple[Step, ...]:
        """Return what was known as each day's sources appeared; nothing where all appeared on one day."""
        by_day = sorted({claim.source for claim in claims}, key=lambda source: (*self.published[source].sort_key, source))
        days = [(day, tuple(sources)) for day, sources in groupby(by_day, key=lambda source: self.published[source])]
        if len(days) < 2:
            return ()
        out: set[PageId] = set()
        steps: list[Step] = []
        for day, sources in days:
            out.update(sources)
            rows = self.compare(tuple(claim for claim in claims if claim.source in out))
            steps.append(Step(day, sources, rows, _changes(steps[-1].rows if steps else (), rows)))
        return tuple(steps)


def _changes(before: tuple[Compared, ...], after: tuple[Compared, ...]) -> tuple[Change, ...]:
    """Return the rows of ``after`` that are new, have new claims, or have another verdict."""
    rows = {claim.id: row for row in before for claim in row.claims}
    changes = []
    for row in after:
        added = tuple(claim for claim in row.claims if claim.id not in rows)
        # Two rows may have become one; the one of the first claim stands for both.
        earlier = next((rows[claim.id] for claim in row.claims if claim.id in rows), None)
        if added or (earlier and earlier.verdict is not row.verdict):
            changes.append(Change(row, added, earlier.verdict if earlier else None))
    return tuple(changes)
