"""What the Voids panel shows of labels that can be voided, and the question before it is asked. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postwright.domain.money import Money, total
from postwright.domain.void import Urgency, VoidState
from postwright.ui.notice import Notice
from postwright.ui.words import count_words, day_words

if TYPE_CHECKING:
    from postwright.domain.postal_rules import VoidRule
    from postwright.operations.results import Voidable

REFUND_TIME = "The credit usually shows in 3 to 4 weeks."
TEAR_UP = "Tear up any print of it."


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


@dataclass(frozen=True, slots=True)
class VoidsScreen:
    """Everything shown. `asking` holds the label ids that the question is about, if there is one; `current`
    is where the person stands; `voided` the one label that was just voided.
    """

    rows: tuple[Voidable, ...] = ()
    rule: VoidRule | None = None
    loaded: bool = False
    text: str = ""
    chosen: frozenset[str] = frozenset()
    current: str = ""
    voided: str = ""
    asking: tuple[str, ...] = ()
    voiding: bool = False
    notice: Notice | None = None

    @property
    def is_empty(self) -> bool:
        return self.loaded and not self.rows

    @property
    def open_rows(self) -> tuple[Voidable, ...]:
        """What can still be voided: the most pressing first, and among those alike the most money."""
        return tuple(sorted((row for row in self._voidable if self._holds(row)), key=_by_money_at_risk))

    @property
    def _voidable(self) -> tuple[Voidable, ...]:
        return tuple(
            row for row in self.rows if row.entry.can_void and row.window.urgency is not Urgency.OVER
        )

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
        on_form = sum(row.on_form for row in rows)
        if on_form:
            which = "It is" if len(rows) == 1 else f"{on_form} of them {_is(on_form)}"
            lines.append(f"{which} on a SCAN form, which cannot be changed: USPS may refuse the refund.")
        on_pickup = sum(row.on_pickup for row in rows)
        if on_pickup:
            which = "It is" if len(rows) == 1 else f"{on_pickup} of them {_is(on_pickup)}"
            lines.append(f"{which} on a pickup: keep the parcel back when the carrier comes.")
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
        for urgency, words in _PRESSING.items():
            pressing = [row for row in self.open_rows if row.window.urgency is urgency]
            if pressing:
                last = day_words(min(row.window.last_day for row in pressing))
                money = total([row.entry.label.cost for row in pressing])
                return (
                    f"{count_words(len(pressing), 'label')} {words}: {money} at risk, the first until {last}"
                )
        money = total([row.entry.label.cost for row in self.open_rows])
        return f"{count_words(len(self.open_rows), 'label')} can be voided · {money}"

    @property
    def rule_line(self) -> str:
        """The rule, in a sentence."""
        days = f", within {self.rule.days} days of its purchase" if self.rule else ""
        return f"Only a label that USPS has never scanned is taken back{days}."

    @property
    def rule_source(self) -> str:
        """Where the rule is from, and since when."""
        return self.rule.dated.words if self.rule else ""


_PRESSING = {Urgency.RED: "must be decided now", Urgency.AMBER: "should be decided soon"}
_ORDER = (Urgency.RED, Urgency.AMBER, Urgency.CALM)


def _by_money_at_risk(row: Voidable) -> tuple[object, ...]:
    entry = row.entry
    pressing = _ORDER.index(row.window.urgency)
    return pressing, -entry.label.cost.minor, row.window.last_day, entry.label.created_at, entry.id


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
