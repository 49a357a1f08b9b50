"""Draw labels at the printer's own dots, lay them on its sheet, and prove them on the very page that is sent.

Sends nothing. What is shown on the screen is made here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from postwright.domain.barcode_rules import Check, Result
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.printing_profile import LABEL_HEIGHT, LABEL_WIDTH, PrinterProfile
from postwright.domain.stock import label_scales
from postwright.printing.head import around_dead_dots, burnt
from postwright.printing.layout import lost_ink, sheet
from postwright.printing.overprint import reprint_note, void_overlay
from postwright.printing.page import Page
from postwright.printing.proof import Proof, examine
from postwright.printing.renderer import Renderer
from postwright.store.labels import Labels

_VOID = "This label is void. It must not be used."
_LOST = Check("Paper", Result.WARNED, "A part of the label lies off the paper. Check the printer's offsets.")
# The rule around a label may leave the paper, as on stock of 100 x 150 mm (0.056 of the black, measured);
# a head with the postage (0.09) may not.
_FRAME = 0.07
_CUT_OFF = replace(_LOST, result=Result.FAILED)
_DEAD = Check(
    "Print head", Result.FAILED, "The print head is worn where the barcode lies. Clean or replace it."
)


# Nobody ordered such a paper: a person looks at it before it is printed for the first time.
TURNED = "The carrier's page lies on its side. It was turned upright."


@dataclass(frozen=True, slots=True)
class Drawn:
    """One label, 4 x 6 inches at the printer's density; a second copy says so in its margin."""

    entry: LabelEntry
    page: Page
    copy: int = 1


@dataclass(frozen=True, slots=True)
class Rendered:
    """A label on its sheet, with its proof; `problem` says why it must not be printed. Labels of one sheet
    share the page.
    """

    entry: LabelEntry
    page: Page
    proof: Proof | None
    problem: str = ""

    @property
    def is_proved(self) -> bool:
        return self.proof is not None and not self.problem


def draw(
    labels: Labels, renderer: Renderer, entry: LabelEntry, profile: PrinterProfile, *, copy: int = 1
) -> Drawn:
    """The stored label, stretched as its printer needs it. A voided one is overprinted.

    Raises PaperFault: DOCUMENT_MISSING when no page is stored, DOCUMENT_UNUSABLE when it cannot be drawn.
    """
    document = labels.document(entry.id, DocumentKind.PDF)
    if document is None:
        raise PaperFault(FaultKind.DOCUMENT_MISSING, DocumentKind.PDF)
    across, down = label_scales(profile)
    page = renderer.render(document.content, profile.dpi, LABEL_WIDTH, LABEL_HEIGHT, across, down)
    if entry.is_void:
        page = void_overlay(page)
    elif copy > 1:
        page = reprint_note(page, copy)
    return Drawn(entry, page, copy)


def lay_sheet(
    drawn: Sequence[Drawn], profile: PrinterProfile, *, sample_allowed: bool
) -> tuple[Rendered, ...]:
    """The labels on one sheet of the stock, each proved where it lies, as it comes out of a print head with
    the profile's dead dots.

    Raises PaperFault(DOCUMENT_UNUSABLE) with a sentence when they do not fit.
    """
    labels = [one.page for one in drawn]
    entries = [one.entry for one in drawn]
    page = sheet(labels, profile, tab=_tab_of(entries[0]))
    lost = lost_ink(labels, page)
    if any(entry.is_void for entry in entries):
        return tuple(Rendered(entry, page, None, _VOID) for entry in entries)
    proofs = [_examined(page, entry, entries, sample_allowed) for entry in entries]
    if profile.dead_dots and not any(proof.failure for proof in proofs):
        burns = partial(_proves, entries=entries, sample_allowed=sample_allowed)
        moved = around_dead_dots(page, profile.dead_dots, burns)
        if moved is None:
            proofs = [replace(proof, checks=(*proof.checks, _DEAD)) for proof in proofs]
        else:
            page, lost = moved, max(lost, lost_ink(labels, moved))
            burnt_page = burnt(page, profile.dead_dots)
            proofs = [_examined(burnt_page, entry, entries, sample_allowed) for entry in entries]
    if lost:
        check = _LOST if lost <= _FRAME else _CUT_OFF
        proofs = [replace(proof, checks=(*proof.checks, check)) for proof in proofs]
    return tuple(
        Rendered(entry, page, proof, proof.failure) for entry, proof in zip(entries, proofs, strict=True)
    )


def _examined(page: Page, entry: LabelEntry, entries: Sequence[LabelEntry], sample_allowed: bool) -> Proof:
    """What the page says of one label; the numbers of the others belong there too."""
    return examine(
        page,
        tracking_number=entry.label.tracking_number,
        zip_code=routed_to(entry),
        sample_allowed=sample_allowed,
        also=frozenset(one.label.tracking_number for one in entries),
    )


def _proves(page: Page, *, entries: Sequence[LabelEntry], sample_allowed: bool) -> bool:
    return not any(_examined(page, entry, entries, sample_allowed).failure for entry in entries)


def _tab_of(entry: LabelEntry) -> str:
    """The line on the part that is torn off: whom it is for, and the order."""
    return "  ".join(filter(None, (entry.shipment.ship_to.who, entry.shipment.order_reference)))


def routed_to(entry: LabelEntry) -> str:
    """The ZIP that the barcode must route by, where we know it: a return goes the other way."""
    zip_code = entry.shipment.ship_to.zip_code
    return zip_code.five if zip_code and not entry.label.is_return else ""
