"""Print one label, proved, counted and written down first. Never says that it came out."""

from __future__ import annotations

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.print_record import PrintRecord
from postwright.domain.printing_profile import PrinterProfile
from postwright.operations.hand_over import Press
from postwright.operations.print_sheet import Wanted, lay, make_ready, send


def print_label(
    press: Press,
    label_id: str,
    profile: PrinterProfile,
    *,
    reason: str = "",
    carrier: CarrierClient | None = None,
) -> PrintRecord:
    """Render, prove, write down, hand over. With a carrier, what the archive lacks is fetched first.

    Raises what `make_ready` raises; PaperFault(PROOF_FAILED), which is written down but is no copy; and what
    `hand_over` raises. A fault that may have printed leaves the record at MAYBE.
    """
    ready = make_ready(press, Wanted(label_id, reason), profile, carrier)
    laid = lay(press, (ready,), profile)
    if not laid.copies:
        raise PaperFault(FaultKind.PROOF_FAILED, laid.left_out[0][1])
    return send(press, laid, profile)[0]


def print_on(
    press: Press, carrier: CarrierClient, label_id: str, profile: PrinterProfile | None, *, reason: str = ""
) -> PrintRecord:
    """Fetch what the archive lacks, then print. Raises PaperFault(PRINTER_UNKNOWN) without a printer, and
    what `print_label` raises.
    """
    if profile is None:
        raise PaperFault(FaultKind.PRINTER_UNKNOWN)
    return print_label(press, label_id, profile, reason=reason, carrier=carrier)
