"""What a shop's refunds and reports are made from. Decides nothing."""

from __future__ import annotations

from postwright.domain.month import Month
from postwright.domain.papers import MonthPaper, PaperHead
from postwright.operations.report_costs import Office, month_paper
from postwright.operations.watch_refunds import RefundDesk
from postwright.shop import Shop
from postwright.stationery import stationery
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


def month_sheet(shop: Shop, month: Month) -> MonthPaper:
    """The report of a month as a paper, under the shop's name or whoever its parcels leave from. Raises
    BadInput(MONTH_UNUSABLE) for a month that has not begun.
    """
    origin = shop.preferences.origin
    lines = (origin.address.company, origin.address.name, origin.address.line1) if origin else ()
    head = PaperHead(tuple(line for line in lines if line), stationery(shop).sample)
    return month_paper(office(shop), head, month)
