import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from steps import actor, incident, linked, note

from builder import feed as feeds
from builder.feed import feed
from builder.history import Changes, History
from builder.model import Wiki

BASE = "https://example.org/wiki"
ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, section 5.6
MOMENT = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:Z|[+-][0-2][0-9]:[0-5][0-9])")
DEPOT = "incidents/2024-01-01-depot"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def known(wiki: Wiki, changes: Mapping[str, tuple[str, str]]) -> Wiki:
    files = {f"content/{page}.md": Changes(moment(first), moment(last)) for page, (first, last) in changes.items()}
    return replace(wiki, history=History(files))


def made(root: Path, text: str = "", **changes: Any) -> bytes:
    """Return the feed of a wiki; ``changes`` are the first and last change of pages, by id."""
    wiki, problems = linked(root, text, drafts=True)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    (file,) = feed(known(wiki, changes["changes"] if changes else {}), BASE)
    assert file.path == "feed.xml"
    by_the_rules(file.content)
    return file.content


def by_the_rules(content: bytes) -> None:
    """Assert what RFC 4287 demands of a feed and its entries (sections 4.1.1, 4.1.2, 4.2.6 and 3.3)."""
    top = ET.fromstring(content)  # noqa: S314 - our own
    assert top.tag == f"{ATOM}feed"
    for node in (top, *top.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(ATOM + name)) == 1
        assert len(node.findall(f"{ATOM}published")) <= 1
        assert all(MOMENT.fullmatch(found.text or "") for name in ("updated", "published") for found in node.findall(ATOM + name))
        assert all((link.get("href") or "").startswith("https://") for link in node.findall(f"{ATOM}link"))
        assert [link.get("type") for link in node.findall(f"{ATOM}link[@rel='alternate']")] == ["text/html"]
    assert top.findtext(f"{ATOM}author/{ATOM}name")
    (own,) = top.findall(f"{ATOM}link[@rel='self']")
    assert own.get("href") == top.findtext(f"{ATOM}id") == f"{BASE}/feed.xml"
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in top.findall(f"{ATOM}entry")]
    assert len({*ids}) == len(ids)
    assert all(its.startswith("https://") for its in ids)


def read(content: bytes) -> list[Any]:
    found = feedparser.parse(content)
    assert not found.bozo
    assert found.version == "atom10"
    return list(found.entries)


def test_an_incident_is_new_and_then_changed_and_stays_one_entry(tmp_path: Path) -> None:
    (new,) = read(made(tmp_path / "a", changes={DEPOT: ("2024-01-02T09:00:00+03:00", "2024-01-02T09:00:00+03:00")}))
    assert new.title == "New: Rockets on the Northport depot, 1 January 2024"
    assert new.summary == "1 January 2024. Two rockets hit the depot in Northport."
    assert (new.published, new.updated) == ("2024-01-02T09:00:00+03:00",) * 2
    assert new.link == f"{BASE}/{DEPOT}.html"
    (changed,) = read(made(tmp_path / "b", changes={DEPOT: ("2024-01-02T09:00:00+03:00", "2024-03-04T00:30:00+03:00")}))
    assert changed.title == "Changed: Rockets on the Northport depot, 1 January 2024"
    assert changed.id == new.id
    assert changed.updated_parsed[:5] == (2024, 3, 3, 21, 30)


def test_what_is_not_certain_of_a_date_stays_so(tmp_path: Path) -> None:
    text = incident("x", date="2024-03~", date_note="It says so.", corrections="[{date: 2024-05, text: The hour was wrong.}]")
    new, corrected = read(made(tmp_path, text, changes={"incidents/x": ("2024-06-02T09:00:00+00:00",) * 2}))
    assert new.summary == "About March 2024. A summary."
    assert corrected.summary == "May 2024: The hour was wrong."
    # Some moment must be told; that it was published then is not said.
    assert corrected.updated == "2024-05-01T12:00:00+00:00"
    assert "published" not in corrected


def test_a_date_that_was_yet_to_come_does_not_stay_the_newest(tmp_path: Path) -> None:
    text = incident("x", corrections="[{date: 2062-05-01, text: The hour.}, {date: 2024-06-03, text: The day.}]")
    entries = read(made(tmp_path, text, changes={"incidents/x": ("2024-01-02T09:00:00+00:00", "2024-06-02T23:00:00-05:00")}))
    told = {entry.summary: (entry.updated, entry.get("published")) for entry in entries if entry.title.startswith("Corrected")}
    assert told == {
        "1 May 2062: The hour.": ("2024-06-02T23:00:00-05:00", None),
        "3 June 2024: The day.": ("2024-06-03T12:00:00+00:00", "2024-06-03T12:00:00+00:00"),
    }


