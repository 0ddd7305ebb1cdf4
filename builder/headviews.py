"""What templates see of the head of a page: what it is called and about, for search engines and for whoever shares a link to it.

Open Graph (ogp.me) and the cards of X take the same; linked data is in the words of schema.org. Full addresses come from the wiki's
own one alone; where that is not known there are none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from builder import linkeddata, urls
from builder.cardviews import CardLink
from builder.facts import LinkView
from builder.history import Changes
from builder.model import Wiki


@dataclass(frozen=True, slots=True)
class Topic:
    """What a page is about: its name without that of the wiki, and a description of 50 to 160 characters.

    ``trail`` are the links that lead to it, from the home page on; ``type`` is its type in schema.org (none: nothing is told) and
    ``told`` what more is told of it; ``is_listed`` is false for what a search engine should not show, ``stands_at`` another address
    that counts for it.
    """

    name: str = ""
    description: str = ""
    trail: tuple[LinkView, ...] = ()
    type: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    changes: Changes | None = None
    is_listed: bool = True
    stands_at: str = ""


NO_TOPIC = Topic()


@dataclass(frozen=True, slots=True)
class HeadView:
    """The head of a page. ``canonical`` is its full address, ``type`` its type in Open Graph, ``modified`` when it was last changed.

    ``locale`` is the wiki's language where that names a region (``en_GB``); ``data`` the text of a JSON-LD script. Each may be
    empty, and ``card`` None.
    """

    name: str
    description: str
    canonical: str
    is_listed: bool
    type: str
    modified: str
    locale: str
    card: CardLink | None
    data: Markup


def head_view(wiki: Wiki, here: str, base_url: str, topic: Topic, card: CardLink | None = None) -> HeadView:
    """Return the head of the page on ``topic`` that stands at the address ``here``."""
    canonical = urls.absolute(base_url, topic.stands_at or here) if here != urls.NOT_FOUND else ""
    modified = topic.changes.last.isoformat() if topic.changes else ""
    return HeadView(
        name=topic.name,
        description=topic.description or wiki.site.summary or wiki.site.title,
        canonical=canonical,
        is_listed=topic.is_listed,
        type="article" if topic.type == "Article" else "website",
        modified=modified,
        locale=_locale(wiki.site.lang),
        card=card,
        data=linkeddata.script([*_nodes(wiki, here, base_url, topic, canonical)]) if topic.type else Markup(),
    )


def _nodes(wiki: Wiki, here: str, base_url: str, topic: Topic, canonical: str) -> Iterator[Mapping[str, Any]]:
    site = wiki.site
    common = {
        "inLanguage": site.lang,
        "publisher": site.publisher,
        **linkeddata.terms(wiki, base_url),
    }
    whole = linkeddata.site_node(wiki, base_url)
    if here == urls.HOME:
        yield linkeddata.filled({**whole, "description": topic.description, **common})
        return
    yield linkeddata.filled({
        "@type": topic.type,
        "headline" if topic.type == "Article" else "name": topic.name,
        "description": topic.description,
        "url": canonical,
        **common,
        "dateModified": topic.changes.last.isoformat() if topic.changes else "",
        "isPartOf": whole,
        **topic.told,
    })  # fmt: skip
    if canonical:
        steps = ((step.text, urls.absolute(base_url, urls.leads_to(here, step.url))) for step in topic.trail)
        yield linkeddata.trail_node([*steps, (topic.name, canonical)])


def _locale(lang: str) -> str:
    """Return a language (BCP 47) with its region as Open Graph writes them; nothing for a language alone, whose region is not known."""
    language, *subtags = lang.split("-")
    region = next((subtag for subtag in subtags if len(subtag) == 2 and subtag.isalpha()), "")
    return f"{language.lower()}_{region.upper()}" if region else ""
