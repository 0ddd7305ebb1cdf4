"""Writes the ledger: adds what was published to ``addresses.txt``, and takes nothing out."""

from collections.abc import Iterable
from pathlib import Path

from builder import ledger
from builder.filewriting import put
from builder.ledger import Recorded


def record(root: Path, addresses: Iterable[str]) -> Recorded:
    """Add ``addresses`` of the site to the ledger of the wiki in ``root``; without anything new nothing is written.

    It is read again first, for another build may have added to it.
    """
    file = root / ledger.FILE
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else None
        with_them, new = ledger.added(text, addresses)
        if new:
            put(file, with_them.encode())
    except OSError as error:
        return Recorded(failure=error.strerror or "it can't be written")
    return Recorded(new)
