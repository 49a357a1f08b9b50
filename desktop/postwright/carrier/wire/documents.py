"""The reply that holds several labels in one document (api.md 10.6)."""

from __future__ import annotations

from postwright.carrier.wire.labels import Download
from postwright.carrier.wire.parts import Wire


class Combined(Wire):
    label_download: Download | None = None
