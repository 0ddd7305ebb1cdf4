"""The commands ``wiki new …``, as an editor uses them: what is written, what is told, and what is refused."""

import errno
import hashlib
import re
import shutil
from pathlib import Path

import pytest
import wikis
from click.testing import CliRunner, Result

from builder import pipeline
from builder.cli import main
from builder.newpages import write
from builder.newsources import _in_shell
from builder.pipeline import Options
from builder.survey import UseError

ROOT = Path(__file__).parent.parent.parent
TEXT = """Rockets hit the depot again

NORTHPORT, 3 January 2024 (AP) — At least three rockets hit the depot in Northport on Monday, January 1, killing two people, the mayor said.

No group has claimed responsibility. The Harbour Brigade denied any role in the attack.
"""


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    return wikis.write(tmp_path / "wiki")


def run(wiki: Path, *command: str) -> Result:
    return CliRunner().invoke(main, ["new", command[0], "--root", str(wiki), *command[1:]], catch_exceptions=False)


def article(wiki: Path, text: str | bytes = TEXT, name: str = "my article.txt") -> str:
    (wiki.parent / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(wiki.parent / name)


def files(wiki: Path) -> dict[str, bytes]:
    return {str(path.relative_to(wiki)): path.read_bytes() for path in sorted(wiki.rglob("*")) if path.is_file()}


def problems(wiki: Path) -> list[str]:
    """Return the errors of a wiki, and the warnings of new pages, but for gaps."""
    return [
        str(found)
        for found in pipeline.examine(Options(wiki, drafts=True)).problems
        if found.rule != "gap" and found.level == "error"
    ]


def refused(wiki: Path, *command: str) -> str:
    before = files(wiki)
    result = run(wiki, *command)
    assert result.exit_code == 2
    assert files(wiki) == before
    return result.stderr.rpartition("Error: ")[2].strip()


# Sources


def test_a_source_has_what_can_be_read_and_gaps_for_the_rest(wiki: Path) -> None:
    before = files(wiki)
    result = run(wiki, "source", article(wiki))
    assert (result.exit_code, result.stderr) == (0, "")
    after = files(wiki)
    assert {path: after[path] for path in before} == before
    page, archive = sorted(after.keys() - before.keys())
    assert (page, archive) == (
        "content/sources/rockets-hit-depot-again-2024-01-03.md",
        "seeds/rockets-hit-depot-again-2024-01-03.txt",
    )
    assert after[archive] == TEXT.encode()
    text = after[page].decode()
    assert 'title: "Rockets hit the depot again"\n' in text
    assert 'published: "2024-01-03"\n' in text
    assert hashlib.sha256(TEXT.encode()).hexdigest() in text
    assert "status: draft\n" in text
    assert problems(wiki) == []


def test_what_is_told_of_a_source_has_its_reasons_names_doubles_and_gaps(wiki: Path) -> None:
    told = run(wiki, "source", article(wiki), "--id", "courier").stdout
    for words in (
        "title      Rockets hit the depot again (likely: the first line, without a full stop)",
        "published  2024-01-03 (likely: “3 January 2024” (line 3))",
        "agency     AP, which has no page (likely: “NORTHPORT, 3 January 2024 (AP) -”)",
        "Actors in it: mayor (“the mayor”)",
        "Places in it: northport (“Northport”)",
        'wiki new actor "Harbour Brigade" --source courier',
        "incidents/2024-01-01-depot  “Rockets on the Northport depot, 1 January 2024”",
        "it is dated 1 January 2024, the article has “Monday, January 1” (line 3); place: northport; actors: mayor",
        'content/sources/courier.md:3:12: fill in "publisher"; actor id of the outlet',
        "wiki new incident --source courier",
    ):
        assert words in told


def test_gaps_are_told_where_the_check_tells_them(wiki: Path) -> None:
    told = run(wiki, "source", article(wiki)).stdout
    found = [problem for problem in pipeline.examine(Options(wiki)).problems if problem.level == "error"]
    assert {problem.rule for problem in found} == {"gap"}
    assert all(f"  {problem.path}:{problem.line}:{problem.column}: {problem.words}\n" in told for problem in found)
    assert f"{len(found)} gaps" in told


def test_a_text_that_a_source_has_archived_is_refused_with_its_name(wiki: Path) -> None:
    assert refused(wiki, "source", article(wiki, wikis.ARTICLE)) == (
        "this text is archived already: sources/herald (content/sources/herald.md) is its source"
    )


def test_a_text_in_seeds_is_used_where_it_lies(wiki: Path) -> None:
    (wiki / "seeds/new one.txt").write_text(TEXT)
    run(wiki, "source", str(wiki / "seeds/new one.txt"), "--id", "courier")
    assert 'file: "seeds/new one.txt"' in (wiki / "content/sources/courier.md").read_text()
    assert [path.name for path in (wiki / "seeds").iterdir()].count("courier.txt") == 0
    assert problems(wiki) == []


def test_a_copy_of_a_text_that_lies_unused_in_seeds_is_not_made_twice(wiki: Path) -> None:
    (wiki / "seeds/old.txt").write_text(TEXT)
    run(wiki, "source", article(wiki), "--id", "courier")
    assert 'file: "seeds/old.txt"' in (wiki / "content/sources/courier.md").read_text()


def test_a_headline_that_is_another_page_s_name_is_a_gap(wiki: Path) -> None:
    run(wiki, "source", article(wiki), "--id", "courier")
    run(wiki, "source", article(wiki, f"{TEXT}\nAnd so on.\n"), "--id", "other")
    text = (wiki / "content/sources/other.md").read_text()
    assert 'title: "??? the headline, “Rockets hit the depot again”, is a name of sources/courier too' in text
    assert problems(wiki) == []


def test_the_same_words_with_other_line_ends_are_pointed_out(wiki: Path) -> None:
    told = run(wiki, "source", article(wiki, wikis.ARTICLE.replace("\n", "\r\n")), "--id", "courier").stdout
    assert told.startswith("Take care: sources/herald has the same text")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"), (b" \n\t\xe2\x80\x8b\n", "is empty"), ("Hello".encode("utf-16"), "is UTF-16, not UTF-8"), (b"a\0b", "holds null bytes"),
        (b"one\ntwo \xe9", "byte 0xE9 in line 2 means nothing here"), (b"a" * 5_000_001, "has 5,000,001 bytes"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(wiki: Path, content: bytes, words: str) -> None:
    assert words in refused(wiki, "source", article(wiki, content))


def test_names_are_given_as_commands_that_a_shell_reads_as_they_are(wiki: Path) -> None:
    told = run(
        wiki, "source", article(wiki, f"{TEXT}\nThe men of John O’Brien left the Dora district.\n"), "--id", "courier"
    ).stdout
    assert '  wiki new actor "John O\'Brien" --source courier\n' in told
    assert '  wiki new place "Dora" --source courier\n' in told
    assert [_in_shell(name) for name in ("O'Brien", "a $HOME!", 'the "x"')] == ['"O\'Brien"', "'a $HOME!'", "'the \"x\"'"]


def test_what_is_told_of_an_article_with_many_days_and_names_stays_short(wiki: Path) -> None:
    days = "".join(
        f"On {day} March 2021 he met Mr Ali{'abcdefghijklmnopqrstuvwxyz'[day - 1]} Hasan there. " for day in range(1, 27)
    )
    told = run(wiki, "source", article(wiki, f"A headline of words\n\n{days}\n"), "--id", "courier").stdout
    assert "“8 March 2021” (line 3) and 18 more\n" in told
    assert told.count("wiki new actor ") == 20
    assert "and 6 more: `wiki check --coverage` tells them all" in told


def test_remains_of_a_web_page_without_end_make_a_page_that_can_be_read(wiki: Path) -> None:
    for text in ("share\n" * 170_000, "BAGHDAD, July 29 (NNN) - a\n" * 37_000):
        assert run(wiki, "source", article(wiki, text)).exit_code == 0
    assert problems(wiki) == []


def test_folders_and_missing_files_are_refused(wiki: Path) -> None:
    assert "File name too long" in refused(wiki, "source", "a" * 5000)
    assert "is a folder" in refused(wiki, "source", str(wiki))
    assert "there is no file" in refused(wiki, "source", str(wiki / "nowhere.txt"))


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("herald", "is taken"),
        ("c3", "cites a claim"),
        ("Harbour News", "single hyphens, as in harbour-news"),
        ("a" * 121, "at most 120"),
        ("index", "is taken"),
        ("mayor", "actors/mayor answers to"),
    ],
)
def test_ids_that_no_source_can_have_are_refused(wiki: Path, slug: str, words: str) -> None:
    assert words in refused(wiki, "source", article(wiki), "--id", slug)


