"""From the press of Buy to the last label: prices, the sum, the answers, five seconds, the batch.

Nothing is bought but what the sum showed, with every question answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from postwright.domain.advice import Action
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.preferences import Mode
from postwright.domain.sentences import Deed
from postwright.domain.ship_day import LeavesToday
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, notice_of
from postwright.ui.queue.deeds import Deeds, QueueLanes, Stage
from postwright.ui.queue.pricing import Pricing
from postwright.ui.queue.running import Running
from postwright.ui.queue.screen import Step, who_of
from postwright.ui.queue.summary import ALL, LeftOut, Question, Summary, takes

if TYPE_CHECKING:
    from postwright.operations.results import BatchItem, BatchPlan, CameBack, PlannedParcel

STOPPED = Notice(Tone.PLAIN, "Stopped. Nothing was bought.")
CHANGED = Notice(Tone.WAITING, "The queue changed meanwhile. Nothing was bought. Look at the sum again.")


class Buying:
    """`reload` reads the list again; `announce` tells the other panels."""

    def __init__(
        self,
        stage: Stage,
        deeds: Deeds,
        lanes: QueueLanes,
        *,
        announce: Callable[[], None],
        reload: Callable[[], None],
    ) -> None:
        self._stage = stage
        self._deeds = deeds
        self._lanes = lanes
        self._announce = announce
        self._reload = reload
        self._planning = Asking(lanes.desk)
        self._pricing = Pricing(stage, deeds, lanes.errands, done=self._priced_all, stopped=self._back)
        self._priced = False
        self._left: tuple[LeftOut, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self.running = Running(stage, deeds, announce=announce, reload=reload)

    # ------------------------------------------------------------ prices and the sum

    def summarise(self) -> None:
        """The first press of Buy: asks the prices that do not stand, and says what the second would do."""
        screen = self._stage.screen
        if not screen.can_buy:
            return
        self._wanted = tuple(row.record.id for row in screen.to_buy)
        self._left = tuple(LeftOut(row.record.id, who_of(row), row.waits_for) for row in screen.not_to_buy)
        self._priced = False
        self._stage.show(step=Step.ASKING, asked=0, to_ask=0, notice=None, summary=None)
        self._plan()

    def plan_again(self) -> None:
        """Something changed while the sum was read: what is shown must be what is bought."""
        if self._stage.screen.step is Step.SUMMARY:
            self._check()

    def _plan(self) -> None:
        self._planning.ask(
            partial(self._deeds.plan, self._wanted), self._planned, self._failed, name="Adding up the queue"
        )

    def _planned(self, plan: BatchPlan) -> None:
        if plan.unpriced and not self._priced:
            self._priced = True
            self._pricing.ask(plan.unpriced)
            return
        if self._leave_behind(plan):
            self._plan()  # the sum must be of what is left
            return
        before = self._stage.screen.summary
        self._stage.show(
            step=Step.SUMMARY,
            summary=Summary(
                plan,
                before.answered if before else frozenset(),
                self._left,
                self._deeds.preferences().mode is Mode.PRACTICE,
            ),
        )

    def _leave_behind(self, plan: BatchPlan) -> bool:
        """Say of each parcel that cannot be bought why, and want it no more. Tells whether there was one."""
        there = {one.record.id for one in plan.parcels if takes(one)}
        gone = [draft_id for draft_id in self._wanted if draft_id not in there]
        found = {one.record.id: one for one in plan.parcels}
        told = {one.draft_id for one in self._left}
        self._left = (
            *self._left,
            *(LeftOut(one, self._who(one), _why(found.get(one))) for one in gone if one not in told),
        )
        self._wanted = tuple(one for one in self._wanted if one in there)
        return bool(gone)

    def _who(self, draft_id: str) -> str:
        rows = (row for row in self._stage.screen.rows if row.record.id == draft_id)
        return next((who_of(row) for row in rows), "A parcel")

    def _priced_all(self, back: tuple[CameBack, ...]) -> None:
        """What came back stays out of the sum, with its reason and what could be approved instead."""
        for end in back:
            record = end.record
            left = LeftOut(record.id, self._who(record.id), end.reason, record.offer)
            self._left = (*self._left, left)
        self._plan()

    # ------------------------------------------------------------ answers

    def answer(self, key: str) -> None:
        """Buy all the same, or take that back."""
        summary, question = self._asked(key)
        if summary is None or question is None:
            return
        held = summary.answered
        answered = held - {question.asked} if question.answered else held | {question.asked}
        self._stage.show(summary=replace(summary, answered=answered))

    def answer_leaving(self, question: LeavesToday, today: bool) -> None:
        """Keep on which day they leave; for another day other prices hold."""
        screen = self._stage.screen
        if screen.step is not Step.SUMMARY or screen.summary is None or screen.summary.checking:
            return
        self._stage.show(summary=replace(screen.summary, checking=True))
        work = partial(self._deeds.answer_leaving, question, today)
        self._lanes.desk(work, self._day_kept, self._failed, name="Keeping the ship date")

    def _day_kept(self, _: object) -> None:
        self._priced = False
        if self._stage.screen.step is Step.SUMMARY:
            self._reload()  # which makes the sum again

    def leave_out(self, key: str) -> None:
        """Not in this batch; it stays in the queue."""
        summary, question = self._asked(key)
        if summary is not None and question is not None:
            self._leave(question, "You left it out.")

    def reprint(self, key: str) -> None:
        """The label bought before is printed again, so this parcel needs no other."""
        summary, question = self._asked(key)
        if summary is not None and question is not None:
            self._leave(question, "You chose to print the label that was bought before.")
            self._deeds.show_label(question.label_id)

    def void_old(self, key: str) -> None:
        """To the voids, which ask once more. Back here, the sum is made again."""
        summary, question = self._asked(key)
        if summary is not None and question is not None:
            self._deeds.open_void(question.label_id)

    def _asked(self, key: str) -> tuple[Summary | None, Question | None]:
        summary = self._stage.screen.summary if self._stage.screen.step is Step.SUMMARY else None
        questions = summary.questions if summary else ()
        return summary, next((one for one in questions if one.key == key), None)

    def _leave(self, question: Question, why: str) -> None:
        if question.draft_id == ALL:
            return
        self._left = (*self._left, LeftOut(question.draft_id, self._who(question.draft_id), why))
        self._wanted = tuple(one for one in self._wanted if one != question.draft_id)
        self._check()

    def take(self, draft_id: str) -> None:
        """Buy at the price that is asked now: approve what was offered, and take the parcel in again."""
        screen = self._stage.screen
        left = next((one for one in self._left if one.draft_id == draft_id and one.offer), None)
        row = next((row for row in screen.rows if row.record.id == draft_id), None)
        if screen.step is not Step.SUMMARY or left is None or left.offer is None or row is None:
            return
        if screen.summary is None or screen.summary.checking:
            return
        self._stage.show(summary=replace(screen.summary, checking=True))
        work = partial(self._deeds.approve, draft_id, row.record.draft, left.offer)
        self._lanes.desk(work, partial(self._taken, draft_id), self._failed, name="Saving the queue")

    def _taken(self, draft_id: str, _: object) -> None:
        self._left = tuple(one for one in self._left if one.draft_id != draft_id)
        self._wanted = (*self._wanted, draft_id)
        if self._stage.screen.step is Step.SUMMARY:
            self._reload()  # which makes the sum again

    def _check(self) -> None:
        """Make the sum again: what was left out may take a question about the whole with it."""
        summary = self._stage.screen.summary
        if summary is not None:
            self._stage.show(summary=replace(summary, checking=True))
        self._plan()

    # ------------------------------------------------------------ the decision

    def confirm(self) -> None:
        """The second press: the seconds to change one's mind begin."""
        screen = self._stage.screen
        if screen.step is Step.SUMMARY and screen.summary is not None and screen.summary.can_confirm:
            self._stage.show(step=Step.COUNTING)

    def step_back(self) -> None:
        """Leave prices, sum, countdown or result without doing anything; a batch under way goes on."""
        step = self._stage.screen.step
        if step in (Step.ASKING, Step.SUMMARY, Step.COUNTING):
            self._planning.drop()
            self._pricing.drop()
            self._back(None if step is Step.SUMMARY else STOPPED)
        elif step is Step.RESULT:
            self._stage.show(step=Step.LOOKING, batch=None, chosen=frozenset())
            self._reload()

    def buy(self) -> None:
        """The countdown has run out: write down what is bought, then begin."""
        screen = self._stage.screen
        if screen.step is not Step.COUNTING or screen.summary is None:
            return
        summary = screen.summary
        self.running.prepare(summary)
        work = partial(self._deeds.begin, *_decided(summary))
        self._lanes.desk(work, self._begun, self._not_begun, name="Writing down what is bought")

    def _begun(self, items: tuple[BatchItem, ...]) -> None:
        self.running.start(items)

    def _not_begun(self, fault: Fault) -> None:
        asked_anew = fault.kind is FaultKind.NEEDS_ANSWER
        self._back(CHANGED if asked_anew else notice_of(fault, Deed.PURCHASE))
        self._announce()

    # ------------------------------------------------------------ ends

    def close(self) -> None:
        """The panel goes away: nothing that was only looked at is bought."""
        self._planning.drop()
        self._pricing.drop()
        if self._stage.screen.step in (Step.ASKING, Step.SUMMARY, Step.COUNTING):
            self._stage.show(step=Step.LOOKING, summary=None)

    def _back(self, notice: Notice | None) -> None:
        self._stage.show(step=Step.LOOKING, summary=None, batch=None, notice=notice)
        self._reload()

    def _failed(self, fault: Any) -> None:
        self._back(notice_of(fault, Deed.LOOK))

    def print_these(self) -> None:
        """To Labels, with the labels of this batch ticked in its order."""
        batch = self._stage.screen.batch
        if batch is not None and batch.label_ids:
            self._deeds.show_labels(batch.label_ids)

    def act(self, action: str) -> None:
        """What the result leads to."""
        self._deeds.go(Action(action))


def _why(parcel: PlannedParcel | None) -> str:
    """Why a parcel that was wanted is not in the sum."""
    if parcel is None:
        return "It is not among what is queued any more."
    return parcel.waits_for or "Its price is not known."


def _decided(summary: Summary) -> tuple[tuple[str, ...], dict[str, frozenset[str]]]:
    """The drafts to buy, and what was answered for each of them and for all together."""
    ids = tuple(one.record.id for one in summary.parcels)
    answers: dict[str, frozenset[str]] = {}
    for draft_id, key in summary.answered:
        if draft_id == ALL or draft_id in ids:
            answers[draft_id] = answers.get(draft_id, frozenset()) | {key}
    return ids, answers
