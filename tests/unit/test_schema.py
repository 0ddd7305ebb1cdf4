from typing import Any

import pytest
from pydantic import ValidationError

from builder import urls, words
from builder.dates import DateError, parse_date, parse_time
from builder.fieldtypes import Count
from builder.points import POINTS, stated
from builder.schema import (
    About,
    Actor,
    ActorType,
    AnyFields,
    ClaimFields,
    Fields,
    Incident,
    IncidentType,
    Note,
    Place,
    PlaceRole,
    PlaceType,
    RelationType,
    Role,
    Source,
    Stance,
    WeaponRole,
    choices,
)
from builder.sitefields import Site

INCIDENT = {"title": "T", "date": "2024", "type": "attack", "summary": "S", "sources": ["a"]}
SOURCE = {"title": "T", "published": "2024", "archive": {"file": "seeds/a.txt", "sha256": "0" * 64}}
PLACE = {"title": "T", "type": "city", "summary": "S"}
ACTOR = {"title": "T", "type": "person", "summary": "S"}


def faults(model: type[Fields], fields: dict[str, Any]) -> list[tuple[int | str, ...]]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(fields)
    return [error["loc"] for error in caught.value.errors()]


@pytest.mark.parametrize(
    ("model", "fields"),
    [(Incident, INCIDENT), (Source, SOURCE), (Place, PLACE), (Actor, ACTOR), (Note, {"title": "T"}), (Site, {"title": "T"})],
)
def test_what_is_needed_is_enough_and_nothing_unknown_is_taken(model: type[Fields], fields: dict[str, Any]) -> None:
    model.model_validate(fields)
    assert faults(model, fields | {"tilte": "x"}) == [("tilte",)]


@pytest.mark.parametrize("name", INCIDENT)
def test_an_incident_needs_each_of_its_needed_fields(name: str) -> None:
    assert faults(Incident, {key: value for key, value in INCIDENT.items() if key != name}) == [(name,)]


def test_all_faults_are_found_at_once() -> None:
    assert (
        len(faults(Incident, {"date": "?", "type": "x", "sources": [], "places": [{"place": "a", "role": "b"}], "x": "y"})) == 7
    )


def test_an_incident_has_at_least_one_source() -> None:
    assert faults(Incident, INCIDENT | {"sources": []}) == [("sources",)]


def test_a_bare_id_stands_for_a_mapping() -> None:
    incident = Incident.model_validate(INCIDENT | {"actors": ["a"], "places": ["p"]})
    assert (incident.actors[0].actor, incident.actors[0].role) == ("a", "mentioned")
    assert (incident.places[0].place, incident.places[0].role) == ("p", "near")
    (weapon,) = Incident.model_validate(INCIDENT | {"weapons": ["w"]}).weapons
    assert (weapon.weapon, weapon.role) == ("w", "used")
    for model, fields in ((Actor, ACTOR), (Place, PLACE)):
        bare, given = model.model_validate(fields | {"not_same_as": ["x", {"page": "y", "note": "So."}]}).not_same_as
        assert (bare.page, bare.note, given.page, given.note) == ("x", None, "y", "So.")
    assert Note.model_validate({"title": "T", "aliases": ["x"]}).aliases[0].text == "x"
    assert Actor.model_validate(ACTOR | {"aliases": ["x", {"text": "y", "lang": "ar"}]}).aliases[1].lang == "ar"


@pytest.mark.parametrize("field", ["translated", "left_out"])
def test_what_is_said_of_a_passage_has_its_words_and_the_reason(field: str) -> None:
    passage = {"text": "It burned.", "note": "So."}
    Source.model_validate(SOURCE | {field: [passage]})
    assert faults(Source, SOURCE | {field: [{"text": "It burned."}]}) == [(field, 0, "note")]
    assert faults(Source, SOURCE | {field: [{"note": "So."}]}) == [(field, 0, "text")]
    assert faults(Source, SOURCE | {field: [passage | {"note": " "}]}) == [(field, 0, "note")]
    assert faults(Source, SOURCE | {field: ["It burned."]}) == [(field, 0)]
    assert faults(Source, SOURCE | {field: [passage] * 101}) == [(field,)]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_text_of_white_space_is_no_text(text: str) -> None:
    assert faults(Note, {"title": text}) == [("title",)]


@pytest.mark.parametrize("text", ["\u200b", "\u200e \u200f", "\ufeff", "\U000e0041", "\u0301", "\u3164", "\u2800"])
def test_a_title_and_an_alias_can_be_seen(text: str) -> None:
    assert faults(Note, {"title": text}) == [("title",)]
    assert faults(Note, {"title": "T", "aliases": [text]}) == [("aliases", 0, "text")]
    assert Note.model_validate({"title": f"7{text}"}).title == f"7{text}".strip()


