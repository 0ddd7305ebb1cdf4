from builder.articles import Article
from builder.guesses import Reading, read
from builder.ids import PageId
from builder.lexicon import Lexicon
from builder.namings import namings
from builder.passages import Passages

PROSE = "Two rockets hit the depot in Northport, and the mayor said that nobody in the city was hurt by them.\n"


def reading(text: str, years: tuple[int, ...] = (), **media: str) -> Reading:
    article = Article(Passages(text))
    names = {PageId(f"actors/{slug}"): name for slug, name in media.items()}
    lexicon = Lexicon((page, (name,)) for page, name in names.items())
    return read(article, namings(article, lexicon), names, years)


def test_a_headline_that_stands_twice_is_sure() -> None:
    title = reading(f"Friday, 3 May 2024\nlogo\n\nRockets hit the depot\n\nHerald\nRockets hit the depot\n\n{PROSE}").title
    assert (title.value, title.how, title.why) == ("Rockets hit the depot", "sure", "line 4, which line 7 says again")


def test_a_short_first_line_is_likely_the_headline_and_loses_the_outlet() -> None:
    assert reading(f"Rockets hit the depot - Northport Herald\n\n{PROSE}").title.value == "Rockets hit the depot"


def test_what_is_no_headline() -> None:
    for line in (
        "Photo: The depot after the rockets hit it",
        "By John Smith of the Herald",
        "Share this on Facebook",
        "NORTHPORT (AP) - Rockets hit",
    ):
        assert reading(f"{line}\n\n{PROSE}").title.value is None
    assert reading(PROSE).title.value is None


def test_signs_and_words_on_a_translation_are_no_headline() -> None:
    text = f"بغداد / واع\nINA - Translated from Arabic\n\nTwo missiles fell in the zone\n\n{PROSE}"
    assert reading(text).title.value == "Two missiles fell in the zone"


def test_what_says_that_a_page_was_updated_is_no_outlet() -> None:
    assert reading(f"Rockets hit the depot\nLast updated: 4 January 2022, 18:30 GMT\n\n{PROSE}").publisher.others == ()


def test_prose_that_is_wrapped_has_no_headline_in_its_first_line() -> None:
    assert (
        reading("Two rockets hit the depot in Northport on Monday, and the mayor\nsaid that nobody was hurt.\n").title.value
        is None
    )


def test_the_day_of_publication_is_the_one_that_the_page_shows() -> None:
    published = reading(f"Rockets hit the depot\nUpdated 5 May 2024\nPublished 3 May 2024\n\n{PROSE}").published
    assert (published.value, published.how) == ("2024-05-03", "likely")
    assert published.others == ("“5 May 2024” (line 2) is 2024-05-05",)


def test_days_that_contradict_each_other_or_their_weekday_leave_it_open() -> None:
    assert reading(f"Monday, 3 May 2024\n\n{PROSE}").published.others == (
        "“Monday, 3 May 2024” (line 1) is 2024-05-03, which is no Monday",
    )
    assert reading(f"3 May 2024\n4 May 2024\n\n{PROSE}").published.value is None


def test_a_day_without_a_year_is_never_made_one() -> None:
    published = reading(f"NORTHPORT, Friday May 3 (AP) - {PROSE}", years=(2019, 2024)).published
    assert published.value is None
    assert published.others == (
        "“Friday May 3” (line 1) has no year: YYYY-05-03; near the years of the text and the wiki it is a Friday in 2019, 2024",
    )


def test_the_outlet_is_a_known_name_in_a_line_of_its_own() -> None:
    page = f"Northport Herald 3 May 2024\n\n{PROSE}"
    assert reading(page, herald="Northport Herald").publisher.value == "actors/herald"
    unknown = reading(page).publisher
    assert (unknown.value, unknown.others) == (None, ("“Northport Herald” (line 1)",))
    assert reading(f"{PROSE}The Northport Herald was hit, too, in the end.", herald="Northport Herald").publisher.value is None


def test_agencies_are_those_that_were_told_or_stand_in_the_dateline() -> None:
    text = f"NORTHPORT (AP) - {PROSE}\nOfficials told news agency Reuters so. AFP was not there.\n"
    found = reading(text, ap="AP", reuters="Reuters", afp="AFP")
    assert list(found.agencies) == ["actors/ap", "actors/reuters"]
    assert reading(text).strangers == {"AP": "“NORTHPORT (AP) -”", "Reuters": "“told news agency Reuters”"}


def test_the_credit_of_a_picture_makes_no_agency() -> None:
    assert not reading(f"Photo: The depot (AP)\n\n{PROSE}").strangers


def test_lines_of_the_web_page_are_asides_but_words_of_the_article_are_not() -> None:
    text = f"3 May 2024\n\n{PROSE}\nfacebook sharing button\n\ntwitter sharing button\n\nShops shut.\nTop\n\nTop generals came.\nprint\n"
    assert [aside.text for aside in reading(text).asides] == [
        "3 May 2024", "facebook sharing button twitter sharing button", "print",
    ]  # fmt: skip
    text = f"Image source, AFP\nImage caption, The depot\n{PROSE}\nfacebook sharing button\n\ntwitter sharing button\n"
    assert [aside.text for aside in reading(text).asides] == [
        "Image source, AFP Image caption, The depot", "facebook sharing button twitter sharing button",
    ]  # fmt: skip
