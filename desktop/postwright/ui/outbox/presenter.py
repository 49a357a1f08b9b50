"""Decides what the Mail panel does: shows what is known, takes a person's word. Sends nothing itself.

What shall leave is put into the outbox, and whoever carries mail is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailRecord, MailState
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.outbox.codes_told import CodeDeed
from postwright.ui.outbox.mails_told import CHANGING, MailDeed
from postwright.ui.outbox.screen import Outbox, OutboxScreen, Part

if TYPE_CHECKING:
    from postwright.domain.qr_watch import UnusedCode
    from postwright.jobs.ticket import Submit


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel may ask for. `settle` takes a person's word about a mail and answers with the outbox as
    it is then; `own_program` and `mail_again` answer with a sentence, `new_code` with the draft to be bought.
    """

    look: Callable[[], Outbox]
    codes: Callable[[], tuple[UnusedCode, ...]]
    settle: Callable[[int, MailDeed], Outbox]
    own_program: Callable[[int], str]
    mail_again: Callable[[str], str]
    new_code: Callable[[str], str]
    ask_usps: Callable[[], None]
    open_label: Callable[[str], None]
    open_mail: Callable[[str, LetterKind], None]
    open_void: Callable[[str], None]
    open_draft: Callable[[str], None]


class OutboxPresenter:
    """Holds the Screen. `desk` reads and writes the shop's books, `errands` writes mails and opens
    programs. `announce` tells others that the outbox changed.
    """

    def __init__(
        self,
        desk: Submit,
        errands: Submit,
        deeds: Deeds,
        render: Callable[[OutboxScreen], None],
        *,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = OutboxScreen()
        self._desk = desk
        self._errands = errands
        self._deeds = deeds
        self._render = render
        self._announce = announce
        self._go = go
        self._looking = Asking(desk)
        self._watching = Asking(desk)

    def _show(self, screen: OutboxScreen) -> None:
        self.screen = screen
        self._render(screen)

    # ------------------------------------------------------------ looking

    def shown(self) -> None:
        """The panel came to the front: what went well before is no news any more."""
        notice = self.screen.notice
        stale = notice is not None and notice.tone is Tone.DONE
        self._show(replace(self.screen, notice=None if stale else notice, hushed=False))
        self.load()

    def load(self) -> None:
        """Read both lists again."""
        self.look()
        self.look_codes()

    def again(self) -> None:
        """A person wants to know: USPS is asked too, where it was not asked of late."""
        self.load()
        self._deeds.ask_usps()

    def look(self) -> None:
        """Read the outbox alone."""
        self._looking.ask(self._deeds.look, self._looked, self._failed)

    def look_codes(self) -> None:
        """Read the codes alone. Nobody is asked."""
        self._watching.ask(self._deeds.codes, self._watched, self._failed)

    def _looked(self, outbox: Outbox) -> None:
        self._show(self._with(outbox))

    def _with(self, outbox: Outbox) -> OutboxScreen:
        """The person stays on the mail that they stood on, or begins at the first."""
        screen = replace(self.screen, outbox=outbox)
        there = [row.record.id for row in screen.rows]
        current = screen.current if screen.current in there else next(iter(there), 0)
        return replace(screen, current=current)

    def _watched(self, codes: tuple[UnusedCode, ...]) -> None:
        screen = replace(self.screen, codes=codes)
        there = [code.entry.id for code in screen.code_rows]
        current = screen.current_code if screen.current_code in there else next(iter(there), "")
        self._show(replace(screen, current_code=current))

    def stand(self, *, online: bool, trouble: Fault | None) -> None:
        """Whether the network is there, and what else keeps every mail from leaving."""
        said = notice_of(trouble, Deed.LOOK) if trouble is not None else None
        if (online, said) != (self.screen.online, self.screen.trouble):
            self._show(replace(self.screen, online=online, trouble=said, hushed=False))

    def turn(self, part: Part) -> None:
        if part is not self.screen.part:
            self._show(replace(self.screen, part=part))

    def point(self, mail_id: int) -> None:
        """The mail that the person stands on."""
        if mail_id != self.screen.current:
            self._show(replace(self.screen, current=mail_id))

    def point_code(self, label_id: str) -> None:
        """The code that the person stands on."""
        if label_id != self.screen.current_code:
            self._show(replace(self.screen, current_code=label_id))

    # ------------------------------------------------------------ mails

    def do(self, mail_id: int, deed: MailDeed) -> None:
        """What a person decided about a mail, if the mail still allows it."""
        card = self.screen.card
        if card is None or card.mail_id != mail_id or card.busy or deed not in card.deeds:
            return
        if deed in CHANGING:
            self._settle(mail_id, deed)
        elif deed is MailDeed.OWN_PROGRAM:
            self._hand_over(mail_id)
        elif deed is MailDeed.CORRECT:
            record = self._record(mail_id)
            self._deeds.open_mail(record.label_id, record.kind)
        else:
            self._deeds.open_label(self._record(mail_id).label_id)

    def _record(self, mail_id: int) -> MailRecord:
        return next(row.record for row in self.screen.rows if row.record.id == mail_id)

    def _settle(self, mail_id: int, deed: MailDeed) -> None:
        self._begin(mail_id)
        self._desk(
            lambda: self._deeds.settle(mail_id, deed),
            lambda outbox: self._settled(mail_id, deed, outbox),
            lambda fault: self._not_done(mail_id, fault),
            name="Noting a mail",
        )

    def _hand_over(self, mail_id: int) -> None:
        self._begin(mail_id)
        self._errands(
            lambda: self._deeds.own_program(mail_id),
            lambda said: self._handed_over(mail_id, said),
            lambda fault: self._not_done(mail_id, fault),
            name="Opening your mail program",
        )

    def _begin(self, mail_id: int) -> None:
        self._looking.drop()
        self._show(replace(self.screen, busy=self.screen.busy | {mail_id}, notice=None))

    def _settled(self, mail_id: int, deed: MailDeed, outbox: Outbox) -> None:
        self.screen = replace(self.screen, busy=self.screen.busy - {mail_id})
        self._show(replace(self._with(outbox), notice=_settled_notice(mail_id, deed, outbox)))
        self._announce()

    def _handed_over(self, mail_id: int, said: str) -> None:
        self._show(replace(self.screen, busy=self.screen.busy - {mail_id}, notice=done(said)))
        self._announce()
        self.look()

    def _not_done(self, mail_id: int, fault: Fault) -> None:
        busy = self.screen.busy - {mail_id}
        self._show(replace(self.screen, busy=busy, notice=notice_of(fault, Deed.LOOK)))
        self.look()

    # ------------------------------------------------------------ codes

    def do_code(self, label_id: str, deed: CodeDeed) -> None:
        """What a person decided about a code. Voiding and buying are asked about where they happen."""
        card = self.screen.code
        if card is None or card.label_id != label_id or card.busy or deed not in card.deeds:
            return
        if deed is CodeDeed.OPEN_LABEL:
            self._deeds.open_label(label_id)
        elif deed is CodeDeed.VOID:
            self._deeds.open_void(label_id)
        elif deed is CodeDeed.MAIL:
            self._deeds.open_mail(label_id, LetterKind.QR)
        else:
            self._renew(label_id, deed)

    def _renew(self, label_id: str, deed: CodeDeed) -> None:
        again = deed is CodeDeed.MAIL_AGAIN
        work = self._deeds.mail_again if again else self._deeds.new_code
        self._show(replace(self.screen, busy_codes=self.screen.busy_codes | {label_id}, notice=None))
        self._errands(
            lambda: work(label_id),
            lambda said: self._renewed(label_id, said) if again else self._drafted(label_id, said),
            lambda fault: self._not_renewed(label_id, fault),
            name="Writing the mail" if again else "Preparing a new code",
        )

    def _renewed(self, label_id: str, said: str) -> None:
        self._code_done(label_id, done(said))
        self._announce()
        self.load()

    def _drafted(self, label_id: str, draft_id: str) -> None:
        self._code_done(label_id, None)
        self._deeds.open_draft(draft_id)

    def _not_renewed(self, label_id: str, fault: Fault) -> None:
        self._code_done(label_id, notice_of(fault, Deed.LOOK))

    def _code_done(self, label_id: str, notice: Notice | None) -> None:
        self._show(replace(self.screen, busy_codes=self.screen.busy_codes - {label_id}, notice=notice))

    # ------------------------------------------------------------ the banner and the end

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        hushed = self.screen.hushed or self.screen.notice is None
        self._show(replace(self.screen, notice=None, hushed=hushed))
        if action == Action.RETRY:
            self._announce()
            self.load()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        self._looking.drop()
        self._watching.drop()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, notice=notice_of(fault, Deed.LOOK)))


_DONE = {
    MailDeed.CANCEL: (MailState.CANCELLED, "It is called off and not sent."),
    MailDeed.PUT_ASIDE: (MailState.CANCELLED, "It is put aside and not sent."),
    MailDeed.ARRIVED: (MailState.SENT, "Noted as sent."),
}


def _settled_notice(mail_id: int, deed: MailDeed, outbox: Outbox) -> Notice | None:
    """What came of it. What was just leaving cannot be called off; what is to leave says so itself."""
    if deed not in _DONE:
        return None
    wanted, said = _DONE[deed]
    state = next((row.record.state for row in outbox.rows if row.record.id == mail_id), wanted)
    if state is wanted:
        return done(said)
    return Notice(Tone.WAITING, "It was changed meanwhile. Look at what it says now.")
