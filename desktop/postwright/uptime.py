"""The computer's other clock: milliseconds since it was started. Nobody can set it."""

from __future__ import annotations

import time


def uptime() -> int:
    """Goes on while the computer sleeps where the system offers that; the others only wait longer."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    counted: int = time.monotonic_ns() if clock is None else time.clock_gettime_ns(clock)
    return counted // 1_000_000
