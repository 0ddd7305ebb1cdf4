import os
from pathlib import Path

import pytest
import wikis
from steps import actor, incident, note, place, source

from builder import moves
from builder.edits import EditError
from builder.filewriting import put
from builder.moves import Move, Refusal, carry_out, told, told_besides
from builder.moving import plan
from builder.pipeline import Options, examine


def moved(root: Path, text: str, old: str, new: str) -> dict[str, str]:
    """Move a page of a wiki; return the files that are other ones now, with their text."""
    wikis.write(root, text)
    before = files(root)
    move = plan(root, old, new)
    assert isinstance(move, Move), move
    carry_out(root, move)
    after = files(root)
    assert before.keys() - after.keys() == {moves.path_of(move.old)}
    return {path: content.decode() for path, content in after.items() if before.get(path) != content}


def refused(root: Path, text: str, old: str, new: str) -> str:
    before = files(wikis.write(root, text))
    refusal = plan(root, old, new)
    assert isinstance(refusal, Refusal), refusal
    assert files(root) == before
    return "\n".join((*refusal.found, refusal.words))


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[[mayor]]", "[[town-mayor]]"),
        ("[[ mayor ]]", "[[ town-mayor ]]"),
        ("[[actors/mayor]]", "[[actors/town-mayor]]"),
        ("[[actors/mayor#office|the\nmayor]]", "[[actors/town-mayor#office|the\nmayor]]"),
        ("[[\nmayor\n|the mayor]]", "[[\ntown-mayor\n|the mayor]]"),
        ("> [[\n> mayor|x]]", "> [[\n> town-mayor|x]]"),
        ("| a |\n|---|\n| [[mayor\\|x]] [[mayor]] |", "| a |\n|---|\n| [[town-mayor\\|x]] [[town-mayor]] |"),
        ("[[Mayor of Northport]] [[the mayor]] [[mayor]]", "[[Mayor of Northport]] [[the mayor]] [[town-mayor]]"),
        ("[[MAYOR]] [[Actors/Mayor|x]]", "[[town-mayor]] [[actors/town-mayor|x]]"),
        ("[x](actors/mayor.md)", "[x](actors/town-mayor.md)"),
        ('[mayor](./actors/mayor.md#office "The mayor")', '[mayor](./actors/town-mayor.md#office "The mayor")'),
        ("[x](actors/%6dayor.md)", "[x](actors/town-mayor.md)"),
        ("[x][m] [mayor][m]\n\n[m]: actors/mayor.md 'mayor'", "[x][m] [mayor][m]\n\n[m]: actors/town-mayor.md 'mayor'"),
        ("`[[mayor]]` [[mayor]]\n\n    [x](actors/mayor.md)", "`[[mayor]]` [[town-mayor]]\n\n    [x](actors/mayor.md)"),
        ("```\n[[mayor]]\n```\n\n\\[[mayor]] [[mayor]]", "```\n[[mayor]]\n```\n\n\\[[mayor]] [[town-mayor]]"),
        ('The mayor, actors/mayor.md, [@herald: "The mayor"] [[mayor]]', 'The mayor, actors/mayor.md, [@herald: "The mayor"] [[town-mayor]]'),
    ],
)  # fmt: skip
def test_what_leads_by_id_is_rewritten_and_nothing_else(tmp_path: Path, written: str, expected: str) -> None:
    mayor = actor("mayor", "## Office\n\nText.", title="Mayor of Northport", aliases="[the mayor]")
    found = moved(tmp_path, mayor + note(written), "mayor", "town-mayor")
    assert found["content/about.md"] == f"---\ntitle: About\n---\n{expected}\n"


