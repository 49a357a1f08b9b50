"""Bring a label to the printer's own dots and prove it. What is shown here is what is printed."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.printing_profile import PrinterProfile
from postwright.operations.fetch_documents import complete
from postwright.operations.results import LabelSheet
from postwright.printing.overprint import reprint_note, void_overlay
from postwright.printing.page import Page
from postwright.printing.proof import Proof, prove
from postwright.printing.renderer import Renderer
from postwright.store.labels import Labels


@dataclass(frozen=True, slots=True)
class Rendered:
    """A label's page at some density with its proof; `problem` says why it must not be printed."""

    entry: LabelEntry
    page: Page
    proof: Proof | None
    problem: str = ""


# What a label is drawn for while no printer is set up.
NO_PRINTER = PrinterProfile(name="", port="")


def render(
    labels: Labels,
    renderer: Renderer,
    label_id: str,
    profile: PrinterProfile,
    *,
    sample_allowed: bool,
    copy: int = 1,
) -> Rendered:
    """The stored label at the dots of a profile's stock, moved as its printer needs it.

    A second copy says so in its margin. A voided label is overprinted and carries no proof.

    Raises PaperFault: DOCUMENT_MISSING when no page is stored, DOCUMENT_UNUSABLE when it cannot be drawn.
    """
    entry = labels.get(label_id)
    document = labels.document(label_id, DocumentKind.PDF)
    if document is None:
        raise PaperFault(FaultKind.DOCUMENT_MISSING, DocumentKind.PDF)
    page = renderer.render(document.content, dpi=profile.dpi, width=profile.width, height=profile.height)
    if entry.is_void:
        return Rendered(entry, void_overlay(page), None, "This label is void. It must not be used.")
    page = page.shifted(profile.offset_x, profile.offset_y)
    if copy > 1:
        page = reprint_note(page, copy)
    try:
        proof = prove(
            page,
            tracking_number=entry.label.tracking_number,
            zip_code=_routed_to(entry),
            sample_allowed=sample_allowed,
        )
    except PaperFault as fault:
        return Rendered(entry, page, None, fault.detail)
    return Rendered(entry, page, proof)


def _routed_to(entry: LabelEntry) -> str:
    """The ZIP that the barcode must route by, where we know it: a return goes the other way."""
    zip_code = entry.shipment.ship_to.zip_code
    return zip_code.five if zip_code and not entry.label.is_return else ""


def sheet(rendered: Rendered) -> LabelSheet:
    """The page as a picture with the sentence of its proof, for the screen."""
    proof = rendered.proof
    return LabelSheet(
        label_id=rendered.entry.id,
        png=rendered.page.png(),
        dpi=rendered.page.dpi,
        proved=proof is not None,
        proof=proof.sentence if proof else rendered.problem,
    )


def show_label(
    labels: Labels,
    renderer: Renderer,
    carrier: CarrierClient,
    label_id: str,
    profile: PrinterProfile | None,
    *,
    sample_allowed: bool,
) -> LabelSheet:
    """The label as it would be printed: at the dots of the printer, or of a common one where none is set up.

    Documents that the archive lacks are fetched first; the faults of that are raised.
    """
    complete(labels, carrier, label_id)
    return sheet(render(labels, renderer, label_id, profile or NO_PRINTER, sample_allowed=sample_allowed))
