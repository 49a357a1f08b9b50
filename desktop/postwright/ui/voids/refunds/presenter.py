"""Decides what the refunds part does: take a person's word, compare the balance, opt out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from postwright.domain.faults import BadInput, Fault
from postwright.domain.money import Money, read_money
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, done, notice_of
from postwright.ui.voids.refunds.screen import RefundsScreen
from postwright.ui.voids.refunds.told import RefundDeed
from postwright.ui.words import day_words

if TYPE_CHECKING:
    from postwright.domain.postal_rules import PostalRules
    from postwright.domain.refund_match import Proposal
    from postwright.domain.refund_watch import RefundWatch
    from postwright.jobs.ticket import Submit


@dataclass(frozen=True, slots=True)
class RefundDeeds:
    """What the part may ask for. `opt_out` alone asks the carrier; `correct` gives a draft's id."""

    watches: Callable[[], tuple[RefundWatch, ...]]
    credited: Callable[[str, Money, date], object]
    denied: Callable[[str, str], object]
    reopen: Callable[[str], object]
    confirm: Callable[[Proposal], object]
    other_money: Callable[[Proposal], object]
    opt_out: Callable[[str], object]
    correct: Callable[[str], str]
    open_draft: Callable[[str], None]
    rules: PostalRules


class RefundsPresenter:
    """Holds the Screen. `tell` shows a notice in the panel's banner, None takes it away; `ask_void` puts the
    question about voiding a label; `announce` tells other panels.
    """

    def __init__(
        self,
        submit: Submit,
        deeds: RefundDeeds,
        render: Callable[[RefundsScreen], None],
        *,
        now: Callable[[], datetime],
        tell: Callable[[Notice | None], None] = lambda notice: None,
        ask_void: Callable[[str], None] = lambda label_id: None,
        announce: Callable[[], None] = lambda: None,
    ) -> None:
        self.screen = RefundsScreen(deeds.rules)
        self._submit = submit
        self._deeds = deeds
        self._render = render
        self._now = now
        self._tell = tell
        self._ask_void = ask_void
        self._announce = announce
        self._looking = Asking(submit)

    def _show(self, **changes: object) -> None:
        self.screen = replace(self.screen, **changes)  # type: ignore[arg-type]  # names of the screen's fields
        self._render(self.screen)

    def load(self) -> None:
        """Ask for the list again; what is being typed stays."""
        self._looking.ask(self._deeds.watches, self._loaded, self._failed, name="Looking at refunds")

    def _loaded(self, watches: tuple[RefundWatch, ...]) -> None:
        there = {one.id for one in watches}
        current = self.screen.current if self.screen.current in there else ""
        entering = self.screen.entering if current else None
        zone = watches[0].entry.zone if watches else None
        today = self._now().astimezone(zone).date()
        self._show(watches=watches, loaded=True, current=current, entering=entering, today=today)
        if not current and self.screen.rows:
            self.point(self.screen.rows[0].id)

    def point(self, label_id: str) -> None:
        """The row that the person stands on."""
        if label_id != self.screen.current:
            self._show(current=label_id, entering=None, problem="")

    def do(self, label_id: str, deed: RefundDeed) -> None:
        """What a person decided about the refund that is shown."""
        card, watch = self.screen.card, self.screen.watch
        if card is None or watch is None or card.label_id != label_id or deed not in card.deeds:
            return
        if self.screen.busy:
            return
        if deed in (RefundDeed.CAME, RefundDeed.DENIED):
            self._show(
                entering=deed, amount=str(watch.amount.amount), day=self.screen.today, why="", problem=""
            )
        elif deed is RefundDeed.VOID_NOW:
            self._ask_void(label_id)
        elif deed is RefundDeed.CORRECT:
            self._begin(lambda: self._deeds.correct(label_id), self._corrected, "Opening the parcel")
        else:
            self._settle(watch, deed)

    def _settle(self, watch: RefundWatch, deed: RefundDeed) -> None:
        proposal = watch.proposal
        if deed is RefundDeed.REOPEN:
            self._begin(lambda: self._deeds.reopen(watch.id), self._settled("Taken back."), "Noting a refund")
        elif deed is RefundDeed.OPT_OUT:
            said = "Refund Assist leaves this label alone. You can still void it yourself."
            self._begin(lambda: self._deeds.opt_out(watch.id), self._settled(said), "Asking the carrier")
        elif proposal is not None and deed is RefundDeed.BELIEVE:
            said = f"Noted: {proposal.amount} came back."
            self._begin(lambda: self._deeds.confirm(proposal), self._settled(said), "Noting a refund")
        elif proposal is not None:
            said = "Noted as other money. The refund is waited for."
            self._begin(lambda: self._deeds.other_money(proposal), self._settled(said), "Noting a refund")

    # ------------------------------------------------------------ what is entered

    def write(self, amount: str, day: date, why: str) -> None:
        """What stands in the fields now; nothing is noted yet."""
        self.screen = replace(self.screen, amount=amount, day=day, why=why)

    def leave(self) -> None:
        """Enter nothing after all."""
        self._show(entering=None, problem="")

    def enter(self) -> None:
        """Note what was entered."""
        watch, entering = self.screen.watch, self.screen.entering
        if watch is None or entering is None or self.screen.busy:
            return
        if entering is RefundDeed.DENIED:
            why = self.screen.why
            self._begin(
                lambda: self._deeds.denied(watch.id, why), self._settled("Noted as denied."), "Noting"
            )
            return
        try:
            amount = read_money(self.screen.amount)
        except ValueError as error:
            self._show(problem=str(error))
            return
        day = self.screen.day
        said = f"Noted: {amount} came back on {day_words(day)}."
        self._begin(
            lambda: self._deeds.credited(watch.id, amount, day), self._settled(said), "Noting a refund"
        )

    # ------------------------------------------------------------ ends

    def _begin(self, work: Callable[[], object], then: Callable[[object], None], name: str) -> None:
        self._tell(None)
        self._show(busy=True, problem="")
        self._submit(work, then, self._not_done, name=name)

    def _settled(self, said: str) -> Callable[[object], None]:
        def then(_: object) -> None:
            self._show(busy=False, entering=None)
            self._tell(done(said))
            self._announce()
            self.load()

        return then

    def _corrected(self, draft_id: object) -> None:
        self._show(busy=False)
        self._announce()
        self._deeds.open_draft(str(draft_id))

    def _not_done(self, fault: Fault) -> None:
        """What was typed stays; a field that is wrong says so at its place."""
        if isinstance(fault, BadInput) and fault.field and self.screen.entering is not None:
            self._show(busy=False, problem=notice_of(fault, Deed.LOOK).text)
            return
        self._show(busy=False)
        self._tell(notice_of(fault, Deed.LOOK))
        self.load()

    def _failed(self, fault: Fault) -> None:
        self._tell(notice_of(fault, Deed.LOOK))

    def close(self) -> None:
        self._looking.drop()
