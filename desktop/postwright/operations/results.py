"""What the operations answer: frozen values that panels and the command line show. Holds no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from postwright.domain.account import Account
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.guards import Guard
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import NOTHING, Money
from postwright.domain.pickup import PickupEntry as PickupEntry  # panels take it from here
from postwright.domain.purchase import Purchase
from postwright.domain.ship_day import LeavesToday, rolled_words
from postwright.domain.void import VoidAnswer, VoidState, VoidWindow
from postwright.operations.attention_results import Attention as Attention  # panels take both from here
from postwright.operations.attention_results import Doubt as Doubt


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
    it. `forms` are the sheets that come out behind it; `facts` is all that the proof measured, as a print
    keeps it (printing/proof.py); `remarks` are for a person to read before the first copy.
    """

    label_id: str
    png: bytes = field(repr=False)
    dpi: int
    proved: bool
    proof: str
    facts: dict[str, Any] | None = None
    remarks: tuple[str, ...] = ()
    forms: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def pages(self) -> tuple[bytes, ...]:
        """All that comes out, the label first."""
        return (self.png, *self.forms)


@dataclass(frozen=True, slots=True)
class Voidable:
    """One row of the Voids panel; `on_form` and `on_pickup` where the label is on one, or may be."""

    entry: LabelEntry
    window: VoidWindow
    on_form: bool = False
    on_pickup: bool = False


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
class QueueRow:
    """A draft or queued parcel with the one sentence that says what it waits for.

    `price` is the one that was seen and can be bought without asking again. `intended` says that it was to be
    bought and nothing left this computer. `rolled` is the sentence about a ship date that has passed,
    `leaves` the day on which the parcel leaves instead. `in_doubt`: nobody knows yet whether it was bought.
    """

    record: DraftRecord
    waits_for: str
    ready: bool
    price: Money | None = None
    intended: bool = False
    rolled: str = ""
    guards: tuple[Guard, ...] = ()
    leaves: date | None = None
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class PlannedParcel:
    """What buying one queued parcel would mean. `waits_for` says why it cannot be bought as it is; `guards`
    are those that nobody answered yet.
    """

    record: DraftRecord
    price: Money | None = None
    guards: tuple[Guard, ...] = ()
    rolled: str = ""
    waits_for: str = ""

    @property
    def can_begin(self) -> bool:
        return self.price is not None and not self.guards and not self.waits_for


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """What buying several parcels would mean, said before it. `limit_total` is the most that they may cost.

    `guards` concern all of them together. `odd` are sentences about whatever is not as usual. `leaving` is
    asked once for each place whose parcels would have left today.
    """

    parcels: tuple[PlannedParcel, ...]
    total: Money
    limit_total: Money
    balance: Money | None = None
    balance_at: datetime | None = None
    guards: tuple[Guard, ...] = ()
    odd: tuple[str, ...] = ()
    leaving: tuple[LeavesToday, ...] = ()

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The drafts whose price must be asked first."""
        return tuple(one.record.id for one in self.parcels if one.price is None and not one.waits_for)


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One parcel that was written down to be bought. Nothing has left this computer."""

    draft_id: str
    purchase_id: str
    who: str
    price: Money
    at_most: Money
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ParcelPriced:
    """The price that can be bought without asking again."""

    record: DraftRecord
    price: Money


@dataclass(frozen=True, slots=True)
class ParcelBought:
    """`rolled` is the sentence about a ship date that had passed, or nothing."""

    entry: LabelEntry
    alarms: tuple[str, ...] = ()
    rolled: str = ""


@dataclass(frozen=True, slots=True)
class CameBack:
    """Nothing was bought: the operator must look. With `guards` the parcel is still queued, until they are
    answered; else it is a draft again, and `record.offer` is what could be approved instead.
    """

    record: DraftRecord
    reason: str
    difference: Money | None = None
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True)
class StillInDoubt:
    """The request may have been carried out. It is in Attention."""

    draft_id: str


@dataclass(frozen=True, slots=True)
class Stopping:
    """Nothing was bought, and the next parcel would meet the same. This one stays queued."""

    draft_id: str
    reason: str
    kind: FaultKind | None = None
    guards: tuple[Guard, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """It was changed, removed, or taken by another window meanwhile. Nothing was done."""

    draft_id: str


ParcelEnd = ParcelBought | CameBack | StillInDoubt | Stopping | LeftAlone


@dataclass(frozen=True, slots=True)
class QueueRun:
    """What became of the queue: how many were bought for how much, and what came back with which reason.

    `held` are still queued and wait for an answer; `stopped_by` are guards that concern all that is left.
    """

    bought: tuple[LabelEntry, ...] = ()
    handed_back: tuple[DraftRecord, ...] = ()
    left: int = 0
    stopped: str = ""
    spent: Money = NOTHING
    held: tuple[CameBack, ...] = ()
    stopped_by: tuple[Guard, ...] = ()
    in_doubt: int = 0

    @property
    def alarms(self) -> tuple[str, ...]:
        """How labels that were bought differ from their orders, each with whom it is for."""
        return tuple(alarm for entry in self.bought for alarm in entry.named_alarms)

    @property
    def rolled(self) -> tuple[str, ...]:
        """Whose ship date had passed, and when the parcel leaves."""
        told = ((entry, rolled_words(entry.shipment)) for entry in self.bought)
        return tuple(f"{entry.shipment.ship_to.who}: {words}" for entry, words in told if words)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the shop stands: whether the carrier answers, since when, and the account with its balance."""

    online: bool
    since: datetime
    account: Account | None = None
    problem: str = ""
