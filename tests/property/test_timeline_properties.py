from hypothesis import given, settings
from hypothesis import strategies as st
from property.test_dates import dates

from builder.dates import DateError, EdtfDate, in_words, parse_date
from builder.timelines import Mark, Plan, figure
from builder.timelineviews import STYLES

unhurried = settings(deadline=None)
SCOPES = st.sampled_from(["event", "campaign", "background"])


def read(text: str) -> EdtfDate | None:
    try:
        return parse_date(text)
    except DateError:
        return None


@unhurried
@given(st.lists(st.tuples(dates().map(read).filter(bool), SCOPES, st.text(max_size=80)), max_size=12), st.booleans())
def test_every_date_has_a_place_within_the_figure(given_marks: list[tuple[EdtfDate, str, str]], in_lanes: bool) -> None:
    marks = [Mark(title, in_words(date), "x.html", date, scope) for date, scope, title in given_marks]
    for style in STYLES:
        made = figure(Plan(marks, in_lanes=in_lanes), style)
        if made is None:
            assert not marks
            continue
        assert [row.name for row in made.rows] == [mark.name for mark in marks]
        for mark, row in zip(marks, made.rows, strict=True):
            looks = {look for shape in row.shapes for look in shape.look.split()}
            assert looks & {"solid", "unsure"}
            assert all(0 <= shape.left <= shape.right <= style.width for shape in row.shapes)
            assert 0 <= row.top <= row.top + row.height <= made.height
            assert row.left >= 0
            assert row.left + row.width <= style.width + 0.01
            if set(mark.date.text) & set("?~%") and mark.date.form == "date":
                assert "solid" not in looks
