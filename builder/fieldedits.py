"""Changes to single values of front matter, in whatever style of YAML it is written; all else stays to the byte."""

from typing import Final

from builder.edits import Change, change_at
from builder.frontmatter import Location, written
from builder.model import RawPage

_FLOW: Final = ("[", "{")
# A plain word that is read as nothing.
_NULL: Final = "null"


def replaced(page: RawPage, location: Location, old: str, new: str) -> Change | None:
    """Return the change of the text ``old``, at ``location``, to the id ``new``; None if it does not stand there so."""
    value = written(page.header, location)
    if value is None or value.sign in _FLOW:
        return None
    raw = page.header[value.start : value.end]
    # Behind the sign of a block, a comment may hold the same word.
    at = raw.rfind(old)
    if at >= 0:
        new = f'"{new}"' if new == _NULL and not value.sign else new
        return change_at(page.header, page.header_line, value.start + at, old, new)
    if value.sign == '"' and "\n" not in raw:  # written with escapes
        return change_at(page.header, page.header_line, value.start, raw, f'"{new}"')
    return None


def added(page: RawPage, field: str, item: str) -> Change | None:
    """Return the change that adds ``item`` to the list ``field``, which may not be there yet; None if it is no list."""
    given = page.fields.get(field)
    if field not in page.fields:
        return _new_field(page, f"{field}: [{item}]")
    value = written(page.header, (field,))
    if value is None or not isinstance(given, list):
        return None
    if not given:
        return _inserted(page, value.start + 1, _fitting(page, value.start + 1, item))
    last = written(page.header, (field, len(given) - 1))
    if last is None:
        return None
    if value.sign:
        return _inserted(page, last.end, f", {_fitting(page, last.end, item)}")
    end = len(page.header[: last.end].rstrip())
    return _line_after(page, end, f"{' ' * _column(page.header, value.start)}- {item}")


def _fitting(page: RawPage, index: int, item: str) -> str:
    """Return an item as it goes in at ``index``: before a comment in quotation marks, or the two would look like one text."""
    return f'"{item}"' if page.header[index:].lstrip(" \t").startswith("#") else item


def _new_field(page: RawPage, text: str) -> Change | None:
    whole = written(page.header, ())
    if whole is None or not page.fields:
        return None
    if not whole.sign:
        # At the very end, where it can't become part of a text that runs over lines.
        return _line_after(page, len(page.header) - 1, " " * _column(page.header, whole.start) + text)
    last = written(page.header, ([*page.fields][-1],))
    return _inserted(page, last.end, f", {text}") if last else None


def _column(header: str, index: int) -> int:
    return index - header.rfind("\n", 0, index) - 1


def _line_after(page: RawPage, index: int, text: str) -> Change:
    """Return the change that puts a line of its own after the one that ``index`` is in."""
    end = page.header.find("\n", index)
    return _inserted(page, end if end >= 0 else len(page.header), f"\n{text}")


def _inserted(page: RawPage, index: int, text: str) -> Change:
    return change_at(page.header, page.header_line, index, "", text)
