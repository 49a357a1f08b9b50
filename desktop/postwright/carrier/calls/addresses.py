"""Addresses: check what was written, recognize one in a text. Neither accepts a change by itself."""

from __future__ import annotations

from collections.abc import Sequence

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import addresses as read
from postwright.carrier.line import READ
from postwright.carrier.reading import written
from postwright.carrier.to_wire.parts import partial_address
from postwright.carrier.wire import addresses as wire
from postwright.domain.address_check import AddressCheck, checked_count
from postwright.domain.carrier_address import CarrierAddress
from postwright.domain.recognition import Recognition


class AddressCalls(CallGroup):
    """Calls about addresses."""

    def check(self, addresses: Sequence[CarrierAddress]) -> tuple[AddressCheck, ...]:
        """One result for each of the 1 to 250 addresses, in order; look at its changes, not at the status.

        Raises BadInput(OUT_OF_LIMITS) for another number, and Refused(NOT_ALLOWED) where the plan of the
        account does not include it (api.md 6.2).
        """
        asked = tuple(addresses)
        checked_count(len(asked))
        body = [partial_address(one) for one in asked]
        reply = self._line.ask("POST", "/v1/addresses/validate", READ, body=body)

        def understood(data: object) -> tuple[AddressCheck, ...]:
            if not isinstance(data, list) or len(data) != len(asked):
                raise ValueError(f"{len(asked)} addresses were sent, another number came back")
            return tuple(
                read.check(wire.Check.model_validate(item), written(item), original)
                for item, original in zip(data, asked, strict=True)
            )

        return self._line.understood(reply, understood)

    def recognize(self, text: str) -> Recognition:
        """The address in a free text, unchecked (api.md 6.3)."""
        reply = self._line.ask("PUT", "/v1/addresses/recognize", READ, body={"text": text})
        return self._the_one(reply, wire.Recognized, read.recognition)
