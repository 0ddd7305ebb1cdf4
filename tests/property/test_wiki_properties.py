"""What holds for any wiki: its links both ways, its bytes, its order, and that no text brings the program down."""

import os
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
import wikis
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steps import actor, entry, incident, linked, loaded, note, place, source

from builder import markup, syntax
from builder.check import check
from builder.cli import main
from builder.ids import Kind, PageId
from builder.link import link
from builder.model import Wiki
from builder.pipeline import Options, build
from builder.publish import publish
from builder.render import render

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
NAMES = ("one", "two", "three")
PAGES = (*NAMES, "mayor", "northport", "2024-01-01-depot", "herald", "about")


sentence = st.builds(
    lambda word, page, label, end: f"{word} [[{page}{label}]] so{end}",
    st.sampled_from(["One", "Then", "“Some”", "*All*"]),
    st.sampled_from(PAGES),
    st.sampled_from(["", "|label", "|the label"]),
    st.sampled_from([".", ".[@herald]", '.[@herald: "Two rockets hit"]', ". [@one]", "?"]),
)
body = st.lists(sentence, min_size=1, max_size=4).map(" ".join) | st.lists(sentence, min_size=1, max_size=3).map(
    lambda found: "## Part\n\n- " + "\n- ".join(found)
)
roles = st.lists(
    st.tuples(st.sampled_from(["one", "mayor"]), st.sampled_from(["attacker", "target", "victim", "mentioned"])), max_size=3
)


@st.composite
def wiki_texts(draw: st.DrawFn) -> str:
    """Draw a wiki of a few pages that lead to each other every which way, without an error."""
    parts = [note(draw(body))]
    for kind, slug in (("incident", "two"), ("place", "three"), ("source", "one")):
        text = draw(body)
        if kind == "incident":
            actors = ", ".join(f"{{actor: {who}, role: {role}}}" for who, role in draw(roles))
            date = draw(st.sampled_from(["2024-03-01", "2023", "2024-01-01"]))
            parts.append(incident("two", text, actors=f"[{actors}]", places="[three]", sources="[herald, one]", date=date))
        elif kind == "place":
            parts.append(place(slug, text, inside=draw(st.sampled_from(["northport", "null"])).replace("null", "northport")))
        else:
            parts.append(source(slug, text, publisher="one"))
    parts.append(actor("one", draw(body), title="Onesimus"))
    # One slug is two pages' here: name them in full.
    return "".join(parts).replace("[[one", "[[actors/one")


def whole(root: Path, text: str) -> Wiki:
    wiki, problems = linked(root, text)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return wiki


