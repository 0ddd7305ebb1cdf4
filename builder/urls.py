"""Addresses: where each page stands on the site, and how one page leads to another. The one owner of both.

An address is a path below the site's folder, such as ``actors/kataib-hezbollah.html``. Links are relative, so that
the same bytes work from a folder, at a domain's root and under a path.
"""

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from builder.ids import Kind, PageId, slug_of

FOLDERS: Final = {Kind.INCIDENT: "incidents", Kind.ACTOR: "actors", Kind.PLACE: "places", Kind.SOURCE: "sources"}
_KINDS: Final = {folder: kind for kind, folder in FOLDERS.items()}
CONTENT: Final = "content"
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG: Final = 120
HOME: Final = "index.html"
NOT_FOUND: Final = "404.html"
LISTS: Final = {kind: f"{folder}/index.html" for kind, folder in FOLDERS.items()}
DATA: Final = {kind: f"data/{folder}.json" for kind, folder in FOLDERS.items()}
CLAIMS: Final = "data/claims.json"
CLAIMS_CSV: Final = "data/claims.csv"
CHECKS: Final = "data/checks.json"
TABLES: Final = {kind: f"data/{folder}.csv" for kind, folder in FOLDERS.items()}
GEOJSON: Final = "data/incidents.geojson"
ENTITIES: Final = "data/entities.ftm.json"
BIBTEX: Final = "data/sources.bib"
CSL: Final = "data/sources.csl.json"
CORRECTIONS_DATA: Final = "data/corrections.json"
SCHEMAS: Final = "data/schemas/"
DATA_PAGE: Final = "data.html"
CORRECTIONS: Final = "corrections.html"
FEED: Final = "feed.xml"
SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
DOMAIN: Final = "CNAME"
NO_JEKYLL: Final = ".nojekyll"
FINDER: Final = "data/finder.js"
CONTESTED: Final = "contested.html"
TIMELINE: Final = "timeline.html"
MAP: Final = "map.html"
MAP_DATA: Final = "data/map.js"
WHO: Final = "who.html"
SEARCH: Final = "search.html"
INDEX: Final = "pagefind/"
INDEX_SCRIPT: Final = f"{INDEX}pagefind.js"
INDEX_PAGES: Final = f"{INDEX}pages.json"
_CLAIM: Final = "claim:"
TRANSLATED: Final = "translated"
CORRECTED: Final = "corrections"
ASSETS: Final = "assets/"
CARD: Final = "assets/card.png"
ICON: Final = "assets/icon.svg"
TOUCH_ICON: Final = "assets/icon.png"
LEAFLET_FOLDER: Final = "assets/leaflet/"
LEAFLET: Final = f"{LEAFLET_FOLDER}leaflet.js"
LEAFLET_STYLE: Final = f"{LEAFLET_FOLDER}leaflet.css"
# Slugs that the site itself uses, now or by design.
_OWN_NOTES: Final = frozenset({"404", "timeline", "map", "who", "contested", "data", "search", "corrections"})
_OWN_NOTE_PART: Final = re.compile(r"(?:contested|corrections)-[0-9]+")
_SITE_MAP: Final = re.compile(r"sitemap(?:-[0-9]+)?\.xml")
_OWN_SLUG: Final = re.compile(r"index(?:-[0-9]+)?")


def page_id(path: str) -> PageId:
    """Return the id of the page in the file ``path`` (``content/actors/x.md``)."""
    return PageId(path.removeprefix(f"{CONTENT}/").removesuffix(".md"))


def kind_of(page: PageId) -> Kind:
    """Return the kind that the folder of ``page`` decides."""
    folder, slash, _ = page.partition("/")
    return _KINDS[folder] if slash else Kind.NOTE


def address(page: PageId) -> str:
    """Return the address of a page."""
    return f"{page}.html"


def list_part(whole: str, number: int) -> str:
    """Return the address of a full part of the list at the address ``whole``: number 1 holds the oldest pages, and keeps them."""
    return f"{whole.removesuffix('.html')}-{number}.html"


def is_list_part(here: str, whole: str) -> bool:
    """Tell whether ``here`` is the address of a part of the list at the address ``whole``."""
    page = here.removesuffix(".html")
    return page.rpartition("-")[0] == whole.removesuffix(".html") and is_own(PageId(page))


def is_of_list(whole: str, here: str) -> bool:
    """Tell whether ``here`` is the address ``whole`` of a list, or that of a part of it."""
    return here == whole or is_list_part(here, whole)


def is_of_timeline(here: str) -> bool:
    """Tell whether ``here`` is the address of the timeline, or of one of its years or months."""
    return here == TIMELINE or here.startswith(f"{page_at(TIMELINE)}/")


