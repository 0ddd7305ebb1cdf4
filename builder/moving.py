"""What it takes to give a page another id: computed whole, and tried out in memory, before a byte is written."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from builder import frontmatter, urls
from builder.check import check
from builder.edits import Change, EditError, changed
from builder.fieldedits import added, replaced
from builder.filewriting import put, rename
from builder.frontmatter import Value
from builder.ids import PageId, slug_of
from builder.link import link
from builder.load import load
from builder.memo import Memo
from builder.model import Checked, Loaded, RawPage, Wiki
from builder.names import Names, answering, folded, index
from builder.nearest import did_you_mean
from builder.newids import unfit
from builder.pipeline import OWN_TEMPLATES, no_collector
from builder.problems import SILENCE_UNUSED, Problem, has_errors
from builder.renaming import Renaming, changes_in
from builder.silence import unsilenced
from builder.words import count


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file of ``content/`` with the changes in it, and its bytes with them."""

    path: str
    changes: tuple[Change, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Move:
    """A page's old and new id, and the files to be rewritten, the page's own among them under its old path.

    ``unseen`` are the files that could not be looked at, each with the lines in which the old slug stands.
    """

    old: PageId
    new: PageId
    files: tuple[Rewritten, ...]
    unseen: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page can't be moved so, with the cure; ``found`` is what would be wrong with the wiki then."""

    words: str
    found: tuple[str, ...] = ()


def path_of(page: PageId) -> str:
    """Return the file of a page below the wiki's folder."""
    return f"{urls.CONTENT}/{page}.md"


def plan(root: Path, old: str, new: str, jobs: int = 1) -> Move | Refusal:
    """Return what it takes to move the page that ``old`` names (id, slug, path, title, alias) to the id or slug ``new``.

    Raises OSError where a file can't be read.
    """
    with no_collector():
        memo = Memo()
        with memo.run():
            loaded, _ = load(root, OWN_TEMPLATES, memo=memo)
            checked, problems = check(loaded, jobs, memo)
            wiki, found = link(checked, loaded.archives, drafts=True, memo=memo)
        before = _State(loaded, checked, wiki, tuple(unsilenced(checked.pages, (*problems, *found))))
        move = _planned(root, old, new, before)
        return move if isinstance(move, Refusal) else _tried(move, before, memo)


def _planned(root: Path, old: str, new: str, before: "_State") -> Move | Refusal:
    names = index([*map(answering, before.checked.pages), *map(answering, before.checked.broken)])
    page = _page_called(old, root, names)
    if isinstance(page, Refusal):
        return page
    raw = next((raw for raw in before.loaded.pages if raw.id == page), None)
    if raw is None:
        return Refusal(f"{path_of(page)} can't be read; `wiki check` tells why")
    renaming = _renaming(raw, new, names, before)
    return renaming if isinstance(renaming, Refusal) else _move(root, raw, renaming, before)


@dataclass(frozen=True, slots=True)
class _State:
    """A wiki with all that the stages made of it."""

    loaded: Loaded
    checked: Checked
    wiki: Wiki
    problems: tuple[Problem, ...]


def _page_called(text: str, root: Path, names: Names) -> PageId | Refusal:
    """Return the one page that ``text`` names."""
    for base in (Path.cwd(), root, root / urls.CONTENT):
        path = Path(os.path.relpath(base / text, root)).as_posix()
        if path.startswith(f"{urls.CONTENT}/") and (page := urls.page_id(path)) in names.exact and path.endswith(".md"):
            return page
    found = names.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        return Refusal(f'"{text}" is a name of {len(found)} pages; say which: {" or ".join(sorted(found))}')
    return Refusal("; ".join(filter(None, (f'no page is called "{text}"', did_you_mean(text, names.exact)))))


def _renaming(raw: RawPage, new: str, names: Names, state: _State) -> Renaming | Refusal:
    given = new.removeprefix("./").removeprefix(f"{urls.CONTENT}/").removesuffix(".md")
    folder = urls.FOLDERS.get(raw.kind, "")
    page = PageId(given if "/" in given or not folder else f"{folder}/{given}")
    ids = {found.id for found in state.loaded.pages} | {found.id for found in state.loaded.broken}
    if wrong := unfit(raw.id, page):
        return Refusal(wrong)
    if page in ids:
        return Refusal(f"there is {path_of(page)} already; nothing is ever overwritten")
    leading = next((other.id for other in state.loaded.pages if page in _left(other) and other.id != raw.id), None)
    if leading:
        return Refusal(f"{page} is an old id of {leading}, to which its address leads; choose another one")
    slug = slug_of(page)
    other = next((found for found in names.loose.get(folded(slug), ()) if found != raw.id and slug_of(found) != slug), None)
    if other:
        return Refusal(f'"{slug}" is a name of {other}; [[{slug}]] would mean two pages; choose another one')
    called = [name for name, pages in names.exact.items() if raw.id in pages and name not in (raw.id, slug_of(raw.id))]
    return Renaming(raw.id, page, frozenset(called), names, ids)


def _left(raw: RawPage) -> list[PageId]:
    """Return the ids that a page had before."""
    folder = urls.FOLDERS.get(raw.kind, "")
    texts = [text.strip() if isinstance(text, str) else "" for text in _listed(raw)]
    return [PageId(text if "/" in text or not folder else f"{folder}/{text}") for text in texts]


def _move(root: Path, raw: RawPage, renaming: Renaming, state: _State) -> Move | Refusal:
    bodies = {page.id: page.body for page in state.checked.pages} | {page.id: page.body for page in state.checked.broken}
    changes = {page.path: changes_in(page, bodies.get(page.id), renaming) for page in state.loaded.pages}
    redirect = _redirect(raw, renaming.new, state)
    if isinstance(redirect, Refusal):
        return redirect
    changes[raw.path] += redirect
    files = []
    # The page itself is written even where nothing changes in it: it moves.
    for path in sorted(path for path, found in changes.items() if found or path == raw.path):
        content = (root / path).read_bytes()
        try:
            text = changed(content.decode(), changes[path])
        except EditError as error:
            return Refusal(f"{path} was changed in the meantime: {error}; try again")
        files.append(Rewritten(path, tuple(sorted(changes[path])), text.encode()))
    unseen = [page for page in state.loaded.pages if bodies.get(page.id) is None]
    paths = sorted([path_of(page.id) for page in state.loaded.broken] + [page.path for page in unseen])
    return Move(raw.id, renaming.new, tuple(files), tuple((path, _lines_with(root / path, slug_of(raw.id))) for path in paths))


def _lines_with(file: Path, word: str) -> tuple[int, ...]:
    """Return the lines of a file in which a word stands, whatever else is in it."""
    lines = file.read_bytes().splitlines()
    return tuple(number for number, line in enumerate(lines, 1) if word.encode() in line.lower())


def _redirect(raw: RawPage, new: PageId, state: _State) -> list[Change] | Refusal:
    """Return the change that lets the page's old address lead to it; none for a draft that was never published."""
    left = _left(raw)
    if new in left:
        # It moves back: the two addresses change places.
        number = left.index(new)
        text = str(_listed(raw)[number]).strip()
        changes = [replaced(raw, ("redirect_from", number), text, raw.id if "/" in text else slug_of(raw.id))]
    elif raw.id in left or (raw.fields.get("status") == "draft" and urls.address(raw.id) not in state.loaded.ledger):
        changes = []
    else:
        changes = [added(raw, "redirect_from", raw.id)]
    if None in changes:
        return Refusal(f"`redirect_from` in {raw.path} is no list of ids; mend it first, `wiki check` tells how")
    return [change for change in changes if change]


def _listed(raw: RawPage) -> list[Value]:
    """Return the items of the field ``redirect_from``."""
    listed = raw.fields.get("redirect_from")
    return listed if isinstance(listed, list) else []


def _tried(move: Move, before: _State, memo: Memo) -> Move | Refusal:
    """Return ``move`` if the wiki is after it what it was before, but for the id."""
    texts = {file.path: file.content.decode("utf-8-sig") for file in move.files}
    pages = tuple(_again(page, texts[page.path], move) if page.path in texts else page for page in before.loaded.pages)
    loaded = replace(before.loaded, pages=pages)
    with memo.run():
        checked, problems = check(loaded, memo=memo)
        wiki, found = link(checked, loaded.archives, drafts=True, memo=memo)
    told = [
        *_new_problems(before.problems, unsilenced(checked.pages, (*problems, *found)), move),
        *_led_astray(before, wiki, move),
    ]
    if told:
        return Refusal("the wiki would have problems that it does not have now; nothing was written", tuple(told))
    return move


def _again(page: RawPage, text: str, move: Move) -> RawPage:
    """Return a page as it is read from its new text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = frontmatter.split(page.path, text)
    if isinstance(parts, Problem):  # pragma: no cover - no change touches the lines of hyphens
        return page
    name = move.new if page.id == move.old else page.id
    fields, _ = frontmatter.read(page.path, parts.header, parts.header_line)
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


def _led_astray(before: _State, after: Wiki, move: Move) -> Iterator[str]:
    """Yield what would lead to another page than before, or be shown in other words."""
    for page, entry in before.wiki.entries.items():
        now = after.entries.get(_moved(page, move))
        if now is None:
            continue  # told as a problem
        marks = entry.page.body.written
        for slot, led in entry.links.items():
            then = now.links.get(slot)
            if then == replace(led, target=_moved(led.target, move)):
                continue
            is_only_shown = then is not None and (then.target, then.fragment) == (_moved(led.target, move), led.fragment)
            what = f'would read "{then.label}"; give it a label' if then and is_only_shown else "would mean something else"
            yield f"{entry.page.path}:{marks[slot].line}:{marks[slot].column}: `{marks[slot].text}` {what}"
        claims = {claim.id: (claim.page, claim.source, claim.by) for claim in now.claims}
        for claim in entry.claims:
            wanted = tuple(page and _moved(page, move) for page in (claim.page, claim.source, claim.by))
            if claims.get(claim.id) != wanted:
                yield f"{entry.page.path}: claim {claim.id} would mean something else"
        fields, fields_now = {_moved(page, move) for page in entry.refs.values()}, set(now.refs.values())
        # What led nowhere may have waited for the new id.
        if not fields <= fields_now <= fields | {move.new}:
            yield f"{entry.page.path}: a field would mean something else"


def _moved(page: PageId, move: Move) -> PageId:
    return move.new if page == move.old else page


def carry_out(root: Path, move: Move) -> None:
    """Write what was planned. Raises OSError; nothing is lost then, nor if the program is ended at any moment.

    Each file is exchanged whole, and the page gets its new name last. Whoever is stopped before that has pages that lead to an id
    that is not there yet, and gives the same command again: it goes on where it was. Only between the new name and the end of the
    old one, a moment, are both there with the same text, and the old one is to be deleted.
    """
    for file in move.files:
        put(root / file.path, file.content)
    rename(root / path_of(move.old), root / path_of(move.new))


def told(move: Move, *, dry_run: bool) -> Iterator[str]:
    """Yield what a move changes, a line for each place, and what it comes to."""
    for file in move.files:
        for change in file.changes:
            words = f"{change.old} → {change.new}" if change.old else f"+ {change.new.strip(', ').strip()}"
            yield f"{file.path}:{change.line}:{change.column}: {words}"
    number = sum(len(file.changes) for file in move.files)
    changes = f"{count(number, 'change')} in {count(sum(bool(file.changes) for file in move.files), 'file')}"
    verb = "would become" if dry_run else "is now"
    yield f"{path_of(move.old)} {verb} {path_of(move.new)}; {changes}"


def told_besides(move: Move) -> Iterator[str]:
    """Yield which files could not be looked at, and where to look in them."""
    for path, lines in move.unseen:
        where = (
            f'"{slug_of(move.old)}" stands in line {", ".join(map(str, lines))}' if lines else "the old id does not stand in it"
        )
        yield f"{path} has errors and could not be looked at; {where}"