@pytest.mark.parametrize("name", ["bom and crlf", "arabic", "no days", "one word", "control", "signs"])
def test_odd_articles_make_pages_that_pass_the_check(wiki: Path, name: str) -> None:
    text = {
        "bom and crlf": b"\xef\xbb\xbfA headline of four words\r\n\r\nBASRA (AP) - Two people were killed.\r\n",
        "arabic": "هجوم على السفارة في بغداد\n\nبغداد، ٢٠ كانون الأول ٢٠٢٠ - سقطت ثلاثة صواريخ.\n".encode(),
        "no days": b"nothing happened anywhere\n",
        "one word": b"Boom",
        "control": "A headline of words\n\nTwo \x1bpeople \u202ewere\u202c killed. \ufffe Three\u2028people died, the mayor said.\n".encode(),
        "signs": b'"Who ???": he said [it] `so`\n\nThe mayor said "two people were killed: a \\ b [@x: "y"]". {x} #y ??? & *z*\n',
    }[name]
    result = run(wiki, "source", article(wiki, text), "--id", "odd")
    assert result.exit_code == 0
    assert run(wiki, "incident", "--source", "odd").exit_code == 0
    assert problems(wiki) == []


def test_it_works_in_a_wiki_of_nothing_but_its_title_and_in_one_full_of_errors(tmp_path: Path) -> None:
    empty = wikis.write(tmp_path / "empty", "-- content/site.yaml --\ntitle: x\n", base=False)
    assert run(empty, "source", article(empty)).exit_code == 0
    assert run(empty, "incident", "--source", "rockets-hit-depot-again-2024-01-03").exit_code == 0
    assert problems(empty) == []
    broken = wikis.write(tmp_path / "broken", "-- content/actors/x.md --\n---\ntitle: [\n---\n-- content/places/y.md --\nx\n")
    assert run(broken, "source", article(broken), "--id", "courier").exit_code == 0
    assert run(broken, "actor", "Harbour Brigade").exit_code == 0
    assert "taken" in refused(broken, "actor", "Brigade", "--id", "x")


