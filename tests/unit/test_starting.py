import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from yamlcore import as_an_editor

from builder import filewriting, frontmatter, starting
from builder.cli import main
from builder.fieldtypes import MAX_TITLE
from builder.pipeline import Options, examine
from builder.sitefields import Site
from builder.starting import FIRST_WIKI, HOME, MANUAL, PROGRAM, STARTER, About, begin, wiki_files
from builder.survey import UseError

BASH = shutil.which("bash") or "bash"
MAKE = shutil.which("make") or "make"
TITLE = "Attacks on ships"
FIRST = re.compile(r"(?i)iraq|baghdad|kata.?ib|hezbollah|us embassy|green zone|five articles")
HOSTILE = [
    'The "Star": a wiki', "It's #1 {of} [all]", "- a list", "*bold* _it_ `code` <b>x</b> [[about]]", "سفن البحر الأحمر", "null", "2024-09-10",
    "012", "$title and $$", "a | b & c", "???? ships", "x" * MAX_TITLE, "  spaced \n out ", "%TAG ! tag", "NO", "@home [@c1]",
]  # fmt: skip


def init(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["init", *map(str, arguments)], catch_exceptions=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program of the wiki in ``cwd``."""
    command = [sys.executable, "-B", "-m", "builder", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wiki that was begun, to be looked at only."""
    folder = tmp_path_factory.mktemp("begun") / "ships"
    begin(folder, About(TITLE))
    return folder


# What a new wiki is


def test_it_is_checked_built_and_begun_again_by_the_program_that_it_holds(tmp_path: Path) -> None:
    begin(tmp_path / "first", About(TITLE))
    (tmp_path / "first/CHANGELOG.md").write_text("This one.")
    checked = process("check", cwd=tmp_path / "first")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "2 pages: nothing to mend\n", "")
    built = process("build", "--no-search", "--base-url", "https://example.org/ships/", cwd=tmp_path / "first")
    assert (built.returncode, built.stderr) == (0, "")
    assert TITLE in (tmp_path / "first/site/index.html").read_text()
    for folder in ("incidents", "actors", "places", "sources"):
        shown = (tmp_path / f"first/site/{folder}/index.html").read_text()
        assert "There are none yet." in shown
        assert "filter" not in shown  # there is nothing to be filtered
    before = wiki_files("second", About(TITLE))
    assert process("init", str(tmp_path / "second"), "--title", TITLE, cwd=tmp_path / "first").returncode == 0
    assert files(tmp_path / "second") == before | {"CHANGELOG.md": b"This one."}


def test_the_same_is_begun_each_time(tmp_path: Path, begun: Path) -> None:
    begin(tmp_path / "again", About(TITLE))
    assert files(tmp_path / "again") == files(begun)


def test_the_program_is_taken_over_byte_for_byte_and_nothing_else(begun: Path) -> None:
    there = files(begun)
    own = {path.removeprefix(f"{STARTER}/") for path in there if path.startswith(f"{STARTER}/")}
    assert {path for path in there if not (HOME / path).is_file()} <= own
    assert {path for path in there.keys() - own - {MANUAL} if there[path] != (HOME / path).read_bytes()} == set()
    assert not any(
        re.match(r"tests/|\.git/|\.venv/|seeds/.*txt|content/(incidents|actors|places|sources)/.*md", path) for path in there
    )
    assert {path.name for path in (HOME / ".github/workflows").iterdir()} == {
        path.name for path in (begun / ".github/workflows").iterdir()
    }


def test_all_that_git_keeps_of_the_program_is_taken_over_and_no_more(begun: Path) -> None:
    listed = ["git", "-C", str(HOME), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PROGRAM]
    kept = subprocess.run(listed, capture_output=True, text=True, check=False)
    if kept.returncode:
        pytest.skip("this folder has no history in Git")
    there = {path for path in kept.stdout.split("\0") if path and (HOME / path).is_file()}
    own = {path.removeprefix(f"{STARTER}/") for path in there if path.startswith(f"{STARTER}/")}
    assert files(begun).keys() == there | own


