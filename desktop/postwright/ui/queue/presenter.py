"""Decides what the Queue panel does with its list: choose, approve, remove. It buys nothing (buying.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.preferences import Preferences
from postwright.ui.asking import Asking
from postwright.ui.notice import UNDO, Notice, Tone, done, notice_of
from postwright.ui.queue.buying import CHANGED, Buying
from postwright.ui.queue.deeds import Deeds, QueueLanes, Stage
from postwright.ui.queue.lists import lists_for
from postwright.ui.queue.screen import QueueScreen, Step
from postwright.ui.queue.terms import TermsText, approve, problems_of, terms_of
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.operations.results import QueueRow, Standing


class QueuePresenter:
    """Holds the screen. `announce` tells other panels that drafts or labels changed."""

    def __init__(
        self,
        deeds: Deeds,
        lanes: QueueLanes,
        render: Callable[[QueueScreen], None],
        *,
        announce: Callable[[], None] = lambda: None,
    ) -> None:
        self._stage = Stage(render)
        self._deeds = deeds
        self._desk = lanes.desk
        self._announce = announce
        self._looking = Asking(lanes.desk)
        self._removed: tuple[str, ...] = ()
        self.buying = Buying(self._stage, deeds, lanes, announce=announce, reload=self.load)

    @property
    def screen(self) -> QueueScreen:
        return self._stage.screen

    # ------------------------------------------------------------ the list

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
        before = self.screen
        there = {row.record.id for row in rows}
        screen = replace(
            before,
            rows=_same_objects(before.rows, rows),
            standing=standing,
            usual=preferences.may_rise,
            loaded=True,
            chosen=before.chosen & there,
        )
        # A sum that was shown must be the sum that is bought: when the rows changed, look at it again.
        if screen.step is Step.COUNTING and screen.to_buy != before.to_buy:
            screen = replace(screen, step=Step.LOOKING, summary=None, notice=CHANGED)
        if screen.step is Step.APPROVING and not screen.to_approve:
            screen = replace(screen, step=Step.LOOKING)
        self._stage.put(screen)
        self.buying.plan_again()

    def close(self) -> None:
        """The panel goes away: late answers are not heard, and a countdown ends without buying."""
        self._looking.drop()
        self.buying.close()

    def find(self, text: str) -> None:
        """Show only what holds these words. What is hidden is no longer chosen: none is bought unseen."""
        screen = replace(self.screen, text=text)
        if self.screen.settled:
            there = frozenset(row.record.id for row in screen.shown)
            self._stage.show(text=text, chosen=screen.chosen & there)

    def choose(self, draft_ids: frozenset[str]) -> None:
        if self.screen.settled:
            self._stage.show(chosen=draft_ids)
            self._card_follows()

    def point(self, draft_id: str) -> None:
        """The row that the person stands on."""
        if self.screen.settled and draft_id != self.screen.current:
            self._stage.show(current=draft_id)
            self._card_follows()

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

    # ------------------------------------------------------------ what may be bought

    def ask_terms(self) -> None:
        """Open the approval card for the picked parcels."""
        if self.screen.can_approve:
            self._write_card(step=Step.APPROVING, notice=None)

    def write_terms(self, text: TermsText) -> None:
        """What stands in the card now."""
        if self.screen.step is Step.APPROVING:
            self._stage.show(terms=text)

    def approve(self) -> None:
        """Keep the card for each picked parcel: it is queued, or stays so under the new terms."""
        screen = self.screen
        if screen.step is not Step.APPROVING or not screen.to_approve:
            return
        if problems_of(screen.terms, screen.to_approve):
            self._stage.show(tried=True)
            return
        made = {row.record.id: approve(row, screen.terms, screen.usual) for row in screen.to_approve}
        self._stage.show(step=Step.LOOKING)
        anew = any(row.record.approval is None for row in screen.to_approve)
        told = done(f"{count_words(len(made), 'parcel')} {'queued' if anew else 'changed'}.")
        self._change_each(tuple(made), lambda draft_id: self._deeds.approve(draft_id, *made[draft_id]), told)

    def _card_follows(self) -> None:
        """The card is about what is picked now; about nothing, it goes."""
        if self.screen.step is Step.APPROVING:
            if self.screen.to_approve:
                self._write_card()
            else:
                self._stage.show(step=Step.LOOKING)

    def _write_card(self, **changes: object) -> None:
        rows = self.screen.to_approve
        lists = lists_for(rows, self._deeds.catalogue, self._deeds.today())
        terms, form = terms_of(rows, self.screen.usual), self.screen.form + 1
        self._stage.show(**changes, terms=terms, lists=lists, form=form, tried=False)

    # ------------------------------------------------------------ around it

    def step_back(self) -> None:
        """Leave the card, the sum, the countdown or the result."""
        if self.screen.step is Step.APPROVING:
            self._stage.show(step=Step.LOOKING)
        else:
            self.buying.step_back()

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._stage.show(notice=None)
        if action == UNDO:
            back = done(f"{count_words(len(self._removed), 'parcel')} brought back.")
            self._change_each(self._removed, self._deeds.restore, back)
        elif action == Action.RETRY:
            self.load()
        elif action:
            self._deeds.go(Action(action))

    def _change_each(self, ids: tuple[str, ...], change: Callable[[str], object], notice: Notice) -> None:
        def work() -> None:
            for draft_id in ids:
                change(draft_id)

        self._desk(work, lambda _: self._changed(notice), self._not_changed, name="Saving the queue")

    def _changed(self, notice: Notice) -> None:
        self._stage.show(notice=notice)
        self._announce()
        self.load()

    def _not_changed(self, fault: Fault) -> None:
        """Some may have been changed before the one that could not be."""
        self._stage.show(notice=notice_of(fault))
        self._announce()
        self.load()

    def _failed(self, fault: Fault) -> None:
        self._stage.show(notice=notice_of(fault))


def _same_objects(before: tuple[QueueRow, ...], now: tuple[QueueRow, ...]) -> tuple[QueueRow, ...]:
    """Rows that did not change as the very objects that are shown, so that they are not drawn again."""
    held = {row.record.id: row for row in before}
    return tuple(old if (old := held.get(row.record.id)) == row else row for row in now)