def test_a_source_is_renamed_where_it_is_cited(tmp_path: Path) -> None:
    written = note('A.[@herald] B.[@sources/herald: "Two rockets hit"] C.[@herald: "Two\nrockets hit"] `[@herald]` [[herald]]')
    found = moved(tmp_path, written, "herald", "the-herald")
    assert found["content/about.md"].endswith(
        'A.[@the-herald] B.[@sources/the-herald: "Two rockets hit"] C.[@the-herald: "Two\nrockets hit"] `[@herald]` [[the-herald]]\n'
    )
    assert "sources: [the-herald]" in found["content/actors/mayor.md"]
    assert found["content/sources/the-herald.md"].startswith("---\ntitle: Depot hit\n")
    assert "redirect_from: [sources/herald]\n---\n" in found["content/sources/the-herald.md"]
    assert sorted(found) == [
        "content/about.md", "content/actors/mayor.md", "content/incidents/2024-01-01-depot.md", "content/places/northport.md",
        "content/sources/the-herald.md",
    ]  # fmt: skip


CLAIM = (
    "- {id: c1, about: responsibility, stance: accuses, value: 'mayor', by: actors/mayor, source: herald, quote: Two rockets hit}"
)


def test_every_field_that_names_the_page_is_rewritten(tmp_path: Path) -> None:
    text = actor(
        "x", not_same_as='["mayor"]', relations="[{to: mayor, as: linked-to, by: mayor, source: herald}]", sources="[herald]"
    )
    text += incident(
        "y", actors="\n  - mayor\n  - actor: >-\n      actors/mayor\n    role: victim\n  # mayor", claims=f"\n{CLAIM}"
    )
    text += source("s", publisher="mayor # mayor", agencies="[ mayor ]", summary="mayor")
    found = moved(tmp_path, text, "mayor", "town-mayor")
    fields = "\n".join(found[path] for path in ("content/actors/x.md", "content/incidents/y.md", "content/sources/s.md"))
    for line in (
        'not_same_as: ["town-mayor"]', "relations: [{to: town-mayor, as: linked-to, by: town-mayor, source: herald}]",
        "actors: \n  - town-mayor\n  - actor: >-\n      actors/town-mayor\n    role: victim\n  # mayor\n",
        CLAIM.replace("'mayor'", "'town-mayor'").replace("actors/mayor", "actors/town-mayor"),
        "publisher: town-mayor # mayor", "agencies: [ town-mayor ]", "summary: mayor",
    ):  # fmt: skip
        assert line in fields


def test_links_by_a_name_that_becomes_the_slug_show_what_they_showed(tmp_path: Path) -> None:
    forces = actor("forces", title="Northport Militia", aliases="[NM]")
    found = moved(tmp_path / "a", forces + note("[[NM]] and [[nm|nm]] and [[forces]]."), "forces", "nm")
    assert found["content/about.md"].endswith("[[NM]] and [[nm|nm]] and [[nm]].\n")
    told = refused(tmp_path / "b", forces + note("[[nm]]"), "forces", "nm")
    assert told.startswith('content/about.md:4:1: `[[nm]]` would read "Northport Militia"; give it a label\n')


def test_the_words_of_warnings_that_are_silenced_follow(tmp_path: Path) -> None:
    mention = '{rule: unlinked-mention, text: "of actors/mayor, and", note: It is another mayor.}'
    uncited = "{rule: source-uncited, text: herald is not cited, note: It is the only one.}"
    text = actor("y", "He met the Mayor of Northport.[@courier]", silenced=f"[{mention}, {uncited}]", sources="[herald, courier]")
    text += source("courier", "[[y]]", title="Courier") + place("northport", title="North Port")
    before = examine(Options(wikis.write(tmp_path / "a", text))).problems
    assert [str(problem) for problem in before if problem.rule == "silence-unused"] == []
    found = moved(tmp_path / "b", text, "mayor", "town-mayor")
    assert 'text: "of actors/town-mayor, and", note: It is another mayor.' in found["content/actors/y.md"]
    found = moved(tmp_path / "c", text, "herald", "the-herald")
    assert "text: the-herald is not cited, note" in found["content/actors/y.md"]


