"""The claims of one page: what is wrong in them that needs no other page to be seen."""

from collections.abc import Collection, Iterator
from typing import Final

from builder.dates import DateError
from builder.fieldtypes import Count
from builder.frontmatter import Location
from builder.model import RawPage, position
from builder.numerals import bounds_said, only_number
from builder.points import POINTS, overlap, ranges, stated
from builder.problems import Problem, Rule, problem
from builder.rules import CLAIM_ID, CLAIM_REFINES, CLAIM_STANCE, DATE, FIELD_VALUE
from builder.schema import ClaimFields

# So many ids of claims are told.
SHOWN: Final = 10
MOST: Final = 99_999


def some(ids: Collection[str]) -> str:
    """Return the first of some ids, for a hint."""
    return ", ".join([*list(ids)[:SHOWN], *(["…"] if len(ids) > SHOWN else [])])


def check_claims(raw: RawPage, claims: tuple[ClaimFields, ...]) -> list[Problem]:
    """Return what is wrong in ``claims``: ids, values and stances that don't fit their points, and refinements."""
    found: list[Problem] = []

    def report(rule: Rule, number: int, field: str, message: str, hint: str) -> None:
        location: Location = ("claims", number, field)
        found.append(problem(rule, position(raw, location), message, hint))

    first: dict[str, int] = {}
    for number, claim in enumerate(claims):
        if claim.id in first:
            message = f"another claim has the id {claim.id} already"
            report(CLAIM_ID, number, "id", message, f"call this one {_free_id(claims)}")
        first.setdefault(claim.id, number)
        if wrong := _value_problem(claim):
            rule, words, hint = wrong
            report(rule, number, "value", words, hint)
        if wrong_stance := _stance_problem(claim):
            report(CLAIM_STANCE, number, "stance", *wrong_stance)
    for number, message, hint in _refinements(claims, first):
        report(CLAIM_REFINES, number, "refines", message, hint)
    return found


def _free_id(claims: tuple[ClaimFields, ...]) -> str:
    taken = {int(claim.id[1:]) for claim in claims}
    # A gap may have been a claim once, and ids are for ever.
    after = max(taken) + 1
    return f"c{after}" if after <= MOST else f"c{next(number for number in range(1, MOST) if number not in taken)}"


# What a value looks like where it can't be a mapping.
_INSTEAD: Final = {
    "date": "write EDTF, such as 2024-01-01/2024-01-03", "time": 'write "20:00/21:00"', "actor": "write an actor's id",
    "page": "write an id, or words", "words": "write words",
}  # fmt: skip


def _value_problem(claim: ClaimFields) -> tuple[Rule, str, str] | None:
    holds = POINTS[claim.about].holds
    if isinstance(claim.value, Count) and holds != "count":
        return FIELD_VALUE, f"`{claim.about}` is not counted", _INSTEAD[holds]
    try:
        value = stated(claim.about, claim.value)
    except DateError as error:
        message, _, hint = str(error).partition("; ")
        return DATE, message, hint
    if holds == "count" and isinstance(value, str) and (better := _as_count(value)):
        return FIELD_VALUE, f'"{value}" would be words, and no count', better
    return None


def _as_count(words: str) -> str:
    """Return the cure for a count that is written as words; nothing where it is none."""
    if words.isdecimal():
        return "no count is as large as this"
    if (number := only_number(words)) is not None:
        return f"write {number}"
    bounds = bounds_said(words)
    return f"write `{Count(*bounds)}`" if bounds else ""


def _stance_problem(claim: ClaimFields) -> tuple[str, str] | None:
    """Return what is wrong with a stance that its point doesn't know, and the cure."""
    fitting = POINTS[claim.about].stances
    must_condemn = "condemns" in fitting
    if claim.stance in fitting or (claim.stance == "asserts" and not must_condemn):
        return None
    if claim.stance == "asserts":
        return f"a claim on `{claim.about}` needs a stance", "write `stance: condemns`"
    known = sorted(fitting if must_condemn else {*fitting, "asserts"})
    where = [name for name, point in POINTS.items() if claim.stance in point.stances]
    others = f"; `{claim.stance}` belongs to `{where[0]}`" if len(where) == 1 else ""
    return f"the stance `{claim.stance}` does not fit the point `{claim.about}`", f"its stances are {', '.join(known)}{others}"


def _may_refine(claim: ClaimFields, refined: ClaimFields) -> bool:
    """Tell whether one value can be a more precise other one: counts, dates and times can only within it."""
    try:
        mine, its = (stated(one.about, one.value) for one in (claim, refined))
    except (DateError, TypeError):  # its own problem
        return True
    return not ranges(mine) or not ranges(its) or overlap(mine, its)


def _refinements(claims: tuple[ClaimFields, ...], first: dict[str, int]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each claim whose ``refines`` is wrong, with what is wrong and the cure."""
    up = {claim.id: claim.refines for claim in reversed(claims)}
    settled: set[str] = set()
    for number, claim in enumerate(claims):
        if claim.refines is None:
            continue
        if claim.refines not in first:
            others = [other.id for other in claims if other.about == claim.about and other.id != claim.id]
            hint = f"its other claims on `{claim.about}` are {some(others)}" if others else f"it has no other on `{claim.about}`"
            yield number, f"this page has no claim {claim.refines}", hint
        elif claims[first[claim.refines]].about != claim.about:
            other = claims[first[claim.refines]]
            yield (
                number,
                f"{claim.refines} is about `{other.about}`, this claim about `{claim.about}`",
                "a claim refines one on the same point",
            )
        elif POINTS[claim.about].holds == "actor":
            yield number, f"claims on `{claim.about}` refine nothing: each is about its own actor", "leave `refines` out"
        elif not _may_refine(claim, claims[first[claim.refines]]):
            message = f"`{claim.value}` can't be a more precise `{claims[first[claim.refines]].value}`"
            yield number, message, "where they differ, leave `refines` out: the page says so"
        else:
            path = [claim.id]
            while (above := up.get(path[-1])) and above not in path and above not in settled:
                path.append(above)
            if above in path:
                ring = [*path[path.index(above) :], above]
                yield number, f"`refines` goes in a circle: {' → '.join(ring)}", "break it at one of them"
            settled.update(path)
