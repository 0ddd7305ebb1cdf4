"""The feed: new and changed incidents, corrections and withdrawals (Atom, RFC 4287).

Its dates are those of the wiki: of incidents, the commits that Git has; of corrections and withdrawals, their own. It has no
clock: the same wiki has the same feed. An entry keeps its id when its page is renamed, for it is made from what the page was
called first. Of a correction, the words are part of the id, so that a second one of a day is never taken for the first.
A correction whose date is no single day is put at the first day that it can mean, and tells its date in words. One that is dated
after the last commit of its page, which is a slip, is put at that: it would stay the newest for years. An incident that was in Git as
a draft first is told as changed.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Final

from builder import urls, words
from builder.amendments import Amendment, amendments
from builder.beginnings import beginning
from builder.dates import in_words
from builder.model import Artifact, Entry, Page, Wiki
from builder.schema import Incident
from builder.xmlfiles import Element, add, as_xml

MOST: Final = 50
_ATOM: Final = "http://www.w3.org/2005/Atom"
# What a feed without any known moment says, for it has to say one.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
# Noon in Greenwich is the same day in nearly all zones.
_NOON: Final = time(12, tzinfo=UTC)
# Days that a correction may be dated after the commit that has it: for the zones of clocks.
_SLACK: Final = 1


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry of the feed; ``published`` is None where only a later moment is known. ``place`` is where on its page it stands."""

    page: Page
    id: str
    title: str
    summary: str
    sort: str
    published: datetime | None
    updated: datetime
    place: str = ""


def feed(wiki: Wiki, base_url: str) -> list[Artifact]:
    """Return the feed with at most ``MOST`` entries, the newest first; nothing where the full address of the site is not known."""
    if not base_url:
        return []
    entries = [entry for entry in wiki.entries.values() if entry.page.fields.status != "draft"]
    found = {item.id: item for item in (*_incidents(wiki, entries, base_url), *_amended(wiki, base_url))}
    newest = heapq.nlargest(MOST, found.values(), key=lambda item: (item.updated, item.id))
    moments = [newest[0].updated] if newest else [changes.last for changes in wiki.history.files.values()]
    return [Artifact(urls.FEED, as_xml(_feed(wiki, base_url, newest, max(moments, default=_NEVER))))]


def _incidents(wiki: Wiki, entries: list[Entry], base_url: str) -> Iterator[_Item]:
    """Yield incidents that Git knows; one that was withdrawn has only the entry that says so."""
    for entry in entries:
        page, changes = entry.page, wiki.history.files.get(entry.page.path)
        if not isinstance(page.fields, Incident) or page.fields.status == "withdrawn" or not changes:
            continue
        begun = beginning(page, wiki.history)
        first = begun.when or changes.first
        yield _Item(
            page=page,
            id=urls.absolute(base_url, urls.address(begun.page)),
            title=f"{'New' if first == changes.last else 'Changed'}: {page.title}",
            summary=f"{_sentence(in_words(page.fields.date))}. {page.fields.summary}",
            sort="incident",
            published=first,
            updated=max(first, changes.last),
        )


def _amended(wiki: Wiki, base_url: str) -> Iterator[_Item]:
    for found in amendments(wiki):
        page = found.entry.page
        if page.fields.status == "draft":
            continue
        own = urls.absolute(base_url, urls.address(beginning(page, wiki.history).page))
        changes = wiki.history.files.get(page.path)
        is_slip = changes is not None and (found.day - changes.last.date()).days > _SLACK
        when = changes.last if changes and is_slip else datetime.combine(found.day, _NOON)
        yield _Item(
            page=page,
            id=f"{own}#{_name(found)}",
            title=f"{words.AMENDED[found.change].capitalize()}: {page.title}",
            summary=f"{_sentence(in_words(found.date))}: {found.text}",
            sort=found.change,
            published=when if found.date.is_exact and not is_slip else None,
            updated=when,
            place="" if found.change == "withdrawal" else urls.CORRECTED,
        )


def _name(found: Amendment) -> str:
    """Return what tells a correction from all others of its page; a page is withdrawn once."""
    told = f"{found.date.text} {found.text}"
    return found.change if found.change == "withdrawal" else f"{found.change}-{sha256(told.encode()).hexdigest()[:12]}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _feed(wiki: Wiki, base_url: str, items: list[_Item], updated: datetime) -> Element:
    """Return the feed; the wiki is its author, or who publishes it."""
    site, own = wiki.site, urls.absolute(base_url, urls.FEED)
    top = Element("feed", {"xmlns": _ATOM, "xml:lang": site.lang})
    add(top, "id", own)
    add(top, "title", site.title)
    if site.summary:
        add(top, "subtitle", site.summary)
    add(top, "updated", updated.isoformat())
    add(add(top, "author"), "name", site.publisher or site.title)
    add(top, "link", rel="self", type="application/atom+xml", href=own)
    add(top, "link", rel="alternate", type="text/html", href=urls.absolute(base_url, urls.HOME))
    if site.license:
        add(top, "rights", f"{site.license.name}, {site.license.url}")
        add(top, "link", rel="license", href=site.license.url)  # RFC 4946
    for item in items:
        entry = add(top, "entry")
        add(entry, "id", item.id)
        add(entry, "title", item.title)
        if item.published:
            add(entry, "published", item.published.isoformat())
        add(entry, "updated", item.updated.isoformat())
        there = urls.absolute(base_url, urls.address(item.page.id))
        add(entry, "link", rel="alternate", type="text/html", href=there + urls.fragment(item.place))
        add(entry, "category", term=item.sort)
        add(entry, "summary", item.summary)
    return top
