import posixpath
import re
from pathlib import Path

import html5lib
import pytest
from steps import actor, entry, incident, linked, note, place, rendered, stating

from builder import timefigures, timelineviews
from builder.facts import LinkView
from builder.listviews import home_view
from builder.model import Wiki
from builder.timefigures import SmallView, small_view
from builder.timelineviews import TimelineView, timeline_views

ROLE = "[{actor: gang, role: attacker}]"


def incidents(*dates: str, **fields: str) -> str:
    """Return the incidents i1, i2, … on some dates."""
    return "".join(
        incident(f"i{number}", **({"date": f'"{date}"', "date_note": "So."} | fields)) for number, date in enumerate(dates, 1)
    )


def pages(wiki: Wiki) -> dict[str, TimelineView]:
    return dict(timeline_views(wiki))


def names(view: TimelineView) -> list[str]:
    """Return the accessible names in the figure, after making sure that all of its drawings have the same."""
    assert view.figure is not None
    found = [[row.name for row in drawing.rows] for drawing in view.figure.drawings]
    assert found[0] == found[1]
    return found[0]


def listed(view: TimelineView) -> list[tuple[str, list[str]]]:
    return [(period.label, [item.page.text for item in period.items]) for period in view.periods]


def test_figure_and_list_have_all_incidents_oldest_first(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incidents("2024-03", "[..2003-05]", "2020-01-05"))
    (view,) = pages(wiki).values()
    depot = "Rockets on the Northport depot, 1 January 2024"
    assert names(view) == ["I2, in or before May 2003", "I3, 5 January 2020", depot, "I1, March 2024"]
    assert listed(view) == [("2003", ["I2"]), ("2020", ["I3"]), ("2024", [depot, "I1"])]
    assert [item.note for period in view.periods for item in period.items] == ["So.", "So.", "", "So."]
    assert view.count == "4 incidents"


def test_a_withdrawn_incident_is_listed_and_not_drawn(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incidents("2024-03", status="withdrawn"))
    (view,) = pages(wiki).values()
    assert names(view) == ["Rockets on the Northport depot, 1 January 2024"]
    assert [item.status for item in view.periods[0].items] == ["published", "withdrawn"]


def test_only_looks_that_are_there_are_explained(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path / "a", incidents("2024-01-02", "2024-01-03"))
    (view,) = pages(wiki).values()
    assert view.figure is not None
    assert [look for look, _ in view.figure.looks] == ["day"]
    wiki, _ = linked(tmp_path / "b", incidents("[2003-01-05,2003-01-06]", "2010/..", scope="background"))
    (view,) = pages(wiki).values()
    assert view.figure is not None
    assert [look for look, _ in view.figure.looks] == ["day", "unsure", "candidates", "background", "open", "gap"]


def test_a_wiki_without_incidents_has_a_timeline_that_says_so(tmp_path: Path) -> None:
    site = rendered(tmp_path, "-- content/incidents/2024-01-01-depot.md (absent) --\n")
    assert b"There are no incidents yet." in site["timeline.html"]


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelineviews, "ROWS", 4)
    monkeypatch.setattr(timelineviews, "LANES", 6)
    monkeypatch.setattr(timelineviews, "ALONGSIDE", 2)


