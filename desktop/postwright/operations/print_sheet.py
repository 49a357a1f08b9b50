"""Print one sheet with a label or two: look at each, draw, prove, write down, hand over. Chooses no label."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import COMPARED, REPRINT_REASONS, PrintRecord
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.operations.fetch_documents import complete
from postwright.operations.hand_over import Press, hand_over
from postwright.operations.lay_sheet import Drawn, Rendered, draw, lay_sheet
from postwright.printing.pages import label_pdf
from postwright.printing.proof import proof_document
from postwright.printing.zpl import page_to_zpl
from postwright.printing.zpl_safety import check_zpl, zpl_dots
from postwright.store.prints import NewPrint


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be printed, and why once more; `run_id` and `place` are of a run."""

    label_id: str
    reason: str = ""
    run_id: int | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """A label that may be printed, drawn."""

    wanted: Wanted
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet of which everything is proved, as the printer takes it; no copies where nothing was. `left_out`
    failed their proofs, and say why.
    """

    copies: tuple[NewPrint, ...] = ()
    content: bytes = b""
    title: str = ""
    left_out: tuple[tuple[Wanted, str], ...] = ()


def make_ready(
    press: Press, wanted: Wanted, profile: PrinterProfile, carrier: CarrierClient | None = None
) -> Ready:
    """Look whether a label may be printed, fetch what the archive lacks, and draw it.

    Raises PaperFault: LABEL_VOIDED, LABEL_MISMATCH for a label that differs from its order until the reason
    is COMPARED, DOCUMENT_MISSING, DOCUMENT_UNUSABLE; BadInput: LABEL_UNKNOWN, REASON_NEEDED for a second copy
    without one of REPRINT_REASONS; and the carrier's faults.
    """
    entry = press.labels.get(wanted.label_id)
    if entry.is_void:
        raise PaperFault(FaultKind.LABEL_VOIDED)
    again = entry.prints > 0
    _check_reason(entry, wanted.reason, again=again)
    if not again and wanted.reason != COMPARED:
        wanted = replace(wanted, reason="")
    if carrier is not None:
        complete(press.labels, carrier, wanted.label_id)
    return Ready(wanted, draw(press.labels, press.renderer, entry, profile, copy=entry.prints + 1))


def _check_reason(entry: LabelEntry, reason: str, *, again: bool) -> None:
    if again and reason not in REPRINT_REASONS:
        raise BadInput(FaultKind.REASON_NEEDED)
    if entry.alarms and not again and reason != COMPARED:
        raise PaperFault(FaultKind.LABEL_MISMATCH, " ".join(entry.alarms))


def lay(press: Press, ready: Sequence[Ready], profile: PrinterProfile) -> Laid:
    """The sheet with those that prove; the others are written down as drawn and not proved.

    Raises PaperFault(DOCUMENT_UNUSABLE) when they do not fit the sheet.
    """
    good, left_out = list(ready), list[tuple[Wanted, str]]()
    while good:
        sheet = lay_sheet([one.drawn for one in good], profile, sample_allowed=press.sample_allowed)
        failed = [(one, laid) for one, laid in zip(good, sheet, strict=True) if not laid.is_proved]
        if not failed:
            copies = tuple(_new(one, laid, profile) for one, laid in zip(good, sheet, strict=True))
            return Laid(copies, _content(press, sheet, profile), _title(good), tuple(left_out))
        for one, laid in failed:
            press.prints.refused(_new(one, laid, profile, why=laid.problem))
            left_out.append((one.wanted, laid.problem))
        good = [one for one in good if all(one is not bad for bad, _ in failed)]
    return Laid(left_out=tuple(left_out))


def send(press: Press, laid: Laid, profile: PrinterProfile) -> tuple[PrintRecord, ...]:
    """Raises as `hand_over` does."""
    return hand_over(press.prints, laid.copies, laid.content, profile, title=laid.title)


def _new(ready: Ready, laid: Rendered, profile: PrinterProfile, *, why: str = "") -> NewPrint:
    wanted, proof = ready.wanted, laid.proof
    return NewPrint(
        wanted.label_id,
        printer=profile.name,
        language=profile.language,
        port=profile.port,
        reason=wanted.reason,
        proof=proof.sentence if proof and not why else why,
        proof_facts=proof_document(proof) if proof else None,
        page_sha256=hashlib.sha256(laid.page.bits).hexdigest(),
        detail=why,
        run_id=wanted.run_id,
        place=wanted.place,
    )


def _title(ready: Sequence[Ready]) -> str:
    return " ".join(one.drawn.entry.label.tracking_number for one in ready)


def _content(press: Press, sheet: Sequence[Rendered], profile: PrinterProfile) -> bytes:
    """The bytes for the printer's language: the proved page itself, or the carrier's own ZPL where the
    profile asks for it and the density fits, after the check that it holds nothing but a label.
    """
    page = sheet[0].page
    if profile.language is Language.PDF:
        return label_pdf(page)
    if profile.carrier_zpl and len(sheet) == 1:
        document = press.labels.document(sheet[0].entry.id, DocumentKind.ZPL)
        if document is not None and zpl_dots(document.content) == profile.dots:
            check_zpl(document.content)
            return document.content
    return page_to_zpl(page, darkness=profile.darkness, speed=profile.speed)
