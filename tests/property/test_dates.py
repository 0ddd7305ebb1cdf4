import re
from datetime import date, timedelta
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from builder.dates import MAX_LENGTH, DateError, in_words, parse_date, parse_time, time_in_words, weekday

unhurried = settings(deadline=None)  # a busy machine is no fault of the code
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
QUALIFIERS = st.sampled_from(["", "", "", "?", "~", "%"])
DAYS = st.dates()


@st.composite
def points(draw: st.DrawFn) -> str:
    """Dates of every precision, with digits left out from the right and qualifiers anywhere."""
    day = draw(DAYS)
    parts = [
        f"{day.year:04}",
        draw(st.sampled_from([f"{day.month:02}", f"{day.month:02}", "21", "22", "23", "24"])),
        f"{day.day:02}",
    ]
    parts = parts[: draw(st.integers(1, 3 if parts[1] < "13" else 2))]
    shown = [len(part) - draw(st.sampled_from([0, 0, 0, 1, 2])) for part in parts]
    if shown[1:2] != [2] and parts[1:2] > ["12"]:
        shown[1:2] = [2]  # a season stays whole
    parts = [part[:count].ljust(len(part), "X") for part, count in zip(parts, shown, strict=True)]
    return "-".join(draw(QUALIFIERS) + part + draw(QUALIFIERS) for part in parts)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Dates of every form; an interval or range may end before it begins, which is to be refused."""
    form = draw(
        st.sampled_from(
            ["{}", "{}/{}", "{}/..", "../{}", "{}/", "/{}", "[{}]", "[{},{}]", "[{}..{},{}]", "{{{}..,{}}}", "[..{}]"]
        )
    )
    return form.format(*(draw(points()) for _ in range(form.count("{}"))))


NEAR_MISSES = st.text("0123456789X?~%-/.,[]{} T:uxapm", max_size=30)


@unhurried
@given(st.one_of(st.text(), NEAR_MISSES, dates()))
@example("0000-00-00")
@example("9999-24")
@example("99999999/9")
@example("٠٩/١٠/٢٠٢٤")
@example("\ud800")
def test_any_text_is_read_or_refused_in_one_printable_line(text: str) -> None:
    for read in (parse_date, parse_time):
        try:
            read(text)
        except DateError as error:
            message = str(error)
            assert message.isprintable()
            assert not message[0].isupper()


@unhurried
@given(st.text(min_size=MAX_LENGTH + 1).filter(lambda text: len(text.strip()) > MAX_LENGTH))
def test_long_texts_are_refused_unread(text: str) -> None:
    for read in (parse_date, parse_time):
        with pytest.raises(DateError, match=f"at most {MAX_LENGTH} characters"):
            read(text)


def read_or_discard(text: str) -> Any:
    try:
        return parse_date(text)
    except DateError as error:
        # The only faults that `dates` can make: an order turned round, a date named twice, and a day left impossible by its month's X.
        assert re.search("ends before it begins|does not exist|needs its first|names a date twice", str(error))  # noqa: PT017 - no error at all is fine too
        assume(condition=False)


@unhurried
@given(dates())
def test_bounds_and_words_of_every_form(text: str) -> None:
    read = read_or_discard(text)
    if read.earliest and read.latest:
        assert read.earliest <= read.latest
    words = in_words(read)
    assert words == " ".join(words.split())
    assert not set(words) & set("X?~%[]{}/")
    assert words.count("(") == words.count(")")
    assert ("approximate" in words or "about" in words) == bool(set(text) & set("~%"))
    assert ("uncertain" in words) == bool(set(text) & set("?%"))
    assert (weekday(read) is not None) == read.is_exact


@unhurried
@given(st.lists(dates(), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_sorting_is_total_and_does_not_depend_on_the_order_given(texts: list[str], random: Any) -> None:
    read = [read_or_discard(text) for text in set(texts)]
    ordered = sorted(read, key=lambda d: d.sort_key)
    random.shuffle(read)
    assert sorted(read, key=lambda d: d.sort_key) == ordered
    assert len({d.sort_key for d in read}) == len(read)
    starts = [d.earliest or d.latest for d in ordered]
    assert starts == sorted(starts)


@unhurried
@given(DAYS)
def test_a_day_is_exact_and_names_its_day_month_and_year(day: date) -> None:
    read = parse_date(day.isoformat())
    assert (read.earliest, read.latest, read.year, read.is_exact) == (day, day, day.year, True)
    number, month, year = in_words(read).split()
    assert (int(number), month[:3], int(year)) == (day.day, f"{day:%b}", day.year)
    assert weekday(read) == WEEKDAYS[day.weekday()]


@unhurried
@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_words_is_refused_with_the_day_to_write(day: date) -> None:
    words = in_words(parse_date(day.isoformat()))
    with pytest.raises(DateError, match=f"; write {day}$"):
        parse_date(words)


@unhurried
@given(DAYS, st.sampled_from("/.-"), st.booleans())
def test_the_advice_on_a_day_written_in_figures_holds_that_day(day: date, mark: str, padded: bool) -> None:
    number, month = (f"{part:02}" if padded else f"{part}" for part in (day.day, day.month))
    for text in (f"{number}{mark}{month}{mark}{day.year:04}", f"{month}{mark}{number}{mark}{day.year:04}"):
        with pytest.raises(DateError) as error:
            parse_date(text)
        advised = re.findall("[0-9]{4}-[0-9]{2}-[0-9]{2}", str(error.value))
        assert str(day) in advised
        for suggestion in advised:
            assert parse_date(suggestion).is_exact


@unhurried
@given(DAYS, DAYS)
def test_an_interval_has_the_bounds_of_its_ends_and_no_other_order(one: date, other: date) -> None:
    first, last = sorted((one, other))
    read = parse_date(f"{first}/{last}")
    assert (read.earliest, read.latest) == (first, last)
    assert str(first.year) in in_words(read)
    assert str(last.year) in in_words(read)
    if first < last:
        with pytest.raises(DateError, match=f"ends before it begins; did you mean {first}/{last}"):
            parse_date(f"{last}/{first}")


@unhurried
@given(st.lists(DAYS, min_size=1, max_size=9, unique=True))
def test_a_set_has_the_bounds_of_its_members_and_names_each(days: list[date]) -> None:
    for opening, closing in ("[]", "{}"):
        read = parse_date(opening + ",".join(map(str, days)) + closing)
        assert (read.earliest, read.latest) == (min(days), max(days))
        figures = re.findall("[0-9]+", in_words(read))
        for day in days:
            assert str(day.day) in figures
            assert str(day.year) in figures


@settings(max_examples=50, deadline=None)
@given(
    DAYS,
    DAYS,
    st.sampled_from(
        ["{0}", "{0:.7}", "{0:.4}", "{0}~", "{0:.3}X", "{0:.7}-XX", "{0}/{1}", "{0:.4}/{1:.7}", "[{0},{1}]", "[{0}..{1}]"]
    ),
)
def test_bounds_agree_with_the_edtf_package(one: date, other: date, form: str) -> None:
    assume(min(one, other).year > 9)  # 000X begins with the year 0 there
    assume(one != other or form != "[{0},{1}]")  # a date named twice is no set
    text = form.format(*map(str, sorted((one, other))))
    ours, theirs = parse_date(text), parse_edtf(text)
    assert (ours.earliest, ours.latest) == (date(*theirs.lower_strict()[:3]), date(*theirs.upper_strict()[:3]))


@unhurried
@given(DAYS, st.integers(0, 400))
def test_an_x_covers_exactly_the_days_it_can_stand_for(day: date, distance: int) -> None:
    assume(day.toordinal() + distance < date.max.toordinal())
    other = str(day + timedelta(distance))
    for kept in (3, 6, 7, 9):
        text = re.sub("[0-9]", "X", str(day)[kept:])
        read = parse_date(str(day)[:kept] + text)
        assert read.earliest
        assert read.latest
        assert read.earliest <= day <= read.latest
        if other[:kept] == str(day)[:kept]:
            assert str(read.earliest) <= other <= str(read.latest)
        assert str(read.earliest)[:kept] == str(read.latest)[:kept] == str(day)[:kept]


CLOCKS = st.times().map(lambda time: f"{time:%H:%M}")


@unhurried
@given(CLOCKS, CLOCKS)
def test_every_time_of_day_is_read_and_said(one: str, other: str) -> None:
    minute = int(one[:2]) * 60 + int(one[3:])
    read = parse_time(one)
    assert (read.earliest, read.latest, time_in_words(read)) == (minute, minute, one)
    assert time_in_words(parse_time(f"{one}~")) == f"about {one}"
    first, last = sorted((one, other))
    between = parse_time(f"{first}/{last}")
    assert between.earliest <= between.latest
    assert first in time_in_words(between)
    assert last in time_in_words(between)


@unhurried
@given(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["a.m.", "p.m.", "am", "PM"]))
def test_a_time_of_twelve_hours_is_refused_with_the_time_to_write(hour: int, minute: int, half: str) -> None:
    right = f"{hour % 12 + 12 * (half[0].lower() == 'p'):02}:{minute:02}"
    with pytest.raises(DateError, match=f'; write "{right}"$'):
        parse_time(f"{hour}:{minute:02} {half}")
    assert parse_time(right)