def test_what_tools_leave_behind_and_links_are_no_part_of_the_program(tmp_path: Path, begun: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(begun, home)
    (home / "builder/__pycache__").mkdir()
    for path in ("builder/__pycache__/cli.pyc", "builder/cli.py~", "templates/.base.html.swp", "builder/.cli.py.7.new"):
        (home / path).write_text("left behind")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key").write_text("secret")
    (home / "builder/link.json").symlink_to(tmp_path / "secret/key")
    (home / "templates/parts/linked").symlink_to(tmp_path / "secret")
    assert wiki_files("ships", About(TITLE), home) == files(begun)


def test_nothing_speaks_of_the_wiki_that_ships(begun: Path) -> None:
    named = {
        path: found[0]
        for path, content in files(begun).items()
        if not path.startswith(("builder/", "schemas/", ".vscode/")) or path.startswith(STARTER)
        if path not in (MANUAL, "CHANGELOG.md") and (found := FIRST.search(content.decode()))
    }
    assert named == {}


def test_folders_for_pages_outlive_git_and_are_no_stray_files(begun: Path) -> None:
    for folder in ("content/incidents", "content/actors", "content/places", "content/sources", "seeds"):
        assert [path.name for path in (begun / folder).iterdir()] == [".gitkeep"]


# Its documents


def test_the_manual_is_that_of_any_wiki(begun: Path) -> None:
    ours, theirs = (HOME / MANUAL).read_text(), (begun / MANUAL).read_text()
    taken_out = [found[0] for section in FIRST_WIKI for found in section.finditer(ours)]
    # The manual of a wiki that was begun has none of them, and a wiki is begun there all the same.
    assert not any(section.search(theirs) for section in FIRST_WIKI)
    for found in taken_out:
        assert found.partition("\n")[0] not in theirs
    for heading in ("## For editors", "### Claims", "### Fields", "### Rules"):
        assert f"\n{heading}\n" in theirs


@pytest.mark.parametrize("name", ["README.md", MANUAL, "ARCHITECTURE.md", "CHANGELOG.md"])
def test_files_that_its_documents_lead_to_are_there(begun: Path, name: str) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", (begun / name).read_text(), flags=re.DOTALL)
    led = [path for path in re.findall(r"\]\(([^)#:]+)\)", text) if not (begun / path).exists()]
    assert led == []


def test_the_readme_names_commands_that_there_are(begun: Path) -> None:
    text = (begun / "README.md").read_text()
    makefile = (begun / "Makefile").read_text()
    makes, wikis = re.findall(r"^ *make ([a-z]+)", text, re.MULTILINE), re.findall(r"wiki ((?:new )?[a-z]+) ", text)
    assert {"serve", "check", "site"} <= {*makes}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in makes)
    new = main.commands["new"]
    assert {"new source", "new place", "new actor", "new incident", "init"} <= {*wikis}
    assert {word.removeprefix("new ") for word in wikis if word.startswith("new ")} <= {*getattr(new, "commands", ())}


