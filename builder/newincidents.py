"""A new incident from an archived article: the actors and places in it, and its sentences as claims to be kept or deleted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.articles import Article
from builder.candidates import Candidate, candidates
from builder.dates import MONTHS, EdtfDate
from builder.datewords import dates_in, hints_in
from builder.eventdays import EventDay, given, read_day
from builder.gaps import gap
from builder.guesses import lines_of
from builder.ids import Kind, PageId, slug_of
from builder.lexicon import NAMED
from builder.lookalikes import around
from builder.namings import Naming, ambiguous, first_of_each, namings
from builder.nearby import days_of, likely, told
from builder.newpages import STATUS, NewPage, address_told, chosen, citation, gaps_told, name_of, next_told, path_of
from builder.pagetexts import Block, Comment, Line, Value, link, page_text
from builder.schema import Incident, Place
from builder.slugs import headline_slug, slug_for
from builder.survey import Survey, UseError
from builder.urls import kind_of

_TYPES: Final = {
    "suicide-bomb": r"suicide bomb", "remote-explosive-ied": r"roadside bomb|\bIED|explosive device|car bomb|planted bomb",
    "air-drone-strike": r"\bdrones?\b|air ?strikes?", "shelling-artillery-missile": r"rockets?\b|missiles?|mortars?|shelling|shells",
    "grenade": r"grenade", "armed-clash": r"clash|gun ?battle|firefight", "abduction": r"kidnap|abduct", "arrests": r"arrest|detained",
    "agreement": r"ceasefire|truce|signed an agreement",
}  # fmt: skip
_CALENDAR: Final = re.compile(rf"\b(?:{'|'.join(MONTHS.values())}|[0-9]{{1,2}}|(?:19|20)[0-9]{{2}})\b", re.IGNORECASE)
_TOLD: Final = frozenset({"responsibility", "unclaimed", "condemnation", "motive", "warning", "response", "statement"})
_HARM: Final = frozenset({"killed", "injured", "casualties", "damage"})
_LEADING: Final = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the source, and what the editor knows already."""

    source: str
    date: str | None = None
    slug: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Subject:
    """An article, whose it is, the names in it, when it appeared, and when what it tells of happened."""

    survey: Survey
    source: PageId
    article: Article
    found: tuple[Naming, ...]
    published: EdtfDate | None
    day: EventDay


def new_incident(survey: Survey, asked: Asked) -> NewPage:
    """Return the page of an incident that an article tells of. Raises UseError."""
    source = survey.source(asked.source)
    article = survey.article(source)
    if article is None:
        raise UseError(f"the archived text of {source} is missing or has changed; `wiki check` says why")
    title = None if asked.title is None else name_of(survey, asked.title, "title")
    published = survey.published(source)
    found = namings(article, survey.lexicon)
    day = given(asked.date, published) if asked.date is not None else read_day(article, published)
    subject = _Subject(survey, source, article, found, published, day)
    claims = candidates(article, found, day.date)
    page = chosen(survey, Kind.INCIDENT, asked.slug, _slug(title, subject, claims))
    written = page_text(_fields(subject, title, claims), _body(subject, claims))
    before = tuple(_duplicates(subject))
    after = (
        f"{path_of(page)} is written.",
        *address_told(asked.slug, "--id" if day.date else "--id or --date"),
        "",
        f"date: {day.written if day.date else '???'} ({day.why})",
        f"claims: {len(claims)} sentences that may state something; keep, mend or delete each."
        if claims
        else _no_claims(survey, source),
        *(f"“{words}” is the name of {' and '.join(pages)}: name the right one" for words, pages in ambiguous(found).items()),
        "",
        *gaps_told(page, written),
        "",
        "What the article says besides: `wiki check --coverage`. Exact words to quote: `wiki quote`.",
        *next_told(page),
    )
    return NewPage(page, {path_of(page): written.encode()}, before, after)


def _no_claims(survey: Survey, source: PageId) -> str:
    lang = survey.raw[source].fields.get("lang", "en")
    other = "" if str(lang).startswith("en") else " (only English is read)"
    return f"claims: no sentence was found that clearly states something of an incident{other}; write them with `wiki quote`"


