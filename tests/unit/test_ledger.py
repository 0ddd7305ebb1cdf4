from builder.ledger import ABOUT, added, is_kept, read, undrawn


def test_what_readers_and_programs_keep_is_an_address_and_nothing_else() -> None:
    for address in (
        "index.html",
        "actors/mayor.html",
        "incidents/index-3.html",
        "timeline/2021-03.html",
        "data/claims.csv",
        "about.html",
        "sitemap.html",
        "corrections-2.html",
    ):
        assert is_kept(address)
    for address in (
        "404.html",
        "assets/style.css",
        "assets/leaflet/leaflet.js",
        "pagefind/pages.json",
        "data/finder.js",
        ".nojekyll",
        "feed.xml",
        "sitemap.xml",
        "sitemap-2.xml",
    ):
        assert not is_kept(address)


def test_a_new_ledger_says_what_it_is_and_is_sorted() -> None:
    text, new = added(None, ["b.html", "assets/x.css", "actors/a.html", "b.html"])
    assert (text, new) == (f"{ABOUT}actors/a.html\nb.html\n", ("actors/a.html", "b.html"))
    assert added(text, ["b.html"]) == (text, ())
    assert text.startswith("# ")


def test_nothing_is_taken_out_and_all_comments_stay() -> None:
    text, new = added("# mine\r\nz.html\r\n\r\n  # of this line\r\n  b.html  \r\nz.html", ["c.html"])
    assert (text, new) == ("# mine\n# of this line\nb.html\nc.html\nz.html\n", ("c.html",))


def test_the_order_of_lines_and_the_kind_of_their_ends_do_not_matter() -> None:
    assert read("# x\r\nb.html\n\n\ta.html \r\nb.html\n") == ({"b.html": 2, "a.html": 4}, [])
    assert read("") == ({}, [])


def test_what_is_no_address_is_told_at_its_line() -> None:
    wrong = (
        "/a.html",
        "../a.html",
        "a/../b.html",
        "a//b.html",
        "https://x/a.html",
        "a b.html",
        "a.html#x",
        ".site",
        "a\\b.html",
        "é.html",
    )
    found, problems = read("\n".join(("ok.html", *wrong)))
    assert found == {"ok.html": 1}
    assert [(problem.line, problem.message) for problem in problems] == [
        (number, f'"{line}" is no address of the site'.replace("\\b", "\\b")) for number, line in enumerate(wrong, 2)
    ]


def test_a_merge_left_unfinished_is_told() -> None:
    _, problems = read("<<<<<<< mine\na.html\n=======\nb.html\n>>>>>>> theirs\n")
    assert [problem.line for problem in problems] == [1, 3, 5]
    assert {problem.message for problem in problems} == {"a merge was left unfinished here"}


def test_what_a_build_did_not_draw_is_lost() -> None:
    ledger = {"data/old.json": 3, "who.html": 2, "assets/old.css": 4}
    assert [(problem.line, problem.rule) for problem in undrawn(ledger, ["who.html"])] == [(3, "address-lost")]


def test_of_a_very_long_line_the_beginning_is_told() -> None:
    _, (found,) = read("x y" * 1000)
    assert len(found.message) < 200
