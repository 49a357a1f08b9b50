"""A checked shipment with the account, service and place that it is to be held for. Buys nothing."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.address import Address
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.own_names import can_be_asked_for
from postwright.domain.shipment import Shipment

# The carrier cuts the rest off without a word, so that two long ids become one (api.md 24).
LONGEST_EXTERNAL_ID = 50


@dataclass(frozen=True, slots=True)
class ShipmentPlan:
    """What the carrier is asked to hold. With a warehouse the parcel leaves from there (api.md 7.1)."""

    shipment: Shipment
    carrier_id: str
    service_code: str
    external_id: str = ""
    warehouse_id: str = ""
    return_to: Address | None = None
    is_return: bool = False

    def checked(self) -> ShipmentPlan:
        """Itself. Raises BadInput(OUT_OF_LIMITS) for an external id that the carrier would cut short, or
        under which the shipment could not be looked up.
        """
        if self.external_id and not can_be_asked_for(self.external_id, LONGEST_EXTERNAL_ID):
            detail = f"An id of our own has {LONGEST_EXTERNAL_ID} characters at most, and no slash."
            raise BadInput(FaultKind.OUT_OF_LIMITS, detail, field="external_id")
        return self