def test_each_correction_and_withdrawal_is_an_entry_of_any_kind_of_page(tmp_path: Path) -> None:
    text = (
        actor("gang", title="Gang", corrections="[{date: 2024-05-01, text: The name.}, {date: 2024-05-02, text: The type.}]")
        + note("Text.", title="Weapons", path="content/weapons.md", corrections="[{date: 2024-05-03, text: The range.}]")
        + incident("x", title="Raid", status="withdrawn", withdrawn="{date: 2024-06-01, text: There was none.}")
    )
    entries = read(made(tmp_path, text, changes={"incidents/x": ("2024-01-02T09:00:00+00:00", "2024-06-01T09:00:00+00:00")}))
    assert [(entry.title, entry.summary, entry.link.removeprefix(f"{BASE}/")) for entry in entries] == [
        ("Withdrawn: Raid", "1 June 2024: There was none.", "incidents/x.html"),
        ("Corrected: Weapons", "3 May 2024: The range.", "weapons.html#corrections"),
        ("Corrected: Gang", "2 May 2024: The type.", "actors/gang.html#corrections"),
        ("Corrected: Gang", "1 May 2024: The name.", "actors/gang.html#corrections"),
    ]
    assert [entry.tags[0].term for entry in entries] == ["withdrawal", "correction", "correction", "correction"]


def test_an_id_stays_when_a_page_is_renamed_and_more_is_corrected(tmp_path: Path) -> None:
    one = "{date: 2024-05-01, text: The hour.}"
    moments = ("2024-01-02T09:00:00+00:00", "2024-02-02T09:00:00+00:00")
    before = read(made(tmp_path / "a", incident("x", corrections=f"[{one}]"), changes={"incidents/x": (moments[0],) * 2}))
    changes = {"incidents/x": moments, "incidents/y": (moments[1],) * 2}
    text = incident("y", redirect_from="[x]", corrections=f"[{{date: 2024-05-01, text: The day.}}, {one}]")
    after = read(made(tmp_path / "b", text, changes=changes))
    assert {entry.id for entry in before} < {entry.id for entry in after}
    renamed = next(entry for entry in after if entry.id == f"{BASE}/incidents/x.html")
    assert (renamed.title, renamed.published, renamed.link) == ("Changed: Y", moments[0], f"{BASE}/incidents/y.html")


def test_without_history_there_are_corrections_only(tmp_path: Path) -> None:
    (entry,) = read(made(tmp_path, incident("x", corrections="[{date: 2024-05-01, text: The hour.}]")))
    assert entry.title == "Corrected: X"


def test_a_feed_without_entries_is_one_as_well(tmp_path: Path) -> None:
    found = feedparser.parse(made(tmp_path / "a"))
    assert (found.bozo, found.entries, found.feed.updated) == (False, [], "1970-01-01T00:00:00+00:00")
    found = feedparser.parse(made(tmp_path / "b", changes={"actors/mayor": ("2024-01-02T09:00:00+00:00",) * 2}))
    assert (found.entries, found.feed.updated) == ([], "2024-01-02T09:00:00+00:00")


def test_only_the_newest_entries_are_told_in_order_of_time_and_not_of_clocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST", 2)
    text = "".join(incident(slug) for slug in "abc")
    times = {"a": "2024-01-02T01:00:00+09:00", "b": "2024-01-01T20:00:00-05:00", "c": "2024-01-01T23:00:00+00:00"}
    entries = read(made(tmp_path, text, changes={f"incidents/{slug}": (time, time) for slug, time in times.items()}))
    assert [entry.title for entry in entries] == ["New: B", "New: C"]


def test_a_draft_is_not_told(tmp_path: Path) -> None:
    text = incident("x", status="draft", corrections="[{date: 2024-05-01, text: The hour.}]")
    assert read(made(tmp_path, text, changes={"incidents/x": ("2024-01-02T09:00:00+00:00",) * 2})) == []


def test_the_feed_names_its_author_and_the_terms(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path / "a")
    (file,) = feed(wiki, BASE)
    found = feedparser.parse(file.content).feed
    assert (found.author, found.title, found.subtitle) == ("Northport incidents", "Northport incidents", "A wiki for tests.")
    assert "rights" not in found
    more = "-- content/site.yaml --\ntitle: 'A & B <c>'\npublisher: Ann\nlicense: {name: CC0, url: https://example.org/cc0}\n"
    wiki, _ = linked(tmp_path / "b", more)
    (file,) = feed(wiki, BASE)
    by_the_rules(file.content)
    found = feedparser.parse(file.content).feed
    assert (found.author, found.rights, found.title_detail.value) == ("Ann", "CC0, https://example.org/cc0", "A & B <c>")
    assert b"A &amp; B &lt;c&gt;" in file.content


def test_without_a_full_address_there_is_no_feed(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert feed(known(wiki, {DEPOT: (datetime(2024, 1, 1, tzinfo=UTC).isoformat(),) * 2}), "") == []
