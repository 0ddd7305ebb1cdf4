"""Cases of the syntax: a title, Markdown, and the HTML of the body as it stands on the page, with what was found wrong."""

import re
from pathlib import Path

import pytest
from steps import linked, note, shown, source

CASES = Path(__file__).parent.parent / "cases"
# title, a line with a dot, Markdown, a dot, what is expected, a dot
_CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<given>.*?)\n\.\n(?P<expected>.*?)\n?\.$", re.MULTILINE | re.DOTALL)
AROUND = """-- content/places/ali-baba.md --
---
title: Ali Baba Square
type: area
aliases: [The Square, Ali’s Place]
summary: A square.
---

## Its past

Text.

## ماذا حدث

Text.
"""


def read(file: Path) -> list[tuple[str, str, str]]:
    return [(case["title"], case["given"], case["expected"]) for case in _CASE.finditer(file.read_text())]


def result(root: Path, given: str) -> str:
    """Return the HTML of the body, then its problems."""
    wiki, problems = linked(root, AROUND + source("tribune") + note(given))
    lines = [shown(wiki, "about")] if "about" in wiki.entries else []
    for problem in sorted(problems):
        # Lines count from the first of the Markdown.
        place = f"{problem.line - 3}:{problem.column}" if problem.path == "content/about.md" else problem.path
        lines.append(f"! {place} {problem.message} [{problem.rule}]")
    return "\n".join(lines)


ALL = [(file, case) for file in sorted(CASES.glob("*.txt")) for case in read(file)]


@pytest.mark.parametrize(("file", "case"), ALL, ids=[f"{file.stem}: {case[0]}" for file, case in ALL])
def test_a_case_gives_what_is_expected(file: Path, case: tuple[str, str, str], tmp_path: Path, accept: bool) -> None:
    title, given, expected = case
    found = result(tmp_path, given)
    if accept:
        old = f"{title}\n.\n{given}\n.\n{expected}" + ("\n.\n" if expected else ".\n")
        text = file.read_text() + "\n"
        assert text.count(old) == 1
        file.write_text(text.replace(old, f"{title}\n.\n{given}\n.\n{found}\n.\n").rstrip("\n") + "\n")
        return
    assert found == expected


@pytest.mark.parametrize("file", sorted(CASES.glob("*.txt")), ids=lambda file: file.stem)
def test_a_file_holds_nothing_but_cases(file: Path) -> None:
    assert _CASE.sub("", file.read_text()).strip() == ""
    titles = [title for title, _, _ in read(file)]
    assert len(set(titles)) == len(titles)
    assert titles