def test_pages_of_other_kinds_with_the_same_slug_are_left_alone(tmp_path: Path) -> None:
    text = place("mayor", title="Mayor Street") + note("[[actors/mayor]] [[places/mayor]] [x](places/mayor.md)")
    text += incident("y", actors="[mayor]", places="[mayor]")
    found = moved(tmp_path, text, "actors/mayor", "town-mayor")
    assert found["content/about.md"].endswith("[[actors/town-mayor]] [[places/mayor]] [x](places/mayor.md)\n")
    assert "actors: [town-mayor]\nplaces: [mayor]\n" in found["content/incidents/y.md"]


def test_a_slug_that_two_pages_have_then_is_written_as_an_id(tmp_path: Path) -> None:
    claim = "{id: c1, about: target, value: mayor, source: herald, quote: Two rockets hit}"
    text = place("office") + note("[[mayor]]") + incident("y", actors="[mayor]", places="[office]", claims=f"[{claim}]")
    found = moved(tmp_path, text, "mayor", "office")
    assert found["content/about.md"].endswith("[[actors/office]]\n")
    assert "actors: [office]\nplaces: [office]\n" in found["content/incidents/y.md"]
    assert "value: actors/office," in found["content/incidents/y.md"]


def test_values_of_claims_are_rewritten_where_they_are_ids_and_not_where_they_are_words(tmp_path: Path) -> None:
    values = ["northport", "places/northport", "Northport", "the north port", "NORTHPORT"]
    claims = [f"{{id: c{n}, about: place, value: {v}, source: herald, quote: Northport}}" for n, v in enumerate(values, 1)]
    found = moved(tmp_path, incident("y", claims=f"[{', '.join(claims)}]"), "northport", "north-port")
    kept = ["north-port", "places/north-port", "Northport", "the north port", "NORTHPORT"]
    assert [part.partition(", ")[0] for part in found["content/incidents/y.md"].split("value: ")[1:]] == kept


def test_line_ends_and_all_else_stay_to_the_byte(tmp_path: Path) -> None:
    raw = "\ufeff---\r\ntitle:   About # c\r\n\r\n# c\r\n---\r\n\r\n[[mayor]]  \r\nText\t[[mayor|x]]"
    wikis.write(tmp_path)
    (tmp_path / "content/about.md").write_bytes(raw.encode())
    mayor = tmp_path / "content/actors/mayor.md"
    mayor.write_bytes(mayor.read_bytes().replace(b"\n", b"\r\n"))
    move = plan(tmp_path, "mayor", "m")
    assert isinstance(move, Move)
    carry_out(tmp_path, move)
    assert (tmp_path / "content/about.md").read_bytes() == raw.replace("[mayor", "[m").encode()
    assert b"sources: [herald]\r\nredirect_from: [actors/mayor]\r\n---\r\n\r\n" in (tmp_path / "content/actors/m.md").read_bytes()


def test_the_page_leads_to_itself_by_its_new_id(tmp_path: Path) -> None:
    text = actor("mayor", "## Office\n\n[[mayor#office]] [x](mayor.md#office) [[#office]]")
    assert moved(tmp_path, text, "mayor", "m")["content/actors/m.md"].endswith("[[m#office]] [x](m.md#office) [[#office]]\n")


@pytest.mark.parametrize("old", [
    "mayor", "actors/mayor", "content/actors/mayor.md", "actors/mayor.md", "./content/actors/mayor.md", "Mayor of Northport",
    "the mayor", "THE MAYOR",
])  # fmt: skip
@pytest.mark.parametrize("new", ["m", "actors/m", "content/actors/m.md"])
def test_pages_are_called_by_id_slug_path_title_or_alias(tmp_path: Path, old: str, new: str) -> None:
    move = plan(wikis.write(tmp_path), old, new)
    assert isinstance(move, Move)
    assert (move.old, move.new) == ("actors/mayor", "actors/m")


