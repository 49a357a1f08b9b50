"""Prices for the parcel as it stands: the newest question wins; a price counts for what it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from postwright.domain.catalogue import Catalogue
from postwright.domain.money import Money
from postwright.domain.rate import Quote, Rate, in_order, marks
from postwright.domain.shipment import Shipment
from postwright.jobs.ticket import Submit, Ticket
from postwright.ui.rate_line import RateLine, rate_line


class Quoting:
    """Holds the last quote and which rate is chosen. `heard` is called when an answer came; `risen` is from
    what to what its price went up since it was shown.
    """

    def __init__(
        self,
        submit: Submit,
        ask: Callable[[Shipment], Quote],
        catalogue: Catalogue,
        heard: Callable[[Any], None],
    ) -> None:
        self.quote: Quote | None = None
        self.chosen = ""
        self.risen: tuple[Money, Money] | None = None
        self.arrive_by: date | None = None
        self._submit = submit
        self._ask = ask
        self._catalogue = catalogue
        self._heard = heard
        self._ticket: Ticket | None = None
        self._asked = ""

    def asking(self, shipment: Shipment | None) -> bool:
        """Whether the price of exactly this parcel is on its way."""
        return self._ticket is not None and shipment is not None and self._asked == shipment.fingerprint

    def fits(self, shipment: Shipment | None) -> bool:
        """Whether the quote was asked for exactly this parcel."""
        return (
            self.quote is not None and shipment is not None and self.quote.fingerprint == shipment.fingerprint
        )

    def ask(self, shipment: Shipment, *, again: bool = False) -> None:
        """Ask, unless the answer is there or on its way. What was asked before is not heard any more."""
        if self.asking(shipment) or (self.fits(shipment) and not again):
            return
        self.drop()
        self._asked = shipment.fingerprint
        self._ticket = self._submit(
            partial(self._ask, shipment), self._quoted, self._failed, name="Asking for rates"
        )

    def drop(self) -> None:
        """Ask no more."""
        if self._ticket is not None:
            self._ticket.withdraw()
            self._ticket = None

    def forget(self) -> None:
        """Another parcel."""
        self.drop()
        self.quote = None
        self.chosen = ""
        self.risen = None

    def choose(self, key: str) -> None:
        """Take that rate, if there is one and it can be bought."""
        rate = self.quote.rate(key) if self.quote else None
        if rate is not None and rate.buyable and key != self.chosen:
            self.chosen = key
            self.risen = None

    def rate(self) -> Rate | None:
        """The chosen rate."""
        return self.quote.rate(self.chosen) if self.quote else None

    def lines(self) -> tuple[RateLine, ...]:
        """The rates as rows, cheapest first, those that cannot be bought last."""
        if self.quote is None:
            return ()
        found = marks(self.quote.rates, self.arrive_by)
        return tuple(rate_line(rate, self._catalogue, found[rate.key]) for rate in in_order(self.quote.rates))

    def _quoted(self, quote: Quote) -> None:
        self._ticket = None
        self.risen = self._rise(quote)
        self.quote = quote
        before = quote.rate(self.chosen)
        if before is None or not before.buyable:
            first = quote.cheapest()
            self.chosen = first.key if first else ""
        self._heard(None)

    def _rise(self, now: Quote) -> tuple[Money, Money] | None:
        """From what to what the chosen rate has risen since this very parcel was priced."""
        if self.quote is None or self.quote.fingerprint != now.fingerprint:
            return None
        before, after = self.quote.rate(self.chosen), now.rate(self.chosen)
        if before is None or after is None or after.total <= before.total:
            return None
        return before.total, after.total

    def _failed(self, fault: Any) -> None:
        self._ticket = None
        self._heard(fault)
