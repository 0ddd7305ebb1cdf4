"""What GitHub runs: workflows fit its schema, may do no more than they must, and do what they say."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from yamlcore import as_an_editor

from builder import ledger

ROOT = Path(__file__).parent.parent.parent
GITHUB = ROOT / ".github"
FILES = sorted((GITHUB / "workflows").glob("*.yml"))
WORKFLOWS: dict[str, dict[str, Any]] = {path.stem: as_an_editor(path.read_text()) for path in FILES}
PUBLISH, CHECK = WORKFLOWS["publish"], WORKFLOWS["check"]
DEPENDABOT = GITHUB / "dependabot.yml"
JOBS = [(name, job) for name, workflow in WORKFLOWS.items() for job in workflow["jobs"]]
MAKEFILE = (ROOT / "Makefile").read_text()
READS = {"contents": "read"}


def steps(workflow: dict[str, Any], job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow["jobs"][job]["steps"]
    return found


def runs(workflow: dict[str, Any], job: str) -> list[str]:
    return [step["run"] for step in steps(workflow, job) if "run" in step]


def using(workflow: dict[str, Any], job: str, action: str) -> dict[str, Any]:
    (step,) = (step for step in steps(workflow, job) if step.get("uses", "").startswith(f"actions/{action}@"))
    return step


# What others say of them


@pytest.mark.parametrize(
    ("schema", "files"), [("github-workflows", FILES), ("dependabot", [DEPENDABOT])], ids=["workflows", "dependabot"]
)
def test_the_files_fit_the_schemas_of_github(schema: str, files: list[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (result.returncode, result.stdout.strip()) == (0, "ok -- validation done"), result.stdout


def test_nothing_in_them_can_be_abused() -> None:
    command = [str(Path(sys.executable).parent / "zizmor"), "--offline", "--no-progress", "--persona", "pedantic", str(GITHUB)]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
    assert all(path.name in result.stderr for path in (*FILES, DEPENDABOT))  # it has looked at each


# What must be so in each


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_pinned_and_say_which_version_that_is(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text())
    assert len(used) > 3
    assert [line for line in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", line)] == []


def test_an_action_has_one_version_in_all_workflows() -> None:
    pins = {line for path in FILES for line in re.findall(r"uses: (.*)", path.read_text())}
    assert len(pins) == len({pin.split("@")[0] for pin in pins})


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_a_job_ends_and_runs_nothing_that_a_stranger_could_write(name: str, job: str) -> None:
    assert WORKFLOWS[name]["jobs"][job]["timeout-minutes"] <= 60
    for script in runs(WORKFLOWS[name], job):
        assert "${{" not in script


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_jobs_call_targets_of_make_that_are_there_and_nothing_else_of_the_wiki(name: str, job: str) -> None:
    # A wiki that was begun with `wiki init` has the same workflows, but not all files of the program.
    for script in runs(WORKFLOWS[name], job):
        targets = re.findall(r"\bmake ([a-z]+)", script)
        assert all(re.search(rf"^{target}:", MAKEFILE, re.MULTILINE) for target in targets)
        assert job == "record" or script.split()[0] == "make" or script.startswith('echo "::error ')
        assert ".venv" not in script


@pytest.mark.parametrize(("name", "job"), [(name, job) for name, job in JOBS if job not in ("deploy", "record")])
def test_what_works_on_the_wiki_has_its_whole_history_no_password_and_a_cache(name: str, job: str) -> None:
    workflow = WORKFLOWS[name]
    assert using(workflow, job, "checkout")["with"] == {"fetch-depth": 0, "persist-credentials": False}
    python = using(workflow, job, "setup-python")["with"]
    assert python["cache"] == "pip"
    assert {path.name for path in ROOT.glob(python["cache-dependency-path"])} == {"run.txt", "test.txt"}
    oldest = re.search(r'requires-python = ">=3\.([0-9]+)"', (ROOT / "pyproject.toml").read_text())
    assert oldest
    assert int(python["python-version"].removeprefix("3.")) >= int(oldest[1])


# Pull requests


def test_the_check_of_pull_requests_reads_only() -> None:
    # Not pull_request_target: that would run what a stranger sends with the rights of the repository.
    assert CHECK["on"] == "pull_request"
    assert CHECK["permissions"] == READS
    assert not any("permissions" in job for job in CHECK["jobs"].values())
    assert CHECK["concurrency"]["cancel-in-progress"] is True


def test_a_pull_request_is_checked_built_to_be_looked_at_and_tested() -> None:
    assert runs(CHECK, "check") == ["make check FORMAT=github", "make site"]
    assert using(CHECK, "check", "upload-artifact")["with"] == {"name": "site", "path": "site/", "retention-days": 5}
    assert runs(CHECK, "test") == ["make test"]


# Publishing


def test_the_main_branch_is_published_one_push_after_the_other() -> None:
    assert PUBLISH["on"] == {"push": {"branches": ["main", "master"]}, "workflow_dispatch": None}
    assert PUBLISH["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_each_job_may_do_what_it_must() -> None:
    assert PUBLISH["permissions"] == {}
    assert {name: job["permissions"] for name, job in PUBLISH["jobs"].items()} == {
        "test": READS,
        "build": READS | {"pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "record": {"contents": "write"},
    }


def test_nothing_is_deployed_that_was_not_tested_and_nothing_recorded_that_was_not_deployed() -> None:
    assert runs(PUBLISH, "test") == ["make test"]
    assert sorted(PUBLISH["jobs"]["deploy"]["needs"]) == ["build", "test"]
    assert PUBLISH["jobs"]["record"]["needs"] == "deploy"
    assert PUBLISH["jobs"]["deploy"]["environment"]["name"] == "github-pages"


def test_the_site_is_built_for_the_address_that_pages_gives_it() -> None:
    (build,) = (step for step in steps(PUBLISH, "build") if step.get("name") == "Build")
    assert using(PUBLISH, "build", "configure-pages")["id"] == "pages"
    assert build["env"]["BASE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert build["env"]["EDIT_URL"].endswith("/${{ github.repository }}/edit/${{ github.ref_name }}/content/")
    assert build["run"] == 'make site BASE_URL="$BASE_URL" EDIT_URL="$EDIT_URL"'
    assert using(PUBLISH, "build", "upload-pages-artifact")["with"]["path"] == "site/"


def test_where_pages_is_not_switched_on_it_is_told_where_that_is_done() -> None:
    found = steps(PUBLISH, "build")
    told = found[found.index(using(PUBLISH, "build", "configure-pages")) + 1]
    assert told["if"] == "failure() && steps.pages.outcome == 'failure'"
    result = subprocess.run(["bash", "-ec", told["run"]], check=True, capture_output=True, text=True)  # noqa: S607 - as the runner calls it
    assert re.fullmatch("::error title=[^:,]+::[^\n]*GitHub Actions as the source[^\n]*\n", result.stdout)


def test_the_ledger_of_the_build_is_what_is_recorded() -> None:
    given = using(PUBLISH, "build", "upload-artifact")["with"]
    taken = using(PUBLISH, "record", "download-artifact")["with"]
    assert (given["name"], given["path"]) == (taken["name"], ledger.FILE)
    (record,) = (step for step in steps(PUBLISH, "record") if "run" in step)
    assert record["env"] == {"BRANCH": "${{ github.ref_name }}", "BUILT": f"{taken['path']}/{ledger.FILE}"}


# Make, as the workflows call it


@pytest.fixture
def kitchen(tmp_path: Path) -> Path:
    """Return a folder with the Makefile, in which all is installed and ``wiki`` tells what it was called with."""
    (tmp_path / "Makefile").write_text(MAKEFILE)
    for name in ("requirements/run.txt", "pyproject.toml", ".venv/run", ".venv/bin/wiki"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    wiki = tmp_path / ".venv/bin/wiki"
    wiki.write_text('#!/bin/sh\nfor word; do echo "[$word]"; done\n')
    wiki.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["site"], ["build"]),
        (["site", "BASE_URL=", "EDIT_URL="], ["build"]),
        (["site", "BASE_URL=https://a.example/w"], ["build", "--base-url", "https://a.example/w"]),
        (
            ["site", "BASE_URL=https://a.example", "EDIT_URL=https://b.example/x/y`touch oh`;'\""],
            ["build", "--base-url", "https://a.example", "--edit-url", "https://b.example/x/y`touch oh`;'\""],
        ),
        (["check"], ["check"]),
        (["check", "FORMAT=github"], ["check", "--format", "github"]),
    ],
)
def test_make_hands_on_what_it_is_told_as_it_is(kitchen: Path, call: list[str], words: list[str]) -> None:
    # What the environment happens to hold decides nothing.
    environment = {**os.environ, "BASE_URL": "https://other.example", "FORMAT": "json"}
    environment.pop("MAKEFLAGS", None)
    result = subprocess.run(
        ["make", "--silent", *call],  # noqa: S607 - whichever make is installed
        cwd=kitchen, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert result.stdout.split() == " ".join(f"[{word}]" for word in words).split()
    assert not (kitchen / "oh").exists()


# The job that records addresses, run for real

ABOUT = "# Every address.\n"
OLD = f"{ABOUT}a.html\nz.html\n"


class Record:
    """A repository on a server, a clone of it as the job has it, and the ledger that a build of its commit left."""

    def __init__(self, folder: Path, text: str | None = OLD, branch: str = "main") -> None:
        self.folder, self.branch = folder, branch
        self.server, self.clone = folder / "server.git", folder / "clone"
        self.environment = {
            "PATH": f"{folder}/bin:{os.environ['PATH']}", "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "BRANCH": branch,
            "BUILT": str(folder / "built.txt"), "RUNNER_TEMP": str(folder), "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        }  # fmt: skip
        self.git(folder, "init", "--quiet", "--bare", "-b", branch, str(self.server))
        self.git(folder, "clone", "--quiet", f"file://{self.server}", "editor")
        self.editor = folder / "editor"
        self.git(self.editor, "checkout", "--quiet", "-b", branch)
        (folder / "bin").mkdir()
        self.write(folder / "bin/sleep", "#!/bin/sh\n")
        self.push("Begin", {"page.md": "one", **({ledger.FILE: text} if text is not None else {})})
        self.git(folder, "clone", "--quiet", "--depth=1", "-b", branch, f"file://{self.server}", "clone")

    def git(self, where: Path, *arguments: str) -> str:
        named = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
        result = subprocess.run(
            ["git", *named, *arguments],  # noqa: S607 - whichever Git is installed
            cwd=where, env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return result.stdout

    @staticmethod
    def write(path: Path, text: str) -> None:
        path.write_text(text)
        path.chmod(0o755)

    def push(self, message: str, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.editor / name).write_text(text)
        self.git(self.editor, "add", "-A")
        self.git(self.editor, "commit", "--quiet", "-m", message)
        self.git(self.editor, "push", "--quiet", "origin", f"HEAD:{self.branch}")

    def built(self, text: str) -> "Record":
        (self.folder / "built.txt").write_text(text)
        return self

    def run(self) -> subprocess.CompletedProcess[str]:
        (step,) = (step for step in steps(PUBLISH, "record") if "run" in step)
        assert step["shell"] == "bash"
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return subprocess.run(shell, cwd=self.clone, env=self.environment, check=False, capture_output=True, text=True)

    def at(self, name: str) -> str:
        return self.git(self.server, "show", f"{self.branch}:{name}")

    def log(self) -> list[str]:
        return self.git(self.server, "log", "--format=%s", self.branch).splitlines()


@pytest.fixture(params=["main", "of/a-wiki"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Record:
    return Record(tmp_path, branch=request.param)


def test_new_addresses_are_pushed_as_a_build_writes_them(record: Record) -> None:
    built, new = ledger.added(OLD, ["incidents/x.html", "Z-1.html", "z.html", "data/x.json"])
    result = record.built(built).run()
    assert (result.returncode, result.stderr) == (0, "")
    assert record.at(ledger.FILE) == built
    assert record.log() == ["New addresses of the site", "Begin"]
    assert record.git(record.server, "show", "--format=%an", "--name-only", record.branch).split() == [
        "github-actions[bot]", ledger.FILE,
    ]  # fmt: skip
    assert (record.folder / "summary").read_text().split() == ["New", "addresses:", *new]


def test_with_nothing_new_nothing_is_pushed(record: Record) -> None:
    record.push("More", {ledger.FILE: f"{ABOUT}a.html\n"})
    result = record.built(OLD).run()
    assert (result.returncode, result.stdout) == (0, "Nothing new was published.\n")
    assert record.log() == ["More", "Begin"]
    assert not (record.folder / "summary").exists()


def test_where_the_branch_has_moved_on_both_have_their_addresses(record: Record) -> None:
    record.push("More", {ledger.FILE: f"# Another.\n{OLD}between.html\n", "page.md": "two"})
    assert record.built(f"{OLD}x.html\n").run().returncode == 0
    assert record.at(ledger.FILE) == f"# Another.\n{ABOUT}a.html\nbetween.html\nx.html\nz.html\n"
    assert record.at("page.md") == "two"
    assert record.log() == ["New addresses of the site", "More", "Begin"]


def test_an_address_that_somebody_has_taken_out_meanwhile_does_not_come_back(record: Record) -> None:
    record.push("Never was on the web", {ledger.FILE: f"{ABOUT}z.html\n"})
    assert record.built(f"{OLD}x.html\n").run().returncode == 0
    assert record.at(ledger.FILE) == f"{ABOUT}x.html\nz.html\n"


def test_what_somebody_else_has_written_down_is_not_pushed_again(record: Record) -> None:
    record.push("More", {ledger.FILE: f"{ABOUT}a.html\nx.html\nz.html\n"})
    result = record.built(f"{OLD}x.html\n").run()
    assert (result.returncode, result.stdout) == (0, "Somebody else has written them down.\n")
    assert record.log() == ["More", "Begin"]


def test_a_push_in_the_very_moment_of_the_push_is_waited_for(record: Record) -> None:
    (record.editor / ledger.FILE).write_text(f"{OLD}theirs.html\n")
    record.git(record.editor, "commit", "--quiet", "-a", "-m", "At once")
    once = f"#!/bin/sh\n[ -e done ] || git -C {record.editor} push --quiet origin HEAD:{record.branch}\ntouch done\n"
    record.write(record.clone / ".git/hooks/pre-push", once)
    assert record.built(f"{OLD}ours.html\n").run().returncode == 0
    assert record.at(ledger.FILE) == f"{ABOUT}a.html\nours.html\ntheirs.html\nz.html\n"
    assert record.log() == ["New addresses of the site", "At once", "Begin"]


def test_where_the_branch_is_protected_the_job_fails_and_says_what_to_commit(record: Record) -> None:
    record.write(record.server / "hooks/pre-receive", "#!/bin/sh\nexit 1\n")
    result = record.built(f"{OLD}x.html\n").run()
    assert result.returncode == 1
    assert result.stdout.startswith("::error file=addresses.txt::New addresses could not be pushed")
    assert "x.html" in (record.folder / "summary").read_text()
    assert record.log() == ["Begin"]


def test_a_wiki_without_a_ledger_gets_one(tmp_path: Path) -> None:
    record = Record(tmp_path, text=None).built(OLD)
    assert record.run().returncode == 0
    assert record.at(ledger.FILE) == OLD


# What keeps pins fresh


def test_newer_versions_are_looked_for_where_versions_are_pinned() -> None:
    updates = as_an_editor(DEPENDABOT.read_text())["updates"]
    watched = {update["package-ecosystem"]: ROOT / update["directory"].removeprefix("/") for update in updates}
    assert watched.keys() == {"github-actions", "pip"}
    assert (watched["github-actions"] / ".github/workflows").is_dir()
    assert [*watched["pip"].glob("*.txt")]