def whole_of(here: str) -> str:
    """Return the address of the list or timeline that ``here`` is a part of, drawn or not; nothing for an address of its own."""
    if here != TIMELINE and is_of_timeline(here):
        return TIMELINE
    before, _, number = page_at(here).rpartition("-")
    whole = f"{before}.html"
    return whole if number.isdecimal() and (whole in (CONTESTED, CORRECTIONS) or whole in LISTS.values()) else ""


def is_schema(here: str) -> bool:
    """Tell whether ``here`` is the address of the schema of a file of data."""
    return here.startswith(SCHEMAS)


def sitemap_part(number: int) -> str:
    """Return the address of a part of a long site map."""
    return f"{SITEMAP.removesuffix('.xml')}-{number}.xml"


def is_site_map(here: str) -> bool:
    """Tell whether ``here`` is the address of the site map, or could be that of a part of it."""
    return bool(_SITE_MAP.fullmatch(here))


def page_at(here: str) -> PageId:
    """Return the id of the page, existing or not, that stands at an address."""
    return PageId(here.removesuffix(".html"))


def page_named(kind: Kind, text: str) -> PageId:
    """Return the id of the page of ``kind``, existing or not, that a field names by ``text``: a whole id, or its slug."""
    folder = FOLDERS.get(kind, "")
    return PageId(text if "/" in text or not folder else f"{folder}/{text}")


def relative(here: str, there: str) -> str:
    """Return the link from the address ``here`` to the address ``there``."""
    return "../" * here.count("/") + there


def leads_to(here: str, link: str) -> str:
    """Return the address to which a link from ``relative`` leads that stands at the address ``here``; what is behind # stays."""
    return link.removeprefix("../" * here.count("/"))


def place(here: str, there: str, heading: str) -> str:
    """Return the link from the address ``here`` to the id ``heading`` at the address ``there``; no id is the page itself."""
    return ("" if there == here and heading else relative(here, there)) + fragment(heading)


def incidents(here: str, **filters: PageId | int) -> str:
    """Return the link from the address ``here`` to the list of incidents, filtered by pages (``actor``, …) or numbers (``year``)."""
    query = "&".join(f"{name}={slug_of(value) if isinstance(value, str) else value}" for name, value in sorted(filters.items()))
    return f"{relative(here, LISTS[Kind.INCIDENT])}?{query}"


def timeline(period: str) -> str:
    """Return the address of the timeline of a year (``2021``) or month (``2021-03``)."""
    return f"{TIMELINE.removesuffix('.html')}/{period}.html"


def fragment(heading: str) -> str:
    """Return the part of a link that leads to the id ``heading``, or nothing for no id."""
    return f"#{quote(heading, safe=':')}" if heading else ""


def claim(claim_id: str) -> str:
    """Return the id of the place of a claim on its page."""
    return f"{_CLAIM}{claim_id}"


def claim_in(place: str) -> str:
    """Return the id of the claim whose place on its page has the id ``place``, or nothing for no such place."""
    return place.removeprefix(_CLAIM) if place.startswith(_CLAIM) else ""


def written_in(kind: Kind) -> str:
    """Return the folder in which pages of a kind are written: ``content/actors/``; free pages lie in ``content/``."""
    return f"{CONTENT}/{FOLDERS[kind]}/" if kind in FOLDERS else f"{CONTENT}/"


def absolute(base_url: str, there: str) -> str:
    """Return the full address of ``there`` under ``base_url``, or nothing without one; the index of a folder is the folder."""
    path, mark, part = there.partition("#")
    folder = path.removesuffix("index.html") if path == HOME or path.endswith("/index.html") else path
    return f"{base_url.rstrip('/')}/{folder}{mark}{part}" if base_url else ""


def root(base_url: str) -> str:
    """Return the path that the site is served under, with a slash at both ends; without a ``base_url``, that is a domain's root."""
    return f"{urlsplit(base_url).path.rstrip('/')}/"


def file_target(page: PageId, file: str) -> str:
    """Return the page id that a relative link from ``page`` to the Markdown file ``file`` means, existing or not."""
    parts: list[str] = list(PurePosixPath(page).parent.parts)
    for part in PurePosixPath(unquote(file)).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts).removesuffix(".md").removesuffix(".MD")


def is_own(page: PageId) -> bool:
    """Tell whether the address of ``page`` is one that the site keeps for itself; the note ``index`` is the home page."""
    _, slash, slug = page.rpartition("/")
    return bool(_OWN_SLUG.fullmatch(slug)) if slash else page in _OWN_NOTES or bool(_OWN_NOTE_PART.fullmatch(page))


def is_page_id(text: str) -> bool:
    """Tell whether ``text`` could be the id of a page."""
    folder, slash, slug = text.rpartition("/")
    return bool(SLUG.fullmatch(slug)) and (not slash or folder in _KINDS)
