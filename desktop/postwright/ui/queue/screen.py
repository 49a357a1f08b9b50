"""What the Queue panel shows: rows, the choice, and the sum before anything is bought. No Qt, no deeds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.draft_record import DraftState
from postwright.domain.money import NOTHING, Money, total
from postwright.ui.notice import Notice
from postwright.ui.words import code_words, count_words, list_words

if TYPE_CHECKING:
    from postwright.operations.results import QueueRow, Standing


class Step(StrEnum):
    """How far the person went. Money moves in RUNNING only."""

    LOOKING = "looking"
    APPROVING = "approving"
    SUMMARY = "summary"
    COUNTING = "counting"
    RUNNING = "running"


def row_state(row: QueueRow) -> str:
    """The one word for where a row stands."""
    if row.record.handed_back:
        return "Came back"
    return "Queued" if row.record.state is DraftState.QUEUED else "Draft"


def service_text(approval: Approval | None) -> str:
    """What was allowed to be bought, in words."""
    if approval is None:
        return ""
    if approval.service_code == CHEAPEST:
        return "Cheapest service"
    return code_words(approval.service_code)


@dataclass(frozen=True, slots=True)
class Summary:
    """What pressing Buy would do, said before it."""

    count: int
    limit: Money
    services: tuple[tuple[str, int], ...]
    balance_line: str
    balance_short: bool
    practice: bool = False

    @property
    def headline(self) -> str:
        return f"{count_words(self.count, 'parcel')}, at most {self.limit} together"

    @property
    def lines(self) -> tuple[str, ...]:
        kinds = list_words([f"{count} × {name}" for name, count in self.services])
        again = "Each price is asked for again. A parcel that costs more than its limit comes back to you."
        practice = "This is practice; no real money is spent." if self.practice else ""
        return tuple(line for line in (f"{kinds}.", again, practice, self.balance_line) if line)


@dataclass(frozen=True, slots=True)
class QueueScreen:
    """Everything shown. `chosen` are the ticked draft ids; `current` is the row that the person stands on."""

    rows: tuple[QueueRow, ...] = ()
    loaded: bool = False
    text: str = ""
    chosen: frozenset[str] = frozenset()
    current: str = ""
    step: Step = Step.LOOKING
    standing: Standing | None = None
    practice: bool = False
    limit_text: str = ""
    limit_problem: str = ""
    notice: Notice | None = None

    @property
    def shown(self) -> tuple[QueueRow, ...]:
        """The rows that hold what was typed to find."""
        wanted = self.text.casefold().split()
        return tuple(row for row in self.rows if all(word in _haystack(row) for word in wanted))

    @property
    def is_empty(self) -> bool:
        return self.loaded and not self.rows

    @property
    def chosen_rows(self) -> tuple[QueueRow, ...]:
        return tuple(row for row in self.rows if row.record.id in self.chosen)

    @property
    def picked(self) -> tuple[QueueRow, ...]:
        """What Edit, Remove and Queue are about: the ticked rows, or the one that the person stands on."""
        return self.chosen_rows or tuple(row for row in self.shown if row.record.id == self.current)

    @property
    def to_buy(self) -> tuple[QueueRow, ...]:
        """What Buy would take: the queued and ready ones of the ticked rows, or of all that is shown."""
        pool = self.chosen_rows or self.shown
        return tuple(
            row for row in pool if row.ready and row.record.state is DraftState.QUEUED and row.record.approval
        )

    @property
    def to_queue(self) -> tuple[QueueRow, ...]:
        """The picked drafts that are complete and wait only for a decision."""
        return tuple(row for row in self.picked if row.ready and row.record.state is DraftState.OPEN)

    @property
    def to_unqueue(self) -> tuple[QueueRow, ...]:
        return tuple(row for row in self.picked if row.record.state is DraftState.QUEUED)

    @property
    def limit(self) -> Money:
        """The most that Buy may spend."""
        return total([row.record.approval.limit for row in self.to_buy if row.record.approval])

    @property
    def online(self) -> bool:
        return self.standing is not None and self.standing.online

    @property
    def settled(self) -> bool:
        """Whether rows may be edited, removed or chosen: not while money is about to move."""
        return self.step in (Step.LOOKING, Step.APPROVING)

    @property
    def can_buy(self) -> bool:
        return self.step is Step.LOOKING and self.online and bool(self.to_buy)

    @property
    def buy_text(self) -> str:
        if not self.to_buy:
            return "Buy"
        return f"Buy {len(self.to_buy)} · up to {self.limit}"

    @property
    def running_text(self) -> str:
        return f"Buying {len(self.to_buy)}…"

    @property
    def buy_hint(self) -> str:
        """Why Buy cannot be pressed, or nothing."""
        if not self.loaded or not self.rows:
            return ""
        if self.standing is not None and not self.online:
            return "Offline. What is queued can be bought when the carrier answers again."
        if not self.to_buy:
            return "Nothing here is queued and ready. Tick drafts and press Queue."
        return ""

    @property
    def can_edit(self) -> bool:
        return self.settled and len(self.picked) == 1

    @property
    def can_remove(self) -> bool:
        return self.settled and bool(self.picked)

    @property
    def can_queue(self) -> bool:
        return self.settled and bool(self.to_queue)

    @property
    def can_unqueue(self) -> bool:
        return self.settled and bool(self.to_unqueue)

    @property
    def summary(self) -> Summary:
        services = Counter(service_text(row.record.approval) for row in self.to_buy)
        line, short = _balance(self.standing, self.limit)
        return Summary(
            len(self.to_buy), self.limit, tuple(services.most_common()), line, short, self.practice
        )

    @property
    def count_line(self) -> str:
        """What the list holds, for the line under the title."""
        queued = sum(row.record.state is DraftState.QUEUED for row in self.rows)
        parts = [count_words(len(self.rows) - queued, "draft"), f"{queued} queued"]
        if self.chosen:
            parts.append(f"{len(self.chosen)} selected")
        return " · ".join(parts)


def _haystack(row: QueueRow) -> str:
    draft = row.record.draft
    to = draft.to
    parts = (to.name, to.company, to.city, to.state, to.postal_code, draft.order_reference, draft.reference1)
    return " ".join((*parts, service_text(row.record.approval), row_state(row))).casefold()


def _balance(standing: Standing | None, limit: Money) -> tuple[str, bool]:
    account = standing.account if standing else None
    if account is None:
        return "", False
    if account.balance >= limit:
        return f"The balance is {account.balance}.", False
    missing = limit - account.balance if limit != NOTHING else NOTHING
    return f"The balance is {account.balance}: {missing} less than this may need.", True
