"""The ledger: ``addresses.txt``, a line for each address at which the site has ever had something.

It lies beside ``content/`` and is kept with it. A build adds to it what it has published, and nothing is ever taken out by the
program: an address that led somewhere once leads somewhere for ever (W3C, *Cool URIs don't change*).

Assets, the index of the search and what scripts read are no addresses that anybody keeps. The order of lines, blank ones, ones
that stand twice and line ends of any kind don't matter, so that two branches can be merged line by line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder import urls
from builder.ids import PageId, slug_of
from builder.model import Page
from builder.nearest import nearest
from builder.problems import ADDRESS_LIST, ADDRESS_LOST, Position, Problem, problem

FILE: Final = "addresses.txt"
ABOUT: Final = (
    "# Every address that this site has ever had, one a line. `wiki build` adds new ones; a lost one is an error.\n"
    "# Keep this file with the content, and take a line out only if the address never was on the web.\n"
)
_ADDRESS: Final = re.compile(r"(?!\.)[A-Za-z0-9._~-]+(?:/(?!\.)[A-Za-z0-9._~-]+)*")
_CONFLICT: Final = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_NOT_KEPT: Final = (urls.ASSETS, urls.INDEX, urls.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a build wrote down: new addresses, and why it could not, if it could not."""

    new: tuple[str, ...] = ()
    failure: str = ""


NOTHING_RECORDED: Final = Recorded()


def is_kept(address: str) -> bool:
    """Tell whether an address of the site is one that readers and programs may keep."""
    return not address.startswith((*_NOT_KEPT, ".")) and not address.endswith(".js")


def read(text: str) -> tuple[dict[str, int], list[Problem]]:
    """Return the addresses of a ledger with their lines, counted from 1, and what in it is no address."""
    found: dict[str, int] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        if written.startswith(_CONFLICT):
            message, hint = "a merge was left unfinished here", "keep the lines of both sides, and delete this one"
            problems.append(problem(ADDRESS_LIST, Position(FILE, number), message, hint))
        elif not _ADDRESS.fullmatch(written):
            message = f'"{written}" is no address of the site'
            problems.append(problem(ADDRESS_LIST, Position(FILE, number), message, "write it like actors/mayor.html, one a line"))
        else:
            found.setdefault(written, number)
    return found, problems


def added(text: str | None, addresses: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a ledger, None if there is none yet, with ``addresses`` in it, and which of them are new."""
    there, _ = read(text or "")
    new = tuple(sorted({address for address in addresses if is_kept(address)} - there.keys()))
    comments = [f"{line.strip()}\n" for line in (text or "").split("\n") if line.strip().startswith("#")]
    return "".join((*(comments or [ABOUT]), *(f"{address}\n" for address in sorted({*there, *new})))), new


def lost(
    ledger: Mapping[str, int], pages: Iterable[Page], redirects: Iterable[str], drafts: Iterable[PageId]
) -> Iterator[Problem]:
    """Find pages that were published and are neither among ``pages`` nor lead on; what the site itself draws is left to a build."""
    if not ledger:
        return
    shown = {urls.address(page.id): page for page in pages}
    alive = {*shown, *redirects}
    hidden = {urls.address(page) for page in drafts}
    for address, line in ledger.items():
        page = urls.page_at(address)
        if address in alive or not address.endswith(".html") or not urls.is_page_id(page) or urls.is_own(page) or page == "index":
            continue
        if address in hidden:
            cure = f"keep the page, marked, with `status: withdrawn` in {urls.CONTENT}/{page}.md, or publish it"
            yield _lost(address, line, "has only a draft now", cure)
        else:
            others = [other.id for other in shown.values() if urls.kind_of(other.id) is urls.kind_of(page)]
            yield _lost(address, line, "leads nowhere now", _cure(page, others, ledger))


def undrawn(ledger: Mapping[str, int], drawn: Iterable[str]) -> list[Problem]:
    """Find addresses of the ledger at which a site that has been drawn has nothing."""
    gone = sorted(ledger.keys() - set(drawn), key=ledger.__getitem__)
    hint = (
        "CHANGELOG.md of the program says what took its place; if it never was on the web, or nobody misses it, delete this line"
    )
    return [
        problem(ADDRESS_LOST, Position(FILE, ledger[address]), f"{address} was published and is no longer drawn", hint)
        for address in gone
        if is_kept(address)
    ]


def _lost(address: str, line: int, what: str, cure: str) -> Problem:
    message = f"{address} was published and {what}"
    return problem(ADDRESS_LOST, Position(FILE, line), message, f"{cure}; or, if it never was on the web, delete this line")


def _cure(page: PageId, others: list[PageId], ledger: Mapping[str, int]) -> str:
    """Say what may have taken the place of a lost page: best what is new itself."""
    new = [other for other in others if urls.address(other) not in ledger]
    slugs = {slug_of(other): other for other in others}
    like = nearest(slug_of(page), map(slug_of, new)) or nearest(slug_of(page), slugs)
    heir = slugs[like] if like else new[0] if len(new) == 1 else None
    again = f"bring {urls.CONTENT}/{page}.md back with `status: withdrawn`"
    if heir is None:
        return f"{again}, or add `redirect_from: [{page}]` to the page that took its place"
    return f"if {heir} took its place, add `redirect_from: [{page}]` to {urls.CONTENT}/{heir}.md; else {again}"
