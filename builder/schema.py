"""The fields of each kind of page: the one definition that validation and documentation share.

Values arrive as text, lists and mappings (see ``frontmatter``); each field reads its own. Terms come from where the
field took them: sub-events of ACLED, schemata of FollowTheMoney, types of CSL, dates of EDTF (ISO 8601-2).
"""

import re
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from builder.fieldtypes import (
    Claimed,
    ClaimId,
    Date,
    Language,
    Number,
    Ref,
    SeedPath,
    Sha256,
    Text,
    Time,
    Title,
    WarningRule,
    WebAddress,
)


class Fields(BaseModel):
    """What all front matter shares: unknown fields are errors, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _bare(key: str, takes: Any) -> BeforeValidator:
    """Let a bare text stand for a mapping with only ``key``; ``takes`` is the type of both together."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value, json_schema_input_type=takes)


Role = Literal["attacker", "target", "victim", "host", "responder", "mentioned"]
PlaceRole = Literal["target", "impact", "near", "launch"]
WeaponRole = Literal["used", "defence"]
Status = Literal["published", "draft", "withdrawn"]
Scope = Literal["event", "campaign", "background"]
IncidentType = Literal[
    "shelling-artillery-missile", "air-drone-strike", "remote-explosive-ied", "suicide-bomb", "grenade",
    "armed-clash", "attack", "abduction", "arrests", "looting-property-destruction", "disrupted-weapons-use",
    "violent-demonstration", "peaceful-protest", "mob-violence", "non-violent-transfer-of-territory",
    "change-to-group-activity", "agreement", "other",
]  # fmt: skip
ActorType = Literal["person", "organization", "armed-group", "state", "public-body", "coalition", "media"]
PlaceType = Literal[
    "country", "region", "governorate", "city", "district", "compound", "base", "airport", "road", "building", "area",
    "other",
]  # fmt: skip
RelationType = Literal[
    "member-of", "leads", "deputy-leader-of", "head-of-state-of", "head-of-government-of", "president-of", "prime-minister-of",
    "minister-of", "officer-of", "spokesperson-of", "office-of", "embassy-of", "part-of", "wing-of", "dominated-by", "linked-to",
    "allied-with", "partner-of", "backed-by", "supports", "opposes", "succeeds",
]  # fmt: skip
Stance = Literal["asserts", "accuses", "suspects", "claims", "denies", "condemns", "retracts"]
About = Literal[
    "course", "date", "time", "place", "target", "name", "impact", "weapon", "munitions", "killed", "injured", "casualties",
    "damage", "responsibility", "unclaimed", "condemnation", "motive", "warning", "response", "circumstances", "statement",
    "identity", "role", "strength",
]  # fmt: skip
SourceType = Literal[
    "article-newspaper", "article-magazine", "article-journal", "broadcast", "report", "webpage", "post", "speech",
    "legislation", "interview", "document",
]  # fmt: skip


class Alias(Fields):
    """Another spelling of a name."""

    text: Title = Field(description="the spelling")
    lang: Language | None = Field(None, description="its language (BCP 47: en, ar, fa, …), if not the wiki's")
    note: Text | None = Field(None, description="where it comes from")


class IncidentActor(Fields):
    """An actor in an incident."""

    actor: Ref = Field(description="an actor's id")
    role: Role = Field("mentioned", description="what it was in the incident")


class IncidentPlace(Fields):
    """A place of an incident."""

    place: Ref = Field(description="a place's id")
    role: PlaceRole = Field("near", description="what it was in the incident")


class IncidentWeapon(Fields):
    """A weapon used in an incident, or a system of defence against it."""

    weapon: Ref = Field(description="the id of the free page about it")
    role: WeaponRole = Field("used", description="what it was in the incident")


