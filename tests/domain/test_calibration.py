"""A printer that draws too large, too small or aside prints at its size after one look at a ruler."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.calibration import (
    EDGE,
    Calibrated,
    NotCalibrated,
    Reading,
    anchor,
    calibrate,
    outlines,
    setting_words,
    spans,
)
from postwright.domain.printing_profile import DENSITIES, SCALES, Layout, PrinterProfile
from postwright.domain.stock import STOCKS

ZEBRA = PrinterProfile("Zebra", "tcp:printer:9100")
LETTER = replace(ZEBRA, width=8.5, height=11.0, dpi=300)
HALF = Fraction(1, 2)


def printed(
    profile: PrinterProfile, size: tuple[Fraction, Fraction], aside: tuple[Fraction, Fraction]
) -> Reading:
    """What an exact ruler shows of the target on a printer that draws so large, and so many inches aside."""

    def place(axis: int, at: Fraction) -> Fraction:
        fixed = anchor(profile)[axis]
        scale = Fraction((profile.scale_x, profile.scale_y)[axis], 1000)
        moved = Fraction((profile.offset_x, profile.offset_y)[axis], profile.dpi)
        return aside[axis] + size[axis] * (fixed + (at - fixed) * scale + moved)

    wanted = spans(profile)
    return Reading(
        place(0, EDGE + wanted.across) - place(0, EDGE),
        place(1, EDGE + wanted.down) - place(1, EDGE),
        place(0, EDGE),
        place(1, EDGE),
    )


def found(profile: PrinterProfile, reading: Reading) -> Calibrated:
    result = calibrate(profile, reading)
    assert isinstance(result, Calibrated), result
    return result


def why(profile: PrinterProfile, reading: Reading) -> str:
    result = calibrate(profile, reading)
    assert isinstance(result, NotCalibrated)
    return result.why


def of(across: object, down: object, left: object = HALF, top: object = HALF, box: object = None) -> Reading:
    values = [None if one is None else Fraction(str(one)) for one in (across, down, left, top, box)]
    return Reading(values[0], values[1], values[2] or Fraction(0), values[3] or Fraction(0), values[4])


def test_the_target_on_a_label_measures_three_by_five_inches() -> None:
    assert spans(ZEBRA).all == (3, 5, HALF, HALF, 1)


@pytest.mark.parametrize("stock", STOCKS)
def test_the_frame_leaves_room_on_every_stock(stock: object) -> None:
    profile = replace(ZEBRA, width=stock.width, height=stock.height)  # type: ignore[attr-defined]
    wanted = spans(profile)
    for side, span in ((profile.width, wanted.across), (profile.height, wanted.down)):
        assert 2.5 <= span <= Fraction(str(side)) - EDGE - Fraction(2, 5)
    assert spans(replace(ZEBRA, width=1.0)).across == Fraction(1, 4)


def test_a_printer_that_is_right_needs_nothing() -> None:
    result = found(ZEBRA, of(3, 5))
    assert (result.profile, result.changes) == (ZEBRA, False)
    assert result.words == (
        "The size is right, and so is the place. Scale 100 %, not moved: nothing needs to change."
    )


def test_what_is_too_large_is_shrunk_and_what_is_too_far_left_moved_right() -> None:
    result = found(ZEBRA, of("3.04", "5.065", "0.492", "0.5065"))
    assert (result.profile.scale_x, result.profile.scale_y) == (987, 987)
    assert (result.profile.offset_x, result.profile.offset_y) == (3, 0)
    assert result.changes
    assert result.words == "Scale 98.7 %, moved 3 dots right."


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "Scale 100 %, not moved"),
        ({"offset_x": 1}, "Scale 100 %, moved 1 dot right"),
        ({"offset_x": -2, "offset_y": 3}, "Scale 100 %, moved 2 dots left and 3 dots down"),
        ({"scale_x": 987, "offset_y": -1}, "Scale 98.7 % across and 100 % down, moved 1 dot up"),
    ],
)
def test_the_setting_is_said_in_words(changed: dict[str, int], words: str) -> None:
    assert setting_words(replace(ZEBRA, **changed)) == words  # type: ignore[arg-type]


def test_an_even_shrink_within_reach_is_mended_and_its_likely_cause_named() -> None:
    result = found(ZEBRA, of("2.91", "4.85"))
    assert result.profile.scale_x == 1031
    assert "Fit to page" in result.words
    uneven = found(ZEBRA, of("2.91", "5"))
    assert "Fit to page" not in uneven.words


sizes = st.fractions(Fraction(96, 100), Fraction(104, 100), max_denominator=5000)
asides = st.fractions(Fraction(-1, 8), Fraction(1, 8), max_denominator=5000)
profiles = st.builds(
    lambda stock, dpi, turn, scales, offsets: PrinterProfile(
        "P",
        "file:x",
        dpi=dpi,
        width=stock.height if turn % 180 else stock.width,
        height=stock.width if turn % 180 else stock.height,
        rotation=turn,
        scale_x=scales[0],
        scale_y=scales[1],
        offset_x=offsets[0],
        offset_y=offsets[1],
    ),
    st.sampled_from(STOCKS),
    st.sampled_from(DENSITIES),
    st.sampled_from((0, 90, 180, 270)),
    st.tuples(st.sampled_from(SCALES), st.sampled_from(SCALES)),
    st.tuples(st.integers(-40, 40), st.integers(-40, 40)),
)


@given(profiles, st.tuples(sizes, sizes), st.tuples(asides, asides))
def test_one_calibration_makes_it_right_and_a_second_changes_nothing(
    profile: PrinterProfile, size: tuple[Fraction, Fraction], aside: tuple[Fraction, Fraction]
) -> None:
    first = calibrate(profile, printed(profile, size, aside))
    if isinstance(first, NotCalibrated):  # the sheet turns about a far corner, which moves it further
        assert "half an inch" in first.why
        return
    after = first.profile
    seen = printed(after, size, aside)
    assert calibrate(after, seen) == Calibrated(after, False, calibrate(after, seen).words)  # type: ignore[union-attr]
    wanted = spans(profile)
    assert seen.across is not None
    assert seen.down is not None
    assert abs(seen.across / wanted.across - 1) <= Fraction(6, 10_000)
    assert abs(seen.down / wanted.down - 1) <= Fraction(6, 10_000)
    for axis, fixed in enumerate(anchor(after)):
        lies = aside[axis] + size[axis] * (
            fixed + Fraction((after.offset_x, after.offset_y)[axis], after.dpi)
        )
        assert abs(lies - fixed) <= Fraction(6, 10) / after.dpi


@given(st.tuples(sizes, sizes), st.sampled_from((16, 32, 64)))
def test_a_coarse_ruler_never_leaves_more_than_it_can_show(
    size: tuple[Fraction, Fraction], of_an_inch: int
) -> None:
    profile = ZEBRA
    for _ in range(5):
        seen = printed(profile, size, (Fraction(0), Fraction(0)))
        assert seen.across is not None
        assert seen.down is not None
        read = (Fraction(round(one * of_an_inch), of_an_inch) for one in (seen.across, seen.down))
        result = calibrate(profile, Reading(*read, seen.left, seen.top))
        if isinstance(result, NotCalibrated):  # a sixteenth too much of the reading is out of reach
            return
        profile = result.profile
        left = size[0] * Fraction(profile.scale_x, 1000) * 3 - 3
        assert abs(left) <= Fraction(1, 2 * of_an_inch) * Fraction(106, 100) + Fraction(2, 1000)


def test_a_page_for_another_density_is_named() -> None:
    too_small = of("2.03", "3.38", "0.34", "0.34")
    assert "came out at 68 %" in why(ZEBRA, too_small)
    assert "Set the density to 300 dpi" in why(ZEBRA, too_small)
    too_large = replace(ZEBRA, dpi=300)
    assert "Set the density to 203 dpi" in why(too_large, of(None, None, box="1.478"))
    assert "148 %" in why(too_large, of(None, None, box="1.478"))


def test_a_label_that_was_shrunk_as_if_it_were_a_letter_is_named() -> None:
    assert "taken for Letter paper" in why(ZEBRA, of("1.41", "2.35"))


def test_a_page_fitted_to_what_can_be_printed_is_named() -> None:
    assert "probably say “Fit to page”" in why(LETTER, of("6.6", "8.8"))
    assert "probably say “Fit to page”" in why(ZEBRA, of("3.3", "5.5"))
    assert "taken for A4 paper" in why(LETTER, of("7.05", "9.4"))


def test_a_turned_page_is_named() -> None:
    assert "exchanged" in why(ZEBRA, of(5, 3))


def test_a_page_that_is_wrong_in_one_direction_is_named() -> None:
    assert "across and 100 % down" in why(ZEBRA, of("2.4", 5))


def test_a_size_without_a_known_cause_is_still_refused() -> None:
    assert "too much for a calibration" in why(ZEBRA, of("2.4", "4"))


def test_what_lies_far_aside_is_the_wrong_paper() -> None:
    assert "half an inch" in why(ZEBRA, of(3, 5, "1.2"))


def test_marks_off_the_paper_need_the_box() -> None:
    assert "Measure the side of the box" in why(ZEBRA, of(None, 5))
    assert "cut off by the paper" in why(ZEBRA, of(3, None, box="1.01"))


def test_nothing_is_no_measure() -> None:
    assert "longer than nothing" in why(ZEBRA, Reading(Fraction(0), Fraction(5), HALF, HALF))


@pytest.mark.parametrize(("turn", "corner"), [(0, (0, 0)), (90, (6, 0)), (180, (4, 6)), (270, (0, 4))])
def test_scaling_leaves_the_label_s_own_corner_where_it_comes_to_lie(
    turn: int, corner: tuple[int, int]
) -> None:
    wide, high = (6.0, 4.0) if turn % 180 else (4.0, 6.0)
    assert anchor(replace(ZEBRA, rotation=turn, width=wide, height=high)) == corner


def test_two_labels_on_a_letter_lie_with_their_tops_to_the_left() -> None:
    boxes = outlines(replace(LETTER, layout=Layout.TWO))
    assert [(one.left, one.top, one.right, one.bottom, one.turned) for one in boxes] == [
        (1.25, 0.75, 7.25, 4.75, 270),
        (1.25, 6.25, 7.25, 10.25, 270),
    ]
    assert anchor(LETTER) == (Fraction(5, 4), Fraction(19, 4))


def test_a_sheet_that_holds_no_label_has_its_own_corner() -> None:
    small = replace(ZEBRA, width=2.0, height=2.0)
    assert (anchor(small), outlines(small)) == ((0, 0), ())
