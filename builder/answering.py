"""The preview's server: answers requests on 127.0.0.1, in a thread of its own. The one user of livereload.

livereload trusts any page in the browser; this server answers only to its own name (against DNS rebinding) and takes no connection
that another site's page has opened. It says to each page which state of the wiki that one shows, so that a page that was loaded just
before a change loads itself again.
"""

import asyncio
import errno
import logging
import mimetypes
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest
from tornado.netutil import bind_sockets

from builder import urls
from builder.indexing import Indexing
from builder.preview import Preview
from builder.problems import Problem
from builder.showing import OWN, PROBLEMS, Shown

HOST: Final = "127.0.0.1"
OWN_NAMES: Final = ("127.0.0.1", "localhost")
_FILES: Final = Path(__file__).parent
_TYPES: Final = mimetypes.MimeTypes()
for _ending, _type in ((".geojson", "application/geo+json"), (".js", "text/javascript"), (".bib", "text/plain")):
    _TYPES.add_type(_type, _ending)
_TEXTS: Final = ("application/json", "application/geo+json", "application/xml", "image/svg+xml")


class PortTakenError(Exception):
    """The port can't be listened to; the message says why."""


class Server:
    """Answers from a preview. ``is_free`` is held by who changes it; ``tell`` is told what goes wrong. Raises PortTakenError."""

    def __init__(self, port: int, preview: Preview, is_free: Lock, tell: Callable[[str], None]) -> None:
        try:
            self._sockets = bind_sockets(port, HOST, socket.AF_INET)
        except OSError as error:
            is_taken = error.errno == errno.EADDRINUSE
            raise PortTakenError(f"port {port} {'is taken' if is_taken else f'cannot be had: {error.strerror}'}") from None
        self._shown = Shown(port, preview)
        self._indexing = Indexing(preview.search_index, is_free, tell)
        self._has_begun = Event()
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), name="answering")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end = asyncio.Event()

    def start(self, problems: Sequence[Problem]) -> None:
        """Begin to answer; until then requests wait."""
        self._shown.take(problems, is_good=self._shown.preview.is_ready)
        self._thread.start()
        self._has_begun.wait()

    def show(self, problems: Sequence[Problem], *, is_good: bool, styles: Sequence[str] = ()) -> None:
        """Show what has changed: a new good state, or what is to be mended. With ``styles``, only these files have, and pages stay."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._show, problems, is_good, styles)

    def _show(self, problems: Sequence[Problem], is_good: bool, styles: Sequence[str]) -> None:
        self._shown.take(problems, is_good=is_good and not styles)
        _Socket.say([*styles, PROBLEMS] if styles or not is_good else ["*"])

    def stop(self) -> None:
        """Answer no more, and return when nothing is left at work."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join()
        for one in self._sockets:
            one.close()

    async def _serve(self) -> None:
        for name, level in (("livereload", logging.WARNING), ("tornado.access", logging.CRITICAL)):
            logging.getLogger(name).setLevel(level)
        server = HTTPServer(_application(self._shown, self._indexing))
        server.add_sockets(self._sockets)
        self._loop = asyncio.get_running_loop()
        self._has_begun.set()
        await self._end.wait()
        server.stop()
        await self._indexing.stop()
        for waiter in list(_Socket.waiters):
            waiter.close()
        await server.close_all_connections()


def _application(shown: Shown, indexing: Indexing) -> web.Application:
    given = {"shown": shown, "indexing": indexing}
    return _OwnNameOnly(
        [
            (r"/livereload", _Socket),
            (r"/livereload\.js", LiveReloadJSHandler),
            (PROBLEMS.replace(".", r"\."), _Problems, given),
            (rf"{OWN}(overlay\.(?:js|css))", _OwnFile, given),
            (r"(/.*)", _Page, given),
        ]
    )


def _is_of(origin: str, request: HTTPServerRequest) -> bool:
    """Tell whether ``origin`` is the site that a request asks for. What can't be read as one is not."""
    try:
        return urlsplit(origin).netloc == request.host
    except ValueError:
        return False


class _OwnNameOnly(web.Application):
    """Answers requests that are made to this machine by name, from its own pages."""

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> HTTPMessageDelegate:  # type: ignore[override]  # tornado gives a private type
        origin = request.headers.get("Origin")
        if request.host_name not in OWN_NAMES or (origin and not _is_of(origin, request)):
            return self.get_handler_delegate(request, web.ErrorHandler, {"status_code": 403})
        return super().find_handler(request, **kwargs)


class _Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """Tells the browser when to load a page again."""

    def check_origin(self, origin: str) -> bool:
        """Refuse pages of other sites, which livereload itself lets in."""
        return _is_of(origin, self.request)

    def on_message(self, message: str | bytes) -> None:
        # From the first word on, and so before the page asks whether it is the newest: none can miss a change.
        self.waiters.add(self)
        super().on_message(message)

    @classmethod
    def say(cls, paths: Sequence[str]) -> None:
        """Tell all pages that files at these addresses have changed; ``*`` is the page itself."""
        for waiter in list(cls.waiters):
            for path in paths:
                waiter.send_message({"command": "reload", "path": path, "liveCSS": True, "liveImg": True})


class _Answer(web.RequestHandler):
    """An answer that is never taken from the browser's memory."""

    shown: Shown
    indexing: Indexing

    def initialize(self, shown: Shown, indexing: Indexing) -> None:
        self.shown = shown
        self.indexing = indexing

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> str | None:
        return None


class _Problems(_Answer):
    """What is to be mended, for the overlay."""

    def get(self) -> None:
        self.finish(self.shown.as_json(self.get_query_argument("page", "")))


class _OwnFile(_Answer):
    """A file of the overlay."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", _type_of(name))
        self.finish((_FILES / name).read_bytes())


class _Page(_Answer):
    """A file of the site, from memory."""

    async def get(self, path: str) -> None:
        root = self.shown.preview.path
        if not self.shown.preview.is_ready:
            self._finish_html(503, self.shown.nothing_yet())
        elif path in ("/", root.rstrip("/")) and root != "/":
            self.redirect(root)
        elif not path.startswith(root):
            self._finish_lost()
        else:
            await self._finish_file(path.removeprefix(root))

    head = get

    async def _finish_file(self, below: str) -> None:
        """Answer with what stands ``below`` the site's path: a file, or the index of a folder."""
        name = f"{below}{urls.HOME}" if not below or below.endswith("/") else below
        if name.startswith(urls.INDEX):
            content = await self.indexing.file(name, self.shown.state)
        else:
            content = self.shown.preview.file(name)
        if content is not None:
            kind = _type_of(name)
            self.set_header("Content-Type", kind)
            self.finish(self.shown.page(content) if kind.startswith("text/html") else content)
        elif self.shown.preview.file(f"{below}/{urls.HOME}") is not None:
            self.redirect(f"{self.shown.preview.path}{below}/")
        else:
            self._finish_lost()

    def _finish_lost(self) -> None:
        lost = self.shown.preview.file(urls.NOT_FOUND)
        self.shown.take_more()  # a page that is lost may be one that its template can't draw
        self._finish_html(404, self.shown.page(lost) if lost is not None else self.shown.nothing_yet())

    def _finish_html(self, status: int, html: bytes) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(html)


def _type_of(name: str) -> str:
    """Return the media type of a file; what is not known, as most of an index, is bytes."""
    kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in _TEXTS else kind
