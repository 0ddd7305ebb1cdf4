import pickle
from datetime import date
from typing import Any

import pytest
from edtf import parse_edtf

from builder.dates import (
    DAY_PARTS,
    MAX_LENGTH,
    DateError,
    in_words,
    parse_date,
    parse_time,
    time_in_words,
    weekday,
)

LIKE = "write one like 2024-09-10, 2024-09, 2024, 2019-23 (autumn), 2024-09-10~ (about) or 2024-09-10/2024-09-13"
MONTHS = "months run from 01 to 12; 21 to 24 are seasons, without days"
TIMES = (
    'write one like "23:00", "23:00~" or "20:00/21:00", or one of '
    "midnight, early-morning, dawn, morning, noon, afternoon, evening, night"
)

# text, first day, last day, words
POINTS = [
    ("2024-09-10", "2024-09-10", "2024-09-10", "10 September 2024"),
    ("2024-09-01", "2024-09-01", "2024-09-01", "1 September 2024"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
    ("2023-02", "2023-02-01", "2023-02-28", "February 2023"),
    ("2024", "2024-01-01", "2024-12-31", "2024"),
    ("  2024-09-10\n", "2024-09-10", "2024-09-10", "10 September 2024"),
    ("0001-01-01", "0001-01-01", "0001-01-01", "1 January 1"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "31 December 9999"),
]
SEASONS = [
    ("2019-21", "2019-03-01", "2019-05-31", "spring 2019"),
    ("2019-22", "2019-06-01", "2019-08-31", "summer 2019"),
    ("2019-23", "2019-09-01", "2019-11-30", "autumn 2019"),
    ("2019-24", "2019-12-01", "2020-02-29", "winter 2019"),
    ("2018-24", "2018-12-01", "2019-02-28", "winter 2018"),
    ("9999-24", "9999-12-01", "9999-12-31", "winter 9999"),  # the calendar ends there
]
QUALIFIED = [
    ("2024-09-10~", "2024-09-10", "2024-09-10", "about 10 September 2024"),
    ("2024-09-10?", "2024-09-10", "2024-09-10", "10 September 2024 (uncertain)"),
    ("2024-09-10%", "2024-09-10", "2024-09-10", "about 10 September 2024 (uncertain)"),
    ("2024-09~", "2024-09-01", "2024-09-30", "about September 2024"),
    ("2019-23~", "2019-09-01", "2019-11-30", "about autumn 2019"),
    ("~2024", "2024-01-01", "2024-12-31", "about 2024"),
    ("2024-09~-10", "2024-09-10", "2024-09-10", "10 September 2024 (year and month approximate)"),
    ("2024?-09-10", "2024-09-10", "2024-09-10", "10 September 2024 (year uncertain)"),
    ("2024-09-~10", "2024-09-10", "2024-09-10", "about 10 September 2024"),
    ("?2024-~09-10", "2024-09-10", "2024-09-10", "10 September 2024 (month approximate, year uncertain)"),
    ("?2019-23", "2019-09-01", "2019-11-30", "autumn 2019 (year uncertain)"),
    ("2019-?23", "2019-09-01", "2019-11-30", "autumn 2019 (season uncertain)"),
]
UNSPECIFIED = [
    ("202X", "2020-01-01", "2029-12-31", "the 2020s"),
    ("20XX", "2000-01-01", "2099-12-31", "some time from 2000 to 2099"),
    ("000X", "0001-01-01", "0009-12-31", "the 0000s"),
    ("2024-XX", "2024-01-01", "2024-12-31", "some month of 2024"),
    ("2024-1X", "2024-10-01", "2024-12-31", "some time from October to December 2024"),
    ("2024-09-XX", "2024-09-01", "2024-09-30", "some day in September 2024"),
    ("2024-XX-XX", "2024-01-01", "2024-12-31", "some day of 2024"),
    ("2024-XX-31", "2024-01-31", "2024-12-31", "some time from 31 January to 31 December 2024"),
    ("2021-02-2X", "2021-02-20", "2021-02-28", "some time from 20 to 28 February 2021"),
    ("2024-02-2X", "2024-02-20", "2024-02-29", "some time from 20 to 29 February 2024"),
    ("2021-02-0X", "2021-02-01", "2021-02-09", "some time from 1 to 9 February 2021"),
    ("2023-04-3X", "2023-04-30", "2023-04-30", "30 April 2023"),  # no other day of April is thirty-odd
    ("202X-02-29", "2020-02-29", "2028-02-29", "29 February of some year from 2020 to 2028"),
    ("202X-09-XX", "2020-09-01", "2029-09-30", "some time from 1 September 2020 to 30 September 2029"),
    ("202X-23", "2020-09-01", "2029-11-30", "autumn of some year from 2020 to 2029"),
    ("2024-XX?", "2024-01-01", "2024-12-31", "some month of 2024 (uncertain)"),
    ("202X~", "2020-01-01", "2029-12-31", "the 2020s (approximate)"),
]
INTERVALS = [
    ("2024-09-10/2024-09-13", "2024-09-10", "2024-09-13", "10–13 September 2024"),
    ("2024-09-28/2024-10-03", "2024-09-28", "2024-10-03", "28 September – 3 October 2024"),
    ("2023-12-28/2024-01-02", "2023-12-28", "2024-01-02", "28 December 2023 – 2 January 2024"),
    ("2024-09/2024-11", "2024-09-01", "2024-11-30", "September–November 2024"),
    ("2023-10/2024-09", "2023-10-01", "2024-09-30", "October 2023 – September 2024"),
    ("2019/2020", "2019-01-01", "2020-12-31", "2019–2020"),
    ("2019-23/2020-12", "2019-09-01", "2020-12-31", "autumn 2019 – December 2020"),
    ("2024-09-10/2024-10", "2024-09-10", "2024-10-31", "10 September 2024 – October 2024"),
    ("2024-09-12/2024", "2024-09-12", "2024-12-31", "12 September 2024 – 2024"),  # ends some time later that year
    ("2024/2024-03", "2024-01-01", "2024-03-31", "2024 – March 2024"),
    ("2024-09-10/2024-09-10", "2024-09-10", "2024-09-10", "10 September 2024"),
    ("2024-09-10~/2024-09-13", "2024-09-10", "2024-09-13", "from about 10 September 2024 to 13 September 2024"),
    ("2024-09-XX/2024-10-03", "2024-09-01", "2024-10-03", "from some day in September 2024 to 3 October 2024"),
    ("2023-10-07/..", "2023-10-07", None, "since 7 October 2023"),
    ("2023-10/", "2023-10-01", None, "from October 2023 (end unknown)"),
    ("2023-10?/", "2023-10-01", None, "from October 2023 (uncertain; end unknown)"),
    ("../2020", None, "2020-12-31", "until 2020"),
    ("/2020", None, "2020-12-31", "until 2020 (start unknown)"),
    ("/2024-09-10", None, "2024-09-10", "until 10 September 2024 (start unknown)"),
]
SETS = [
    ("[2020-12-13,2020-12-20,2020-12-27]", "2020-12-13", "2020-12-27", "one of 13, 20 or 27 December 2020"),
    ("[2020-12-27,2020-12-13]", "2020-12-13", "2020-12-27", "27 or 13 December 2020"),
    ("[2020-11-29,2020-12-06]", "2020-11-29", "2020-12-06", "29 November or 6 December 2020"),
    ("[2020-12-27,2021-01-03]", "2020-12-27", "2021-01-03", "27 December 2020 or 3 January 2021"),
    ("[2020-12-13,2021]", "2020-12-13", "2021-12-31", "13 December 2020 or 2021"),
    ("[2020-12-13~,2020-12-20]", "2020-12-13", "2020-12-20", "about 13 December 2020 or 20 December 2020"),
    ("[2020-12-13,2020-12-20..2020-12-27]", "2020-12-13", "2020-12-27", "13 or 20–27 December 2020"),
    ("[2020-12-13..2020-12-27]", "2020-12-13", "2020-12-27", "some time from 13 to 27 December 2020"),
    ("[2020-12-27..2021-01-03]", "2020-12-27", "2021-01-03", "some time from 27 December 2020 to 3 January 2021"),
    ("[2024-09-11..]", "2024-09-11", None, "on or after 11 September 2024"),
    ("[..2024-09-11]", None, "2024-09-11", "on or before 11 September 2024"),
    ("[..2020-12]", None, "2020-12-31", "in or before December 2020"),
    ("[2020-12-13]", "2020-12-13", "2020-12-13", "13 December 2020"),
    ("{2024-09-10,2024-09-12}", "2024-09-10", "2024-09-12", "10 and 12 September 2024"),
    ("{2024-09-10,2024-09-12,2024-10-01}", "2024-09-10", "2024-10-01", "10 September, 12 September and 1 October 2024"),
    ("{2024-09-10..2024-09-13}", "2024-09-10", "2024-09-13", "every day from 10 to 13 September 2024"),
    ("{2024-09..2024-11}", "2024-09-01", "2024-11-30", "every month from September to November 2024"),
    ("{2024-09-10..}", "2024-09-10", None, "every day from 10 September 2024"),
]
# The examples of the specification of the Library of Congress (4 February 2019), levels 0 to 2, where we read the form.
SPECIFICATION = [
    ("1985-04-12", "1985-04-12", "1985-04-12", "12 April 1985"),
    ("1985-04", "1985-04-01", "1985-04-30", "April 1985"),
    ("1985", "1985-01-01", "1985-12-31", "1985"),
    ("1964/2008", "1964-01-01", "2008-12-31", "1964–2008"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "June 2004 – August 2006"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "1 February 2004 – 8 February 2005"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "1 February 2004 – February 2005"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "1 February 2004 – 2005"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "2005 – February 2006"),
    ("2001-21", "2001-03-01", "2001-05-31", "spring 2001"),
    ("1984?", "1984-01-01", "1984-12-31", "1984 (uncertain)"),
    ("2004-06~", "2004-06-01", "2004-06-30", "about June 2004"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "about 11 June 2004 (uncertain)"),
    ("201X", "2010-01-01", "2019-12-31", "the 2010s"),
    ("20XX", "2000-01-01", "2099-12-31", "some time from 2000 to 2099"),
    ("2004-XX", "2004-01-01", "2004-12-31", "some month of 2004"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "some day in April 1985"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "some day of 1985"),
    ("1985-04-12/..", "1985-04-12", None, "since 12 April 1985"),
    ("1985-04/..", "1985-04-01", None, "since April 1985"),
    ("1985/..", "1985-01-01", None, "since 1985"),
    ("../1985-04-12", None, "1985-04-12", "until 12 April 1985"),
    ("../1985-04", None, "1985-04-30", "until April 1985"),
    ("../1985", None, "1985-12-31", "until 1985"),
    ("1985-04-12/", "1985-04-12", None, "from 12 April 1985 (end unknown)"),
    ("1985-04/", "1985-04-01", None, "from April 1985 (end unknown)"),
    ("1985/", "1985-01-01", None, "from 1985 (end unknown)"),
    ("/1985-04-12", None, "1985-04-12", "until 12 April 1985 (start unknown)"),
    ("/1985-04", None, "1985-04-30", "until April 1985 (start unknown)"),
    ("/1985", None, "1985-12-31", "until 1985 (start unknown)"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "one of 1667, 1668 or 1670–1672"),
    ("[..1760-12-03]", None, "1760-12-03", "on or before 3 December 1760"),
    ("[1760-12..]", "1760-12-01", None, "in or after December 1760"),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", None, "one of January 1760, February 1760 or December 1760 or later"),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", "1667 or December 1760"),
    ("[..1984]", None, "1984-12-31", "in or before 1984"),
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", "1667, 1668 and 1670–1672"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "1960 and December 1961"),
    ("{..1984}", None, "1984-12-31", "every year up to 1984"),
    ("2004-06~-11", "2004-06-11", "2004-06-11", "11 June 2004 (year and month approximate)"),
    ("2004?-06-11", "2004-06-11", "2004-06-11", "11 June 2004 (year uncertain)"),
    ("?2004-06-~11", "2004-06-11", "2004-06-11", "about 11 June 2004 (year uncertain)"),
    ("2004-%06-11", "2004-06-11", "2004-06-11", "11 June 2004 (month approximate, month uncertain)"),
    ("156X-12-25", "1560-12-25", "1569-12-25", "25 December of some year from 1560 to 1569"),
    ("15XX-12-25", "1500-12-25", "1599-12-25", "25 December of some year from 1500 to 1599"),
    ("1XXX-XX", "1000-01-01", "1999-12-31", "some time from January 1000 to December 1999"),
    ("1XXX-12", "1000-12-01", "1999-12-31", "December of some year from 1000 to 1999"),
    ("1984-1X", "1984-10-01", "1984-12-31", "some time from October to December 1984"),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20", "from about 1 June 2004 to about 20 June 2004"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "from some day in June 2004 to 3 July 2004"),
]
# Examples of the specification that we refuse: other years, significant digits, a time, quarters, a year without digits.
SPECIFICATION_REFUSED = [
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "Y170000002",
    "Y-170000002",
    "-1985",
    "Y-17E7",
    "1950S2",
    "Y171010000S3",
    "Y3388E2S3",
    "2001-34",
    "XXXX-12-XX",
]
ALL = [*POINTS, *SEASONS, *QUALIFIED, *UNSPECIFIED, *INTERVALS, *SETS, *SPECIFICATION]


