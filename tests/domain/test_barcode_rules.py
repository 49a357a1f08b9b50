"""How a measured barcode compares with what USPS asks of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.barcode_rules import IMPB, Bars, Check, Result, check_bars

GOOD = Bars(dpi=203, module=3, height=203, quiet_left=40, quiet_right=90)


def said(bars: Bars, name: str, *, limits: bool = True) -> Check:
    [check] = [one for one in check_bars(bars, IMPB if limits else None) if one.name == name]
    return check


def test_a_barcode_as_usps_asks_for_it_passes_and_names_who_asks() -> None:
    checks = check_bars(GOOD, IMPB)
    assert {check.result for check in checks} == {Result.PASSED}
    assert {check.source for check in checks} == {"", IMPB.source}
    assert "USPS2000508" in IMPB.source
    assert IMPB.source.endswith("as of December 2023")
    assert (
        said(GOOD, "Bar width").words
        == "The narrowest bar is 3 dots, 0.0148 inch wide. USPS asks for 0.013 to 0.021."
    )
    assert (
        said(GOOD, "Quiet zone").words == "There are 13 bars of white beside the barcode. USPS asks for 10."
    )


@pytest.mark.parametrize(
    ("dots", "result"),
    [
        (1.4, Result.FAILED),  # fills in or breaks on the head
        (2.25, Result.FAILED),  # three dots shrunk to three quarters
        (2.5, Result.WARNED),
        (2.6, Result.PASSED),
        (4.3, Result.PASSED),
        (5, Result.WARNED),
    ],
)
def test_the_width_of_a_bar_is_compared_in_inches(dots: float, result: Result) -> None:
    assert said(replace(GOOD, module=dots, quiet_left=90), "Bar width").result is result


@pytest.mark.parametrize(
    ("dots", "result"), [(100, Result.FAILED), (120, Result.WARNED), (152, Result.PASSED)]
)
def test_bars_are_three_quarters_of_an_inch_high_and_half_an_inch_at_the_least(
    dots: float, result: Result
) -> None:
    assert said(replace(GOOD, height=dots), "Bar height").result is result


@pytest.mark.parametrize(
    ("dots", "result"), [(14, Result.FAILED), (15, Result.WARNED), (28, Result.WARNED), (29, Result.PASSED)]
)
def test_ten_bars_of_white_are_asked_for_on_either_side(dots: float, result: Result) -> None:
    assert said(replace(GOOD, quiet_left=dots), "Quiet zone").result is result
    assert said(replace(GOOD, quiet_right=dots), "Quiet zone").result is result


@pytest.mark.parametrize(
    ("module", "off", "result"),
    [(3, 0.5, Result.PASSED), (3, 1, Result.WARNED), (2, 0.7, Result.PASSED), (8, 1, Result.PASSED)],
)
def test_a_bar_that_lost_a_dot_is_warned_of_unless_it_has_many(
    module: float, off: float, result: Result
) -> None:
    assert said(replace(GOOD, module=module, off=off), "Bars").result is result


def test_a_white_line_through_the_bars_fails() -> None:
    assert said(replace(GOOD, whole=False), "Bars").result is Result.FAILED


def test_codes_that_no_source_speaks_of_are_measured_and_only_refused_where_they_cannot_be_printed() -> None:
    tiny = replace(GOOD, module=2, height=50, quiet_left=2)
    assert {check.result for check in check_bars(tiny, None)} == {Result.PASSED}
    assert said(replace(tiny, module=1), "Bar width", limits=False).result is Result.FAILED
