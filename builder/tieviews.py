"""What templates see of the ties of an actor: each as a sentence, and all as a small network."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, TypeVar

from builder import words
from builder.dates import in_words
from builder.facts import LinkView, link_to, source_link
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.networks import Box, Network, Node, network
from builder.schema import Actor, Relation, Source
from builder.shortdates import short

# Boxes on each side of the network.
DRAWN: Final = 8
# Sentences on what others state of a tie to an actor.
LISTED: Final = 100
# Where there are more sentences, those beyond the first unfold.
IN_FULL: Final = 11
OPEN: Final = 8


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A tie as a sentence: who, in which ``words``, to whom; ``when``, by whose account, in which source, in which words.

    ``is_own`` tells that the page itself states it. ``subject`` and ``to`` have no address where they are the page itself;
    ``by`` is None where the article itself speaks.
    """

    is_own: bool
    subject: LinkView
    words: str
    to: LinkView
    when: str
    by: LinkView | None
    source: LinkView
    quote: str
    lang: str
    dir: str
    note: str


@dataclass(frozen=True, slots=True)
class NodeView:
    """A box of the network: where it leads, what it is in words, and whether it is a label for no particular group.

    ``is_reported`` tells that no article states any of its ties itself: all are what somebody says.
    """

    box: Box
    url: str
    label: str
    is_vague: bool
    is_reported: bool


@dataclass(frozen=True, slots=True)
class TiesView:
    """The ties of an actor: the network with its boxes, whether one is vague or reported, and what it leaves out, in words.

    Each of its arrows is a sentence: ``open`` are the first of them, ``rest`` those that unfold; ``more`` says how many others there
    are.
    """

    figure: Network
    label: str
    is_vague: bool
    nodes: tuple[NodeView, ...]
    has_vague: bool
    has_reported: bool
    left_out: str
    open: tuple[SentenceView, ...]
    rest: tuple[SentenceView, ...]
    more: str


@dataclass(frozen=True, slots=True)
class _Tie:
    """A relation with the page that states it and the actor at its other end, seen from the page that shows it."""

    of: Entry
    relation: Relation
    other: PageId


Shared = TypeVar("Shared", PageId, str)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An actor in the network: what its box is to hold, and by whose ``account`` its ties are, as the end of their sentence."""

    page: PageId
    node: Node
    account: str
    is_vague: bool


def ties_view(wiki: Wiki, entry: Entry, here: str) -> TiesView | None:
    """Return the ties of an actor that stands at the address ``here``; None if it has none, or is no actor."""
    if entry.page.kind is not Kind.ACTOR:
        return None
    known = {backlink.page for backlink in entry.backlinks if backlink.relation == "relation"}
    own, others = list(_own(wiki, entry)), [tie for other in _best_known(wiki, known) for tie in _to(entry, other)]
    if not own and not others:
        return None
    # One order for sentences and boxes, so that each box has its sentence.
    sentences = [_sentence(wiki, entry, tie, here) for tie in [*own, *others[:LISTED]]]
    me, lefts, rights = entry.page.title, _drawn(wiki, others[:LISTED]), _drawn(wiki, own)
    figure = network(me, (one.node for one in lefts), (one.node for one in rights))
    labels = [f"{one.node.name} {one.node.words} {me}" for one in lefts] + [f"{one.node.words} {one.node.name}" for one in rights]
    views = tuple(
        NodeView(box, link_to(wiki, one.page, here).url, label + one.account, one.is_vague, one.node.is_dotted)
        for one, label, box in zip([*lefts, *rights], labels, [*figure.left, *figure.right], strict=True)
    )
    open_ = len(sentences) if len(sentences) <= IN_FULL else OPEN
    omitted = len({tie.other for tie in others}) + len({tie.other for tie in own}) - len(views)
    return TiesView(
        figure=figure,
        label=f"Actors tied to {entry.page.title}",
        is_vague=entry.page.is_vague,
        nodes=views,
        has_vague=entry.page.is_vague or any(view.is_vague for view in views),
        has_reported=any(view.is_reported for view in views),
        left_out=f"Not drawn: {words.count(omitted, 'more actor')}" if omitted else "",
        open=tuple(sentences[:open_]),
        rest=tuple(sentences[open_:]),
        more=words.count(len(others) - LISTED, "more tie") if len(others) > LISTED else "",
    )


def _best_known(wiki: Wiki, pages: Iterable[PageId]) -> list[Entry]:
    """Return pages in an order in which those come first to which most pages lead."""

    def key(entry: Entry) -> tuple[int, str, PageId]:
        return -len(entry.backlinks), entry.page.title.casefold(), entry.page.id

    return sorted((wiki.entries[page] for page in pages), key=key)


def _own(wiki: Wiki, entry: Entry) -> Iterator[_Tie]:
    """Yield the ties that an actor's own page states."""
    fields = entry.page.fields
    for relation in fields.relations if isinstance(fields, Actor) else ():
        other = entry.refs[Kind.ACTOR, relation.to]
        if other in wiki.entries:
            yield _Tie(entry, relation, other)


