import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
import wikis
from steps import note
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from builder.cli import main

SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Preview:
    """``wiki serve`` in a process of its own."""

    def __init__(self, root: Path) -> None:
        self.root, self.port = root, free_port()
        self.log = root.parent / "log.txt"
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "builder", "serve", "--root", str(root), "--port", str(self.port)]
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONUNBUFFERED": "1"}
            )

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.putrequest("GET", path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()

    def wait(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            with contextlib.suppress(OSError):
                if true():
                    return
            time.sleep(0.05)
        pytest.fail(f"it did not happen within {SECONDS} seconds: {self.log.read_text()}")

    def shows(self, path: str, words: bytes) -> bool:
        return words in self.get(path)[1]

    def says(self, words: str) -> bool:
        return words in self.log.read_text()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(SECONDS)
        finally:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = wikis.write(tmp_path_factory.mktemp("serve") / "wiki", note("Draft text.", status="draft"))
    (root.parent / "secret.txt").write_text("secret")
    running = Preview(root)
    try:
        running.wait(lambda: running.says("Ctrl-C"))
        yield running
    finally:
        running.stop()


def test_a_page_is_shown_with_the_script_that_loads_it_again(preview: Preview) -> None:
    status, html, headers = preview.get("/actors/mayor.html")
    assert status == 200
    assert b"Mayor of Northport" in html
    assert f'<script defer src="/livereload.js?port={preview.port}"></script>'.encode() in html
    assert headers["cache-control"] == "no-store"
    assert headers["content-type"].startswith("text/html")


def test_the_script_is_there_and_allowed_by_the_policy(preview: Preview) -> None:
    status, script, _ = preview.get("/livereload.js")
    assert (status, b"WebSocket" in script) == (200, True)
    html = preview.get("/index.html")[1]
    assert not re.search(rb"<script(?![^>]*\ssrc=)", html), "a script inside the page would be blocked"


def test_folders_show_their_index(preview: Preview) -> None:
    assert preview.shows("/", b"Northport incidents")
    assert preview.shows("/actors/", b"Mayor of Northport")


def test_drafts_are_shown(preview: Preview) -> None:
    assert preview.shows("/about.html", b"Draft text.")


def test_a_page_is_never_answered_from_memory(preview: Preview) -> None:
    etag = preview.get("/index.html")[2].get("etag", '"x"')
    assert preview.get("/index.html", **{"If-None-Match": etag})[0] == 200


def test_a_missing_page_shows_the_sites_own_page_for_that(preview: Preview) -> None:
    status, html, _ = preview.get("/actors/nobody.html")
    assert status == 404
    assert b"Page not found" in html


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//secret.txt",
        "/actors/../../secret.txt",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/\\..\\secret.txt",
        "/etc/passwd",
    ],
)
def test_no_path_leaves_the_site(preview: Preview, path: str) -> None:
    status, content, _ = preview.get(path)
    assert status in (400, 403, 404)
    assert b"secret" not in content
    assert b"root:" not in content


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:8000", "127.0.0.1.example.org", "localhost.example.org", "evil", "10.0.0.1", "[::1]"]
)
def test_another_host_name_is_refused(preview: Preview, host: str) -> None:
    status, html, _ = preview.get("/actors/mayor.html", Host=host)
    assert status == 403
    assert b"Mayor" not in html


def test_an_address_that_no_file_can_have_is_missing(preview: Preview) -> None:
    assert preview.get("/%00")[0] == 404
    assert preview.get("/actors/%00.html")[0] == 404
    assert not preview.says("Traceback")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_its_own_names_are_answered(preview: Preview, host: str) -> None:
    assert preview.get("/actors/mayor.html", Host=f"{host}:{preview.port}")[0] == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://example.org",
        "https://127.0.0.1.example.org",
        "null",
        "http://127.0.0.1:1",
        "http://localhost.evil",
        "http://[evil",
    ],
)
@pytest.mark.parametrize("path", ["/actors/mayor.html", "/livereload.js", "/livereload"])
def test_a_page_of_another_site_is_refused(preview: Preview, origin: str, path: str) -> None:
    status, html, _ = preview.get(path, Origin=origin)
    assert status == 403
    assert b"Mayor" not in html


def test_its_own_pages_are_answered(preview: Preview) -> None:
    assert preview.get("/actors/mayor.html", Origin=f"http://127.0.0.1:{preview.port}")[0] == 200


async def _hello(port: int, origin: str, host: str) -> str:
    address, headers = f"ws://127.0.0.1:{port}/livereload", {"Origin": origin, "Host": host}
    connection = await websocket_connect(HTTPRequest(address, headers=headers, connect_timeout=SECONDS))
    try:
        await connection.write_message('{"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}')
        return str(await asyncio.wait_for(connection.read_message(), SECONDS))
    finally:
        connection.close()


