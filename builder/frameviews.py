"""What templates see of the frame of a page: the way that leads to it, its last change, and how to cite it."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder import citing, urls, words
from builder.dates import in_words, parse_date
from builder.facts import LinkView, containers, link_to
from builder.ids import Kind
from builder.model import Entry, Wiki
from builder.schema import Actor, Incident, Place


@dataclass(frozen=True, slots=True)
class FootView:
    """The foot of a page: its last change and where it can be edited (each may be empty), its full address if known, how to cite it."""

    changed: str
    edit: str
    address: str
    plain: str
    bibtex: str


def crumbs(wiki: Wiki, entry: Entry, here: str) -> tuple[LinkView, ...]:
    """Return the way from the home page to ``entry``, without the page itself: its list, and what contains it."""
    kind = entry.page.kind
    home = LinkView("Home", urls.relative(here, urls.HOME))
    if kind not in urls.LISTS:
        return (home,)
    listed = LinkView(words.KINDS[kind], urls.relative(here, urls.LISTS[kind]))
    return (home, listed, *_between(wiki, entry, here))


def _between(wiki: Wiki, entry: Entry, here: str) -> Iterator[LinkView]:
    match entry.page.fields:
        case Incident() as fields if len(fields.part_of) == 1:
            # In two campaigns, neither is the way.
            campaign = entry.refs[Kind.INCIDENT, fields.part_of[0]]
            if campaign in wiki.entries:
                yield link_to(wiki, campaign, here)
        case Actor() as fields:
            group = words.ACTOR_GROUPS[fields.type]
            yield LinkView(group, urls.relative(here, urls.LISTS[entry.page.kind]) + urls.fragment(words.group_id(group)))
        case Place():
            yield from (link_to(wiki, place, here) for place in reversed([*containers(wiki, entry)]))
        case _:
            pass


def foot(wiki: Wiki, entry: Entry, here: str, base_url: str) -> FootView:
    """Return the foot of the page ``entry``, which stands at the address ``here``; who cites a withdrawn page is to say that it is one."""
    page, site = entry.page, wiki.site
    changed = wiki.history.changed_on(page.path)
    title = f"Withdrawn: {page.title}" if page.fields.withdrawn else page.title
    said = in_words(parse_date(changed.isoformat())) if changed else ""
    address = urls.absolute(base_url, here)
    return FootView(
        changed=said,
        edit=f"{site.edit_url.rstrip('/')}/{page.path.removeprefix(f'{urls.CONTENT}/')}" if site.edit_url else "",
        address=address,
        plain=citing.plain(title, site.title, said),
        bibtex=citing.bibtex(page.slug, title, site.title, changed, address),
    )
