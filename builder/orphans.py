"""Pages that nobody finds from another page, and sources that nobody cites."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.outgoing import Outgoing
from builder.problems import Problem, problem
from builder.rules import ORPHAN, SOURCE_UNUSED
from builder.schema import Incident, Place
from builder.unlinked import EVERYWHERE, Mention

_CITING: Final = ("cites", "derived-from")
_HINTS: Final = {
    Kind.INCIDENT: "name the actors and places that it is about, or lead there from a page, `[[{slug}]]`",
    Kind.ACTOR: "name it in an incident, or lead there from a page, `[[{slug}]]`",
    Kind.PLACE: "name it in an incident, say what it is `inside` of, or lead there from a page, `[[{slug}]]`",
    Kind.NOTE: "lead there from a page, `[[{slug}]]`",
}
# The page of what an incident names shows it, be it named in a claim alone.
_SHOWING: Final = (Kind.ACTOR, Kind.PLACE, Kind.NOTE)
_MOST_NAMED: Final = 3


def orphan_problems(
    wiki: Wiki, outgoing: Mapping[PageId, Outgoing], mentions: Mapping[PageId, Iterable[Mention]]
) -> list[Problem]:
    """Find the pages of ``wiki`` to which no page leads, and the sources that none cites.

    ``outgoing`` is what all pages lead to, drafts too; ``mentions`` are the names in their texts that no link goes with. An
    incident is found from the pages of its actors, places and campaigns, a place from the one that it lies in.
    """
    lonely = [entry for entry in wiki.entries.values() if _is_lonely(entry)]
    if not lonely:
        return []
    drafted = [out for page, out in outgoing.items() if page not in wiki.entries]
    cited = {reference.source for out in drafted for reference in out.references}
    cited |= {target for out in drafted for target, relation in out.relations if relation in _CITING}
    led = cited | {target for out in drafted for target, _ in out.relations}
    led |= {link.target for out in drafted for link in out.links.values()}
    namers: dict[PageId, list[PageId]] = defaultdict(list)
    for page, found in mentions.items():
        for mention in found:
            namers[mention.page].append(page)
    return [
        _unused(entry) if entry.page.kind is Kind.SOURCE else _orphan(wiki, entry, namers.get(entry.page.id, []))
        for entry in lonely
        if entry.page.id not in (cited if entry.page.kind is Kind.SOURCE else led)
    ]


def _is_lonely(entry: Entry) -> bool:
    page = entry.page
    if page.fields.status == "withdrawn" or page.id in EVERYWHERE:
        return False
    if page.kind is Kind.SOURCE:
        return not any(backlink.relation in _CITING for backlink in entry.backlinks)
    return not entry.backlinks and not _is_listed(entry)


def _is_listed(entry: Entry) -> bool:
    """Tell whether a page that ``entry`` names in its fields shows it."""
    match entry.page.fields:
        case Incident() as fields:
            names = fields.actors or fields.places or fields.weapons or fields.part_of
            return bool(names) or any(kind in _SHOWING for kind, _ in entry.refs)
        case Place(inside=inside):
            return inside is not None
        case _:
            return False


def _unused(entry: Entry) -> Problem:
    hint = f'cite it, `[@{entry.page.slug}: "exact words"]`, or take it out, with its archive'
    return problem(SOURCE_UNUSED, entry.page.position("title"), "no page cites this source", hint)


def _orphan(wiki: Wiki, entry: Entry, namers: list[PageId]) -> Problem:
    page = entry.page
    if namers:
        paths = [wiki.entries[namer].page.path for namer in namers if namer in wiki.entries]
        more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
        hint = f"link its name in {', '.join(paths[:_MOST_NAMED])}{more}"
    else:
        hint = _HINTS[page.kind].format(slug=page.slug)
    return problem(ORPHAN, page.position("title"), "no page leads to this one", hint)
