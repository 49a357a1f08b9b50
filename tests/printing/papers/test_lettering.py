"""Text on papers is one clean line that is measured before it is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from postwright import assets
from postwright.printing.papers.lettering import (
    LONGEST,
    STAND_IN,
    Letters,
    cleaned,
    lacks,
    parts,
    width,
    wrapped,
)

BODY = Letters(10)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ann\r\nLee\t\x00 Jr", "Ann Lee Jr"),
        ("\u202eeeL nnA\u202c \u200fx\u2066y\ufeff", "eeL nnA xy"),
        ("Zoe\u0308", "Zoë"),
        ("\ud800A\ue000", "A"),
        ("  a\u00a0 b\u2029c ", "a b c"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_text_from_outside_becomes_one_line_without_anything_hidden(text: str, line: str) -> None:
    assert cleaned(text) == line


def test_a_note_of_ten_thousand_letters_is_cut_and_says_so() -> None:
    note = cleaned("x" * 10_000)
    assert len(note) == LONGEST
    assert note.endswith("x…")


def test_all_figures_are_as_wide_as_each_other() -> None:
    assert len({width(digit, BODY) for digit in "0123456789"}) == 1


@pytest.mark.parametrize(("weight", "bold"), [("Regular", False), ("SemiBold", True)])
def test_the_font_of_papers_is_that_of_the_window_but_for_its_figures(weight: str, bold: bool) -> None:
    window = ImageFont.truetype(str(assets.path(f"fonts/Inter-{weight}.otf")), 1000)
    for letter in "abcxyzABCWÄßłжΩ&@":
        assert width(letter, Letters(1000, bold)) == pytest.approx(window.getlength(letter), abs=1)


def test_the_licence_of_the_font_is_shipped_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in assets.text("fonts/Inter-OFL.txt")


def test_a_letter_that_the_font_lacks_has_the_width_of_its_box() -> None:
    assert parts("A王B") == [(True, "A"), (False, "王"), (True, "B")]
    assert width("王", BODY) == pytest.approx(STAND_IN * BODY.size)
    assert lacks("王小明")
    assert not lacks("Łukasz Παπαδοπούλου Иван")


def test_lines_break_at_blanks_and_a_long_word_where_the_line_is_full() -> None:
    room = width("Donaudampf", BODY) + 1
    assert wrapped("an der Donaudampfschifffahrt", BODY, room) == ["an der", "Donaudampf", "schifffahrt"]


def test_an_address_breaks_after_a_sign_that_divides_it() -> None:
    room = width("example.com/a?b=c&lon", BODY)
    assert wrapped("example.com/a?b=c&longer", BODY, room) == ["example.com/a?b=c&", "longer"]


def test_no_room_at_all_still_ends() -> None:
    assert wrapped("abc", BODY, 0) == ["a", "b", "c"]


@given(st.text(max_size=200), st.floats(30, 300))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: float) -> None:
    line = cleaned(text)
    lines = wrapped(line, BODY, room)
    assert all(width(one, BODY) <= room for one in lines)
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")
