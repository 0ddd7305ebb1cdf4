"""Which entities of FollowTheMoney the wiki writes, and what each of them holds: its schema, its properties, their form."""

from typing import Final

from builder.datafiles import Form, Key, Type
from builder.ids import Kind
from builder.model import Page
from builder.schema import Actor, Source

_ACTORS: Final = {
    "person": "Person", "organization": "Organization", "armed-group": "Organization", "coalition": "Organization",
    "media": "Organization", "state": "PublicBody", "public-body": "PublicBody",
}  # fmt: skip
_GROUPS: Final = frozenset({"Organization", "PublicBody"})
# What the press and the web publish.
_ARTICLES: Final = frozenset({"article-newspaper", "article-magazine", "article-journal", "webpage", "post", "interview"})
# The schema of a tie that an article states, with the names of its two ends; any other tie is a link whose role says what it is.
TIES: Final = {
    "member-of": ("Membership", "member", "organization"), "part-of": ("Membership", "member", "organization"),
    "wing-of": ("Membership", "member", "organization"),
    "leads": ("Directorship", "director", "organization"), "deputy-leader-of": ("Directorship", "director", "organization"),
    "head-of-state-of": ("Directorship", "director", "organization"),
    "head-of-government-of": ("Directorship", "director", "organization"),
    "president-of": ("Directorship", "director", "organization"), "prime-minister-of": ("Directorship", "director", "organization"),
    "minister-of": ("Employment", "employee", "employer"), "officer-of": ("Employment", "employee", "employer"),
    "spokesperson-of": ("Representation", "agent", "client"), "embassy-of": ("Representation", "agent", "client"),
    "succeeds": ("Succession", "successor", "predecessor"),
}  # fmt: skip
LINK: Final = ("UnknownLink", "subject", "object")
# Ties of which FollowTheMoney asks what kind of entity is at their ends: at the first, at the second.
ENDS: Final = {
    "Membership": (None, _GROUPS),
    "Directorship": (None, _GROUPS),
    "Employment": (frozenset({"Person"}), _GROUPS),
}
# Languages as FollowTheMoney calls them (ISO 639-3), of those that the site has a name for.
LANGUAGES: Final = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "he": "heb", "ru": "rus", "tr": "tur", "uk": "ukr",
}  # fmt: skip

# Letters, digits, full stops and hyphens only: the slash of a page id is a full stop.
_ENTITY: Final[Form] = {"type": "string", "pattern": "^[0-9a-z]([0-9a-z.-]*[0-9a-z])?$", "maxLength": 200}
_DATE: Final[Form] = {"type": "string", "pattern": "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"}
_TEXT: Final[Form] = {"type": "string", "minLength": 1}
_NUMBER: Final[Form] = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_DATES: Final = frozenset({"date", "startDate", "endDate", "publishedAt"})
_NUMBERS: Final = frozenset({"latitude", "longitude"})
_ENTITIES: Final = frozenset(
    "addressEntity agent client director employee employer involved member object organization predecessor proof subject successor".split()
)

_THING: Final = "name alias summary notes proof sourceUrl"
_ACTOR: Final = f"{_THING} weakAlias classification wikidataId"
_EDGE: Final = "role startDate endDate summary description proof sourceUrl"
_WORK: Final = "title fileName author publisher publishedAt language summary description notes sourceUrl"
PROPERTIES: Final = {
    "Person": _ACTOR, "Organization": _ACTOR, "PublicBody": _ACTOR, "LegalEntity": _ACTOR,
    "Event": "name summary date startDate endDate description keywords location addressEntity involved proof sourceUrl",
    "Address": f"{_THING} full keywords latitude longitude remarks addressEntity",
    "Article": _WORK, "Document": _WORK,
    "Membership": f"member organization {_EDGE}", "Directorship": f"director organization {_EDGE}",
    "Employment": f"employee employer {_EDGE}", "Representation": f"agent client {_EDGE}",
    "Succession": f"predecessor successor {_EDGE}", "UnknownLink": f"subject object {_EDGE}",
}  # fmt: skip
NEEDED: Final = {
    "Person": "name", "Organization": "name", "PublicBody": "name", "LegalEntity": "name", "Event": "name", "Address": "name",
    "Article": "title", "Document": "title",
    "Membership": "member organization", "Directorship": "director organization", "Employment": "employee employer",
    "Representation": "agent client", "Succession": "predecessor successor", "UnknownLink": "subject object role",
}  # fmt: skip


def _values(name: str) -> Form:
    """Return the form of the values of a property, which stands among the definitions of the schema."""
    kind = "dates" if name in _DATES else "entities" if name in _ENTITIES else "numbers" if name in _NUMBERS else "texts"
    return {"$ref": f"#/$defs/{kind}"}


def _list(form: Form) -> Form:
    return {"type": "array", "items": form, "minItems": 1, "uniqueItems": True}


def _properties(schema: str) -> Form:
    return {
        "type": "object",
        "properties": {name: _values(name) for name in PROPERTIES[schema].split()},
        "required": NEEDED[schema].split(),
        "additionalProperties": False,
    }


KEYS: Final = (
    Key("id", Type("entity id", "entity ids", _ENTITY), "That of the page, with a full stop for the slash; of a tie, a digest of what it ties"),
    Key("schema", Type("word", "words", {"enum": [*PROPERTIES]}), "What kind of entity it is"),
    Key("properties", Type("object", "objects", {"type": "object"}),
        "What is known of it: each property holds a list of texts. A date stands there only as far as it is certain; `description` says"
        " the rest in words"),
)  # fmt: skip
ENTITY: Final[Form] = {
    "type": "object",
    "properties": {key.name: key.form for key in KEYS},
    "required": [key.name for key in KEYS],
    "additionalProperties": False,
    "$defs": {"dates": _list(_DATE), "entities": _list(_ENTITY), "numbers": _list(_NUMBER), "texts": _list(_TEXT)},
    "oneOf": [
        {"properties": {"schema": {"const": schema}, "properties": _properties(schema)}, "required": ["schema"]} for schema in PROPERTIES
    ],
}  # fmt: skip


def schema_of(page: Page) -> str:
    """Return the schema of the entity of a page: of an actor that is but a label for no particular group, one that leaves its kind open."""
    match page.fields:
        case Actor(vague=vague, type=type_):
            return "LegalEntity" if vague else _ACTORS[type_]
        case Source(csl=csl):
            return "Article" if csl in _ARTICLES else "Document"
        case _:
            return {Kind.INCIDENT: "Event", Kind.PLACE: "Address"}[page.kind]
