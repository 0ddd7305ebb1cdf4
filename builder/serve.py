"""The preview: builds the site into a folder of its own, shows it on 127.0.0.1, and again after each change.

The one user of livereload. Its server trusts any page in the browser; this one answers only to its own name
(against DNS rebinding) and takes no connection that another site's page has opened.
"""

import errno
import logging
import signal
import socket
import tempfile
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

import click
from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptInjector
from tornado import web
from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest
from tornado.ioloop import IOLoop

from builder import pipeline, urls
from builder.pipeline import Options
from builder.problems import Problem
from builder.renewal import Renewal
from builder.report import tally
from builder.words import count

HOST = "127.0.0.1"
OWN_NAMES = ("127.0.0.1", "localhost")
_NOTHING_YET = (
    "<!DOCTYPE html><html lang=en><head><title>Nothing to show yet</title></head><body><h1>Nothing to show yet</h1>"
    "<p>The terminal says what is to be mended. This page then comes back by itself.</p></body></html>"
)


class PortTakenError(Exception):
    """Another program listens on the port."""


def serve(options: Options, port: int, open_browser: bool, show: Callable[[Sequence[Problem]], None]) -> None:
    """Serve until interrupted; ``show`` prints problems. Raises PortTakenError."""
    # Asked to end, it goes as it goes at Ctrl-C, and takes its folder along.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="wiki-preview-", ignore_cleanup_errors=True) as folder:
        out = Path(folder) / "site"
        out.mkdir()

        # The page of a missing address is shown at that address, where only full links arrive.
        here = replace(options, base_url=f"http://{HOST}:{port}/")

        renewal = Renewal(out, lambda said: click.echo(said, err=True))

        def rebuild() -> None:
            renewal.pause()
            try:
                site, problems = pipeline.rendered(here)
                show(problems)
                if site is None:
                    click.echo(f"{tally(problems)}; the preview stays as it was", err=True)
                else:
                    click.echo(f"{count(len(renewal.show(site).written), 'file')} written", err=True)
            except OSError as error:
                click.echo(f"the preview stays as it was: {error.strerror}: {error.filename}", err=True)
            renewal.resume()

        server = _listen(port, out)
        rebuild()
        for name in ("content", "seeds", "templates"):
            if (options.root / name).is_dir():
                server.watch(str(options.root / name), rebuild)
        click.echo(f"http://{HOST}:{port}/ (stop with Ctrl-C)")
        if open_browser:
            Timer(0.5, webbrowser.open, [f"http://{HOST}:{port}/"]).start()
        LiveReloadHandler.start_tasks()
        try:
            IOLoop.current().start()
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
        finally:
            renewal.pause()


def _listen(port: int, out: Path) -> Server:
    server = Server()
    LiveReloadHandler.watcher = server.watcher
    LiveReloadHandler.live_css = True
    # Its pause of three seconds would swallow the second of two quick edits.
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    for name, level in (("livereload", logging.WARNING), ("tornado.access", logging.CRITICAL)):
        logging.getLogger(name).setLevel(level)

    class Injector(LiveScriptInjector):  # type: ignore[misc]  # livereload has no types
        # A file of its own: the pages' Content-Security-Policy blocks the inline script that livereload would write.
        script = b'<script defer src="/livereload.js?port=%d"></script>' % port

    application = _OwnNameOnly(
        [
            (r"/livereload", _Socket),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", _Page, {"path": str(out), "default_filename": urls.HOME}),
        ],
        transforms=[Injector],
    )
    try:
        application.listen(port, address=HOST, family=socket.AF_INET)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTakenError(f"port {port} is taken") from None
    return server


def _is_of(origin: str, request: HTTPServerRequest) -> bool:
    """Tell whether ``origin`` is the site that a request asks for. What can't be read as one is not."""
    try:
        return urlsplit(origin).netloc == request.host
    except ValueError:
        return False


class _OwnNameOnly(web.Application):
    """Answers requests that are made to this machine by name, from its own pages."""

    # The type that tornado gives back is private; this is the public one above it.
    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> HTTPMessageDelegate:  # type: ignore[override]
        origin = request.headers.get("Origin")
        if request.host_name not in OWN_NAMES or (origin and not _is_of(origin, request)):
            return self.get_handler_delegate(request, web.ErrorHandler, {"status_code": 403})
        return super().find_handler(request, **kwargs)


class _Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """Tells the browser when to load a page again."""

    def check_origin(self, origin: str) -> bool:
        """Refuse pages of other sites, which livereload itself lets in."""
        return _is_of(origin, self.request)


class _Page(web.StaticFileHandler):
    """A file of the preview, never from the browser's memory."""

    def should_return_304(self) -> bool:
        return False

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")

    def parse_url_path(self, url_path: str) -> str:
        if "\0" in url_path:  # no file can be called so, and the system refuses to look
            raise web.HTTPError(404)
        return super().parse_url_path(url_path)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        lost = Path(self.root) / urls.NOT_FOUND
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(lost.read_bytes() if lost.is_file() else _NOTHING_YET)
