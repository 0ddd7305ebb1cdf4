"""A server that answers as GitHub Pages does, at the root of a domain or below a project's path.

A folder without its slash is led to the folder, a page may be asked for without ``.html``, no folder is listed, and at an address
that is missing the site's ``404.html`` is shown, with status 404. What lies outside the path is somebody else's.
"""

import functools
import http.server
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml",
    ".geojson": "application/geo+json",
    ".wasm": "application/wasm",
}


def found(site: Path, path: str) -> tuple[int, Path | str | None]:
    """Return the status and the file for a path below the site, without query; for a folder without its slash, where to go instead."""
    asked = site / unquote(path)
    if asked.resolve() != asked.absolute() or any(part.startswith(".") for part in asked.relative_to(site).parts):
        return 404, None
    if path.endswith("/") or not path:
        index = asked / "index.html"
        return (200, index) if index.is_file() else (404, None)
    if asked.is_file():
        return 200, asked
    page = asked.with_name(f"{asked.name}.html")
    if page.is_file():
        return 200, page
    return (301, f"{path}/") if asked.is_dir() else (404, None)


class _Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: Path, prefix: str, *rest: object) -> None:
        self.site, self.prefix = site, prefix
        super().__init__(*rest)  # type: ignore[arg-type] # what the server gives: connection, client, server

    def do_GET(self) -> None:
        path, question, query = self.path.partition("?")
        if not path.startswith(self.prefix):
            self._send(404, b"Nothing of this site.", "text/plain")
            return
        status, there = found(self.site, path.removeprefix(self.prefix))
        if isinstance(there, str):
            self._send(301, b"", "text/plain", f"{self.prefix}{there}{question}{query}")
            return
        file = there or self.site / "404.html"
        self._send(
            status, file.read_bytes(), TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        )

    def _send(self, status: int, content: bytes, kind: str, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        # A browser that is closed breaks off what it still waited for.
        if not isinstance(sys.exception(), ConnectionError):
            raise  # noqa: PLE0704 - called while an error is handled


@contextmanager
def github_pages(site: Path, prefix: str = "/") -> Iterator[str]:
    """Serve the folder ``site``, which need not be there yet, below the path ``prefix``, and give its full address."""
    answers = functools.partial(_Answers, site.resolve(), prefix)
    with _Server(("127.0.0.1", 0), answers) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
