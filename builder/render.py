"""The fourth stage: ``Wiki`` to ``Artifact``s, pure and in memory. The only user of Jinja."""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import jinja2

from builder import urls
from builder.data import data_files
from builder.listviews import home_view, list_view
from builder.model import Artifact, PageId, Templates, Wiki
from builder.problems import TEMPLATE, Position, Problem, problem
from builder.views import page_view, site_view

FOLDER = "templates"
HOME_NOTE = PageId("index")


def render(wiki: Wiki, templates: Templates, base_url: str = "") -> tuple[list[Artifact], list[Problem]]:
    """Draw the whole site. ``base_url`` is the only origin of absolute addresses. Problems name templates."""
    painter = _Painter(wiki, templates, base_url)
    try:
        drawn = list(painter.site())
    except jinja2.TemplateError as error:
        return [], [_template_problem(error)]
    assets = [Artifact(path, content) for path, content in templates.assets.items()]
    return sorted(drawn + assets + data_files(wiki, base_url), key=lambda artifact: artifact.path), []


@dataclass(frozen=True, slots=True)
class _Painter:
    """Draws the pages of one wiki."""

    wiki: Wiki
    templates: Templates
    base_url: str

    def _template(self, name: str) -> tuple[str, str, None] | None:
        # With a file name, Jinja's errors say where in the template they arose.
        text = self.templates.texts.get(name)
        return None if text is None else (text, f"{FOLDER}/{name}", None)

    def site(self) -> Iterable[Artifact]:
        environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._template), autoescape=True, undefined=jinja2.StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False, cache_size=-1,
        )  # fmt: skip

        def draw(here: str, template: str, **views: Any) -> Artifact:
            text = environment.get_template(template).render(site=site_view(self.wiki, here, self.base_url), **views)
            return Artifact(here, text.encode())

        yield draw(urls.HOME, "pages/home.html", home=home_view(self.wiki))
        for kind, here in urls.LISTS.items():
            folder = urls.FOLDERS[kind]
            yield draw(here, f"lists/{folder}.html", list=list_view(self.wiki, kind))
        for entry in self.wiki.entries.values():
            if entry.page.id != HOME_NOTE:
                here = urls.address(entry.page.id)
                yield draw(here, f"pages/{entry.page.kind}.html", page=page_view(self.wiki, entry, here))
        yield draw(urls.NOT_FOUND, "pages/404.html")
        for old, page in self.wiki.redirects.items():
            title = self.wiki.entries[page].page.title
            yield draw(old, "pages/redirect.html", title=title, url=urls.relative(old, urls.address(page)))


def _template_problem(error: jinja2.TemplateError) -> Problem:
    """Name the template and line that an error of Jinja comes from."""
    if isinstance(error, jinja2.TemplateNotFound):
        return problem(TEMPLATE, Position(f"{FOLDER}/{error.name}"), "the template is missing", "restore it")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(f"{FOLDER}/")]
    if isinstance(error, jinja2.TemplateSyntaxError):
        position = Position(f"{FOLDER}/{error.name}", error.lineno)
    else:
        position = Position(frames[-1].filename, frames[-1].lineno or 1) if frames else Position(FOLDER)
    return problem(TEMPLATE, position, f"the template can't be drawn: {error.message}", "ARCHITECTURE.md says what it may use")