class Relation(Fields):
    """A tie of an actor to another one, with the words that state it."""

    to: Ref = Field(description="an actor's id")
    as_: RelationType = Field(alias="as", description="what the actor is to it")
    from_: Date | None = Field(None, alias="from", description="since when (EDTF)")
    until: Date | None = Field(None, description="until when (EDTF)")
    by: Ref | None = Field(None, description="actor id of who says so; none means the outlet itself")
    source: Ref = Field(description="the source that has it")
    quote: Text | None = Field(None, description="its exact words")
    note: Text | None = Field(None, description="what a reader should know of it")


class Apart(Fields):
    """A page that this one could be mistaken for, and is kept apart from."""

    page: Ref = Field(description="the other page's id")
    note: Text | None = Field(None, description="why they are kept apart")


class ClaimFields(Fields):
    """One statement about an incident or actor, as one source has it."""

    id: ClaimId = Field(description="`c1`, `c2`, …: unique in the page, and kept; `[@c1]` in the body cites it")
    about: About = Field(description="the point that it is about")
    value: Claimed = Field(
        description="what is stated: words, a count (`2`, `{min: 3}`), a date, an id, as the table of points says"
    )
    stance: Stance = Field("asserts", description="how the speaker stands to it")
    by: Ref | None = Field(None, description="actor id of the speaker; none means the outlet itself")
    said: Date | None = Field(None, description="when the speaker said it (EDTF), if the source tells")
    source: Ref = Field(description="the source that has it")
    quote: Text = Field(description="its exact words")
    before: Text | None = Field(None, description="the words right before the quotation, where it stands in the text twice")
    after: Text | None = Field(None, description="the words right after it, where it stands in the text twice")
    refines: ClaimId | None = Field(
        None, description="a claim of this page on the same point that this one makes more precise, by its id"
    )
    note: Text | None = Field(None, description="what a reader should know of it")


class Correction(Fields):
    """A change that readers of an earlier state of the page should know of."""

    date: Date = Field(description="when the page was corrected (EDTF)")
    text: Text = Field(description="what was wrong and is right now")


class Withdrawal(Fields):
    """Why and when a page was withdrawn; it stays as a note with its reason."""

    date: Date = Field(description="when the page was withdrawn (EDTF)")
    text: Text = Field(description="the reason, for a reader")


class Archive(Fields):
    """The archived text of a source."""

    file: SeedPath = Field(description="its path, `seeds/…`")
    sha256: Sha256 = Field(description="the SHA-256 of its bytes, in hexadecimal")


class Aside(Fields):
    """Words in an archived text that are none of the article's own: a caption, what a web page left behind."""

    text: Text = Field(description="the exact words")
    note: Text | None = Field(None, description="what they are")
    quotable: Text | None = Field(None, description="why they may be quoted all the same; without it, that is a warning")


class Passage(Fields):
    """Words of an archived text of which the wiki says something."""

    text: Text = Field(description="the exact words")
    note: Text = Field(description="why it stands here, for a reader")


class Location(Fields):
    """A point on the map, with whose figure it is and how far it may be off."""

    lat: Number = Field(description="degrees north (WGS 84)", json_schema_extra={"minimum": -90, "maximum": 90})
    lon: Number = Field(description="degrees east (WGS 84)", json_schema_extra={"minimum": -180, "maximum": 180})
    precision_m: Number = Field(description="how far the point may be off, in metres", json_schema_extra={"minimum": 1})
    from_: Text = Field(alias="from", description="whose figure it is")


class Silenced(Fields):
    """A warning that a page has good reason not to heed."""

    rule: WarningRule = Field(description="the id of the rule, as the warning names it")
    text: Text | None = Field(None, description="words of the warning's message, where only some of that rule are meant")
    note: Text = Field(description="why it is right as it is")


