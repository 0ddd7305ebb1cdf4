import asyncio
import contextlib
import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
import wikis
from click.testing import CliRunner
from steps import actor, incident, note, rendered
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from builder.cli import main
from builder.problems import Position, problem
from builder.rules import ADDRESS_LOST, HEADING, PAGE_PATH
from builder.showing import worst_first

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

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
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

    def listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self, asked: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(asked)
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
    assert f'<script defer src="/livereload.js?port={preview.port}&amp;'.encode() in html
    assert headers["cache-control"] == "no-store"
    assert headers["content-type"].startswith("text/html")


def test_the_script_is_there_and_allowed_by_the_policy(preview: Preview) -> None:
    status, script, _ = preview.get("/livereload.js")
    assert (status, b"WebSocket" in script) == (200, True)
    html = preview.get("/index.html")[1]
    inside = re.findall(rb"<script(?![^>]*\ssrc=)[^>]*>", html)
    assert {*inside} <= {b'<script type="application/ld+json">'}, "a script inside the page would be blocked"


def test_folders_show_their_index(preview: Preview) -> None:
    assert preview.shows("/", b"Northport incidents")
    assert preview.shows("/actors/", b"Mayor of Northport")


def test_drafts_are_shown(preview: Preview) -> None:
    assert preview.shows("/about.html", b"Draft text.")


def test_a_page_is_never_answered_from_memory(preview: Preview) -> None:
    for path in ("/index.html", "/assets/style.css", "/_preview/problems.json", "/actors/nobody.html"):
        status, _, headers = preview.get(path)
        assert headers["cache-control"] == "no-store"
        assert preview.get(path, **{"If-None-Match": headers.get("etag", '"x"')})[0] == status


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
        status, html, _ = preview.get("/")
        assert status == 503
        assert b"/livereload.js" in html
        assert b"content/about.md:4:1" in html
        assert b"no page is called &quot;nowhere&quot;" in html
        wikis.write(preview.root, note("Mended."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"Mended."))
    finally:
        preview.stop()


def test_serve_is_part_of_the_command() -> None:
    assert "serve" in main.commands


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/index.html", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/data/incidents.json", "application/json; charset=utf-8"),
        ("/data/claims.csv", "text/csv; charset=utf-8"),
        ("/_preview/overlay.js", "text/javascript; charset=utf-8"),
        ("/_preview/overlay.css", "text/css; charset=utf-8"),
        ("/_preview/problems.json", "application/json; charset=UTF-8"),
        ("/pagefind/pagefind-entry.json", "application/json; charset=utf-8"),
        ("/pagefind/wasm.en.pagefind", "application/octet-stream"),
    ],
)
def test_a_file_is_of_its_type(preview: Preview, path: str, kind: str) -> None:
    assert preview.get("/pagefind/pagefind.js")[0] == 200
    status, content, headers = preview.get(path)
    assert (status, headers["content-type"]) == (200, kind)
    assert headers["x-content-type-options"] == "nosniff"
    assert len(content) == int(headers["content-length"])


def test_a_request_for_the_head_alone_is_answered_as_the_whole_but_without_it(preview: Preview) -> None:
    for path in ("/", "/assets/style.css", "/actors/nobody.html"):
        whole, head = preview.get(path), preview.get(path, method="HEAD")
        assert (head[0], head[1]) == (whole[0], b"")
        assert head[2]["content-length"] == str(len(whole[1]))


def test_a_folder_without_a_slash_leads_to_the_one_with(preview: Preview) -> None:
    status, _, headers = preview.get("/actors")
    assert (status, headers["location"]) == (302, "/actors/")
    assert preview.get("//actors")[0] == 404


