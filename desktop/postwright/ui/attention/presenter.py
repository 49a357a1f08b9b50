"""Decides what the Attention panel does: look again, take a person's word as evidence. Dismisses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.attention.cards_told import ABOUT_MAIL, Answer
from postwright.ui.attention.screen import AttentionScreen
from postwright.ui.notice import Notice, Tone, done, notice_of

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import Attention, Doubt


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel may ask for. Each answers with all that still waits."""

    look: Callable[[], Attention]
    check_again: Callable[[str], Attention]
    it_exists: Callable[[str, str], Attention]
    it_does_not_exist: Callable[[str, bool], Attention]
    print_came_out: Callable[[int, bool], Attention]
    answer: Callable[[str, Answer], Attention]


class AttentionPresenter:
    """Holds the Screen. `announce` tells other panels that something was settled."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[AttentionScreen], None],
        *,
        money: Submit | None = None,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = AttentionScreen()
        self._submit = submit
        self._money = money or submit
        self._deeds = deeds
        self._render = render
        self._announce = announce
        self._go = go
        self._looking = Asking(submit)

    def _show(self, screen: AttentionScreen) -> None:
        self.screen = screen
        self._render(screen)

    def shown(self) -> None:
        """The panel came to the front: what was settled before is no news any more."""
        notice = self.screen.notice
        if notice is not None and notice.tone is Tone.DONE:
            self._show(replace(self.screen, notice=None))
        self.load()

    def load(self) -> None:
        self._show(replace(self.screen, looking=True))
        self._looking.ask(self._deeds.look, self._looked, self._failed, name="Looking at what waits")

    def _looked(self, attention: Attention) -> None:
        self._show(replace(self.screen, attention=attention, looking=False))

    def check(self, purchase_id: str) -> None:
        """Ask the carrier once more about one purchase."""
        self._settle(purchase_id, lambda: self._deeds.check_again(purchase_id), "Checking a purchase")

    def exists(self, purchase_id: str, text: str) -> None:
        """The person found the label: a tracking number or label id, pasted."""
        if not text.strip():
            self._mark(purchase_id, "Paste the tracking number or the label's id.")
            return
        self._settle(
            purchase_id, lambda: self._deeds.it_exists(purchase_id, text.strip()), "Looking for the label"
        )

    def ask_deny(self, purchase_id: str) -> None:
        """Put the question before a person's word counts as proof."""
        doubt = self._doubt(purchase_id)
        if doubt is not None and doubt.can_deny and purchase_id not in self.screen.busy:
            asked = replace(self.screen, asking_deny=purchase_id, asking_twice=False, notice=None)
            self._show(asked)

    def keep(self) -> None:
        """The answer that changes nothing."""
        self._show(replace(self.screen, asking_deny="", asking_twice=False))

    def deny(self) -> None:
        """The other answer: there is no such label. Where the balance speaks for a charge, it is asked about
        once more.
        """
        purchase_id, seen = self.screen.asking_deny, self.screen.asking_twice
        doubt = self._doubt(purchase_id)
        if doubt is not None and doubt.can_deny and doubt.balance_speaks_for_it and not seen:
            self._show(replace(self.screen, asking_twice=True))
            return
        self._show(replace(self.screen, asking_deny="", asking_twice=False))
        if doubt is not None and doubt.can_deny:
            self._settle(
                purchase_id, lambda: self._deeds.it_does_not_exist(purchase_id, seen), "Settling a purchase"
            )

    def unfold(self, purchase_id: str) -> None:
        """Show all that the book says about a purchase, or fold it again."""
        self._show(replace(self.screen, unfolded=self.screen.unfolded ^ {purchase_id}))

    def answer(self, key: str, answer: Answer) -> None:
        """Look once more at a void or a pickup, or say whose a label is, or what became of a mail."""
        if key in self.screen.busy_others:
            return
        busy = self.screen.busy_others | {key}
        self._show(replace(self.screen, busy_others=busy, notice=None))
        self._looking.drop()
        submit, name = self._money, "Looking again" if answer is Answer.CHECK else "Noting a label"
        if answer in ABOUT_MAIL:
            submit, name = self._submit, "Noting a mail"
        submit(
            lambda: self._deeds.answer(key, answer),
            lambda attention: self._answered(key, answer, attention),
            lambda fault: self._not_answered(key, fault),
            name=name,
        )

    def came_out(self, print_id: int, yes: bool) -> None:
        """The person looked at the printer."""
        if print_id in self.screen.busy_prints:
            return
        self._show(replace(self.screen, busy_prints=self.screen.busy_prints | {print_id}))
        self._submit(
            lambda: self._deeds.print_came_out(print_id, yes),
            lambda attention: self._print_settled(print_id, attention),
            lambda fault: self._print_failed(print_id, fault),
            name="Noting a print",
        )

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._show(replace(self.screen, notice=None))
        # Attention itself is where that button leads; all that is left is to look again.
        if action in (Action.RETRY, Action.OPEN_ATTENTION):
            self.load()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        self._looking.drop()
        self.screen = replace(self.screen, looking=False, asking_deny="", asking_twice=False)

    def _doubt(self, purchase_id: str) -> Doubt | None:
        doubts = self.screen.attention.doubts if self.screen.attention else ()
        return next((doubt for doubt in doubts if doubt.purchase.id == purchase_id), None)

    def _mark(self, purchase_id: str, problem: str) -> None:
        others = tuple(one for one in self.screen.problems if one[0] != purchase_id)
        marked = (*others, (purchase_id, problem)) if problem else others
        self._show(replace(self.screen, problems=marked))

    def _settle(self, purchase_id: str, work: Callable[[], Attention], name: str) -> None:
        if purchase_id in self.screen.busy or self._doubt(purchase_id) is None:
            return
        self._mark(purchase_id, "")
        self._show(replace(self.screen, busy=self.screen.busy | {purchase_id}, notice=None))
        self._looking.drop()
        self._money(
            work,
            lambda attention: self._settled(purchase_id, attention),
            lambda fault: self._not_settled(purchase_id, fault),
            name=name,
        )

    def _settled(self, purchase_id: str, attention: Attention) -> None:
        gone = all(doubt.purchase.id != purchase_id for doubt in attention.doubts)
        still = Notice(Tone.WAITING, "We still don't know. Nothing was bought a second time.")
        notice = _settled_notice(attention.notes) if gone else still
        busy = self.screen.busy - {purchase_id}
        self._show(replace(self.screen, attention=attention, busy=busy, looking=False, notice=notice))
        if gone:
            self._announce()

    def _not_settled(self, purchase_id: str, fault: Fault) -> None:
        busy = self.screen.busy - {purchase_id}
        self._show(replace(self.screen, busy=busy, looking=False, notice=notice_of(fault, Deed.LOOK)))

    def _answered(self, key: str, answer: Answer, attention: Attention) -> None:
        busy = self.screen.busy_others - {key}
        screen = replace(self.screen, attention=attention, busy_others=busy, looking=False)
        gone = all(card.key != key for card in screen.others)
        still = Notice(Tone.WAITING, "We still don't know. Nothing was asked for a second time.")
        again = answer is Answer.MAIL_AGAIN
        settled = "It is in the outbox again." if again else "Settled. It is off the list."
        self._show(replace(screen, notice=done(settled) if gone else still))
        if gone:
            self._announce()

    def _not_answered(self, key: str, fault: Fault) -> None:
        busy = self.screen.busy_others - {key}
        self._show(replace(self.screen, busy_others=busy, looking=False, notice=notice_of(fault, Deed.LOOK)))

    def _print_settled(self, print_id: int, attention: Attention) -> None:
        busy = self.screen.busy_prints - {print_id}
        self._show(replace(self.screen, attention=attention, busy_prints=busy, notice=done("Noted.")))
        self._announce()

    def _print_failed(self, print_id: int, fault: Fault) -> None:
        busy = self.screen.busy_prints - {print_id}
        self._show(replace(self.screen, busy_prints=busy, notice=notice_of(fault)))

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, looking=False, notice=notice_of(fault)))


def _settled_notice(notes: tuple[str, ...]) -> Notice:
    """It is off the list; what is odd about it is told, since nothing there tells it any more."""
    settled = "Settled. It is off the list."
    return Notice(Tone.WAITING, " ".join((settled, *notes))) if notes else done(settled)
