"""Bind what Ship may ask for to the operations. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from postwright.app.printing_deeds import print_on_default, scan_deeds, sheet_of
from postwright.app.ways import Ways
from postwright.domain.draft import Draft, Problem
from postwright.domain.draft_reading import read_draft
from postwright.domain.draft_record import DraftRecord
from postwright.domain.purchase import State
from postwright.domain.rate import Quote
from postwright.domain.ship_day import LeavesToday, leaves_today, origin_day, passed, read_waiting
from postwright.domain.shipment import Shipment
from postwright.operations.leave_today import answer
from postwright.operations.quote import quote
from postwright.operations.results import Purchased
from postwright.operations.sell import sell
from postwright.shop import Shop
from postwright.ui.ship.deeds import ShipDeeds


def ship_deeds(shop: Shop, ways: Ways, sound: Callable[[], None]) -> ShipDeeds:
    """`sound` is the alarm of the scan line."""

    def today() -> date:
        return shop.clock.glance().astimezone(shop.zone()).date()

    def new_draft() -> DraftRecord:
        origin = shop.preferences.origin
        return shop.drafts.new(Draft(sender=origin.address) if origin else Draft())

    def ask(shipment: Shipment) -> Quote:
        return quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)

    def buy(
        record: DraftRecord, shipment: Shipment, found: Quote, rate_key: str, answered: frozenset[str]
    ) -> Purchased:
        return sell(
            shop.counter(), shop.archive(), record.id, shipment, found, rate_key, answered=answered,
            revision=record.revision,
        )  # fmt: skip

    return ShipDeeds(
        catalogue=shop.catalogue,
        preferences=shop.settings,
        standing=ways.standing,
        today=today,
        read=partial(_read, shop),
        leaving=lambda draft: leaves_today(draft, shop.clock.glance(), shop.days.glance()),
        answer_leaving=partial(answer_leaving, shop),
        look_at_days=shop.days.now,
        new_draft=new_draft,
        save=shop.drafts.save,
        load=shop.drafts.get,
        is_free=partial(_is_free, shop),
        quote=ask,
        buy=buy,
        queue=shop.drafts.queue,
        sheet=lambda label_id: sheet_of(shop, label_id),
        print_label=lambda label_id, reason: print_on_default(shop, label_id, reason),
        prints=shop.prints.of_label,
        scans=scan_deeds(shop, sound),
        open_mail=ways.open_mail,
        open_void=ways.open_void,
        show_label=ways.open_label,
        announce=ways.announce,
        go=ways.go,
    )


def answer_leaving(shop: Shop, question: LeavesToday, today: bool) -> None:
    """Keep what was answered, for the window too."""
    answer(shop.calendar, question, today=today)
    shop.days.now()


def _read(shop: Shop, draft: Draft) -> Shipment | tuple[Problem, ...]:
    """A day on which nothing leaves any more moves on, but for one in the past: the operator sees that."""
    now, rules = shop.clock.glance(), shop.preferences.rules
    if passed(draft, now):
        return read_draft(draft, shop.catalogue, origin_day(draft, now), rules)
    return read_waiting(draft, shop.catalogue, now, rules, days=shop.days.glance())


def _is_free(shop: Shop, draft_id: str) -> bool:
    """Whether no label can come of an earlier purchase: none was sent, or it charged nothing."""
    standing = shop.ledger.live_for(draft_id)
    return standing is None or standing.state is State.INTENDED
