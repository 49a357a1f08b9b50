"""Hand a proved label to a printer, counted and written down first. Never says that it came out."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, Environment, FaultKind, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import COMPARED, REPRINT_REASONS, PrintEvent, PrintRecord
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.operations.fetch_documents import complete
from postwright.operations.show_label import Rendered, render
from postwright.printing.pages import label_pdf
from postwright.printing.ports import send
from postwright.printing.renderer import Renderer
from postwright.printing.zpl import page_to_zpl
from postwright.printing.zpl_safety import check_zpl, zpl_dots
from postwright.store.labels import Labels
from postwright.store.prints import NewPrint, Prints


@dataclass(frozen=True, slots=True)
class Press:
    """What printing needs: the archive, the print log, the renderer, and whether samples may be printed."""

    labels: Labels
    prints: Prints
    renderer: Renderer
    sample_allowed: bool


def print_label(press: Press, label_id: str, profile: PrinterProfile, *, reason: str = "") -> PrintRecord:
    """Render, prove, write down, hand over.

    Raises PaperFault: LABEL_VOIDED, PROOF_FAILED, LABEL_MISMATCH for a label that differs from its order
    until the reason is COMPARED, the printer's faults; BadInput(REASON_NEEDED) for a second copy without one
    of REPRINT_REASONS. A fault that may have printed leaves the record at MAYBE.
    """
    earlier = [one for one in press.prints.of_label(label_id) if one.counts]
    rendered = render(
        press.labels,
        press.renderer,
        label_id,
        profile,
        sample_allowed=press.sample_allowed,
        copy=len(earlier) + 1,
    )
    if rendered.entry.is_void:
        raise PaperFault(FaultKind.LABEL_VOIDED)
    if rendered.proof is None:
        raise PaperFault(FaultKind.PROOF_FAILED, rendered.problem)
    _check_reason(rendered.entry, reason, again=bool(earlier))
    content = content_for(press.labels, rendered, profile)
    (record,) = press.prints.begin(
        NewPrint(
            label_id,
            printer=profile.name,
            language=profile.language,
            port=profile.port,
            reason=reason,
            proof=rendered.proof.sentence,
        )
    )
    return _hand_over(press.prints, record, profile, content, rendered.entry.label.tracking_number)


def _check_reason(entry: LabelEntry, reason: str, *, again: bool) -> None:
    if again and reason not in REPRINT_REASONS:
        raise BadInput(FaultKind.REASON_NEEDED)
    if entry.alarms and not again and reason != COMPARED:
        raise PaperFault(FaultKind.LABEL_MISMATCH, " ".join(entry.alarms))


def print_on(
    press: Press, carrier: CarrierClient, label_id: str, profile: PrinterProfile | None, *, reason: str = ""
) -> PrintRecord:
    """Fetch what the archive lacks, then print. Raises PaperFault(PRINTER_UNKNOWN) without a printer, and
    what `print_label` raises.
    """
    if profile is None:
        raise PaperFault(FaultKind.PRINTER_UNKNOWN)
    complete(press.labels, carrier, label_id)
    return print_label(press, label_id, profile, reason=reason)


def content_for(labels: Labels, rendered: Rendered, profile: PrinterProfile) -> bytes:
    """The bytes for the printer's language: the proved page itself, or the carrier's own ZPL where the
    profile asks for it and the density fits, after the check that it holds nothing but a label.
    """
    if profile.language is Language.PDF:
        return label_pdf(rendered.page)
    if profile.carrier_zpl:
        document = labels.document(rendered.entry.id, DocumentKind.ZPL)
        if document is not None and zpl_dots(document.content) == profile.dots:
            check_zpl(document.content)
            return document.content
    return page_to_zpl(rendered.page, darkness=profile.darkness, speed=profile.speed)


def _hand_over(
    prints: Prints, record: PrintRecord, profile: PrinterProfile, content: bytes, title: str
) -> PrintRecord:
    try:
        handed = send(
            profile.port,
            content,
            language=profile.language,
            title=title,
            width=profile.width,
            height=profile.height,
        )
    except (PaperFault, Environment) as fault:
        unsure = fault.kind is FaultKind.MAY_HAVE_PRINTED
        prints.record_all((record.id,), PrintEvent.DOUBTED if unsure else PrintEvent.NOT_OUT, str(fault))
        raise
    return prints.record_all((record.id,), PrintEvent.TAKEN, handed.detail)[0]
