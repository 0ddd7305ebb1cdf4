import json
from pathlib import Path
from typing import Any

from steps import actor, incident, linked, note

from builder.correctiondata import correction_file, count
from builder.model import Wiki

GONE = {"status": "withdrawn", "withdrawn": '{date: "2024-07~", text: It never happened.}'}


def rows(wiki: Wiki, base_url: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(correction_file(wiki, base_url).content)
    return found


def test_each_correction_and_each_withdrawal_is_an_object_the_newest_first(tmp_path: Path) -> None:
    text = (
        incident("x", corrections="[{date: 2024-05-01, text: Two were hurt.}, {date: 2024-06, text: In June.}]", **GONE)
        + actor("y", corrections="[{date: 2024-05-02, text: A name.}]")
        + note("Text.", corrections="[{date: 2024-05-03, text: A word.}]")
    )
    wiki, found = linked(tmp_path, text)
    assert found == []
    told = [(row["page"], row["change"], row["date"], row["text"]) for row in rows(wiki)]
    assert told == [
        ("incidents/x", "withdrawal", "2024-07~", "It never happened."),
        ("incidents/x", "correction", "2024-06", "In June."),
        ("about", "correction", "2024-05-03", "A word."),
        ("actors/y", "correction", "2024-05-02", "A name."),
        ("incidents/x", "correction", "2024-05-01", "Two were hurt."),
    ]
    assert count(wiki) == len(told)
    assert rows(wiki, "https://example.org/w/")[0] == {
        "page": "incidents/x", "title": "X", "url": "https://example.org/w/incidents/x.html", "status": "withdrawn",
        "change": "withdrawal", "date": "2024-07~", "date_earliest": "2024-07-01", "date_latest": "2024-07-31",
        "date_words": "about July 2024", "text": "It never happened.",
    }  # fmt: skip


def test_nothing_corrected_is_an_empty_list(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert (rows(wiki), count(wiki)) == ([], 0)
