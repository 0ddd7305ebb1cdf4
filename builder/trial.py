"""A move tried out in memory: whether the wiki is after it what it was before, but for the id."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder import frontmatter
from builder.check import check
from builder.findings import Claim
from builder.link import link
from builder.memo import Memo
from builder.model import Checked, Loaded, RawPage, Wiki
from builder.moves import Move, Refusal, path_of
from builder.problems import Problem, has_errors
from builder.rules import SILENCE_UNUSED, YAML
from builder.silence import unsilenced

_WORSE: Final = "the wiki would have problems that it does not have now; nothing was written"


@dataclass(frozen=True, slots=True)
class State:
    """A wiki with all that the stages made of it."""

    loaded: Loaded
    checked: Checked
    wiki: Wiki
    problems: tuple[Problem, ...]


def tried(move: Move, before: State, memo: Memo) -> Move | Refusal:
    """Return ``move`` if the wiki is after it what it was before, but for the id."""
    texts = {file.path: file.content.decode("utf-8-sig") for file in move.files}
    reading: list[Problem] = []
    pages = tuple(_again(page, texts.get(page.path), move, reading) for page in before.loaded.pages)
    if unread := [str(problem) for problem in reading if problem.rule == YAML.id]:
        return Refusal(_WORSE, tuple(unread))
    loaded = replace(before.loaded, pages=pages)
    with memo.run():
        checked, problems = check(loaded, memo=memo)
        wiki, found = link(checked, loaded.archives, drafts=True, memo=memo)
    told = [*_led_astray(before, wiki, move)]
    if not move.is_resumed:  # else what is wrong now hides what was wrong before
        after = unsilenced(checked.pages, (*reading, *problems, *found))
        told = [*_new_problems(before.problems, after, move), *told]
    if told:
        return Refusal(_WORSE, tuple(told))
    return move


def _again(page: RawPage, text: str | None, move: Move, problems: list[Problem]) -> RawPage:
    """Return a page as it is read from its new text, if it has one, and add what is wrong with that to ``problems``."""
    if text is None:
        return page
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = frontmatter.split(page.path, text)
    if isinstance(parts, Problem):  # it is none: no change touches the lines of hyphens
        return page
    name = move.id_of(page.id)
    fields, found = frontmatter.read(path_of(name), parts.header, parts.header_line)
    problems += found
    return RawPage(name, page.kind, path_of(name), fields, parts.header, parts.header_line, parts.body, parts.body_line)


def _new_problems(before: Iterable[Problem], after: Iterable[Problem], move: Move) -> Iterator[str]:
    """Yield the problems that there would be more of, by page and rule: words and places may change with the id."""
    paths = {path_of(move.old): path_of(move.new)}
    before = tuple(before)
    had = Counter((paths.get(problem.path, problem.path), problem.rule) for problem in before)
    # With an error anywhere, nothing is said of what is silenced for nothing.
    after = sorted(problem for problem in after if problem.rule != SILENCE_UNUSED.id or not has_errors(before))
    more = Counter((problem.path, problem.rule) for problem in after) - had
    return (str(problem) for problem in after if (problem.path, problem.rule) in more)


def _led_astray(before: State, after: Wiki, move: Move) -> Iterator[str]:
    """Yield what would lead to another page than before, or be shown in other words."""
    for page, entry in before.wiki.entries.items():
        now = after.entries.get(move.id_of(page))
        if now is None:
            continue  # told as a problem
        marks = entry.page.body.written
        for slot, led in entry.links.items():
            then = now.links.get(slot)
            if then == replace(led, target=move.id_of(led.target)):
                continue
            is_only_shown = then is not None and (then.target, then.fragment) == (move.id_of(led.target), led.fragment)
            what = f'would read "{then.label}"; give it a label' if then and is_only_shown else "would mean something else"
            yield f"{entry.page.path}:{marks[slot].line}:{marks[slot].column}: `{marks[slot].text}` {what}"
        claims = {claim.id: claim for claim in now.claims}
        for claim in entry.claims:
            if claim.id in claims and not _means_the_same(claim, claims[claim.id], move):
                yield f"{entry.page.path}: claim {claim.id} would mean something else"
        fields, fields_now = {move.id_of(page) for page in entry.refs.values()}, set(now.refs.values())
        # What led nowhere may have waited for the new id.
        if not fields <= fields_now <= fields | {move.new}:
            yield f"{entry.page.path}: a field would mean something else"


def _means_the_same(claim: Claim, now: Claim, move: Move) -> bool:
    """Tell whether a claim names the same pages; where it named none, a speaker, or any page in a move resumed, may have waited."""
    pairs = ((claim.page, now.page, move.is_resumed), (claim.by, now.by, True), (claim.source, now.source, False))
    return all(
        then == (page and move.id_of(page)) or (page is None and then == move.new and may_wait) for page, then, may_wait in pairs
    )
