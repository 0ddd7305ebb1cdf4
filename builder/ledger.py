"""The ledger: ``addresses.txt``, a line for each address at which the site has ever had something.

It lies beside ``content/`` and is kept with it. A build adds to it what it has published, and nothing is ever taken out by the
program: an address that led somewhere once leads somewhere for ever (W3C, *Cool URIs don't change*).

Assets, the index of the search and what scripts read are no addresses that anybody keeps. The order of lines, blank ones, ones
that stand twice and line ends of any kind don't matter, so that two branches can be merged line by line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder import urls
from builder.ids import Kind, PageId, slug_of
from builder.model import Page
from builder.nearest import Budget, nearest
from builder.problems import Position, Problem, problem
from builder.rules import ADDRESS_LIST, ADDRESS_LOST

FILE: Final = "addresses.txt"
ABOUT: Final = (
    "# Every address that this site has ever had, one a line. `wiki build` adds new ones; a lost one is an error.\n"
    "# Keep this file with the content, and take a line out only if the address never was on the web.\n"
)
_ADDRESS: Final = re.compile(r"(?!\.)[A-Za-z0-9._~-]+(?:/(?!\.)[A-Za-z0-9._~-]+)*")
_MOST_SHOWN: Final = 100
_WITHDRAWN: Final = "`status: withdrawn` and `withdrawn: {date: …, text: …}`"
_CONFLICT: Final = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
# So many lost pages are told what may have taken their place: in a large wiki each costs a look through all of it.
MOST_HEIRS: Final = 30
# Besides what is below: what a site has only where its full address is known.
_NOT_KEPT: Final = (
    urls.ASSETS,
    urls.INDEX,
    urls.NOT_FOUND,
    urls.FEED,
    urls.ROBOTS,
    urls.DOMAIN,
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a build wrote down: new addresses, and why it could not, if it could not."""

    new: tuple[str, ...] = ()
    failure: str = ""


NOTHING_RECORDED: Final = Recorded()


def is_kept(address: str) -> bool:
    """Tell whether an address of the site is one that readers and programs may keep."""
    return not address.startswith((*_NOT_KEPT, ".")) and not address.endswith(".js") and not urls.is_site_map(address)


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
            shown = written if len(written) <= _MOST_SHOWN else f"{written[:_MOST_SHOWN]} …"
            message = f'"{shown}" is no address of the site'
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
    ledger: Mapping[str, int], pages: Iterable[Page], redirects: Iterable[str], hidden: Mapping[str, PageId]
) -> Iterator[Problem]:
    """Find pages that were published and are neither among ``pages`` nor lead on.

    ``hidden`` are the addresses of drafts. What the site itself draws is left to a build.
    """
    if not ledger:
        return
    shown = {urls.address(page.id): page for page in pages}
    alive = {*shown, *redirects}
    heirs = _Heirs(shown, ledger)
    for address, line in ledger.items():
        page = urls.page_at(address)
        if address in alive or not address.endswith(".html") or not urls.is_page_id(page) or urls.is_own(page) or page == "index":
            continue
        if draft := hidden.get(address):
            cure = f"keep the page as a note, with {_WITHDRAWN} in {urls.CONTENT}/{draft}.md, or publish it"
            yield _lost(address, line, "has only a draft now", cure)
        else:
            yield _lost(address, line, "leads nowhere now", _cure(page, heirs.of(page)))


class _Heirs:
    """Finds what may have taken the place of lost pages; a look through the whole wiki is given to the first of them."""

    def __init__(self, shown: Mapping[str, Page], ledger: Mapping[str, int]) -> None:
        self._budget = Budget(MOST_HEIRS)
        self._all: dict[Kind, dict[str, PageId]] = defaultdict(dict)
        self._new: dict[Kind, list[str]] = defaultdict(list)
        for address, page in shown.items():
            self._all[page.kind][page.slug] = page.id
            if address not in ledger:
                self._new[page.kind].append(page.slug)

    def of(self, lost: PageId) -> PageId | None:
        """Return the page that is most likely to have taken the place of a lost one: best what is new itself."""
        if not self._budget.spend():
            return None
        kind = urls.kind_of(lost)
        pages, new = self._all[kind], self._new[kind]
        like = nearest(slug_of(lost), new) or nearest(slug_of(lost), pages)
        return pages[like] if like else pages[new[0]] if len(new) == 1 else None


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


def _cure(page: PageId, heir: PageId | None) -> str:
    again = f"bring {urls.CONTENT}/{page}.md back with {_WITHDRAWN}"
    if heir is None:
        return f"{again}, or add `redirect_from: [{page}]` to the page that took its place"
    return f"if {heir} took its place, add `redirect_from: [{page}]` to {urls.CONTENT}/{heir}.md; else {again}"
