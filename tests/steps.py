"""The stages one after another on a tiny wiki, each with the problems found up to it."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import wikis

from builder.bodyviews import body_html
from builder.check import check
from builder.dates import parse_date
from builder.facts import LinkView
from builder.fieldtypes import Count
from builder.findings import Claim
from builder.ids import PageId
from builder.link import link
from builder.load import load
from builder.model import Artifact, Checked, Entry, Loaded, Wiki
from builder.pipeline import OWN_TEMPLATES
from builder.points import POINTS, stated
from builder.problems import Problem
from builder.render import render
from builder.syntax import Citation, FileLink, Wikilink

# Tiny wikis are full of them; tests of anything else don't look.
LOOSE_ENDS = ("unlinked-mention", "orphan", "alias-unused", "lookalike", "source-unused", "sentence-uncited")


def loaded(root: Path, text: str = "", *, base: bool = True) -> tuple[Loaded, list[Problem]]:
    return load(wikis.write(root, text, base=base), OWN_TEMPLATES)


def checked(root: Path, text: str = "", *, base: bool = True) -> tuple[Checked, list[Problem]]:
    pages, problems = loaded(root, text, base=base)
    result, found = check(pages)
    return result, problems + but_loose_ends(found)


def linked(root: Path, text: str = "", *, base: bool = True, drafts: bool = False) -> tuple[Wiki, list[Problem]]:
    pages, problems = loaded(root, text, base=base)
    result, found = check(pages)
    wiki, more = link(result, pages.archives, drafts)
    return wiki, problems + but_loose_ends(found + more)


def loose_ends(root: Path, text: str = "", *, base: bool = True, drafts: bool = False) -> list[Problem]:
    """Return what an editor should see to in a tiny wiki that has no error."""
    pages, problems = loaded(root, text, base=base)
    result, found = check(pages)
    _, more = link(result, pages.archives, drafts)
    assert [str(problem) for problem in (*problems, *found, *more) if problem.level == "error"] == []
    return [problem for problem in sorted(found + more) if problem.rule in LOOSE_ENDS]


def but_loose_ends(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.rule not in LOOSE_ENDS]


def rendered(root: Path, text: str = "", *, base: bool = True, drafts: bool = False, base_url: str = "") -> dict[str, bytes]:
    """Return the site by address; the wiki must have no error."""
    pages, problems = loaded(root, text, base=base)
    result, found = check(pages)
    wiki, more = link(result, pages.archives, drafts)
    artifacts, most = render(wiki, pages.templates, base_url)
    assert [str(problem) for problem in (*problems, *found, *more, *most) if problem.level == "error"] == []
    return by_path(artifacts)


def by_path(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for artifact in artifacts:
        assert artifact.path not in found, "two files of the site have one address"
        found[artifact.path] = artifact.content
    return found


def whole(link: LinkView) -> str:
    """Return a link as a reader reads it, with what stands around it."""
    return f"{link.before}{link.text}{link.after}"


def told(problems: Iterable[Problem]) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.rule}" for problem in sorted(problems)]


def entry(wiki: Wiki, page: str) -> Entry:
    return wiki.entries[PageId(page)]


def shown(wiki: Wiki, page: str) -> str:
    """Return the HTML of a body as it stands on the page."""
    return str(body_html(entry(wiki, page), f"{page}.html"))


def note(markdown: str, path: str = "content/about.md", **fields: Any) -> str:
    """Return a page without sources, as a part of a wiki's text."""
    if fields.get("status") == "withdrawn":
        fields = {"withdrawn": "{date: 2024-06-01, text: It was wrong.}"} | fields
    header = "".join(f"{name}: {value}\n" for name, value in ({"title": "About"} | fields).items())
    return f"-- {path} --\n---\n{header}---\n{markdown}\n"


def incident(slug: str, markdown: str = "Text.[@herald]", **fields: Any) -> str:
    """Return an incident with all that an incident needs, as a part of a wiki's text."""
    needed = {"title": slug.title(), "date": "2024-03-01", "type": "attack", "summary": "A summary.", "sources": "[herald]"}
    return note(markdown, f"content/incidents/{slug}.md", **(needed | fields))


def actor(slug: str, markdown: str = "Text.", **fields: Any) -> str:
    needed = {"title": slug.title(), "type": "person", "summary": "A summary."}
    return note(markdown, f"content/actors/{slug}.md", **(needed | fields))


def place(slug: str, markdown: str = "Text.", **fields: Any) -> str:
    needed = {"title": slug.title(), "type": "city", "summary": "A summary."}
    return note(markdown, f"content/places/{slug}.md", **(needed | fields))


def source(slug: str, markdown: str = "Text.", **fields: Any) -> str:
    needed = {"title": slug.title(), "published": "2024-01-03", "archive": f"{{file: seeds/{slug}.txt, sha256: {wikis.SHA256}}}"}
    page = note(markdown, f"content/sources/{slug}.md", **(needed | fields))
    return f"{page}-- seeds/{slug}.txt --\n{wikis.ARTICLE}"


def archived(slug: str, text: str, **fields: Any) -> str:
    """Return a source with an archived text of its own, as a part of a wiki's text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return source(slug, archive=f"{{file: seeds/{slug}.txt, sha256: {digest}}}", **fields).replace(wikis.ARTICLE, text)


def stating(*claims: str, **fields: Any) -> str:
    """Return the incident ``x`` with claims c1, c2, …, each given as ``about: …, value: …, source: …``."""
    written = [
        f"{{id: c{number}, {claim}{'' if 'quote:' in claim else ', quote: Two rockets hit'}}}"
        for number, claim in enumerate(claims, 1)
    ]
    sources = dict.fromkeys(re.findall(r"source: ([\w-]+)", " ".join(written)))
    needed = {"date": "2024-01-01", "sources": f"[{', '.join(sources)}]", "claims": f"[{', '.join(written)}]"}
    return incident("x", f"Text.[@{next(iter(sources))}]", **(needed | fields))


def claim(number: int, about: str, value: Count | str, source: str = "herald", **more: Any) -> Claim:
    """Return the claim ``c<number>``; where its point holds a page, ``value`` is one if it has the form of an id."""
    page = PageId(value) if isinstance(value, str) and "/" in value and POINTS[about].holds in ("actor", "page") else None
    said = parse_date(more.pop("said")) if "said" in more else None
    nothing = {"stance": "asserts", "by": None, "quote": "", "span": None, "refines": None, "note": None}
    return Claim(
        id=f"c{number}",
        about=about,
        stated=page or stated(about, value),
        page=page,
        source=PageId(source),
        said=said,
        **(nothing | more),
    )


def marks(found: Iterable[object]) -> list[str]:
    """Say what was found in a body, one mark a line."""
    lines = []
    for mark in found:
        match mark:
            case Wikilink():
                lines.append(f"wikilink {mark.target!r} {mark.heading!r} {mark.label!r}")
            case Citation():
                lines.append(f"citation {mark.source!r} {mark.words!r}")
            case FileLink():
                lines.append(f"file {mark.file!r} {mark.heading!r} {mark.label!r}")
            case _:
                lines.append(f"broken {getattr(mark, 'text', '')!r}")
    return lines
