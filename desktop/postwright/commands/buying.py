"""The command that buys a label. It is written down before anything leaves."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress

from postwright.commands.answer import Answer, harmless
from postwright.commands.drafts import shipment_of
from postwright.commands.opening import opened
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost
from postwright.domain.money import Money, read_money
from postwright.domain.rate import Quote
from postwright.domain.ship_day import leaves_today, rolled_words
from postwright.domain.shipment import Shipment
from postwright.operations.buy import refuse_second
from postwright.operations.leave_today import answer
from postwright.operations.quote import quote
from postwright.operations.results import Purchased
from postwright.operations.sell import sell
from postwright.shop import Shop


def money(text: str | None, field: str) -> Money | None:
    """An amount given on the command line. Raises BadInput with the sentence of what an amount looks like."""
    if text is None:
        return None
    try:
        return read_money(text)
    except ValueError as error:
        raise BadInput(FaultKind.DRAFT_INCOMPLETE, f"{field}: {error}", field=field) from error


def buy(args: Namespace) -> Answer:
    """`buy ID --service CODE`: quote again and buy at most for the price quoted, or for `--at-most`."""
    at_most = money(args.at_most, "--at-most")
    with opened(args) as shop:
        if args.leaves_today:
            keep_today(shop, shop.drafts.get(args.draft))
        shipment = shipment_of(shop, args.draft)
        refuse_second(shop.ledger, args.draft)
        found = _quoted(shop, shipment)
        rate = found.of_service(args.service, args.package or "")
        if rate is None:
            raise BadInput(FaultKind.NO_SUCH_SERVICE, "; ".join(found.notes))
        noted_balance(shop)
        purchased = sell(
            shop.counter(), shop.archive(), args.draft, shipment, found, rate.key,
            at_most=at_most, answered=frozenset(args.answer),
        )  # fmt: skip
    return Answer(bought(purchased), bought_lines(purchased))


def keep_today(shop: Shop, *records: DraftRecord) -> None:
    """Parcels leave from these places today, as was said on the command line."""
    for record in records:
        question = leaves_today(record.draft, shop.now(), shop.days.now())
        if question is not None:
            answer(shop.calendar, question, today=True)


def noted_balance(shop: Shop) -> None:
    """See to it that the balance is known where it can be had; whether money can be spent shows then."""
    if shop.paying.balance() is None:
        with suppress(Fault):
            shop.paying.look()


def _quoted(shop: Shop, shipment: Shipment) -> Quote:
    """Raises no Lost: while a price is asked, no money is in doubt."""
    try:
        return quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
    except Lost as lost:
        raise harmless(lost) from lost


def bought(purchased: Purchased) -> dict[str, object]:
    """A purchase for a script."""
    receipt, entry = purchased.purchase.receipt, purchased.entry
    return {
        "purchase": purchased.purchase.id,
        "state": purchased.purchase.state,
        "draft": purchased.purchase.order.draft_id,
        "label": receipt.label_id if receipt else None,
        "tracking_number": receipt.tracking_number if receipt else None,
        "cost": receipt.cost if receipt else None,
        "broker_id": entry.label.broker_id if entry else "",
        "alarms": purchased.alarms,
    }


def bought_lines(purchased: Purchased) -> tuple[str, ...]:
    """A purchase for a person."""
    receipt = purchased.purchase.receipt
    if receipt is None:
        return (f"Purchase {purchased.purchase.id} is {purchased.purchase.state}.",)
    head = f"Bought label {receipt.label_id} for {receipt.cost}: tracking {receipt.tracking_number}."
    rolled = rolled_words(purchased.purchase.order.shipment)
    return (head, *((rolled,) if rolled else ()), *purchased.alarms)
