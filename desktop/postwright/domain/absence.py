"""When a carrier's "no such label" may be believed. Believing the first one loses paid labels (measured).

Time is counted by two clocks. The computer's date can be set, forward and back; the time since it was started
cannot, but begins anew with it. What has passed for certain is what both of them say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class SettlingRule:
    """How long to wait after the doubt began, and how many clean answers, how far apart, are proof."""

    settling: timedelta = timedelta(minutes=10)
    answers: int = 2
    apart: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day, and the milliseconds since the computer was started where they were kept."""

    at: datetime
    uptime: int | None = None


@dataclass(frozen=True, slots=True)
class NotThere(Moment):
    """One clean look in which no lookup failed and none found a label. `at` is when it was made."""


def passed(since: Moment, until: Moment) -> timedelta:
    """How much time has passed at the least. Negative where a clock was set back and nothing else is known.

    An uptime that is smaller than before means that the computer was started since, at least so long ago.
    """
    by_date = until.at - since.at
    if since.uptime is None or until.uptime is None:
        return by_date
    if until.uptime < since.uptime:
        return min(by_date, timedelta(milliseconds=until.uptime))
    by_ticks = timedelta(milliseconds=until.uptime - since.uptime)
    return by_ticks if by_date < _NONE else min(by_date, by_ticks)


def believable(
    lost: Moment, looks: tuple[NotThere, ...], now: Moment, rule: SettlingRule | None = None
) -> bool:
    """Whether the clean looks after the settling time are enough. A clock set back proves nothing."""
    rule = rule or SettlingRule()
    return passed(lost, now) >= rule.settling and len(_counted(lost, looks, now, rule)) >= rule.answers


def looks_missing(
    lost: Moment, looks: tuple[NotThere, ...], now: Moment, rule: SettlingRule | None = None
) -> int:
    """How many clean looks are still wanted."""
    rule = rule or SettlingRule()
    return max(0, rule.answers - len(_counted(lost, looks, now, rule)))


def believable_from(
    lost: Moment, looks: tuple[NotThere, ...], now: Moment, rule: SettlingRule | None = None
) -> datetime:
    """The earliest moment at which absence could be believed, for the Attention panel; now if it can be."""
    rule = rule or SettlingRule()
    counted = _counted(lost, looks, now, rule)
    missing = rule.answers - len(counted)
    if missing <= 0:
        return now.at
    next_look = rule.apart - passed(counted[-1], now) if counted else rule.settling - passed(lost, now)
    return now.at + max(_NONE, next_look) + rule.apart * (missing - 1)


def _counted(lost: Moment, looks: tuple[NotThere, ...], now: Moment, rule: SettlingRule) -> list[NotThere]:
    """The looks that count: after the settling time, not in the future, far enough apart."""
    counted: list[NotThere] = []
    for look in looks:
        settled = passed(lost, look) >= rule.settling and passed(look, now) >= _NONE
        if settled and (not counted or passed(counted[-1], look) >= rule.apart):
            counted.append(look)
    return counted
