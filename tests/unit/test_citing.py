from datetime import date

from builder.citing import bibtex, plain


def test_a_citation_has_title_wiki_and_the_day_of_the_last_change() -> None:
    assert plain("Rockets", "Northport incidents", "1 May 2024") == "“Rockets”, Northport incidents, last changed 1 May 2024"
    assert plain("Rockets", "Northport incidents", "") == "“Rockets”, Northport incidents"


def test_a_title_that_is_quoted_already_gets_no_second_marks() -> None:
    assert plain("“Resistance factions” (a term)", "Wiki", "") == "“Resistance factions” (a term), Wiki"
    assert plain("'Asa'ib Ahl al-Haq", "Wiki", "") == "“'Asa'ib Ahl al-Haq”, Wiki"


def test_an_entry_for_bibtex_keeps_the_capitals_of_the_title_and_says_only_what_is_known() -> None:
    assert bibtex("2024-01-01-depot", "Rockets on the Depot", "Wiki", date(2024, 5, 1), "https://example.org/a.html") == (
        "@misc{2024-01-01-depot,\n"
        "  title = {{Rockets on the Depot}},\n"
        "  howpublished = {Wiki},\n"
        "  year = {2024},\n"
        "  note = {Last changed 2024-05-01},\n"
        "  url = {https://example.org/a.html}\n"
        "}"
    )
    assert bibtex("x", "T", "W", None, "") == "@misc{x,\n  title = {{T}},\n  howpublished = {W}\n}"


def test_nothing_in_a_title_has_a_meaning_in_tex() -> None:
    assert (
        r"title = {{50\% of \textbraceleft{}A\textbraceright{} \& B\_C \#1 \$2 \textasciitilde{} \textbackslash{}d}}"
        in bibtex("x", r"50% of {A} & B_C #1 $2 ~ \d", "W", None, "")
    )