@pytest.mark.parametrize(
    "lang", ["en-12", "en-US-US", "zh-cmn", "de-1996-1996", "de-1996-DE", "e", "arabic", "en_US", "en-", "x-y", "en\n", "ën"]
)
def test_a_language_that_browsers_would_refuse_is_refused(lang: str) -> None:
    assert faults(Site, {"title": "T", "lang": lang}) == [("lang",)]


@pytest.mark.parametrize("lang", ["en", "pt-BR", "ar-Latn", "ar-Latn-IQ", "es-419", "sl-rozaj-biske-1994", "acm", "EN-us"])
def test_a_language_is_a_tag_of_bcp_47(lang: str) -> None:
    assert Site.model_validate({"title": "T", "lang": lang}).lang == lang


def test_text_is_trimmed() -> None:
    assert Note.model_validate({"title": " A \n"}).title == "A"


def test_a_source_without_a_headline_says_so() -> None:
    assert Source.model_validate(SOURCE | {"title": None}).title is None
    assert faults(Source, {key: value for key, value in SOURCE.items() if key != "title"}) == [("title",)]


@pytest.mark.parametrize("text", ["33.31", "-0.5", "1000", "0"])
def test_a_plain_decimal_is_a_number(text: str) -> None:
    location = {"lat": text, "lon": "1", "precision_m": "1", "from": "x"}
    found = Place.model_validate(PLACE | {"location": location}).location
    assert found is not None
    assert found.lat == float(text)


@pytest.mark.parametrize("text", ["1e3", "0x10", "1_000", "20:30", "NaN", "inf", ".5", "5.", "٣", "1,5", "", " 1"])
def test_other_spellings_of_numbers_are_refused(text: str) -> None:
    location = {"lat": text, "lon": "1", "precision_m": "1", "from": "x"}
    assert faults(Place, PLACE | {"location": location}) == [("location", "lat")]


@pytest.mark.parametrize("file", ["herald.txt", "/etc/passwd", "seeds/", "../seeds/a.txt", "seeds\\a"])
def test_an_archive_lies_in_seeds(file: str) -> None:
    assert faults(Source, SOURCE | {"archive": {"file": file, "sha256": "0" * 64}}) == [("archive", "file")]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "www.example.org",
        "http://a b",
        "data:text/html,x",
        "https://a\njavascript:x",
        "https://[",
        "https://a/ b",
    ],
)
def test_the_address_of_a_source_is_http(url: str) -> None:
    assert faults(Source, SOURCE | {"url": url}) == [("url",)]


@pytest.mark.parametrize(
    "url",
    [
        "example.org", "https://example.org/?q", "https://example.org/#x", "https://a b", "ftp://a", 'https://"><script>/',
        "https://[::1/", "https://user:pw@example.org/", "https://example.org:99999/", "https://example.org/<b>",
    ],
)  # fmt: skip
def test_the_base_url_is_a_plain_address(url: str) -> None:
    assert faults(Site, {"title": "T", "base_url": url, "edit_url": url}) == [("base_url",), ("edit_url",)]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://tiles.example/{z}/{x}/{y}.png", "does not begin with https://"),
        ("//tiles.example/{z}/{x}/{y}.png", "does not begin with https://"),
        ("https://tiles.example/{z}/{x}.png", "has no {y}"),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png", "has {s}"),
        ("https://tiles.example/{z}/{x}/{y}{r}.png", "has {r}"),
        ("https://tiles.example/{z}/{x}/{y}.png {", "has {"),
        ("https://tiles.example; script-src * /{z}/{x}/{y}.png", "is no address"),
        ("https://*/{z}/{x}/{y}.png", "is no address"),
        ("https://tiles.example:99999/{z}/{x}/{y}.png", "is no address"),
        ("https://someone@tiles.example/{z}/{x}/{y}.png", "is no address"),
        ("https://tiles.example/{z}/{x}/{y}.png\n", ""),
        ("https://tiles.example:8443/{z}/{x}/{y}.png?key=a1", ""),
        (["https://tiles.example/{z}/{x}/{y}.png"], "must be text"),
        ("", "is empty"),
    ],
)
def test_a_server_of_tiles_is_one_host_asked_safely(url: object, told: str) -> None:
    fields = {"title": "T", "tiles": {"url": url, "attribution": "A"}}
    if not told:
        tiles = Site.model_validate(fields).tiles
        assert tiles is not None
        assert tiles.url == str(url).strip()
        return
    with pytest.raises(ValidationError) as raised:
        Site.model_validate(fields)
    (error,) = raised.value.errors()
    assert error["loc"] == ("tiles", "url")
    assert told in error["msg"]


def test_whose_tiles_they_are_must_be_told() -> None:
    assert faults(Site, {"title": "T", "tiles": {"url": "https://a.example/{z}/{x}/{y}.png"}}) == [("tiles", "attribution")]


