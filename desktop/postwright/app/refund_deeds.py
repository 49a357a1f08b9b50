"""Bind what the refunds part of the Voids panel may ask for to the operations. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from postwright.app.voids_deeds import counterpart_of
from postwright.bookkeeping import refund_desk
from postwright.operations.void_and_correct import correct
from postwright.operations.watch_refunds import (
    confirm,
    credited,
    denied,
    is_other_money,
    opt_out,
    refunds,
    reopen,
)
from postwright.shop import Shop
from postwright.ui.voids.refunds.presenter import RefundDeeds


def refund_deeds(shop: Shop, open_draft: Callable[[str], None]) -> RefundDeeds:
    desk = refund_desk(shop)
    return RefundDeeds(
        watches=lambda: refunds(desk),
        credited=lambda label_id, amount, day: credited(desk, label_id, amount, day),
        denied=lambda label_id, why: denied(desk, label_id, why),
        reopen=lambda label_id: reopen(desk, label_id),
        confirm=lambda proposal: confirm(desk, proposal),
        other_money=lambda proposal: is_other_money(desk, proposal),
        opt_out=lambda label_id: opt_out(desk, label_id),
        correct=lambda label_id: correct(counterpart_of(shop), label_id).id,
        open_draft=open_draft,
        rules=shop.rules,
    )
