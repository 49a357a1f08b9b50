"""The operator names the label of a doubtful purchase; the carrier confirms it. Takes no other parcel's."""

from __future__ import annotations

from postwright.carrier.client import CarrierClient
from postwright.domain.barcode import squeeze
from postwright.domain.decision import By, Decision
from postwright.domain.faults import BadInput, FaultKind, Refused
from postwright.domain.label import Label
from postwright.domain.purchase import UNSETTLED, Purchase
from postwright.operations.look_up import CLOCK_SLACK
from postwright.operations.results import Purchased
from postwright.operations.settle import adopt, named_before
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger

_LABEL_ID = "SE-"


def it_exists(
    ledger: Ledger, labels: Labels, carrier: CarrierClient, purchase_id: str, text: str
) -> Purchased:
    """The operator names the label: its id or tracking number, in any grouping.

    Raises BadInput: LABEL_UNKNOWN when the carrier has none such, LABEL_OF_ANOTHER when it belongs to another
    purchase, LABEL_OTHER_ACCOUNT, LABEL_OTHER_SERVICE or LABEL_OTHER_PLACE when it cannot be this parcel's. A
    voided label is taken, with an alarm that says so.
    """
    purchase = ledger.purchase(purchase_id)
    if purchase.state not in UNSETTLED:
        return Purchased(purchase)
    wanted = _wanted(text)
    label = _at_carrier(carrier, purchase, wanted) if wanted else None
    if label is None:
        raise BadInput(FaultKind.LABEL_UNKNOWN, text.strip()[:40])
    if kind := _speaks_against(labels, purchase, label):
        raise BadInput(kind, label.label_id)
    what = f"Label {label.label_id} is the one of this purchase."
    decision = Decision(By.OPERATOR, what, ("The carrier has it, and nothing speaks against it.",))
    return adopt(ledger, labels, named_before(ledger, purchase), (label,), decision)


def _wanted(text: str) -> str:
    """What was pasted without its grouping: blanks, points, and the dashes between groups of digits."""
    pasted = squeeze(text)
    bare = "".join(one for one in pasted if one.isalnum())
    return pasted if pasted.startswith(_LABEL_ID) else bare


def _at_carrier(carrier: CarrierClient, purchase: Purchase, wanted: str) -> Label | None:
    """Among the labels made since; or an older one, so that it can be told whose it is."""
    recent = carrier.labels.find(created_from=purchase.order.created_at - CLOCK_SLACK)
    named = [label for label in recent if wanted in (squeeze(label.label_id), label.tracking_number)]
    if named:
        return named[0]
    try:
        if wanted.startswith(_LABEL_ID):
            return carrier.labels.read(wanted.lower())
        listed = carrier.labels.find(tracking_number=wanted)
    except Refused:
        return None
    return next((label for label in listed if label.tracking_number == wanted), None)


def _speaks_against(labels: Labels, purchase: Purchase, label: Label) -> FaultKind | None:
    """What shows that it is another parcel's: such a label must not be taken from its own purchase. Under our
    own id it is ours, however it differs.
    """
    order = purchase.order
    if labels.knows(label.label_id) or label.external_id not in ("", order.id):
        return FaultKind.LABEL_OF_ANOTHER
    if label.external_id == order.id:
        return None
    if label.created_at < order.created_at - CLOCK_SLACK:
        return FaultKind.LABEL_OF_ANOTHER
    if label.carrier_id and label.carrier_id != order.carrier_id:
        return FaultKind.LABEL_OTHER_ACCOUNT
    if label.service_code != order.service_code:
        return FaultKind.LABEL_OTHER_SERVICE
    asked, given = order.shipment.ship_to.postal_code[:5], label.ship_to_postal_code[:5]
    return FaultKind.LABEL_OTHER_PLACE if given and given != asked else None
