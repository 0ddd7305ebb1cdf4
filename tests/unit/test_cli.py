import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import wikis
from click.testing import CliRunner, Result
from steps import actor, archived, incident, note

from builder.cli import main
from builder.publish import MARKER

WRONG = note("[[nowhere]]")
ODD = note("# Title")


def wiki(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def process(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user does, in a process of its own."""
    return subprocess.run([sys.executable, "-m", "builder", *map(str, arguments)], cwd=cwd, capture_output=True, check=False)


def site(root: Path) -> dict[str, bytes]:
    folder = root / "site"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_says_on_standard_output_what_it_did(tmp_path: Path) -> None:
    wikis.write(tmp_path)
    done = wiki("build", "--root", tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    number = len(site(tmp_path)) - 1
    told, ledger = done.stdout.splitlines()
    assert told == f"{tmp_path}/site/: {number} files, {number} written, 0 removed"
    assert ledger.startswith("addresses.txt: ")
    assert wiki("build", "--root", tmp_path).stdout == f"{tmp_path}/site/: {number} files, 0 written, 0 removed\n"


def test_a_build_with_an_error_exits_with_1_and_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    wikis.write(tmp_path)
    wiki("build", "--root", tmp_path)
    before = site(tmp_path)
    wikis.write(tmp_path, WRONG, base=False)
    done = wiki("build", "--root", tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        'content/about.md:4:1: error: no page is called "nowhere" [link-target]\n1 error; nothing was published\n'
    )
    assert site(tmp_path) == before


def test_a_first_build_with_an_error_makes_no_site(tmp_path: Path) -> None:
    wikis.write(tmp_path, WRONG)
    assert wiki("build", "--root", tmp_path).exit_code == 1
    assert not (tmp_path / "site").exists()


def test_a_wrong_template_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    wikis.write(tmp_path)
    wiki("build", "--root", tmp_path)
    before = site(tmp_path)
    wikis.write(tmp_path, "-- templates/pages/actor.html --\n{{ nothing }}\n", base=False)
    assert wiki("build", "--root", tmp_path).exit_code == 1
    assert site(tmp_path) == before


def test_warnings_are_told_and_do_not_stop_a_build(tmp_path: Path) -> None:
    wikis.write(tmp_path, ODD)
    done = wiki("build", "--root", tmp_path)
    assert done.exit_code == 0
    assert done.stderr.startswith("content/about.md:4:3: warning:")
    assert (tmp_path / "site/about.html").exists()


def test_check_tells_problems_on_standard_error_and_the_result_on_standard_output(tmp_path: Path) -> None:
    done = wiki("check", "--root", wikis.write(tmp_path / "a"))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "4 pages: nothing to mend\n", "")
    done = wiki("check", "--root", wikis.write(tmp_path / "b", ODD))
    assert (done.exit_code, done.stdout) == (0, "5 pages: 1 warning\n")
    done = wiki("check", "--root", wikis.write(tmp_path / "c", WRONG))
    assert (done.exit_code, done.stdout) == (1, "1 error\n")
    assert "[link-target]" in done.stderr
    assert not (tmp_path / "c/site").exists()


def test_check_prints_json(tmp_path: Path) -> None:
    done = wiki("check", "--format", "json", "--root", wikis.write(tmp_path / "a", WRONG))
    assert (done.exit_code, done.stderr) == (1, "")
    assert json.loads(done.stdout) == [{
        "path": "content/about.md", "line": 4, "column": 1, "level": "error", "rule": "link-target",
        "message": 'no page is called "nowhere"', "hint": "",
    }]  # fmt: skip
    done = wiki("check", "--format", "json", "--root", wikis.write(tmp_path / "b"))
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_check_prints_annotations_for_github(tmp_path: Path) -> None:
    done = wiki("check", "--format", "github", "--root", wikis.write(tmp_path, WRONG))
    assert done.exit_code == 1
    assert done.stdout == '::error file=content/about.md,line=4,col=1,title=link-target::no page is called "nowhere"\n'


FULL = note(
    "So.[@herald: “Nobody has claimed it”] So.[@herald: “the mayor said on Tuesday”] So.[@herald: “the rockets came”] So.[@herald: “was arrested”]"
)
RAIN = "[{text: It rained., note: Weather.}]"
UNUSED = "[{rule: source-unused, note: It is here to be missed.}]"
MISSED = archived("y", "It burned, said Ali. It rained.\n", left_out=RAIN, silenced=UNUSED)
HERALD = "content/sources/herald.md: 5 of 5 sentences quoted; 25 of 38 words\n"


def test_check_tells_what_of_each_article_the_wiki_holds_only_when_asked(tmp_path: Path) -> None:
    root = wikis.write(tmp_path, FULL + MISSED)
    done = wiki("check", "--coverage", "--root", root)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"{HERALD}content/sources/y.md: 0 of 2 sentences quoted, 1 left out; 0 of 6 words\n"
        'seeds/y.txt:1:1: no page quotes "It burned, said Ali."\n'
        'seeds/y.txt:1:17: no page answers to "Ali"\n'
        'seeds/y.txt:1:22: left out: "It rained." (Weather.)\n'
        "6 pages: nothing to mend\n"
    )
    assert wiki("check", "--root", root).stdout == "6 pages: nothing to mend\n"


def test_what_is_taken_for_no_part_of_an_article_is_told(tmp_path: Path) -> None:
    text = archived("y", "It burned.\nShare this\nPhoto: Ali\n", asides="[{text: 'Photo: Ali', note: A caption.}]")
    told = wiki("check", "--coverage", "--root", wikis.write(tmp_path, FULL + text)).stdout
    assert 'seeds/y.txt:2:1: not the article itself: "Share this Photo: Ali" (A caption.)\n' in told


def test_coverage_in_json_stands_beside_the_problems(tmp_path: Path) -> None:
    done = wiki("check", "--coverage", "--format", "json", "--root", wikis.write(tmp_path / "a", FULL + MISSED))
    found = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, found["problems"]) == (0, "", [])
    assert [(article["archive"], article["sentences"], article["sentences_quoted"]) for article in found["coverage"]] == [
        ("seeds/herald.txt", 5, 5),
        ("seeds/y.txt", 2, 0),
    ]
    assert found["coverage"][1]["gaps"][2] == {
        "what": "sentence", "line": 1, "column": 22, "text": "It rained.", "reason": "Weather.",
    }  # fmt: skip
    done = wiki("check", "--coverage", "--format", "json", "--root", wikis.write(tmp_path / "b", WRONG))
    found = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, [problem["rule"] for problem in found["problems"]]) == (1, "", ["link-target"])
    assert len(found["coverage"]) == 1


def test_gaps_are_notices_for_github_after_the_problems(tmp_path: Path) -> None:
    done = wiki("check", "--coverage", "--format", "github", "--root", wikis.write(tmp_path / "a", FULL + MISSED))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        '::notice file=seeds/y.txt,line=1,col=1,title=coverage::no page quotes "It burned, said Ali."\n'
        '::notice file=seeds/y.txt,line=1,col=17,title=coverage::no page answers to "Ali"\n'
    )
    done = wiki("check", "--coverage", "--format", "github", "--root", wikis.write(tmp_path / "b", WRONG))
    assert done.exit_code == 1
    assert [line.split(" ")[0] for line in done.stdout.splitlines()] == ["::error", *["::notice"] * 3]


def test_errors_come_first_among_annotations_for_github_shows_only_some(tmp_path: Path) -> None:
    text = note("# One\n\n[[nowhere]]", "content/a.md", title="A") + note("[[a]]\n\n[[elsewhere]]")
    done = wiki("check", "--format", "github", "--root", wikis.write(tmp_path, text))
    assert [line.partition(",col")[0] for line in done.stdout.splitlines()] == [
        "::error file=content/a.md,line=6",
        "::error file=content/about.md,line=6",
        "::warning file=content/a.md,line=4",
    ]


def test_coverage_does_not_hide_an_error_and_is_told_all_the_same(tmp_path: Path) -> None:
    done = wiki("check", "--coverage", "--root", wikis.write(tmp_path, WRONG + MISSED))
    assert done.exit_code == 1
    assert done.stderr == 'content/about.md:4:1: error: no page is called "nowhere" [link-target]\n'
    assert "seeds/y.txt:1:1: no page quotes" in done.stdout
    assert done.stdout.endswith("\n1 error\n")


def test_an_entry_that_leaves_nothing_out_is_a_warning_with_and_without_coverage(tmp_path: Path) -> None:
    root = wikis.write(tmp_path, MISSED.replace(UNUSED, "[]") + note('So.[@y: "It rained"]'))
    for more in ([], ["--coverage"]):
        done = wiki("check", *more, "--root", root)
        assert done.exit_code == 0
        assert done.stderr.startswith('content/sources/y.md:5:19: warning: "It rained." leaves nothing out')
        assert done.stderr.endswith(" [left-out]\n")
        assert done.stdout.endswith("6 pages: 1 warning\n")


def test_coverage_counts_drafts_only_when_asked_for(tmp_path: Path) -> None:
    root = wikis.write(tmp_path, FULL.replace("title: About\n", "title: About\nstatus: draft\n"))
    assert "2 of 5 sentences quoted" in wiki("check", "--coverage", "--root", root).stdout
    assert wiki("check", "--coverage", "--drafts", "--root", root).stdout.startswith(HERALD)


@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_no_sign_of_an_article_steers_the_terminal_or_the_workflow(tmp_path: Path, style: str) -> None:
    wikis.write(tmp_path, archived("y", "It \x1b[31mburned.\r\n::error::said\u2028Ali [bold]:smile: \x9b7m\n"))
    done = process("check", "--coverage", "--format", style, cwd=tmp_path)
    assert done.returncode == 0
    told = done.stdout.decode()
    assert not {"\x1b", "\x9b", "\u2028", "\r"} & set(told)
    assert "[bold]:smile:" in told
    assert not re.search("^::error", told, re.MULTILINE)


def test_problems_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    wikis.write(
        tmp_path, note("[[q]] [[r]]\n\n[[s]] [[a]]", "content/z.md", title="Z") + note("[[t]] [[z]]", "content/a.md", title="A")
    )
    lines = [line.split(": ")[0] for line in wiki("check", "--root", tmp_path).stderr.splitlines()]
    assert lines == ["content/a.md:4:1", "content/z.md:4:1", "content/z.md:4:7", "content/z.md:6:1"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"], ["build", "--out"], ["check", "--format", "xml"], ["build", "--jobs", "0"], ["build", "--jobs", "x"],
        ["build", "--base-url", "example.org"], ["build", "--base-url", "javascript:alert(1)"], ["serve", "--port", "0"],
        ["serve", "--port", "99999"], ["check", "extra"],
    ],
)  # fmt: skip
def test_wrong_use_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    wikis.write(tmp_path)
    done = wiki(*arguments, *(["--root", str(tmp_path)] if arguments[0] != "frobnicate" else []))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_a_folder_without_content_is_wrong_use(tmp_path: Path, command: str) -> None:
    for root in (tmp_path, tmp_path / "missing"):
        done = wiki(command, "--root", root)
        assert done.exit_code == 2
        assert "content/" in done.stderr


def test_the_nearest_folder_upward_is_the_wikis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wikis.write(tmp_path, note("Text."))
    wikis.write(tmp_path / "seeds/inner")
    deep = tmp_path / "seeds/inner/content/actors"
    monkeypatch.chdir(deep)
    assert wiki("check").stdout == "4 pages: nothing to mend\n"
    monkeypatch.chdir(tmp_path / "content/actors")
    assert wiki("build").stdout.startswith(f"{tmp_path}/site/: ")
    assert (tmp_path / "site/about.html").exists()


def test_without_any_wiki_above_the_user_is_told_of_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = wiki("check")
    assert done.exit_code == 2
    assert "--root" in done.stderr


def test_paths_are_shown_from_where_the_user_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wikis.write(tmp_path))
    assert wiki("build").stdout.startswith("site/: ")
    assert wiki("build", "--root", ".", "--out", "elsewhere").stdout.startswith("elsewhere/: ")


@pytest.mark.parametrize(
    "out", [".", "..", "/", "content", "content/actors", "content/new", "seeds", "templates", "site/../content", "link"]
)
def test_the_wiki_itself_is_never_published_over(tmp_path: Path, out: str) -> None:
    root = wikis.write(tmp_path / "wiki")
    (root / "link").symlink_to(root / "content")
    done = wiki("build", "--root", root, "--out", root / out)
    assert done.exit_code == 2
    assert (root / "content/actors/mayor.md").exists()
    assert not (root / "content/new").exists()


def test_a_folder_with_files_of_someone_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/diary.txt").write_text("mine")
    done = wiki("build", "--root", wikis.write(tmp_path / "wiki"), "--out", tmp_path / "home")
    assert done.exit_code == 2
    assert "diary.txt" in done.stderr
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["diary.txt"]


@pytest.mark.parametrize("out", ["file/site", "file", "/proc/nowhere/site", "/dev/null/site", "a" * 300])
def test_a_folder_that_cannot_be_made_is_told_without_a_stack_trace(tmp_path: Path, out: str) -> None:
    root = wikis.write(tmp_path)
    (root / "file").write_text("mine")
    done = process("build", "--root", root, "--out", root / out, cwd=root)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"Error: " in done.stderr


@pytest.mark.parametrize("command", [["check"], ["check", "--format", "json"], ["check", "--format", "github"]])
def test_a_file_name_of_any_bytes_is_told_without_a_stack_trace(tmp_path: Path, command: list[str]) -> None:
    wikis.write(tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/\xff\x1b.md")).write_text("Text.")
    env = os.environ | {"PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
    done = subprocess.run([sys.executable, "-m", "builder", *command], cwd=tmp_path, capture_output=True, check=False, env=env)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["check"], ["check", "--format", "json"], ["check", "--format", "github"]])
def test_a_problem_is_one_line_whatever_a_file_is_called(tmp_path: Path, command: list[str]) -> None:
    wikis.write(tmp_path)
    (tmp_path / "content/a\nb\x1b[31m.md").write_text("Text.")
    done = process(*command, cwd=tmp_path)
    assert b"\x1b" not in done.stderr + done.stdout
    if command == ["check"]:
        assert done.stderr.count(b"\n") == 1


def test_output_in_any_alphabet_needs_no_setting(tmp_path: Path) -> None:
    wikis.write(tmp_path, actor("x", "[[كتائب]]", title="كتائب حزب الله"))
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-m", "builder", "check"], cwd=tmp_path, capture_output=True, check=False, env=env | {"LC_ALL": "C"}
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_colours_are_for_terminals_only(tmp_path: Path) -> None:
    wikis.write(tmp_path, WRONG)
    done = process("build", cwd=tmp_path)
    assert b"\x1b" not in done.stderr + done.stdout


def test_a_long_problem_is_not_folded(tmp_path: Path) -> None:
    wikis.write(tmp_path, note(f"[[{'long ' * 50}]]"))
    assert process("check", cwd=tmp_path).stderr.count(b"\n") == 1


def test_markup_of_the_terminal_in_a_problem_is_plain_text(tmp_path: Path) -> None:
    wikis.write(tmp_path, note("[[:smile: /bold]]"))
    assert ":smile: /bold" in wiki("check", "--root", tmp_path).stderr


def test_drafts_are_published_only_when_asked_for(tmp_path: Path) -> None:
    wikis.write(tmp_path, incident("x", status="draft"))
    wiki("build", "--root", tmp_path)
    assert not any("incidents/x" in path or b"incidents/x" in content for path, content in site(tmp_path).items())
    wiki("build", "--root", tmp_path, "--drafts")
    assert b"Draft." in site(tmp_path)["incidents/x.html"]
    wiki("build", "--root", tmp_path)
    assert "incidents/x.html" not in site(tmp_path)
    assert "incidents/x.html" not in site(tmp_path)


def test_the_base_url_of_the_command_line_overrides_that_of_the_site(tmp_path: Path) -> None:
    wikis.write(tmp_path, "-- content/site.yaml --\ntitle: x\nbase_url: https://one.example/\n")
    wiki("build", "--root", tmp_path)
    assert b'rel="canonical" href="https://one.example/"' in site(tmp_path)["index.html"]
    wiki("build", "--root", tmp_path, "--base-url", "https://two.example/w")
    assert b'rel="canonical" href="https://two.example/w/"' in site(tmp_path)["index.html"]
    wiki("build", "--root", tmp_path, "--base-url", "")
    assert b"canonical" not in site(tmp_path)["index.html"]


def test_the_address_for_editing_of_the_command_line_overrides_that_of_the_site(tmp_path: Path) -> None:
    wikis.write(tmp_path, "-- content/site.yaml --\ntitle: x\nedit_url: https://one.example/edit/\n")
    wiki("build", "--root", tmp_path)
    assert b'href="https://one.example/edit/actors/mayor.md"' in site(tmp_path)["actors/mayor.html"]
    wiki("build", "--root", tmp_path, "--edit-url", "https://two.example/edit/main/content")
    assert b'href="https://two.example/edit/main/content/actors/mayor.md"' in site(tmp_path)["actors/mayor.html"]
    wiki("build", "--root", tmp_path, "--edit-url", "")
    assert b"Edit this page" not in site(tmp_path)["actors/mayor.html"]


def test_files_for_the_host_are_hidden_or_name_the_domain_and_stay_out_of_the_ledger(tmp_path: Path) -> None:
    wiki("build", "--root", wikis.write(tmp_path), "--base-url", "https://incidents.example/")
    assert (tmp_path / "site/CNAME").read_text() == "incidents.example\n"
    assert (tmp_path / "site/.nojekyll").read_bytes() == b""
    assert not re.search("CNAME|nojekyll", (tmp_path / "addresses.txt").read_text())
    wiki("build", "--root", tmp_path, "--base-url", "https://example.org/wiki/")
    assert not (tmp_path / "site/CNAME").exists()


@pytest.mark.parametrize("option", ["--base-url", "--edit-url"])
@pytest.mark.parametrize("address", ["example.org", "https://user@example.org/", "https://[/", "https://example.org/?q"])
def test_an_address_that_is_not_plain_is_wrong_use(tmp_path: Path, option: str, address: str) -> None:
    result = wiki("build", "--root", wikis.write(tmp_path), option, address)
    assert result.exit_code == 2
    assert "it is an address like https://example.org/wiki/" in result.stderr


def test_a_build_never_writes_to_content_or_seeds(tmp_path: Path) -> None:
    wikis.write(tmp_path)

    def stamps() -> dict[str, tuple[int, bytes]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.read_bytes())
            for name in ("content", "seeds")
            for path in (tmp_path / name).rglob("*.*")
        }

    before = stamps()
    wiki("build", "--root", tmp_path)
    assert stamps() == before


def test_what_few_commands_need_is_not_read_by_all(tmp_path: Path) -> None:
    wikis.write(tmp_path)
    code = "import sys; from builder.cli import main; main(['check'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, text=True)
    read = {name.partition(".")[0] for name in done.stdout.split()}
    assert read & {"builder", "resvg_py", "fontTools", "font_source_sans_pro", "pagefind", "livereload", "tornado"} == {"builder"}


def test_python_m_builder_is_the_command(tmp_path: Path) -> None:
    done = process("--version", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(b"wiki")


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["serve"]])
def test_help_is_there(command: list[str]) -> None:
    done = wiki(*command, "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.stdout


def test_the_site_has_a_marker_that_says_whose_it_is(tmp_path: Path) -> None:
    wiki("build", "--root", wikis.write(tmp_path))
    assert "wiki build" in (tmp_path / "site" / MARKER).read_text()


def test_a_site_can_do_without_the_index_of_its_search(tmp_path: Path) -> None:
    root = wikis.write(tmp_path)
    assert wiki("build", "--root", root).exit_code == 0
    assert "pagefind/pagefind.js" in site(root)
    assert wiki("build", "--root", root, "--no-search").exit_code == 0
    assert [path for path in site(root) if path.startswith("pagefind/")] == []
    assert {"search.html", "data/finder.js"} <= set(site(root))


def test_a_search_that_cannot_be_made_is_told_without_a_trace_and_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = wikis.write(tmp_path)
    wiki("build", "--root", root)
    before = site(root)
    wikis.write(root, note("More."), base=False)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nothing"))
    done = wiki("build", "--root", root)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "nothing was published: No such file or directory" in done.stderr
    assert "--no-search" in done.stderr
    assert site(root) == before
    assert wiki("build", "--root", root, "--no-search").exit_code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_asked_to_end_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    root, temporary, fifo, program = (tmp_path / name for name in ("wiki", "tmp", "fifo", "program"))
    wikis.write(root)
    temporary.mkdir()
    os.mkfifo(fifo)
    # As where a script stands before Pagefind itself.
    program.write_text(f"#!/bin/sh\nsh -c 'echo begun; sleep 20; echo late' > '{fifo}' &\nwait\n")
    program.chmod(0o755)
    env = os.environ | {"TMPDIR": str(temporary), "PAGEFIND_BINARY_PATH": str(program)}
    command = [sys.executable, "-m", "builder", "build", "--root", str(root)]
    with (
        subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as build,
        fifo.open() as said,
    ):
        assert said.readline() == "begun\n"
        build.send_signal(number)
        assert build.communicate()[1].strip() == "Aborted!"
        assert said.read() == ""
    assert build.returncode == 1
    assert list(temporary.iterdir()) == []
    assert not (root / "site").exists()


def test_a_build_of_a_shallow_clone_says_so_once_and_gives_no_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    wikis.write(tmp_path / "whole", incident("x", places="[northport]", corrections="[{date: 2024-05-01, text: The hour.}]"))
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    for command in ("init -q", "add -A", "commit -q -m Begin", "commit -q --allow-empty -m On"):
        subprocess.run([*git, "-C", tmp_path / "whole", *command.split()], check=True)
    subprocess.run([*git, "clone", "-q", "--depth", "1", f"file://{tmp_path}/whole", tmp_path / "cut"], check=True)
    whole, cut = (
        wiki("build", "--root", tmp_path / name, "--base-url", "https://example.org", "--no-search") for name in ("whole", "cut")
    )
    assert (whole.exit_code, whole.stderr, cut.exit_code) == (0, "", 0)
    assert cut.stderr.startswith("warning: this is a shallow clone, so no page, sitemap or feed says when pages were changed; ")
    assert cut.stderr.count("\n") == 1
    for name, is_dated in (("whole", True), ("cut", False)):
        made = site(tmp_path / name)
        assert (b"Last changed" in made["incidents/x.html"]) is is_dated
        assert (b"<lastmod>" in made["sitemap.xml"]) is is_dated
        assert (b"<title>New: X</title>" in made["feed.xml"]) is is_dated
        assert b"<title>Corrected: X</title>" in made["feed.xml"]
    assert not any(b"ast changed" in content for path, content in site(tmp_path / "cut").items() if path.endswith(".html"))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    again = wiki("build", "--root", tmp_path / "cut", "--base-url", "https://example.org", "--no-search")
    assert again.stderr.startswith("::warning title=shallow clone::")
    (tmp_path / "whole/.git/HEAD").write_text("garbage")
    unread = wiki("build", "--root", tmp_path / "whole", "--no-search")
    assert (unread.exit_code, unread.stderr.partition("Git does")[0]) == (0, "::warning title=unread history::")
