"""Bind what the Voids panel may ask for to the operations. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from postwright.operations.follow_parcels import ask_about
from postwright.operations.results import Voidable, Voided
from postwright.operations.void_and_correct import Counterpart, correct
from postwright.operations.void_label import LISTED, void_many, voidable
from postwright.shop import Shop
from postwright.ui.voids.presenter import Deeds

# A form is asked for after its labels were bought, and clocks differ.
_SLACK = timedelta(days=1)


def listed(shop: Shop) -> tuple[Voidable, ...]:
    """What can be voided or was asked for, with what it is on."""
    now = shop.now()
    forms = shop.forms.since(now - LISTED - _SLACK)
    pickups = tuple(entry for entry in shop.pickups.of_late() if entry.holds(now))
    return voidable(shop.labels, now, shop.rules.void, forms=forms, pickups=pickups)


def counterpart_of(shop: Shop) -> Counterpart:
    return Counterpart(shop.labels, shop.ledger, shop.drafts)


def voids_deeds(shop: Shop, open_draft: Callable[[str], None]) -> Deeds:
    def void(label_ids: tuple[str, ...]) -> tuple[Voided, ...]:
        return void_many(shop.till(), label_ids, now=shop.now())

    return Deeds(
        rows=lambda: listed(shop),
        void=void,
        track=lambda label_id: ask_about(shop.tracker(), label_id),
        correct=lambda label_id: correct(counterpart_of(shop), label_id).id,
        open_draft=open_draft,
        rule=shop.rules.void,
    )
