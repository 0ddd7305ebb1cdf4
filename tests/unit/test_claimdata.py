import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
import wikis
from steps import actor, archived, linked, note, source, stating

from builder.claimdata import check_file, claim_files
from builder.datakeys import CLAIM_KEYS
from builder.model import Wiki
from builder.passages import normal

HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"
ALL = (
    stating(
        "about: place, value: northport, source: herald, quote: the depot in Northport",
        "about: injured, value: {min: 2, max: 2}, by: mayor, said: 2024-01, source: herald, quote: two people were hurt",
        "about: injured, value: {min: 0}, source: y, quote: Nobody was arrested, refines: c2, note: Loosely.",
        "about: injured, value: 0, by: mayor, stance: retracts, source: y, quote: Nobody was arrested",
        'about: date, value: "2024-01-01/2024-01-02", source: herald, quote: on Monday',
        'about: time, value: "23:00/01:00", source: y, quote: on Monday',
    )
    + source("y", published="2024-01")
    + actor(
        "gang", sources="[herald]", claims='[{id: c1, about: strength, value: several, source: herald, quote: "Two rockets"}]'
    )
)


def files(wiki: Wiki, base_url: str = "") -> dict[str, bytes]:
    return {file.path: file.content for file in (*claim_files(wiki, base_url), check_file(wiki))}


def rows(wiki: Wiki, base_url: str = "", path: str = "data/claims.json") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files(wiki, base_url)[path])
    return found


@pytest.fixture
def wiki(tmp_path: Path) -> Wiki:
    wiki, found = linked(tmp_path, ALL)
    assert found == []
    return wiki


@pytest.mark.parametrize("path", ["data/claims.json", "data/checks.json"])
def test_objects_are_flat_and_have_the_same_keys(wiki: Wiki, path: str) -> None:
    found = rows(wiki, path=path)
    assert len(found) >= 7
    assert len({tuple(row) for row in found}) == 1
    assert all(value is None or isinstance(value, str | int | bool) for row in found for value in row.values())


def test_a_claim_is_given_with_all_that_was_written_and_computed(wiki: Wiki) -> None:
    row = next(row for row in rows(wiki) if row["id"] == "incidents/x#c3")
    assert row == {
        "id": "incidents/x#c3", "title": "X: Injured: at least 0", "url": "incidents/x.html#claim:c3",
        "page": "incidents/x", "status": "published", "claim": "c3", "about": "injured", "stance": "asserts",
        "value": "at least 0", "value_page": None, "value_min": 0, "value_max": None, "value_earliest": None, "value_latest": None,
        "by": None, "said": None, "said_earliest": None, "said_latest": None, "said_words": None,
        "source": "sources/y", "published": "2024-01", "published_earliest": "2024-01-01", "published_latest": "2024-01-31",
        "published_words": "January 2024",
        "quote": "Nobody was arrested", "translated": False, "refines": "incidents/x#c2", "note": "Loosely.",
        "verdict": "more precise", "sources": 2, "origins": 2, "first_known": "2024-01", "last_known": "2024-01-02",
        "retracted": False,
    }  # fmt: skip


def test_a_claim_in_words_that_may_be_a_translation_says_so(tmp_path: Path) -> None:
    spoken = archived(
        "y", "“Nobody was hurt,” he said. Two rockets fell.\n", translated='[{text: "“Nobody was hurt,”", note: So.}]'
    )
    claims = (
        "about: injured, value: 0, source: y, quote: Nobody was hurt",
        "about: munitions, value: 2, source: y, quote: Two rockets fell",
        "about: injured, value: 2, source: herald, quote: two people were hurt",
    )
    wiki, found = linked(tmp_path, spoken + stating(*claims))
    assert found == []
    assert [row["translated"] for row in rows(wiki)] == [True, False, False]
    read = csv.DictReader(io.StringIO(files(wiki)["data/claims.csv"].decode("utf-8-sig"), newline=""))
    assert [row["translated"] for row in read] == ["True", "False", "False"]


def test_claims_stand_by_page_in_the_order_in_which_they_are_written(wiki: Wiki) -> None:
    of_x = [f"incidents/x#c{number}" for number in range(1, 7)]
    assert [row["id"] for row in rows(wiki)] == ["actors/gang#c1", *of_x]


def test_what_a_claim_states_is_said_in_words_with_its_bounds(wiki: Wiki) -> None:
    stated = {
        row["id"].rpartition("/")[2]: (row["value"], row["value_page"], row["value_min"], row["value_max"]) for row in rows(wiki)
    }
    days = {row["id"]: (row["value_earliest"], row["value_latest"]) for row in rows(wiki) if row["about"] == "date"}
    assert stated == {
        "gang#c1": ("several", None, None, None),
        "x#c1": ("Northport", "places/northport", None, None),
        "x#c2": ("2", None, 2, 2),
        "x#c3": ("at least 0", None, 0, None),
        "x#c4": ("0", None, 0, 0),
        "x#c5": ("1–2 January 2024", None, None, None),
        "x#c6": ("between 23:00 and 01:00", None, 23 * 60, 25 * 60),
    }
    assert days == {"incidents/x#c5": ("2024-01-01", "2024-01-02")}


def test_a_claim_that_its_speaker_took_back_is_marked(tmp_path: Path) -> None:
    taken_back = f"{HURT}, by: mayor, stance: retracts"
    wiki, found = linked(tmp_path, stating(f"{HURT}, by: mayor", HURT, taken_back))
    assert found == []
    assert [(row["stance"], row["retracted"]) for row in rows(wiki)] == [
        ("asserts", True), ("asserts", False), ("retracts", True),
    ]  # fmt: skip


