"""What templates see of the wiki's card: the picture that goes along where a link to the wiki is shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import quote, urlsplit

from builder import typeface, urls, words
from builder.addresses import in_ascii
from builder.dated import fields_of
from builder.ids import Kind
from builder.lettering import ELLIPSIS
from builder.model import Wiki
from builder.pictures import size_of
from builder.timefigures import by_year, standing

# What pages that show such cards ask for (Open Graph; a "large summary" elsewhere).
WIDTH: Final = 1200
HEIGHT: Final = 630
_LEFT: Final = 80
_ROOM: Final = WIDTH - 2 * _LEFT
_TOP: Final = 176
# From the largest size on: up to how many lines a title may have in it, so that two lines of the summary have room below.
_TITLES: Final = ((88, 1), (80, 1), (72, 2), (64, 2), (56, 3), (50, 3))
_SUMMARY_SIZE: Final = 32
_SUMMARY_LEAD: Final = 44
# Nothing of title and summary stands below it.
_BOTTOM: Final = 452
# Where the bars of the years stand, and from how many years up to how many there are bars.
_FLOOR: Final = 566
_TALLEST: Final = 80
_BARS: Final = 480
_FEWEST, _MOST = 2, 60
_WIDEST: Final = 44
_GAP: Final = 6


@dataclass(frozen=True, slots=True)
class CardLink:
    """Where the wiki's card is: its full address, its size in pixels (0 where it is not known), and what it shows in words."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of text, and where its first letter stands."""

    text: str
    x: int
    y: int
    size: int


