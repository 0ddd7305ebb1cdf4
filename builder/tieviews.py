"""What templates see of the ties of an actor: each as a sentence, and all as a small network."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from builder import words
from builder.dates import in_words
from builder.facts import LinkView, link_to, source_link
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.networks import Box, Network, Node, network
from builder.schema import Actor, Relation, Source

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

    ``subject`` and ``to`` have no address where they are the page itself; ``by`` is None where the article itself speaks.
    """

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
    """A box of the network: where it leads, what it is in words, and whether it is a label for no particular group."""

    box: Box
    url: str
    label: str
    is_vague: bool


@dataclass(frozen=True, slots=True)
class TiesView:
    """The ties of an actor: the network with its boxes, whether one is vague, and what it leaves out, in words; the sentences.

    ``open`` are the first sentences, ``rest`` those that unfold; ``more`` says how many others there are.
    """

    figure: Network
    label: str
    is_vague: bool
    nodes: tuple[NodeView, ...]
    has_vague: bool
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


def ties_view(wiki: Wiki, entry: Entry, here: str) -> TiesView | None:
    """Return the ties of an actor that stands at the address ``here``; None if it has none, or is no actor."""
    if entry.page.kind is not Kind.ACTOR:
        return None
    known = {backlink.page for backlink in entry.backlinks if backlink.relation == "relation"}
    leading = sorted((wiki.entries[page] for page in known), key=lambda other: (other.page.title.casefold(), other.page.id))
    own, others = list(_own(wiki, entry)), [tie for other in leading for tie in _to(entry, other)]
    if not own and not others:
        return None
    sentences = [_sentence(wiki, entry, tie, here) for tie in [*own, *others[:LISTED]]]
    # Those that are drawn are known best: most pages lead to them.
    left = _by_other(sorted(others, key=lambda tie: -len(tie.of.backlinks)))
    right = _by_other(own)
    lefts, rights = _drawn(wiki, left), _drawn(wiki, right)
    figure = network(entry.page.title, lefts.values(), rights.values())
    labels = [f"{node.name} {node.words} {entry.page.title}" for node in lefts.values()]
    labels += (f"{node.words} {node.name}" for node in rights.values())
    views = tuple(
        NodeView(box, link_to(wiki, page, here).url, label, _is_vague(wiki.entries[page]))
        for page, label, box in zip([*lefts, *rights], labels, [*figure.left, *figure.right], strict=True)
    )
    open_ = len(sentences) if len(sentences) <= IN_FULL else OPEN
    omitted = len(left) + len(right) - len(views)
    return TiesView(
        figure=figure,
        label=f"Actors tied to {entry.page.title}",
        is_vague=_is_vague(entry),
        nodes=views,
        has_vague=_is_vague(entry) or any(view.is_vague for view in views),
        left_out=f"Not drawn: {words.count(omitted, 'more actor')}" if omitted else "",
        open=tuple(sentences[:open_]),
        rest=tuple(sentences[open_:]),
        more=words.count(len(others) - LISTED, "more tie") if len(others) > LISTED else "",
    )


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


def _by_other(ties: Iterable[_Tie]) -> dict[PageId, list[_Tie]]:
    found: dict[PageId, list[_Tie]] = {}
    for tie in ties:
        found.setdefault(tie.other, []).append(tie)
    return found


def _is_vague(entry: Entry) -> bool:
    return isinstance(entry.page.fields, Actor) and entry.page.fields.vague is not None


def _drawn(wiki: Wiki, ties: Mapping[PageId, Iterable[_Tie]]) -> dict[PageId, Node]:
    """Return what the boxes of a side hold."""

    def node(page: PageId, its: Iterable[_Tie]) -> Node:
        said = dict.fromkeys(words.TIED[tie.relation.as_] for tie in its)
        return Node(wiki.entries[page].page.title, ", ".join(said))

    return {page: node(page, its) for page, its in islice(ties.items(), DRAWN)}


def _sentence(wiki: Wiki, entry: Entry, tie: _Tie, here: str) -> SentenceView:
    relation, refs = tie.relation, tie.of.refs
    is_own = tie.of is entry
    me, other = LinkView(entry.page.title, ""), link_to(wiki, tie.other, here)
    source = wiki.entries[refs[Kind.SOURCE, relation.source]]
    lang = source.page.fields.lang if isinstance(source.page.fields, Source) else ""
    by = refs.get((Kind.ACTOR, relation.by)) if relation.by else None
    dates = (("from", relation.from_), ("until", relation.until))
    return SentenceView(
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
