"""The claims of one page: what is wrong in them that needs no other page to be seen."""

from collections.abc import Iterator

from builder.dates import DateError
from builder.fieldtypes import Count
from builder.frontmatter import Location
from builder.model import RawPage, position
from builder.nearest import did_you_mean
from builder.points import POINTS, stated
from builder.problems import CLAIM_ID, CLAIM_REFINES, CLAIM_STANCE, DATE, FIELD_VALUE, Problem, Rule, problem
from builder.schema import ClaimFields


def check_claims(raw: RawPage, claims: tuple[ClaimFields, ...]) -> list[Problem]:
    """Return what is wrong in ``claims``: ids, values and stances that don't fit their points, and refinements."""
    found: list[Problem] = []

    def report(rule: Rule, number: int, field: str, message: str, hint: str) -> None:
        location: Location = ("claims", number, field)
        found.append(problem(rule, position(raw, location), message, hint))

    first: dict[str, int] = {}
    for number, claim in enumerate(claims):
        if claim.id in first:
            free = next(name for name in _free_ids(claims))
            report(CLAIM_ID, number, "id", f"another claim has the id {claim.id} already", f"call this one {free}")
        first.setdefault(claim.id, number)
        if wrong := _value_problem(claim):
            rule, words, hint = wrong
            report(rule, number, "value", words, hint)
        fitting = POINTS[claim.about].stances
        if claim.stance not in fitting | {"asserts"} or (claim.stance == "asserts" and "condemns" in fitting):
            words = f"nobody {claim.stance} on the point `{claim.about}`"
            where = [name for name, point in POINTS.items() if claim.stance in point.stances]
            others = f"; `{claim.stance}` belongs to {', '.join(where)}" if where else ""
            known = sorted(fitting | ({"asserts"} - {"asserts" if "condemns" in fitting else ""}))
            report(CLAIM_STANCE, number, "stance", words, f"its stances are {', '.join(known)}{others}")
    for number, message, hint in _refinements(claims, first):
        report(CLAIM_REFINES, number, "refines", message, hint)
    return found


def _free_ids(claims: tuple[ClaimFields, ...]) -> Iterator[str]:
    highest = max(int(claim.id[1:]) for claim in claims)
    yield f"c{highest + 1}"


def _value_problem(claim: ClaimFields) -> tuple[Rule, str, str] | None:
    if isinstance(claim.value, Count) and POINTS[claim.about].holds != "count":
        counted = [name for name, point in POINTS.items() if point.holds == "count"]
        return FIELD_VALUE, f"`{claim.about}` is not counted", f"write words; counted are {', '.join(counted)}"
    try:
        stated(claim.about, claim.value)
    except DateError as error:
        message, _, hint = str(error).partition("; ")
        return DATE, message, hint
    return None


def _refinements(claims: tuple[ClaimFields, ...], first: dict[str, int]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each claim whose ``refines`` is wrong, with what is wrong and the cure."""
    up = {claim.id: claim.refines for claim in reversed(claims)}
    settled: set[str] = set()
    for number, claim in enumerate(claims):
        if claim.refines is None:
            continue
        if claim.refines not in first:
            yield number, f"this page has no claim {claim.refines}", did_you_mean(claim.refines, first) or "name one that it has"
        elif claims[first[claim.refines]].about != claim.about:
            other = claims[first[claim.refines]]
            yield (
                number,
                f"{claim.refines} is about `{other.about}`, this claim about `{claim.about}`",
                "a claim refines one on the same point",
            )
        else:
            path = [claim.id]
            while (above := up.get(path[-1])) and above not in path and above not in settled:
                path.append(above)
            if above in path:
                ring = [*path[path.index(above) :], above]
                yield number, f"`refines` goes in a circle: {' → '.join(ring)}", "break it at one of them"
            settled.update(path)