# Incidents


@pytest.fixture
def courier(wiki: Path) -> Path:
    assert run(wiki, "source", article(wiki), "--id", "courier").exit_code == 0
    return wiki


def test_an_incident_has_the_article_s_names_and_claims(courier: Path) -> None:
    before = files(courier)
    result = run(courier, "incident", "--source", "courier")
    assert (result.exit_code, result.stderr) == (0, "")
    (path,) = files(courier).keys() - before.keys()
    assert path == "content/incidents/2024-01-01-northport-rockets.md"
    text = (courier / path).read_text()
    for words in (
        'date: "2024-01-01"\n', "- {place: northport, role: near}", "- {actor: mayor, role: mentioned}", "type: shelling-artillery-missile",
        "    about: killed\n    value: 2\n    by: mayor\n    source: courier\n", "    about: munitions\n    value: {min: 3}\n",
        "    stance: denies\n", '    value: "any group"\n', "## What is not known", "status: draft",
        "[[northport|Northport]], [[mayor|the mayor]]",
    ):  # fmt: skip
        assert words in text
    assert problems(courier) == []


def test_a_source_is_found_by_the_beginning_of_its_name_and_a_gap_of_one_sentence_is_told_once(courier: Path) -> None:
    told = run(courier, "incident", "--source", "cour", "--title", "Denial").stdout
    assert "content/incidents/2024-01-01-denial.md is written" in told
    gaps = re.findall(r"^  content/\S+: (.+?)(?: \(and in line [0-9, ]+\))?$", told, re.MULTILINE)
    assert len(gaps) == len(set(gaps)) > 3


