"""On which days parcels still leave, as a shop knows it: read from its books, or as it was read last."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.ship_day import ShipDays


class ShopDays:
    """`glance` does not read the books."""

    def __init__(self, read: Callable[[], ShipDays]) -> None:
        self._read = read
        self._last = read()

    def now(self) -> ShipDays:
        """Raises the store's Environment."""
        self._last = self._read()
        return self._last

    def glance(self) -> ShipDays:
        """As of the last reading; for the window's thread."""
        return self._last
