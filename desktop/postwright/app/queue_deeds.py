"""Bind what the Queue may ask for to the operations. Decides nothing."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from postwright.app.batch_run import BatchRun
from postwright.app.selling_deeds import answer_leaving
from postwright.app.ways import Ways
from postwright.domain.approval import Approval
from postwright.domain.draft import Draft
from postwright.jobs.ticket import Submit
from postwright.operations.begin_batch import begin_batch
from postwright.operations.buy_intended import give_up
from postwright.operations.list_queue import rows
from postwright.operations.plan_batch import plan_batch
from postwright.operations.price_queue import price_parcel
from postwright.shop import Shop
from postwright.ui.queue.deeds import Deeds

if TYPE_CHECKING:
    from postwright.ui.queue.deeds import PriceEnd


def queue_deeds(shop: Shop, ways: Ways, money: Submit) -> Deeds:
    """`money` hands a parcel to the money lanes."""

    def restore(draft_id: str) -> None:
        shop.drafts.restore(draft_id)

    def today() -> date:
        return shop.clock.glance().astimezone(shop.zone()).date()

    return Deeds(
        rows=lambda: rows(shop.counter()),
        edit=ways.edit_draft,
        remove=partial(_remove, shop),
        restore=restore,
        unqueue=partial(_unqueue, shop),
        approve=partial(_approve, shop),
        price=partial(_price, shop),
        plan=lambda draft_ids: plan_batch(shop.counter(), draft_ids),
        answer_leaving=partial(answer_leaving, shop),
        begin=lambda draft_ids, answers: begin_batch(shop.counter(), draft_ids, answers),
        run=lambda items, listener: BatchRun(shop.counter(), money, items, listener),
        preferences=shop.settings,
        standing=ways.standing,
        catalogue=shop.catalogue,
        today=today,
        show_label=ways.open_label,
        show_labels=ways.open_labels,
        open_void=ways.open_void,
        go=ways.go,
    )


def _remove(shop: Shop, draft_id: str) -> None:
    shop.drafts.remove(draft_id)
    give_up(shop.counter(), draft_id)


def _unqueue(shop: Shop, draft_id: str) -> None:
    shop.drafts.unqueue(draft_id)
    give_up(shop.counter(), draft_id)


def _approve(shop: Shop, draft_id: str, draft: Draft, approval: Approval) -> None:
    """Another ship date takes it off the queue; the approval puts it back."""
    shop.drafts.save(draft_id, draft)
    shop.drafts.queue(draft_id, approval)


def _price(shop: Shop, draft_id: str) -> PriceEnd:
    return price_parcel(shop.counter(), draft_id, shop.errands)