@pytest.mark.parametrize(("text", "first", "last", "words"), ALL)
def test_a_date_has_its_bounds_and_its_words(text: str, first: str | None, last: str | None, words: str) -> None:
    read = parse_date(text)
    assert read.text == text.strip()
    assert (read.earliest and str(read.earliest), read.latest and str(read.latest)) == (first, last)
    assert in_words(read) == words


@pytest.mark.parametrize("text", SPECIFICATION_REFUSED)
def test_what_the_subset_leaves_out_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


def oracle(text: str) -> tuple[date | None, date | None]:
    """Return the bounds that edtf gives; an open end is infinite there."""
    read: Any = parse_edtf(text)
    low, high = read.lower_strict(), read.upper_strict()
    return (
        None if isinstance(low, float) else date(*low[:3]),
        None if isinstance(high, float) else date(*high[:3]),
    )


# Where edtf 5.0.2 cannot say, or says otherwise by design.
NOT_COMPARED = {
    # It ends winter in December, "for simplicity"; ours lasts to the end of February.
    "2019-24", "2018-24",
    # It reads no season that is qualified or of an unspecified year.
    "2019-23~", "?2019-23", "2019-?23", "202X-23",
    # It reads a day or month with one X, then raises ValueError or AttributeError when asked for its bounds.
    "2021-02-2X", "2024-02-2X", "2021-02-0X", "2023-04-3X", "2024-1X", "1984-1X",
    # It gives days that do not exist: in the year 0, and 29 February 2029.
    "000X", "202X-02-29",
    # It reads no set of one.
    "[2020-12-13]",
}  # fmt: skip
# For an unknown end edtf guesses ten years from the known one; ours stays unknown.
UNKNOWN_END = {text for text, *_ in ALL if text.startswith("/") or text.endswith("/")}
COMPARED = sorted({text for text, *_ in ALL} - NOT_COMPARED - UNKNOWN_END)


