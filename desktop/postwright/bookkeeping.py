"""What a shop's refunds and reports are made from. Decides nothing."""

from __future__ import annotations

from postwright.operations.report_costs import Office
from postwright.operations.watch_refunds import RefundDesk
from postwright.shop import Shop
from postwright.store.costs import Costs
from postwright.store.marks import Marks


def refund_desk(shop: Shop) -> RefundDesk:
    """What watching refunds needs; the carrier is asked as for errands, since no refund is a hurry."""
    other, looks = Marks(shop.database, "other_money"), Marks(shop.database, "refunds")
    return RefundDesk(
        shop.refunds, shop.labels, shop.balances, shop.errands, other, looks, shop.rules, shop.now
    )


def office(shop: Shop) -> Office:
    """What reports are made from. Months begin and end by the clocks of the default origin."""
    return Office(Costs(shop.database), shop.rules, shop.zone(), shop.now)
