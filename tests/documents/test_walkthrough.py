"""The first incident of CONTRIBUTING, typed as it stands there: each command, each page, each line of an answer."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent.parent
BASH = shutil.which("bash") or "bash"
SECTION = re.compile(r"^### Your first incident, .*?(?=^### )", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"(?:^`(?P<path>content/[^`]+)`\n\n)?^```(?P<lang>[a-z]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# Started, seen to answer, and asked to end, as a reader would with Ctrl-C: it is the one command that does not end by itself.
SERVE = """wiki serve --port {port} > serve.log 2>&1 &
for wait in $(seq 200); do grep -q Ctrl-C serve.log && break; sleep 0.1; done
python -c 'import urllib.request as web; print(web.urlopen("http://127.0.0.1:{port}/incidents/2021-07-29-green-zone.html").read().decode())' | grep -o "<h1.*h1>"
kill -TERM $!; wait $!; rm serve.log"""


class Block(NamedTuple):
    path: str
    lang: str
    text: str


def blocks() -> list[Block]:
    section = SECTION.search((ROOT / "CONTRIBUTING.md").read_text())
    assert section
    return [Block(found["path"] or "", found["lang"], found["text"]) for found in BLOCK.finditer(section[0])]


def script(port: int) -> Iterator[str]:
    """Yield the lines of a script that does what the section says, and marks what each block of commands answers."""
    yield "set -e"
    for number, block in enumerate(blocks()):
        if block.path:
            # A page of this name has been begun by a command above.
            yield f"test -f {block.path}\ncat > {block.path} <<'END OF PAGE'\n{block.text}END OF PAGE"
        elif block.lang == "sh":
            yield f"echo '== {number}'\n" + re.sub(r"^wiki serve$", SERVE.format(port=port), block.text, flags=re.MULTILINE)


def test_each_step_works_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ran = subprocess.run([BASH, "-c", "\n".join(script(port))], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    answers = dict(re.findall(r"^== ([0-9]+)\n(.*?)(?=^== |\Z)", ran.stdout, re.MULTILINE | re.DOTALL))
    assert "Two rockets on the Green Zone" in ran.stdout
    told = [(number, block.text) for number, block in enumerate(blocks()) if block.lang == "text"]
    assert len(told) > 3
    for number, text in told:
        assert text in answers[str(number - 1)]
    assert (tmp_path / "practice/site/incidents/2021-07-29-green-zone.html").is_file()


@pytest.mark.parametrize("language", ["sh", "markdown", "text"])
def test_the_section_is_read_whole(language: str) -> None:
    section = SECTION.search((ROOT / "CONTRIBUTING.md").read_text())
    assert section
    assert section[0].count(f"```{language}\n") == sum(block.lang == language for block in blocks()) > 0
    assert section[0].count("```") == 2 * len(blocks())
