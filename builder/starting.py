"""A wiki of one's own: a folder that holds the program, so that it can be built for ever, and a wiki without incidents.

The program is copied as it lies here, byte for byte. What a new wiki says of itself lies in ``builder/starter/``, with gaps such as
``$title`` in the files that have them. A wiki begun by a begun wiki is the same.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

from builder import load
from builder.filewriting import new_folder
from builder.pagetexts import yaml
from builder.pipeline import OWN_TEMPLATES, Options, examine
from builder.problems import Problem, has_errors
from builder.survey import UseError
from builder.syntax import unwanted_in

HOME: Final = OWN_TEMPLATES.parent
STARTER: Final = "builder/starter"
PROGRAM: Final = (
    "builder", "templates", "schemas", "requirements/run.txt", "pyproject.toml", "Makefile", "ARCHITECTURE.md",
    "CHANGELOG.md", "CONTRIBUTING.md", ".github/ISSUE_TEMPLATE", ".github/dependabot.yml", ".github/workflows", ".github/pull_request_template.md",
    "LICENSE", ".gitattributes", ".gitignore", ".pre-commit-config.yaml", ".vscode", "frontmatter.json", "content/.obsidian/app.json",
    "site/.gitignore",
)  # fmt: skip
"""Files and whole folders that a new wiki takes over."""
MANUAL: Final = "CONTRIBUTING.md"
# Sections of the manual that speak of the wiki that ships with the program, or of its tests.
FIRST_WIKI: Final = (
    re.compile(r"^### Your first incident.*?(?=^### )", re.MULTILINE | re.DOTALL),
    re.compile(r"^## For developers\n.*\Z", re.MULTILINE | re.DOTALL),
)
_OPTIONS: Final = ("title", "summary", "lang", "time_zone")
_FILLED: Final = (load.SITE, "content/index.md", "README.md")
_LEFT_OUT: Final = ("__pycache__", ".DS_Store")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_NO_PUNCTUATION: Final = re.compile(r"[\W_]+")
_SUMMARY: Final = "A wiki of incidents, in which every statement is traced to the words of an article."


@dataclass(frozen=True, slots=True)
class About:
    """What a new wiki is told of itself, as in ``content/site.yaml``; a title that is None is made of the folder's name."""

    title: str | None = None
    summary: str | None = None
    lang: str = "en"
    time_zone: str = "UTC"


def begin(folder: Path, about: About, home: Path = HOME) -> None:
    """Make ``folder`` a wiki of its own, whole or not at all, from the program in ``home``. Raises UseError or OSError."""
    folder = folder.absolute()
    if why := _unfit(folder):
        raise UseError(why)
    files = wiki_files(folder.name, about, home)
    with new_folder(folder) as fresh:
        for path, content in files.items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_bytes(content)
        examined = examine(Options(fresh))
        if has_errors(examined.problems):
            raise UseError("\n".join(_told(examined.problems, files)))


def wiki_files(name: str, about: About, home: Path = HOME) -> dict[str, bytes]:
    """Return the files of a new wiki in a folder called ``name``, by path in slashes. Raises UseError."""
    said = _NO_PUNCTUATION.sub(" ", name).strip()
    title = f"{said[:1].upper()}{said[1:]}" if about.title is None else about.title
    for option, given in (("title", title), ("summary", about.summary), ("lang", about.lang), ("time-zone", about.time_zone)):
        if given and unwanted_in(given):
            raise UseError(f"--{option} has a character that no page can show")
    gaps = {
        "title": yaml(title),
        "summary": yaml(about.summary or _SUMMARY),
        "lang": yaml(about.lang),
        "time_zone": yaml(about.time_zone),
        "heading": _MARKDOWN.sub(r"\\\1", " ".join(title.split())),
    }
    if lacking := [part for part in PROGRAM if not any(_files(home, part))]:
        raise UseError(
            f"the program in {home} has no {lacking[0]}, which a wiki of its own needs: it may have been installed without the rest "
            f"of its folder. Begin from the whole folder, there: `make check`, then `.venv/bin/wiki init DIR`"
        )
    taken = {path: (home / path).read_bytes() for part in PROGRAM for path in sorted(_files(home, part))}
    taken[MANUAL] = _manual(taken[MANUAL].decode()).encode()
    own = {path.removeprefix(f"{STARTER}/"): content for path, content in taken.items() if path.startswith(f"{STARTER}/")}
    filled = {path: Template(own[path].decode()).substitute(gaps).encode() for path in _FILLED}
    return taken | own | filled


def told(folder: Path) -> Iterator[str]:
    """Yield the lines that tell how to go on with a wiki that was begun."""
    yield f"{folder} is a wiki without incidents: its pages lie in content/, and README.md says how to add the first ones."
    yield "Next:"
    yield f"  cd {shlex.quote(str(folder))}"
    yield "  git init -b main && git add -A && git commit -m 'An empty wiki'"
    yield "  make serve"


def _files(home: Path, part: str) -> Iterator[str]:
    """Yield the files that a part of the program is or holds; links, and what tools leave behind, are no part of it."""
    path = home / part
    if path.is_symlink() or path.name in _LEFT_OUT or path.name.endswith((".pyc", "~", ".swp", ".new")):
        return
    if path.is_dir():
        for entry in path.iterdir():
            yield from _files(home, f"{part}/{entry.name}")
    elif path.is_file():
        yield part


def _manual(text: str) -> str:
    """Return the manual of the program as it holds for any wiki."""
    for section in FIRST_WIKI:
        text = section.sub("", text)
    return f"{text.rstrip()}\n"


# What is refused


def _unfit(folder: Path) -> str:
    """Return why a folder can't become a wiki, and what to do instead; nothing where it can."""
    if folder.name in ("", ".."):
        return f"{folder} is no name; give the name of a new folder"
    if folder.is_symlink():
        return f"{folder} is a symbolic link; give the name of a new folder"
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; give the name of a new folder"
    if folder.is_dir() and (there := sorted(entry.name for entry in folder.iterdir())):
        more = f" and {len(there) - 1:,} more" if len(there) > 1 else ""
        return f"{folder} is not empty: it holds {there[0]}{more}; give the name of a new folder"
    if folder.exists() and folder.samefile(Path.cwd()):
        return f"{folder} is the folder that you are in; go up, with `cd ..`, and give its name"
    for outer in folder.resolve().parents:
        if (outer / load.SITE).is_file():
            return f"{folder} would lie in the wiki {outer}; give a folder outside of it, such as {outer.parent / folder.name}"
    return ""


def _told(problems: tuple[Problem, ...], files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with a new wiki, each thing once: by the option that it came from, or else with its place."""
    seen: set[str] = set()
    for problem in problems:
        if problem.level != "error" or problem.words in seen:
            continue
        seen.add(problem.words)
        lines = files[problem.path].decode().splitlines() if problem.path in _FILLED else []
        key = lines[problem.line - 1].partition(":")[0] if 0 < problem.line <= len(lines) else ""
        yield f"--{key.replace('_', '-')}: {problem.words}" if key in _OPTIONS else str(problem)
