"""Prove the sheet of a SCAN form before it is printed: its barcode is read back and compared with its number.

One scan of it stands for every parcel of the day, so that a wrong one is worse than none. Prints nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.barcode import in_fours, squeeze
from postwright.domain.barcode_rules import Bars, Result, check_bars
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.scan_form import FormCode, read_form_code
from postwright.printing.barcodes import read_codes

if TYPE_CHECKING:
    from postwright.printing.page import Page


def prove_form(page: Page, submission_id: str, *, sample_allowed: bool, burnt: bool = False) -> None:
    """Raises PaperFault(FORM_NOT_PROVED) with a sentence.

    `burnt`: these are the printer's own dots, so that the bars are measured too. A form for which the carrier
    named no number has nothing to be compared with; some barcode must be on it all the same.
    """
    found = [(one.bars, code) for one in read_codes(page) if one.bars and (code := read_form_code(one.text))]
    wanted = squeeze(submission_id)
    matching = [(bars, code) for bars, code in found if wanted in ("", code.number)]
    if not matching:
        raise _unproved(_no_match([code for _, code in found], wanted))
    for bars, code in matching:
        if code.sample and not sample_allowed:
            raise _unproved("It is a practice form. It accepts no parcels.")
        if burnt:
            _check(bars)


def _no_match(found: list[FormCode], wanted: str) -> str:
    if not found:
        return "No barcode can be read on it."
    return f"Its barcode reads {in_fours(found[0].number)}, but the form's number is {in_fours(wanted)}."


def _check(bars: Bars) -> None:
    """What USPS asks of the bars of a form is not known, so that only what no scanner reads is refused."""
    for check in check_bars(bars, None):
        if check.result is Result.FAILED:
            raise _unproved(check.words)


def _unproved(words: str) -> PaperFault:
    return PaperFault(FaultKind.FORM_NOT_PROVED, words)