def test_likely_doubles_are_told_before_what_is_written(courier: Path) -> None:
    told = run(courier, "incident", "--source", "courier").stdout
    assert 0 <= told.index("incidents/2024-01-01-depot") < told.index("is written")
    assert (
        "Incidents that name courier as a source already:\n  incidents/2024-01-01-northport-rockets"
        in run(courier, "incident", "--source", "courier").stdout
    )


def test_two_incidents_of_one_article_get_two_ids(courier: Path) -> None:
    run(courier, "incident", "--source", "courier")
    told = run(courier, "incident", "--source", "sources/courier", "--title", "Denial", "--date", "2024-01").stdout
    assert "content/incidents/2024-01-denial.md is written" in told
    assert "2024-01-01-northport-rockets-2.md is written" in run(courier, "incident", "--source", "courier").stdout


def test_once_its_gaps_are_filled_in_an_incident_passes_the_check_as_it_is(courier: Path) -> None:
    run(courier, "actor", "Harbour Brigade")
    run(courier, "actor", "AP", "--id", "agency-ap")
    run(courier, "incident", "--source", "courier", "--title", "Rockets on the depot")
    answers = {
        "publisher": "mayor", "agencies": "[agency-ap]", "type": "media", "summary": "x", "value": "harbour-brigade", "by": "mayor",
    }  # fmt: skip
    for page in (courier / "content").rglob("*.md"):
        text = re.sub(r"^( *(\w+): )\W*[?]{3} .*$", lambda gap: gap[1] + answers[gap[2]], page.read_text(), flags=re.MULTILINE)
        page.write_text(text.replace("??? ", "It is so: "))
    found = [str(problem) for problem in pipeline.examine(Options(courier, drafts=True)).problems if problem.level == "error"]
    assert found == []
    assert sorted(path.name for path in (courier / "content").rglob("*.md") if "status: draft" in path.read_text()) == [
        "2024-01-01-rockets-depot.md", "agency-ap.md", "courier.md", "harbour-brigade.md",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--source", "courrier"], 'there is no source "courrier" that can be read; did you mean "courier"?'), (["--source", "courier", "--date", "yesterday"], "--date: "), (["--source", "courier", "--date", ""], "--date: "),
        (["--source", "courier", "--date", "2024-02-01"], "is after the article appeared"), (["--source", "courier", "--title", " "], "the title is empty"),
        (["--source", "courier", "--id", "2024-01-01-depot"], "the id incidents/2024-01-01-depot is taken"),
    ],
)  # fmt: skip
def test_incidents_that_can_t_be_are_refused(courier: Path, options: list[str], words: str) -> None:
    assert words in refused(courier, "incident", *options)


def test_an_archive_that_has_changed_is_not_read(courier: Path) -> None:
    (courier / "seeds/courier.txt").write_text("x")
    assert "is missing or has changed" in refused(courier, "incident", "--source", "courier")


# Names


def test_an_actor_has_the_words_of_the_articles_that_name_it(courier: Path) -> None:
    told = run(courier, "actor", "Harbour Brigade").stdout
    text = (courier / "content/actors/harbour-brigade.md").read_text()
    assert "type: armed-group\n" in text
    assert "sources: [courier]\n" in text
    assert '[@courier: "The Harbour Brigade denied any role in the attack."]' in text
    assert "  courier: “Harbour Brigade”, 1 ×" in told
    assert problems(courier) == []
    assert (
        "Harbour Brigade"
        not in run(courier, "source", article(courier, f"{TEXT}\nx"), "--id", "again").stdout.partition("Names that no page")[2]
    )