@pytest.mark.usefixtures("bounds")
def test_many_incidents_are_counted_by_year_and_have_pages_of_their_years_and_months(tmp_path: Path) -> None:
    text = incidents("2003", "2020-01-01", "2020-01-02", "2020-01", "2020", *["2021-11-05"] * 6, "2021", "/2021-12", "2022/..")
    text += incident("long", date='"2020-05/2021-06"', date_note="So.", scope="campaign")
    wiki, _ = linked(tmp_path, text)
    made = pages(wiki)
    assert list(made) == [
        "timeline.html", "timeline/2003.html", "timeline/2020.html", "timeline/2021.html", "timeline/2021-11.html",
        "timeline/2021-12.html", "timeline/2022.html", "timeline/2024.html",
    ]  # fmt: skip
    top = made["timeline.html"]
    assert top.count == "16 incidents"
    assert [(part.text, part.url, count) for part, count in top.parts] == [
        ("2003", "timeline/2003.html", "1 incident"), ("2020", "timeline/2020.html", "5 incidents"),
        ("2021", "timeline/2021.html", "8 incidents"), ("2022", "timeline/2022.html", "1 incident"),
        ("2024", "timeline/2024.html", "1 incident"),
    ]  # fmt: skip
    assert names(top)[1:3] == ["2020: 5 incidents", "2021: 8 incidents"]
    assert names(top)[-1] == "Long, May 2020 – June 2021"
    assert listed(top) == [("Campaigns", ["Long"])]
    year = made["timeline/2021.html"]
    assert names(year)[:2] == ["November 2021: 6 incidents", "December 2021: 1 incident"]
    assert listed(year) == [("In no single month", ["I12"])], "2021 is not January 2021"
    assert (year.up, year.previous, year.next) == (
        LinkView("Timeline", "../timeline.html"),
        LinkView("2020", "../timeline/2020.html"),
        LinkView("2022", "../timeline/2022.html"),
    )
    assert made["timeline/2020.html"].figure is not None
    assert all(not row.texts for row in made["timeline/2020.html"].figure.drawings[0].rows), "set in lanes"
    everywhere = {text for view in made.values() for _, found in listed(view) for text in found}
    assert len(everywhere) == 16


@pytest.mark.usefixtures("bounds")
def test_a_bar_counts_no_withdrawn_incident_and_what_it_leads_to_says_how_many_there_are(tmp_path: Path) -> None:
    text = incidents("2020", "2021", "2021") + "".join(
        incident(f"w{year}", date=year, status="withdrawn") for year in (2019, 2021)
    )
    wiki, _ = linked(tmp_path, text)
    made = pages(wiki)
    assert names(made["timeline.html"]) == ["2020: 1 incident", "2021: 2 incidents", "2024: 1 incident"]
    assert made["timeline.html"].count == "6 incidents, including 2 withdrawn"
    counts = {part.text: count for part, count in made["timeline.html"].parts}
    assert counts["2019"] == "1 incident, including 1 withdrawn"
    assert counts["2021"] == made["timeline/2021.html"].count == "3 incidents, including 1 withdrawn"


@pytest.mark.usefixtures("bounds")
def test_a_mark_without_a_label_has_its_name_as_a_title_and_no_other(tmp_path: Path) -> None:
    site = rendered(tmp_path, incidents("2020", *["2021-01-05"] * 5))
    lanes, bars = (re.findall(r"<svg class.*?</svg>", site[f"timeline{page}.html"].decode(), re.DOTALL) for page in ("/2021", ""))
    for link in re.findall(r"<a .*?<rect", "".join(lanes + bars), re.DOTALL):
        assert "aria-label" not in link
        assert re.search(r"><title>(I\d, 5 January 2021|20\d\d: \d incidents?)</title><rect", link)


@pytest.mark.usefixtures("bounds")
def test_pages_of_years_are_html_and_their_links_lead_somewhere(tmp_path: Path) -> None:
    site = rendered(tmp_path, incidents("2020-01-01", *["2021-11-05"] * 7, "2021", "199X"))
    found = [path for path in site if path.startswith("timeline")]
    assert "timeline/2021-11.html" in found
    for path in found:
        html = site[path].decode()
        html5lib.HTMLParser(strict=True).parse(html)
        for target in re.findall(r'<a [^>]*href="([^"#:]+)', html):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in site, (path, target)
        assert 'aria-current="page">Timeline' in html or 'aria-current="true">Timeline' in html


def small(wiki: Wiki, page: str) -> SmallView | None:
    return small_view(wiki, entry(wiki, page), f"{page}.html")


def test_an_actor_a_place_and_a_weapon_have_a_small_timeline_from_two_incidents_on(tmp_path: Path) -> None:
    fields = {"actors": ROLE, "places": "[town]", "weapons": "[rockets]"}
    extra = actor("gang") + place("town") + note("Text.", "content/rockets.md", title="Rockets")
    wiki, _ = linked(tmp_path / "one", incidents("2020", **fields) + extra)
    assert [small(wiki, page) for page in ("actors/gang", "places/town", "rockets")] == [None] * 3
    wiki, _ = linked(tmp_path / "two", incidents("2020", "2021-03-05", **fields) + incident("x", "The [[gang]].") + extra)
    notes = {"actors/gang": "1 more incident only mentions it.", "places/town": "Incidents that name this place.", "rockets": ""}
    for page, note_ in notes.items():
        view = small(wiki, page)
        assert view is not None
        assert {len(drawing.rows) for drawing in view.figure.drawings} == {2}, "each incident once"
        assert view.figure.drawings[0].rows[0].url == ("../" if "/" in page else "") + "incidents/i1.html"
        assert view.note == note_
    assert small(wiki, "incidents/i1") is None


