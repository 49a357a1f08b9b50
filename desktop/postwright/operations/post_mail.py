"""Put mails into the outbox, and hand what is due to the mail server, each at most once. Repeats no doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType

from postwright.domain import mail_record
from postwright.domain.faults import FaultKind, MailFault, PaperFault
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_record import MailEvent, MailRecord
from postwright.domain.mail_words import told
from postwright.domain.preferences import MailSetup
from postwright.operations.mail_qr import Post, message, wish_for
from postwright.operations.mail_results import MailWish
from postwright.paperless.delivery import SEVEN_BITS, MailServer, only_address, open_server
from postwright.store.mails import Mails
from postwright.store.sqlite_faults import Conflict

# What these say is of the server, the login or our own address: the other mails would hear the same.
_OF_SERVER = frozenset({FaultKind.MAIL_BUSY, FaultKind.MAIL_LOGIN, FaultKind.MAIL_SENDER})
_EVENTS = {
    FaultKind.MAIL_IN_DOUBT: MailEvent.DOUBTED,
    FaultKind.MAIL_REFUSED: MailEvent.REFUSED,
    FaultKind.MAIL_ADDRESS: MailEvent.REFUSED,
}
# A connection that breaks before the end of a mail may be the mail's fault, as filters on the way have it; so
# many in a row are the server's.
_BREAKS = 2


@dataclass(frozen=True, slots=True)
class Postman:
    """What carrying needs. `practice` sends to nobody; `password` comes from the keyring; `stopped` says that
    the program ends, so that no further mail is begun.
    """

    mails: Mails
    setup: MailSetup
    practice: bool
    now: Callable[[], datetime]
    password: str | None = field(default=None, repr=False)
    stopped: Callable[[], bool] = lambda: False


def put_in_outbox(
    post: Post,
    label_id: str,
    kind: LetterKind,
    recipient: str,
    language: Language,
    *,
    not_before: datetime | None = None,
) -> MailRecord:
    """Write the mail to this address, or to whoever is proposed, and keep it. Raises what `put_wish` does."""
    return put_wish(post, wish_for(post, label_id, kind, recipient, language), not_before=not_before)


def put_wish(post: Post, wish: MailWish, *, not_before: datetime | None = None) -> MailRecord:
    """Write the mail and keep it, to leave now or not before that moment, byte for byte as it is now.

    Raises what writing it raises, and MailFault(MAIL_NOT_SET_UP) where it has no sender.
    """
    mail = message(post, wish, at=not_before)
    if "From" not in mail and not post.practice:
        raise MailFault(FaultKind.MAIL_NOT_SET_UP)
    to, content = only_address(mail, "To"), mail.as_bytes(policy=SEVEN_BITS)
    names = {"subject": str(mail["Subject"]), "message_id": str(mail["Message-ID"])}
    return post.mails.put(wish.label_id, wish.kind, to, content=content, not_before=not_before, **names)


def deliver_due(postman: Postman) -> tuple[MailRecord, ...]:
    """Hand over what is due, each mail once; the mails that were moved, as they stand now. Where the server
    itself cannot be used it stops at once, and all that is due waits for the same time.

    Raises MailFault(MAIL_NOT_SET_UP) where something is due and no server is set up, and Environment.
    """
    mails = postman.mails
    mails.interrupted_at_start()
    mails.forget()
    called_off = mails.call_off_void()
    if not mails.due(postman.now()):
        return called_off
    if not (postman.practice or postman.setup.can_send):
        raise MailFault(FaultKind.MAIL_NOT_SET_UP)
    with _Round(postman) as carrying:
        return (*called_off, *carrying.run())


class _Round:
    """One walk to the mail server, over one connection as long as it holds."""

    def __init__(self, postman: Postman) -> None:
        self._postman = postman
        self._mails = postman.mails
        self._server: MailServer | None = None
        self._breaks = 0
        self._trouble: MailFault | None = None
        self._hurried = False

    def __enter__(self) -> _Round:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None and kind is None:
            self._server.close()
        elif self._server is not None:
            self._server.drop()

    def run(self) -> tuple[MailRecord, ...]:
        moved: dict[int, MailRecord] = {}
        while not self._postman.stopped():
            record = next((one for one in self._mails.due(self._postman.now()) if one.id not in moved), None)
            if record is None:
                break
            if self._is_usable():
                moved[record.id] = self._carry(record)
            if self._trouble is not None:
                moved |= {one.id: one for one in self._mails.hold_due(told(self._trouble))}
                break
        return tuple(moved.values())

    def _is_usable(self) -> bool:
        """Whether a mail can be handed over now; else `_trouble` says what is the matter with the server."""
        if self._postman.practice or (self._server is not None and self._server.is_ready()):
            return True
        try:
            self._server = open_server(self._postman.setup, self._postman.password)
        except MailFault as fault:
            self._trouble = fault
        return self._trouble is None

    def _carry(self, record: MailRecord) -> MailRecord:
        """Hand it over and write down what is known. Another program may be at it too, or a person."""
        try:
            if self._server is None:
                self._mails.take(record.id)
                return self._mails.ended(record.id, MailEvent.TAKEN, mail_record.PRACTICE)
            return self._hand_over(self._server, record.id)
        except (PaperFault, Conflict):  # voided, called off, or taken elsewhere meanwhile
            return self._mails.get(record.id)

    def _hand_over(self, server: MailServer, mail_id: int) -> MailRecord:
        """It is taken just before the dot that ends it, so that whatever breaks before it is no doubt."""
        taken: list[bytes] = []
        try:
            said = server.hand_over(
                self._mails.content(mail_id), lambda: taken.append(self._mails.take(mail_id))
            )
        except MailFault as fault:
            return self._ended(mail_id, fault, taken=bool(taken))
        except BaseException:
            if taken:
                self._mails.ended(mail_id, MailEvent.DOUBTED, mail_record.CUT_OFF)
            raise
        self._breaks = 0
        sent = self._mails.ended(mail_id, MailEvent.TAKEN, said)
        if not self._hurried:  # the server can be used again: what only waited for it goes now
            self._hurried = True
            self._mails.hurry_all()
        return sent

    def _ended(self, mail_id: int, fault: MailFault, *, taken: bool) -> MailRecord:
        broke = fault.kind is FaultKind.MAIL_UNREACHABLE
        self._breaks = self._breaks + 1 if broke else 0
        if fault.kind in _OF_SERVER or self._breaks >= _BREAKS:
            self._trouble = fault
            if not taken:  # it waits with the others
                return self._mails.get(mail_id)
        event = _EVENTS.get(fault.kind, MailEvent.PUT_OFF)
        detail = told(fault) if event is MailEvent.PUT_OFF else fault.detail
        return self._mails.ended(mail_id, event, detail, of_server=self._trouble is not None)