def test_a_draft_is_marked_where_it_is_listed_and_where_a_link_leads_to_it(tmp_path: Path) -> None:
    text = (
        actor("x", title="Ali", status="draft") + note("[[Ali]] and [[Northport]].", status="draft") + incident("y", actors="[x]")
    )
    files = rendered(tmp_path, text, drafts=True)
    assert b'<strong class="status">draft</strong>' in files["actors/index.html"]
    assert (
        b'<a href="actors/x.html" class="draft">Ali</a> and <a href="places/northport.html">Northport</a>' in files["about.html"]
    )
    assert b'<a href="../actors/x.html" class="draft">Ali</a>' in files["incidents/y.html"]
    assert b'"draft"' in files["data/finder.js"]


def problems(preview: Preview, page: str = "/") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(preview.get(f"/_preview/problems.json?page={page}")[1])
    return found


def test_what_is_to_be_mended_is_told_to_the_browser_errors_first_and_of_the_page_first(tmp_path: Path) -> None:
    unused = "".join(f"-- seeds/more{number:02}.txt --\nText.\n" for number in range(30))
    preview = Preview(wikis.write(tmp_path / "wiki", unused + note("# Heading\n\nText.")))
    try:
        preview.wait(lambda: preview.shows("/", b"Northport incidents"))
        found = problems(preview, "/about.html")
        assert (found["isStopped"], len(found["problems"])) == (False, 20)
        assert found["here"] == "1 warning"
        assert re.fullmatch(r"And [0-9]+ warnings more: wiki check tells all\.", found["more"])
        assert found["problems"][0] == {
            "place": "content/about.md:4:3", "level": "warning", "rule": "heading",
            "message": found["problems"][0]["message"], "hint": found["problems"][0]["hint"],
        }  # fmt: skip
        assert {told["level"] for told in problems(preview)["problems"]} == {"warning"}
        wikis.write(preview.root, note("[[nowhere]]", "content/zoo.md", title="Zoo"), base=False)
        preview.wait(lambda: bool(problems(preview)["isStopped"]))
        assert problems(preview, "/about.html")["problems"][0]["place"] == "content/zoo.md:4:1"
    finally:
        preview.stop()


def test_lost_addresses_are_told_after_what_they_are_lost_by() -> None:
    lost = problem(ADDRESS_LOST, Position("addresses.txt", 1), "x was published", "y")
    stray = problem(PAGE_PATH, Position("content/aktors/x.md"), "no kind of page lies here", "y")
    warning = problem(HEADING, Position("content/about.md"), "x", "y")
    assert worst_first([warning, lost, stray]) == (stray, lost, warning)


def test_a_page_says_which_state_it_shows_and_a_mistake_is_no_new_one(tmp_path: Path) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki", note("First.")))
    try:
        preview.wait(lambda: preview.shows("/about.html", b"First."))
        first = problems(preview)
        assert f'data-version="{first["version"]}"'.encode() in preview.get("/about.html")[1]
        wikis.write(preview.root, note("[[nowhere]]"), base=False)
        preview.wait(lambda: bool(problems(preview)["isStopped"]))
        assert problems(preview)["version"] == first["version"]
        assert problems(preview)["change"] != first["change"]
        wikis.write(preview.root, note("Second."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"Second."))
        preview.wait(lambda: problems(preview)["version"] != first["version"])
    finally:
        preview.stop()


async def _messages(port: int, change: Callable[[], object]) -> list[dict[str, Any]]:
    """Return what the browser is told upon a change."""
    own = f"127.0.0.1:{port}"
    connection = await websocket_connect(HTTPRequest(f"ws://{own}/livereload", headers={"Origin": f"http://{own}"}))
    try:
        await connection.write_message('{"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}')
        await asyncio.wait_for(connection.read_message(), SECONDS)
        change()
        told = [json.loads(str(await asyncio.wait_for(connection.read_message(), SECONDS)))]
        with contextlib.suppress(TimeoutError):
            while True:
                told.append(json.loads(str(await asyncio.wait_for(connection.read_message(), 0.3))))
        return told
    finally:
        connection.close()


