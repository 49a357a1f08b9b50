"""A label as the shop keeps it: the carrier's report, our own copy of what was asked, and what was done
with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from postwright.domain.address import Address
from postwright.domain.faults import FaultKind
from postwright.domain.label import Label
from postwright.domain.shipment import Delivery, Shipment
from postwright.domain.time_zone import zone_of
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import UNUSABLE, VoidState


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """One row of the label archive. `prints` counts copies handed over, `doubtful` those of them that may
    not have come out, `mailed` counts mails with its QR code that were sent or given to a mail program;
    `alarms` say how the label differs from its order, `status` what USPS said of the parcel when it was asked
    last: None while it never was.
    """

    label: Label
    shipment: Shipment
    draft_id: str
    purchase_id: str
    void_state: VoidState | None = None
    prints: int = 0
    mailed: int = 0
    alarms: tuple[str, ...] = ()
    doubtful: int = 0
    status: TrackingStatus | None = None

    @property
    def id(self) -> str:
        return self.label.label_id

    @property
    def zone(self) -> tzinfo:
        """The time zone of the origin."""
        return zone_of(self.shipment.ship_from.state)

    @property
    def ship_date(self) -> date:
        """The day that the label itself names: the carrier may have made it for another than was asked."""
        return self.label.ship_date or self.shipment.ship_date

    @property
    def customer(self) -> Address:
        """The other side of the shop's: who sends a return, and who gets everything else."""
        is_return = self.label.is_return or self.shipment.is_return
        return self.shipment.ship_from if is_return else self.shipment.ship_to

    @property
    def delivery(self) -> Delivery:
        """How the label was delivered, which may not be how it was asked for."""
        return self.label.delivery(self.shipment.delivery)

    @property
    def is_void(self) -> bool:
        """Whether the label must not be used any more: voided, asked for, or perhaps voided."""
        return self.label.voided or self.void_state in UNUSABLE

    @property
    def is_scanned(self) -> bool:
        """Whether USPS is known to have had the parcel, so that the label counts as used."""
        return self.status is not None and self.status.is_scanned

    @property
    def surely_void(self) -> bool:
        """Whether it is void beyond doubt: a void whose answer was lost may turn out to be none."""
        return self.label.voided or self.void_state is VoidState.REQUESTED

    @property
    def off_paper(self) -> FaultKind | None:
        """Why it must not be put on paper, in any form."""
        if self.is_void:
            return FaultKind.LABEL_VOIDED
        return FaultKind.QR_ONLY if self.delivery is Delivery.QR else None

    @property
    def named_alarms(self) -> tuple[str, ...]:
        """The alarms, each with whom the parcel is for."""
        return tuple(f"{self.shipment.ship_to.who}: {alarm}" for alarm in self.alarms)

    @property
    def can_void(self) -> bool:
        return not self.label.voided and self.void_state in {None, VoidState.INTENDED, VoidState.DENIED,
                                                             VoidState.IN_DOUBT}  # fmt: skip