Aliases = tuple[Annotated[Alias, _bare("text", Title | Alias)], ...]
Refs = tuple[Ref, ...]
Silences = tuple[Silenced, ...]
Aparts = tuple[Annotated[Apart, _bare("page", Ref | Apart)], ...]
MAX_PASSAGES: Final = 100
PassageList = Annotated[tuple[Passage, ...], Field(max_length=MAX_PASSAGES)]
# So many can be held against each other in a moment, and read.
MAX_CLAIMS: Final = 500
Claims = Annotated[tuple[ClaimFields, ...], Field(max_length=MAX_CLAIMS)]
Corrections = tuple[Correction, ...]
_STATUS = "published, draft (left out unless asked for) or withdrawn (kept, and marked; needs `withdrawn`)"
_WITHDRAWN = "when and why the page was withdrawn; needed with `status: withdrawn`"
_CORRECTED = "what was corrected, and when; newest last"
_REDIRECT = "ids that the page had before, the oldest first"
_ITEM: Final = re.compile("Q[1-9][0-9]{0,11}")
_SILENCED = "warnings of `wiki check` that don't count on this page, each with the reason"


class Incident(Fields):
    """Front matter of ``content/incidents/*.md``."""

    title: Title = Field(description="what happened, where and when, in a few words")
    date: Date = Field(description="when (EDTF)")
    date_note: Text | None = Field(
        None, description="how the date was derived; needed unless it is a plain day, month or year that a source states"
    )
    time: Time | None = Field(None, description='local time: `"23:00"`, `"23:00~"`, `"20:00/21:00"`, or a part of the day')
    type: IncidentType = Field(description="what kind of event (ACLED sub-event)")
    scope: Scope = Field("event", description="one event, a campaign of many, or background")
    summary: Text = Field(description="one sentence for lists")
    places: tuple[Annotated[IncidentPlace, _bare("place", Ref | IncidentPlace)], ...] = Field(
        (), description="where; a bare id means near"
    )
    actors: tuple[Annotated[IncidentActor, _bare("actor", Ref | IncidentActor)], ...] = Field(
        (), description="who, in which role; a bare id means mentioned"
    )
    weapons: tuple[Annotated[IncidentWeapon, _bare("weapon", Ref | IncidentWeapon)], ...] = Field(
        (), description="weapons, and systems of defence; a bare id means used"
    )
    part_of: Refs = Field((), description="ids of campaigns that it belongs to")
    related: Refs = Field((), description="ids of other incidents that matter for it")
    sources: Refs = Field(min_length=1, description="ids of the sources; at least one")
    claims: Claims = Field((), description="what the sources state, one statement each")
    status: Status = Field("published", description=_STATUS)
    withdrawn: Withdrawal | None = Field(None, description=_WITHDRAWN)
    corrections: Corrections = Field((), description=_CORRECTED)
    redirect_from: Refs = Field((), description=_REDIRECT)
    silenced: Silences = Field((), description=_SILENCED)


class Actor(Fields):
    """Front matter of ``content/actors/*.md``."""

    title: Title = Field(description="the name that the wiki uses")
    type: ActorType = Field(description="what kind of actor (FollowTheMoney schema)")
    aliases: Aliases = Field((), description="other spellings and names")
    summary: Text = Field(description="one sentence for lists")
    relations: tuple[Relation, ...] = Field((), description="ties to other actors, as sources state them")
    not_same_as: Aparts = Field((), description="actors that it could be mistaken for; a bare id will do")
    vague: Text | None = Field(None, description="for a label that names no particular group: what it leaves open")
    sources: Refs = Field((), description="ids of the sources")
    claims: Claims = Field((), description="what the sources state of it, one statement each")
    status: Status = Field("published", description=_STATUS)
    withdrawn: Withdrawal | None = Field(None, description=_WITHDRAWN)
    corrections: Corrections = Field((), description=_CORRECTED)
    redirect_from: Refs = Field((), description=_REDIRECT)
    silenced: Silences = Field((), description=_SILENCED)
    external: dict[str, Text] = Field({}, description="ids elsewhere, such as `wikidata: Q…`")

    @property
    def wikidata(self) -> str:
        """The id of the actor in Wikidata; nothing where none is given, or one that no item there can have."""
        given = self.external.get("wikidata", "")
        return given if _ITEM.fullmatch(given) else ""


