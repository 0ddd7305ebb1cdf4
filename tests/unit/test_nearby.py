from datetime import date
from pathlib import Path

import wikis
from steps import incident, place

from builder.dates import parse_date
from builder.datewords import dates_in, hints_in
from builder.ids import PageId
from builder.nearby import days_of, likely
from builder.survey import survey


def days(line: str, published: str | None = None, years: tuple[int, ...] = ()) -> list[str]:
    found = days_of(dates_in([line]), hints_in([line]), parse_date(published) if published else None, years)
    return [str(day) for day in sorted(found)]


def test_days_that_an_article_may_tell_of() -> None:
    assert days("It fell on 1 January 2024 in the evening of that long day there.") == ["2024-01-01"]
    assert days("It fell on January 1, they said.", years=(2023, 2024)) == ["2023-01-01", "2024-01-01"]
    assert days("It fell on Monday, January 1, they said.", years=(2023, 2024)) == ["2024-01-01"]
    assert days("It fell last Tuesday.", "2024-01-05") == ["2024-01-02", "2024-01-05"]
    assert days("It fell last Tuesday.", "2024-01") == days("It fell.") == []


def test_incidents_are_likely_if_both_day_and_place_are_near(tmp_path: Path) -> None:
    far = place("southport") + incident("far", date="2024-01-01", places="[southport]")
    later = incident("later", date="2024-01-05", places="[northport]") + incident(
        "next", date="2024-01-02", places="[northport]", actors="[mayor]"
    )
    wiki = survey(wikis.write(tmp_path, far + later)).wiki
    named = [PageId("places/northport"), PageId("actors/mayor")]
    found = likely(wiki, {date(2024, 1, 1): "“Monday” (line 3)"}, named)
    assert [one.page for one in found] == ["incidents/2024-01-01-depot", "incidents/next"]
    assert found[0].why == "it is dated 1 January 2024, the article has “Monday” (line 3); place: northport; actors: mayor"
    assert likely(wiki, {}, named) == []
