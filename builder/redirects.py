"""Addresses that pages claim: their own, and those that they had before and that lead to them now."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from builder import urls
from builder.ids import PageId
from builder.model import Broken, Page
from builder.problems import Position, Problem, Rule, problem
from builder.rules import ADDRESS_TAKEN, FIELD_VALUE


@dataclass(frozen=True, slots=True)
class Claimed:
    """Old addresses that lead to a page; and addresses, old ones and their own, of drafts that will not be published."""

    redirects: dict[str, PageId]
    hidden: dict[str, PageId]


def claimed(pages: Iterable[Page], broken: Iterable[Broken], drafts: Collection[PageId]) -> tuple[Claimed, list[Problem]]:
    """Return the addresses that pages claim for the ids that they had before, and what is wrong with any address.

    A redirect leads to a page and never to another redirect, so there are no loops.
    """
    pages = tuple(pages)
    ids = [*(page.id for page in pages), *(page.id for page in broken)]
    taken: dict[str, PageId] = {urls.address(page): page for page in ids}
    found: dict[str, PageId] = {}
    problems = [
        problem(ADDRESS_TAKEN, Position(page.path), f"{urls.address(page.id)} is the site's own", "rename the file")
        for page in pages
        if urls.is_own(page.id)
    ]
    for page in pages:
        for number, (text, old) in enumerate(left(page)):
            if wrong := _unfit(page, old, text, taken, drafts):
                rule, message, hint = wrong
                problems.append(problem(rule, page.position("redirect_from", number), message, hint))
            else:
                taken[urls.address(old)] = found[urls.address(old)] = page.id
    redirects = {old: page for old, page in found.items() if page not in drafts}
    hidden = {urls.address(page): page for page in drafts} | {old: page for old, page in found.items() if page in drafts}
    return Claimed(redirects, hidden), problems


def left(page: Page) -> Iterator[tuple[str, PageId]]:
    """Return the ids that a page had before, as written and whole."""
    return ((text, urls.page_named(page.kind, text)) for text in page.fields.redirect_from)


def _unfit(
    page: Page, old: PageId, text: str, taken: dict[str, PageId], drafts: Collection[PageId]
) -> tuple[Rule, str, str] | None:
    """Return why nothing can lead from ``old``, written as ``text``, to ``page``."""
    address = urls.address(old)
    if not urls.is_page_id(old):
        like = (
            f'did you mean "{text.lower()}"?' if urls.is_page_id(PageId(old.lower())) else "write it like incidents/2024-09-10-x"
        )
        return FIELD_VALUE, f'"{text}" was never the id of a page', like
    if old == page.id:
        return (
            ADDRESS_TAKEN,
            f"{address} is the page's own address",
            "take it out; only what the page was called before stands here",
        )
    if taken.get(address) == page.id:
        return ADDRESS_TAKEN, f"{old} stands here twice", "keep one of the two"
    cure = "an address leads to one page only"
    if urls.is_own(old) or address == urls.HOME:
        return ADDRESS_TAKEN, f"{address} is the address of the site itself", cure
    if owner := taken.get(address):
        draft = ", a draft" if owner in drafts else ""
        is_old = urls.address(owner) != address
        return ADDRESS_TAKEN, f"{address} {'leads to' if is_old else 'is the address of'} {owner}{draft}", cure
    return None