class Place(Fields):
    """Front matter of ``content/places/*.md``."""

    title: Title = Field(description="the name that the wiki uses")
    aliases: Aliases = Field((), description="other spellings and names")
    type: PlaceType = Field(description="what kind of place")
    inside: Ref | None = Field(None, description="id of the place that contains it")
    location: Location | None = Field(None, description="a point on the map, with its precision and its origin")
    summary: Text = Field(description="one sentence for lists")
    not_same_as: Aparts = Field((), description="places that it could be mistaken for; a bare id will do")
    sources: Refs = Field((), description="ids of the sources")
    status: Status = Field("published", description=_STATUS)
    withdrawn: Withdrawal | None = Field(None, description=_WITHDRAWN)
    corrections: Corrections = Field((), description=_CORRECTED)
    redirect_from: Refs = Field((), description=_REDIRECT)
    silenced: Silences = Field((), description=_SILENCED)


class Source(Fields):
    """Front matter of ``content/sources/*.md``."""

    title: Title | None = Field(description="the headline; empty (`null`) where the text shows none")
    title_note: Text | None = Field(None, description="why there is no headline; needed where there is none")
    publisher: Ref | None = Field(None, description="actor id of the outlet, if known")
    publisher_note: Text | None = Field(None, description="how the outlet was established, or why it is not known")
    published: Date = Field(description="when it appeared (EDTF)")
    published_note: Text | None = Field(None, description="how that was derived; needed as `date_note` is")
    author: Text | None = Field(None, description="who wrote it, if named")
    lang: Language = Field("en", description="the text's language (BCP 47: en, ar, fa, …)")
    url: WebAddress | None = Field(None, description="its address, https://…, if known")
    csl: SourceType = Field("article-newspaper", description="what kind of work (CSL type)")
    archive: Archive = Field(description="the archived text")
    agencies: Refs = Field((), description="actor ids of the agencies that it relays")
    derived_from: Refs = Field((), description="ids of the sources that it was made from")
    summary: Text | None = Field(None, description="one sentence for lists")
    notes: tuple[Text, ...] = Field((), description="slips of the text that a reader should know")
    asides: tuple[Annotated[Aside, _bare("text", Text | Aside)], ...] = Field(
        (),
        max_length=MAX_PASSAGES,
        description="words in the archived text that are none of the article's own: captions, what the web page left behind",
    )
    translated: PassageList = Field((), description="quoted speech that is, or may be, a translation")
    left_out: PassageList = Field((), description="what no page quotes, and names without a page, on purpose")
    status: Status = Field("published", description=_STATUS)
    withdrawn: Withdrawal | None = Field(None, description=_WITHDRAWN)
    corrections: Corrections = Field((), description=_CORRECTED)
    redirect_from: Refs = Field((), description=_REDIRECT)
    silenced: Silences = Field((), description=_SILENCED)


class Note(Fields):
    """Front matter of free pages, ``content/*.md``."""

    title: Title = Field(description="the page's title")
    aliases: Aliases = Field((), description="other spellings and names")
    summary: Text | None = Field(None, description="one sentence for lists and previews")
    status: Status = Field("published", description=_STATUS)
    withdrawn: Withdrawal | None = Field(None, description=_WITHDRAWN)
    corrections: Corrections = Field((), description=_CORRECTED)
    redirect_from: Refs = Field((), description=_REDIRECT)
    silenced: Silences = Field((), description=_SILENCED)


AnyFields = Incident | Actor | Place | Source | Note


def choices(annotation: Any) -> tuple[str, ...]:
    """Return the words that a field may take, if its annotation lists them."""
    found = get_args(annotation)
    return found if found and all(isinstance(word, str) for word in found) else ()


def nested(annotation: Any) -> type[Fields] | None:
    """Return the fields that an annotation holds, alone or as those of a list's items; None for text and words."""
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return annotation
    return next((found for part in get_args(annotation) if (found := nested(part))), None)
