"""The carrier as the rest of the program knows it: every call that Postwright makes, and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from postwright.carrier.calls.accounts import AccountCalls
from postwright.carrier.calls.addresses import AddressCalls
from postwright.carrier.calls.batches import BatchCalls
from postwright.carrier.calls.documents import DocumentCalls
from postwright.carrier.calls.images import ImageCalls
from postwright.carrier.calls.labels import LabelCalls
from postwright.carrier.calls.manifests import ManifestCalls
from postwright.carrier.calls.package_types import PackageTypeCalls
from postwright.carrier.calls.pickups import PickupCalls
from postwright.carrier.calls.rates import RateCalls
from postwright.carrier.calls.settings import SettingCalls
from postwright.carrier.calls.shipments import ShipmentCalls
from postwright.carrier.calls.tags import TagCalls
from postwright.carrier.calls.tracking import TrackingCalls
from postwright.carrier.calls.warehouses import WarehouseCalls
from postwright.carrier.line import Line


class CarrierClient:
    """All calls, in groups; every failure is a Fault that says what it proves."""

    def __init__(self, line: Line, now: Callable[[], datetime], may_add_funds: Callable[[], bool]) -> None:
        self._line = line
        self.accounts = AccountCalls(line, now, may_add_funds)
        self.addresses = AddressCalls(line, now)
        self.labels = LabelCalls(line, now)
        self.manifests = ManifestCalls(line, now)
        self.batches = BatchCalls(line, now)
        self.documents = DocumentCalls(line, now, self.labels, self.manifests)
        self.images = ImageCalls(line, now)
        self.package_types = PackageTypeCalls(line, now)
        self.pickups = PickupCalls(line, now)
        self.rates = RateCalls(line, now)
        self.settings = SettingCalls(line, now)
        self.shipments = ShipmentCalls(line, now)
        self.tags = TagCalls(line, now)
        self.tracking = TrackingCalls(line, now)
        self.warehouses = WarehouseCalls(line, now)

    def close(self) -> None:
        """Let go of the connections."""
        self._line.close()

    def __enter__(self) -> CarrierClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
