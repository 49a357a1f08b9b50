"""What buying would do, said before it: the sum, the odd things with their answers, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from postwright.domain.approval import Approval
from postwright.domain.guards import Guard, GuardKind
from postwright.domain.money import Money
from postwright.ui.queue.service_words import service_text
from postwright.ui.words import count_words, moment_words

if TYPE_CHECKING:
    from postwright.operations.results import BatchPlan, PlannedParcel

# What was shown and answered: the draft and the key of the guard. An answer to one never covers another. What
# concerns all of them together stands under no draft.
ALL = ""
Answered = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One odd thing that wants an answer. `asked` is what the answer covers: a draft, or ALL, and a guard."""

    asked: tuple[str, str]
    kind: GuardKind
    who: str
    sentence: str
    label_id: str = ""
    answered: bool = False

    @property
    def key(self) -> str:
        return "/".join(self.asked)

    @property
    def draft_id(self) -> str:
        return self.asked[0]

    @property
    def yes(self) -> str:
        """The words on the button that buys all the same."""
        return "Buy another" if self.kind is GuardKind.SIMILAR else "Buy anyway"

    @property
    def no(self) -> str:
        return "Leave it out" if self.draft_id != ALL else ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A parcel that Buy does not take, and why. `offer` is what could be approved instead."""

    draft_id: str
    who: str
    why: str
    offer: Approval | None = None

    @property
    def take(self) -> str:
        """The words on the button that takes it in at the price that is asked now."""
        return f"Buy at {self.offer.seen}" if self.offer and self.offer.seen else ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The sum of a plan with what was answered so far."""

    plan: BatchPlan
    answered: Answered = frozenset()
    left: tuple[LeftOut, ...] = ()
    practice: bool = False
    checking: bool = False

    @property
    def parcels(self) -> tuple[PlannedParcel, ...]:
        """Those that would be bought."""
        return tuple(one for one in self.plan.parcels if takes(one))

    @property
    def count(self) -> int:
        return len(self.parcels)

    @property
    def questions(self) -> tuple[Question, ...]:
        return questions_of(self.plan, self.answered)

    @property
    def open_questions(self) -> int:
        return sum(not one.answered for one in self.questions)

    @property
    def can_confirm(self) -> bool:
        return bool(self.parcels) and not self.open_questions and not self.checking

    @property
    def button(self) -> str:
        return f"Buy {self.count} · {self.plan.total}" if self.parcels else "Buy"

    @property
    def headline(self) -> str:
        if not self.parcels:
            return "Nothing is left to buy"
        return f"{count_words(self.count, 'label')} for {self.plan.total}"

    @property
    def facts(self) -> str:
        said = [f"At most {self.plan.limit_total} together; no label costs more than its limit."]
        if self.practice:
            said.append("This is practice; no real money is spent.")
        return " ".join(said) if self.parcels else ""

    @property
    def balance_line(self) -> str:
        return _balance(self.plan.balance, self.plan.balance_at, self.plan.limit_total)

    @property
    def balance_short(self) -> bool:
        return self.plan.balance is not None and self.plan.balance < self.plan.limit_total

    @property
    def hint(self) -> str:
        """What still has to be done before Buy can be pressed."""
        if self.checking:
            return "Looking again…"
        if not self.open_questions:
            return ""
        asked = count_words(self.open_questions, "question")
        return f"Answer {asked} first." if self.open_questions > 1 else "Answer the question first."

    @property
    def lines(self) -> tuple[str, ...]:
        """What would be bought: for whom, which service, for how much."""
        said = ((who_of(one), service_text(one.record.approval), str(one.price)) for one in self.parcels)
        return tuple(" · ".join(part for part in parts if part) for parts in said)

    @property
    def notes(self) -> tuple[str, ...]:
        """Odd things that need no answer, such as ship dates that moved."""
        return self.plan.odd


def takes(parcel: PlannedParcel) -> bool:
    """Whether it is in the sum: its price is known, and nothing but answers is missing."""
    return parcel.price is not None and not parcel.waits_for


def who_of(parcel: PlannedParcel) -> str:
    to = parcel.record.draft.to
    return to.name or to.company or "Nobody yet"


def questions_of(plan: BatchPlan, answered: Answered) -> tuple[Question, ...]:
    """Each guard once: those of the whole batch, then those of each parcel."""
    together = count_words(sum(map(takes, plan.parcels)), "parcel")
    whole = [_question(ALL, together, guard, answered) for guard in plan.guards]
    alone = [
        _question(one.record.id, who_of(one), guard, answered)
        for one in plan.parcels
        if takes(one)
        for guard in one.guards
    ]
    return (*whole, *alone)


def _question(draft_id: str, who: str, guard: Guard, answered: Answered) -> Question:
    asked = (draft_id, guard.key)
    label_id = guard.label_ids[0] if guard.label_ids else ""
    return Question(asked, guard.kind, who, guard.sentence, label_id, asked in answered)


def _balance(balance: Money | None, at: datetime | None, limit: Money) -> str:
    if balance is None:
        return "The balance is not known."
    when = f", as of {moment_words(at)}" if at else ""
    if balance >= limit:
        return f"The balance is {balance}{when}."
    return f"The balance is {balance}{when}: {limit - balance} less than this may need."
