"""Show a label as it would be printed: the same page, at the printer's own dots, with its proof."""

from __future__ import annotations

from postwright.carrier.client import CarrierClient
from postwright.domain.printing_profile import PrinterProfile
from postwright.operations.accept_document import Unaccepted
from postwright.operations.fetch_documents import Archive, complete
from postwright.operations.lay_sheet import TURNED, Rendered, draw, lay_sheet, pages_words
from postwright.operations.pass_zpl import PICTURE, may_go_out
from postwright.operations.results import LabelSheet
from postwright.printing.overprint import void_overlay
from postwright.printing.proof import proof_document
from postwright.printing.renderer import Renderer
from postwright.store.labels import Labels

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
    """The stored label alone on a sheet of the profile's stock. A voided one is overprinted and not proved.

    Raises PaperFault: DOCUMENT_MISSING when no page is stored, DOCUMENT_UNUSABLE when it cannot be drawn.
    """
    drawn = draw(labels, renderer, labels.get(label_id), profile, copy=copy)
    return lay_sheet((drawn,), profile, sample_allowed=sample_allowed)[0]


def sheet(rendered: Rendered, *, note: str = "") -> LabelSheet:
    """The page as a picture with its proof, for the screen; the note goes with a proof that passed."""
    proof = rendered.proof
    behind = f"{pages_words(len(rendered.forms))}." if rendered.forms else ""
    said = rendered.problem or " ".join(filter(None, (proof.sentence if proof else "", behind, note)))
    return LabelSheet(
        label_id=rendered.entry.id,
        png=rendered.page.png(),
        forms=tuple(page.png() for page in rendered.forms),
        dpi=rendered.page.dpi,
        proved=rendered.is_proved,
        proof=said,
        facts=proof_document(proof) if proof else None,
        remarks=(TURNED,) if rendered.page.turned and not rendered.entry.is_void else (),
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

    Documents that the archive lacks are fetched first; the faults of that are raised. One that is not this
    label's is shown with the reason, and never printed.
    """
    try:
        complete(Archive(labels, carrier, renderer), label_id)
    except Unaccepted as refusal:
        if refusal.page is None:
            raise
        page = void_overlay(refusal.page) if labels.get(label_id).is_void else refusal.page
        return LabelSheet(label_id, page.png(), page.dpi, proved=False, proof=refusal.detail)
    rendered = render(labels, renderer, label_id, profile or NO_PRINTER, sample_allowed=sample_allowed)
    own = profile is not None and may_go_out(rendered.entry, profile)
    return sheet(rendered, note=PICTURE if own else "")
