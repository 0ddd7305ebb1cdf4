"""What holds for any renaming in any wiki: it leads where it led, shows what it showed, and can be taken back to the byte."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import wikis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steps import actor, incident, note, place, source

from builder.bodyviews import body_html
from builder.check import check
from builder.ids import PageId
from builder.link import link
from builder.load import load
from builder.model import Wiki
from builder.moves import Move, Refusal, carry_out
from builder.moving import plan
from builder.pipeline import OWN_TEMPLATES
from builder.problems import Problem

FILES = {
    "mayor": "actors",
    "one": "actors",
    "northport": "places",
    "two": "places",
    "herald": "sources",
    "2024-01-01-depot": "incidents",
}
TARGETS = [*FILES, *(f"{folder}/{slug}" for slug, folder in FILES.items()), "places/one", "about"]
NAMES = ["Mayor of Northport", "the mayor", "Northport", "ONE", "Mayor", "Actors/Mayor", "Two", "nowhere"]
NEW = ["fresh", "fresh-air", "two", "one", "mayor-of-northport", "depot", "mayor", "the-two", "harbour-master"]


@st.composite
def marks(draw: st.DrawFn) -> str:
    """Draw what may lead somewhere, in one of the ways to write it."""
    target = draw(st.sampled_from([*TARGETS, *NAMES]))
    slug = draw(st.sampled_from(sorted(FILES)))
    return draw(st.sampled_from([
        f"[[{target}]]", f"[[ {target}|a label]]", f"[[{target}#part]]", f"[[\n{target}|x]]", f"`[[{target}]]`", f"\\[[{target}]]",
        f"[words](../{FILES[slug]}/{slug}.md)", f'[words](../{FILES[slug]}/{slug}.md#part "{slug}")', f"[{slug}][ref-{slug}]",
        "[@herald]", '[@sources/herald: "Two rockets hit"]', "[@herald:\n“Two rockets hit”]", f"plain {target}",
        f"\n\n> [[{target}|x]]\n\n", f"\n\n| a |\n|---|\n| [[{target}\\|x]] |\n\n", f"\n\n    [[{target}]]\n\n",
    ]))  # fmt: skip


bodies = st.lists(marks(), min_size=1, max_size=5).map(
    lambda found: (
        "## Part\n\nText "
        + " and ".join(found)
        + ".\n\n"
        + "".join(f"[ref-{slug}]: ../{folder}/{slug}.md '{slug}'\n" for slug, folder in FILES.items())
    )
)
refs = st.sampled_from(["{}", "'{}'", '"{}"', " {} "])


@st.composite
def wiki_texts(draw: st.DrawFn) -> str:
    """Draw a wiki whose pages name each other every which way, some of them wrongly."""

    def ref(*targets: str) -> str:
        return draw(refs).format(draw(st.sampled_from(targets)))

    claim = f"{{id: c1, about: target, value: {ref('two', 'quay', 'one', 'northport', 'Northport')}, by: {ref('mayor')}, source: {ref('herald')}, quote: Two rockets hit}}"
    return "".join((
        note(draw(bodies), redirect_from=draw(st.sampled_from(["[was]", "\n- was # c\n- older"]))),
        actor("one", draw(bodies), not_same_as=f"[{ref('mayor', 'actors/mayor')}]", status=draw(st.sampled_from(["published", "draft"]))),
        place("one", draw(bodies), title="Another"),
        place("two", draw(bodies), inside=ref("northport", "one"), aliases="[Quay]"),
        incident(
            "2024-01-01-depot", draw(bodies), actors=f"\n  - {ref('mayor')}\n  - actor: {ref('actors/one')} # one\n", places=f"[{ref('two')}]",
            sources=f"[{ref('herald', 'sources/herald')}]", claims=f"[{claim}]", title="Depot",
        ),
        source("herald", draw(bodies), publisher=ref("mayor", "one"), title="Harbour master"),
    ))  # fmt: skip


def read(root: Path) -> tuple[Wiki, list[Problem]]:
    loaded, problems = load(root, OWN_TEMPLATES)
    checked, more = check(loaded)
    wiki, most = link(checked, loaded.archives, drafts=True)
    return wiki, [*problems, *more, *most]


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def but_redirects(given: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out what is not taken back: redirects, the case of an id, and that a slug did where it does not do any more."""
    without = {path: re.sub(rb"redirect_from:(.*|(\r?\n- .*)+)\r?\n", b"", text) for path, text in given.items()}
    return {path: re.sub(b"(actors|places|sources|incidents)/", b"", text.lower()) for path, text in without.items()}


def words(wiki: Wiki, page: PageId) -> str:
    return re.sub("<[^>]*>", "", str(body_html(wiki.entries[page], f"{page}.html")))


line_ends = st.sampled_from(["\n", "\r\n"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wiki_texts(), st.sampled_from(TARGETS), st.sampled_from(NEW), line_ends, st.booleans())
def test_a_renaming_changes_the_id_and_nothing_else(text: str, old: str, new: str, line_end: str, marked: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = wikis.write(Path(folder), text)
        for path in root.rglob("*.md"):
            path.write_bytes((b"\xef\xbb\xbf" if marked else b"") + path.read_bytes().replace(b"\n", line_end.encode()))
        before, (wiki, problems) = files(root), read(root)
        move = plan(root, old, new)
        assert files(root) == before
        if isinstance(move, Refusal):
            assert move.words
            return
        carry_out(root, move)
        renamed, found = read(root)
        there = {page: move.new if page == move.old else page for page in wiki.entries}
        assert {there[page] for page in wiki.entries} == set(renamed.entries)
        for page, entry in wiki.entries.items():
            now = renamed.entries[there[page]]
            led = {slot: (there.get(link.target, link.target), link.fragment, link.label) for slot, link in entry.links.items()}
            assert {slot: (link.target, link.fragment, link.label) for slot, link in now.links.items()}.items() >= led.items()
            assert [reference.source for reference in now.references] == [there[r.source] for r in entry.references]
            if len(now.links) == len(led):
                assert words(renamed, there[page]) == words(wiki, page)
        paths = {f"content/{move.old}.md": f"content/{move.new}.md"}
        had = sorted((paths.get(problem.path, problem.path), problem.rule) for problem in problems)
        have = sorted((problem.path, problem.rule) for problem in found)
        assert all(have.count(problem) <= had.count(problem) for problem in have)
        back = plan(root, move.new, move.old)
        if isinstance(back, Refusal):  # what led nowhere has found a target, and would lose it again
            assert len(have) < len(had)
            return
        carry_out(root, back)
        assert but_redirects(files(root)) == but_redirects(before)


@pytest.mark.parametrize(("old", "new"), [("mayor", "fresh"), ("actors/one", "fresh"), ("herald", "fresh"), ("two", "fresh")])
def test_the_wikis_that_are_drawn_can_be_renamed_in(tmp_path: Path, old: str, new: str) -> None:
    """Guard the guard: a strategy whose renamings were all refused would prove nothing."""
    text = note("[[mayor]]") + actor("one") + place("two")
    assert isinstance(plan(wikis.write(tmp_path, text), old, new), Move)
