"""Where a parcel is. Subscribes to nothing."""

from __future__ import annotations

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import tracking as read
from postwright.carrier.line import READ, segment
from postwright.carrier.wire import tracking as wire
from postwright.domain.tracking import Tracking


class TrackingCalls(CallGroup):
    """Calls about the way of a parcel."""

    def of_label(self, label_id: str) -> Tracking:
        reply = self._line.ask("GET", f"/v1/labels/{segment(label_id)}/track", READ)
        return self._line.understood(
            reply, lambda data: read.tracking(wire.Tracking.model_validate(data), self._now())
        )
