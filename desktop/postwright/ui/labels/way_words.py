"""Where parcels are, in the words of the Labels panel: in the list, over it, beside the label. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import MOST_LISTED, TROUBLED, ParcelNews, Stage
from postwright.domain.tracking import Tracking
from postwright.ui.labels.entry_words import state_tone, state_words
from postwright.ui.words import day_words, moment_words

NO_WORDS = "No label holds these words."
NONE_UNDER_WAY = "Nothing is under way. Parcels stand here once USPS has scanned them, or should have."


def way_line(news: Iterable[ParcelNews]) -> str:
    """ "2 to look at, 31 on their way, 5 delivered"."""
    stages = [one.stage for one in news]
    look, there = sum(stage in TROUBLED for stage in stages), stages.count(Stage.DELIVERED)
    counts = ((look, "to look at"), (len(stages) - look - there, "on their way"), (there, "delivered"))
    told = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"The first {MOST_LISTED}: {told}" if len(stages) >= MOST_LISTED else told


def way_lines(news: ParcelNews, tracking: Tracking | None) -> tuple[str, ...]:
    """What USPS says and what to do, then the scans, newest first; `tracking` is there once it was asked just
    now, and holds more of them.
    """
    status = news.status
    if status is None:
        return ()
    lines = [f"{news.words}.", news.line] if news.line else [f"{news.words}."]
    if status.estimated_at and news.stage in (Stage.MOVING, Stage.STILL):
        lines.append(f"USPS expects to deliver it on {day_words(status.estimated_at.date())}.")
    if tracking is not None:
        lines += [_scan_words(event.at, event.description, event.place) for event in tracking.events[:5]]
    elif status.last_event and status.last_event_at:
        lines.append(_scan_words(status.last_event_at, status.last_event))
    if status.trouble:
        lines.append(f"USPS gave no answer last: {status.trouble}")
    return (*lines, f"USPS was asked on {moment_words(status.asked_at)}.")


def told_words(news: ParcelNews | None, entry: LabelEntry) -> tuple[str, str]:
    """What the list says of a label, and its tone: what USPS says once it has the parcel, else what became of
    the paper.
    """
    is_plain = not entry.is_void and not entry.alarms and entry.void_state is None
    if news is not None and is_plain and news.stage is not Stage.UNSCANNED:
        return news.words, news.tone
    return state_words(entry), state_tone(entry)


def _scan_words(at: datetime, *parts: str) -> str:
    return " · ".join((moment_words(at), *filter(None, parts)))