@pytest.mark.parametrize("text", COMPARED)
def test_bounds_agree_with_the_edtf_package(text: str) -> None:
    read = parse_date(text)
    assert (read.earliest, read.latest) == oracle(text)


@pytest.mark.parametrize("text", sorted(UNKNOWN_END - NOT_COMPARED))
def test_the_known_end_agrees_with_the_edtf_package(text: str) -> None:
    read, (low, high) = parse_date(text), oracle(text)
    assert read.earliest in (low, None)
    assert read.latest in (high, None)


ERRORS = [
    # another order or other marks
    ("10/09/2024", '"10/09/2024" is not a date; write the year first: 2024-09-10 (or 2024-10-09, if 10 is the month)'),
    ("10.9.2024", '"10.9.2024" is not a date; write the year first: 2024-09-10 (or 2024-10-09, if 10 is the month)'),
    ("12/09/2024", '"12/09/2024" is not a date; write the year first: 2024-09-12 (or 2024-12-09, if 12 is the month)'),
    ("10/10/2024", '"10/10/2024" is not a date; write the year first: 2024-10-10'),
    ("13/09/2024", '"13/09/2024" is not a date; write the year first: 2024-09-13'),
    ("09/13/2024", '"09/13/2024" is not a date; write 2024-09-13'),
    ("2024/09/10", '"2024/09/10" is not a date; write 2024-09-10'),
    ("20240910", '"20240910" is not a date; write 2024-09-10'),
    ("2024-9-1", '"2024-9-1" is not a date; write 2024-09-01'),
    ("2024-9", '"2024-9" is not a date; write 2024-09'),
    ("09/2024", '"09/2024" is not a date; write 2024-09'),
    ("2024–09–10", '"2024–09–10" is not a date; write 2024-09-10'),
    # in words
    ("10 September 2024", '"10 September 2024" is not a date; write 2024-09-10'),
    ("10th of September 2024", '"10th of September 2024" is not a date; write 2024-09-10'),
    ("September 10, 2024", '"September 10, 2024" is not a date; write 2024-09-10'),
    ("Tuesday, 10 Sept. 2024", '"Tuesday, 10 Sept. 2024" is not a date; write 2024-09-10'),
    ("September 2024", '"September 2024" is not a date; write 2024-09'),
    ("yesterday", f'"yesterday" is not a date; {LIKE}'),
    ("", f'"" is not a date; {LIKE}'),
    # slips in EDTF
    ("202x", '"202x" is not a date; write 202X'),
    ("2024-09-10 ~", '"2024-09-10 ~" is not a date; write 2024-09-10~'),
    ("[2020-12-13, 2020-12-20]", '" 2020-12-20" is not a date; write 2020-12-20'),
    ("2024-09-10T23:00:00", '"2024-09-10T23:00:00" is not a date; write 2024-09-10'),
    ("2X24", '"2X24" is not a date; X stands for last digits only, and a year needs its first: 202X, 2024-XX'),
    ("[2020,2021", '"[2020,2021" is not a set; end it with ]'),
    ("{2020,2021]", '"{2020,2021]" is not a set; end it with }'),
    ("[..2020,2021..]", '"[..2020,2021..]" is not a set; it is open at both ends: close one'),
    ("/", '"/" is not a date; give its start, its end or both'),
    ("../..", '"../.." is not a date; give its start, its end or both'),
    # the end that is wrong is named, not guessed at
    ("2024-09/10", f'"10" is not a date; {LIKE}'),
    ("2024-09-10/2024-9-13", '"2024-9-13" is not a date; write 2024-09-13'),
    # no such day
    ("2024-02-30", "2024-02-30 does not exist: February 2024 has 29 days"),
    ("2023-02-29", "2023-02-29 does not exist: February 2023 has 28 days"),
    ("1900-02-29", "1900-02-29 does not exist: February 1900 has 28 days"),
    ("2024-09-31~", "2024-09-31~ does not exist: September 2024 has 30 days"),
    ("2024-09-00", "2024-09-00 does not exist: September 2024 has 30 days"),
    ("2021-02-3X", "2021-02-3X does not exist: February 2021 has 28 days"),
    ("202X-02-30", "202X-02-30 does not exist: none of its months has such a day"),
    ("2024-13", f"2024-13 does not exist: {MONTHS}"),
    ("2024-00", f"2024-00 does not exist: {MONTHS}"),
    ("2024-25", f"2024-25 does not exist: {MONTHS}"),
    ("2024-21-10", f"2024-21-10 does not exist: {MONTHS}"),
    ("0000", "0000 does not exist: years start at 0001"),
    # the wrong way round
    ("2024-09-12/2024-09-10", "2024-09-12/2024-09-10 ends before it begins; did you mean 2024-09-10/2024-09-12?"),
    ("2024-09/2024-08-15", "2024-09/2024-08-15 ends before it begins; did you mean 2024-08-15/2024-09?"),
    ("[2021..2020]", "2021..2020 ends before it begins; did you mean 2020..2021?"),
    # digits of other scripts look like a date and are none
    ("２０２４-09-10", '"２０２４-09-10" is not a date; write 2024-09-10'),
    ("٢٠٢٤-٠٩-١٠", f'"٢٠٢٤-٠٩-١٠" is not a date; {LIKE}'),
    # what cannot be seen is spelt out, and the message stays one line
    ("2024-09-10\u200b", f'"2024-09-10\\u200b" is not a date; {LIKE}'),
    ("20\n24 or so", f'"20\\u000a24 or so" is not a date; {LIKE}'),
    ("2" * 201, "a date or time has at most 200 characters, this one 201"),
]


