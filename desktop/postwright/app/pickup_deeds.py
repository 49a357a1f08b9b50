"""Bind what the Pickups panel may ask for to the operations. Decides nothing."""

from __future__ import annotations

from postwright.app.paper_deeds import paper_deeds
from postwright.domain.pickup import PickupEntry
from postwright.operations.plan_pickup import PickupDesk, plan
from postwright.operations.schedule_pickup import cancel_pickup, schedule_pickup
from postwright.operations.settle import LONGEST_CALL
from postwright.operations.settle_everything import check_pickup
from postwright.operations.settle_pickups import look_at_pickups
from postwright.shop import Shop
from postwright.store.leaving_labels import LeavingLabels
from postwright.ui.pickups.deeds import Deeds


def pickup_desk(shop: Shop) -> PickupDesk:
    """What planning a pickup reads of the shop."""
    usual = shop.preferences.origin
    origins = tuple(sorted(shop.preferences.origins, key=lambda one: one != usual))
    return PickupDesk(
        LeavingLabels(shop.database), shop.pickups, shop.catalogue, shop.rules.pickup, origins,
        shop.preferences.carrier_id,
    )  # fmt: skip


def pickups_deeds(shop: Shop) -> Deeds:
    def look() -> bool:
        now = shop.now()
        return look_at_pickups(shop.dock(), shop.paying.id(), now=now, stale_before=now - LONGEST_CALL)

    def cancel(number: int) -> PickupEntry:
        return cancel_pickup(shop.dock(), number, now=shop.now())

    def check(number: int) -> PickupEntry:
        now = shop.now()
        check_pickup(shop.books(), number, now=now, stale_before=now - LONGEST_CALL)
        return shop.pickups.get(number)

    return Deeds(
        plan=lambda: plan(pickup_desk(shop), now=shop.now()),
        look=look,
        schedule=lambda request: schedule_pickup(shop.dock(), request),
        cancel=cancel,
        check=check,
        preferences=shop.settings,
        papers=paper_deeds(shop),
    )
