"""A page's move to another id, all of it worked out: what is to be written, how it is told, and the writing itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder import urls
from builder.edits import Change, EditError
from builder.filewriting import put, rename
from builder.ids import PageId, slug_of
from builder.words import count


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file of ``content/`` with the changes in it, and its bytes before and with them."""

    path: str
    changes: tuple[Change, ...]
    before: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Move:
    """A page's old and new id, and the files to be rewritten, the page's own among them under its old path.

    ``unseen`` are the files that could not be looked at, each with the lines in which the old slug stands. ``is_resumed`` tells
    whether the same move was begun before and broken off.
    """

    old: PageId
    new: PageId
    files: tuple[Rewritten, ...]
    unseen: tuple[tuple[str, tuple[int, ...]], ...]
    is_resumed: bool

    def id_of(self, page: PageId) -> PageId:
        """Return what ``page`` is called after the move."""
        return self.new if page == self.old else page


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page can't be moved so, with the cure; ``found`` is what would be wrong with the wiki then."""

    words: str
    found: tuple[str, ...] = ()


def path_of(page: PageId) -> str:
    """Return the file of a page below the wiki's folder."""
    return f"{urls.CONTENT}/{page}.md"


def carry_out(root: Path, move: Move) -> None:
    """Write what was planned. Raises EditError where a file was changed since, or OSError.

    Nothing is lost then, nor if the program is ended at any moment.

    Each file is exchanged whole, and the page gets its new name last. Whoever is stopped before that has pages that lead to an id
    that is not there yet, and gives the same command again: it goes on where it was. Only between the new name and the end of the
    old one, a moment, are both there with the same text, and the old one is to be deleted.
    """
    # Its own page first: by the redirect in it, a move that was broken off is known.
    files = sorted(move.files, key=lambda file: file.path != path_of(move.old))
    for file in files:
        _must_be_as_read(root, file)
    for file in files:
        _must_be_as_read(root, file)
        put(root / file.path, file.content)
    rename(root / path_of(move.old), root / path_of(move.new))


def _must_be_as_read(root: Path, file: Rewritten) -> None:
    """See to it that a file is still what was read: an editor may have saved it since. Raises EditError, or OSError."""
    if (root / file.path).read_bytes() != file.before:
        raise EditError(f"{file.path} was changed in the meantime")


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
