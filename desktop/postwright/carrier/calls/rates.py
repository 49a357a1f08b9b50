"""Prices: for a shipment, for one that the carrier has, for many, and from ZIP to ZIP. Buys nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from postwright.carrier.calls.group import CallGroup, given
from postwright.carrier.from_wire import rates as read
from postwright.carrier.line import CHANGE, READ, Terms, segment
from postwright.carrier.to_wire.parts import Body
from postwright.carrier.to_wire.rates import estimate_body, inline, options, rates_body
from postwright.carrier.wire import rates as wire
from postwright.domain.estimate import EstimateRequest
from postwright.domain.rate import Quote, Rate, RateRequest
from postwright.domain.shipment import Shipment


class RateCalls(CallGroup):
    """Calls about prices."""

    def quote(
        self,
        shipment: Shipment,
        carrier_id: str,
        *,
        package_codes: tuple[str, ...] = (),
        comparison: str = "",
    ) -> Quote:
        """All rates, also those that cannot be bought. By default for the shipment's own package type.

        A quote may be empty; then the carrier's words are in its notes. `comparison` is "retail" to have that
        price beside each.
        """
        package_code = shipment.parcel.package_code
        asked_at = self._now()
        body = rates_body(shipment, carrier_id, package_codes or (package_code,), comparison)
        reply = self._line.ask("POST", "/v1/rates", READ, body=body)
        return self._line.understood(
            reply,
            lambda data: read.quote(
                wire.Rates.model_validate(data).rate_response,
                fingerprint=shipment.fingerprint,
                carrier_id=carrier_id,
                package_code=package_code,
                asked_at=asked_at,
            ),
        )

    def of_stored(self, shipment_id: str, carrier_id: str, *, package_codes: tuple[str, ...] = ()) -> Quote:
        """Price a shipment that the carrier has; leaves no other one behind.

        Its fingerprint is the shipment's id: it is no price for any draft. Raises Lost for another's prices.
        """
        asked_at = self._now()
        body = {"rate_options": options(carrier_id, package_codes), "shipment_id": segment(shipment_id)}
        reply = self._line.ask("POST", "/v1/rates", READ, body=body)
        return self._line.understood(
            reply,
            lambda data: read.quote(
                read.check_shipment(wire.Rates.model_validate(data).rate_response, shipment_id),
                fingerprint=shipment_id,
                carrier_id=carrier_id,
                package_code="",
                asked_at=asked_at,
            ),
        )

    def known_for(self, shipment_id: str, *, created_from: datetime | None = None) -> Quote:
        """What was reckoned for a shipment before, such as by `bulk`; `asked_at` is the carrier's time."""
        query = given(created_at_start=created_from)
        reply = self._line.ask("GET", f"/v1/shipments/{segment(shipment_id)}/rates", READ, query=query)
        return self._line.understood(
            reply, lambda data: read.stored(wire.RateReply.model_validate(data), shipment_id)
        )

    def read(self, rate_id: str) -> Rate:
        """One rate as it was given. How long it may be bought is not documented (api.md 28, point 4)."""
        reply = self._line.ask("GET", f"/v1/rates/{segment(rate_id)}", READ)
        return self._line.understood(reply, lambda data: read.rate(wire.Rate.model_validate(data), ""))

    def estimate(self, request: EstimateRequest) -> tuple[Rate, ...]:
        """Rates from place to place; none can be bought by its id. A failure is a rate that says why."""
        reply = self._line.ask("POST", "/v1/rates/estimate", READ, body=estimate_body(request))
        return self._line.understood(
            reply,
            lambda data: tuple(read.rate(one, "") for one in wire.Estimates.model_validate(data).root),
        )

    def bulk(
        self, shipment_ids: Sequence[str], carrier_id: str, *, package_codes: tuple[str, ...] = ()
    ) -> tuple[RateRequest, ...]:
        """Have many stored shipments priced; their rates are read with `known_for` once they are there."""
        body = {"shipment_ids": [segment(one) for one in shipment_ids]}
        return self._bulk(body, carrier_id, package_codes, READ)

    def bulk_inline(
        self, shipments: Sequence[Shipment], carrier_id: str, *, package_codes: tuple[str, ...] = ()
    ) -> tuple[RateRequest, ...]:
        """As `bulk`, for shipments that the carrier does not have. It keeps each, so it is asked once."""
        return self._bulk(
            {"shipments": [inline(one) for one in shipments]}, carrier_id, package_codes, CHANGE
        )

    def _bulk(
        self, body: Body, carrier_id: str, package_codes: tuple[str, ...], terms: Terms
    ) -> tuple[RateRequest, ...]:
        asked = {"rate_options": options(carrier_id, package_codes)} | body
        reply = self._line.ask("POST", "/v1/rates/bulk", terms, body=asked)
        return self._line.understood(
            reply,
            lambda data: tuple(
                read.request(one, self._now()) for one in wire.RateRequests.model_validate(data).root
            ),
        )
