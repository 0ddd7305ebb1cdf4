"""Claims resolved: who says what, in which words of which article; and what only other pages can show to be wrong."""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from builder import urls
from builder.claimfields import some
from builder.dates import DateError, EdtfDate, in_words
from builder.evidence import Wanted
from builder.fieldtypes import Count
from builder.findings import Claim
from builder.ids import Kind, PageId, slug_of
from builder.known import Known
from builder.model import Page
from builder.numerals import numbers_said
from builder.points import POINTS, Stated, stated
from builder.problems import Position, Problem, problem
from builder.rules import CLAIM_EARLY, CLAIM_LATE, CLAIM_NUMBER, REFERENCE
from builder.schema import Actor, ClaimFields, Incident, Source

_NAMED: Final = (Kind.PLACE, Kind.ACTOR, Kind.INCIDENT)
_LIKE_AN_ID: Final = re.compile("[a-z0-9]+(?:[-/][a-z0-9]+)+")
# A warning comes before what it warns of.
_AHEAD: Final = frozenset({"warning"})
_ASKS_FOR: Final = "quote more of the words around it, or add `before: …` or `after: …` with the words right beside it"


def claims_of(page: Page, known: Known) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of ``page`` whose source is known, and what is wrong in them.

    Pages that ``relations.named`` yields are reported by whoever follows them, not here.
    """
    fields = page.fields
    claims: list[Claim] = []
    problems: list[Problem] = []
    if not isinstance(fields, (Incident, Actor)):
        return claims, problems
    for number, written in enumerate(fields.claims):
        source, value = known.find(written.source, Kind.SOURCE), _value(written)
        cited = known.page(source) if source else None
        if source is None or cited is None or value is None:  # their own problems
            continue

        def where(field: str, number: int = number) -> Position:
            return page.position("claims", number, field)

        wanted = Wanted(source, written.quote, written.before or "", written.after or "")
        span, found = known.check(wanted, where, _ASKS_FOR)
        problems += found
        named = _named_page(written, known)
        wrong_page = list(_page_problems(written, named, known, where))
        problems += wrong_page
        if not named and not wrong_page:
            problems += _number_problems(value, written.quote, cited, where)
        problems += _date_problems(written, fields, cited, where)
        claims.append(
            Claim(
                id=written.id,
                about=written.about,
                stated=named or value,
                page=named,
                stance=written.stance,
                by=known.find(written.by, Kind.ACTOR) if written.by else None,
                said=written.said,
                source=source,
                quote=written.quote,
                span=span,
                refines=written.refines,
                note=written.note,
            )
        )
    return claims, problems


def _value(claim: ClaimFields) -> Stated | None:
    """Return what a claim states; None where that can't be read."""
    try:
        return stated(claim.about, claim.value)
    except (DateError, TypeError):
        return None


def _named_page(claim: ClaimFields, known: Known) -> PageId | None:
    """Return the page that the value of a claim names, on a point that can name one."""
    if not isinstance(claim.value, str):
        return None
    kinds = {"actor": (Kind.ACTOR,), "page": _NAMED}.get(POINTS[claim.about].holds, ())
    by_id = next((found for kind in kinds if (found := known.find(claim.value, kind))), None)
    by_name = known.called(claim.value) if POINTS[claim.about].holds == "page" and not by_id else []
    return by_name[0] if len(by_name) == 1 and urls.kind_of(by_name[0]) in kinds else by_id


def _page_problems(claim: ClaimFields, named: PageId | None, known: Known, where: Callable[[str], Position]) -> Iterator[Problem]:
    """Find values that are almost an id; an actor is named by ``relations.named``."""
    value = claim.value
    if POINTS[claim.about].holds != "page" or named or not isinstance(value, str) or not _LIKE_AN_ID.fullmatch(value):
        return
    if renamed := known.renamed(REFERENCE, where("value"), value, *_NAMED):
        yield renamed
        return
    has_folder = value.partition("/")[0] in urls.FOLDERS.values()
    pages = (page if has_folder else slug_of(page) for page in known.pages if urls.kind_of(page) in _NAMED)
    hint = known.suggest(value, pages)
    if hint or has_folder:  # else it may be meant as words: mid-air
        message = f'there is no place, actor or incident "{value}"'
        yield problem(REFERENCE, where("value"), message, hint or "write its page, or describe it in words")


def _number_problems(value: Stated, quote: str, source: Page | None, where: Callable[[str], Position]) -> Iterator[Problem]:
    """Find numbers that a claim states and its quotation does not."""
    if not isinstance(value, (Count, str)):
        return
    wanted = {value.min, value.max} - {None} if isinstance(value, Count) else numbers_said(value, plainly=True)
    if not wanted:
        return
    in_english = source is None or not isinstance(source.fields, Source) or source.fields.lang.partition("-")[0] == "en"
    said, plain = numbers_said(quote), numbers_said(quote, plainly=True)
    if not in_english and not any(sign.isdigit() for sign in quote):  # words of another language
        return
    for number in sorted(number for number in wanted if number is not None and number not in said):
        hint = f"it says {' and '.join(f'{n:,}' for n in sorted(plain))}" if plain else "it says no number"
        message = f"the number {number:,} does not stand in the quotation"
        yield problem(CLAIM_NUMBER, where("value"), message, f"{hint}; state what it says, in words if need be")


def _date_problems(
    claim: ClaimFields, fields: Incident | Actor, source: Page | None, where: Callable[[str], Position]
) -> Iterator[Problem]:
    """Find what was said after its article appeared, or of an incident before it happened."""
    if source is None or not isinstance(source.fields, Source):
        return
    published, said = source.fields.published, claim.said
    if said and _after(said, published):
        message = f"said {in_words(said)}, but the article appeared {in_words(published)}"
        yield problem(CLAIM_LATE, where("said"), message, "an article has only what was said by then")
        return
    spoken, field = (said, "said") if said else (published, "source")
    if isinstance(fields, Incident) and claim.about not in _AHEAD and _after(fields.date, spoken):
        verb = "said" if said else "the article appeared"
        message = f"{verb} {in_words(spoken)}, before the incident ({in_words(fields.date)})"
        yield problem(CLAIM_EARLY, where(field), message, "only a `warning` can come before what it is about")


def _after(one: EdtfDate, other: EdtfDate) -> bool:
    """Tell whether ``one`` is certainly after ``other``; of what is about or uncertain nobody can tell."""
    if one.is_qualified or other.is_qualified:
        return False
    return one.earliest is not None and other.latest is not None and one.earliest > other.latest


def claim_cited(claims: Collection[str], wanted: str) -> str:
    """Return the cure for ``[@c9]`` on a page with these claims, none of which is c9."""
    if wanted.lower() in claims:
        return f'did you mean "{wanted.lower()}"?'
    return f"its claims are {some(claims)}" if claims else "it has no claims"
