import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.manual import manual
from builder.rules import RULES


def explained(rule: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["check", "--explain", rule])
    return done.exit_code, done.stdout, done.stderr


def test_the_manual_has_each_rule_in_its_group() -> None:
    groups = {entry.rule.id: entry.group for entry in manual()}
    assert [*groups] == [rule.id for rule in RULES]
    assert (groups["encoding"], groups["link-target"], groups["silence-unused"]) == (
        "Files", "Names and references between pages", "Silencing",
    )  # fmt: skip


def test_a_rule_is_explained_without_looking_at_any_wiki(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    status, told, _ = explained("heading")
    assert status == 0
    assert told.startswith("heading (warning)\n\nHeadings of a body begin at `##`; the title is the page's only `#`.\n\n")


def test_of_a_rule_that_is_none_the_nearest_is_told() -> None:
    status, _, told = explained("link-traget")
    assert status == 2
    assert 'there is no rule "link-traget"; did you mean "link-target"?' in told
