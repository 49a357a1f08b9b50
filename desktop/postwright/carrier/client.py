"""The carrier as the rest of the program knows it: every call that Postwright makes, and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from postwright.carrier.calls.accounts import AccountCalls
from postwright.carrier.calls.documents import DocumentCalls
from postwright.carrier.calls.labels import LabelCalls
from postwright.carrier.calls.pickups import PickupCalls
from postwright.carrier.calls.rates import RateCalls
from postwright.carrier.calls.shipments import ShipmentCalls
from postwright.carrier.calls.tracking import TrackingCalls
from postwright.carrier.line import Line


class CarrierClient:
    """All calls, in groups; every failure is a Fault that says what it proves."""

    def __init__(self, line: Line, now: Callable[[], datetime]) -> None:
        self._line = line
        self.accounts = AccountCalls(line, now)
        self.labels = LabelCalls(line, now)
        self.documents = DocumentCalls(line, now, self.labels)
        self.pickups = PickupCalls(line, now)
        self.rates = RateCalls(line, now)
        self.shipments = ShipmentCalls(line, now)
        self.tracking = TrackingCalls(line, now)

    def close(self) -> None:
        """Let go of the connections."""
        self._line.close()

    def __enter__(self) -> CarrierClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
