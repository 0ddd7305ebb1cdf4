"""Which source an editor means who types what it is called, or the beginning of that."""

from collections.abc import Sequence
from typing import Final

from builder.ids import Kind, slug_of
from builder.model import Loaded, RawPage
from builder.names import folded
from builder.nearest import did_you_mean, nearest

_MOST_SHOWN: Final = 10


def _names(page: RawPage) -> tuple[str, ...]:
    """Return what a source is called: slug, title, archive with and without its folder; empty where it has none."""
    title, archive = page.fields.get("title"), archive_of(page)
    return slug_of(page.id), folded(title) if isinstance(title, str) else "", archive, archive.removeprefix("seeds/")


def archive_of(page: RawPage) -> str:
    """Return the path of the archived text that a source names; empty where it names none."""
    archive = page.fields.get("archive")
    file = archive.get("file") if isinstance(archive, dict) else None
    return file if isinstance(file, str) else ""


def sources(loaded: Loaded) -> list[RawPage]:
    """Return the pages of sources, in the order of their ids."""
    return sorted((page for page in loaded.pages if page.kind is Kind.SOURCE), key=lambda page: page.id)


def sources_meant(loaded: Loaded, text: str) -> tuple[RawPage, ...]:
    """Return the sources that ``text`` can mean: by id, slug, title or archive, else by the beginning of slug or title."""
    wanted = folded(text)
    if not wanted:
        return ()
    names = [(page, _names(page)) for page in sources(loaded)]
    exact = tuple(page for page, known in names if text == page.id or wanted in known)
    return exact or tuple(page for page, known in names if any(name.startswith(wanted) for name in known[:2]))


def not_one(loaded: Loaded, text: str, meant: Sequence[RawPage]) -> str:
    """Say that ``text`` means no source, or several, and the nearest right answer."""
    if meant:
        slugs = [slug_of(page.id) for page in meant]
        return f'"{text}" can mean {", ".join(slugs[:_MOST_SHOWN])}{" …" if len(slugs) > _MOST_SHOWN else ""}'
    names = [name for page in sources(loaded) for name in _names(page)[:2] if name]
    beginnings = {name[: len(text)]: name for name in names}
    begun = nearest(text, beginnings)
    hint = did_you_mean(text, names) or (f'did you mean "{beginnings[begun]}"?' if begun else "its page lies in content/sources/")
    return f'there is no source "{text}" that can be read; {hint}'
