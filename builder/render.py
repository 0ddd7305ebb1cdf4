"""The fourth stage: ``Wiki`` to ``Artifact``s, pure and in memory. The only user of Jinja."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from operator import eq

import jinja2

from builder import urls, words
from builder.bibdata import bib_file
from builder.cardviews import HEIGHT, WIDTH, CardLink, card_link, card_view
from builder.catalogue import schema_files
from builder.claimdata import check_file, claim_files
from builder.contestedviews import contested_views
from builder.correctiondata import correction_file
from builder.correctionviews import corrections_views
from builder.csldata import csl_file
from builder.data import page_files
from builder.dataviews import data_view
from builder.facts import link_to
from builder.feed import feed
from builder.finder import finder
from builder.ftmdata import ftm_file
from builder.geodata import geo_file
from builder.headviews import head_view
from builder.hosting import hosting_files
from builder.ids import Kind, PageId
from builder.listviews import home_view, list_views
from builder.mapviews import map_files
from builder.matrixviews import who_view
from builder.model import Artifact, Templates, Wiki
from builder.pictures import PictureError, png
from builder.problems import Position, Problem, problem
from builder.rules import TEMPLATE
from builder.searchviews import search_view
from builder.sitemap import site_map
from builder.timelineviews import timeline_views
from builder.topics import topic_of
from builder.views import page_view, site_view
from builder.workers import shared

FOLDER = "templates"
HOME_NOTE = PageId("index")
_REDIRECT = "pages/redirect.html"
_UNLISTED = (_REDIRECT, "pages/404.html", "lists/search.html")
# What is drawn as a picture, and its size in pixels.
PICTURES = {urls.CARD: (WIDTH, HEIGHT), urls.TOUCH_ICON: (180, 180)}


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is still to be drawn: at which address, by which template, from which views."""

    here: str
    template: str
    views: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """Files of a site that are made from one look at the wiki: which addresses can be among them, and how they are made."""

    owns: Callable[[str], bool]
    make: Callable[[], Iterable[Sheet | Artifact | Problem]]


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
        is_picture = made.here in PICTURES
        return self._picture(made.here, text, f"{FOLDER}/{made.template}") if is_picture else Artifact(made.here, text.encode())

    def _picture(self, here: str, drawing: str, path: str) -> Artifact | Problem:
        """Draw as a picture what the file at ``path`` holds, or what its template gave."""
        width, height = PICTURES[here]
        try:
            return Artifact(here, png(drawing, width, height))
        except PictureError as error:
            return problem(TEMPLATE, Position(path), f"the picture can't be drawn: {error}", "write SVG")

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
                listed += _listed(made)
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
            listed = (here for part in self._sheets for made in part.make() for here in _listed(made))
            return next((file for file in self._site_map(listed) if file.path == address), None)
        owned = (made for part in (*self._sheets, *self._files) if part.owns(address) for made in part.make())
        found = next((made for made in owned if isinstance(made, Problem) or _address(made) == address), None)
        return None if found is None else self._draw(found)

    def _site_map(self, fixed: Iterable[str]) -> list[Artifact]:
        wiki, _, base_url, _ = self._given
        return site_map(wiki, fixed, base_url)

    @cached_property
    def _sheets(self) -> tuple[Part, ...]:
        wiki, templates, base_url, has_index = self._given
        search, who = {"search": search_view(has_index=has_index)}, urls.WHO
        return (
            Part(partial(eq, urls.HOME), lambda: [Sheet(urls.HOME, "pages/home.html", {"home": home_view(wiki)})]),
            *(
                Part(
                    partial(urls.is_of_list, urls.LISTS[kind]),
                    partial(_kept, wiki, urls.LISTS[kind], words.KINDS[kind], partial(_lists, wiki, kind)),
                )
                for kind in urls.LISTS
            ),
            Part(
                partial(urls.is_of_list, urls.CONTESTED),
                partial(_kept, wiki, urls.CONTESTED, "Contested", partial(_contested, wiki)),
            ),
            Part(
                partial(urls.is_of_list, urls.CORRECTIONS),
                partial(_kept, wiki, urls.CORRECTIONS, "Corrections", partial(_corrections, wiki)),
            ),
            Part(urls.is_of_timeline, partial(_kept, wiki, urls.TIMELINE, "Timeline", partial(_timeline, wiki))),
            Part((urls.MAP, urls.MAP_DATA).__contains__, partial(_map, wiki)),
            Part(partial(eq, who), lambda: [Sheet(who, "lists/who.html", {"who": who_view(wiki)})]),
            Part(partial(eq, urls.DATA_PAGE), lambda: [Sheet(urls.DATA_PAGE, "lists/data.html", {"data": data_view(wiki, base_url)})]),
            Part(partial(eq, urls.SEARCH), lambda: [Sheet(urls.SEARCH, "lists/search.html", search)]),
            Part(partial(eq, urls.NOT_FOUND), lambda: [Sheet(urls.NOT_FOUND, "pages/404.html", {})]),
            Part(wiki.redirects.__contains__, partial(_redirects, wiki)),
            *(
                Part(partial(eq, there), partial(sheet, wiki, base_url))
                for there, sheet in ((urls.CARD, _card_sheet), (urls.ROBOTS, _robots))
                if base_url and there not in templates.assets
            ),
        )

    def _touch_icon(self) -> Iterator[Artifact | Problem]:
        _, templates, _, _ = self._given
        if urls.TOUCH_ICON not in templates.assets and urls.ICON in templates.assets:
            drawing = templates.assets[urls.ICON].decode(errors="replace")
            yield self._picture(urls.TOUCH_ICON, drawing, f"{FOLDER}/{urls.ICON}")

    @cached_property
    def _files(self) -> tuple[Part, ...]:
        wiki, templates, base_url, _ = self._given
        return (
            Part(partial(eq, urls.FINDER), lambda: [finder(wiki)]),
            *(
                Part((urls.DATA[kind], urls.TABLES[kind]).__contains__, partial(page_files, wiki, kind, base_url))
                for kind in urls.DATA
            ),
            Part((urls.CLAIMS, urls.CLAIMS_CSV).__contains__, lambda: claim_files(wiki, base_url)),
            Part(partial(eq, urls.CHECKS), lambda: [check_file(wiki)]),
            Part(partial(eq, urls.CORRECTIONS_DATA), lambda: [correction_file(wiki, base_url)]),
            Part(partial(eq, urls.GEOJSON), lambda: [geo_file(wiki, base_url)]),
            Part(partial(eq, urls.ENTITIES), lambda: [ftm_file(wiki, base_url)]),
            Part(partial(eq, urls.CSL), lambda: [csl_file(wiki, base_url)]),
            Part(partial(eq, urls.BIBTEX), lambda: [bib_file(wiki)]),
            Part(partial(eq, urls.FEED), lambda: feed(wiki, base_url)),
            Part(urls.is_schema, lambda: schema_files(base_url)),
            Part((urls.DOMAIN, urls.NO_JEKYLL).__contains__, lambda: hosting_files(base_url)),
            Part(partial(eq, urls.TOUCH_ICON), self._touch_icon),
            Part(templates.assets.__contains__, lambda: (Artifact(path, file) for path, file in templates.assets.items())),
        )


