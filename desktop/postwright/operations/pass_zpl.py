"""Find the carrier's own ZPL of a label and look whether it may go out as it is. Sends nothing.

It is fetched where that costs no waiting; a label never waits for it, since it can be drawn from its PDF.
"""

from __future__ import annotations

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import Environment, Fault
from postwright.domain.label import Document, DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.printing_profile import PrinterProfile
from postwright.operations.accept_document import accept_zpl
from postwright.operations.lay_sheet import routed_to
from postwright.printing.passing import NotPassed, Passed, pass_on
from postwright.store.labels import Labels

_NOT_HERE = "The carrier's ZPL was not at hand. The label was drawn from the PDF instead."
_WITH_FORMS = "The label was drawn from the PDF, which holds the customs forms too."

PICTURE = "The picture is drawn from the PDF; where it fits, this printer gets the carrier's own ZPL."


def may_go_out(entry: LabelEntry, profile: PrinterProfile) -> bool:
    """Whether the printer is to have the carrier's own ZPL, should it be there and fit. A second copy says so
    in its margin, and that cannot be said there.
    """
    wished = profile.takes_carrier_zpl and profile.is_plain and not entry.shipment.ship_to.needs_customs
    return wished and not entry.prints and not entry.is_void


def own_zpl(
    labels: Labels,
    entry: LabelEntry,
    profile: PrinterProfile,
    *,
    sample_allowed: bool,
    carrier: CarrierClient | None = None,
) -> Passed | NotPassed | None:
    """None where the printer is not to have it. Asks the carrier only when one is given."""
    if not profile.takes_carrier_zpl:
        return None
    if entry.shipment.ship_to.needs_customs:
        return NotPassed(_WITH_FORMS)
    document = None
    if profile.is_plain:
        document = _kept(labels, entry.id) or (_fetched(labels, carrier, entry) if carrier else None)
        if document is None:
            return NotPassed(_NOT_HERE)
    return pass_on(
        document.content if document else b"",
        profile,
        tracking_number=entry.label.tracking_number,
        zip_code=routed_to(entry),
        sample_allowed=sample_allowed,
    )


def _kept(labels: Labels, label_id: str) -> Document | None:
    """None also for one whose bytes were changed."""
    try:
        return labels.document(label_id, DocumentKind.ZPL)
    except Environment:
        return None


def _fetched(labels: Labels, carrier: CarrierClient, entry: LabelEntry) -> Document | None:
    try:
        link = entry.label.link(DocumentKind.ZPL) or carrier.labels.read(entry.id, quick=True).link(
            DocumentKind.ZPL
        )
        if link is None:
            return None
        document = carrier.documents.download(link, quick=True)
        accept_zpl(document, entry.label.tracking_number)
        labels.keep_document(entry.id, document)
    except Fault:
        return None
    return document
