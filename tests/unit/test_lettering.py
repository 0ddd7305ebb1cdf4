from builder.lettering import shortened, width, wrapped


def test_wide_letters_take_more_room_and_marks_above_letters_none() -> None:
    assert width("mmm", 10) > width("nnn", 10) > width("iii", 10)
    assert width("e\u0301", 10) == width("e", 10)
    assert width("攻撃", 10) > width("ab", 10)
    assert width("", 10) == 0


def test_a_text_is_shortened_only_where_it_has_to_be() -> None:
    assert shortened("Rockets", 10, 200) == "Rockets"
    short = shortened("Rockets on the Green Zone", 10, 80)
    assert short.endswith("…")
    assert "Rockets on the Green Zone".startswith(short[:-1])
    assert width(short, 10) <= 80


def test_lines_break_between_words() -> None:
    lines = wrapped("Rockets on the Green Zone, Baghdad", 10, 90, 3)
    assert " ".join(lines) == "Rockets on the Green Zone, Baghdad"
    assert all(width(line, 10) <= 90 for line in lines)
    assert wrapped("Rockets on the Green Zone, Baghdad", 10, 90, 1)[0].endswith("…")
    assert wrapped("x" * 99, 10, 90, 2)[0].endswith("…")
    assert wrapped("", 10, 90, 2) == ()