def test_each_claim_says_when_its_point_was_first_and_last_told_of(tmp_path: Path) -> None:
    later = source("y", published='"2024-01-05~"', published_note="So.") + source("z", published="2024-02")
    claims = (HURT.replace("herald", "z"), HURT, HURT.replace("herald", "y"), "about: weapon, value: rockets, source: z")
    wiki, found = linked(tmp_path, later + stating(*claims))
    assert found == []
    assert [(row["about"], row["first_known"], row["last_known"]) for row in rows(wiki)] == [
        *[("injured", "2024-01-02", "2024-02")] * 3,
        ("weapon", "2024-02", "2024-02"),
    ]


def test_urls_are_below_the_site_or_absolute(wiki: Wiki) -> None:
    assert rows(wiki)[0]["url"] == "actors/gang.html#claim:c1"
    for base_url in ("https://example.org/w", "https://example.org/w/"):
        assert rows(wiki, base_url)[0]["url"] == "https://example.org/w/actors/gang.html#claim:c1"


def test_the_csv_says_what_the_json_says(wiki: Wiki) -> None:
    content = files(wiki)["data/claims.csv"]
    assert content.startswith(b"\xef\xbb\xbfid,title,url,")
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows(wiki)]


def test_commas_quotation_marks_and_foreign_letters_survive_the_csv(tmp_path: Path) -> None:
    value = r"one, “two”, \"three\" علي"
    wiki, _ = linked(tmp_path, stating(f'about: weapon, value: "{value}", source: herald'))
    content = files(wiki)["data/claims.csv"]
    assert content.count(b"\r\n") == 2
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row["value"] == 'one, “two”, "three" علي'


def test_a_quotation_that_looks_like_a_formula_is_kept_in_json_and_disarmed_in_csv(tmp_path: Path) -> None:
    dash = archived("dash", "- Rockets fell, he said.\n")
    wiki, found = linked(tmp_path, dash + stating('about: weapon, value: "=rockets()", source: dash, quote: "- Rockets fell"'))
    assert found == []
    (row,) = rows(wiki)
    assert (row["value"], row["quote"]) == ("=rockets()", "- Rockets fell")
    assert b",'=rockets()," in files(wiki)["data/claims.csv"]
    assert b",'- Rockets fell," in files(wiki)["data/claims.csv"]


def test_a_wiki_without_claims_has_empty_files_of_them(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "-- content/site.yaml --\ntitle: x\n", base=False)
    assert (rows(wiki), rows(wiki, path="data/checks.json")) == ([], [])
    table = csv.DictReader(io.StringIO(files(wiki)["data/claims.csv"].decode("utf-8-sig"), newline=""))
    assert (table.fieldnames, list(table)) == ([key.name for key in CLAIM_KEYS], [])


def test_every_receipt_leads_to_its_quotation_in_the_archived_text(wiki: Wiki) -> None:
    found = rows(wiki, path="data/checks.json")
    assert {(row["page"], row["claim"]) for row in found} >= {("incidents/x", f"incidents/x#c{n}") for n in range(1, 7)}
    for row in found:
        assert wikis.ARTICLE[row["offset"] : row["offset"] + row["length"]] == row["words"]
        assert row["sha256"] == wikis.SHA256
    quotes = {row["id"]: row["quote"] for row in rows(wiki)}
    assert all(normal(row["words"]) == normal(quotes[row["claim"]]) for row in found if row["claim"])


def test_receipts_name_the_place_on_the_page(wiki: Wiki) -> None:
    found = {
        (row["page"], row["place"], row["claim"], row["source"], row["archive"]) for row in rows(wiki, path="data/checks.json")
    }
    assert ("incidents/x", "claim:c3", "incidents/x#c3", "sources/y", "seeds/y.txt") in found
    assert ("actors/gang", "claim:c1", "actors/gang#c1", "sources/herald", "seeds/herald.txt") in found
    assert ("incidents/2024-01-01-depot", "ref:1", None, "sources/herald", "seeds/herald.txt") in found


ODD = "\ufeff“One”\u00ad — \u200bthe\r\n  ﬁrst\u00a0bomb’s\n\n“𝟐 wounded”,\tit said. Two\u200b\u200b wounded\n"


def test_offsets_count_characters_of_the_text_as_it_is_read(tmp_path: Path) -> None:
    text = archived("odd", ODD) + note('A.[@odd: “the ﬁrst bomb\'s "𝟐 wounded"”] B.[@odd: "Two wounded"]')
    wiki, found = linked(tmp_path, text)
    assert found == []
    read = ODD.removeprefix("\ufeff").replace("\r\n", "\n")
    receipts = [row for row in rows(wiki, path="data/checks.json") if row["source"] == "sources/odd"]
    assert [row["words"] for row in receipts] == ["the\n  ﬁrst\u00a0bomb’s\n\n“𝟐 wounded”", "Two\u200b\u200b wounded"]
    assert [read[row["offset"] : row["offset"] + row["length"]] for row in receipts] == [row["words"] for row in receipts]
    assert {row["sha256"] for row in receipts} == {hashlib.sha256(ODD.encode()).hexdigest()}


def test_drafts_leave_nothing_in_the_data(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, stating(HURT, status="draft"))
    assert all(b"incidents/x" not in content for content in files(wiki).values())