@dataclass(frozen=True, slots=True)
class BarView:
    """How many incidents a year has, as a bar."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class CardView:
    """The card: title and summary in lines, what the wiki holds, and how many incidents each year has, with the first and last.

    Texts with letters that the typeface lacks are left out; in place of such a title stands the wiki's address.
    """

    width: int
    height: int
    family: str
    title: tuple[LineView, ...]
    summary: tuple[LineView, ...]
    figures: LineView
    bars: tuple[BarView, ...]
    years: tuple[LineView, ...]


def figures(wiki: Wiki) -> str:
    """Return what a wiki holds, and of which years, in a few words; what was withdrawn is not counted."""
    kinds = [entry.page.kind for entry in standing(wiki.entries.values())]
    counts = [(kinds.count(kind), kind) for kind in (Kind.INCIDENT, Kind.SOURCE)]
    said = [words.count(number, words.KIND[kind].lower(), words.KINDS[kind].lower()) for number, kind in counts]
    years = [*_by_year(wiki)]
    span = [f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}"] if years else []
    return " · ".join(said + span)


def card_link(wiki: Wiki, base_url: str, own: bytes | None) -> CardLink:
    """Return where the card of a wiki is that is published under ``base_url``; ``own`` is the picture that it has instead of a drawn one."""
    width, height = (WIDTH, HEIGHT) if own is None else size_of(own)
    # Without the figures on it: they would change every page with each new incident.
    alt = f"{wiki.site.title}: {wiki.site.summary}" if own is None and wiki.site.summary else wiki.site.title
    return CardLink(urls.absolute(base_url, urls.CARD), width, height, alt)


def _by_year(wiki: Wiki) -> dict[int, int]:
    """Return how many events and campaigns each year has; what is but their background may be of long before."""
    found = standing(wiki.entries[page] for page in wiki.incidents)
    return {year: len(own) for year, own in by_year(entry for entry in found if fields_of(entry).scope != "background").items()}


def card_view(wiki: Wiki, base_url: str) -> CardView:
    """Return the view of the card of a wiki that is published under ``base_url``."""
    title = _line(wiki.site.title) or _host(base_url)
    heading = _title(title)
    below = heading[-1].y + round(heading[-1].size * 0.35) + _SUMMARY_LEAD
    summary = _line(wiki.site.summary or "")
    lines = (_BOTTOM - below) // _SUMMARY_LEAD + 1
    bars, years = _bars(wiki)
    return CardView(
        width=WIDTH, height=HEIGHT, family=typeface.FAMILY,
        title=heading,
        summary=tuple(
            LineView(text, _LEFT, below + _SUMMARY_LEAD * number, _SUMMARY_SIZE)
            for number, text in enumerate(wrapped(summary, _SUMMARY_SIZE, typeface.REGULAR, lines))
        ),
        figures=LineView(figures(wiki), _LEFT, _FLOOR, 30),
        bars=bars,
        years=years,
    )  # fmt: skip


def _line(text: str) -> str:
    """Return a text on one line; nothing where the typeface lacks a letter of it."""
    line = " ".join(text.split())
    return line if typeface.has(line) else ""


def _host(base_url: str) -> str:
    """Return an address as readers see it; where the typeface lacks a letter of it, in the letters of ASCII that stand for it."""
    parts = urlsplit(base_url)
    path = parts.path.rstrip("/")
    return _line(parts.netloc + path) or (in_ascii(parts.netloc) or quote(parts.netloc)) + quote(path, safe="/%")


def _title(text: str) -> tuple[LineView, ...]:
    """Return the title as large as it can be; where it is too long for the smallest size, it is cut."""
    size, most = next(
        ((size, most) for size, most in _TITLES if len(wrapped(text, size, typeface.SEMIBOLD, most + 1)) <= most), _TITLES[-1]
    )
    lines = wrapped(text, size, typeface.SEMIBOLD, most)
    lead = round(size * 1.1)
    return tuple(LineView(line, _LEFT, _TOP + round(size * 0.75) + lead * number, size) for number, line in enumerate(lines))


def wrapped(text: str, size: float, face: str, most: int) -> tuple[str, ...]:
    """Return a text in up to ``most`` lines that have room on the card, the last of them cut where it has to be.

    A word that is too long for a line is broken.
    """
    wide = partial(typeface.width, size=size, face=face)
    lines: list[str] = []
    left = text.split()
    while left and len(lines) < most:
        line = left.pop(0)
        while left and wide(f"{line} {left[0]}") <= _ROOM:
            line = f"{line} {left.pop(0)}"
        if wide(line) > _ROOM:
            fits = _fitting(line, wide)
            line, left = line[:fits], [line[fits:], *left]
        lines.append(line)
    if left and lines:
        lines[-1] = _ended(lines[-1], wide)
    return tuple(lines)


def _fitting(word: str, wide: "partial[float]") -> int:
    # From its first letter on: a word may be as long as the file that it stands in.
    return next(count for count in range(1, len(word) + 1) if count == len(word) or wide(word[: count + 1]) > _ROOM)


def _ended(line: str, wide: "partial[float]") -> str:
    """Return a line without its last words, as many as make room for an ellipsis."""
    while " " in line and wide(line + ELLIPSIS) > _ROOM:
        line = line.rpartition(" ")[0]
    while line and wide(line + ELLIPSIS) > _ROOM:
        line = line[:-1]
    return line.rstrip(" ,;:·–—(“") + ELLIPSIS


def _bars(wiki: Wiki) -> tuple[tuple[BarView, ...], tuple[LineView, ...]]:
    """Return a bar for each year, and the first and the last of them; nothing for too few or too many."""
    counts = _by_year(wiki)
    first, last = min(counts, default=0), max(counts, default=0)
    many = last - first + 1
    if not _FEWEST <= many <= _MOST:
        return (), ()
    step = min(_WIDEST + _GAP, _BARS / many)
    gap = min(_GAP, step / 4)
    left, most = WIDTH - _LEFT - step * many + gap, max(counts.values())
    bars = [_bar(left + step * (year - first), step - gap, number / most) for year, number in sorted(counts.items())]
    return tuple(bars), _ends((first, last), left)


def _bar(x: float, width: float, share: float) -> BarView:
    height = max(3.0, round(share * _TALLEST, 1))
    return BarView(round(x, 1), round(_FLOOR - 30 - height, 1), round(width, 1), height)


def _ends(years: Sequence[int], left: float) -> tuple[LineView, ...]:
    size = 22
    first, last = (str(year) for year in years)
    right = WIDTH - _LEFT - typeface.width(last, size, typeface.REGULAR)
    return LineView(first, round(left), _FLOOR, size), LineView(last, round(right), _FLOOR, size)
