"""What the operations answer: frozen values that panels and the command line show. Holds no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from postwright.domain.account import Account
from postwright.domain.draft_record import DraftRecord
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import NOTHING, Money
from postwright.domain.pickup import PickupEntry as PickupEntry  # panels take it from here
from postwright.domain.printing_profile import PrintRecord
from postwright.domain.purchase import Purchase
from postwright.domain.void import VoidAnswer, VoidState, VoidWindow


@dataclass(frozen=True, slots=True)
class Purchased:
    """How buying ended. `entry` is there only when the label is ours; `alarms` are sentences to heed before
    printing.
    """

    purchase: Purchase
    entry: LabelEntry | None = None
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A label at the printer's own dots, as PNG, with the proof's sentence; the preview and the print share
    it.
    """

    label_id: str
    png: bytes = field(repr=False)
    dpi: int
    proved: bool
    proof: str


@dataclass(frozen=True, slots=True)
class QrSheet:
    """What a customer needs instead of a printed label. `qr_png` is the carrier's own picture."""

    label_id: str
    qr_png: bytes = field(repr=False)
    broker_id: str
    office_link: str
    print_link: str
    recipient: str
    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Money we do not know about. `absent_from` is when "it does not exist" may first be believed."""

    purchase: Purchase
    since: datetime
    what_we_know: tuple[str, ...]
    can_deny: bool
    absent_from: datetime


@dataclass(frozen=True, slots=True)
class Attention:
    """Everything that waits for a person: doubtful money, interrupted prints, doubtful voids and pickups.

    `alarms` say which labels differ from their orders and are not printed yet.
    """

    doubts: tuple[Doubt, ...] = ()
    maybe_printed: tuple[tuple[PrintRecord, LabelEntry], ...] = ()
    doubtful_voids: tuple[LabelEntry, ...] = ()
    doubtful_pickups: tuple[PickupEntry, ...] = ()
    alarms: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        uncertain = len(self.doubts) + len(self.maybe_printed)
        return uncertain + len(self.doubtful_voids) + len(self.doubtful_pickups) + len(self.alarms)


@dataclass(frozen=True, slots=True)
class Voidable:
    """One row of the Voids panel."""

    entry: LabelEntry
    window: VoidWindow


@dataclass(frozen=True, slots=True)
class Voided:
    """How asking for a refund ended; `answer` is None when nothing was asked (scanned already) or it is in
    doubt.
    """

    label_id: str
    state: VoidState
    sentence: str
    answer: VoidAnswer | None = None


@dataclass(frozen=True, slots=True)
class PickupPlan:
    """What a pickup would be before it is asked for: the day USPS will really come and what it would take.

    `zone` is the time zone of the place that it is at.
    """

    day: date
    zone: tzinfo
    labels: tuple[LabelEntry, ...]
    has_premium: bool
    entries: tuple[PickupEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A draft or queued parcel with the one sentence that says what it waits for."""

    record: DraftRecord
    waits_for: str
    ready: bool


@dataclass(frozen=True, slots=True)
class QueueRun:
    """What became of the queue: how many were bought for how much, and what came back with which reason."""

    bought: tuple[LabelEntry, ...] = ()
    handed_back: tuple[DraftRecord, ...] = ()
    left: int = 0
    stopped: str = ""
    spent: Money = NOTHING

    @property
    def alarms(self) -> tuple[str, ...]:
        """How labels that were bought differ from their orders, each with whom it is for."""
        return tuple(alarm for entry in self.bought for alarm in entry.named_alarms)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the shop stands: whether the carrier answers, since when, and the account with its balance."""

    online: bool
    since: datetime
    account: Account | None = None
    problem: str = ""