def _slug(asked: str | None, subject: _Subject, claims: tuple[Candidate, ...]) -> str:
    """Return what the incident may be called: its day, and words of its title; else what was attacked, with what; else the headline's."""
    # The address begins with the day.
    words = headline_slug(_CALENDAR.sub(" ", asked or ""), 6)
    if not words:
        entries = subject.survey.wiki.entries.values()
        known = {
            slug_of(entry.page.id)
            for entry in entries
            if isinstance(entry.page.fields, Place) and not _is_wide(entry.page.fields)
        }
        where = next((str(claim.value) for about in ("target", "place") for claim in claims if claim.about == about), "")
        arms = next((str(claim.value).split()[-1] for claim in claims if claim.about == "weapon"), "")
        words = "-".join(filter(None, (where, slug_for(arms)))) if where in known else ""
    words = words or headline_slug(subject.article.headline, 5) or f"incident-{slug_of(subject.source)}"
    return f"{slug_for(subject.day.date.text)}-{words}" if subject.day.date else words


# The front matter


def _fields(subject: _Subject, title: str | None, claims: tuple[Candidate, ...]) -> Iterator[Line]:
    survey, source, article, day = subject.survey, subject.source, subject.article, subject.day
    headline = f"; the article's headline is “{article.headline}”" if article.headline else ""
    yield "title", title or gap(f"what happened, where and when, in a few words{headline}")
    yield "date", day.written
    if day.note:
        yield "date_note", day.note
    yield from _type(article)
    yield "summary", gap("one sentence for lists: what happened, and who says so")
    named = dict(first_of_each(subject.found))
    if places := _places(survey, [page for page in named if kind_of(page) is Kind.PLACE]):
        yield Comment("Places in the article. Take out those of other events. Roles: target, impact, near, launch.")
        yield "places", Block(tuple({"place": slug_of(page), "role": "near"} for page in places))
    if actors := _actors(survey, source, [page for page in named if kind_of(page) is Kind.ACTOR]):
        yield Comment(
            "Actors in the article. Take out those of other events. Roles: attacker, target, victim, host, responder, mentioned;"
        )
        yield Comment("attacker only where the article states the deed as a fact: who is accused is mentioned.")
        yield "actors", Block(tuple({"actor": slug_of(page), "role": "mentioned"} for page in actors))
    if weapons := [(page, role) for page, role in _weapons(survey) if page in named]:
        yield "weapons", Block(tuple({"weapon": slug_of(page), "role": role} for page, role in weapons))
    yield "sources", [slug_of(source)]
    if claims:
        yield Comment(
            "Sentences of the article that may state something. Keep what is about this incident, mend it, delete the rest."
        )
        yield "claims", Block(tuple(_claims(claims, slug_of(source))), is_long=True)
    yield STATUS


def _type(article: Article) -> Iterator[Line]:
    """Yield the type that the headline and the first sentences tell of, or a gap."""
    leading = " ".join([article.headline, *(article.text.normal[a:b] for a, b in article.sentences[:_LEADING])])
    fitting = [name for name, words in _TYPES.items() if re.search(words, leading, re.IGNORECASE)]
    if len(fitting) == 1:
        word = re.search(_TYPES[fitting[0]], leading, re.IGNORECASE)
        yield Comment(f"Guessed from “{word[0] if word else ''}”.")
        yield "type", fitting[0]
    else:
        options = (
            " or ".join(fitting)
            or "attack, armed-clash, shelling-artillery-missile, air-drone-strike, remote-explosive-ied, other …"
        )
        yield "type", gap(f"what kind of event: {options}")


def _places(survey: Survey, named: list[PageId]) -> list[PageId]:
    """Return places without the countries and regions that contain others of them."""
    holding = {outer for page in named for outer in around(survey.wiki, [page]) if outer != page}

    def is_needless(page: PageId) -> bool:
        fields = survey.wiki.entries[page].page.fields if page in survey.wiki.entries else None
        return page in holding and isinstance(fields, Place) and _is_wide(fields)

    return [page for page in named if not is_needless(page)]


def _is_wide(place: Place) -> bool:
    return place.type in ("country", "region")


