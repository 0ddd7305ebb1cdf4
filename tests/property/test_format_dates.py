"""No format of open data may tell of a date what the wiki doesn't know."""

import datetime as dt
from calendar import monthrange

from followthemoney.types import registry
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builder.bibdata import _dated
from builder.csldata import FILE, issued
from builder.dates import DateError, EdtfDate, in_words, parse_date
from builder.ftmlines import in_full, on, when
from builder.knowndates import is_plain

unhurried = settings(deadline=None)  # a busy machine is no fault of the code
assert FILE.schema is not None
ISSUED = Draft202012Validator(FILE.schema["items"]["properties"]["issued"])
SIGNS = st.sampled_from(["", "", "", "?", "~", "%"])
FORMS = st.sampled_from(
    [
        "{}",
        "{}",
        "{}/{}",
        "{}/..",
        "../{}",
        "{}/",
        "/{}",
        "[{}]",
        "[{},{}]",
        "[{}..{}]",
        "[{}..]",
        "[..{}]",
        "{{{},{}}}",
        "{{{}..{}}}",
    ]
)


@st.composite
def points(draw: st.DrawFn) -> str:
    day = draw(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2026, 12, 31)) | st.dates())
    season = draw(st.sampled_from(["", "", "", "21", "22", "23", "24"]))
    whole = f"{day.year:04}-{season}" if season else str(day)[: draw(st.sampled_from([4, 7, 10]))]
    digits = 0 if season else draw(st.sampled_from([0, 0, 0, 1, 2]))
    return draw(SIGNS) + whole[: len(whole) - digits] + "X" * digits + draw(SIGNS)


@st.composite
def dates(draw: st.DrawFn) -> EdtfDate:
    form = draw(FORMS)
    text = form.format(*(draw(points()) for _ in range(form.count("{}"))))
    try:
        return parse_date(text)
    except DateError:
        assume(condition=False)
        raise


def span(parts: list[int]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a year, a year and month, or a day stands for."""
    year, month, day = [*parts, 0, 0][:3]
    return dt.date(year, month or 1, day or 1), dt.date(year, month or 12, day or monthrange(year, month or 12)[1])


def parts_of(text: str) -> list[int]:
    return [int(part) for part in text.split("-")]


def is_doubtful(date: EdtfDate) -> bool:
    return bool(set(date.text) & set("?~%"))


def holds(parts: list[int], date: EdtfDate) -> bool:
    """Tell whether all that a point in time can mean lies in what a format says of it."""
    first, last = span(parts)
    return date.earliest is not None and date.latest is not None and first <= date.earliest <= date.latest <= last


@unhurried
@given(dates())
@example(parse_date("2020-02-2X"))
@example(parse_date("[2020-12-31,2021-01-01]"))
def test_entities_say_of_a_date_no_more_than_is_certain(date: EdtfDate) -> None:
    found = {name: [str(value) for value in values] for name, values in when(date).items()}
    days, starts, ends = (found[name] for name in ("date", "startDate", "endDate"))
    assert all(registry.date.clean(value) == value for value in [*days, *starts, *ends])
    if date.form == "interval":
        assert not days
        for values, end in zip((starts, ends), date.parts, strict=True):
            assert all(holds(parts_of(value), end) and not is_doubtful(end) for value in values)
    else:
        assert not starts
        assert not ends
        assert not (days and is_doubtful(date))
    if date.form == "all-of":
        assert not days or days == [part.text for part in date.parts]
    else:
        assert days == on(date)
        assert all(holds(parts_of(value), date) for value in days)
    # What the dates leave open, the words say.
    told = days == [date.text] or [*starts, *ends] == date.text.split("/") or (days and date.form == "all-of")
    assert in_full("Date", date) == ([] if told else [f"Date: {in_words(date)}"])


@unhurried
@given(dates())
def test_references_in_csl_say_of_a_date_no_more_than_is_certain(date: EdtfDate) -> None:
    found = issued(date)
    ISSUED.validate(found)
    parts = found.get("date-parts", [])
    assert not (parts and is_doubtful(date))
    assert ("circa" in found) == is_doubtful(date)
    if len(parts) == 2:
        assert "/".join("-".join(f"{part:0{2 if n else 4}}" for n, part in enumerate(end)) for end in parts) == date.text
    elif parts and is_plain(date):
        assert holds(parts[0], date)
        assert span(parts[0]) == (date.earliest, date.latest)
    elif parts:
        assert holds(parts[0], date)
    if not is_plain(date) and len(parts) < 2:
        assert found["literal"] == in_words(date)


@unhurried
@given(dates())
def test_references_in_bibtex_have_plain_dates_or_words(date: EdtfDate) -> None:
    found = {name: value for name, value in _dated(date).items() if value}
    if is_plain(date):
        assert found["date"] == date.text
        assert found["year"] == date.text[:4]
        assert ("month" in found) == (len(date.text) > 4)
    else:
        assert list(found) == ["year"]
        # No sign of TeX is in the words of a date.
        assert found["year"] == in_words(date)