def _address(made: Sheet | Artifact) -> str:
    return made.here if isinstance(made, Sheet) else made.path


def _drawing(wiki: Wiki, templates: Templates, base_url: str, has_index: bool) -> Drawing:
    return Drawing(wiki, templates, base_url, has_index=has_index)


def _listed(made: Sheet | Artifact | Problem) -> list[str]:
    """Return the address of a page that is to be found; none for what leads on, or helps to find others."""
    if not isinstance(made, Sheet) or made.template in _UNLISTED or not made.here.endswith(".html"):
        return []
    return [made.here]


def _kept(wiki: Wiki, whole: str, title: str, make: Callable[[], Iterable[Sheet]]) -> Iterator[Sheet]:
    """Yield the parts of a list or of the timeline; where there was one that is no longer needed, what leads to the ``whole``."""
    drawn = set()
    for sheet in make():
        drawn.add(sheet.here)
        yield sheet
    for old in wiki.ledger:
        if old not in drawn and urls.whole_of(old) == whole:
            yield Sheet(old, _REDIRECT, {"title": title, "url": urls.relative(old, whole)})


def _lists(wiki: Wiki, kind: Kind) -> Iterator[Sheet]:
    return (Sheet(view.here, f"lists/{urls.FOLDERS[kind]}.html", {"list": view}) for view in list_views(wiki, kind))


def _contested(wiki: Wiki) -> Iterator[Sheet]:
    return (Sheet(view.here, "lists/contested.html", {"contested": view}) for view in contested_views(wiki))


def _corrections(wiki: Wiki) -> Iterator[Sheet]:
    return (Sheet(view.here, "lists/corrections.html", {"corrections": view}) for view in corrections_views(wiki))


def _timeline(wiki: Wiki) -> Iterator[Sheet]:
    return (Sheet(here, "lists/timeline.html", {"timeline": view}) for here, view in timeline_views(wiki))


def _map(wiki: Wiki) -> Iterator[Sheet | Artifact]:
    chart, files = map_files(wiki)
    yield Sheet(urls.MAP, "lists/map.html", {"map": chart})
    yield from files


def _redirects(wiki: Wiki) -> Iterator[Sheet]:
    for old, page in wiki.redirects.items():
        there = link_to(wiki, page, old)
        yield Sheet(old, _REDIRECT, {"title": there.text, "url": there.url})


def _card_sheet(wiki: Wiki, base_url: str) -> Iterator[Sheet]:
    yield Sheet(urls.CARD, "parts/card.svg", {"card": card_view(wiki, base_url)})


def _robots(_: Wiki, base_url: str) -> Iterator[Sheet]:
    yield Sheet(urls.ROBOTS, "pages/robots.txt", {"sitemap": urls.absolute(base_url, urls.SITEMAP)})


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
