"""What the reply to a purchase has to say to be the label that was asked for. Buys and asks nothing."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.label import Label

_NO_LABEL = "error"


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of a label before it is bought; an empty text where that is nothing.

    `external_id` is ours; `shipment_id` names a shipment that the carrier has; `outbound_id` is the label
    that goes the other way.
    """

    external_id: str = ""
    shipment_id: str = ""
    outbound_id: str = ""
    is_return: bool = False

    def check(self, label: Label) -> None:
        """Raises ValueError for another label, and for one that nobody could use.

        Replies of 2024 tell no external id (api.md 24), so a missing one proves nothing; another one does.
        """
        if label.voided or label.status == _NO_LABEL:
            raise ValueError(f"the label that was bought is {label.status or 'voided'}")
        if self.external_id and label.external_id not in ("", self.external_id):
            raise ValueError("this is the label of another order")
        if self.shipment_id and label.shipment_id != self.shipment_id:
            raise ValueError("this is the label of another shipment")
        if self.is_return and not label.is_return:
            raise ValueError("this is no return")
        if self.outbound_id and label.label_id == self.outbound_id:
            raise ValueError("this is the outbound label itself")
        if self.outbound_id and label.outbound_label_id not in ("", self.outbound_id):
            raise ValueError("this is the return of another label")