def test_the_websocket_answers_its_own_pages(preview: Preview) -> None:
    own = f"127.0.0.1:{preview.port}"
    assert '"hello"' in asyncio.run(_hello(preview.port, f"http://{own}", own))


@pytest.mark.parametrize(("origin", "host"), [("http://example.org", ""), ("null", ""), ("http://example.org", "example.org")])
def test_the_websocket_refuses_pages_of_other_sites(preview: Preview, origin: str, host: str) -> None:
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(_hello(preview.port, origin, host or f"127.0.0.1:{preview.port}"))


def test_only_this_machine_is_listened_to(preview: Preview) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("needs /proc")
    port = f"{preview.port:04X}"
    rows = [row.split() for name in ("tcp", "tcp6") for row in (listening.parent / name).read_text().splitlines()[1:]]
    assert {row[1] for row in rows if row[1].endswith(f":{port}") and row[3] == "0A"} == {f"0100007F:{port}"}


def test_a_port_that_is_taken_is_told(preview: Preview) -> None:
    command = [sys.executable, "-m", "builder", "serve", "--root", str(preview.root), "--port", str(preview.port)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
    assert done.returncode == 2
    assert f"port {preview.port} is taken; choose another one with --port".encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_wikis_own_site_is_not_touched(preview: Preview) -> None:
    assert not (preview.root / "site").exists()


def test_an_edit_is_shown_and_a_mistake_leaves_the_last_good_site(tmp_path: Path) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.shows("/", b"Northport incidents"))
        wikis.write(preview.root, note("First edit."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"First edit."))
        wikis.write(preview.root, note("[[nowhere]]"), base=False)
        preview.wait(lambda: preview.says("the preview stays as it was"))
        assert preview.says('content/about.md:4:1: error: no page is called "nowhere"')
        assert preview.shows("/about.html", b"First edit.")
        wikis.write(preview.root, note("Second edit."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"Second edit."))
        (preview.root / "content/about.md").unlink()
        preview.wait(lambda: preview.get("/about.html")[0] == 404)
    finally:
        assert preview.stop() == 0
    assert preview.says("stopped")


def test_a_wiki_with_a_mistake_from_the_start_says_so_and_comes_up_when_it_is_mended(tmp_path: Path) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki", note("[[nowhere]]")))
    try:
        preview.wait(lambda: preview.shows("/", b"Nothing to show yet"))
        assert preview.get("/")[0] == 404
        assert b"/livereload.js" in preview.get("/")[1]
        wikis.write(preview.root, note("Mended."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"Mended."))
    finally:
        preview.stop()


def test_a_disk_that_fails_is_told_in_a_line_and_the_preview_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.says("Ctrl-C") and preview.shows("/", b"Northport incidents"))
        temporary.rename(tmp_path / "elsewhere")
        temporary.write_text("in the way")
        wikis.write(preview.root, note("An edit."), base=False)
        preview.wait(lambda: preview.says("the preview stays as it was: "))
        temporary.unlink()
        (tmp_path / "elsewhere").rename(temporary)
        wikis.write(preview.root, note("The next edit."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"The next edit."))
    finally:
        assert preview.stop() == 0
    assert not preview.says("Traceback")


def test_serve_is_part_of_the_command() -> None:
    assert "serve" in main.commands


def test_asked_to_end_it_takes_its_folder_along(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    command = [
        sys.executable,
        "-m",
        "builder",
        "serve",
        "--root",
        str(wikis.write(tmp_path / "wiki")),
        "--port",
        str(free_port()),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(temporary)}) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("http://127.0.0.1:")
        assert list(temporary.iterdir()) != []
        server.terminate()
        server.wait(timeout=10)
    assert list(temporary.iterdir()) == []


def test_the_search_follows_behind_the_pages_and_is_there_after_an_edit(tmp_path: Path) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.shows("/pagefind/pages.json", b"actors/mayor.html"))
        wikis.write(preview.root, note("An edit."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"An edit."))
        assert preview.get("/pagefind/pagefind.js")[0] == 200
        preview.wait(lambda: preview.shows("/pagefind/pages.json", b"about.html"))
    finally:
        assert preview.stop() == 0


def test_pages_do_not_wait_for_the_search_and_neither_does_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(slow))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.shows("/", b"Northport incidents"))
        wikis.write(preview.root, note("An edit."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"An edit."))
        assert preview.get("/pagefind/pagefind.js")[0] == 404
    finally:
        assert preview.stop() == 0
    assert preview.says("stopped")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_search_that_cannot_be_made_is_told_and_the_pages_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nothing"))
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.says("the search keeps its last index: No such file or directory"))
        assert preview.shows("/", b"Northport incidents")
    finally:
        assert preview.stop() == 0
    assert not preview.says("Traceback")
