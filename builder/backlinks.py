"""Links seen from their targets: as what a page leads to another one, and in which sentences."""

import re
from collections import defaultdict
from collections.abc import Mapping

from builder import syntax
from builder.ids import PageId
from builder.model import Backlink, Context, Page
from builder.outgoing import Outgoing

# A reader sees this much of a long sentence to each side of the link, in characters.
SHOWN = 280
# What is not told of a page that leads here as something better too.
WEAK = ("mentions", "claim")


def leads(page: Page, out: Outgoing) -> dict[PageId, tuple[Backlink, ...]]:
    """Turn what ``page`` leads to round: to which pages, as what, in which sentences."""
    relations: dict[PageId, dict[str, None]] = defaultdict(dict)
    for target, relation in out.relations:
        relations[target][relation] = None
    labels = {slot: link.label for slot, link in out.links.items()}
    contexts: dict[PageId, dict[str, Context]] = defaultdict(dict)
    for number in page.body.written:
        link = out.links.get(number)
        cites = out.citations.get(number)
        target = link.target if link else cites.source if cites else page.id
        if target == page.id:
            continue
        relations[target].setdefault("cites" if cites else "mentions")
        if number in page.body.contexts:
            # A sentence that leads here twice is shown once.
            sentence = page.body.contexts[number]
            contexts[target].setdefault(sentence, context(sentence, number, labels))
    for as_what in relations.values():
        for weak in WEAK:
            if len(as_what) > 1:
                as_what.pop(weak, None)
    return {
        target: tuple(
            Backlink(page.id, relation, tuple(contexts[target].values()) if target in contexts else ()) for relation in as_what
        )
        for target, as_what in relations.items()
    }


def context(sentence: str, number: int, labels: Mapping[int, str]) -> Context:
    """Return a sentence as a reader sees it, with the words of link ``number`` apart; citations are left out."""
    mark = syntax.slot(number)
    start = sentence.index(mark)
    end = start + len(mark)
    # Sliced before it is filled: a sentence of a thousand links is not copied a thousand times.
    if number not in labels:  # a citation: the whole sentence is what it proves
        return Context(_cut(_filled(sentence[: 2 * SHOWN], labels), left=False), "", "")
    before, after = sentence[max(0, start - 2 * SHOWN) : start], sentence[end : end + 2 * SHOWN]
    return Context(_cut(_filled(before, labels), left=True), labels[number], _cut(_filled(after, labels), left=False))


def _filled(text: str, labels: Mapping[int, str]) -> str:
    text = re.sub(r"^[0-9]*\ue001|\ue000[0-9]*$", "", text)
    return syntax.fill(text, lambda number: labels.get(number, ""))


def _cut(text: str, *, left: bool) -> str:
    if len(text) <= SHOWN:
        return text
    return "… " + text[-SHOWN:].partition(" ")[2] if left else text[:SHOWN].rpartition(" ")[0] + " …"
