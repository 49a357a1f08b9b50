"""What the Practice page shows: the practice carrier's clock, parcels, books and habits. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postwright.domain.money import NOTHING, Money
from postwright.domain.preferences import Mode
from postwright.ui.words import moment_words

JUMPS = ((1, "Tomorrow"), (7, "In a week"), (28, "In 28 days"))
# The hours that a day at the packing table hangs on, by the name that the deed takes.
HOURS = {"form": "Next 9 pm at the origin", "pickup": "Next 2 am Central"}
# What may go wrong with the next purchase, by the name that the deed takes.
TROUBLES = {
    "lost": "Its reply gets lost",
    "slow": "It takes 20 seconds",
    "pause": "The carrier asks us to go slower",
    "trouble": "The carrier has trouble of its own",
    "unreadable": "Its reply cannot be read",
}
# How the parcel fares once it is scanned.
STORIES = {
    "delivered": "Then delivered in three days",
    "delayed": "Then delayed, and delivered late",
    "exception": "Then its address is not found",
    "returned": "Then it comes back",
    "lost": "Then it is never seen again",
    "counter": "Its QR code is handed in at the counter",
}
# What a carrier may do that nobody has written down for sure, or that differs from account to account.
HABITS = {
    "password_expired": "The Stamps.com password has expired",
    "no_address_check": "The plan has no address check",
    "old_qr_word": "QR codes are taken under their old name only",
    "no_label_id": "QR codes come without a Label ID",
    "qr_as_label": "QR codes come in place of the label's document",
    "label_for_code": "A label is made where a QR code was asked for",
    "void_never_paid": "The void of a scanned label is approved, and never paid",
    "voids_by_itself": "Unused labels are voided after 26 days, for 70 % of the money",
    "forms_later": "SCAN forms are made with a delay",
    "forms_leave_out": "A SCAN form leaves out the last label",
    "void_on_form": "A label that is on a SCAN form can still be voided",
    "nobody_comes": "Nobody comes for a pickup that was booked",
    "refund_rejected": "Refunds are denied after three weeks",
    "tells_refunds": "The carrier tells what became of a refund",
}


@dataclass(frozen=True, slots=True)
class SeenParcel:
    """A label at the practice post office; `scan` is the newest scan in words, "" before the first."""

    label_id: str
    recipient: str
    tracking_number: str
    scan: str = ""

    @property
    def line(self) -> str:
        return f"{self.recipient} · {self.tracking_number[-8:]} · {self.scan or 'not scanned yet'}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the practice carrier's books; below zero is what it took."""

    at: datetime
    words: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PracticeState:
    """The practice carrier as it is now. `trouble` is what the next purchase will meet, `on` the habits."""

    now: datetime
    offline: bool = False
    trouble: str = ""
    balance: Money = NOTHING
    parcels: tuple[SeenParcel, ...] = ()
    entries: tuple[Entry, ...] = ()
    on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PracticeScreen:
    """Everything shown. `chosen` is the label to be scanned."""

    mode: Mode = Mode.UNDECIDED
    state: PracticeState | None = None
    chosen: str = ""
    busy: bool = False

    @property
    def is_practice(self) -> bool:
        return self.mode is not Mode.LIVE

    @property
    def can_play(self) -> bool:
        return self.is_practice and not self.busy and self.state is not None

    @property
    def can_scan(self) -> bool:
        return self.can_play and bool(self.chosen)

    @property
    def clock_line(self) -> str:
        return moment_words(self.state.now) if self.state else ""

    @property
    def offline(self) -> bool:
        return bool(self.state and self.state.offline)

    @property
    def parcels(self) -> tuple[SeenParcel, ...]:
        return self.state.parcels if self.state else ()

    @property
    def trouble_line(self) -> str:
        """What the next purchase will meet."""
        if self.state is None or not self.state.trouble:
            return "The next label will be bought without trouble."
        words = TROUBLES.get(self.state.trouble, "Something goes wrong")
        return f"The next purchase: {words[0].lower()}{words[1:]}."

    @property
    def balance_line(self) -> str:
        return str(self.state.balance) if self.state else ""

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """The books in two columns: when, and what for how much."""
        found = self.state.entries if self.state else ()
        return tuple((moment_words(one.at), f"{one.words}: {_signed(one.amount)}") for one in found)

    @property
    def hint(self) -> str:
        if self.is_practice:
            return "Try what would be costly to try for real. Nothing here reaches a carrier."
        return "You are live. These switches work in practice only; change the mode under Account."


def _signed(amount: Money) -> str:
    return f"−{Money(-amount.minor, amount.currency)}" if amount.minor < 0 else f"+{amount}"
