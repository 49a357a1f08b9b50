"""What the Queue panel shows: rows, the choice, and how far buying them has come. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from postwright.domain.approval import Tolerance
from postwright.domain.draft_record import DraftState
from postwright.domain.money import Money, total
from postwright.ui.notice import Notice
from postwright.ui.queue.batch import Batch
from postwright.ui.queue.service_words import service_text
from postwright.ui.queue.summary import Summary
from postwright.ui.queue.terms import TermsText, limit_words, problems_of
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.operations.results import QueueRow, Standing

# (code, words)
Choices = tuple[tuple[str, str], ...]


class Step(StrEnum):
    """How far the person went. Money moves in RUNNING only."""

    LOOKING = "looking"
    APPROVING = "approving"
    ASKING = "asking"
    SUMMARY = "summary"
    COUNTING = "counting"
    RUNNING = "running"
    RESULT = "result"


def row_state(row: QueueRow) -> str:
    """The word or two for where a row stands."""
    if row.in_doubt:
        return "In doubt"
    if row.record.handed_back:
        return "Came back"
    if row.intended:
        return "Not bought yet"
    return "Queued" if row.record.state is DraftState.QUEUED else "Draft"


@dataclass(frozen=True, slots=True)
class Lists:
    """What the approval card offers; changes with the day."""

    services: Choices = ()
    arrivals: Choices = ()
    dates: Choices = ()


@dataclass(frozen=True, slots=True)
class QueueScreen:
    """Everything shown. `chosen` are the ticked draft ids; `current` is the row that the person stands on.

    `form` grows when other terms belong into the card. `asked` of `to_ask` prices have been answered.
    """

    rows: tuple[QueueRow, ...] = ()
    loaded: bool = False
    text: str = ""
    chosen: frozenset[str] = frozenset()
    current: str = ""
    step: Step = Step.LOOKING
    standing: Standing | None = None
    usual: Tolerance = field(default_factory=Tolerance)
    lists: Lists = field(default_factory=Lists)
    terms: TermsText = field(default_factory=TermsText)
    form: int = 0
    tried: bool = False
    asked: int = 0
    to_ask: int = 0
    summary: Summary | None = None
    batch: Batch | None = None
    notice: Notice | None = None

    @property
    def shown(self) -> tuple[QueueRow, ...]:
        """The rows that hold what was typed to find."""
        wanted = self.text.casefold().split()
        if not wanted:
            return self.rows
        return tuple(row for row in self.rows if all(word in _haystack(row) for word in wanted))

    @property
    def is_empty(self) -> bool:
        return self.loaded and not self.rows

    @property
    def chosen_rows(self) -> tuple[QueueRow, ...]:
        return tuple(row for row in self.rows if row.record.id in self.chosen) if self.chosen else ()

    @property
    def picked(self) -> tuple[QueueRow, ...]:
        """What Edit, Remove and the card are about: the ticked rows, or the one that the person stands on."""
        return self.chosen_rows or tuple(row for row in self.shown if row.record.id == self.current)

    @property
    def to_buy(self) -> tuple[QueueRow, ...]:
        """What Buy would take: the queued and ready ones of the ticked rows, or of all that is shown."""
        pool = self.chosen_rows or self.shown
        return tuple(
            row for row in pool if row.ready and row.record.state is DraftState.QUEUED and row.record.approval
        )

    @property
    def not_to_buy(self) -> tuple[QueueRow, ...]:
        """The ticked rows that Buy cannot take, so that the sum can say why."""
        taken = {row.record.id for row in self.to_buy}
        return tuple(row for row in self.chosen_rows if row.record.id not in taken)

    @property
    def to_approve(self) -> tuple[QueueRow, ...]:
        """The picked parcels whose terms can be set: complete drafts, and queued ones."""
        return tuple(row for row in self.picked if _can_approve(row))

    @property
    def to_unqueue(self) -> tuple[QueueRow, ...]:
        return tuple(row for row in self.picked if row.record.state is DraftState.QUEUED)

    @property
    def expected(self) -> Money:
        """What Buy would cost at the prices seen; the limit where none was seen."""
        held = [row.record.approval for row in self.to_buy]
        return total([one.seen or one.limit for one in held if one])

    @property
    def all_seen(self) -> bool:
        return all(row.record.approval and row.record.approval.seen for row in self.to_buy)

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
        count = len(self.to_buy)
        if not count:
            return "Buy"
        return f"Buy {count} · {'' if self.all_seen else 'up to '}{self.expected}"

    @property
    def buy_hint(self) -> str:
        """Why Buy cannot be pressed, or nothing."""
        if not self.loaded or not self.rows:
            return ""
        if self.standing is not None and not self.online:
            return "Offline. What was queued offline is bought when the carrier answers again."
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
    def can_approve(self) -> bool:
        return self.settled and bool(self.to_approve)

    @property
    def can_unqueue(self) -> bool:
        return self.settled and bool(self.to_unqueue)

    @property
    def approve_text(self) -> str:
        """The button that opens the card: queueing for drafts, changing for what is queued already."""
        rows = self.to_approve
        queued = bool(rows) and all(row.record.state is DraftState.QUEUED for row in rows)
        return "Change…" if queued else "Queue…"

    @property
    def save_text(self) -> str:
        """The button that ends the card."""
        drafts = sum(row.record.state is DraftState.OPEN for row in self.to_approve)
        queued = len(self.to_approve) - drafts
        if not queued:
            return f"Queue {drafts}"
        return f"Change {queued}" if not drafts else f"Queue {drafts}, change {queued}"

    @property
    def terms_problems(self) -> dict[str, str]:
        """What is wrong with the typed terms. A limit that is still missing is said once it was tried."""
        found = problems_of(self.terms, self.to_approve)
        if self.tried:
            return found
        return {name: said for name, said in found.items() if getattr(self.terms, name).strip()}

    @property
    def terms_line(self) -> str:
        """Whom the card is about."""
        rows = self.to_approve
        return who_of(rows[0]) if len(rows) == 1 else count_words(len(rows), "parcel")

    @property
    def limit_line(self) -> str:
        return limit_words(self.to_approve, self.terms, self.usual)

    @property
    def asking_text(self) -> str:
        return f"Asking prices, {self.asked} of {self.to_ask}" if self.to_ask else "Adding up…"

    @property
    def count_line(self) -> str:
        """What the list holds, for the line under the title."""
        queued = sum(row.record.state is DraftState.QUEUED for row in self.rows)
        parts = [count_words(len(self.rows) - queued, "draft"), f"{queued} queued"]
        if self.chosen:
            parts.append(f"{len(self.chosen)} selected")
        return " · ".join(parts)


def who_of(row: QueueRow) -> str:
    draft = row.record.draft
    named = draft.sender if draft.is_return else draft.to
    who = named.name or named.company or "Nobody yet"
    return f"Return from {who}" if draft.is_return else who


def _can_approve(row: QueueRow) -> bool:
    """What came back may be approved anew, say with a higher limit; half a parcel may not."""
    if row.in_doubt:
        return False
    return row.ready or row.record.state is DraftState.QUEUED or bool(row.record.handed_back)


def _haystack(row: QueueRow) -> str:
    draft = row.record.draft
    to = draft.to
    parts = (to.name, to.company, to.city, to.state, to.postal_code, draft.order_reference, draft.reference1)
    return " ".join((*parts, service_text(row.record.approval), row_state(row))).casefold()