@pytest.mark.parametrize(("text", "message"), ERRORS)
def test_an_error_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        parse_date(text)
    assert str(error.value) == message


def test_dates_sort_by_first_day_and_the_narrower_first() -> None:
    written = ["2024-09-10", "2024-09/..", "2024-09", "../2020", "2024-09-01", "2019-23/2020-12"]
    ordered = ["2019-23/2020-12", "../2020", "2024-09-01", "2024-09", "2024-09/..", "2024-09-10"]
    assert sorted(written, key=lambda text: parse_date(text).sort_key) == ordered


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-09-10", "Tuesday"),
        ("2021-07-29", "Thursday"),
        ("2020-11-17", "Tuesday"),
        ("[2024-09-10]", "Tuesday"),
        ("2024-09-10/2024-09-10", "Tuesday"),
        ("2023-04-3X", "Sunday"),
        ("2024-09-10?", None),
        ("2024-~09-10", None),
        ("2024-09-10/2024-09-11", None),
        ("[..2024-09-10]", None),
        ("/2024-09-10", None),
        ("2024-09", None),
    ],
)
def test_only_an_exact_day_has_a_weekday(text: str, day: str | None) -> None:
    read = parse_date(text)
    assert weekday(read) == day
    assert read.is_exact == (day is not None)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024-09-10", 2024), ("2023-12-28/2024-01-02", 2023), ("../2020", 2020), ("2019-24", 2019), ("[..2021-07-29]", 2021)],
)
def test_a_date_is_filed_under_a_year(text: str, year: int) -> None:
    assert parse_date(text).year == year


