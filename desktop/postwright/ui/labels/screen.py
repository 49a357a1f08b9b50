"""What the Labels panel shows: the labels found, the chosen one, its picture and copies. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postwright.domain.barcode import in_fours
from postwright.domain.label import Label
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import REPRINT_REASONS, PrintRecord, PrintState
from postwright.domain.shipment import Delivery, Shipment
from postwright.domain.tracking import Tracking
from postwright.domain.void import VoidState
from postwright.ui.notice import Notice
from postwright.ui.words import count_words, day_words, list_words, moment_words

if TYPE_CHECKING:
    from postwright.operations.results import LabelSheet

DIFFERS = "It is paid for. Compare it with the parcel. If it is wrong, void it."
COMPARE = "This label differs from what was ordered. Print it all the same?"
_VOID_WORDS = {
    VoidState.SENT: "Refund being asked",
    VoidState.IN_DOUBT: "Void in doubt",
    VoidState.REQUESTED: "Refund requested",
}


def state_words(entry: LabelEntry) -> str:
    """The one or two words for what became of a label. Never "printed": only the spooler's word is known."""
    if entry.void_state in _VOID_WORDS:
        return _VOID_WORDS[entry.void_state]
    if entry.label.voided:
        return "Voided"
    parts = ["Differs from its order"] if entry.alarms else []
    if entry.prints:
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
    return "done" if entry.prints or entry.mailed else "plain"


def place_words(entry: LabelEntry) -> str:
    """City and state, or the country for mail abroad."""
    to = entry.shipment.ship_to
    return f"{to.city} {to.state}" if to.is_us else f"{to.city}, {to.country}"


def copy_words(record: PrintRecord) -> str:
    """One line about one copy."""
    went = {
        PrintState.RENDERED: "failed its proof for",
        PrintState.PROVED: "proved for",
        PrintState.SENDING: "being sent to",
        PrintState.HANDED_OVER: "sent to",
        PrintState.DONE: "done, says",
        PrintState.SEEN: "seen, from",
        PrintState.FAILED: "not taken by",
        PrintState.MAYBE: "may have come out of",
    }[record.state]
    why = REPRINT_REASONS.get(record.reason, record.reason)
    line = f"Copy {record.copy} · {went} {record.printer} · {moment_words(record.at)}"
    return f"{line} · {why}" if why else line


@dataclass(frozen=True, slots=True)
class LabelsScreen:
    """Everything shown. `sheet`, `prints` and `tracking` belong to the chosen label or are empty."""

    text: str = ""
    entries: tuple[LabelEntry, ...] = ()
    loaded: bool = False
    chosen: str = ""
    sheet: LabelSheet | None = None
    drawing: bool = False
    prints: tuple[PrintRecord, ...] = ()
    tracking: Tracking | None = None
    asking_reason: bool = False
    asking_compared: bool = False
    printing: bool = False
    names: tuple[tuple[str, str], ...] = ()
    notice: Notice | None = None

    @property
    def entry(self) -> LabelEntry | None:
        return next((entry for entry in self.entries if entry.id == self.chosen), None)

    @property
    def is_empty(self) -> bool:
        """Whether no label was ever bought, as against none found."""
        return self.loaded and not self.entries and not self.text.strip()

    @property
    def finds_nothing(self) -> bool:
        return self.loaded and not self.entries and bool(self.text.strip())

    @property
    def count_line(self) -> str:
        if not self.loaded:
            return ""
        return f"{count_words(len(self.entries), 'label')} found" if self.text else "Newest first"

    @property
    def is_void(self) -> bool:
        return self.entry is not None and self.entry.is_void

    @property
    def can_print(self) -> bool:
        """A voided label must not be printed, and a QR-only one has nothing to print."""
        entry = self.entry
        return (
            entry is not None
            and not entry.is_void
            and not self.printing
            and entry.shipment.delivery is not Delivery.QR
        )

    @property
    def alarms(self) -> tuple[str, ...]:
        """How the chosen label and its page differ from what was ordered, and what to do about it."""
        found = self.entry.alarms if self.entry else ()
        if self.sheet is not None and self.sheet.label_id == self.chosen:
            found += self.sheet.remarks
        return (*found, DIFFERS) if found and not self.is_void else found

    @property
    def must_compare(self) -> bool:
        """Whether a person must say first that this label may go on the parcel all the same."""
        return bool(self.alarms) and not self.is_reprint

    @property
    def is_reprint(self) -> bool:
        """Whether a copy went, or may have gone, to a printer before, so that a reason must be given."""
        entry = self.entry
        went = any(one.counts for one in self.prints)
        return entry is not None and (entry.prints > 0 or went)

    @property
    def print_text(self) -> str:
        return "Reprint…" if self.is_reprint else "Print"

    @property
    def print_hint(self) -> str:
        """Why Print cannot be pressed, or nothing."""
        entry = self.entry
        if entry is None:
            return ""
        if entry.is_void:
            return "This label is void. It cannot be printed and must not go on a parcel."
        if entry.shipment.delivery is Delivery.QR:
            return "USPS prints this label at the counter from the QR code."
        return ""

    @property
    def next_copy(self) -> int:
        counted = self.entry.prints if self.entry else 0
        return max([one.copy for one in self.prints if one.counts], default=counted) + 1

    @property
    def can_mail(self) -> bool:
        entry = self.entry
        return entry is not None and not entry.is_void and entry.shipment.delivery.paperless

    @property
    def can_return(self) -> bool:
        """Whether a label for the way back can be made of it."""
        entry = self.entry
        if entry is None or entry.is_void or entry.label.is_return or entry.shipment.is_return:
            return False
        return entry.shipment.is_domestic and not entry.label.international

    @property
    def can_void(self) -> bool:
        return self.entry is not None and self.entry.can_void

    @property
    def state_text(self) -> str:
        return state_words(self.entry) if self.entry else ""

    @property
    def state_tone(self) -> str:
        return state_tone(self.entry) if self.entry else "plain"

    @property
    def has_choice(self) -> bool:
        return self.entry is not None

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Names and values beside the picture."""
        entry = self.entry
        if entry is None:
            return ()
        label, shipment = entry.label, entry.shipment
        found = [
            ("To", ", ".join(shipment.ship_to.block())),
            ("Service", self.name_of(label.service_code)),
            ("Tracking", in_fours(label.tracking_number)),
            ("Paid", str(label.cost)),
            ("Bought", moment_words(label.created_at)),
            ("Ship date", _ship_date(label, shipment)),
            ("Order", shipment.order_reference),
        ]
        return tuple((name, value) for name, value in found if value)

    def name_of(self, service_code: str) -> str:
        """The service's name, or its code when the catalogue does not know it."""
        return dict(self.names).get(service_code, service_code)

    @property
    def tracking_lines(self) -> tuple[str, ...]:
        """What USPS says, newest first."""
        tracking = self.tracking
        if tracking is None:
            return ()
        lines = [f"{tracking.words}."]
        if tracking.estimated and not tracking.delivered:
            lines.append(f"USPS expects to deliver it on {day_words(tracking.estimated.date())}.")
        for event in tracking.events[:5]:
            place = f" · {event.place}" if event.place else ""
            lines.append(f"{moment_words(event.at)} · {event.description}{place}")
        return tuple(lines)


def _ship_date(label: Label, shipment: Shipment) -> str:
    """The day on which it leaves, with the one that was asked for where that had passed."""
    leaves = day_words(label.ship_date or shipment.ship_date)
    return f"{leaves} (it was {day_words(shipment.rolled_from)})" if shipment.rolled_from else leaves