def would_run(folder: Path) -> list[str]:
    """Return what `make test` would run there, also where make itself runs these tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "GNUMAKEFLAGS"))}
    told = subprocess.run([MAKE, "--dry-run", "test"], cwd=folder, env=clean, capture_output=True, text=True, check=True).stdout
    return told.splitlines()


def test_its_test_is_the_check_of_the_wiki(begun: Path) -> None:
    told = would_run(begun)
    assert told[-1].startswith(".venv/bin/wiki check")
    assert not any("pytest" in line for line in told)
    assert any("pytest" in line for line in would_run(HOME)) == (HOME / "requirements/test.txt").is_file()


def test_a_newer_program_is_taken_as_the_readme_says(tmp_path: Path, begun: Path) -> None:
    wiki, fresh = tmp_path / "wiki", tmp_path / "fresh"
    shutil.copytree(begun, wiki)
    shutil.copytree(begun, fresh)
    (wiki / "builder/gone.py").write_text("old")
    (wiki / "templates/base.html").write_text("old")
    (wiki / "content/about.md").write_text("ours")
    (wiki / "addresses.txt").write_text("about.html\n")
    (fresh / "builder/come.py").write_text("new")
    blocks = re.findall(r"^```sh\n(rm .*?)^```", (begun / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    subprocess.run([BASH, "-euc", blocks[0]], cwd=wiki, check=True)
    assert files(wiki) == files(fresh) | {"content/about.md": b"ours", "addresses.txt": b"about.html\n"}


# What it is told of itself


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_of_any_letters_reads_back_as_it_was_given(tmp_path: Path, title: str) -> None:
    given = wiki_files("ships", About(title, summary=title))
    header = frontmatter.split("x", given["content/index.md"].decode())
    assert isinstance(header, frontmatter.Split)
    for path, text in (("content/site.yaml", given["content/site.yaml"].decode()), ("content/index.md", header.header)):
        fields, problems = frontmatter.read(path, text, 1)
        assert problems == []
        assert (fields["title"], fields["summary"]) == (title, title)
    heading = given["README.md"].decode().partition("\n")[0]
    assert heading.startswith("# ")
    assert re.sub(r"\\([\W_])", r"\1", heading.removeprefix("# ")) == " ".join(title.split())


@pytest.mark.parametrize("title", [title for title in HOSTILE if not title.startswith("???")])
def test_a_wiki_of_any_title_has_nothing_to_mend(tmp_path: Path, title: str) -> None:
    assert (made := init(tmp_path / "ships", f"--title={title}")).exit_code == 0, made.output
    examined = examine(Options(tmp_path / "ships"))
    assert examined.problems == ()
    assert examined.wiki.site.title.split() == title.split()


def test_without_a_title_it_is_called_as_its_folder(tmp_path: Path) -> None:
    assert init(tmp_path / "red-sea_2024").exit_code == 0
    assert examine(Options(tmp_path / "red-sea_2024")).wiki.site.title == "Red sea 2024"


def test_it_takes_what_site_yaml_takes(tmp_path: Path) -> None:
    init(tmp_path / "a", "--title", "A", "--summary", "Of A.", "--lang", "de", "--time-zone", "Asia/Aden")
    assert examine(Options(tmp_path / "a")).wiki.site == Site(title="A", summary="Of A.", lang="de", time_zone="Asia/Aden")


def test_what_else_may_stand_in_site_yaml_is_shown_as_it_may_stand_there(begun: Path) -> None:
    text = (begun / "content/site.yaml").read_text()
    shown = re.sub("^#(?=[a-z_]+: )", "", text, flags=re.MULTILINE)
    site = Site.model_validate(frontmatter.read("x", shown, 1)[0])
    assert {name for name in Site.model_fields if getattr(site, name) is None} == set()
    assert as_an_editor(text).keys() == {"title", "summary", "lang", "time_zone"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--title", ""), "--title: "),
        (("--title", "x" * (MAX_TITLE + 1)), "--title: "),
        (("--title", "???"), "--title: "),
        (("--title", "About this wiki"), '"About this wiki"'),
        (("--title", "a\udc80"), "--title has a character that no page can show"),
        (("--title", "a\x1b[31m"), "--title has a character that no page can show"),
        (("--lang", "english!"), "--lang: "),
        (("--time-zone", "Asia/Adem"), 'there is no time zone "Asia/Adem"; did you mean "Asia/Aden"?'),
        (("--time-zone", "a: b"), "--time-zone: "),
    ],
)
def test_what_cannot_stand_there_is_told_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    made = init(tmp_path / "ships", *arguments)
    assert (made.exit_code, made.stdout) == (2, "")
    assert told in made.stderr
    assert "nothing was written" in made.stderr
    assert [*tmp_path.iterdir()] == []


# Where it may be begun


def test_what_to_type_next_is_told(tmp_path: Path) -> None:
    made = init(tmp_path / "my ships")
    assert (made.exit_code, made.stderr) == (0, "")
    told = made.stdout.splitlines()
    assert f"  cd '{tmp_path}/my ships'" in told
    assert told[-1] == "  make serve"


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "ships").mkdir()
    assert init(tmp_path / "ships").exit_code == 0
    assert (tmp_path / "ships/content/site.yaml").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["ships"]


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "ships").mkdir()
    (tmp_path / "ships/.hidden").write_text("mine")
    (tmp_path / "ships/note.txt").write_text("mine")
    made = init(tmp_path / "ships")
    assert made.exit_code == 2
    assert "is not empty: it holds .hidden and 1 more; give the name of a new folder" in made.stderr
    assert files(tmp_path) == {"ships/.hidden": b"mine", "ships/note.txt": b"mine"}


@pytest.mark.parametrize("target", ["folder", "nowhere", "file"])
def test_links_are_not_followed(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "ships").symlink_to(target)
    made = init(tmp_path / "ships")
    assert made.exit_code == 2
    assert "is a symbolic link" in made.stderr
    assert ([*(tmp_path / "folder").iterdir()], (tmp_path / "nowhere").exists()) == ([], False)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "ships").write_text("mine")
    for folder in (tmp_path / "ships", tmp_path / "ships/in"):
        assert init(folder).exit_code == 2
    assert files(tmp_path) == {"ships": b"mine"}


def test_the_folder_that_one_is_in_is_not_exchanged_beneath_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ships").mkdir()
    monkeypatch.chdir(tmp_path / "ships")
    made = init(".")
    assert made.exit_code == 2
    assert "`cd ..`" in made.stderr
    assert [*(tmp_path / "ships").iterdir()] == []


def test_a_wiki_lies_in_no_other_one(tmp_path: Path, begun: Path) -> None:
    made = init(begun / "site/ships")
    assert made.exit_code == 2
    assert f"would lie in the wiki {begun}; give a folder outside of it, such as {begun.parent / 'ships'}" in made.stderr
    assert [path.name for path in (begun / "site").iterdir()] == [".gitignore"]


@pytest.mark.parametrize("broken_off", [KeyboardInterrupt, OSError])
def test_broken_off_it_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_off: type[BaseException]) -> None:
    def examined(options: Options) -> None:
        assert (options.root / "content/site.yaml").is_file()
        assert options.root != tmp_path / "ships"
        raise broken_off

    monkeypatch.setattr(starting, "examine", examined)
    with pytest.raises(broken_off):
        begin(tmp_path / "ships", About())
    assert [*tmp_path.iterdir()] == []


def test_folders_on_the_way_are_made_and_go_again_if_it_fails(tmp_path: Path) -> None:
    assert init(tmp_path / "a/b/ships").exit_code == 0
    assert init(tmp_path / "a/c/d/ships", "--title", "").exit_code == 2
    assert init(tmp_path / "a/c/..").exit_code == 2
    (tmp_path / "file").touch()
    assert init(tmp_path / "file/c/ships").exit_code == 2
    assert init(tmp_path / "e" / ("x" * 300)).exit_code == 2
    assert sorted(path.name for path in (*tmp_path.iterdir(), *(tmp_path / "a").iterdir())) == ["a", "b", "file"]


def test_what_somebody_puts_there_meanwhile_is_not_lost(tmp_path: Path) -> None:
    def fill() -> None:
        with filewriting.new_folder(tmp_path / "ships") as fresh:
            (fresh / "a").write_text("new")
            (tmp_path / "ships").mkdir()
            (tmp_path / "ships/a").write_text("mine")

    with pytest.raises(OSError, match="not empty"):
        fill()
    assert files(tmp_path) == {"ships/a": b"mine"}


def test_its_files_may_be_read_as_the_user_has_it(begun: Path) -> None:
    plain = begun.parent / "plain"
    plain.mkdir(exist_ok=True)
    assert begun.stat().st_mode == plain.stat().st_mode


def test_a_program_without_its_folder_says_so(tmp_path: Path) -> None:
    shutil.copytree(HOME / "builder", tmp_path / "site-packages/builder", ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.raises(UseError, match="has no templates, which a wiki of its own needs: it may have been installed without"):
        begin(tmp_path / "ships", About(), tmp_path / "site-packages")
    assert not (tmp_path / "ships").exists()
