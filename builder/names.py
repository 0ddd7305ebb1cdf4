"""What each page answers to, and which page a name means."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from builder.frontmatter import Location
from builder.ids import PageId, slug_of
from builder.model import Broken, Page
from builder.passages import normal
from builder.problems import Problem, problem
from builder.rules import NAME_TAKEN
from builder.schema import Actor, Alias, Place

Index = dict[str, list[PageId]]


def folded(name: str) -> str:
    """Return a name as it is compared where case, quotation marks, dashes and white space don't matter.

    Nor does it matter whether a letter and its accent are one sign or two (Unicode NFC): nobody sees that.
    """
    return normalize("NFC", normal(name).casefold())


def written_names(page: Page) -> Iterator[tuple[str, Location]]:
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
        """Tell whether ``target`` is an id or slug, which a reader should not have to see; a name is none for its small letters."""
        return target in self.keys or (target.lower() in self.keys and target not in self.exact)


Answering = tuple[PageId, tuple[str, ...]]
"""A page, and its title and aliases."""


def answering(page: Page | Broken) -> Answering:
    """Return what a page, valid or not, is called."""
    return page.id, page.names if isinstance(page, Broken) else tuple(name for name, _ in written_names(page))


def index(pages: Iterable[Answering]) -> Names:
    """Return the index of the names of pages."""
    names = Names()
    for page, called in pages:
        names.add(page, called)
    return names


def shared_names(pages: Mapping[PageId, Page], names: Names) -> list[Problem]:
    """Return a problem for each title or alias that another page has too, unless the two say ``not_same_as``."""
    found = []
    for key, answering in names.loose.items():
        # Ids and slugs are among the names: a page may well answer to the slug of another.
        if len(answering) > 1 and (held := [*_holders(key, answering, pages)]):
            first, *others = held
            for page, name, where in others:
                if not _kept_apart(first[0], page):
                    message = f'"{name}" is the name of another page too, {first[0].id} ({first[0].path})'
                    may_be_apart = page.kind is first[0].kind and isinstance(page.fields, (Actor, Place))
                    cure = ", drop the alias, or set the pages apart with `not_same_as`" if may_be_apart else " or drop the alias"
                    hint = f"make one of the two names more precise{cure}"
                    found.append(problem(NAME_TAKEN, page.position(*where), message, hint))
    return found


def _holders(key: str, answering: list[PageId], pages: Mapping[PageId, Page]) -> Iterator[tuple[Page, str, Location]]:
    """Yield the pages that have a name as title or alias, by id, each with the name as it has it and the location of its field."""
    for page in (pages[page] for page in sorted(answering) if page in pages):
        written = next(((name, where) for name, where in written_names(page) if folded(name) == key), None)
        if written:
            yield page, *written


def _kept_apart(one: Page, other: Page) -> bool:
    def names(page: Page, another: Page) -> bool:
        fields = page.fields
        return isinstance(fields, (Actor, Place)) and any(
            apart.page in (another.id, another.slug) for apart in fields.not_same_as
        )

    return names(one, other) or names(other, one)
