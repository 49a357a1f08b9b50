"""The order of a label that this shop bought but has no record of, as far as the carrier can tell it.

A copy of the books lacks what was bought after it was made. Never used to buy anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from postwright.domain.address import Address
from postwright.domain.carrier_address import NOWHERE, CarrierAddress
from postwright.domain.draft import AddressText, Draft
from postwright.domain.draft_record import DraftRecord
from postwright.domain.held_shipment import HeldPackage, HeldShipment
from postwright.domain.label import Label
from postwright.domain.measure_reading import read_weight
from postwright.domain.purchase import Order
from postwright.domain.shipment import Delivery, Parcel, Shipment
from postwright.domain.weight import Weight

_OURS = re.compile(r"[0-9a-f]{32}")
_NOTHING = Weight.of()


def is_ours(label: Label) -> bool:
    """Whether its external id has the form that our purchases have."""
    return bool(_OURS.fullmatch(label.external_id))


def recovered_order(label: Label, held: HeldShipment | None, draft_id: str) -> Order:
    """What must have been asked for; where the carrier holds no shipment, little more than who gets it."""
    return Order(
        id=label.external_id,
        draft_id=draft_id,
        carrier_id=label.carrier_id,
        shipment=_shipment(label, held or HeldShipment(label.shipment_id)),
        service_code=label.service_code,
        package_code=label.package_code,
        expected=label.cost,
        at_most=label.cost,
        created_at=label.created_at,
    )


def same_recipient(draft: Draft, shipment: Shipment) -> bool:
    """Whether it goes to the same place: name, street and ZIP, however they are spaced and capitalised.

    A street that the carrier does not tell is left out.
    """
    to = shipment.ship_to
    return _who_and_where(draft.to, street=bool(to.line1)) == _who_and_where(to, street=bool(to.line1))


def draft_of(order: Order, drafts: Iterable[DraftRecord]) -> DraftRecord | None:
    """The one draft with that recipient, weight and package; None where none fits, or several do."""
    fitting = [one for one in drafts if _is_same_parcel(one.draft, order)]
    return fitting[0] if len(fitting) == 1 else None


def _is_same_parcel(draft: Draft, order: Order) -> bool:
    parcel = order.shipment.parcel
    weight = read_weight(draft.pounds, draft.ounces, [])
    return (
        same_recipient(draft, order.shipment)
        and weight is not None
        and weight.wire_ounces() == parcel.weight.wire_ounces()
        and draft.package_code == parcel.package_code
    )


def _who_and_where(address: AddressText | Address, *, street: bool) -> tuple[str, ...]:
    line = address.line1 if street else ""
    parts = (address.name or address.company, line, address.postal_code[:5], address.country)
    return tuple(" ".join(part.split()).casefold() for part in parts)


def _shipment(label: Label, held: HeldShipment) -> Shipment:
    package = held.packages[0] if held.packages else HeldPackage()
    to = CarrierAddress(name=label.ship_to_name, postal_code=label.ship_to_postal_code)
    return Shipment(
        ship_to=_address(to if held.ship_to == NOWHERE else held.ship_to),
        ship_from=_address(held.ship_from),
        parcel=Parcel(
            package_code=label.package_code or package.package_code,
            weight=package.weight or held.weight or _NOTHING,
            size=package.size,
            insured_value=package.insured_value,
        ),
        ship_date=label.ship_date or held.ship_date or label.created_at.date(),
        confirmation=held.confirmation,
        delivery=label.delivery(Delivery.LABEL),
        order_reference=held.order_reference,
        is_return=label.is_return,
        outbound_label_id=label.outbound_label_id,
        rma_number=label.rma_number,
    )


def _address(held: CarrierAddress) -> Address:
    text = held.text
    return Address(
        name=text.name,
        company=text.company,
        line1=text.line1,
        line2=text.line2,
        city=text.city,
        state=text.state,
        postal_code=text.postal_code,
        country=text.country,
        phone=text.phone,
        email=text.email,
        residential=held.residential,
    )
