"""What the carrier says of a label's refund. A report, not money: that shows on the balance alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postwright.domain.money import Money


@dataclass(frozen=True, slots=True)
class Refund:
    """A refund as the carrier reports it (api.md 10.4, 10.10). `status` is its word; any may come."""

    status: str
    requested_at: datetime | None = None
    paid: Money | None = None
    requested: Money | None = None
    approved: Money | None = None
    credited: Money | None = None

    @property
    def can_opt_out(self) -> bool:
        """Whether the carrier's own refund of an unused label can still be called off (api.md 10.10)."""
        return self.status == "request_scheduled"
