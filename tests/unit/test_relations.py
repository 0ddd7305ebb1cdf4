from builder.ids import Kind
from builder.relations import named
from builder.schema import Actor, Incident, Note, Place, Source

ARCHIVE = {"file": "seeds/a.txt", "sha256": "0" * 64}


def test_an_incident_names_actors_first_and_sources_last() -> None:
    incident = Incident.model_validate({
        "title": "T", "date": "2024", "type": "attack", "summary": "S", "sources": ["s"], "part_of": ["i"], "related": ["j"],
        "actors": ["a", {"actor": "b", "role": "victim"}], "places": [{"place": "p", "role": "impact"}],
        "weapons": ["w", {"weapon": "d", "role": "defence"}],
    })  # fmt: skip
    assert [(name.text, name.kind, name.relation, name.location) for name in named(incident)] == [
        ("a", Kind.ACTOR, "mentioned", ("actors", 0, "actor")),
        ("b", Kind.ACTOR, "victim", ("actors", 1, "actor")),
        ("p", Kind.PLACE, "place-impact", ("places", 0, "place")),
        ("w", Kind.NOTE, "weapon-used", ("weapons", 0, "weapon")),
        ("d", Kind.NOTE, "weapon-defence", ("weapons", 1, "weapon")),
        ("i", Kind.INCIDENT, "part-of", ("part_of", 0)),
        ("j", Kind.INCIDENT, "related", ("related", 0)),
        ("s", Kind.SOURCE, "cites", ("sources", 0)),
    ]


def test_an_actor_names_those_it_is_tied_to_and_who_says_so() -> None:
    actor = Actor.model_validate({
        "title": "T", "type": "person", "summary": "S", "not_same_as": ["c"], "sources": ["s"],
        "relations": [{"to": "b", "as": "leads", "source": "r"}, {"to": "d", "as": "leads", "by": "e", "source": "r"}],
    })  # fmt: skip
    assert [(name.text, name.relation) for name in named(actor)] == [
        ("b", "relation"),
        ("r", "cites"),
        ("d", "relation"),
        ("e", "claim"),  # who speaks of a tie has none for that
        ("r", "cites"),
        ("c", "not-same-as"),
        ("s", "cites"),
    ]
    assert [name.location for name in named(actor) if name.text == "e"] == [("relations", 1, "by")]


def test_a_place_names_what_contains_it() -> None:
    place = Place.model_validate(
        {"title": "T", "type": "city", "summary": "S", "inside": "p", "not_same_as": ["q"], "sources": ["s"]}
    )
    assert [(name.text, name.relation) for name in named(place)] == [("p", "inside"), ("q", "not-same-as"), ("s", "cites")]


def test_what_a_page_is_kept_apart_from_is_named_with_and_without_a_reason() -> None:
    apart = ["q", {"page": "r"}, {"page": "s", "note": "So."}]
    for model, kind, type_ in ((Place, Kind.PLACE, "city"), (Actor, Kind.ACTOR, "person")):
        page = model.model_validate({"title": "T", "type": type_, "summary": "S", "not_same_as": apart})
        assert [(name.text, name.kind, name.location) for name in named(page)] == [
            (text, kind, ("not_same_as", number, "page")) for number, text in enumerate("qrs")
        ]


def test_a_source_names_outlet_agencies_and_what_it_was_made_from() -> None:
    source = Source.model_validate({
        "title": "T", "published": "2024", "archive": ARCHIVE, "publisher": "p", "agencies": ["a"], "derived_from": ["s"],
    })  # fmt: skip
    assert [(name.text, name.relation) for name in named(source)] == [("p", "publisher"), ("a", "agency"), ("s", "derived-from")]


CLAIMS = [
    {"id": "c1", "about": "responsibility", "value": "a", "by": "b", "stance": "accuses", "source": "s", "quote": "Q"},
    {"id": "c2", "about": "injured", "value": {"min": "2"}, "source": "t", "quote": "Q"},
    {"id": "c3", "about": "target", "value": "p", "source": "s", "quote": "Q"},
    {"id": "c4", "about": "motive", "value": "revenge", "by": "c", "source": "s", "quote": "Q"},
]


def test_claims_name_speakers_sources_and_whom_they_hold_responsible() -> None:
    incident = Incident.model_validate({
        "title": "T", "date": "2024", "type": "attack", "summary": "S", "sources": ["s"], "claims": CLAIMS,
    })  # fmt: skip
    assert [(name.text, name.kind, name.relation, name.location) for name in named(incident)][1:] == [
        ("a", Kind.ACTOR, "claim", ("claims", 0, "value")),
        ("b", Kind.ACTOR, "claim", ("claims", 0, "by")),
        ("s", Kind.SOURCE, "cites", ("claims", 0, "source")),
        ("t", Kind.SOURCE, "cites", ("claims", 1, "source")),
        ("s", Kind.SOURCE, "cites", ("claims", 2, "source")),
        ("c", Kind.ACTOR, "claim", ("claims", 3, "by")),
        ("s", Kind.SOURCE, "cites", ("claims", 3, "source")),
    ]


def test_claims_of_an_actor_name_pages_too() -> None:
    claim = {"id": "c1", "about": "role", "value": "chief", "by": "b", "source": "s", "quote": "Q"}
    actor = Actor.model_validate({"title": "T", "type": "person", "summary": "S", "claims": [claim]})
    assert [(name.text, name.relation) for name in named(actor)] == [("b", "claim"), ("s", "cites")]


def test_a_note_names_no_page() -> None:
    assert [*named(Note(title="T"))] == []
