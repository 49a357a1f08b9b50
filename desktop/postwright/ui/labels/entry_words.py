"""A bought label in the words of the list: what became of it, where it goes, what is known of it. No Qt."""

from __future__ import annotations

from postwright.domain.barcode import in_fours
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.void import VoidState
from postwright.ui.words import day_words, list_words, moment_words

_VOID_WORDS = {
    VoidState.SENT: "Refund being asked",
    VoidState.IN_DOUBT: "Void in doubt",
    VoidState.REQUESTED: "Refund requested",
}


def documents(entry: LabelEntry | None) -> tuple[DocumentKind, ...]:
    """What of it can be saved."""
    form = entry is not None and entry.label.link(DocumentKind.FORM) is not None
    own = (DocumentKind.PDF, DocumentKind.ZPL, DocumentKind.PNG)
    return (*own, DocumentKind.FORM) if form else own


def called(kind: DocumentKind) -> tuple[str, str]:
    """How the file of a document is called: its first word and its suffix."""
    return ("customs-form", "pdf") if kind is DocumentKind.FORM else ("label", kind.value)


def state_words(entry: LabelEntry) -> str:
    """The one or two words for what became of a label. Never "printed": only the spooler's word is known."""
    if entry.void_state in _VOID_WORDS:
        return _VOID_WORDS[entry.void_state]
    if entry.label.voided:
        return "Voided"
    parts = ["Differs from its order"] if entry.alarms else []
    if entry.doubtful:
        parts.append("May have printed")
    elif entry.prints:
        parts.append("Sent to printer" if entry.prints == 1 else f"Sent to printer ×{entry.prints}")
    if entry.mailed:
        parts.append("QR mailed")
    if entry.void_state is VoidState.DENIED:
        parts.append("refund refused")
    return list_words(parts) or "Not printed yet"


def state_tone(entry: LabelEntry) -> str:
    """The colour that goes with those words: plain, done, waiting or trouble."""
    if entry.void_state in (VoidState.IN_DOUBT, VoidState.SENT):
        return "waiting"
    if entry.is_void or entry.alarms:
        return "trouble"
    if entry.doubtful:
        return "waiting"
    return "done" if entry.prints or entry.mailed else "plain"


def place_words(entry: LabelEntry) -> str:
    """City and state, or the country for mail abroad."""
    to = entry.shipment.ship_to
    return f"{to.city} {to.state}" if to.is_us else f"{to.city}, {to.country}"


def facts_of(entry: LabelEntry, service: str) -> tuple[tuple[str, str], ...]:
    """Names and values beside the picture."""
    label, shipment = entry.label, entry.shipment
    found = [
        ("To", ", ".join(shipment.ship_to.block())),
        ("Service", service),
        ("Tracking", in_fours(label.tracking_number)),
        ("Paid", str(label.cost)),
        ("Bought", moment_words(label.created_at)),
        ("Ship date", _ship_date(entry)),
        ("Order", shipment.order_reference),
    ]
    return tuple((name, value) for name, value in found if value)


def _ship_date(entry: LabelEntry) -> str:
    """The day on which it leaves, with the one that was asked for where that had passed."""
    leaves, before = day_words(entry.ship_date), entry.shipment.rolled_from
    return f"{leaves} (it was {day_words(before)})" if before else leaves
