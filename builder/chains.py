"""Pages that lie inside, are part of, or derive from others: rings, and chains too long to be drawn."""

from collections.abc import Iterator, Mapping
from typing import Final

from builder.ids import PageId
from builder.model import Page
from builder.outgoing import UPWARD, Outgoing
from builder.problems import Problem, problem
from builder.rules import LOOP

# So many levels of containment can be drawn as lists in lists.
MAX_INSIDE: Final = 50

Upward = Mapping[PageId, list[PageId]]


def upward(outgoing: Mapping[PageId, Outgoing]) -> dict[str, Upward]:
    """Return, by relation, the pages above each page that has some, in the order of ``outgoing``."""
    found: dict[str, dict[PageId, list[PageId]]] = {relation: {} for relation in UPWARD}
    for page, out in outgoing.items():
        for target, relation in out.above:
            found[relation].setdefault(page, []).append(target)
    return dict(found)


def held(up: Upward) -> dict[PageId, list[PageId]]:
    """Return the pages below each page that has some, in the order of ``up``."""
    found: dict[PageId, list[PageId]] = {}
    for page, above in up.items():
        for target in above:
            found.setdefault(target, []).append(page)
    return found


def chain_problems(pages: Mapping[PageId, Page], ups: Mapping[str, Upward]) -> list[Problem]:
    """Find each ring, told once, and the places that are the first of their chain to lie too deep."""
    found = []
    for relation, up in ups.items():
        field = relation.replace("-", "_")
        rings = list(_rings(up))
        for ring in rings:
            message = f"`{field}` goes in a ring: {' → '.join(ring)}"
            found.append(problem(LOOP, pages[ring[0]].position(field), message, "break it at one of them"))
        if relation == "inside" and not rings:
            for page in (page for page, depth in _depths(up).items() if depth == MAX_INSIDE + 1):
                message = f"the place lies inside more than {MAX_INSIDE} others"
                found.append(problem(LOOP, pages[page].position(field), message, "leave some of them out"))
    return found


def _rings(up: Upward) -> Iterator[list[PageId]]:
    """Yield the rings of a graph, each from the page where it closes back to that page: a search in depth."""
    entered: set[PageId] = set()
    for start in up:
        if start in entered:
            continue
        entered.add(start)
        path, ways = {start: None}, [iter(up[start])]
        while ways:
            target = next(ways[-1], None)
            if target is None:
                ways.pop()
                path.popitem()
            elif target in path:
                walked = list(path)
                yield [*walked[walked.index(target) :], target]
            elif target not in entered:
                entered.add(target)
                path[target] = None
                ways.append(iter(up.get(target, ())))


def _depths(up: Upward) -> dict[PageId, int]:
    """Return how many others each page lies inside, for a graph without rings in which each has one above it at most."""
    depths: dict[PageId, int] = {}
    for page in up:
        chain = [page]
        while chain[-1] not in depths and up.get(chain[-1]):
            chain.append(up[chain[-1]][0])
        depth = depths.setdefault(chain.pop(), 0)
        for below in reversed(chain):
            depth += 1
            depths[below] = depth
    return depths
