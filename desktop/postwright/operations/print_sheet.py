"""Print one sheet with a label or two: look at each, draw, prove, write down, hand over. Chooses no label."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import COMPARED, REPRINT_REASONS, PrintRecord
from postwright.domain.printing_profile import PrinterProfile
from postwright.operations.fetch_documents import Archive, fetch, paper_of
from postwright.operations.hand_over import Press, hand_over
from postwright.operations.lay_sheet import TURNED, Drawn, Rendered, draw, lay_sheet
from postwright.operations.pass_zpl import own_zpl
from postwright.printing.passing import NotPassed, Passed
from postwright.printing.proof import Proof, proof_document
from postwright.printing.speaking import spoken
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
    """A label that may be printed: drawn, or as the carrier's own ZPL. `note` is for the operator."""

    wanted: Wanted
    entry: LabelEntry
    drawn: Drawn | None = None
    own: Passed | None = None
    note: str = ""


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

    Raises PaperFault: LABEL_VOIDED, QR_ONLY, LABEL_MISMATCH for a label that differs from its order, or lies
    on its side, until the reason is COMPARED, DOCUMENT_MISSING, DOCUMENT_UNUSABLE; BadInput: LABEL_UNKNOWN,
    REASON_NEEDED for a second copy without one of REPRINT_REASONS; and the carrier's faults.
    """
    entry = press.labels.get(wanted.label_id)
    if entry.off_paper is not None:
        raise PaperFault(entry.off_paper)
    again = entry.prints > 0
    _check_reason(entry, wanted.reason, again=again)
    if not again and wanted.reason != COMPARED:
        wanted = replace(wanted, reason="")
    # A second copy says so in its margin, and the carrier's own ZPL cannot.
    own = None if again else _own(press, entry, profile, None if wanted.run_id else carrier)
    if isinstance(own, Passed):
        return Ready(wanted, entry, own=own)
    if carrier is not None:
        for kind in paper_of(entry):
            fetch(Archive(press.labels, carrier, press.renderer), wanted.label_id, kind)
    copy = press.prints.next_copy(entry.id)
    drawn = draw(press.labels, press.renderer, entry, profile, copy=copy)
    if drawn.page.turned and not again and wanted.reason != COMPARED:
        raise PaperFault(FaultKind.LABEL_MISMATCH, TURNED)
    return Ready(wanted, entry, drawn, note=own.why if own else "")


def _own(
    press: Press, entry: LabelEntry, profile: PrinterProfile, carrier: CarrierClient | None
) -> Passed | NotPassed | None:
    return own_zpl(press.labels, entry, profile, sample_allowed=press.sample_allowed, carrier=carrier)


def _check_reason(entry: LabelEntry, reason: str, *, again: bool) -> None:
    if again and reason not in REPRINT_REASONS:
        raise BadInput(FaultKind.REASON_NEEDED)
    if entry.alarms and not again and reason != COMPARED:
        raise PaperFault(FaultKind.LABEL_MISMATCH, " ".join(entry.alarms))


def lay(press: Press, ready: Sequence[Ready], profile: PrinterProfile) -> Laid:
    """The sheet with those that prove; the others are written down as drawn and not proved.

    Raises PaperFault(DOCUMENT_UNUSABLE) when they do not fit the sheet.
    """
    for one in ready:
        if one.own is not None:
            copy = _new(one, profile, one.own.proof, one.own.content)
            return Laid((copy,), one.own.content, one.entry.label.tracking_number)
    good, left_out = list(ready), list[tuple[Wanted, str]]()
    while good:
        drawn = [one.drawn for one in good if one.drawn is not None]
        sheet = lay_sheet(drawn, profile, sample_allowed=press.sample_allowed)
        pairs = list(zip(good, sheet, strict=True))
        pages = (sheet[0].page, *(form for laid in sheet for form in laid.forms))
        bits = b"".join(page.bits for page in pages)
        if all(laid.is_proved for _, laid in pairs):
            copies = tuple(_new(one, profile, laid.proof, bits) for one, laid in pairs)
            return Laid(copies, spoken(profile, *pages), _title(good), tuple(left_out))
        failed = _alone(press, good, profile) or [(one, laid) for one, laid in pairs if not laid.is_proved]
        for one, laid in failed:
            press.prints.refused(_new(one, profile, laid.proof, laid.page.bits, why=laid.problem))
            left_out.append((one.wanted, laid.problem))
        good = [one for one in good if all(one is not other for other, _ in failed)]
    return Laid(left_out=tuple(left_out))


def _alone(press: Press, ready: Sequence[Ready], profile: PrinterProfile) -> list[tuple[Ready, Rendered]]:
    """Those that fail on a sheet of their own: a strange code on one label spoils the proof of the other."""
    if len(ready) == 1:
        return []
    laid = [
        (one, lay_sheet((one.drawn,), profile, sample_allowed=press.sample_allowed)[0])
        for one in ready
        if one.drawn is not None
    ]
    return [(one, alone) for one, alone in laid if not alone.is_proved]


def send(press: Press, laid: Laid, profile: PrinterProfile) -> tuple[PrintRecord, ...]:
    """Raises as `hand_over` does."""
    return hand_over(press, laid.copies, laid.content, profile, title=laid.title)


def _new(
    ready: Ready, profile: PrinterProfile, proof: Proof | None, page: bytes, *, why: str = ""
) -> NewPrint:
    wanted = ready.wanted
    return NewPrint(
        wanted.label_id,
        printer=profile.name,
        language=profile.language,
        port=profile.port,
        reason=wanted.reason,
        proof=why or (proof.sentence if proof else ""),
        proof_facts=proof_document(proof) if proof else None,
        page_sha256=hashlib.sha256(page).hexdigest(),
        detail=why or ready.note,
        run_id=wanted.run_id,
        place=wanted.place,
    )


def _title(ready: Sequence[Ready]) -> str:
    return " ".join(one.entry.label.tracking_number for one in ready)
