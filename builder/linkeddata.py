"""What a page is about, in the words of schema.org, for programs that read its head (JSON-LD 1.1).

It says less than the page and never more. A date has only what is certain of it; a place is a circle as wide as its point may be off.
Who is held responsible is left out altogether: schema.org has no words for what is only said of somebody. Where sources differ on the
date or place of an incident, it has neither. Addresses stand only where the full ones are known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from builder import urls
from builder.dates import in_words
from builder.facets import differing
from builder.facts import containers
from builder.ids import Kind, PageId
from builder.knowndates import ended, iso, known, started
from builder.maps import borne
from builder.model import Entry, Wiki
from builder.schema import Actor, Incident, Location, Note, Place, Source

Node = dict[str, Any]
"""A thing with its type and properties; empty ones are left out."""

CONTEXT: Final = "https://schema.org"
# A state that acts is a body; a place has the type Country.
_ACTORS: Final = {
    "person": "Person", "organization": "Organization", "armed-group": "Organization", "coalition": "Organization",
    "state": "GovernmentOrganization", "public-body": "GovernmentOrganization", "media": "NewsMediaOrganization",
}  # fmt: skip
_PLACES: Final = {"country": "Country", "governorate": "AdministrativeArea", "city": "City", "airport": "Airport"}
_WORKS: Final = {
    "article-newspaper": "NewsArticle", "article-magazine": "Article", "article-journal": "ScholarlyArticle", "report": "Report",
    "webpage": "WebPage", "post": "SocialMediaPosting", "legislation": "Legislation",
}  # fmt: skip
_STATUSES: Final = {"draft": "Draft", "withdrawn": "Withdrawn"}
# Where something happened, in the order of preference; what is only near is not where.
_WHERE: Final = ("impact", "target")
_CONTESTED_PLACE: Final = frozenset({"place", "impact", "target"})
# What could end the element that the text stands in, or a line of a script.
_ESCAPES: Final = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def script(nodes: Sequence[Mapping[str, Any]]) -> Markup:
    """Return things as the text of a ``script`` element with the type ``application/ld+json``; no text in them can end it."""
    whole = {"@context": CONTEXT, **nodes[0]} if len(nodes) == 1 else {"@context": CONTEXT, "@graph": nodes}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - what HTML could take for its own is escaped above


def site_node(wiki: Wiki, base_url: str) -> Node:
    """Return the wiki as a whole."""
    return filled({"@type": "WebSite", "name": wiki.site.title, "url": urls.absolute(base_url, urls.HOME)})


def terms(wiki: Wiki, base_url: str) -> Node:
    """Return the licence of the wiki's own words, with where it is told that what it quotes is under none."""
    granted = wiki.site.license
    return filled({"license": granted.url, "usageInfo": urls.absolute(base_url, f"{urls.DATA_PAGE}#licence")}) if granted else {}


def trail_node(steps: Iterable[tuple[str, str]]) -> Node:
    """Return the way to a page, from names and full addresses: that of the page itself comes last."""
    items = (filled({"@type": "ListItem", "position": at, "name": name, "item": url}) for at, (name, url) in enumerate(steps, 1))
    return {"@type": "BreadcrumbList", "itemListElement": [*items]}


def data_node(wiki: Wiki, base_url: str, about: str, files: Iterable[tuple[str, str]]) -> Node:
    """Return the open data, whose ``files`` are told by address (below the site's folder) and media type."""
    site = wiki.site
    return filled({
        "@type": "Dataset",
        "name": f"{site.title}: data",
        "description": about,
        "url": urls.absolute(base_url, urls.DATA_PAGE),
        "creator": site.publisher,
        **terms(wiki, base_url),
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": urls.absolute(base_url, there)} for there, media_type in files
        ],
    })  # fmt: skip


def work_type(entry: Entry) -> str:
    """Return what sort of work the page of an entry is: an article on an incident, or a page of the web."""
    if entry.page.kind is Kind.INCIDENT:
        return "Article"
    return "AboutPage" if entry.page.id == "about" else "WebPage"


def told_of(wiki: Wiki, entry: Entry, base_url: str) -> Node:
    """Return the properties of a page that tell what it is about and which sources it cites; a withdrawn one says nothing any more."""
    fields, status = entry.page.fields, _STATUSES.get(entry.page.fields.status, "")
    if fields.status == "withdrawn":
        return {"creativeWorkStatus": status}
    about = _about(wiki, entry, base_url)
    name = "about" if isinstance(fields, Incident) else "mainEntity"
    return filled({
        "description": "" if isinstance(fields, Actor | Place) else fields.summary or "",
        "creativeWorkStatus": status,
        name: about,
        "citation": [*_cited(wiki, entry, base_url)],
    })  # fmt: skip


def _about(wiki: Wiki, entry: Entry, base_url: str) -> Node:
    match entry.page.fields:
        case Incident(scope="event"):
            return _event(wiki, entry, base_url)
        case Actor():
            return _actor(entry, base_url)
        case Place():
            return _place(wiki, entry, base_url)
        case Source():
            return _work(wiki, entry, base_url) | _origins(wiki, entry, base_url)
        case Note(aliases=aliases) if aliases:
            return _thing("Thing", entry, base_url)
        case _:
            return {}


