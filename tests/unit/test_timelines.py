from itertools import combinations, pairwise

import pytest

from builder.coordinates import tenth
from builder.dates import in_words, parse_date
from builder.timelines import TARGET, Count, Figure, Mark, Plan, Row, Style, figure
from builder.timelineviews import STYLES
from builder.timescale import start

WIDE, NARROW = STYLES


def mark(date: str, title: str = "Attack", scope: str = "event") -> Mark:
    return Mark(title, in_words(parse_date(date)), f"{title}.html", parse_date(date), scope)


def drawn(*marks: Mark, style: Style = WIDE, in_lanes: bool = False) -> Figure:
    made = figure(Plan(marks, in_lanes=in_lanes), style)
    assert made is not None
    return made


def looks(row: Row) -> set[str]:
    return {look for shape in row.shapes for look in shape.look.split()}


def reach(row: Row) -> tuple[float, float]:
    return min(shape.left for shape in row.shapes), max(shape.right for shape in row.shapes)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("scope", ["event", "campaign", "background"])
@pytest.mark.parametrize(
    "date", ["2020-12-13~", "2020-12", "2020", "[2020-12-13,2020-12-20]", "2020-12-13?", "202X", "[..2020-12-13]"]
)
def test_what_is_uncertain_is_never_drawn_as_certain(date: str, scope: str, style: Style) -> None:
    (row,) = drawn(mark(date, scope=scope), style=style).rows
    assert "unsure" in looks(row)
    assert "solid" not in looks(row)


def test_a_certain_day_is_a_point_and_a_span_is_as_long_as_it_may_be() -> None:
    day, month, year = drawn(mark("2020-01-05"), mark("2021-03"), mark("2022")).rows
    assert looks(day) == {"solid"}
    assert reach(day)[1] - reach(day)[0] == 12
    assert reach(year)[1] - reach(year)[0] > 10 * (reach(month)[1] - reach(month)[0])


def test_the_days_of_which_it_is_one_are_marked_apart_even_where_a_day_is_less_than_a_pixel() -> None:
    row = drawn(mark("[2020-12-13,2020-12-20,2020-12-27]"), mark("2003-01-01"), style=NARROW).rows[0]
    places = [shape.left for shape in row.shapes if shape.look == "candidate"]
    assert len(places) == 3
    assert all(other - one >= 3 for one, other in combinations(places, 2))


def test_what_goes_on_runs_to_the_end_and_what_ends_somewhere_has_a_short_arrow() -> None:
    on, unknown, last = drawn(mark("2014-02-01/.."), mark("/2021-07-29"), mark("2024-01-01")).rows
    assert {"run", "head"} <= looks(on)
    assert reach(on)[1] == WIDE.width - 2
    assert looks(last) == {"solid"}
    run = next(shape for shape in unknown.shapes if shape.look == "run")
    assert run.right - run.left == pytest.approx(WIDE.stub)


def test_what_goes_across_time_left_out_is_visibly_broken() -> None:
    made = drawn(mark("2003-01-01/2020-01-01", scope="campaign"), mark("2003-05-01"))
    assert [gap.look for gap in made.gaps] == ["band", "strokes"]
    assert {"cut", "edge"} <= looks(made.rows[0])
    assert "cut" not in looks(made.rows[1])


def test_scopes_differ_by_their_shapes() -> None:
    rows = drawn(*(mark("2020-01-01/2020-06-01", scope, scope) for scope in ("event", "campaign", "background"))).rows
    assert len({tuple((shape.look, shape.path) for shape in row.shapes) for row in rows}) == 3
    assert "cap" in looks(rows[2])


def test_rows_stand_in_the_order_that_they_are_given_in_without_touching() -> None:
    for style in STYLES:
        rows = drawn(*(mark(f"20{year}", "Attack " * year) for year in range(10, 40, 3)), style=style).rows
        assert [row.name for row in rows] == [f"{'Attack ' * year}, 20{year}" for year in range(10, 40, 3)]
        assert all(one.top + one.height <= other.top for one, other in pairwise(rows))
        assert all(row.height >= TARGET for row in rows)


