"""The steps of the tour about mail: an outbox in which something has gone wrong, and a code that nobody used.

Practice sends to nobody, so what a mail server would have said is written down as if it had.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QTabWidget

from postwright.app.tour import parcels
from postwright.app.tour.person import StepFailed
from postwright.app.tour.stage import Tour, buy_parcel, compose, next_parcel
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_record import MailEvent, MailRecord, MailState
from postwright.operations.post_mail import put_in_outbox
from postwright.operations.watch_codes import watch_codes
from postwright.ui.change import Change

_NO_BOX = "550 5.1.1 <fay@exmaple.com>: Recipient address rejected: User unknown"
# From the day on which a code is listed until the one on which it ends.
_NEARLY_ENDED = 6


def mail(tour: Tour) -> str:
    """Sell a QR code, and see its mails in the outbox: sent, planned, refused, in doubt."""
    next_parcel(tour)
    compose(tour, parcels.UNUSED)
    tour.person.press("QR code")
    buy_parcel(tour)
    tour.person.wait("it is bought", lambda: tour.ship.label)
    label_id = tour.newest().id
    refused = _put(tour, label_id, "fay@exmaple.com")
    _end(tour, refused, MailEvent.REFUSED, _NO_BOX)
    _end(tour, _put(tour, label_id, "fay.office@example.com"), MailEvent.DOUBTED, "")
    _put(tour, label_id, "fay@example.com")
    _put(tour, label_id, "fay@example.com", LetterKind.TRACKING, days=1)
    _announce(tour)
    tour.go("mail")
    states = {MailState.SENT, MailState.WAITING, MailState.REFUSED, MailState.IN_DOUBT}
    mails = tour.shop.mails
    tour.person.wait("all are listed", lambda: {one.state for one in mails.outbox()} == states)
    tour.person.picture("mail")
    tour.go("attention")
    tour.person.picture("attention-mail")
    return f"{len(mails.outbox())} mails in the outbox, {len(mails.doubtful())} of them in Attention."


def _put(
    tour: Tour, label_id: str, to: str, kind: LetterKind = LetterKind.QR, *, days: int = 0
) -> MailRecord:
    shop = tour.shop
    when = shop.now() + timedelta(days=days) if days else None
    return put_in_outbox(shop.post(), label_id, kind, to, Language.ENGLISH, not_before=when)


def _end(tour: Tour, record: MailRecord, event: MailEvent, said: str) -> None:
    tour.shop.mails.take(record.id)
    tour.shop.mails.ended(record.id, event, said)


def _announce(tour: Tour) -> None:
    if tour.program.session is not None:
        tour.program.session.announce(Change(mails=True))


def unused_code(tour: Tour) -> str:
    """Let days go by: the code that nobody used is listed, with the day on which it ends."""
    practice = tour.shop.practice
    if practice is None:
        raise StepFailed("this is no practice shop")
    practice.clock.advance(timedelta(days=_NEARLY_ENDED))
    tour.person.wait("the code is listed", lambda: watch_codes(tour.shop.lookout()))
    _announce(tour)
    tour.go("mail")
    (tabs,) = (one for one in tour.window.findChildren(QTabWidget) if one.isVisible())
    tabs.setCurrentIndex(1)
    tour.person.wait("it stands in the list", lambda: tour.person.sees_text("ago and not used"))
    tour.person.wait("the work is done", lambda: not tour.program.lanes.working())
    tour.person.picture("unused-codes")
    codes = watch_codes(tour.shop.lookout())
    return f"{len(codes)} QR codes that nobody used; the newest {codes[-1].state_words}."


STEPS = (mail, unused_code)
