"""When a carrier's "no such label" may be believed. Believing the first one loses paid labels (measured)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class SettlingRule:
    """How long to wait after the doubt began, and how many clean answers, how far apart, are proof."""

    settling: timedelta = timedelta(minutes=10)
    answers: int = 2
    apart: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class NotThere:
    """One clean look in which no lookup failed and none found a label. `at` is when it was made."""

    at: datetime


def believable(
    lost_at: datetime, looks: tuple[NotThere, ...], now: datetime, rule: SettlingRule | None = None
) -> bool:
    """Whether the clean looks after the settling time are enough. A clock set back proves nothing."""
    rule = rule or SettlingRule()
    settled_at = lost_at + rule.settling
    if now < settled_at:
        return False
    counted: list[datetime] = []
    for look in sorted(looks, key=lambda one: one.at):
        if settled_at <= look.at <= now and (not counted or look.at - counted[-1] >= rule.apart):
            counted.append(look.at)
    return len(counted) >= rule.answers


def believable_from(lost_at: datetime, rule: SettlingRule | None = None) -> datetime:
    """The earliest moment at which absence could be believed, for the Attention panel."""
    rule = rule or SettlingRule()
    return lost_at + rule.settling + rule.apart * (rule.answers - 1)
