"""What a site has besides the pages of the wiki: by which template each is drawn and from which views, or by which function it is made.

Each part is made from one look at the wiki, so that a part can be made alone when one of its addresses is asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import eq

from builder import urls, words
from builder.bibdata import bib_file
from builder.cardviews import card_view
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
from builder.hosting import hosting_files
from builder.ids import Kind
from builder.listviews import home_view, list_views
from builder.mapviews import map_files
from builder.matrixviews import who_view
from builder.model import Artifact, Templates, Wiki
from builder.pictures import PictureError, png
from builder.problems import Position, Problem, problem
from builder.rules import TEMPLATE
from builder.searchviews import search_view
from builder.timelineviews import timeline_views

FOLDER = "templates"
_REDIRECT = "pages/redirect.html"
_UNLISTED = (_REDIRECT, "pages/404.html", "lists/search.html")
TOUCH_ICON_SIZE = 180


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


def address_of(made: Sheet | Artifact) -> str:
    """Return where something stands, drawn or not."""
    return made.here if isinstance(made, Sheet) else made.path


def findable(made: Sheet | Artifact | Problem) -> list[str]:
    """Return the address of a page that is to be found; none for what leads on, or helps to find others."""
    if not isinstance(made, Sheet) or made.template in _UNLISTED or not made.here.endswith(".html"):
        return []
    return [made.here]


def sheet_parts(wiki: Wiki, templates: Templates, base_url: str, *, has_index: bool) -> tuple[Part, ...]:
    """Return what templates draw besides the pages of the wiki: home page, lists and overviews, redirects, and what programs ask for."""
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
        Part(
            partial(eq, urls.DATA_PAGE), lambda: [Sheet(urls.DATA_PAGE, "lists/data.html", {"data": data_view(wiki, base_url)})]
        ),
        Part(partial(eq, urls.SEARCH), lambda: [Sheet(urls.SEARCH, "lists/search.html", search)]),
        Part(partial(eq, urls.NOT_FOUND), lambda: [Sheet(urls.NOT_FOUND, "pages/404.html", {})]),
        Part(wiki.redirects.__contains__, partial(_redirects, wiki)),
        *(
            Part(partial(eq, there), partial(sheet, wiki, base_url))
            for there, sheet in ((urls.CARD, _card_sheet), (urls.ROBOTS, _robots))
            if base_url and there not in templates.assets
        ),
    )


def file_parts(wiki: Wiki, templates: Templates, base_url: str) -> tuple[Part, ...]:
    """Return what needs no template: data, what hosts and feed readers ask for, and assets."""
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
        Part(partial(eq, urls.TOUCH_ICON), partial(_touch_icon, templates)),
        Part(templates.assets.__contains__, lambda: (Artifact(path, file) for path, file in templates.assets.items())),
    )


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


def _touch_icon(templates: Templates) -> Iterator[Artifact | Problem]:
    if urls.TOUCH_ICON not in templates.assets and urls.ICON in templates.assets:
        drawing = templates.assets[urls.ICON].decode(errors="replace")
        yield picture(urls.TOUCH_ICON, f"{FOLDER}/{urls.ICON}", lambda: png(drawing, TOUCH_ICON_SIZE, TOUCH_ICON_SIZE))


def picture(here: str, path: str, draw: Callable[[], bytes]) -> Artifact | Problem:
    """Return the picture at an address that is drawn from the file at ``path``, or what is wrong with that."""
    try:
        return Artifact(here, draw())
    except PictureError as error:
        return problem(TEMPLATE, Position(path), f"the picture can't be drawn: {error}", "it has to be SVG")