def _cited(wiki: Wiki, entry: Entry, base_url: str) -> Iterator[Node]:
    for text in getattr(entry.page.fields, "sources", ()):
        source = _named(wiki, entry, Kind.SOURCE, text)
        if source:
            yield _work(wiki, source, base_url)


def _event(wiki: Wiki, entry: Entry, base_url: str) -> Node:
    fields = entry.page.fields
    if not isinstance(fields, Incident):
        return {}
    open_points = {row.about for row in differing(entry)}
    dated = "date" not in open_points
    return filled({
        "@type": "Event",
        "name": entry.page.title,
        "disambiguatingDescription": f"Date: {in_words(fields.date)}{'' if dated else ' (sources differ)'}",
        "startDate": iso(known(fields.date) or started(fields.date)) if dated else "",
        "endDate": iso(ended(fields.date)) if dated else "",
        "location": [] if open_points & _CONTESTED_PLACE else _where(wiki, entry, fields, base_url),
    })  # fmt: skip


def _where(wiki: Wiki, entry: Entry, fields: Incident, base_url: str) -> list[Node]:
    for role in _WHERE:
        found = [_named(wiki, entry, Kind.PLACE, place.place) for place in fields.places if place.role == role]
        if found:
            return [_short_place(place, base_url) for place in found if place]
    return []


def _short_place(place: Entry, base_url: str) -> Node:
    return filled({
        "@type": _PLACES.get(getattr(place.page.fields, "type", ""), "Place"),
        "name": place.page.title,
        "mainEntityOfPage": urls.absolute(base_url, urls.address(place.page.id)),
    })  # fmt: skip


def _thing(kind: str, entry: Entry, base_url: str) -> Node:
    fields = entry.page.fields
    return filled({
        "@type": kind,
        "name": entry.page.title,
        "alternateName": [alias.text for alias in getattr(fields, "aliases", ())],
        "description": fields.summary or "",
        "mainEntityOfPage": urls.absolute(base_url, urls.address(entry.page.id)),
    })  # fmt: skip


def _actor(entry: Entry, base_url: str) -> Node:
    fields = entry.page.fields
    if not isinstance(fields, Actor):
        return {}
    # A label for no particular group is no organisation.
    node = _thing("Thing" if entry.page.is_vague else _ACTORS[fields.type], entry, base_url)
    return node | ({"sameAs": f"https://www.wikidata.org/wiki/{fields.wikidata}"} if fields.wikidata else {})


def _place(wiki: Wiki, entry: Entry, base_url: str) -> Node:
    fields = entry.page.fields
    if not isinstance(fields, Place):
        return {}
    inside = next((wiki.entries[page] for page in containers(wiki, entry)), None)
    return filled({
        **_thing(_PLACES.get(fields.type, "Place"), entry, base_url),
        "geo": fields.location and _circle(fields.location),
        "containedInPlace": _short_place(inside, base_url) if inside else {},
    })  # fmt: skip


def _circle(location: Location) -> Node:
    """Return a point as wide as it may be off, with no more decimals than that bears."""
    lat, lon = (borne(degrees, location.precision_m) for degrees in (location.lat, location.lon))
    middle = {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
    return {"@type": "GeoCircle", "geoMidpoint": middle, "geoRadius": location.precision_m}


def _work(wiki: Wiki, source: Entry, base_url: str) -> Node:
    """Return a source as a work; its address is that of its publisher, not of the page that the wiki has of it."""
    fields = source.page.fields
    if not isinstance(fields, Source):
        return {}
    outlet = _named(wiki, source, Kind.ACTOR, fields.publisher) if fields.publisher else None
    return filled({
        "@type": _WORKS.get(fields.csl, "CreativeWork"),
        "headline" if fields.title else "name": source.page.title,
        "author": fields.author,
        "publisher": outlet and _publisher(outlet, base_url),
        "datePublished": iso(known(fields.published)),
        "inLanguage": fields.lang,
        "url": fields.url,
        "mainEntityOfPage": urls.absolute(base_url, urls.address(source.page.id)),
    })  # fmt: skip


def _publisher(outlet: Entry, base_url: str) -> Node:
    kind = "Thing" if outlet.page.is_vague else _ACTORS.get(getattr(outlet.page.fields, "type", ""), "Organization")
    page = urls.absolute(base_url, urls.address(outlet.page.id))
    return filled({"@type": kind, "name": outlet.page.title, "mainEntityOfPage": page})


def _origins(wiki: Wiki, source: Entry, base_url: str) -> Node:
    texts = getattr(source.page.fields, "derived_from", ())
    found = (_named(wiki, source, Kind.SOURCE, text) for text in texts)
    return filled({"isBasedOn": [_work(wiki, origin, base_url) for origin in found if origin]})


def _named(wiki: Wiki, entry: Entry, kind: Kind, text: str) -> Entry | None:
    page: PageId | None = entry.refs.get((kind, text))
    return wiki.entries.get(page) if page else None


def filled(node: Mapping[str, Any]) -> Node:
    """Return a thing without the properties that hold nothing; a nought is something."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}
