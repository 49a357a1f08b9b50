"""Where a parcel is, by label or by number; start and stop the carrier's own watch over it."""

from __future__ import annotations

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import tracking as read
from postwright.carrier.line import CHANGE, READ, segment
from postwright.carrier.wire import tracking as wire
from postwright.domain.account import STAMPS
from postwright.domain.barcode import squeeze
from postwright.domain.tracking import Tracking


class TrackingCalls(CallGroup):
    """Calls about the way of a parcel. A number is asked of an account where one is named, else of USPS."""

    def of_label(self, label_id: str, *, number: str = "") -> Tracking:
        """Raises Lost without a list of scans, and for another number than the label's, where it is told."""
        return self._read(f"/v1/labels/{segment(label_id)}/track", {}, number)

    def by_number(self, number: str, *, carrier_code: str = STAMPS, carrier_id: str = "") -> Tracking:
        """For a parcel that was not bought here. Raises Lost for the scans of another one."""
        return self._read("/v1/tracking", _which(number, carrier_code, carrier_id), number)

    def start(self, number: str, *, carrier_code: str = STAMPS, carrier_id: str = "") -> None:
        """Have the carrier tell each scan to the account's webhook; a desktop program cannot hear it."""
        query = _which(number, carrier_code, carrier_id)
        self._line.ask("POST", "/v1/tracking/start", CHANGE, query=query)

    def stop(self, number: str, *, carrier_code: str = STAMPS, carrier_id: str = "") -> None:
        query = _which(number, carrier_code, carrier_id)
        self._line.ask("POST", "/v1/tracking/stop", CHANGE, query=query)

    def _read(self, path: str, query: dict[str, str], number: str) -> Tracking:
        reply = self._line.ask("GET", path, READ, query=query)

        def understood(data: object) -> Tracking:
            found = read.tracking(wire.Tracking.model_validate(data), self._now())
            if number and found.tracking_number and squeeze(found.tracking_number) != squeeze(number):
                raise ValueError("this is another parcel")
            return found

        return self._line.understood(reply, understood)


def _which(number: str, carrier_code: str, carrier_id: str) -> dict[str, str]:
    """A number as it is typed, without its blanks. Raises BadInput(NOT_FOUND) for what can be none."""
    told = {"carrier_id": segment(carrier_id)} if carrier_id else {"carrier_code": segment(carrier_code)}
    return told | {"tracking_number": segment("".join(number.split()))}
