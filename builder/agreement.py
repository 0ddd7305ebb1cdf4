"""Claims on one page held against each other: which of them compete, and whether they agree.

Counts, dates and times agree if their ranges overlap; words and pages if they are the same; a claim agrees with what it
refines. A denial differs from a claim that states what it denies. What is said of one actor is never held against what is
said of another, but for two accounts that hold two different named actors responsible.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations, pairwise

from builder.dates import EdtfDate, TimeOfDay
from builder.fieldtypes import Count
from builder.findings import Claim, Verdict
from builder.groups import Groups
from builder.ids import PageId
from builder.passages import normal
from builder.points import ATTRIBUTING, POINTS, overlap, ranges

Key = tuple[object, ...]
"""What claims that state the same share."""
_AGAINST = frozenset({"denies"})


def compared(claims: Iterable[Claim], vague: Collection[PageId] = ()) -> list[tuple[list[Claim], Verdict]]:
    """Return claims in rows, in the order in which a page shows its points, each row with its verdict.

    A row is a point; on an open point, a statement. ``vague`` are the actors that are labels and no particular group.
    """
    by_point: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_point[claim.about].append(claim)
    rows: list[tuple[list[Claim], Verdict]] = []
    for about, point in POINTS.items():
        if about not in by_point:
            continue
        # A statement about one actor is never held against another one, a label least of all.
        up = {} if point.holds == "actor" else _refinements(by_point[about])
        statements = _statements(by_point[about], up) if point.is_open else [by_point[about]]
        found = [(statement, _verdict(statement, up)) for statement in statements]
        rows += _rivals_apart(found, vague) if point.holds == "actor" else found
    return rows


def key(claim: Claim) -> Key:
    """Return what makes a claim the same as another: the page, the words (ignoring case), the bounds."""
    value = claim.stated
    match value:
        case Count():
            return "count", value.min, value.max
        case EdtfDate():
            return "date", value.text
        case TimeOfDay():
            return "time", value.earliest, value.latest
        case _:
            return ("page", claim.page) if claim.page else ("words", normal(value).casefold())


def standing(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that their speakers have not taken back. Where no speaker is named, the article speaks.

    A retraction takes back what its speaker stated alike before it: before it in the page, if nothing says that it was said later.
    """
    claims = list(claims)
    backs: dict[object, list[tuple[int, Claim]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        if claim.stance == "retracts":
            backs[_statement(claim)].append((number, claim))
    if not backs:
        return claims
    return [
        claim
        for number, claim in enumerate(claims)
        if claim.stance != "retracts"
        and not any(number < later and not _again(claim, back) for later, back in backs.get(_statement(claim), ()))
    ]


def _statement(claim: Claim) -> object:
    return claim.by or claim.source, claim.about, key(claim)


def _again(claim: Claim, back: Claim) -> bool:
    """Tell whether a claim was certainly made after ``back``."""
    made, taken = claim.said and claim.said.earliest, back.said and back.said.latest
    return bool(made and taken and made > taken)


def _refinements(claims: Iterable[Claim]) -> dict[Key, set[Key]]:
    """Return, for each statement, those that it makes more precise, at any remove."""
    by_id = {claim.id: claim for claim in claims}
    direct: dict[Key, set[Key]] = defaultdict(set)
    for claim in by_id.values():
        if claim.refines in by_id:
            direct[key(claim)].add(key(by_id[claim.refines]))
    return {start: _reached(start, direct) for start in list(direct)}


def _reached(start: Key, direct: Mapping[Key, set[Key]]) -> set[Key]:
    reached: set[Key] = set()
    waiting = [start]
    while waiting:
        for above in direct.get(waiting.pop(), set()) - reached:
            reached.add(above)
            waiting.append(above)
    return reached - {start}


def _statements(claims: list[Claim], up: Mapping[Key, set[Key]]) -> list[list[Claim]]:
    """Put together the claims of an open point that state the same or refine each other, in order."""
    groups: Groups[Key] = Groups()
    for below, above in up.items():
        for other in above:
            groups.join(below, other)
    rows: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        rows[groups.of(key(claim))].append(claim)
    return list(rows.values())


def _verdict(claims: list[Claim], up: Mapping[Key, set[Key]]) -> Verdict:
    left = standing(claims)
    if not left:
        return Verdict.RETRACTED
    is_open = POINTS[left[0].about].is_open
    for_it = {key(claim): claim for claim in left if claim.stance not in _AGAINST}
    against = {key(claim): claim for claim in left if claim.stance in _AGAINST}
    if not is_open and not _all_agree(for_it, up):
        return Verdict.DIFFER
    if any(_denies(denial, claim, up) for denial in against.values() for claim in for_it.values()):
        return Verdict.DIFFER
    if len({claim.source for claim in left}) == 1:
        return Verdict.ONE
    return Verdict.PRECISE if any(up.get(statement, set()) & for_it.keys() for statement in for_it) else Verdict.AGREE


def _all_agree(claims: Mapping[Key, Claim], up: Mapping[Key, set[Key]]) -> bool:
    """Tell whether claims on one thing, by what they state, can all be true of it."""
    spans = [ranges(claim.stated) for claim in claims.values()]
    if not any(spans):  # words and pages: each must be more precise than the one before
        chain = sorted(claims, key=lambda statement: len(up.get(statement, ())))
        return all(before in up.get(after, ()) for before, after in pairwise(chain))
    if all(spans):  # ranges with something in common overlap two by two; where each claim has one range, so do no others
        meet = max(possible[0][0] for possible in spans) <= min(possible[0][1] for possible in spans)
        if meet or all(len(possible) == 1 for possible in spans):
            return meet
    return all(_agree(one, other, up) for one, other in combinations(claims.values(), 2))


def _agree(one: Claim, other: Claim, up: Mapping[Key, set[Key]]) -> bool:
    mine, its = key(one), key(other)
    return its in up.get(mine, ()) or mine in up.get(its, ()) or _same(one, other)


def _same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims can both be true of one thing: equal, or with ranges that overlap."""
    return key(one) == key(other) or overlap(one.stated, other.stated)


def _denies(denial: Claim, claim: Claim, up: Mapping[Key, set[Key]]) -> bool:
    """Tell whether a denial contradicts a claim: it denies what the claim states, or what that makes more precise."""
    mine, its = key(denial), key(claim)
    within = [any(low <= least and most <= high for low, high in ranges(denial.stated)) for least, most in ranges(claim.stated)]
    return mine == its or mine in up.get(its, ()) or (bool(within) and all(within))


def _rivals_apart(rows: list[tuple[list[Claim], Verdict]], vague: Collection[PageId]) -> list[tuple[list[Claim], Verdict]]:
    """Let rows differ where two accounts hold two named actors responsible; one account that names both does not differ."""
    blamed: dict[PageId, set[object]] = defaultdict(set)
    row_of: dict[PageId, int] = {}
    for number, (row, _) in enumerate(rows):
        for claim in standing(row):
            if claim.page and claim.page not in vague and claim.stance in {*ATTRIBUTING, "asserts"}:
                blamed[claim.page].add((claim.source, claim.by))
                row_of[claim.page] = number
    pairs = combinations(blamed, 2)
    rivals = {row_of[actor] for pair in pairs if blamed[pair[0]].isdisjoint(blamed[pair[1]]) for actor in pair}
    return [(row, Verdict.DIFFER if number in rivals else verdict) for number, (row, verdict) in enumerate(rows)]
