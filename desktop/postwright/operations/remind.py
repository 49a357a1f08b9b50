"""Say what the operator is reminded of now, and put one off until tomorrow. Finds no reminders itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from postwright.domain.reminder import Reminder, tomorrow, waking
from postwright.store.marks import Marks

FAMILY = "later"


@dataclass(frozen=True, slots=True)
class Reminded:
    """`waking` are said, the most pressing first; `badges` count what waits at each place of the rail,
    whether it was put off or not.
    """

    waking: tuple[Reminder, ...] = ()
    badges: Mapping[str, int] = field(default_factory=dict)


def remind(found: Iterable[Reminder], marks: Marks, now: datetime) -> Reminded:
    """What is said of all that there is to be reminded of."""
    reminders = tuple(found)
    badges = Counter[str]()
    for one in reminders:
        badges[one.place] += one.count
    return Reminded(waking(reminders, marks.all(), now), dict(badges))


def put_off(marks: Marks, key: str, now: datetime, zone: tzinfo) -> None:
    """Say no more of it until tomorrow. Raises Environment where nothing can be written."""
    marks.keep(key, tomorrow(now, zone), now)