def _to(entry: Entry, other: Entry) -> Iterator[_Tie]:
    """Yield the ties to ``entry`` that the page ``other`` states; a withdrawn page states nothing any more."""
    fields = other.page.fields
    if isinstance(fields, Actor) and fields.status != "withdrawn":
        for relation in fields.relations:
            if other.refs[Kind.ACTOR, relation.to] == entry.page.id:
                yield _Tie(other, relation, other.page.id)


def _drawn(wiki: Wiki, ties: Iterable[_Tie]) -> list[_Drawn]:
    """Return what the boxes of a side stand for; what leads to or from one is dotted where no article states a tie itself."""
    drawn = []
    for other, its in islice(_grouped(ties, lambda tie: tie.other).items(), DRAWN):
        page, phrases = wiki.entries[other].page, _grouped(its, _phrase)
        node = Node(page.title, ", ".join(phrases), is_dotted=all(tie.relation.by for tie in its))
        drawn.append(_Drawn(other, node, _account(wiki, phrases), page.is_vague))
    return drawn


def _grouped(ties: Iterable[_Tie], key: Callable[[_Tie], Shared]) -> dict[Shared, list[_Tie]]:
    found: dict[Shared, list[_Tie]] = {}
    for tie in ties:
        found.setdefault(key(tie), []).append(tie)
    return found


def _phrase(tie: _Tie) -> str:
    """Return a tie in words that stand between two names: ``until 2021 allied with``."""
    until = tie.relation.until
    return f"until {short(until)} {words.TIED[tie.relation.as_]}" if until else words.TIED[tie.relation.as_]


def _account(wiki: Wiki, phrases: Mapping[str, Iterable[_Tie]]) -> str:
    """Return who tells of ties that no article states itself: the end of their sentence, or nothing."""
    told = {phrase: _tellers(wiki, ties) for phrase, ties in phrases.items() if all(tie.relation.by for tie in ties)}
    if len(told) == len(phrases):
        return f", according to {' and '.join(dict.fromkeys(chain.from_iterable(told.values())))}"
    return "".join(f"; {phrase} according to {' and '.join(names)}" for phrase, names in told.items())


def _tellers(wiki: Wiki, ties: Iterable[_Tie]) -> list[str]:
    """Return the names of those by whose account ties are."""
    speakers = (tie.of.refs[Kind.ACTOR, tie.relation.by] for tie in ties if tie.relation.by)
    return [wiki.entries[speaker].page.title for speaker in dict.fromkeys(speakers)]


def _sentence(wiki: Wiki, entry: Entry, tie: _Tie, here: str) -> SentenceView:
    relation, refs = tie.relation, tie.of.refs
    is_own = tie.of is entry
    me, other = LinkView(entry.page.title, ""), link_to(wiki, tie.other, here)
    source = wiki.entries[refs[Kind.SOURCE, relation.source]]
    lang = source.page.fields.lang if isinstance(source.page.fields, Source) else ""
    by = refs.get((Kind.ACTOR, relation.by)) if relation.by else None
    dates = (("from", relation.from_), ("until", relation.until))
    return SentenceView(
        is_own=is_own,
        subject=me if is_own else other,
        words=words.TIED[relation.as_],
        to=other if is_own else me,
        when=", ".join(f"{word} {in_words(date)}" for word, date in dates if date),
        by=_speaker(wiki, entry, by, here),
        source=source_link(wiki, source.page.id, here),
        quote=relation.quote or "",
        lang=lang,
        dir=words.direction(lang),
        note=relation.note or "",
    )


def _speaker(wiki: Wiki, entry: Entry, speaker: PageId | None, here: str) -> LinkView | None:
    if speaker is None or speaker not in wiki.entries:
        return None
    return LinkView(entry.page.title, "") if speaker == entry.page.id else link_to(wiki, speaker, here)
