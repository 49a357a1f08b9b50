"""Prove a label before it is sent: its barcode is read back from the very dots that will be printed.

Refuses a label whose barcode is missing, belongs to another parcel, or is too fine to print. Prints nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postwright.domain.barcode import LabelCode, in_fours, read_label_code, squeeze
from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.barcodes import FoundCode, read_codes

if TYPE_CHECKING:
    from postwright.printing.page import Page

# Bars of a single dot fill in or break on a thermal head; half a dot is left for the measurement.
_LEAST_DOTS = 1.5
# USPS asks for bars of 0.013 to 0.021 inch; two dots at 203 dpi are 0.0099 and do scan: a warning.
_LEAST_INCH = 0.0125
_EDGE = 1


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read. `module` is the width of the narrowest bar in dots of the printer."""

    tracking_number: str
    module: float
    zip_code: str = ""
    sample: bool = False
    codes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        what = "Sample barcode reads" if self.sample else "Barcode reads"
        return f"{what} {in_fours(self.tracking_number)} at {self.module:.2g} dots a bar."


def prove(page: Page, *, tracking_number: str, zip_code: str = "", sample_allowed: bool) -> Proof:
    """Read the page back. Raises PaperFault(PROOF_FAILED) with a sentence.

    A ZIP is compared when it is given and the barcode has one. Prove the page as it is sent, shifted.
    `sample_allowed` is true for the practice carrier alone: its barcodes say that they are samples.
    """
    wanted = squeeze(tracking_number)
    codes = read_codes(page)
    labels = [(found, code) for found in codes if found.linear and (code := read_label_code(found.text))]
    if not labels:
        raise _failed("No shipping barcode can be read on this label.")
    matching = [(found, code) for found, code in labels if code.tracking_number == wanted]
    if not matching:
        raise _failed(
            f"The barcode reads {in_fours(labels[0][1].tracking_number)}, "
            f"but this parcel's number is {in_fours(wanted)}."
        )
    # Where the number stands twice, the finer bars decide.
    found, code = min(matching, key=lambda pair: pair[0].module)
    _check(found, code, zip_code, sample_allowed)
    others = {code.tracking_number for _, code in labels} - {wanted}
    return Proof(
        tracking_number=wanted,
        module=found.module,
        zip_code=code.zip_code,
        sample=code.sample,
        codes=tuple(one.text for one in codes),
        warnings=_warnings(page, found.module, others),
    )


def _check(found: FoundCode, code: LabelCode, zip_code: str, sample_allowed: bool) -> None:
    if code.sample and not sample_allowed:
        raise _failed("This is a sample label. It is worth no postage.")
    if found.module < _LEAST_DOTS:
        raise _failed(f"The bars are only {found.module:.2g} dots wide. A scanner could not read the print.")
    if zip_code and code.zip_code and code.zip_code[:5] != zip_code[:5]:
        raise _failed(f"The barcode is routed to ZIP {code.zip_code}, but this parcel goes to {zip_code}.")


def _warnings(page: Page, module: float, others: set[str]) -> tuple[str, ...]:
    found = []
    if module / page.dpi < _LEAST_INCH:
        wide = f"The bars are {module / page.dpi:.3f} inch wide, and USPS asks for 0.013."
        found.append(f"{wide} Some scanners may not read them.")
    if _touches_edge(page):
        found.append("Something reaches the very edge of the label and may be cut off.")
    if others:
        found.append(f"The label also shows {', '.join(in_fours(number) for number in sorted(others))}.")
    return tuple(found)


def _touches_edge(page: Page) -> bool:
    box = page.black_box()
    if box is None:
        return False
    left, top, right, bottom = box
    return left < _EDGE or top < _EDGE or right > page.width - _EDGE or bottom > page.height - _EDGE


def _failed(sentence: str) -> PaperFault:
    return PaperFault(FaultKind.PROOF_FAILED, sentence)
