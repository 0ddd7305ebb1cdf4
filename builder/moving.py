"""What it takes to give a page another id: computed whole, before a byte is written."""

import os
from pathlib import Path

from builder import urls
from builder.check import check
from builder.edits import Change, EditError, changed
from builder.fieldedits import added, replaced
from builder.frontmatter import Value
from builder.ids import PageId, slug_of
from builder.link import link
from builder.load import load
from builder.memo import Memo
from builder.model import RawPage
from builder.moves import Move, Refusal, Rewritten, path_of
from builder.names import Names, answering, folded, index
from builder.nearest import did_you_mean
from builder.newids import unfit
from builder.pipeline import OWN_TEMPLATES, no_collector
from builder.renaming import Renaming, changes_in
from builder.silence import unsilenced
from builder.trial import State, tried


def plan(root: Path, old: str, new: str, jobs: int = 1) -> Move | Refusal:
    """Return what it takes to move the page that ``old`` names (id, slug, path, title, alias) to the id or slug ``new``.

    Raises OSError where a file can't be read.
    """
    with no_collector():
        memo = Memo()
        with memo.run():
            loaded, reading = load(root, OWN_TEMPLATES, memo=memo)
            checked, problems = check(loaded, jobs, memo)
            wiki, found = link(checked, loaded.archives, drafts=True, memo=memo)
        before = State(loaded, checked, wiki, tuple(unsilenced(checked.pages, (*reading, *problems, *found))))
        move = _planned(root, old, new, before)
        return move if isinstance(move, Refusal) else tried(move, before, memo)


def _planned(root: Path, old: str, new: str, before: State) -> Move | Refusal:
    names = index([*map(answering, before.checked.pages), *map(answering, before.checked.broken)])
    page = _page_called(old, root, names)
    if isinstance(page, Refusal):
        return page
    raw = next((raw for raw in before.loaded.pages if raw.id == page), None)
    if raw is None:
        return Refusal(f"{path_of(page)} can't be read; `wiki check` tells why")
    renaming = _renaming(root, raw, new, names, before)
    return renaming if isinstance(renaming, Refusal) else _move(root, raw, renaming, before)


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


def _renaming(root: Path, raw: RawPage, new: str, names: Names, state: State) -> Renaming | Refusal:
    given = new.removeprefix("./").removeprefix(f"{urls.CONTENT}/").removesuffix(".md")
    page = urls.page_named(raw.kind, given)
    ids = {found.id for found in state.loaded.pages} | {found.id for found in state.loaded.broken}
    if wrong := unfit(raw.id, page):
        return Refusal(wrong)
    if page in ids and (root / path_of(page)).read_bytes() == (root / raw.path).read_bytes():
        return Refusal(
            f"{path_of(page)} is there already, with the same text: the move was broken off at its end; delete {raw.path}"
        )
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
    return [urls.page_named(raw.kind, text.strip() if isinstance(text, str) else "") for text in _listed(raw)]


def _move(root: Path, raw: RawPage, renaming: Renaming, state: State) -> Move | Refusal:
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
        files.append(Rewritten(path, tuple(sorted(changes[path])), content, text.encode()))
    unseen = [page for page in state.loaded.pages if bodies.get(page.id) is None]
    paths = sorted([path_of(page.id) for page in state.loaded.broken] + [page.path for page in unseen])
    lines = tuple((path, _lines_with(root / path, slug_of(raw.id))) for path in paths)
    return Move(raw.id, renaming.new, tuple(files), lines, is_resumed=raw.id in _left(raw))


def _lines_with(file: Path, word: str) -> tuple[int, ...]:
    """Return the lines of a file in which a word stands, whatever else is in it."""
    lines = file.read_bytes().splitlines()
    return tuple(number for number, line in enumerate(lines, 1) if word.encode() in line.lower())


def _redirect(raw: RawPage, new: PageId, state: State) -> list[Change] | Refusal:
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