def test_nothing_changes_once_read() -> None:
    with pytest.raises(ValidationError):
        Note.model_validate({"title": "T"}).title = "U"  # type: ignore[misc]  # the types forbid it too


@pytest.mark.parametrize("model", [*AnyFields.__args__, Site])
def test_each_field_says_what_it_is_for(model: type[Fields]) -> None:
    assert [name for name, field in model.model_fields.items() if not field.description] == []


def test_the_site_has_words_for_all_that_a_field_can_say() -> None:
    assert set(choices(Role)) == words.ROLES.keys()
    assert set(choices(PlaceRole)) == words.PLACE_ROLES.keys()
    assert set(choices(WeaponRole)) == words.WEAPON_ROLES.keys()
    assert set(choices(RelationType)) == words.RELATIONS.keys()
    assert set(choices(ActorType)) == words.ACTOR_GROUPS.keys()
    for word in (*choices(IncidentType), *choices(PlaceType)):
        assert words.label(word)[0].isupper()
        assert "-" not in words.label(word).replace("Non-violent", "")


def test_every_kind_with_a_folder_has_a_list_and_data() -> None:
    assert urls.FOLDERS.keys() == urls.LISTS.keys() == urls.DATA.keys()


def claimed(value: Any) -> Count | str:
    written = {"id": "c1", "about": "killed", "value": value, "source": "a", "quote": "q"}
    return ClaimFields.model_validate(written).value


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("3", "3"), (" no casualties ", "no casualties"), ("2024-01-01", "2024-01-01"), ({"min": "3"}, Count(3, None)),
        ({"max": "005"}, Count(None, 5)), ({"min": "3", "max": "5"}, Count(3, 5)), ({"min": "3", "max": "3"}, Count(3, 3)),
    ],
)  # fmt: skip
def test_a_claim_states_words_or_a_count(value: Any, read: Count | str) -> None:
    assert claimed(value) == read


@pytest.mark.parametrize(
    "value",
    [
        "", " ", None, [], ["3"], {}, {"min": "3", "mx": "5"}, {"least": "3"}, {"min": "x"}, {"min": "-1"}, {"min": "1.5"},
        {"min": "٣"}, {"min": None}, {"min": ["3"]}, {"min": "5", "max": "3"}, {"min": "9" * 5000},
    ],
)  # fmt: skip
def test_what_is_neither_words_nor_a_count_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        claimed(value)
    assert [error["loc"] for error in caught.value.errors()] == [("value",)]


@pytest.mark.parametrize(("value", "named"), [(None, "not empty;"), (["3"], "not a list;")])
def test_what_stands_in_place_of_a_value_is_named(value: Any, named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        claimed(value)


def test_bounds_the_wrong_way_round_are_offered_the_right_way_round() -> None:
    with pytest.raises(ValidationError, match=r"did you mean \{min: 3, max: 5\}\?"):
        claimed({"min": "5", "max": "3"})


@pytest.mark.parametrize(
    ("about", "value", "read"),
    [
        ("killed", "3", Count(3, 3)), ("killed", "0", Count(0, 0)), ("killed", "several", "several"), ("killed", "3-5", "3-5"),
        ("munitions", Count(None, 5), Count(None, 5)), ("weapon", "3", "3"), ("name", "2024-01-01", "2024-01-01"),
    ],
)  # fmt: skip
def test_only_where_things_are_counted_is_a_number_a_count(about: str, value: Count | str, read: Count | str) -> None:
    assert stated(about, value) == read


def test_dates_and_times_of_claims_are_read_as_such() -> None:
    assert stated("date", "2024-01") == parse_date("2024-01")
    assert stated("time", "23:00~") == parse_time("23:00~")
    with pytest.raises(DateError):
        stated("date", "yesterday")


@pytest.mark.parametrize(
    ("count", "text"),
    [(Count(3, 3), "3"), (Count(3, None), "{min: 3}"), (Count(None, 5), "{max: 5}"), (Count(0, 5), "{min: 0, max: 5}")],
)
def test_a_count_is_written_with_its_bounds(count: Count, text: str) -> None:
    assert str(count) == text


def test_every_point_is_known_to_claims_and_every_stance_to_some_point() -> None:
    assert set(choices(About)) == POINTS.keys()
    assert set(choices(Stance)) == {"asserts"}.union(*(point.stances for point in POINTS.values()))
    assert set(choices(Stance)) == words.STANCES.keys() == words.VERBS_OF_ITSELF.keys() == words.MIRROR_OF.keys()
    assert words.MIRROR_BY.keys() == words.MIRROR_OF.keys()
    assert {*choices(Stance), "unclaimed"} == words.VERBS.keys()