def test_dates_and_times_travel_between_processes_and_into_sets() -> None:
    for read in (parse_date("[2020-12-13,2021..]"), parse_time("20:00/21:00")):
        assert {pickle.loads(pickle.dumps(read))} == {read}  # noqa: S301 - its own pickle


def test_what_a_date_is_made_of() -> None:
    read = parse_date("[2020-12,2021-23..]")
    month, later = read.parts
    assert (read.form, month.form, later.form) == ("one-of", "date", "range")
    assert (month.unit, later.parts[0].unit, later.parts[1].form) == ("month", "season", "open")
    assert parse_date("2020/").parts[1].form == "unknown"


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "approximate", "words"),
    [
        ("23:00", 1380, 1380, False, "23:00"),
        ("00:00", 0, 0, False, "00:00"),
        (" 23:59 ", 1439, 1439, False, "23:59"),
        ("23:00~", 1380, 1380, True, "about 23:00"),
        ("20:00/21:00", 1200, 1260, False, "between 20:00 and 21:00"),
        ("06:00/23:00", 360, 1380, False, "between 06:00 and 23:00"),
        ("23:30/00:30", 1410, 1470, False, "between 23:30 and 00:30"),
        ("20:00/07:00", 1200, 1860, False, "between 20:00 and 07:00"),
        ("20:00/20:00", 1200, 1200, False, "20:00"),
        ("midnight", 0, 0, False, "at midnight"),
        ("early-morning", 0, 359, False, "in the early morning"),
        ("dawn", 240, 419, False, "at dawn"),
        ("morning", 360, 719, False, "in the morning"),
        ("noon", 720, 720, False, "at noon"),
        ("afternoon", 720, 1079, False, "in the afternoon"),
        ("evening", 1020, 1319, False, "in the evening"),
        ("night", 1200, 1439, False, "at night"),
    ],
)
def test_a_time_has_its_bounds_and_its_words(text: str, earliest: int, latest: int, *, approximate: bool, words: str) -> None:
    read = parse_time(text)
    assert (read.text, read.earliest, read.latest, read.approximate) == (text.strip(), earliest, latest, approximate)
    assert time_in_words(read) == words


