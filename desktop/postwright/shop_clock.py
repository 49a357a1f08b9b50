"""What time it is for a shop: the computer's, or in practice the virtual time of its carrier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from postwright.paths import DataFolder
from postwright.practice.app import PracticeCarrier
from postwright.store.sqlite_faults import door

PRACTICE_FOLDER = "carrier"


class ShopClock:
    """The carrier's idea of now. In practice it is virtual and in a file; `glance` does not read it."""

    def __init__(self, read: Callable[[], datetime]) -> None:
        self._read = read
        self._ahead = timedelta()
        self.now()

    def now(self) -> datetime:
        read = self._read()
        self._ahead = read - utc_now()
        return read

    def glance(self) -> datetime:
        """The time as of the last reading plus what has passed since; for the window's thread."""
        return utc_now() + self._ahead


def practice_time(practice: PracticeCarrier, folder: DataFolder) -> Callable[[], datetime]:
    """The practice carrier's clock. It lies in a file, so that reading it may raise Environment."""
    place = folder.shop_folder("practice") / PRACTICE_FOLDER

    def read() -> datetime:
        with door(place):
            return practice.clock.now()

    return read


def utc_now() -> datetime:
    return datetime.now(UTC)
