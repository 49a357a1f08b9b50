"""Pass the carrier's own ZPL on as it is, when it fits the printer and its barcode is proved.

Says why not otherwise, in words for the operator; then the label is drawn from its PDF. Never scales ZPL, and
never takes anything out of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.faults import PaperFault
from postwright.domain.printing_profile import (
    DENSITIES,
    LABEL_HEIGHT,
    LABEL_WIDTH,
    PrinterProfile,
)
from postwright.printing.proof import Proof, examine
from postwright.printing.zpl import burn_settings
from postwright.printing.zpl_drawing import Drawing, draw
from postwright.printing.zpl_fields import Settings, read_fields
from postwright.printing.zpl_order import disorder
from postwright.printing.zpl_reading import Script
from postwright.printing.zpl_safety import check_zpl

_FROM_PDF = "The label was drawn from the PDF instead."
# Labels say the width of the print head (832 dots) or of their own frame (1212) where 812 and 1218 are meant.
_NEAR = 0.04
# A label that says nothing of its size is taken for the density at which it fills the paper so far.
_FILLS = 0.75


@dataclass(frozen=True, slots=True)
class Passed:
    """The carrier's bytes, with the profile's darkness and speed in front where it has any; their proof."""

    content: bytes
    proof: Proof


@dataclass(frozen=True, slots=True)
class NotPassed:
    """Why the carrier's ZPL is not used, as a sentence for the operator."""

    why: str


def pass_on(
    zpl: bytes, profile: PrinterProfile, *, tracking_number: str, zip_code: str = "", sample_allowed: bool
) -> Passed | NotPassed:
    """Raises nothing: what cannot be shown to be this parcel's label at this printer's dots is not passed.

    What is proved is drawn from the same bytes: barcodes, boxes and graphics, at their dots. Letters are the
    printer's own; that they keep clear of the bars is looked at, what they say is not.
    """
    if not profile.takes_carrier_zpl:
        return _not("This printer is not set up for the carrier's ZPL.")
    if not profile.is_plain:
        return _not(
            "This printer's labels are moved, turned or stretched, which the carrier's ZPL cannot be."
        )
    try:
        script = check_zpl(zpl)
    except PaperFault as fault:
        return _not(f"The carrier's ZPL holds more than a label: {fault.detail}.")
    if problem := disorder(script):
        return _not(f"The carrier's ZPL has {problem}.")
    fields, left_behind = read_fields(script)
    if problem := _left_behind(script, left_behind) or _overrides(script, profile):
        return _not(problem)
    width, height = profile.dots
    drawing = draw(fields, width=width, height=height, dpi=profile.dpi)
    if problem := _misfit(script, drawing, profile) or _unclear(drawing):
        return _not(problem)
    proof = examine(
        drawing.page, tracking_number=tracking_number, zip_code=zip_code, sample_allowed=sample_allowed
    )
    if proof.failure:
        return _not(f"The carrier's ZPL could not be proved. {proof.failure}")
    return Passed(_with_header(zpl, profile), proof)


def _not(problem: str) -> NotPassed:
    return NotPassed(f"{problem} {_FROM_PDF}")


def _left_behind(script: Script, settings: Settings) -> str:
    """A printer keeps these until it is switched off; the labels after this one would come out otherwise."""
    turned = [one.letter(0, "N") for name in ("PO", "PM") if (one := script.last(name))]
    if settings.moves_later_labels or turned.count("N") != len(turned):
        return "The carrier's ZPL would move or turn the labels after it."
    return ""


def _overrides(script: Script, profile: PrinterProfile) -> str:
    """The operator's darkness and speed stand in front; what the carrier says of them would undo that."""
    theirs = (profile.darkness is not None and script.last("MD")) or (
        profile.speed is not None and script.last("PR")
    )
    return "The carrier's ZPL has a darkness or speed of its own, and so has this printer." if theirs else ""


def _misfit(script: Script, drawing: Drawing, profile: PrinterProfile) -> str:
    """Whether the label was made for another density or paper."""
    made_for = _density(script, drawing)
    if made_for is None:
        return "The carrier's ZPL is for a label of another size, or does not say for which."
    if made_for != profile.dpi:
        return f"The carrier's ZPL is for {made_for} dpi and this printer has {profile.dpi}."
    width, height = profile.dots
    if stated := script.last("PW"):  # what lies beyond it is not printed
        width = min(width, stated.number(0, width))
    reach = drawing.reach
    inside = min(reach.left, reach.top) >= 0 and reach.right <= width and reach.bottom <= height
    return "" if inside else "The carrier's ZPL reaches beyond the label."


def _density(script: Script, drawing: Drawing) -> int | None:
    """What the label says (^PW, ^LL), or else what it fills."""
    stated = [
        (one.number(0, 0), inches)
        for name, inches in (("PW", LABEL_WIDTH), ("LL", LABEL_HEIGHT))
        if (one := script.last(name))
    ]
    for dpi in DENSITIES:
        if stated:
            if all(abs(dots - inches * dpi) <= _NEAR * inches * dpi for dots, inches in stated):
                return dpi
        elif _fills(drawing, dpi):
            return dpi
    return None


def _fills(drawing: Drawing, dpi: int) -> bool:
    width, height = LABEL_WIDTH * dpi, LABEL_HEIGHT * dpi
    right, bottom = drawing.reach.right, drawing.reach.bottom
    return _FILLS * width <= right <= width and _FILLS * height <= bottom <= height


def _unclear(drawing: Drawing) -> str:
    if drawing.unsure:
        return f"The carrier's ZPL has {drawing.unsure[0]}."
    if any(text.meets(code) for text in drawing.texts for code in drawing.codes):
        return "The carrier's ZPL may print letters or a figure on the barcode."
    return ""


def _with_header(zpl: bytes, profile: PrinterProfile) -> bytes:
    """The profile's darkness and speed right after ^XA. Everything else is passed as it came."""
    own = burn_settings(profile.darkness, profile.speed)
    at = zpl.index(b"^") + len(b"^XA")
    return zpl[:at] + own.encode() + zpl[at:] if own else zpl
