"""What each page answers to, and which page a name means."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.ids import PageId, slug_of
from builder.model import Broken, Page
from builder.nearest import Budget, did_you_mean
from builder.passages import normal
from builder.problems import LINK_AMBIGUOUS, LINK_TARGET, NAME_TAKEN, Position, Problem, problem
from builder.schema import Actor, Alias, Place

Index = dict[str, list[PageId]]


def folded(name: str) -> str:
    """Return a name as it is compared where case, quotation marks, dashes and white space don't matter."""
    return normal(name).casefold()


def written_names(page: Page) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield title and aliases of a page, each with the location of its field."""
    if page.fields.title:
        yield page.fields.title, ("title",)
    for number, alias in enumerate(getattr(page.fields, "aliases", ())):
        yield alias.text, ("aliases", number)


def language(page: Page, name: str) -> str:
    """Return the language that an alias of ``page`` written like ``name`` is in, or nothing if it is the wiki's own."""
    aliases: Iterable[Alias] = getattr(page.fields, "aliases", ())
    return next((alias.lang or "" for alias in aliases if alias.text == name), "")


@dataclass(slots=True)
class Names:
    """All names of the wiki, as written and ignoring case; ``keys`` are those that are ids or slugs."""

    exact: Index = field(default_factory=lambda: defaultdict(list))
    loose: Index = field(default_factory=lambda: defaultdict(list))
    keys: set[str] = field(default_factory=set)
    budget: Budget = field(default_factory=Budget)

    def add(self, page: PageId, names: Iterable[str]) -> None:
        """Let ``page`` answer to its id, its slug and ``names``."""
        slug = slug_of(page)
        self.keys |= {page, slug}
        for name in dict.fromkeys((page, slug, *names)):
            for index, key in ((self.exact, name), (self.loose, folded(name))):
                if page not in (known := index[key]):
                    known.append(page)

    def find(self, target: str) -> list[PageId]:
        """Return the pages that ``target`` can mean: by exact id, slug, title or alias, else ignoring case."""
        return self.exact.get(target) or self.loose.get(folded(target)) or []

    def is_key(self, target: str) -> bool:
        """Tell whether ``target`` is an id or slug, which a reader should not have to see."""
        return target in self.keys or target.lower() in self.keys

    def suggest(self, wrong: str, right: Iterable[str]) -> str:
        """Return ``did you mean "…"?``, or nothing once there have been enough of them."""
        return did_you_mean(wrong, right) if self.budget.spend() else ""

    def resolve(self, target: str, position: Position) -> PageId | Problem:
        """Return the one page that ``target``, written at ``position``, means, or what is wrong with it."""
        found = self.find(target)
        if len(found) == 1:
            return found[0]
        if found:
            ids = sorted(found)
            hint = f"write {' or '.join(f'[[{page}|{target}]]' for page in ids)}"
            message = f'"{target}" is a name of {len(ids)} pages: {" and ".join(ids)}'
            return problem(LINK_AMBIGUOUS, position, message, hint)
        hint = self.suggest(target, self.exact)
        return problem(LINK_TARGET, position, f'no page is called "{target}"', hint)


def index(pages: Iterable[Page], broken: Iterable[Broken], budget: Budget) -> Names:
    """Return the names of all pages, of those with errors too; suggestions draw on ``budget``."""
    names = Names(budget=budget)
    for page in pages:
        names.add(page.id, (name for name, _ in written_names(page)))
    for failed in broken:
        names.add(failed.id, failed.names)
    return names


def shared_names(pages: Iterable[Page]) -> list[Problem]:
    """Return a problem for each title or alias that another page has too, unless the two say ``not_same_as``."""
    holders: dict[str, list[tuple[Page, str, tuple[str | int, ...]]]] = defaultdict(list)
    for page in pages:
        for key, (name, where) in {folded(name): (name, where) for name, where in reversed([*written_names(page)])}.items():
            holders[key].append((page, name, where))
    found = []
    for held in holders.values():
        first, *others = sorted(held, key=lambda holder: holder[0].id)
        for page, name, where in others:
            if not _kept_apart(first[0], page):
                message = f'"{name}" is the name of another page too, {first[0].id} ({first[0].path})'
                may_be_apart = page.kind is first[0].kind and isinstance(page.fields, (Actor, Place))
                cure = ", drop the alias, or set the pages apart with `not_same_as`" if may_be_apart else " or drop the alias"
                hint = f"make one of the two names more precise{cure}"
                found.append(problem(NAME_TAKEN, page.position(*where), message, hint))
    return found


def _kept_apart(one: Page, other: Page) -> bool:
    def names(page: Page, another: Page) -> bool:
        fields = page.fields
        return isinstance(fields, (Actor, Place)) and any(
            apart.page in (another.id, another.slug) for apart in fields.not_same_as
        )

    return names(one, other) or names(other, one)