def _actors(survey: Survey, source: PageId, named: list[PageId]) -> list[PageId]:
    """Return actors without the outlet and the agencies of the article."""
    fields = survey.raw[source].fields
    agencies = fields.get("agencies")
    relaying = [fields.get("publisher"), *(agencies if isinstance(agencies, list) else [])]
    return [page for page in named if slug_of(page) not in relaying and page not in relaying]


def _weapons(survey: Survey) -> Iterator[tuple[PageId, str]]:
    """Yield the free pages that incidents name as weapons, each with the role that it first has."""
    seen: set[PageId] = set()
    for page in survey.wiki.incidents:
        entry = survey.wiki.entries[page]
        for weapon in entry.page.fields.weapons if isinstance(entry.page.fields, Incident) else ():
            target = entry.refs.get((Kind.NOTE, weapon.weapon))
            if target and target not in seen:
                seen.add(target)
                yield target, weapon.role


def _claims(claims: tuple[Candidate, ...], source: str) -> Iterator[Value | Comment]:
    for number, claim in enumerate(claims, 1):
        yield Comment(f"Line {claim.line}. {claim.asks}")
        written: dict[str, Value] = {"id": f"c{number}", "about": claim.about, "value": claim.value}
        if claim.stance != "asserts":
            written["stance"] = claim.stance
        if claim.by:
            written["by"] = claim.by
        yield written | {"source": source, "quote": claim.quote}


# The body


def _body(subject: _Subject, claims: tuple[Candidate, ...]) -> str:
    names, article = subject.survey.names, subject.article
    numbered = [(f"[@c{number}]", claim) for number, claim in enumerate(claims, 1)]
    slug = slug_of(subject.source)
    named = [
        link(slug_of(page) if len(names.find(slug_of(page))) == 1 else page, naming.words)
        for page, naming in first_of_each(subject.found)
        if kind_of(page) in NAMED
    ]
    parts = [
        "## What happened",
        _part("say what happened, and who says so, each with its claim", numbered, None) or citation(article, slug),
    ]
    if not any(claim.about not in _TOLD | _HARM for _, claim in numbered):
        parts[-1] = f"{gap('say what happened, and who says so, each with its words:')} {citation(article, slug)}"
    if named:
        parts.append(f"{gap('link where they are first named, and delete this line:')} {', '.join(named)}.")
    for heading, points, words in (
        ("Damage and casualties", _HARM, "say what harm was done, and who says so"),
        ("Who said what", _TOLD, "say who accuses, claims, denies, condemns or demands what"),
    ):
        if part := _part(words, numbered, points):
            parts += [f"## {heading}", part]
    unknown = gap("say what the article leaves open: who did it, why, whether anybody was hurt")
    parts += ["## What is not known", f"{unknown}.[@{slug}]"]
    return "\n\n".join(parts)


def _part(words: str, claims: list[tuple[str, Candidate]], points: frozenset[str] | None) -> str:
    """Return a gap with the citations of the claims on some points, on all that are left for None; nothing without any."""
    cited = [mark for mark, claim in claims if (claim.about in points if points else claim.about not in _TOLD | _HARM)]
    return f"{gap(words)}.{''.join(cited)}" if cited else ""


# What is told before


def _duplicates(subject: _Subject) -> Iterator[str]:
    """Yield the lines on incidents that may be this one."""
    survey, day, source = subject.survey, subject.day, subject.source
    citing = survey.citing(source)
    if citing:
        yield f"Incidents that name {slug_of(source)} as a source already:"
        titles = {page: survey.title(page) for page in citing}
        yield from (f"  {page}  “{title}”" if title != page else f"  {page}" for page, title in titles.items())
    lines = lines_of(subject.article.text.text)
    if day.date and day.date.earliest and day.date.is_exact:
        days = {day.date.earliest: f"{day.date.text} ({day.why})"}
    else:
        days = days_of(dates_in(lines), hints_in(lines), subject.published, survey.years())
    near = likely(survey.wiki, days, [page for page, _ in first_of_each(subject.found)])
    if near:
        yield "Incidents near in date and place, of which one may be this one:"
        yield from told(near, survey.wiki)
        yield "  If it is: add the source and its claims to that page, numbered on, and then delete the new one."