@SLOW
@given(wiki_texts())
def test_every_link_has_its_backlink_and_every_backlink_its_link(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wiki = whole(Path(folder), text)
    forward = {
        (page, target)
        for page, its in wiki.entries.items()
        for target in (
            *(found.target for found in its.links.values()),
            *(reference.source for reference in its.references),
            *its.refs.values(),
        )
        if target != page
    }
    backward = {(backlink.page, page) for page, its in wiki.entries.items() for backlink in its.backlinks}
    assert forward == backward


@SLOW
@given(wiki_texts())
def test_the_sentence_of_a_backlink_shows_the_link(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wiki = whole(Path(folder), text)
    for page, its in wiki.entries.items():
        for backlink in its.backlinks:
            labels = {found.label for found in entry(wiki, backlink.page).links.values() if found.target == page}
            for context in backlink.contexts:
                assert context.link in labels or (not context.link and wiki.entries[page].page.kind is Kind.SOURCE)
                assert not any("\ue000" <= character <= "\uf8ff" for character in context.before + context.link + context.after)


def drawn_site(root: Path, text: str) -> dict[str, bytes]:
    out = root / "site"
    built, problems = build(Options(root=wikis.write(root, text)), out)
    assert built, problems
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@SLOW
@given(wiki_texts(), st.randoms(use_true_random=False))
def test_the_order_of_pages_does_not_matter(text: str, shuffler: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages, _ = loaded(Path(folder), text)
    shuffled = list(pages.pages)
    shuffler.shuffle(shuffled)
    results = []
    for given_pages in (
        pages,
        replace(pages, pages=tuple(shuffled), archives=dict(sorted(pages.archives.items(), reverse=True))),
    ):
        checked, problems = check(given_pages)
        wiki, more = link(checked, given_pages.archives)
        artifacts, _ = render(wiki, given_pages.templates)
        results.append((artifacts, sorted([*problems, *more])))
    assert results[0] == results[1]


@SLOW
@given(wiki_texts())
def test_rendering_twice_gives_the_same_bytes_and_publishing_twice_writes_nothing(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages, _ = loaded(Path(folder), text)
        checked, _ = check(pages)
        wiki, _ = link(checked, pages.archives)
        first, second = render(wiki, pages.templates)[0], render(wiki, pages.templates)[0]
        assert first == second
        published = publish(first, Path(folder) / "site")
        assert len(published.written) == len(first)
        again = publish(second, Path(folder) / "site")
        assert (again.written, again.removed) == ((), ())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wiki_texts())
def test_every_page_is_html_without_an_error(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = drawn_site(Path(folder), text)
    for path in ("about.html", "incidents/two.html", "actors/one.html"):
        html5lib.HTMLParser(strict=True).parse(site[path].decode())


def test_the_hash_seed_does_not_matter(tmp_path: Path) -> None:
    text = (
        incident("two", "[[mayor]] [[Northport]].[@herald]", actors="[{actor: mayor, role: victim}, one]")
        + actor("one", aliases="[a, b, c]")
        + note("[[two]]")
    )
    wikis.write(tmp_path, text)
    sites = []
    for seed in ("0", "1", "4242"):
        out = tmp_path / f"site{seed}"
        command = [sys.executable, "-m", "builder", "build", "--root", str(tmp_path), "--out", str(out), "--jobs", "1"]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed})
        sites.append({path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert sites[0] == sites[1] == sites[2]


ODD = st.sampled_from([
    "---\n", "...\n", "title: ", "A\n", "type: person\n", "summary: s\n", "aliases: [a, b]\n", "relations: [{to: mayor, as: leads, source: herald}]\n", "[[", "]]", "[@",
    "inside: x\n", "- ", "{", "}", "[", "]", "\n", "&x ", "*x", "'", '"', "&#xe000;3&#xe001;", "\uffff", "\ufeff", "\u2028", "<b ", ">", "<script>", "![", "](x.md)", "[^1]: ",
    "status: draft\n", "redirect_from: [404, index]\n", "not_same_as: [mayor]\n", "sources: [herald]\n", '[@herald: "\u200b"]', "<https://a.org>", "<a@b.org>", "\t", "\r",
])  # fmt: skip
# Control and private-use characters end the reading of a page: one piece of them is enough.
ANY = st.lists(ODD | st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cc")), max_size=25).map("".join)
HEADERS = {
    "content/about.md": "title: A\n",
    "content/actors/x.md": "title: A\ntype: person\nsummary: s\n",
    "content/incidents/x.md": "title: A\ndate: 2024\ntype: attack\nsummary: s\nsources: [herald]\n",
    "content/places/x.md": "title: A\ntype: city\nsummary: s\n",
}


@st.composite
def files(draw: st.DrawFn) -> dict[str, str]:
    """Draw pages: whole ones with any body, ones with any further fields, and any text at all."""
    whole_page = {path: f"---\n{header}---\n{draw(ANY)}" for path, header in HEADERS.items()}
    return draw(
        st.just(whole_page)
        | st.just({path: f"---\n{header}{draw(ANY)}\n---\nText." for path, header in HEADERS.items()})
        | st.fixed_dictionaries({"content/index.md": ANY, "content/site.yaml": ANY})
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_no_text_of_a_page_brings_the_check_down(texts: dict[str, str]) -> None:
    markup._converter.cache_clear()
    with tempfile.TemporaryDirectory() as folder:
        root = wikis.write(Path(folder))
        for path, text in texts.items():
            (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))
        result = CliRunner().invoke(main, ["check", "--jobs", "1", "--root", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1)
    assert result.exit_code == (1 if ": error: " in result.stderr else 0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=60) | st.builds(lambda some: b"---\ntitle: A\n---\nText " + some, st.binary(max_size=30)))
def test_no_bytes_of_a_page_bring_the_check_down(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = wikis.write(Path(folder))
        (root / "content/about.md").write_bytes(content)
        result = CliRunner().invoke(main, ["check", "--jobs", "1", "--root", str(root)])
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("slug", ["actors/one", "incidents/two"])
def test_the_wikis_that_are_drawn_hold_marks(slug: str, tmp_path: Path) -> None:
    """Guard the guards: a strategy that drew no links would prove nothing."""
    wiki = whole(tmp_path, actor("one", "[[mayor]].[@herald]") + incident("two", "[[mayor]].[@herald]"))
    assert [*syntax.slots(wiki.entries[PageId(slug)].page.body.html)] == [0, 1]
