import re

import pytest
import yaml
from click.testing import CliRunner

from builder.cli import main
from builder.manual import Entry, manual
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


@pytest.mark.parametrize("entry", [*manual()], ids=lambda entry: entry.rule.id)
def test_examples_are_whole_and_can_be_read(entry: Entry) -> None:
    text, *blocks = re.split(r"^```([a-z]*)\n(.*?)^```$", entry.cure, flags=re.MULTILINE | re.DOTALL)
    assert not [part for part in (text, *blocks[2::3]) if "```" in part]
    for language, example in zip(blocks[0::3], blocks[1::3], strict=True):
        assert language != "yaml" or isinstance(yaml.safe_load(example), dict | list)


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
