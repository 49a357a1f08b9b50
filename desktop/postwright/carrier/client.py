"""The carrier as the rest of the program knows it: every call that Postwright makes, and no other."""

from __future__ import annotations

from types import TracebackType

from postwright.carrier.account_calls import AccountCalls
from postwright.carrier.document_calls import DocumentCalls
from postwright.carrier.pickup_calls import PickupCalls
from postwright.carrier.rate_calls import RateCalls


class CarrierClient(AccountCalls, RateCalls, DocumentCalls, PickupCalls):
    """All calls. Made by `transport.open_carrier`; every failure is a Fault that says what it proves."""

    def close(self) -> None:
        """Let go of the connections."""
        self._line.close()

    def __enter__(self) -> CarrierClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
