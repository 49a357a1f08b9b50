"""Decides what the Queue panel does: choose, sum up, wait five seconds, buy. Draws nothing, keeps no time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.faults import Fault
from postwright.domain.money import read_money
from postwright.domain.preferences import Mode, Preferences
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.notice import UNDO, Notice, Tone, done, notice_of
from postwright.ui.queue.screen import QueueScreen, Step
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import QueueRow, QueueRun, Standing


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel may ask for."""

    rows: Callable[[], tuple[QueueRow, ...]]
    edit: Callable[[str], None]
    remove: Callable[[str], None]
    restore: Callable[[str], None]
    queue: Callable[[str, Approval], None]
    unqueue: Callable[[str], None]
    run: Callable[[tuple[str, ...]], QueueRun]
    preferences: Callable[[], Preferences]
    standing: Callable[[], Standing]


class QueuePresenter:
    """Holds the Screen. `announce` tells other panels that drafts or labels changed."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[QueueScreen], None],
        *,
        money: Submit | None = None,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = QueueScreen()
        self._submit = submit
        self._money = money or submit
        self._deeds = deeds
        self._render = render
        self._announce = announce
        self._go = go
        self._looking = Asking(submit)
        self._removed: tuple[str, ...] = ()

    def _show(self, screen: QueueScreen) -> None:
        self.screen = screen
        self._render(screen)

    def load(self) -> None:
        """Ask for the rows and the standing again; what is chosen stays chosen while it is there."""
        self._looking.ask(
            lambda: (self._deeds.rows(), self._deeds.standing(), self._deeds.preferences()),
            self._loaded,
            self._failed,
            name="Looking at the queue",
        )

    def _loaded(self, found: tuple[tuple[QueueRow, ...], Standing, Preferences]) -> None:
        rows, standing, preferences = found
        there = {row.record.id for row in rows}
        chosen = self.screen.chosen & there
        practice = preferences.mode is Mode.PRACTICE
        screen = replace(
            self.screen, rows=rows, standing=standing, practice=practice, loaded=True, chosen=chosen
        )
        # A sum that was shown must be the sum that is bought: when the rows changed, look at it again.
        if screen.step in (Step.SUMMARY, Step.COUNTING) and screen.to_buy != self.screen.to_buy:
            screen = replace(screen, step=Step.LOOKING, notice=_CHANGED)
        self._show(screen)

    def close(self) -> None:
        """The panel goes away: late answers are not heard, and a countdown ends without buying."""
        self._looking.drop()
        if self.screen.step in (Step.SUMMARY, Step.COUNTING):
            self._show(replace(self.screen, step=Step.LOOKING))

    def find(self, text: str) -> None:
        """Show only what holds these words. What is hidden is no longer chosen: none is bought unseen."""
        screen = replace(self.screen, text=text)
        if self.screen.settled:
            there = frozenset(row.record.id for row in screen.shown)
            self._show(replace(screen, chosen=screen.chosen & there))

    def choose(self, draft_ids: frozenset[str]) -> None:
        if self.screen.settled:
            self._show(replace(self.screen, chosen=draft_ids))

    def point(self, draft_id: str) -> None:
        """The row that the person stands on."""
        if self.screen.settled and draft_id != self.screen.current:
            self._show(replace(self.screen, current=draft_id))

    def edit(self) -> None:
        """Open the one picked parcel in Ship."""
        if self.screen.can_edit:
            self._deeds.edit(self.screen.picked[0].record.id)

    def remove(self) -> None:
        """Take the picked parcels off the list. Nothing is asked, since Undo brings them back."""
        if self.screen.can_remove:
            self._removed = tuple(row.record.id for row in self.screen.picked)
            gone = count_words(len(self._removed), "parcel")
            self._change_each(
                self._removed, self._deeds.remove, Notice(Tone.PLAIN, f"{gone} removed.", action=UNDO)
            )

    def unqueue(self) -> None:
        ids = tuple(row.record.id for row in self.screen.to_unqueue)
        if self.screen.can_unqueue:
            self._change_each(
                ids, self._deeds.unqueue, done(f"{count_words(len(ids), 'parcel')} back among the drafts.")
            )

    def ask_limit(self) -> None:
        """Begin to queue the picked drafts: ask how much each may cost."""
        if self.screen.can_queue:
            self._show(replace(self.screen, step=Step.APPROVING, limit_problem="", notice=None))

    def approve(self, limit_text: str) -> None:
        """Queue the picked drafts for the cheapest service, each at most this much."""
        if self.screen.step is not Step.APPROVING:
            return
        try:
            limit = read_money(limit_text)
        except ValueError as error:
            self._show(replace(self.screen, limit_text=limit_text, limit_problem=str(error)))
            return
        drafts = {row.record.id: row.record.draft for row in self.screen.to_queue}
        self._show(replace(self.screen, step=Step.LOOKING, limit_text=limit_text, limit_problem=""))

        def queue(draft_id: str) -> None:
            self._deeds.queue(draft_id, Approval(CHEAPEST, drafts[draft_id].package_code, limit))

        self._change_each(tuple(drafts), queue, done(f"{count_words(len(drafts), 'parcel')} queued."))

    def summarise(self) -> None:
        """The first press of Buy: only says what the second one would do."""
        if self.screen.can_buy:
            self._show(replace(self.screen, step=Step.SUMMARY, notice=None))

    def confirm(self) -> None:
        """The second press: the seconds to change one's mind begin."""
        if self.screen.step is Step.SUMMARY:
            self._show(replace(self.screen, step=Step.COUNTING))

    def step_back(self) -> None:
        """Leave the sum, the countdown or the limit without doing anything."""
        if self.screen.step in (Step.APPROVING, Step.SUMMARY, Step.COUNTING):
            stopped = self.screen.step is Step.COUNTING
            notice = Notice(Tone.PLAIN, "Stopped. Nothing was bought.") if stopped else self.screen.notice
            self._show(replace(self.screen, step=Step.LOOKING, notice=notice))

    def buy(self) -> None:
        """The countdown has run out."""
        if self.screen.step is not Step.COUNTING:
            return
        ids = tuple(row.record.id for row in self.screen.to_buy)
        self._show(replace(self.screen, step=Step.RUNNING))
        name = f"Buying {count_words(len(ids), 'label')}"
        self._money(lambda: self._deeds.run(ids), self._ran, self._run_failed, name=name)

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._show(replace(self.screen, notice=None))
        if action == UNDO:
            back = done(f"{count_words(len(self._removed), 'parcel')} brought back.")
            self._change_each(self._removed, self._deeds.restore, back)
        elif action == Action.RETRY:
            self.load()
        elif action:
            self._go(Action(action))

    def _change_each(self, ids: tuple[str, ...], change: Callable[[str], None], notice: Notice) -> None:
        def work() -> None:
            for draft_id in ids:
                change(draft_id)

        self._submit(work, lambda _: self._changed(notice), self._failed, name="Saving the queue")

    def _changed(self, notice: Notice) -> None:
        self._show(replace(self.screen, notice=notice))
        self._announce()
        self.load()

    def _ran(self, run: QueueRun) -> None:
        self._show(replace(self.screen, step=Step.LOOKING, chosen=frozenset(), notice=run_notice(run)))
        self._announce()
        self.load()

    def _run_failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, step=Step.LOOKING, notice=notice_of(fault, Deed.PURCHASE)))
        self._announce()
        self.load()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, notice=notice_of(fault)))


_CHANGED = Notice(Tone.WAITING, "The queue changed meanwhile. Nothing was bought. Look at the sum again.")


def run_notice(run: QueueRun) -> Notice:
    """How buying the queue ended, in one line."""
    parts = [f"{count_words(len(run.bought), 'label')} bought for {run.spent}."]
    if run.handed_back:
        came = "One parcel" if len(run.handed_back) == 1 else f"{len(run.handed_back)} parcels"
        parts.append(f"{came} came back to you; the list says why.")
    if run.left:
        parts.append(f"{count_words(run.left, 'parcel')} not tried.")
    if run.stopped:
        parts.append(run.stopped)
    if run.alarms:
        differ = " ".join((*run.alarms, "Compare before you print."))
        return Notice(Tone.TROUBLE, " ".join((*parts, differ)), action=Action.OPEN_LABELS)
    tone = Tone.WAITING if run.handed_back or run.left or run.stopped else Tone.DONE
    return Notice(tone, " ".join(parts))
