"""The wiki that ships: what must stay true of it whoever edits it.

Facts are those of the five articles that it began with: a wiki that has grown is held to them only where it still rests on these alone.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from builder import pipeline
from builder.articles import Article
from builder.bodyviews import body_html
from builder.coverage import coverage
from builder.findings import Compared, Verdict
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.names import written_names
from builder.pipeline import Examined, Options
from builder.schema import Actor, Incident, Place, Source

ROOT = Path(__file__).parent.parent.parent
# The five articles, byte for byte.
ARTICLES = {
    "seeds/000_0fcfcaa3ebaf353e.txt": "adc8635438e964458bf88553d53d4dfa95ba72f17b783563446054e30b4b504f",
    "seeds/001_dd9e5b6e8e225c98.txt": "210f9499f99edded4ba7c19d89a31d512f9f9eb9d342066fae75e4d3d8e862d0",
    "seeds/002_9f1631f4c6e1c9b8.txt": "f66f261ee2e011c3e5947edadfb0db16332dd7f71ed3af505bb73e7a36d32852",
    "seeds/003_a97c7dde6c33d214.txt": "a58dd62a4f79621b2446c82bf8518b303b20e6e05bd749aa29474caaac4b1552",
    "seeds/004_b260f621663ac2d1.txt": "5c3c19d8ae930061f1786d76bf8aeb266d354f97d9b98f6ee6f6e07cf10c3bbb",
}


@pytest.fixture(scope="module")
def examined() -> Examined:
    return pipeline.examine(Options(ROOT))


@pytest.fixture(scope="module")
def wiki(examined: Examined) -> Wiki:
    return examined.wiki


@pytest.fixture(scope="module")
def first(wiki: Wiki) -> list[Entry]:
    """Return the pages that rest on the five articles, and on no others."""
    return [entry for entry in wiki.entries.values() if sources_of(entry) <= {source for _, source, _ in of_the_five(wiki)}]


def of_the_five(wiki: Wiki) -> Iterator[tuple[str, PageId, Article]]:
    """Yield the five articles, each with its file and its source."""
    for source, article in wiki.articles.items():
        fields = wiki.entries[source].page.fields
        if isinstance(fields, Source) and fields.archive.file in ARTICLES:
            yield fields.archive.file, source, article


def sources_of(entry: Entry) -> set[PageId]:
    own = {entry.page.id} if entry.page.kind is Kind.SOURCE else set()
    listed = {page for (kind, _), page in entry.refs.items() if kind is Kind.SOURCE}
    return own | listed | {reference.source for reference in entry.references} | {claim.source for claim in entry.claims}


def slugs(entries: Iterable[Entry]) -> set[str]:
    return {entry.page.slug for entry in entries}


def of_kind(entries: Iterable[Entry], kind: Kind) -> list[Entry]:
    return [entry for entry in entries if entry.page.kind is kind]


def test_nothing_is_to_be_mended(examined: Examined) -> None:
    assert [str(problem) for problem in examined.problems] == []


@pytest.mark.parametrize("path", sorted(ARTICLES))
def test_the_articles_are_unaltered(path: str) -> None:
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == ARTICLES[path]


def test_each_article_has_its_source_page(wiki: Wiki) -> None:
    assert sorted(file for file, _, _ in of_the_five(wiki)) == sorted(ARTICLES)


def test_the_incidents_that_the_articles_report_or_date_are_there(wiki: Wiki) -> None:
    dates = {e.page.fields.date.text for e in wiki.entries.values() if isinstance(e.page.fields, Incident)}
    assert dates >= {
        "2024-09-10",
        "2022-01-03",
        "2021-07-29",
        "[2021-07-10,2021-07-17,2021-07-24]",
        "[2020-12-13,2020-12-20,2020-12-27]",
        "2020-12-10",
        "2020-11-17",
        "2020-01-03",
    }


def test_every_page_but_the_notes_quotes_an_article(first: list[Entry]) -> None:
    silent = [
        entry.page.id
        for entry in first
        if entry.page.kind is not Kind.NOTE and not any(reference.words for reference in entry.references)
    ]
    assert silent == []


def test_every_actor_and_place_is_led_to_from_another_page(first: list[Entry]) -> None:
    lonely = [entry.page.id for entry in first if isinstance(entry.page.fields, Actor | Place) and not entry.backlinks]
    assert lonely == []


def test_no_page_is_a_stub(first: list[Entry]) -> None:
    def words(entry: Entry) -> int:
        return len(re.sub("<[^>]*>", " ", body_html(entry, "")).split())

    short = [entry.page.id for entry in first if words(entry) < 40]
    assert short == []


def test_every_date_that_no_article_states_outright_says_how_it_was_derived(first: list[Entry]) -> None:
    stated = {"incidents/2022-01-03-diplomatic-support-compound"}  # "January 3, 2022"
    silent = {
        entry.page.id
        for entry in of_kind(first, Kind.INCIDENT)
        if isinstance(entry.page.fields, Incident) and not entry.page.fields.date_note
    }
    assert silent == stated & {entry.page.id for entry in first}


def test_blame_is_nobodys_but_where_an_article_states_the_deed_as_fact(first: list[Entry]) -> None:
    attackers = {
        (entry.page.slug, actor.actor)
        for entry in of_kind(first, Kind.INCIDENT)
        if isinstance(entry.page.fields, Incident)
        for actor in entry.page.fields.actors
        if actor.role == "attacker"
    }
    stated = {
        ("2003-invasion-of-iraq", "us-state"),
        ("2020-01-03-soleimani-strike", "us-state"),
        ("2021-07-rockets-on-green-zone", "groups-firing-on-green-zone"),
        ("2023-10-us-airstrikes-iraq-syria", "us-state"),
        ("2023-10-attacks-on-bases-iraq-syria", "iran-backed-groups-iraq-syria"),
    }
    assert attackers == {(incident, actor) for incident, actor in stated if incident in slugs(first)}


def test_nothing_in_the_articles_is_without_its_place_but_what_is_left_out_with_a_reason(wiki: Wiki) -> None:
    articles = [article for article in coverage(wiki) if article.archive in ARTICLES]
    assert [article.archive for article in articles if article.sentences] == [article.archive for article in articles]
    assert {article.archive for article in articles} == ARTICLES.keys()
    assert [(article.archive, gap.text) for article in articles for gap in article.gaps if not gap.reason] == []


@pytest.mark.parametrize(
    ("name", "page"),
    [("C-RAM", "c-ram"), ("Katyusha", "katyusha-rockets"), ("ISIS", "actors/isis"), ("Daesh", "actors/daesh")],
)
def test_names_that_readers_look_for_lead_to_their_page(wiki: Wiki, name: str, page: str) -> None:
    found = [entry.page.id for entry in wiki.entries.values() if name in (text for text, _ in written_names(entry.page))]
    assert found == [page]


@pytest.mark.parametrize(
    ("weapon", "role", "incidents"),
    [
        ("c-ram", "defence", {"2020-12-us-embassy-rockets"}),
        ("katyusha-rockets", "used", {"2024-09-10-diplomatic-support-compound"}),
        ("roadside-bombs", "used", {"2019-attacks-on-us-embassy-and-foreign-sites", "2020-12-10-coalition-convoys"}),
        ("drones", "used", {"2020-01-03-soleimani-strike", "2021-07-iraqi-kurdistan-drone-strike"}),
    ],
)
def test_incidents_are_found_by_the_weapons_that_the_articles_name(
    first: list[Entry], weapon: str, role: str, incidents: set[str]
) -> None:
    found = {
        entry.page.slug
        for entry in of_kind(first, Kind.INCIDENT)
        if isinstance(entry.page.fields, Incident)
        for named in entry.page.fields.weapons
        if (named.weapon, named.role) == (weapon, role)
    }
    assert found == incidents & slugs(first)


def test_parts_belong_to_campaigns(wiki: Wiki) -> None:
    parts = {
        entry.page.slug: [entry.refs[Kind.INCIDENT, text] for text in entry.page.fields.part_of]
        for entry in of_kind(wiki.entries.values(), Kind.INCIDENT)
        if isinstance(entry.page.fields, Incident) and entry.page.fields.part_of
    }
    assert parts.keys() >= {
        "2020-11-17-baghdad-rockets",
        "2020-12-us-embassy-rockets",
        "2021-07-iraqi-kurdistan-drone-strike",
        "2022-01-03-diplomatic-support-compound",
    }
    wholes = [wiki.entries[whole].page.fields for named in parts.values() for whole in named]
    assert {whole.scope for whole in wholes if isinstance(whole, Incident)} == {"campaign"}


# Places of which no article says where they lie, or what area is meant.
NOWHERE = {"middle-east", "palestine", "soleimani-monument"}


def test_places_have_coordinates_that_are_as_coarse_as_what_is_known(wiki: Wiki, first: list[Entry]) -> None:
    places = {e.page.slug: e for e in of_kind(wiki.entries.values(), Kind.PLACE)}
    locations = {slug: e.page.fields.location for slug, e in places.items() if isinstance(e.page.fields, Place)}
    among = slugs(first)
    assert {slug for slug, location in locations.items() if slug in among and not location} == NOWHERE & among
    assert [slug for slug, location in locations.items() if slug in among and location and location.precision_m < 1000] == []
    for slug, entry in places.items():
        for child in entry.children:  # what lies inside is known no more coarsely, or at the same point
            inner, outer = locations[wiki.entries[child].page.slug], locations[slug]
            assert inner is None or outer is None or inner.precision_m <= outer.precision_m


def test_ties_between_actors_are_stated_by_words_of_an_article(first: list[Entry]) -> None:
    ties = [
        (entry.page.slug, relation)
        for entry in of_kind(first, Kind.ACTOR)
        if isinstance(entry.page.fields, Actor)
        for relation in entry.page.fields.relations
    ]
    assert ties
    assert [(slug, relation.to) for slug, relation in ties if not relation.quote] == []


def test_what_is_kept_apart_is_kept_apart_on_both_pages_with_the_reason(wiki: Wiki, first: list[Entry]) -> None:
    apart = {
        (entry.page.id, entry.refs[entry.page.kind, other.page]): other.note
        for entry in wiki.entries.values()
        if isinstance(entry.page.fields, Actor | Place)
        for other in entry.page.fields.not_same_as
    }
    of_first = {pair: note for pair, note in apart.items() if pair[0].rpartition("/")[2] in slugs(first)}
    assert of_first
    assert [pair for pair in of_first if pair[::-1] not in apart] == []
    assert [pair for pair, note in of_first.items() if not note] == []


# Claims

# Sources that a page cites only for what they leave open, and why.
ONLY_CITED = {
    ("2023-10-attacks-on-bases-iraq-syria", "baghdad-compound-attacked-2024-09"): "its tit-for-tat attacks may be others",
    ("2023-10-us-airstrikes-iraq-syria", "baghdad-compound-attacked-2024-09"): "its tit-for-tat attacks may be others",
    ("2023-10-tit-for-tat-attacks-iraq", "gulan-2024-09-13"): "its attacks and strikes may be others",
}
# Nobody can make out who claimed what here.
GARBLED = (
    "These groups claimed that the attack was a smokescreen that US and Iraqi officials described as a well-known Iraqi armed"
)


def rows(wiki: Wiki) -> Iterator[tuple[Entry, Compared]]:
    return ((entry, row) for entry in wiki.entries.values() for row in entry.compared)


def test_every_incident_has_claims_from_each_of_its_sources(first: list[Entry]) -> None:
    incidents = of_kind(first, Kind.INCIDENT)
    assert [entry.page.id for entry in incidents if not entry.claims] == []
    listed = {
        (entry.page.slug, entry.refs[Kind.SOURCE, text].rpartition("/")[2])
        for entry in incidents
        if isinstance(entry.page.fields, Incident)
        for text in entry.page.fields.sources
    }
    stating = {(entry.page.slug, claim.source.rpartition("/")[2]) for entry in incidents for claim in entry.claims}
    assert listed - stating == {(incident, source) for incident, source in ONLY_CITED if incident in slugs(first)}
    assert stating <= listed


def test_every_sentence_of_every_article_is_quoted_by_a_claim(wiki: Wiki) -> None:
    left = [
        article.text.normal[start:end]
        for _, source, article in of_the_five(wiki)
        for start, end in article.unquoted(quote.span for quote in wiki.entries[source].quotations if quote.claim)
    ]
    assert left == []


def test_of_the_garbled_sentence_a_claim_says_only_whom_it_names(wiki: Wiki) -> None:
    source = next(page for page, article in wiki.articles.items() if article.text.has(GARBLED))
    (place,) = wiki.articles[source].text.find(GARBLED)
    touching = [
        (entry.page.slug, claim.about)
        for entry in wiki.entries.values()
        for claim in entry.claims
        if claim.source == source and claim.span and claim.span[0] < place[1] and place[0] < claim.span[1]
    ]
    assert touching == [("us-and-iraqi-officials-2020", "role")]


def test_what_the_articles_contradict_each_other_on_is_contested_and_nothing_else_but_names(first: list[Entry]) -> None:
    differing = {(entry.page.slug, row.about) for entry in first for row in entry.compared if row.verdict is Verdict.DIFFER}
    contested = {("2024-09-10-diplomatic-support-compound", point) for point in ("name", "target")}
    known = {(incident, point) for incident, point in contested if incident in slugs(first)}
    assert {(slug, point) for slug, point in differing if point != "name"} | known == known
    assert known <= differing


def test_what_is_said_of_a_label_is_never_held_against_a_named_group(wiki: Wiki, first: list[Entry]) -> None:
    labels = {
        e.page.id for e in of_kind(wiki.entries.values(), Kind.ACTOR) if isinstance(e.page.fields, Actor) and e.page.fields.vague
    }
    assert labels
    blamed = [
        (entry.page.id, {claim.page for claim in row.claims})
        for entry in first
        for row in entry.compared
        if row.about == "responsibility"
    ]
    assert any(actors & labels for _, actors in blamed)
    assert [(page, actors) for page, actors in blamed if actors & labels and actors - labels] == []


def test_no_row_has_more_origins_than_sources(wiki: Wiki) -> None:
    wrong = [(entry.page.id, row.about) for entry, row in rows(wiki) if not 1 <= row.origins <= row.sources]
    assert wrong == []


def test_each_tie_is_of_sources_that_the_row_has(wiki: Wiki) -> None:
    for entry, row in rows(wiki):
        sources = {claim.source for claim in row.claims}
        for tie in row.ties:
            assert (entry.page.id, row.about, {*tie.sources} - sources) == (entry.page.id, row.about, set())
            assert len(tie.sources) > 1


def test_receipts_hold_against_the_bytes_of_the_articles(real_site: Path) -> None:
    receipts = json.loads((real_site / "data/checks.json").read_bytes())
    assert {receipt["archive"] for receipt in receipts} >= ARTICLES.keys()
    for receipt in receipts:
        content = (ROOT / receipt["archive"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == receipt["sha256"]
        text, offset = content.decode(), receipt["offset"]
        start = len(text[:offset].encode())
        words = content[start : start + len(text[offset : offset + receipt["length"]].encode())]
        assert words == receipt["words"].encode()


def test_every_claim_has_its_receipt_with_its_own_words(real_site: Path) -> None:
    def letters(words: str) -> str:
        return re.sub(r"\W", "", words)

    claims = json.loads((real_site / "data/claims.json").read_bytes())
    receipts = json.loads((real_site / "data/checks.json").read_bytes())
    proven = {receipt["claim"]: (receipt["source"], letters(receipt["words"])) for receipt in receipts if receipt["claim"]}
    assert len(claims) > 300
    assert {claim["id"]: (claim["source"], letters(claim["quote"])) for claim in claims} == proven