def test_a_path_counts_from_where_the_editor_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wikis.write(tmp_path) / "content/actors")
    move = plan(tmp_path, "mayor.md", "m")
    assert isinstance(move, Move)
    assert move.old == "actors/mayor"


def test_free_pages_are_renamed_among_themselves(tmp_path: Path) -> None:
    lance = note("Text.", "content/lance.md", title="Lances")
    found = moved(tmp_path, lance + incident("y", "[[lance]].[@herald]", weapons="[lance]"), "lance", "null")
    assert 'weapons: ["null"]\n' in found["content/incidents/y.md"]
    assert "redirect_from: [lance]\n" in found["content/null.md"]
    assert "[[null]].[@herald]" in found["content/incidents/y.md"]


def test_old_addresses_are_kept(tmp_path: Path) -> None:
    text = actor("mayor", redirect_from="[older, actors/oldest]")
    assert "redirect_from: [older, actors/oldest, actors/mayor]" in moved(tmp_path, text, "mayor", "m")["content/actors/m.md"]


def test_moving_back_the_two_addresses_change_places(tmp_path: Path) -> None:
    wikis.write(tmp_path, actor("mayor", redirect_from="[older]") + note("[[mayor]]"))
    before = files(tmp_path)
    for old, new in (("mayor", "m"), ("m", "older"), ("older", "mayor")):
        move = plan(tmp_path, old, new)
        assert isinstance(move, Move)
        carry_out(tmp_path, move)
    after = files(tmp_path)
    mayor = "content/actors/mayor.md"
    assert "redirect_from: [m, actors/older]\n" in after[mayor].decode()
    assert {**after, mayor: b""} == {**before, mayor: b""}