def test_a_label_stands_where_there_is_room_and_is_shortened_only_where_there_is_none() -> None:
    early, late, long, longest = drawn(
        mark("2003-01-01", "Early"), mark("2024-12-01", "Late"), mark("2003/2024", "Both " * 12), mark("2010-01-01", "x" * 400)
    ).rows
    assert [text.anchor for row in (early, late) for text in row.texts] == ["start", "end"]
    assert long.height > early.height
    assert long.texts[0].text == "Both " * 12
    assert longest.texts[0].text.endswith("…")
    assert longest.name == f"{'x' * 400}, 1 January 2010"


def test_a_label_that_is_shortened_or_missing_says_less_than_the_name() -> None:
    def labelled(*marks: Mark, in_lanes: bool = False) -> list[bool]:
        return [row.is_labelled for style in STYLES for row in drawn(*marks, style=style, in_lanes=in_lanes).rows]

    assert labelled(mark("2020-01-01", "Rockets, and more")) == [True, True]
    assert labelled(mark("2020-01-01", "word " * 80)) == [False, False]
    assert labelled(mark("2020-01-01"), in_lanes=True) == [False, False]


def test_coordinates_are_written_with_at_most_one_decimal() -> None:
    for number, text in ((12.0, "12"), (-0.04, "0"), (3.14159, "3.1"), (-7.96, "-8")):
        assert str(tenth(number)) == text
    made = drawn(mark("2020-01-05"), mark("2020-03"), mark("2021"), in_lanes=True)
    numbers = [made.height, *(n for row in made.rows for n in (row.left, row.top, row.width, row.height, row.y))]
    assert all(number == tenth(number) for number in numbers)


def test_a_title_that_says_the_date_is_not_followed_by_it() -> None:
    assert mark("2020-12-13", "Attack, 13 December 2020").name == "Attack, 13 December 2020"
    for style in STYLES:
        (row,) = drawn(mark("2020-12-13", "Attack, 13 December 2020"), style=style).rows
        assert [(text.text, text.when) for text in row.texts] == [("Attack, 13 December 2020", "")]


def test_marks_close_together_stand_in_lanes_and_can_each_be_hit() -> None:
    rows = drawn(*(mark(f"2020-01-{day:02}", f"A{day}") for day in range(1, 29)), mark("2024"), style=NARROW, in_lanes=True).rows
    for one, other in combinations(rows, 2):
        assert (
            one.top + one.height <= other.top or other.top + other.height <= one.top
            or one.left + one.width <= other.left + 1e-6 or other.left + other.width <= one.left + 1e-6
        )  # fmt: skip
    assert all(row.width >= TARGET and row.height >= TARGET and not row.texts for row in rows)
    assert all(row.left >= 0 and row.left + row.width <= NARROW.width for row in rows)


def test_counts_are_bars_above_the_marks() -> None:
    counts = [
        Count(number, f"{year}: {number}", f"{year}.html", start("year", year), start("year", year + 1))
        for year, number in ((2003, 5), (2020, 1200), (2021, 600))
    ]
    made = figure(Plan([mark("2019/2021", scope="campaign")], counts, unit="year"), WIDE)
    assert made is not None
    bars, (campaign,) = made.rows[:3], made.rows[3:]
    assert [row.url for row in bars] == ["2003.html", "2020.html", "2021.html"]
    assert [row.texts[0].text for row in bars] == ["5", "1,200", "600"]
    assert campaign.top >= max(row.top + row.height for row in bars)


def test_nothing_dated_makes_no_figure() -> None:
    assert figure(Plan(), WIDE) is None


def test_names_on_the_axis_do_not_touch() -> None:
    marks = [mark(f"{year}-01-01") for year in range(1990, 2020)]
    ticks = [text for text in drawn(*marks, style=NARROW).texts if text.look == "tick"]
    tops = {text.y for text in ticks}
    for top in tops:
        places = [text.x for text in ticks if text.y == top]
        assert all(other - one >= 25 for one, other in pairwise(places))
