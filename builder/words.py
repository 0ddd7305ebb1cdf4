"""What the site calls things: labels for kinds, types, roles and relations, in one place."""

from typing import Final

from builder.ids import Kind

KIND: Final = {
    Kind.INCIDENT: "Incident", Kind.ACTOR: "Actor", Kind.PLACE: "Place", Kind.SOURCE: "Source", Kind.NOTE: "Page"
}  # fmt: skip
KINDS: Final = {
    Kind.INCIDENT: "Incidents", Kind.ACTOR: "Actors", Kind.PLACE: "Places", Kind.SOURCE: "Sources", Kind.NOTE: "Pages"
}  # fmt: skip

# Where the slug alone would not read well.
_LABELS: Final = {
    "shelling-artillery-missile": "Shelling, artillery or missile attack",
    "air-drone-strike": "Air or drone strike",
    "remote-explosive-ied": "Remote explosive or IED",
    "suicide-bomb": "Suicide bombing",
    "abduction": "Abduction or forced disappearance",
    "looting-property-destruction": "Looting or destruction of property",
    "non-violent-transfer-of-territory": "Non-violent transfer of territory",
    "other": "Other",
    "event": "Single event",
    "person": "Person", "organization": "Organisation", "armed-group": "Armed group", "state": "State",
    "public-body": "Public body", "coalition": "Coalition", "media": "News medium or agency",
    "article-newspaper": "News article", "article-magazine": "Magazine article", "article-journal": "Journal article",
}  # fmt: skip
ACTOR_GROUPS: Final = {
    "armed-group": "Armed groups", "state": "States", "public-body": "Public bodies", "coalition": "Coalitions",
    "organization": "Organisations", "person": "People", "media": "News media and agencies",
}  # fmt: skip
ROLES: Final = {
    "attacker": "Attacker", "target": "Target", "victim": "Victim", "host": "Host", "responder": "Responder",
    "mentioned": "Also involved or named",
}  # fmt: skip
PLACE_ROLES: Final = {
    "target": "Place attacked", "impact": "Place of impact", "near": "Where, or nearby", "launch": "Place of launch"
}  # fmt: skip
WEAPON_ROLES: Final = {"used": "Weapons", "defence": "Defence"}
# The marks on the map: the shape, what it stands for, the types of incident. In the order that decides where two are as frequent.
MARKS: Final = (
    ("circle", "Shelling, artillery or missiles", ("shelling-artillery-missile",)),
    ("triangle", "Air or drone strikes", ("air-drone-strike",)),
    ("square", "Explosives", ("remote-explosive-ied", "suicide-bomb", "grenade", "disrupted-weapons-use")),
    ("diamond", "Clashes, attacks and other violence", (
        "armed-clash", "attack", "abduction", "arrests", "looting-property-destruction", "violent-demonstration", "mob-violence",
    )),
    ("cross", "Agreements, protests and other events", (
        "peaceful-protest", "non-violent-transfer-of-territory", "change-to-group-activity", "agreement", "other",
    )),
)  # fmt: skip
LANGUAGES: Final = {
    "ar": "Arabic", "ckb": "Central Kurdish", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "ku": "Kurdish", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip
RELATIONS: Final = {
    "member-of": "Member of", "leads": "Leads", "deputy-leader-of": "Deputy leader of",
    "head-of-state-of": "Head of state of", "head-of-government-of": "Head of government of",
    "president-of": "President of", "prime-minister-of": "Prime minister of", "minister-of": "Minister of",
    "officer-of": "Officer of", "spokesperson-of": "Spokesperson of", "office-of": "Office of", "embassy-of": "Embassy of",
    "part-of": "Part of", "wing-of": "Wing of", "dominated-by": "Dominated by", "linked-to": "Linked to",
    "allied-with": "Allied with", "partner-of": "Partner of", "backed-by": "Backed by", "supports": "Supports",
    "opposes": "Opposes", "succeeds": "Succeeds",
}  # fmt: skip

# A relation between the names of two actors, also after “described as”; says no more of a time than its source.
TIED: Final = {relation: label.lower() for relation, label in RELATIONS.items()} | {
    "member-of": "among the members of", "leads": "leading", "partner-of": "in partnership with", "supports": "supporting",
    "opposes": "opposed to", "succeeds": "succeeding", "minister-of": "a minister of", "officer-of": "an officer of",
    "office-of": "an office of", "embassy-of": "an embassy of", "wing-of": "a wing of",
}  # fmt: skip
# What an actor can be in an incident, by its sign: what the wiki holds it to have been, what was said of it, what it said.
# A role that follows from claims is a stance, seen from whom it is about (``of``) or from who takes it (``by``).
SIGNS: Final = {
    "attacker": ("A", "attacker"), "target": ("T", "target"), "victim": ("V", "victim"), "host": ("H", "host"),
    "responder": ("R", "responder"), "mentioned": ("·", "also involved or named"),
    "of-claims": ("c", "responsibility claimed for it"), "of-accuses": ("a", "accused by others"),
    "of-suspects": ("s", "suspected by others"), "of-asserts": ("n", "named as responsible"),
    "of-denies": ("d", "involvement denied"), "of-condemns": ("o", "condemned by others"),
    "by-claims": ("c›", "claimed responsibility"), "by-accuses": ("a›", "accused others"),
    "by-suspects": ("s›", "suspected others"), "by-asserts": ("n›", "named others as responsible"),
    "by-denies": ("d›", "denied an involvement"), "by-condemns": ("o›", "voiced condemnation"),
}  # fmt: skip
# The roles by which an incident is found: these, and one for whoever it names in other claims, as speaker or otherwise.
FOUND_AS: Final = {role: label for role, (_, label) in SIGNS.items()} | {"claim": "speaks, or is named, in other claims"}
# What the looks of a timeline say, in the order of its legend.
TIME_LOOKS: Final = {
    "count": "how many incidents begin in it", "day": "on one day", "lasts": "lasted this long, or less than can be drawn",
    "unsure": "some time within this span, or about it", "candidates": "on one of these days",
    "campaign": "a campaign", "background": "background", "open": "began earlier or went on later; how far is not told",
    "gap": "time left out: nothing shown begins or ends in it",
}  # fmt: skip

# How a claim's stance reads before its value; a plain assertion needs no word.
STANCES: Final = {
    "asserts": "", "accuses": "accused", "suspects": "suspected", "claims": "claimed", "denies": "denied",
    "condemns": "condemned", "retracts": "taken back",
}  # fmt: skip
# What a speaker did to another one or to a thing in the history of attribution, and to itself; fits one speaker and many.
VERBS: Final = {
    "asserts": "named", "accuses": "accused", "suspects": "suspected", "claims": "claimed responsibility for",
    "denies": "denied the involvement of", "condemns": "condemned", "retracts": "took back what was said of",
    "unclaimed": "reported that it was not claimed by",
}  # fmt: skip
VERBS_OF_ITSELF: Final = {
    "asserts": "stated responsibility", "accuses": "took the blame", "suspects": "took a share of the blame",
    "claims": "claimed responsibility", "denies": "denied involvement", "condemns": "condemned the deed",
    "retracts": "took back what was said",
}  # fmt: skip
# The state of attribution: what stands before the speakers, and between them and whom they speak of. An article that speaks
# for itself is called by outlet and date, behind which no verb reads well.
CLAUSES: Final = {
    **{stance: ("", f" {verb} ") for stance, verb in VERBS.items()}, "asserts": ("named as responsible by ", ": "),
}  # fmt: skip
# The mirror of attribution on an actor's page: of it, and by it. In the order in which the page shows them.
MIRROR_OF: Final = {
    "claims": "Claimed", "accuses": "Accused", "suspects": "Suspected", "asserts": "Named as responsible",
    "denies": "Involvement denied", "condemns": "Was condemned", "retracts": "Taken back",
}  # fmt: skip
MIRROR_BY: Final = {
    "claims": "Claimed for others", "accuses": "Accused others", "suspects": "Suspected others",
    "asserts": "Said of others", "denies": "Denied for others", "condemns": "Condemned", "retracts": "Took back",
}  # fmt: skip
# Why sources are one origin, by how they are tied; and where what ties them is one of them.
TIES: Final = {
    ("derives", False): "derive from", ("derives", True): "derive from one another",
    ("agency", False): "relay", ("agency", True): "relay one agency",
    ("outlet", False): "are published by", ("outlet", True): "are published by one outlet",
    ("speaker", False): "carry words of", ("speaker", True): "carry words of one speaker",
}  # fmt: skip
# What was done to a page.
AMENDED: Final = {"correction": "corrected", "withdrawal": "withdrawn"}

# Backlinks, in the order in which a page shows them: the relation, the kind of the page that leads here, the heading.
# The first row that fits counts; None fits all.
BACKLINKS: Final[tuple[tuple[str | None, Kind | None, str], ...]] = (
    ("attacker", Kind.INCIDENT, "Incidents: attacker"),
    ("target", Kind.INCIDENT, "Incidents: target"),
    ("victim", Kind.INCIDENT, "Incidents: victim"),
    ("host", Kind.INCIDENT, "Incidents: host"),
    ("responder", Kind.INCIDENT, "Incidents: responder"),
    ("mentioned", Kind.INCIDENT, "Incidents: mentioned"),
    ("place-target", Kind.INCIDENT, "Incidents: target"),
    ("place-impact", Kind.INCIDENT, "Incidents: place of impact"),
    ("place-near", Kind.INCIDENT, "Incidents: here or nearby"),
    ("place-launch", Kind.INCIDENT, "Incidents: place of launch"),
    ("weapon-used", Kind.INCIDENT, "Incidents in which it was used"),
    ("weapon-defence", Kind.INCIDENT, "Incidents in which it was the defence"),
    ("part-of", Kind.INCIDENT, "Incidents that are part of it"),
    ("related", Kind.INCIDENT, "Related incidents"),
    ("claim", Kind.INCIDENT, "Incidents with claims by or about it"),
    ("cites", Kind.INCIDENT, "Incidents that cite it"),
    (None, Kind.INCIDENT, "Incidents that mention it"),
    ("relation", Kind.ACTOR, "Actors tied to it"),
    ("not-same-as", Kind.ACTOR, "Kept apart from it"),
    ("claim", Kind.ACTOR, "Actors with claims by or about it"),
    ("cites", Kind.ACTOR, "Actors that cite it"),
    (None, Kind.ACTOR, "Actors that mention it"),
    ("inside", Kind.PLACE, "Places inside it"),
    ("not-same-as", Kind.PLACE, "Kept apart from it"),
    ("cites", Kind.PLACE, "Places that cite it"),
    (None, Kind.PLACE, "Places that mention it"),
    ("publisher", Kind.SOURCE, "Articles that it published"),
    ("agency", Kind.SOURCE, "Articles that relay it"),
    ("derived-from", Kind.SOURCE, "Articles made from it"),
    (None, Kind.SOURCE, "Sources that mention it"),
    (None, None, "Other pages"),
)


def noun(kind: Kind) -> str:
    """Return what an editor calls a page of a kind: an actor, a free page."""
    return "free page" if kind is Kind.NOTE else kind.value


def label(word: str) -> str:
    """Return how the site writes a word of the schema: ``armed-clash`` is ``Armed clash``."""
    return _LABELS.get(word) or word.replace("-", " ").capitalize()


def group_of(relation: str, kind: Kind) -> int:
    """Return the row of ``BACKLINKS`` for a page of ``kind`` that leads here by ``relation``."""
    for row, (wanted, of_kind, _) in enumerate(BACKLINKS):
        if wanted in (None, relation) and of_kind in (None, kind):
            return row
    raise LookupError(relation)


def with_article(noun: str) -> str:
    """Return a noun with its article: ``an actor``."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 incident``, ``1,204 incidents``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def including(said: str, withdrawn: int) -> str:
    """Return a count in words that tells how many of what it counts are withdrawn, if any."""
    return f"{said}, including {withdrawn:,} withdrawn" if withdrawn else said


_RIGHT_TO_LEFT: Final = frozenset(
    (
        "acm aeb apc ar arc ary arz azb ckb dv fa glk he ks lrc mzn nqo pnb ps sd syr ug ur yi"
        " adlm arab hebr mand nkoo samr syrc thaa"
    ).split()
)


def group_id(label: str) -> str:
    """Return the id of the heading of a group in a list."""
    return "g-" + "-".join(label.lower().split())


def direction(lang: str) -> str:
    """Return the direction in which a language (BCP 47) is written: ``ltr`` or ``rtl``."""
    language, *subtags = lang.lower().split("-")
    # A script, if one is named, is the only subtag of four letters: `ar-Latn` is written from the left.
    script = next((subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()), "")
    return "rtl" if (script or language) in _RIGHT_TO_LEFT else "ltr"
