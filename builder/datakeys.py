"""The keys of the flat objects of open data: pages of each kind, claims, checked quotations, corrections."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, get_args

from builder.amendments import Change
from builder.datafiles import (
    ADDRESS,
    BOOLEAN,
    CLAIM,
    DATE,
    DAY,
    PAGE,
    TEXT,
    TIME,
    WHOLE,
    Key,
    Type,
    id_of,
    number_from,
    of_field,
    one_of,
)
from builder.findings import Verdict
from builder.ids import Kind
from builder.schema import (
    Actor,
    Archive,
    ClaimFields,
    Incident,
    Location,
    Place,
    PlaceRole,
    Relation,
    Role,
    Source,
    Status,
    WeaponRole,
)
from builder.words import PLACE_ROLES, ROLES, WEAPON_ROLES

_SHA256: Final = Type("SHA-256", "SHA-256", {"type": "string", "pattern": "^[0-9a-f]{64}$"})
_STATUS: Final = Key(
    "status",
    one_of(*get_args(Status)),
    "Whether the page is `published`, or `withdrawn` and kept as a note (best left out); a `draft` is in no published file",
)
_NUMBERED: Final = Type("text", "texts", {"type": "string", "pattern": "^c[0-9]+$"})
INCIDENT: Final = id_of(Kind.INCIDENT)
ACTOR: Final = id_of(Kind.ACTOR)
PLACE: Final = id_of(Kind.PLACE)
SOURCE: Final = id_of(Kind.SOURCE)


def _dated(first: Key) -> tuple[Key, ...]:
    """Return the keys of a date: as EDTF, its bounds, in words."""
    return (
        first,
        Key(f"{first.name}_earliest", DAY, "The first day that the date can mean; empty where it is open", may_lack=True),
        Key(f"{first.name}_latest", DAY, "The last day that the date can mean; empty where it is open", may_lack=True),
        Key(f"{first.name}_words", TEXT, "The date in words", may_lack=first.may_lack),
    )


def _pages(name: str, about: str, type_: Type = PAGE) -> Key:
    return Key(name, type_, about, is_list=True)


def _by_role(field: str, type_: Type, roles: Iterable[str], labels: Mapping[str, str]) -> Iterator[Key]:
    for role in roles:
        yield _pages(f"{field}_{role}", f"Those of `{field}` in the role “{labels[role].lower()}”", type_)


def _of_page(kind: Kind, *own: Key, summary_lacks: bool = False) -> tuple[Key, ...]:
    """Return the keys of a kind: what each page has, around its ``own``."""
    return (
        Key("id", id_of(kind), f"The id of the {kind}, by which the other files call it; it stays the same"),
        Key("title", TEXT, "What the wiki calls it"),
        Key("url", ADDRESS, "The address of its page: below the wiki’s address, or whole where the wiki knows its own"),
        of_field(Incident, "summary", may_lack=summary_lacks),
        _STATUS,
        *own,
        Key("corrections", TEXT, "What was wrong on the page and is right now", is_list=True),
        Key("corrections_dates", DATE, "When, one for each of `corrections`", is_list=True),
        Key("withdrawn", DATE, "When the page was withdrawn", may_lack=True),
        Key("withdrawn_text", TEXT, "Why the page was withdrawn", may_lack=True),
        Key("redirect_from", TEXT, "Ids that the page had before", is_list=True),
        _pages("cited_sources", "Sources that its text cites", SOURCE),
        Key("quotations", WHOLE, "How many of its citations quote words of a source"),
        _pages("backlinks", "Pages that lead to it, or name it in a field or claim"),
    )


_EVIDENCE: Final = (
    Key("claims", WHOLE, "How many claims its page has; they are in `claims.json`"),
    Key(
        "contested",
        one_of(*get_args(ClaimFields.model_fields["about"].annotation)),
        "Points on which sources differ",
        is_list=True,
    ),
)
_ALIASES: Final = Key("aliases", TEXT, "Other spellings and names", is_list=True)
_SPELLINGS: Final = Key("spellings", TEXT, "How the archived articles spell its names", is_list=True)
_SOURCES: Final = _pages("sources", "Sources that the page names as its own", SOURCE)


def _apart(what: str, type_: Type) -> tuple[Key, ...]:
    return (
        _pages("not_same_as", f"{what} that it could be mistaken for", type_),
        Key("not_same_as_notes", TEXT, "Why they are kept apart, one for each of `not_same_as`", is_list=True, may_lack=True),
    )


INCIDENT_KEYS: Final = _of_page(
    Kind.INCIDENT,
    *_dated(of_field(Incident, "date", DATE)),
    of_field(Incident, "date_note", may_lack=True),
    of_field(Incident, "time", TIME, may_lack=True),
    of_field(Incident, "type"),
    of_field(Incident, "scope"),
    _pages("places", "Places, in whatever role, each once", PLACE),
    *_by_role("places", PLACE, get_args(PlaceRole), PLACE_ROLES),
    _pages("actors", "Actors, in whatever role, each once", ACTOR),
    *_by_role("actors", ACTOR, get_args(Role), ROLES),
    _pages("weapons", "Weapons and systems of defence, in whatever role, each once"),
    *_by_role("weapons", PAGE, get_args(WeaponRole), WEAPON_ROLES),
    of_field(Incident, "part_of", INCIDENT, is_list=True),
    _pages("parts", "Ids of the incidents that belong to it, if it is a campaign", INCIDENT),
    of_field(Incident, "related", INCIDENT, is_list=True),
    _SOURCES,
    *_EVIDENCE,
    _pages("named", "Actors that somebody, or an article in its own words, names as responsible, by claims that stand", ACTOR),
    _pages("naming", "Actors that name somebody as responsible", ACTOR),
    _pages("accused", "Actors that somebody accuses of it", ACTOR),
    _pages("accusers", "Actors that accuse somebody", ACTOR),
    _pages("suspected", "Actors that somebody suspects and does not accuse, too", ACTOR),
    _pages("suspecting", "Actors that suspect somebody", ACTOR),
    _pages("claimants", "Actors that claim responsibility, for themselves or others", ACTOR),
    _pages("denied_for", "Actors whose involvement somebody denies", ACTOR),
    _pages("deniers", "Actors that deny an involvement, their own or that of others", ACTOR),
    _pages("condemners", "Actors that condemn it, or something about it: their claims say what", ACTOR),
    Key("previous", INCIDENT, "The incident before it in time", may_lack=True),
    Key("next", INCIDENT, "The incident after it in time", may_lack=True),
)

ACTOR_KEYS: Final = _of_page(
    Kind.ACTOR,
    # FollowTheMoney knows fewer kinds: what its file calls an actor is another word.
    replace(of_field(Actor, "type"), about="What kind of actor"),
    _ALIASES,
    Key(
        "relations_as",
        one_of(*get_args(Relation.model_fields["as_"].annotation)),
        "Its ties: what it is to another actor",
        is_list=True,
    ),
    _pages("relations_to", "To which actor, one for each tie", ACTOR),
    Key("relations_from", DATE, "Since when, as far as the source says", is_list=True, may_lack=True),
    Key("relations_until", DATE, "Until when, as far as the source says", is_list=True, may_lack=True),
    Key("relations_by", ACTOR, "Which actor says so; empty where the article itself does", is_list=True, may_lack=True),
    _pages("relations_source", "The source of each tie", SOURCE),
    Key("relations_quote", TEXT, "Its exact words", is_list=True, may_lack=True),
    Key("relations_note", TEXT, "What a reader should know of it", is_list=True, may_lack=True),
    *_apart("Actors", ACTOR),
    of_field(Actor, "vague", may_lack=True),
    _SOURCES,
    *_EVIDENCE,
    _SPELLINGS,
    Key("external", TEXT, "Its ids elsewhere, each as “name: id”", is_list=True),
)

PLACE_KEYS: Final = _of_page(
    Kind.PLACE,
    of_field(Place, "type"),
    _ALIASES,
    of_field(Place, "inside", PLACE, may_lack=True),
    _pages("contains", "Ids of the places in it", PLACE),
    of_field(Location, "lat", number_from(-90, 90), may_lack=True),
    of_field(Location, "lon", number_from(-180, 180), may_lack=True),
    of_field(Location, "precision_m", number_from(0), may_lack=True),
    of_field(Location, "from_", name="location_from", may_lack=True),
    Key(
        "only_in",
        PLACE,
        "The place that contains it, where it has no better point than that one’s: it lies somewhere there",
        may_lack=True,
    ),
    *_apart("Places", PLACE),
    _SOURCES,
    _SPELLINGS,
)

SOURCE_KEYS: Final = _of_page(
    Kind.SOURCE,
    of_field(Source, "title", name="headline", may_lack=True),
    of_field(Source, "title_note", may_lack=True),
    of_field(Source, "publisher", ACTOR, may_lack=True),
    of_field(Source, "publisher_note", may_lack=True),
    *_dated(of_field(Source, "published", DATE)),
    of_field(Source, "published_note", may_lack=True),
    of_field(Source, "author", may_lack=True),
    of_field(Source, "lang"),
    of_field(Source, "url", ADDRESS, name="source_url", may_lack=True),
    of_field(Source, "csl"),
    of_field(Archive, "file", name="archive_file"),
    of_field(Archive, "sha256", _SHA256, name="archive_sha256"),
    of_field(Source, "agencies", ACTOR, is_list=True),
    of_field(Source, "derived_from", SOURCE, is_list=True),
    _pages("speakers", "Actors whose statements it carries", ACTOR),
    of_field(Source, "notes", is_list=True),
    of_field(Source, "asides", is_list=True),
    of_field(Source, "translated", is_list=True),
    Key("translated_notes", TEXT, "Why, one for each of `translated`", is_list=True),
    of_field(Source, "left_out", is_list=True),
    Key("left_out_notes", TEXT, "Why, one for each of `left_out`", is_list=True),
    Key("quoted_passages", WHOLE, "How many passages of it are quoted, on whatever page, each once"),
    summary_lacks=True,
)

PAGE_KEYS: Final[Mapping[Kind, tuple[Key, ...]]] = {
    Kind.INCIDENT: INCIDENT_KEYS,
    Kind.ACTOR: ACTOR_KEYS,
    Kind.PLACE: PLACE_KEYS,
    Kind.SOURCE: SOURCE_KEYS,
}

CLAIM_KEYS: Final = (
    Key("id", CLAIM, "The id of the claim: its page, and its number there; it stays the same"),
    Key("title", TEXT, "Title of the page, point and value, in words"),
    Key("url", ADDRESS, "The address of the claim on its page"),
    Key("page", PAGE, "The incident or actor that the claim is about"),
    _STATUS,
    Key("claim", _NUMBERED, "The number of the claim on its page: c1, c2, …"),
    of_field(ClaimFields, "about"),
    of_field(ClaimFields, "stance"),
    Key("value", TEXT, "What is stated, in words"),
    Key("value_page", PAGE, "The page that the value names, if any", may_lack=True),
    Key(
        "value_min",
        WHOLE,
        "The least that a count states; of a time of day, minutes after midnight (from 1440: on the next day)",
        may_lack=True,
    ),
    Key(
        "value_max",
        WHOLE,
        "The most that a count states; of a time of day, minutes after midnight (from 1440: on the next day)",
        may_lack=True,
    ),
    Key("value_earliest", DAY, "The first day that a stated date can mean", may_lack=True),
    Key("value_latest", DAY, "The last day that a stated date can mean", may_lack=True),
    of_field(ClaimFields, "by", ACTOR, may_lack=True),
    *_dated(of_field(ClaimFields, "said", DATE, may_lack=True)),
    of_field(ClaimFields, "source", SOURCE),
    *_dated(of_field(Source, "published", DATE)),
    of_field(ClaimFields, "quote"),
    Key("translated", BOOLEAN, "Whether the quoted words are, or may be, a translation"),
    Key("refines", CLAIM, "The claim on the same point that this one makes more precise", may_lack=True),
    of_field(ClaimFields, "note", may_lack=True),
    Key("retracted", BOOLEAN, "Whether its speaker took it back, or it is itself the taking back"),
    Key("verdict", one_of(*Verdict), "Whether the sources of the point agree"),
    Key("sources", WHOLE, "How many sources have a claim on the point"),
    Key("origins", WHOLE, "How many independent origins these sources have"),
    Key("first_known", DATE, "When the first of these sources appeared", may_lack=True),
    Key("last_known", DATE, "When the last of these sources appeared", may_lack=True),
)

CHECK_KEYS: Final = (
    Key("page", PAGE, "The page that quotes"),
    Key("claim", CLAIM, "The claim whose words they are; empty for words quoted in the text", may_lack=True),
    Key("place", TEXT, "The id of the place on the page where they are quoted (the part of its address behind #)"),
    Key("source", SOURCE, "The source that is quoted"),
    of_field(Archive, "file", name="archive"),
    of_field(Archive, "sha256", _SHA256),
    Key(
        "offset",
        WHOLE,
        "Where the words begin in the archived text: characters (Unicode code points) of the bytes read as UTF-8, line ends as one, no byte order mark",
    ),
    Key("length", WHOLE, "How many characters of the archived text they are"),
    Key("words", TEXT, "The words as they stand in the archived text"),
)

CORRECTION_KEYS: Final = (
    Key("page", PAGE, "The page that was corrected or withdrawn"),
    Key("title", TEXT, "What the wiki calls it"),
    Key("url", ADDRESS, "The address of its page"),
    _STATUS,
    Key("change", one_of(*get_args(Change)), "Whether the page was corrected, or withdrawn and kept as a note"),
    *_dated(Key("date", DATE, "When")),
    Key("text", TEXT, "What was wrong and is right now, or why the page was withdrawn"),
)
