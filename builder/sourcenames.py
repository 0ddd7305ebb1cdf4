"""Sources as their pages have them, gaps and mistakes or not: which one an editor means, and its article."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from builder.articles import Article
from builder.frontmatter import Value
from builder.gaps import MARK
from builder.ids import Kind, slug_of
from builder.model import Archive, RawPage
from builder.names import folded
from builder.nearest import did_you_mean, nearest

_MOST_SHOWN: Final = 10


def sources(pages: Iterable[RawPage]) -> list[RawPage]:
    """Return the pages of sources, in the order of their ids."""
    return sorted((page for page in pages if page.kind is Kind.SOURCE), key=lambda page: page.id)


# What they are called


def _names(page: RawPage) -> tuple[str, ...]:
    """Return what a source is called: slug, title, archive with and without its folder; empty where it has none."""
    title, archive = page.fields.get("title"), archive_of(page)
    return slug_of(page.id), folded(title) if isinstance(title, str) else "", archive, archive.removeprefix("seeds/")


def sources_meant(pages: Collection[RawPage], text: str) -> tuple[RawPage, ...]:
    """Return the sources that ``text`` can mean: by id, slug, file, title or archive, else by the beginning of slug or title."""
    wanted = folded(text)
    if not wanted:
        return ()
    names = [(page, _names(page)) for page in sources(pages)]
    exact = tuple(page for page, known in names if text in (page.id, page.path, f"{page.id}.md") or wanted in known)
    return exact or tuple(page for page, known in names if any(name.startswith(wanted) for name in known[:2]))


def not_one(pages: Collection[RawPage], text: str, meant: Sequence[RawPage]) -> str:
    """Say that ``text`` means no source, or several, and the nearest right answer."""
    if meant:
        slugs = [slug_of(page.id) for page in meant]
        return f'"{text}" can mean {", ".join(slugs[:_MOST_SHOWN])}{" …" if len(slugs) > _MOST_SHOWN else ""}'
    names = [name for page in sources(pages) for name in _names(page)[:2] if name]
    beginnings = {name[: len(text)]: name for name in names}
    begun = nearest(text, beginnings)
    hint = did_you_mean(text, names) or (
        f'did you mean "{beginnings[begun]}"?' if begun else "begin it with `wiki new source FILE`"
    )
    return f'there is no source "{text}" that can be read; {hint}'


# Their articles


def archive_of(page: RawPage) -> str:
    """Return the path of the archived text that a source names; empty where it names none."""
    archive = page.fields.get("archive")
    file = archive.get("file") if isinstance(archive, dict) else None
    return file if isinstance(file, str) else ""


def article_in(page: RawPage, archives: Mapping[str, Archive | None]) -> Article | None:
    """Return the article of a source whose archived text is there and unchanged; else None."""
    named = page.fields.get("archive")
    archive = archives.get(archive_of(page))
    if archive is None or not isinstance(named, dict) or archive.sha256 != str(named.get("sha256")).lower():
        return None
    asides = [item if isinstance(item, dict) else {"text": item} for item in listed(page.fields.get("asides"))]
    return Article(
        archive.text,
        declared=tuple(texts(aside.get("text") for aside in asides)),
        quotable=tuple(texts(aside.get("text") for aside in asides if aside.get("quotable"))),
        translated=tuple(_passages(page, "translated")),
        left_out=tuple(_passages(page, "left_out")),
        headline=next(texts([page.fields.get("title")]), ""),
    )


def _passages(page: RawPage, field: str) -> Iterator[str]:
    return texts(item.get("text") if isinstance(item, dict) else item for item in listed(page.fields.get(field)))


def listed(value: Value) -> list[Value]:
    """Return the items of a list; none of anything else."""
    return value if isinstance(value, list) else []


def texts(values: Iterable[object]) -> Iterator[str]:
    """Yield those of ``values`` that are text, and no gap."""
    for value in values:
        if isinstance(value, str) and value.strip() and not value.startswith(MARK):
            yield value.strip()
