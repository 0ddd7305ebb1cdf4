"""The fourth stage: ``Wiki`` to ``Artifact``s, pure and in memory. The only user of Jinja."""

import traceback
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import jinja2

from builder import urls
from builder.contestedviews import contested_views
from builder.data import data_files
from builder.facts import link_to
from builder.finder import finder
from builder.ids import PageId
from builder.listviews import home_view, list_views
from builder.mapviews import map_files
from builder.matrixviews import who_view
from builder.model import Artifact, Templates, Wiki
from builder.problems import TEMPLATE, Position, Problem, problem
from builder.searchviews import search_view
from builder.timelineviews import timeline_views
from builder.views import page_view, site_view
from builder.workers import shared

FOLDER = "templates"
HOME_NOTE = PageId("index")


def render(
    wiki: Wiki, templates: Templates, base_url: str = "", jobs: int = 1, *, has_index: bool = True
) -> tuple[list[Artifact], list[Problem]]:
    """Draw the whole site, in up to ``jobs`` processes. ``base_url`` is the only origin of absolute addresses.

    ``has_index`` tells whether the full-text index of its search will be there, too. Problems name templates; with one, no artifact counts.
    """
    painter = _Painter(wiki, templates, base_url)
    pages = [page for page in wiki.entries if page != HOME_NOTE]
    drawn = [*painter.fixed(has_index=has_index), *shared(painter.page, pages, jobs)]
    problems = {found for found in drawn if isinstance(found, Problem)}
    artifacts = [artifact for artifact in drawn if isinstance(artifact, Artifact)]
    artifacts += (Artifact(path, content) for path, content in templates.assets.items())
    artifacts += (*data_files(wiki, base_url), finder(wiki))
    return sorted(artifacts, key=lambda artifact: artifact.path), sorted(problems)


class _Painter:
    """Draws the pages of one wiki. Another process makes its own environment from the same texts."""

    def __init__(self, wiki: Wiki, templates: Templates, base_url: str) -> None:
        self._given = wiki, templates, base_url

    def __reduce__(self) -> tuple[type, tuple[Wiki, Templates, str]]:
        return _Painter, self._given

    @cached_property
    def _environment(self) -> jinja2.Environment:
        _, templates, _ = self._given

        def template(name: str) -> tuple[str, str, None] | None:
            # With a file name, Jinja's errors say where in the template they arose.
            text = templates.texts.get(name)
            return None if text is None else (text, f"{FOLDER}/{name}", None)

        return jinja2.Environment(
            loader=jinja2.FunctionLoader(template), autoescape=True, undefined=jinja2.StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False, cache_size=-1,
        )  # fmt: skip

    def _draw(self, here: str, template: str, **views: Any) -> Artifact | Problem:
        wiki, _, base_url = self._given
        try:
            text = self._environment.get_template(template).render(site=site_view(wiki, here, base_url), **views)
        except Exception as error:  # noqa: BLE001 - a template can raise whatever an expression can
            return _template_problem(error)
        return Artifact(here, text.encode())

    def page(self, page: PageId) -> Artifact | Problem:
        """Draw one page of the wiki."""
        wiki, _, base_url = self._given
        entry, here = wiki.entries[page], urls.address(page)
        return self._draw(here, f"pages/{entry.page.kind}.html", page=page_view(wiki, entry, here, base_url))

    def fixed(self, *, has_index: bool) -> Iterator[Artifact | Problem]:
        """Draw what every site has besides its pages, and the redirects."""
        wiki, _, _ = self._given
        yield self._draw(urls.HOME, "pages/home.html", home=home_view(wiki))
        for kind in urls.LISTS:
            for view in list_views(wiki, kind):
                yield self._draw(view.here, f"lists/{urls.FOLDERS[kind]}.html", list=view)
        for contested in contested_views(wiki):
            yield self._draw(contested.here, "lists/contested.html", contested=contested)
        for here, timeline in timeline_views(wiki):
            yield self._draw(here, "lists/timeline.html", timeline=timeline)
        chart, files = map_files(wiki)
        yield self._draw(urls.MAP, "lists/map.html", map=chart)
        yield from files
        yield self._draw(urls.WHO, "lists/who.html", who=who_view(wiki))
        yield self._draw(urls.SEARCH, "lists/search.html", search=search_view(has_index=has_index))
        yield self._draw(urls.NOT_FOUND, "pages/404.html")
        for old, page in wiki.redirects.items():
            there = link_to(wiki, page, old)
            yield self._draw(old, "pages/redirect.html", title=there.text, url=there.url)


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