def test_a_draft_that_was_never_published_leaves_no_redirect(tmp_path: Path) -> None:
    draft = actor("new", status="draft")
    assert "redirect_from" not in moved(tmp_path / "a", draft, "new", "newer")["content/actors/newer.md"]
    listed = draft + "-- addresses.txt --\nactors/new.html\n"
    assert "redirect_from: [actors/new]" in moved(tmp_path / "b", listed, "new", "newer")["content/actors/newer.md"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("mayr", "m", 'no page is called "mayr"; did you mean "mayor"?'),
        ("mayor", "y", "there is content/actors/y.md already; nothing is ever overwritten"),
        ("mayor", "broken", "there is content/actors/broken.md already; nothing is ever overwritten"),
        ("mayor", "mayor", "actors/mayor is called so already"),
        ("mayor", "places/m", "actors/mayor is an actor, places/m would be a place: a page keeps its kind; write a page of the other kind"),
        ("about", "places/m", "about is a free page, places/m would be a place: a page keeps its kind"),
        ("mayor", "people/m", "no kind of page lies in content/people/; the slug alone will do"),
        ("mayor", "Town Mayor", "\"Town Mayor\" can't be the name of a page; it becomes an address: lower-case letters a–z, digits and single hyphens, as in town-mayor"),
        ("mayor", "", "\"\" can't be the name of a page; it becomes an address"),
        ("mayor", "a" * 121, "can't be the name of a page"),
        ("mayor", "index", "actors/index.html is the address of the site itself; choose another one"),
        ("mayor", "index-2", "actors/index-2.html is the address of the site itself; choose another one"),
        ("lance", "timeline", "timeline.html is the address of the site itself; choose another one"),
        ("lance", "index", "index.md is the text of the home page"),
        ("about", "about-us", "about.md is what the menu of every page leads to"),
        ("herald", "c3", "[@c3] cites a claim, so no source is called so; name it after the article, as in herald-c3"),
        ("mayor", "y-old", "actors/y-old is an old id of actors/y, to which its address leads; choose another one"),
        ("mayor", "jetty", '"jetty" is a name of places/northport; [[jetty]] would mean two pages; choose another one'),
        ("y", "mayr-st", '"y" is a name of 2 pages; say which: actors/y or places/y'),
        ("broken", "m", "content/actors/broken.md can't be read; `wiki check` tells why"),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused_with_the_cure(tmp_path: Path, old: str, new: str, why: str) -> None:
    text = (
        actor("y", redirect_from="[y-old]") + place("y", title="Y Street") + note("[[mayor]]") + note("Text.", "content/lance.md", title="Lance")
        + place("northport", title="Northport", aliases="[Jetty]") + "-- content/actors/broken.md --\nno front matter\n"
    )  # fmt: skip
    assert why in refused(tmp_path, text, old, new)


def test_nothing_is_done_where_the_wiki_would_have_a_new_problem(tmp_path: Path) -> None:
    text = place("office") + note("A [[mayor]] in an [[office]].")
    told = refused(tmp_path, text, "mayor", "office")
    assert 'content/about.md:4:27: error: "office" is a name of 2 pages: actors/office and places/office; write ' in told
    assert "content/about.md:4:19: `[[office]]` would mean something else\n" in told
    assert told.endswith("\nthe wiki would have problems that it does not have now; nothing was written")


def test_nothing_is_done_where_words_would_become_a_link(tmp_path: Path) -> None:
    text = incident("y", claims="[{id: c1, about: target, value: pier, source: herald, quote: Two rockets hit}]")
    assert refused(tmp_path, text, "northport", "pier").startswith("content/incidents/y.md: claim c1 would mean something else\n")


def test_a_link_that_led_nowhere_may_lead_to_the_page_then(tmp_path: Path) -> None:
    wikis.write(tmp_path, note("[[town-mayor]]"))
    move = plan(tmp_path, "mayor", "town-mayor")
    assert isinstance(move, Move)
    carry_out(tmp_path, move)
    assert [problem for problem in examine(Options(tmp_path)).problems if problem.level == "error"] == []


def test_pages_with_errors_of_their_own_are_rewritten_as_far_as_they_can_be_read(tmp_path: Path) -> None:
    text = (
        incident("wrong", "[[mayor]] [[nowhere]]", actors="[mayor]", date="never", claims="[{by: mayor}]")
        + "-- content/actors/broken.md --\n---\ntitle: [\n---\n[[mayor]]\n\n[[mayor]]\n"
        + "-- content/actors/broken-too.md (escaped) --\n\\xff"
    )
    found = moved(tmp_path, text, "mayor", "m")
    assert "actors: [m]\nclaims: [{by: m}]\n---\n[[m]] [[nowhere]]\n" in found["content/incidents/wrong.md"]
    (tmp_path / "content/actors/m.md").rename(tmp_path / "content/actors/mayor.md")
    move = plan(tmp_path, "actors/mayor", "mm")
    assert isinstance(move, Move)
    assert list(told_besides(move)) == [
        "content/actors/broken-too.md has errors and could not be looked at; the old id does not stand in it",
        'content/actors/broken.md has errors and could not be looked at; "mayor" stands in line 4, 6',
    ]


def test_a_redirect_field_that_is_no_list_is_to_be_mended_first(tmp_path: Path) -> None:
    assert "`redirect_from` in content/actors/y.md is no list of ids" in refused(
        tmp_path, actor("y", redirect_from="x"), "y", "z"
    )


def test_what_is_done_is_told_place_by_place(tmp_path: Path) -> None:
    wikis.write(tmp_path, note("[[mayor]]"))
    move = plan(tmp_path, "mayor", "m")
    assert isinstance(move, Move)
    places = [
        "content/about.md:4:3: mayor → m",
        "content/actors/mayor.md:6:18: + redirect_from: [actors/mayor]",
        "content/incidents/2024-01-01-depot.md:7:18: mayor → m",
    ]
    become = "content/actors/mayor.md would become content/actors/m.md; 3 changes in 3 files"
    assert list(told(move, dry_run=True)) == [*places, become]
    assert list(told(move, dry_run=False)) == [*places, become.replace("would become", "is now")]


@pytest.mark.parametrize(("old", "new"), [("mayor", "m"), ("northport", "quay"), ("herald", "h")])
@pytest.mark.parametrize("done", range(5))
def test_whoever_is_stopped_midway_gives_the_command_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int, old: str, new: str
) -> None:
    claims = [
        f"{{id: c{number}, about: {about}, value: {value}, by: mayor, source: herald, quote: Two rockets hit}}"
        for number, (about, value) in enumerate((("target", "northport"), ("responsibility", "mayor"), ("target", "mayor")), 1)
    ]
    text = note("[[mayor]] [[northport]]") + incident("y", claims=f"[{', '.join(claims)}]", places="[northport]")
    moved(tmp_path / "a", text, old, new)
    root = wikis.write(tmp_path / "b", text)
    move = plan(root, old, new)
    assert isinstance(move, Move)
    left = iter(range(done))

    def stopped(file: Path, content: bytes) -> None:
        next(left)
        put(file, content)

    monkeypatch.setattr(moves, "put", stopped)
    monkeypatch.setattr(moves, "rename", lambda *_: next(iter(())))
    with pytest.raises(StopIteration):
        carry_out(root, move)
    monkeypatch.undo()
    again = plan(root, old, new)
    assert isinstance(again, Move), again
    carry_out(root, again)
    assert files(root) == files(tmp_path / "a")


