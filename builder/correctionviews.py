"""What templates see of what was corrected and withdrawn: on a page, and in the list of all, in parts if it is long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder import urls, words
from builder.amendments import Amendment, amendments
from builder.dates import in_words
from builder.facts import LinkView, link_to
from builder.listparts import PartView, cut, part_address, part_view
from builder.model import Wiki
from builder.schema import AnyFields, Correction, Withdrawal


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction, or a withdrawal: when, and what."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class CorrectedItem:
    """A correction or a withdrawal in the list of all: when, what was done, on which page and of which kind, and what is told."""

    date: str
    done: str
    page: LinkView
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """All that was corrected or withdrawn, the newest first, or a part of it; ``count`` in words, of all on the newest.

    ``can_edit`` tells whether pages lead to where they can be edited, ``publisher`` is who publishes the wiki, or empty.
    """

    here: str
    count: str
    items: tuple[CorrectedItem, ...]
    part: PartView | None
    can_edit: bool
    publisher: str


def corrections_of(fields: AnyFields) -> tuple[CorrectionView, ...]:
    """Return the corrections of a page, in its own order."""
    return tuple(map(_told, fields.corrections))


def withdrawal_of(fields: AnyFields) -> CorrectionView | None:
    """Return when and why a page was withdrawn, if it was."""
    return _told(fields.withdrawn) if fields.withdrawn else None


def _told(change: Correction | Withdrawal) -> CorrectionView:
    return CorrectionView(in_words(change.date), change.text)


def corrections_views(wiki: Wiki) -> Iterator[CorrectionsView]:
    """Yield the list of all that was corrected and withdrawn: its newest part, and older ones."""
    found = amendments(wiki)
    parts = cut(found)
    for number, part in enumerate(parts):
        here = part_address(urls.CORRECTIONS, number, len(parts))
        yield CorrectionsView(
            here=here,
            count=_count(part if number else found),
            items=tuple(_item(wiki, change, here) for change in part),
            part=part_view(urls.CORRECTIONS, number, len(parts)),
            can_edit=bool(wiki.site.edit_url),
            publisher=wiki.site.publisher or "",
        )


def _count(found: Sequence[Amendment]) -> str:
    withdrawn = sum(change.change == "withdrawal" for change in found)
    corrected = len(found) - withdrawn
    counts = [words.count(corrected, "correction")] if corrected or not withdrawn else []
    return " · ".join([*counts, *([f"{words.count(withdrawn, 'page')} withdrawn"] if withdrawn else [])])


def _item(wiki: Wiki, found: Amendment, here: str) -> CorrectedItem:
    page = found.entry.page
    return CorrectedItem(
        in_words(found.date), words.AMENDED[found.change], link_to(wiki, page.id, here), words.KIND[page.kind], found.text
    )