def test_other_spellings_of_articles_become_aliases(wiki: Path) -> None:
    run(
        wiki,
        "source",
        article(wiki, "A headline of words\n\nAl Fatah came. The al-Fatah left, and AL-FATAH stayed.\n"),
        "--id",
        "courier",
    )
    run(wiki, "actor", "Al-Fatah")
    assert 'aliases: ["Al Fatah", "al-Fatah", "AL-FATAH"]\n' in (wiki / "content/actors/al-fatah.md").read_text()
    assert problems(wiki) == []


def test_a_name_that_a_page_answers_to_is_refused_with_that_page(wiki: Path) -> None:
    for kind, name in (("actor", "THE mayor"), ("place", "Mayor of Northport"), ("actor", "northport"), ("actor", "Depot hit")):
        assert "answers to; link to it as" in refused(wiki, kind, name)


def test_a_name_like_another_is_written_and_the_alias_offered(wiki: Path) -> None:
    told = run(wiki, "actor", "Mayor of Northprot").stdout
    assert told.startswith(
        "A page with a name like it is actors/mayor, “Mayor of Northport”. Only if both are one: delete the new page, and add to the "
        "`aliases` of content/actors/mayor.md:\n"
    )
    assert '  - "Mayor of Northprot"\n' in told


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "is empty"), ("\u200b", "is empty"), ("x" * 301, "longer than 300"), ("??? x", "marks a gap"), ("كتائب", "say how it is spelt in them with --id"),
     ("a\ufffeb", "no page can show")],
)  # fmt: skip
def test_what_is_no_name_is_refused(wiki: Path, name: str, words: str) -> None:
    assert words in refused(wiki, "actor", name)


def test_a_name_in_another_script_is_written_under_the_id_given(wiki: Path) -> None:
    assert run(wiki, "actor", "كتائب", "--id", "kataib").exit_code == 0
    assert problems(wiki) == []


def test_a_slug_that_a_page_of_another_kind_has_is_not_used_again(wiki: Path) -> None:
    wikis.write(
        wiki, "-- content/actors/old-port.md --\n---\ntitle: Gang\ntype: person\nsummary: x\n---\n[[old-port]]\n", base=False
    )
    assert "content/places/old-port-2.md is written" in run(wiki, "place", "Old-Port!").stdout
    assert problems(wiki) == []


def test_a_place_offers_the_places_named_beside_it(courier: Path) -> None:
    told = run(courier, "place", "depot in", "--source", "courier").stdout
    assert "named beside it: northport" in told


# Writing


def test_a_disk_without_room_is_told_with_the_file_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UseError, match="nothing was written: No space left on device: a/x"):
        write(tmp_path, {"a/x": b"1"})
    assert files(tmp_path) == {}


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(UseError, match="is there already; nothing was written"):
        write(tmp_path, {"a/x": b"1", "b": b"2"})
    assert files(tmp_path) == {}
    (tmp_path / "b").rmdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(UseError, match="symbolic link"):
        write(tmp_path, {"a/x": b"1", "b/y": b"2"})
    assert files(tmp_path) == {}


@pytest.mark.parametrize("source", sorted(path.stem for path in (ROOT / "content/sources").glob("*.md")))
def test_each_shipped_article_can_be_added_anew(tmp_path: Path, source: str) -> None:
    for folder in ("content", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / "wiki" / folder)
    wiki = tmp_path / "wiki"
    page = wiki / f"content/sources/{source}.md"
    seed = (
        next(line for line in page.read_text().split("\n") if line.startswith("archive:"))
        .partition("seeds/")[2]
        .partition(",")[0]
        .strip('"')
    )
    page.unlink()
    (wiki / "seeds" / seed).rename(tmp_path / "article.txt")
    assert run(wiki, "source", str(tmp_path / "article.txt"), "--id", source).exit_code == 0
    assert run(wiki, "incident", "--source", source).exit_code == 0
    assert problems(wiki) == []
