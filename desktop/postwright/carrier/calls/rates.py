"""Prices for one shipment. Buys nothing."""

from __future__ import annotations

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import rates as read
from postwright.carrier.line import READ
from postwright.carrier.to_wire.rates import rates_body
from postwright.carrier.wire import rates as wire
from postwright.domain.rate import Quote
from postwright.domain.shipment import Shipment


class RateCalls(CallGroup):
    """Calls about prices."""

    def quote(self, shipment: Shipment, carrier_id: str, *, package_codes: tuple[str, ...] = ()) -> Quote:
        """All rates, also those that cannot be bought. By default for the shipment's own package type.

        A quote may be empty; then the carrier's words are in its notes.
        """
        package_code = shipment.parcel.package_code
        asked_at = self._now()
        body = rates_body(shipment, carrier_id, package_codes or (package_code,))
        reply = self._line.ask("POST", "/v1/rates", READ, body=body)

        def understood(data: object) -> Quote:
            answer = wire.Rates.model_validate(data).rate_response
            notes = tuple(dict.fromkeys(error.message for error in answer.errors if error.message))
            rates = read.rates(answer, package_code)
            return Quote(shipment.fingerprint, carrier_id, asked_at, rates, notes)

        return self._line.understood(reply, understood)