def test_parts_of_the_day_are_offered_in_order() -> None:
    assert DAY_PARTS == ("midnight", "early-morning", "dawn", "morning", "noon", "afternoon", "evening", "night")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("11 p.m.", '"11 p.m." is not a time; write "23:00"'),
        ("11:30 PM", '"11:30 PM" is not a time; write "23:30"'),
        ("12 a.m.", '"12 a.m." is not a time; write "00:00"'),
        ("12pm", '"12pm" is not a time; write "12:00"'),
        ("around 11 p.m.", '"around 11 p.m." is not a time; write "23:00~"'),
        ("~23:00", '"~23:00" is not a time; write "23:00~"'),
        ("9:30", '"9:30" is not a time; write "09:30"'),
        ("9.30", '"9.30" is not a time; write "09:30"'),
        ("2300", '"2300" is not a time; write "23:00"'),
        ("23:00:00", '"23:00:00" is not a time; write "23:00"'),
        ("20:00–21:00", '"20:00–21:00" is not a time; write "20:00/21:00"'),
        ("25:00", '"25:00" is not a time; hours run from 00 to 23, minutes from 00 to 59'),
        ("24:00", '"24:00" is not a time; hours run from 00 to 23, minutes from 00 to 59'),
        ("23:60", '"23:60" is not a time; hours run from 00 to 23, minutes from 00 to 59'),
        ("21:00/20:00", "21:00/20:00 ends before it begins; did you mean 20:00/21:00?"),
        ("19:00/08:00", "19:00/08:00 ends before it begins; did you mean 08:00/19:00?"),
        ("20:00-21:00-22:00", f'"20:00-21:00-22:00" is not a time; {TIMES}'),
        ("nigt", f'"nigt" is not a time; did you mean "night"? {TIMES}'),
        ("Early morning", f'"Early morning" is not a time; did you mean "early-morning"? {TIMES}'),
        ("teatime", f'"teatime" is not a time; {TIMES}'),
        ("11", f'"11" is not a time; {TIMES}'),
        ("", f'"" is not a time; {TIMES}'),
        ("٢٣:٠٠", f'"٢٣:٠٠" is not a time; {TIMES}'),
        ("1" * 201, "a date or time has at most 200 characters, this one 201"),
    ],
)
def test_a_wrong_time_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        parse_time(text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "[" + ",".join(["1XXX-02-30"] * 18) + "]",
        "[" * MAX_LENGTH,
        "?" * MAX_LENGTH,
        "2024-" * 40,
        "1/" * 100,
        "th" * 100,
        " " * 99 + "x" + "of " * 33,
        "9" * 1_000_000,
    ],
    ids=lambda text: text[:20],
)
def test_a_text_that_could_take_long_is_refused(text: str) -> None:
    for read in (parse_date, parse_time):
        with pytest.raises(DateError):
            read(text)
