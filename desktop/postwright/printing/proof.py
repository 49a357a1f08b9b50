"""Prove a label before it is sent: its barcode is read back from the very dots that will be printed.

Refuses a label whose barcode is missing, belongs to another parcel, or is too fine to print. Prints nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from postwright.domain.barcode import LabelCode, in_fours, is_impb, read_label_code, squeeze
from postwright.domain.barcode_rules import IMPB, Check, Result, check_bars
from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.barcodes import FoundCode, read_codes, touches_edge

if TYPE_CHECKING:
    from postwright.printing.page import Page


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read and measured, and how it compares. Lengths are in dots of the printer.

    `module` is the width of the narrowest bar; `clipped` tells that something reaches the very edge.
    """

    tracking_number: str
    dpi: int
    checks: tuple[Check, ...]
    module: float = 0.0
    height: float = 0.0
    quiet_left: float = 0.0
    quiet_right: float = 0.0
    clipped: bool = False
    zip_code: str = ""
    sample: bool = False
    codes: tuple[str, ...] = ()

    @property
    def failure(self) -> str:
        """The sentence of the first failed check, or nothing when the label may be printed."""
        return next((check.words for check in self.checks if check.result is Result.FAILED), "")

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(check.words for check in self.checks if check.result is Result.WARNED)

    @property
    def sentence(self) -> str:
        what = "Sample barcode reads" if self.sample else "Barcode reads"
        return f"{what} {in_fours(self.tracking_number)} at {self.module:.2g} dots a bar."


def proof_document(proof: Proof) -> dict[str, Any]:
    """The proof in plain JSON: what a print record keeps and the window shows."""
    inch = proof.dpi
    return {
        "tracking_number": proof.tracking_number,
        "zip_code": proof.zip_code,
        "sample": proof.sample,
        "dpi": proof.dpi,
        "module_dots": round(proof.module, 3),
        "module_inch": round(proof.module / inch, 5),
        "height_dots": round(proof.height, 1),
        "height_inch": round(proof.height / inch, 3),
        "quiet_left_dots": round(proof.quiet_left, 1),
        "quiet_right_dots": round(proof.quiet_right, 1),
        "quiet_left_inch": round(proof.quiet_left / inch, 3),
        "quiet_right_inch": round(proof.quiet_right / inch, 3),
        "quiet_left_modules": round(proof.quiet_left / proof.module, 1) if proof.module else 0.0,
        "quiet_right_modules": round(proof.quiet_right / proof.module, 1) if proof.module else 0.0,
        "clipped": proof.clipped,
        "codes": list(proof.codes),
        "sentence": proof.failure or proof.sentence,
        "checks": [
            {
                "name": check.name,
                "result": check.result.value,
                "words": check.words,
                "source": check.source,
            }
            for check in proof.checks
        ],
    }


def prove(
    page: Page,
    *,
    tracking_number: str,
    zip_code: str = "",
    sample_allowed: bool,
    also: frozenset[str] = frozenset(),
) -> Proof:
    """Read the page back. Raises PaperFault(PROOF_FAILED) with a sentence.

    A ZIP is compared when it is given and the barcode has one. Prove the page as it is sent, shifted.
    `sample_allowed` is true for the practice carrier alone: its barcodes say that they are samples.
    `also` are the numbers of other labels that belong on the same sheet.
    """
    proof = examine(
        page, tracking_number=tracking_number, zip_code=zip_code, sample_allowed=sample_allowed, also=also
    )
    if proof.failure:
        raise PaperFault(FaultKind.PROOF_FAILED, proof.failure)
    return proof


def examine(
    page: Page,
    *,
    tracking_number: str,
    zip_code: str = "",
    sample_allowed: bool,
    also: frozenset[str] = frozenset(),
) -> Proof:
    """As `prove`, but what fails stands in the proof. Raises nothing."""
    wanted = squeeze(tracking_number)
    codes = read_codes(page)
    texts = tuple(one.text for one in codes)
    clipped = touches_edge(page)
    labels = [
        (bars, found, code)
        for found in codes
        if (bars := found.bars) and (code := read_label_code(found.text))
    ]
    matching = [pair for pair in labels if pair[2].tracking_number == wanted]
    if not matching:
        check = Check("Tracking number", Result.FAILED, _no_match([code for _, _, code in labels], wanted))
        return Proof(wanted, page.dpi, (check,), clipped=clipped, codes=texts)
    # Where the number stands twice, the finer bars decide.
    bars, found, code = min(matching, key=lambda pair: pair[0].module)
    others = {code.tracking_number for _, _, code in labels} - {wanted} - {squeeze(one) for one in also}
    return Proof(
        tracking_number=wanted,
        dpi=page.dpi,
        checks=(
            Check("Tracking number", Result.PASSED, f"The barcode reads {in_fours(wanted)}."),
            *_reading(found, code, zip_code, sample_allowed),
            *check_bars(bars, IMPB if is_impb(wanted) else None),
            _edges(clipped),
            *_strangers(others),
        ),
        module=bars.module,
        height=bars.height,
        quiet_left=bars.quiet_left,
        quiet_right=bars.quiet_right,
        clipped=clipped,
        zip_code=code.zip_code,
        sample=code.sample,
        codes=texts,
    )


def _no_match(labels: list[LabelCode], wanted: str) -> str:
    if not labels:
        return "No shipping barcode can be read on this label."
    read = in_fours(labels[0].tracking_number)
    return f"The barcode reads {read}, but this parcel's number is {in_fours(wanted)}."


def _reading(found: FoundCode, code: LabelCode, zip_code: str, sample_allowed: bool) -> tuple[Check, ...]:
    """What the barcode says beside its number."""
    checks = []
    if code.sample:
        result = Result.PASSED if sample_allowed else Result.FAILED
        checks.append(Check("Postage", result, "This is a sample label. It is worth no postage."))
    elif is_impb(code.tracking_number) and not found.gs1:
        words = "The barcode is a plain Code 128, and USPS asks for GS1-128. It may be sorted by hand."
        checks.append(Check("Barcode kind", Result.WARNED, words, IMPB.source))
    if zip_code and code.zip_code:
        wrong = code.zip_code[:5] != zip_code[:5]
        words = f"The barcode is routed to ZIP {code.zip_code}"
        words += f", but this parcel goes to {zip_code}." if wrong else "."
        checks.append(Check("ZIP Code", Result.FAILED if wrong else Result.PASSED, words))
    return tuple(checks)


def _edges(clipped: bool) -> Check:
    if clipped:
        words = "Something reaches the very edge of the label and may be cut off."
        return Check("Edges", Result.WARNED, words)
    return Check("Edges", Result.PASSED, "Nothing reaches the edge of the label.")


def _strangers(others: set[str]) -> tuple[Check, ...]:
    """Another parcel's package code would send this one astray; what is no package code is only told."""
    if not others:
        return ()
    words = f"The label also shows {', '.join(in_fours(number) for number in sorted(others))}."
    result = Result.FAILED if any(map(is_impb, others)) else Result.WARNED
    return (Check("Other numbers", result, words),)
