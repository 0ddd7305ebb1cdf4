"""What claims and archived articles amount to: types that ``link`` computes and that views and data show."""

from dataclasses import dataclass
from enum import StrEnum

from builder.dates import EdtfDate
from builder.ids import PageId
from builder.passages import Span
from builder.points import Stated


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its pages found. ``stated`` is what it states; of a page that it names, the id.

    ``by`` is None where the outlet itself speaks. ``span`` is where the quotation stands in the normal text of the article.
    """

    id: str
    about: str
    stated: Stated
    page: PageId | None
    stance: str
    by: PageId | None
    said: EdtfDate | None
    source: PageId
    quote: str
    span: Span | None
    refines: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source quoted on a page: where they stand in its normal text, by which claim, and where on the page."""

    page: PageId
    claim: str | None
    source: PageId
    span: Span
    fragment: str


class Verdict(StrEnum):
    """Whether the sources of a point agree."""

    AGREE = "sources agree"
    ONE = "one source"
    PRECISE = "more precise"
    DIFFER = "sources differ"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Tie:
    """Why some sources are one origin: what they share (``by`` tells which page), as ``how`` names it."""

    how: str
    by: PageId
    sources: tuple[PageId, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Claims on one point held against each other: the verdict, how many origins they have, and why not more."""

    about: str
    claims: tuple[Claim, ...]
    verdict: Verdict
    sources: int
    origins: int
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A row of claims that is new or has new claims; ``before`` is its verdict until then, None for a new row."""

    row: Compared
    added: tuple[Claim, ...]
    before: Verdict | None


@dataclass(frozen=True, slots=True)
class Step:
    """What was known once the sources that appeared on a day (EDTF) were out, and what they changed."""

    published: EdtfDate
    sources: tuple[PageId, ...]
    rows: tuple[Compared, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim on who is behind an incident, seen from an actor that it is about or that speaks."""

    incident: PageId
    claim: Claim


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A capitalised name in an archived article that no page answers to, where it first stands in the normal text.

    ``is_left_out`` tells whether the page of the source says that this is on purpose.
    """

    text: str
    span: Span
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which archived articles write a name, and in which of them."""

    text: str
    sources: tuple[PageId, ...]
