"""What the Voids panel shows: labels by their last day, what was asked, the question before asking. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from postwright.domain.money import Money, total
from postwright.domain.void import Urgency, VoidState
from postwright.ui.notice import Notice
from postwright.ui.words import count_words, day_words

if TYPE_CHECKING:
    from postwright.operations.results import Voidable

REFUND_TIME = "The credit usually shows in 3 to 4 weeks."
REFUND_LATE = "The credit should be there by now. Compare the balance."
REFUND_WITHIN = timedelta(days=28)
_ASKED_WORDS = {
    VoidState.REQUESTED: "Refund requested",
    VoidState.SENT: "Being asked",
    VoidState.IN_DOUBT: "We don't know yet",
}


def days_words(row: Voidable) -> str:
    """How long is left, in words."""
    left = row.window.days_left
    if left < 0:
        return "Over"
    return "today" if left == 0 else f"{count_words(left, 'day')} left"


def use_words(row: Voidable) -> str:
    """Where copies of the label are, since they must go when it is voided."""
    entry = row.entry
    parts = []
    if entry.prints:
        parts.append(f"printed {entry.prints} times" if entry.prints > 1 else "printed once")
    if entry.mailed:
        parts.append("QR mailed")
    if entry.void_state is VoidState.DENIED:
        parts.append("refused before")
    return ", ".join(parts) or "not used yet"


def asked_words(row: Voidable) -> str:
    """What came of a void, for the list of what was asked."""
    state = row.entry.void_state
    if state is VoidState.IN_DOUBT:
        return "We don't know yet whether this was asked. Asking again is safe."
    if state is VoidState.SENT:
        return "Being asked"
    asked = row.entry.label.voided_at
    if asked is None:
        return f"Refund requested. {REFUND_TIME}"
    day = asked.astimezone(row.entry.zone).date()
    rest = REFUND_LATE if is_late(row) else f"Expected by {day_words(day + REFUND_WITHIN)}."
    return f"Asked on {day_words(day)}. {rest}"


def is_late(row: Voidable) -> bool:
    """Whether the money should have come by the day for which the row's days were counted."""
    asked = row.entry.label.voided_at
    today = row.window.last_day - timedelta(days=row.window.days_left)
    return asked is not None and today > asked.astimezone(row.entry.zone).date() + REFUND_WITHIN


@dataclass(frozen=True, slots=True)
class VoidsScreen:
    """Everything shown. `asking` holds the label ids that the question is about, if there is one."""

    rows: tuple[Voidable, ...] = ()
    loaded: bool = False
    text: str = ""
    chosen: frozenset[str] = frozenset()
    current: str = ""
    asking: tuple[str, ...] = ()
    voiding: bool = False
    notice: Notice | None = None

    @property
    def is_empty(self) -> bool:
        return self.loaded and not self.rows

    @property
    def open_rows(self) -> tuple[Voidable, ...]:
        """What can still be voided, the nearest last day first."""
        rows = [row for row in self.rows if row.entry.can_void and row.window.urgency is not Urgency.OVER]
        return tuple(sorted((row for row in rows if self._holds(row)), key=_by_last_day))

    @property
    def asked_rows(self) -> tuple[Voidable, ...]:
        """What was asked or may have been, the newest first."""
        rows = [row for row in self.rows if row.entry.void_state in _ASKED_WORDS or row.entry.label.voided]
        return tuple(sorted(rows, key=lambda row: row.entry.label.created_at, reverse=True))

    def _holds(self, row: Voidable) -> bool:
        label, to = row.entry.label, row.entry.shipment.ship_to
        held = " ".join((label.tracking_number, *to.block(), row.entry.shipment.order_reference)).casefold()
        return all(word in held for word in self.text.casefold().split())

    @property
    def chosen_rows(self) -> tuple[Voidable, ...]:
        return tuple(row for row in self.open_rows if row.entry.id in self.chosen)

    @property
    def picked(self) -> tuple[Voidable, ...]:
        """What Void is about: the ticked rows, or the one that the person stands on."""
        return self.chosen_rows or tuple(row for row in self.open_rows if row.entry.id == self.current)

    @property
    def value(self) -> Money:
        """What the picked labels cost."""
        return total([row.entry.label.cost for row in self.picked])

    @property
    def can_void(self) -> bool:
        return bool(self.picked) and not self.voiding and not self.asking

    @property
    def can_track(self) -> bool:
        return len(self.picked) == 1

    @property
    def void_text(self) -> str:
        rows = self.picked
        return f"Void {count_words(len(rows), 'label')} · {self.value}" if rows else "Void"

    @property
    def question(self) -> str:
        """The one question before it is asked."""
        rows = [row for row in self.rows if row.entry.id in self.asking]
        if len(rows) == 1:
            label = rows[0].entry
            return f"Void the label for {label.shipment.ship_to.who} and ask for {label.label.cost} back?"
        cost = total([row.entry.label.cost for row in rows])
        return f"Void {count_words(len(rows), 'label')} and ask for {cost} back?"

    @property
    def consequences(self) -> tuple[str, ...]:
        """What voiding means for paper, for customers and for the money."""
        rows = [row for row in self.rows if row.entry.id in self.asking]
        lines = []
        printed = sum(bool(row.entry.prints) for row in rows)
        if printed:
            which = "It was printed" if len(rows) == 1 else f"{printed} of them {_was(printed)} printed"
            lines.append(f"{which}: tear the paper up.")
        mailed = sum(bool(row.entry.mailed) for row in rows)
        if mailed:
            whose = (
                "The QR code was mailed"
                if len(rows) == 1
                else f"{count_words(mailed, 'QR code')} {_was(mailed)} mailed"
            )
            lines.append(f"{whose}: the customer's code stops working.")
        lines.append(f"A void cannot be taken back. {REFUND_TIME}")
        return tuple(lines)

    @property
    def is_urgent(self) -> bool:
        return any(row.window.urgency is Urgency.RED for row in self.open_rows)

    @property
    def urgent_line(self) -> str:
        """How many labels lose their money soon, for the line under the title."""
        red = sum(row.window.urgency is Urgency.RED for row in self.open_rows)
        soon = f"{count_words(red, 'label')} must be decided within two days" if red else ""
        return soon or f"{count_words(len(self.open_rows), 'label')} can be voided"


def _by_last_day(row: Voidable) -> tuple[object, ...]:
    return row.window.last_day, row.entry.label.created_at


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
