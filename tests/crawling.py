"""A crawler without a browser: it asks for all that a site leads to or loads, and tells what does not arrive."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

# How an address stands in a page: a browser loads it, a reader may follow it, or it is told to other programs.
LOADED, FOLLOWED, TOLD = "loaded", "followed", "told"
_LOADING = {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest"}


class Page(HTMLParser):
    """What of a page a crawler looks at: where it leads (how, address), its ids, where it says that it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.leads: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.canonical = self.refresh = self.feed_link = ""
        self._may_be_listed = True
        self._data: list[str] | None = None
        self.feed(html)

    @property
    def is_listed(self) -> bool:
        """Whether others may list it: it is no page of something missing, and does not only lead on."""
        return self._may_be_listed and not self.refresh

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        match tag:
            case "a" | "area":
                self._lead(FOLLOWED, given.get("href"))
            case "form":
                self._lead(FOLLOWED, given.get("action"))
            case "link":
                self._link(given)
            case "meta":
                self._meta(given)
            case "script" if given.get("type") == "application/ld+json":
                self._data = []
            case _:
                # Parts of a drawing are named by href, too.
                self._lead(LOADED, given.get("src") or given.get("href") or given.get("data"))
                for candidate in given.get("srcset", "").split(","):
                    self._lead(LOADED, next(iter(candidate.split()), None))

    def handle_data(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._data is not None:
            self.leads += ((TOLD, text) for text in _strings(json.loads("".join(self._data))) if re.match("https?://", text))
            self._data = None

    def _lead(self, how: str, address: str | None) -> None:
        if address and not address.startswith("data:"):
            self.leads.append((how, address))

    def _link(self, given: dict[str, str]) -> None:
        words, address = {*given.get("rel", "").split()}, given.get("href", "")
        self._lead(LOADED if words & _LOADING else TOLD, address)
        if "canonical" in words:
            self.canonical = address
        if "alternate" in words and given.get("type") == "application/atom+xml":
            self.feed_link = address

    def _meta(self, given: dict[str, str]) -> None:
        name, content = given.get("property") or given.get("name", ""), given.get("content", "")
        if given.get("http-equiv", "").lower() == "refresh":
            self.refresh = content.partition("url=")[2]
            self._lead(FOLLOWED, self.refresh)
        elif name == "robots":
            self._may_be_listed = "noindex" not in content
        elif re.match("https?://", content):
            self._lead(TOLD, content)


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at an address."""

    status: int
    kind: str
    content: bytes
    location: str = ""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))


def fetch(address: str) -> Answer:
    """Ask for an address of http or file, without going on to where it may lead; a folder is no file."""
    if address.startswith("file:"):
        path = Path(unquote(urlsplit(address).path))
        if not path.is_file():
            return Answer(404, "", b"")
        return Answer(
            200, {".html": "text/html", ".css": "text/css"}.get(path.suffix, "application/octet-stream"), path.read_bytes()
        )
    try:
        with _OPENER.open(address, timeout=20) as answer:
            return Answer(answer.status, answer.headers.get_content_type(), answer.read())
    except urllib.error.HTTPError as answer:
        with answer:
            return Answer(answer.code, answer.headers.get_content_type(), answer.read(), answer.headers.get("Location", ""))


def _strings(value: Any) -> Iterator[str]:
    """Yield all texts in what JSON held."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _leads_of(answer: Answer, address: str, inside: str) -> tuple[list[tuple[str, str]], Page | None]:
    """Return where the file at an address leads to, and the page, if it is one. Of data only the site's own full addresses count."""
    text = answer.content.decode(errors="replace") if re.search("text|xml|json", answer.kind) else ""
    name = urlsplit(address).path
    if answer.kind == "text/html":
        page = Page(text)
        return page.leads, page
    if answer.kind == "text/css":
        return [(LOADED, found) for found in re.findall(r"url\(\s*[\"']?([^\"')]+)", text) if not found.startswith("data:")], None
    origin = "{0.scheme}://{0.netloc}/".format(urlsplit(inside))
    if text and name.endswith(".xml"):
        # The id of an entry of a feed is a name, not a place.
        nodes = [node for node in ET.fromstring(text).iter() if not node.tag.endswith("}id")]  # noqa: S314 - our own
        values = (value for node in nodes for value in (*node.attrib.values(), (node.text or "").strip()))
        return [(TOLD, value) for value in values if value.startswith(origin)], None
    if name.endswith("json"):
        return [(TOLD, found) for found in re.findall(r'"(https?://[^"\s\\]*)"', text) if found.startswith(origin)], None
    if name.endswith("robots.txt"):
        return [(TOLD, found) for found in re.findall("(?m)^Sitemap: *(.*)$", text)], None
    return [], None


@dataclass(slots=True)
class Crawl:
    """What was found below the address ``inside``: answers and pages by address, what is wrong, and where else the site leads, and how."""

    inside: str
    answers: dict[str, Answer] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    outside: set[tuple[str, str]] = field(default_factory=set)
    _asked: set[tuple[str, str, str, str]] = field(default_factory=set)

    def path(self, address: str) -> str:
        """Return an address below the site's own."""
        return address.removeprefix(self.inside)


def crawl(inside: str, start: Iterable[str] = ("",), expected: int = 200, *, deep: bool = True) -> Crawl:
    """Follow all there is from the paths ``start`` below the address ``inside``; those themselves are answered with the status ``expected``.

    What is not ``deep`` looks at these alone, and at whether what they lead to is there.
    """
    found = Crawl(inside)
    waiting = [f"{inside}{path}" for path in start]
    first = {*waiting}
    while waiting:
        address = waiting.pop()
        if address in found.answers:
            continue
        answer = found.answers[address] = fetch(address)
        if answer.status != (expected if address in first else 200):
            if address in first:
                found.wrong.append(f"{found.path(address)} is answered with {answer.status}")
            continue
        leads, page = _leads_of(answer, address, inside)
        if page:
            found.pages[address] = page
        if not deep and address not in first:
            continue
        for how, written in leads:
            there, fragment = urldefrag(urljoin(address, written))
            there = there.partition("?")[0]
            if there.startswith(inside):
                found._asked.add((address, written, there, unquote(fragment)))
                waiting.append(there)
            elif urlsplit(there).netloc == urlsplit(inside).netloc:
                found.wrong.append(f"{found.path(address)}: {written} leaves the site")
            else:
                found.outside.add((how, there))
    found.wrong += _dead(found, dict.fromkeys(first, expected))
    return found


def _dead(found: Crawl, expected: dict[str, int]) -> Iterator[str]:
    for address, written, there, fragment in sorted(found._asked):
        answer, page = found.answers[there], found.pages.get(there)
        if answer.status != expected.get(there, 200):
            yield f"{found.path(address)}: {written} is answered with {answer.status}"
        elif page and fragment and fragment not in page.ids:
            yield f"{found.path(address)}: {written} is no id"
