"""What the stages hand on: each stage makes the next type, and none is changed once made.

``Loaded`` → ``Checked`` → ``Wiki`` → ``Artifact``s.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.articles import Article
from builder.dates import in_words
from builder.findings import Attribution, Claim, Compared, Quotation, Spelling, Step, Unanswered
from builder.frontmatter import Location, Value, locate
from builder.history import History
from builder.ids import Kind, PageId, Refs, slug_of
from builder.markup import Body
from builder.passages import Passages, Span
from builder.problems import Position
from builder.schema import Actor, AnyFields, Source
from builder.sitefields import Site


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as read: fields of text, lists and mappings, and the header they were read from, for positions."""

    id: PageId
    kind: Kind
    path: str
    fields: Mapping[str, Value]
    header: str
    header_line: int
    body: str
    body_line: int


@dataclass(frozen=True, slots=True)
class Archive:
    """An archived text and the SHA-256 of its bytes."""

    path: str
    text: Passages
    sha256: str


@dataclass(frozen=True, slots=True)
class Templates:
    """The look of the site: texts of the templates by name, and the assets by address."""

    texts: Mapping[str, str]
    assets: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Loaded:
    """All input, read once. An archive is None where its file can't be read.

    ``ledger`` holds every address that was ever published, with its line in the ledger.
    """

    site: RawPage | None
    pages: tuple[RawPage, ...]
    broken: tuple["Broken", ...]
    archives: Mapping[str, Archive | None]
    templates: Templates
    history: History
    ledger: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is valid on its own. ``fields`` is an Incident, Actor, Place, Source or Note."""

    id: PageId
    kind: Kind
    path: str
    fields: AnyFields
    header: str
    header_line: int
    body: Body

    @property
    def slug(self) -> str:
        """The last part of the id."""
        return slug_of(self.id)

    @property
    def title(self) -> str:
        """The page's name; a source without a headline has none, and is called by what is known of it."""
        if isinstance(self.fields, Source) and self.fields.title is None:
            return f"Article without a headline, {in_words(self.fields.published)}"
        return self.fields.title or self.slug

    @property
    def is_vague(self) -> bool:
        """Whether it is an actor that is but a label for no particular group."""
        return isinstance(self.fields, Actor) and self.fields.vague is not None

    def position(self, *location: str | int) -> Position:
        """Return where the field at ``location`` stands in the file."""
        return position(self, location)


def position(page: RawPage | Page, location: Location) -> Position:
    """Return where the field at ``location`` of ``page`` stands in the file."""
    return Position(page.path, *locate(page.header, page.header_line, location))


@dataclass(frozen=True, slots=True)
class Broken:
    """A page whose fields or body are wrong: links to its names are not wrong for that, and its own are looked at."""

    id: PageId
    names: tuple[str, ...] = ()
    path: str = ""
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """All pages, each valid on its own, in the order of their ids."""

    site: Site
    pages: tuple[Page, ...]
    broken: tuple[Broken, ...]
    history: History
    ledger: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A wikilink or file link resolved: to which page, to which heading's id, and what it shows.

    ``lang`` is the language (BCP 47) of what it shows where that is a name in another one, or empty.
    """

    target: PageId
    fragment: str
    label: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a page's numbered references: a source, with the words quoted from it if any, and where they stand there."""

    number: int
    source: PageId
    words: str | None
    span: Span | None
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence that a link or citation stands in, in three parts; the middle one is the link itself."""

    before: str
    link: str
    after: str


@dataclass(frozen=True, slots=True)
class Backlink:
    """A page that leads to this one: by which relation (a role, ``cites``, ``mentions``, …) and in which sentences."""

    page: PageId
    relation: str
    contexts: tuple[Context, ...]

    @property
    def is_mention(self) -> bool:
        """Whether only the text of the page leads here, and neither a field nor a claim."""
        return self.relation == "mentions"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in its place in the wiki: with its links by slot, references, backlinks and, if it has a date, neighbours in time.

    ``children`` are the places inside a place, ``parts`` the incidents of a campaign. ``claims`` are its own, ``compared`` by
    point, in ``steps`` as its sources appeared; ``attributions`` are claims of incidents that accuse, clear or condemn an actor,
    or that it makes; ``spellings`` those of the names of an actor, place or free page; ``quotations`` are those from a source,
    ``speakers`` whose statements it carries, ``unanswered`` the names in it that no page answers to.
    """

    page: Page
    links: Mapping[int, Link]
    citations: Mapping[int, Reference]
    references: tuple[Reference, ...]
    refs: Refs
    backlinks: tuple[Backlink, ...]
    children: tuple[PageId, ...]
    parts: tuple[PageId, ...]
    claims: tuple[Claim, ...]
    compared: tuple[Compared, ...]
    steps: tuple[Step, ...]
    attributions: tuple[Attribution, ...]
    quotations: tuple[Quotation, ...]
    speakers: tuple[PageId, ...]
    spellings: tuple[Spelling, ...]
    unanswered: tuple[Unanswered, ...]
    previous: PageId | None
    next: PageId | None


@dataclass(frozen=True, slots=True)
class Wiki:
    """All pages, linked. ``incidents`` are in order of time. ``articles`` are the archived texts by source.

    ``history`` tells when files were changed, where that is known; ``ledger`` is as for ``Loaded``.
    """

    site: Site
    entries: Mapping[PageId, Entry]
    articles: Mapping[PageId, Article]
    incidents: tuple[PageId, ...]
    redirects: Mapping[str, PageId]
    history: History
    ledger: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site, still in memory: its path below the site's folder, and its bytes."""

    path: str
    content: bytes
