"""How a label that was bought differs from its order, told before it is used. Stops nothing itself."""

from __future__ import annotations

from collections.abc import Iterable

from postwright.domain.display_scheme import not_honoured
from postwright.domain.label import Label, mismatches
from postwright.domain.purchase import Order

# Begins what a search found wrong with a label that is ours, among the searches that are kept.
_NOTED = "Alarm: "
_LATER = "the later one"


def alarms_of(label: Label, order: Order) -> tuple[str, ...]:
    """Each difference as a sentence; empty when the label is what was asked for."""
    found = mismatches(
        label, carrier_id=order.carrier_id, service_code=order.service_code, limit=order.at_most
    )
    asked, given = order.shipment.ship_to.postal_code, label.ship_to_postal_code
    # A return goes the other way, as when its barcode is proved.
    if given and given[:5] != asked[:5] and not label.is_return:
        found += (f"The label goes to ZIP {given}, but {asked} was asked.",)
    delivery = order.shipment.delivery
    other = not_honoured(delivery, label.delivery(delivery))
    return (*found, *((other,) if other else ()), *label.broker_notes)


def second_labels(label_ids: list[str]) -> tuple[str, ...]:
    """The carrier sold more than one label for one order: those made later are to be given back."""
    if not label_ids:
        return ()
    which = _LATER if len(label_ids) == 1 else f"{_LATER}s"
    held = f"The carrier holds {len(label_ids) + 1} labels for this parcel."
    return (f"{held} Void {which}: {', '.join(label_ids)}.",)


def asks_for_a_void(alarm: str) -> bool:
    """Whether a label is to be given back, which is done in Voids."""
    return f"Void {_LATER}" in alarm


def voided_at_carrier(label: Label) -> tuple[str, ...]:
    """A label that was found is void already."""
    if not label.voided:
        return ()
    return ("The carrier says that this label was voided. Buy the parcel again if it is still to go.",)


def noted(alarm: str) -> str:
    """An alarm that only a search could raise, as it is kept beside the other searches."""
    return _NOTED + alarm


def read_noted(details: Iterable[str]) -> tuple[str, ...]:
    """The alarms among what searches found, each once."""
    found = (detail.removeprefix(_NOTED) for detail in details if detail.startswith(_NOTED))
    return tuple(dict.fromkeys(found))
