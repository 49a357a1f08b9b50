"""Commands that spend or settle money: buy, settle. Each is written down before anything leaves."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress

from postwright.commands.answer import FAILED, IN_DOUBT, Answer, harmless
from postwright.commands.drafts import shipment_of
from postwright.commands.opening import opened
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost
from postwright.domain.money import Money, read_money
from postwright.domain.rate import Quote
from postwright.domain.ship_day import rolled_words
from postwright.domain.shipment import Shipment
from postwright.operations.buy import refuse_second
from postwright.operations.compare_books import compare_books
from postwright.operations.quote import quote
from postwright.operations.results import Attention, Purchased
from postwright.operations.sell import sell
from postwright.operations.settle import it_does_not_exist
from postwright.operations.settle_everything import look_around, name_label, settle_everything
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
        shipment = shipment_of(shop, args.draft)
        refuse_second(shop.ledger, args.draft)
        found = _quoted(shop, shipment)
        rate = found.of_service(args.service, args.package or "")
        if rate is None:
            raise BadInput(FaultKind.NO_SUCH_SERVICE, "; ".join(found.notes))
        noted_balance(shop)
        purchased = sell(
            shop.counter(), shop.errands, args.draft, shipment, found, rate.key,
            at_most=at_most, answered=frozenset(args.answer),
        )  # fmt: skip
    return Answer(_bought(purchased), _bought_lines(purchased))


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


def _bought(purchased: Purchased) -> dict[str, object]:
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


def _bought_lines(purchased: Purchased) -> tuple[str, ...]:
    receipt = purchased.purchase.receipt
    if receipt is None:
        return (f"Purchase {purchased.purchase.id} is {purchased.purchase.state}.",)
    head = f"Bought label {receipt.label_id} for {receipt.cost}: tracking {receipt.tracking_number}."
    rolled = rolled_words(purchased.purchase.order.shipment)
    return (head, *((rolled,) if rolled else ()), *purchased.alarms)


def settle_all(args: Namespace) -> Answer:
    """`settle`: look everything in doubt up; `--exists ID=LABEL`, `--absent ID` record what the operator
    knows.
    """
    with opened(args) as shop:
        named = [pair.partition("=")[::2] for pair in args.exists]
        _check_known(shop, [purchase_id for purchase_id, _ in named] + args.absent)
        compare_books(shop.shelf())
        now = shop.now()
        books = shop.books()
        settled = list(settle_everything(books, now=now, stale_before=now))
        settled += [name_label(books, purchase_id, text, now=now) for purchase_id, text in named]
        found = {one.purchase.id for one in settled}
        absent = [
            it_does_not_exist(shop.ledger, purchase_id, now=shop.now(), rule=shop.rule)
            for purchase_id in args.absent
            if purchase_id not in found
        ]
        left = look_around(books, now=shop.now())
    return _settled(settled, [purchase.id for purchase in absent], left)


def _check_known(shop: Shop, purchase_ids: list[str]) -> None:
    """Raises BadInput(LABEL_UNKNOWN) for a purchase that is not in doubt."""
    doubtful = {purchase.id for purchase in shop.ledger.unsettled()}
    for purchase_id in purchase_ids:
        if purchase_id not in doubtful:
            raise BadInput(FaultKind.LABEL_UNKNOWN, f"No purchase in doubt has the id {purchase_id[:40]}.")


def _settled(settled: list[Purchased], absent: list[str], left: Attention) -> Answer:
    data = {
        "bought": [_bought(one) for one in settled],
        "absent": absent,
        "in_doubt": [
            {
                "purchase": doubt.purchase.id,
                "draft": doubt.purchase.order.draft_id,
                "expected": doubt.purchase.order.expected,
                "since": doubt.since,
                "known": doubt.what_we_know,
                "can_be_denied": doubt.can_deny,
                "denied_from": doubt.absent_from,
            }
            for doubt in left.doubts
        ],
        "voids_in_doubt": [entry.id for entry in left.doubtful_voids],
        "pickups_in_doubt": [entry.id for entry in left.doubtful_pickups],
        "alarms": left.alarms,
    }
    lines = [line for one in settled for line in _bought_lines(one)]
    lines += [f"Purchase {purchase_id} was never made." for purchase_id in absent]
    lines += [
        f"{doubt.purchase.id}: {doubt.purchase.order.expected} in doubt since {doubt.since:%c}"
        for doubt in left.doubts
    ]
    lines += [
        f"The void of label {entry.id} is in doubt; it may be asked again." for entry in left.doubtful_voids
    ]
    lines += [f"Pickup {entry.id} is in doubt." for entry in left.doubtful_pickups]
    doubtful = left.doubts or left.doubtful_voids or left.doubtful_pickups
    code = IN_DOUBT if doubtful else FAILED if any(one.alarms for one in settled) else 0
    return Answer(data, tuple(lines) or ("Nothing is in doubt.",), code)
