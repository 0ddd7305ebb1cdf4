"""The fourth stage: ``Wiki`` to ``Artifact``s, pure and in memory. The only user of Jinja."""

import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice

import jinja2

from builder import urls
from builder.cardviews import HEIGHT, WIDTH, CardLink, card_link
from builder.headviews import head_view
from builder.ids import PageId
from builder.model import Artifact, Templates, Wiki
from builder.pictures import filling
from builder.problems import Position, Problem, problem
from builder.rules import TEMPLATE
from builder.sheets import FOLDER, Part, Sheet, address_of, file_parts, findable, picture, sheet_parts
from builder.sitemap import site_map
from builder.topics import topic_of
from builder.views import page_view, site_view
from builder.workers import shared

HOME_NOTE = PageId("index")


def render(
    wiki: Wiki, templates: Templates, base_url: str = "", jobs: int = 1, *, has_index: bool = True
) -> tuple[list[Artifact], list[Problem]]:
    """Draw the whole site, in up to ``jobs`` processes. ``base_url`` is the only origin of absolute addresses.

    ``has_index`` tells whether the full-text index of its search will be there, too. Problems name templates; with one, no artifact counts.
    """
    drawing = Drawing(wiki, templates, base_url, has_index=has_index)
    pages = [page for page in wiki.entries if page != HOME_NOTE]
    drawn = [*drawing.fixed(), *shared(drawing.page, pages, jobs)]
    problems = {found for found in drawn if isinstance(found, Problem)}
    artifacts = [artifact for artifact in drawn if isinstance(artifact, Artifact)]
    return sorted(artifacts, key=lambda artifact: artifact.path), sorted(problems)


class Drawing:
    """A site that can be drawn as a whole or address by address. Another process makes its own environment from the same texts."""

    def __init__(self, wiki: Wiki, templates: Templates, base_url: str = "", *, has_index: bool = True) -> None:
        self._given = wiki, templates, base_url, has_index

    def __reduce__(self) -> tuple[Callable[..., "Drawing"], tuple[Wiki, Templates, str, bool]]:
        return _drawing, self._given

    @cached_property
    def _environment(self) -> jinja2.Environment:
        _, templates, _, _ = self._given

        def template(name: str) -> tuple[str, str, None] | None:
            # With a file name, Jinja's errors say where in the template they arose.
            text = templates.texts.get(name)
            return None if text is None else (text, f"{FOLDER}/{name}", None)

        return jinja2.Environment(
            loader=jinja2.FunctionLoader(template), autoescape=True, undefined=jinja2.StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False, cache_size=-1,
        )  # fmt: skip

    def of(self, wiki: Wiki, base_url: str) -> "Drawing":
        """Return the drawing of another wiki by the same templates, which are not read again."""
        _, templates, _, has_index = self._given
        other = Drawing(wiki, templates, base_url, has_index=has_index)
        other._environment = self._environment
        return other

    def _draw(self, made: Sheet | Artifact | Problem) -> Artifact | Problem:
        if not isinstance(made, Sheet):
            return made
        wiki, _, base_url, _ = self._given
        topic = topic_of(wiki, made.here, made.views, base_url)
        frame = {"site": site_view(wiki, made.here, base_url), "head": head_view(wiki, made.here, base_url, topic, self._card)}
        try:
            text = self._environment.get_template(made.template).render(frame, **made.views)
        except Exception as error:  # noqa: BLE001 - a template can raise whatever an expression can
            return _template_problem(error)
        if made.here == urls.CARD:
            return picture(made.here, f"{FOLDER}/{made.template}", lambda: filling(text, WIDTH, HEIGHT))
        return Artifact(made.here, text.encode())

    @cached_property
    def _card(self) -> CardLink | None:
        """Where the wiki's card is, if its full address is known: one of its own, or the one that is drawn."""
        wiki, templates, base_url, _ = self._given
        own = templates.assets.get(urls.CARD)
        return card_link(wiki, base_url, own) if base_url else None

    def page(self, page: PageId) -> Artifact | Problem:
        """Draw one page of the wiki."""
        wiki, _, base_url, _ = self._given
        entry, here = wiki.entries[page], urls.address(page)
        return self._draw(Sheet(here, f"pages/{entry.page.kind}.html", {"page": page_view(wiki, entry, here, base_url)}))

    def fixed(self) -> Iterator[Artifact | Problem]:
        """Draw what every site has besides its pages: lists and overviews, redirects, data and assets."""
        listed: list[str] = []
        for part in (*self._sheets, *self._files):
            for made in part.make():
                listed += findable(made)
                yield self._draw(made)
        yield from self._site_map(listed)

    def samples(self) -> Iterator[Artifact | Problem]:
        """Draw something by each template."""
        wiki, _, _, _ = self._given
        yield from (self._draw(made) for part in self._sheets for made in islice(part.make(), 1))
        yield from map(self.page, {entry.page.kind: page for page, entry in wiki.entries.items() if page != HOME_NOTE}.values())

    def at(self, address: str) -> Artifact | Problem | None:
        """Draw what stands at an address; None where nothing does."""
        wiki, _, _, _ = self._given
        page = urls.page_at(address)
        if page in wiki.entries and page != HOME_NOTE and urls.address(page) == address:
            return self.page(page)
        if urls.is_site_map(address):
            listed = (here for part in self._sheets for made in part.make() for here in findable(made))
            return next((file for file in self._site_map(listed) if file.path == address), None)
        owned = (made for part in (*self._sheets, *self._files) if part.owns(address) for made in part.make())
        found = next((made for made in owned if isinstance(made, Problem) or address_of(made) == address), None)
        return None if found is None else self._draw(found)

    @cached_property
    def _sheets(self) -> tuple[Part, ...]:
        wiki, templates, base_url, has_index = self._given
        return sheet_parts(wiki, templates, base_url, has_index=has_index)

    @cached_property
    def _files(self) -> tuple[Part, ...]:
        wiki, templates, base_url, _ = self._given
        return file_parts(wiki, templates, base_url)

    def _site_map(self, fixed: Iterable[str]) -> list[Artifact]:
        wiki, _, base_url, _ = self._given
        return site_map(wiki, fixed, base_url)


def _drawing(wiki: Wiki, templates: Templates, base_url: str, has_index: bool) -> Drawing:
    return Drawing(wiki, templates, base_url, has_index=has_index)


def _template_problem(error: Exception) -> Problem:
    """Name the template and line that an error comes from; an error that comes from no template is raised again."""
    if isinstance(error, jinja2.TemplateNotFound):
        return problem(TEMPLATE, Position(f"{FOLDER}/{error.name}"), "the template is missing", "restore it")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(f"{FOLDER}/")]
    if isinstance(error, jinja2.TemplateSyntaxError):
        position = Position(f"{FOLDER}/{error.name}", error.lineno)
    else:
        if not frames:
            raise error
        position = Position(frames[-1].filename, frames[-1].lineno or 1)
    said = str(error) or type(error).__name__
    return problem(TEMPLATE, position, f"the template can't be drawn: {said}", "ARCHITECTURE.md says what it may use")