def test_what_is_only_mentioned_has_no_small_timeline(tmp_path: Path) -> None:
    text = "".join(incident(name, "The [[gang]] in [[town]].") for name in "abc")
    wiki, _ = linked(tmp_path, text + actor("gang") + place("town"))
    assert [small(wiki, page) for page in ("actors/gang", "places/town")] == [None, None]


CLAIM = "about: condemnation, value: town, stance: condemns, by: gang, source: herald"


def test_claims_name_who_makes_them_and_what_they_are_about(tmp_path: Path) -> None:
    text = stating(CLAIM) + incidents("2020", actors="[gang]", places="[town]") + actor("gang") + place("town")
    wiki, _ = linked(tmp_path, text + place("dock", inside="town"))
    for page in ("actors/gang", "places/town"):
        view = small(wiki, page)
        assert view is not None
        assert [row.name for row in view.figure.drawings[0].rows] == ["I1, 2020", "X, 1 January 2024"]
        assert view.drawn == ("incidents/i1", "incidents/x")
        here = "Incidents that name this place. Those of places inside it stand on their own pages."
        assert view.note == (here if page == "places/town" else "")


def test_a_page_with_many_incidents_counts_them_by_year_and_leads_to_the_filtered_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timefigures, "SMALL", 2)
    text = incidents("2003", "2020-01-01", "2020-01-02", actors=ROLE) + incident("x", "The [[gang]].") + actor("gang")
    wiki, _ = linked(tmp_path, text)
    view = small(wiki, "actors/gang")
    assert view is not None
    assert [(row.name, row.url) for row in view.figure.drawings[0].rows] == [
        ("2003: 1 incident", "../incidents/index.html?actor=gang&year=2003"),
        ("2020: 2 incidents", "../incidents/index.html?actor=gang&year=2020"),
    ]
    assert view.note == "1 more incident only mentions it."
    assert view.drawn == ()


def test_bars_of_a_place_count_what_the_filter_by_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timefigures, "SMALL", 2)
    text = incidents("2003", "2020-01-01", "2020-01-02", places="[town]") + incident("x", date="2020-05", places="[dock]")
    text += incident("y", "In [[town]].", places="[dock]", status="withdrawn") + incident("z", "In [[town]].")
    wiki, _ = linked(tmp_path, text + place("town") + place("dock", inside="town"))
    view = small(wiki, "places/town")
    assert view is not None
    assert [(row.name, row.url) for row in view.figure.drawings[0].rows] == [
        ("2003: 1 incident", "../incidents/index.html?place=town&year=2003"),
        ("2020: 3 incidents", "../incidents/index.html?place=town&year=2020"),
    ]
    assert view.note == "Incidents that name this place or one inside it. 1 more incident only mentions it."


def test_the_home_page_draws_events_and_campaigns_and_counts_all_that_are_not_withdrawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = incidents("2020", "2021") + incident("x", date="2020-05", scope="background") + incident("y", status="withdrawn")
    wiki, _ = linked(tmp_path, text)
    home = home_view(wiki)
    assert home.timeline is not None
    assert home.timeline.drawn == ("incidents/i1", "incidents/i2", "incidents/2024-01-01-depot")
    assert [preview.page.text for preview in home.previews] == ["I1", "I2", "Rockets on the Northport depot, 1 January 2024"]
    monkeypatch.setattr(timefigures, "SMALL", 2)
    home = home_view(wiki)
    assert home.timeline is not None
    assert [(row.name, row.url) for row in home.timeline.figure.drawings[0].rows] == [
        ("2020: 2 incidents", "incidents/index.html?year=2020"),
        ("2021: 1 incident", "incidents/index.html?year=2021"),
        ("2024: 1 incident", "incidents/index.html?year=2024"),
    ]
    assert home.previews == ()