def test_whoever_is_stopped_between_the_two_names_is_told_what_to_delete(tmp_path: Path) -> None:
    moved(tmp_path, "", "mayor", "m")
    old, new = tmp_path / "content/actors/mayor.md", tmp_path / "content/actors/m.md"
    old.write_bytes(new.read_bytes())
    refusal = plan(tmp_path, "actors/mayor", "m")
    assert isinstance(refusal, Refusal)
    assert refusal.words.endswith("the move was broken off at its end; delete content/actors/mayor.md")
    old.unlink()
    assert not [problem for problem in examine(Options(tmp_path)).problems if problem.level == "error"]


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    move = plan(wikis.write(tmp_path), "mayor", "m")
    assert isinstance(move, Move)
    (tmp_path / "content/actors/m.md").write_text("mine")
    with pytest.raises(FileExistsError):
        carry_out(tmp_path, move)
    assert (tmp_path / "content/actors/m.md").read_text() == "mine"
    assert (tmp_path / "content/actors/mayor.md").exists()


@pytest.mark.parametrize("path", ["content/actors/mayor.md", "content/incidents/2024-01-01-depot.md"])
def test_what_an_editor_saves_meanwhile_is_not_overwritten(tmp_path: Path, path: str) -> None:
    move = plan(wikis.write(tmp_path), "mayor", "m")
    assert isinstance(move, Move)
    with (tmp_path / path).open("a") as file:
        file.write("Saved just now.\n")
    before = files(tmp_path)
    with pytest.raises(EditError, match=f"{path} was changed in the meantime"):
        carry_out(tmp_path, move)
    assert files(tmp_path) == before


def test_front_matter_that_could_not_be_read_afterwards_is_left_alone(tmp_path: Path) -> None:
    told = refused(tmp_path, actor("x", summary="x\n..."), "x", "y")
    assert told.startswith("content/actors/y.md:6:1: error: ")
    assert told.endswith("nothing was written")


def test_a_page_of_another_wiki_is_not_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wikis.write(tmp_path / "other"))
    root = wikis.write(
        tmp_path / "this", "-- content/actors/mayor.md (absent) --\n-- content/incidents/2024-01-01-depot.md (absent) --\n"
    )
    found = plan(root, os.path.relpath(tmp_path / "other/content/actors/mayor.md"), "m")
    assert isinstance(found, Refusal)
    assert found.words.startswith("no page is called ")