def test_a_change_of_a_style_sheet_alone_needs_no_new_page(tmp_path: Path) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki", "-- templates/assets/style.css --\na { color: red }\n"))
    try:
        preview.wait(lambda: preview.shows("/assets/style.css", b"red"))
        version = problems(preview)["version"]
        style = preview.root / "templates/assets/style.css"
        told = asyncio.run(_messages(preview.port, lambda: replaced(style, "a { color: blue }")))
        assert {message["path"] for message in told} == {"assets/style.css", "/_preview/problems.json"}
        assert preview.shows("/assets/style.css", b"blue")
        assert problems(preview)["version"] == version
        told = asyncio.run(_messages(preview.port, lambda: wikis.write(preview.root, note("Text."), base=False)))
        assert {message["path"] for message in told} == {"*"}
    finally:
        preview.stop()


def replaced(file: Path, text: str) -> None:
    """Save a file as careful editors do: another one takes its place."""
    other = file.with_name(f".{file.name}.new")
    other.write_text(text)
    other.replace(file)


def test_a_wiki_with_an_address_is_shown_under_its_path_and_goes_with_it(tmp_path: Path) -> None:
    site = "-- content/site.yaml --\ntitle: Northport incidents\nbase_url: https://example.org/{}\n"
    preview = Preview(wikis.write(tmp_path / "wiki", site.format("wiki/")))
    home = f"http://127.0.0.1:{preview.port}/wiki/"
    try:
        preview.wait(lambda: preview.says(f"{home} (stop with Ctrl-C)"))
        assert preview.get("/")[2]["location"] == "/wiki/"
        assert preview.get("/wiki")[2]["location"] == "/wiki/"
        assert preview.get("/wiki/actors")[2]["location"] == "/wiki/actors/"
        assert preview.shows("/wiki/actors/mayor.html", b"Mayor of Northport")
        for lost in ("/wiki/deep/nobody.html", "/actors/mayor.html"):
            status, html, _ = preview.get(lost)
            assert status == 404
            assert b'href="/wiki/actors/index.html"' in html
        assert b"example.org" not in preview.get("/wiki/actors/mayor.html")[1]
        wikis.write(preview.root, site.format("other"), base=False)
        preview.wait(lambda: preview.says(f"http://127.0.0.1:{preview.port}/other/ (stop with Ctrl-C)"))
        assert preview.shows("/other/", b"Northport incidents")
    finally:
        preview.stop()


