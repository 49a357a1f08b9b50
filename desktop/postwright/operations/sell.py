"""Buy the label of one draft at the price that was shown, with its documents. Never buys a second one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.money import Money
from postwright.domain.postal_calendar import day_words
from postwright.domain.rate import Quote
from postwright.domain.ship_day import is_over
from postwright.domain.shipment import Shipment
from postwright.operations.buy import buy, choose, order_for, refuse_second
from postwright.operations.fetch_documents import Archive, fetch_missing
from postwright.operations.guard import Counter, check
from postwright.operations.results import Purchased


def sell(
    counter: Counter,
    archive: Archive,
    draft_id: str,
    shipment: Shipment,
    found: Quote,
    rate_key: str,
    *,
    at_most: Money | None = None,
    answered: frozenset[str] = frozenset(),
    revision: int | None = None,
) -> Purchased:
    """Buy at most for the price shown, or for `at_most`, then fetch what the reply did not bring.

    Raises what `refuse_second`, `choose` and `buy` raise, BadInput(STALE_QUOTE) where nothing leaves on its
    day any more, and Held with every guard that is not among the
    `answered`. `revision` is that of the draft as it was shown, see `buy`. A download that fails is made up
    for when the label is looked at: by then it is bought and in the books.
    """
    refuse_second(counter.ledger, draft_id)
    now = counter.now()
    chosen = choose(shipment, found, rate_key, at_most, asked_since=counter.rules.oldest_price(now))
    if is_over(shipment, now, counter.days()):
        raise BadInput(FaultKind.STALE_QUOTE, f"Nothing leaves on {day_words(shipment.ship_date)} any more.")
    check(counter, shipment, draft_id, chosen.rate.total, answered)
    order = replace(order_for(chosen, draft_id, now), answered=tuple(sorted(answered)))
    purchased = buy(
        counter.ledger,
        counter.labels,
        counter.carrier,
        order,
        display_scheme=counter.display_scheme,
        revision=revision,
    )
    if purchased.entry is not None:
        with suppress(Fault):
            fetch_missing(archive, purchased.entry.id)
    return purchased