def test_each_change_is_told_in_a_line_and_only_what_is_new_below_it(tmp_path: Path) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki", note("# Heading\n\nText.")))
    try:
        preview.wait(lambda: preview.says("Ctrl-C"))
        wikis.write(preview.root, note("\n\n# Heading\n\nMore."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"More."))
        wikis.write(preview.root, note("[[nowhere]]", "content/zoo.md", title="Zoo"), base=False)
        preview.wait(lambda: preview.says("the preview stays as it was"))
        log = preview.log.read_text()
        assert re.search(r"^content/about.md: [0-9,]+ ms, ", log, re.MULTILINE)
        assert re.search(r"^content/zoo.md: [0-9,]+ ms, 1 error and ", log, re.MULTILINE)
        assert log.count("[heading]") == 1
        assert "\x1b" not in log
    finally:
        preview.stop()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that the preview takes for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a program stand for Pagefind that is never done; it says that it has begun in the file that this gives."""
    begun, program = tmp_path / "begun", tmp_path / "slow"
    program.write_text(f"#!/bin/sh\necho $$ > {begun}.new && mv {begun}.new {begun}\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    return begun


def asking(preview: Preview) -> threading.Thread:
    def ask() -> None:
        with contextlib.suppress(OSError, HTTPException):
            preview.get("/pagefind/pagefind.js")

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def is_running(process: str) -> bool:
    try:
        return Path("/proc", process, "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_search_is_made_when_it_is_asked_for_and_anew_after_an_edit(tmp_path: Path, temporary: Path) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.shows("/", b"Northport incidents"))
        assert b"actors/mayor.html" in preview.get("/pagefind/pages.json")[1]
        entry = json.loads(preview.get("/pagefind/pagefind-entry.json")[1])
        meta = f"/pagefind/pagefind.{entry['languages']['en']['hash']}.pf_meta"
        assert preview.get(meta)[0] == 200
        wikis.write(preview.root, note("An edit."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"An edit."))
        preview.wait(lambda: preview.shows("/pagefind/pages.json", b"about.html"))
        assert preview.get(meta)[0] == 200, "a page that is open goes on with the index before"
        assert list(temporary.iterdir()) == []
    finally:
        assert preview.stop() == 0


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_neither_pages_nor_the_end_wait_for_the_search(
    tmp_path: Path, temporary: Path, slow: Path, asked: signal.Signals
) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.shows("/", b"Northport incidents"))
        waiting = asking(preview)
        preview.wait(slow.exists)
        wikis.write(preview.root, note("An edit."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"An edit."))
    finally:
        assert preview.stop(asked) == 0
    waiting.join(SECONDS)
    assert preview.log.read_text().endswith("stopped\n")
    assert not preview.says("Traceback")
    assert list(temporary.iterdir()) == []
    assert not is_running(slow.read_text().strip())


def test_a_search_that_is_out_of_date_before_it_is_made_is_made_anew(
    tmp_path: Path, temporary: Path, slow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.shows("/", b"Northport incidents"))
        first = asking(preview)
        preview.wait(slow.exists)
        process = slow.read_text().strip()
        slow.unlink()
        wikis.write(preview.root, note("An edit."), base=False)
        preview.wait(lambda: preview.shows("/about.html", b"An edit."))
        second = asking(preview)
        preview.wait(slow.exists)
        preview.wait(lambda: not is_running(process))
    finally:
        assert preview.stop() == 0
    first.join(SECONDS)
    second.join(SECONDS)
    assert list(temporary.iterdir()) == []


def test_what_makes_the_search_ends_with_a_preview_that_is_killed(tmp_path: Path, temporary: Path, slow: Path) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.shows("/", b"Northport incidents"))
        waiting = asking(preview)
        preview.wait(slow.exists)
    finally:
        preview.stop(signal.SIGKILL)
    waiting.join(SECONDS)
    deadline = time.monotonic() + SECONDS
    while (list(temporary.iterdir()) or is_running(slow.read_text().strip())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(temporary.iterdir()) == []
    assert not is_running(slow.read_text().strip())


def test_a_search_that_cannot_be_made_is_told_once_and_the_pages_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nothing"))
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(lambda: preview.shows("/", b"Northport incidents"))
        assert preview.get("/pagefind/pagefind.js")[0] == 404
        assert preview.get("/pagefind/pages.json")[0] == 404
        assert preview.log.read_text().count("the search has names only: No such file or directory") == 1
        assert preview.shows("/", b"Northport incidents")
    finally:
        assert preview.stop() == 0
    assert not preview.says("Traceback")


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0.0, 0.15, 0.3, 0.6])
def test_it_stops_in_order_whenever_it_is_asked_to_and_however_often(
    tmp_path: Path, temporary: Path, asked: signal.Signals, after: float
) -> None:
    preview = Preview(wikis.write(tmp_path / "wiki"))
    try:
        preview.wait(preview.listens)
        time.sleep(after)
        for _ in range(3):
            preview.process.send_signal(asked)
            time.sleep(0.01)
    finally:
        assert preview.stop(asked) == 0, preview.log.read_text()
    assert preview.log.read_text().count("stopped\n") == 1
    assert preview.log.read_text().endswith("stopped\n")
    assert not preview.says("Traceback")
    assert list(temporary.iterdir()) == []


def test_a_port_that_may_not_be_had_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("builder.answering.bind_sockets", refuse)
    done = CliRunner().invoke(main, ["serve", "--root", str(wikis.write(tmp_path)), "--port", "80"])
    assert done.exit_code == 2
    assert "port 80 cannot be had: Permission denied; choose another one with --port" in done.stderr
