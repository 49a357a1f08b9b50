"""A mail waits on the disk until the mail server takes it, leaves once, and what may have left is shown."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from postwright.domain import mail_record
from postwright.domain.faults import Environment, FaultKind, MailFault
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_record import MailRecord, MailState
from postwright.domain.preferences import MailSecurity, MailSetup
from postwright.operations.post_mail import Postman, deliver_due, put_in_outbox
from postwright.operations.void_label import void_label
from postwright.store.value_json import stamp
from tests.fakes.smtp_script import Reply, SmtpScript, Wire, scripted
from tests.operations.shops import MAILS, Shop, Window
from tests.paperless.certificates import authority

ANN, BOB, CAT = "ann@example.com", "bob@example.com", "cat@example.com"
SENDER = replace(MAILS, sender="shop@juniper.example")
GREYLISTED = b"450 4.2.0 Greylisted, come back later\r\n"


@dataclass
class Office:
    """A label of a shop, the mails about it, and a mail server on this computer."""

    shop: Shop
    label_id: str

    def put(self, recipient: str = ANN, not_before: datetime | None = None) -> MailRecord:
        return put_in_outbox(
            self.shop.post(SENDER), self.label_id, LetterKind.QR, recipient, Language.ENGLISH,
            not_before=not_before,
        )  # fmt: skip

    def postman(self, setup: MailSetup) -> Postman:
        return Postman(self.shop.mails, setup, False, self.shop.now)

    def deliver(self, script: SmtpScript) -> tuple[MailRecord, ...]:
        """Hand over what is due, to a server that answers like that."""
        with scripted(script) as setup:
            return deliver_due(self.postman(setup))

    @property
    def states(self) -> list[MailState]:
        return [one.state for one in self.shop.mails.of_label(self.label_id)]


@pytest.fixture
def office(shop: Shop) -> Office:
    return Office(shop, shop.bought_paperless().id)


def told(deed: Callable[[], object]) -> FaultKind:
    with pytest.raises(MailFault) as caught:
        deed()
    return caught.value.kind


# ---------------------------------------------------------------- it leaves once


def test_a_mail_is_sent_once_as_it_was_kept_and_counted(office: Office) -> None:
    waiting = office.put()
    assert (waiting.state, waiting.recipient) == (MailState.WAITING, ANN)
    script = SmtpScript()
    (sent,) = office.deliver(script)
    assert office.deliver(script) == ()
    assert (sent.state, sent.attempts, sent.detail) == (MailState.SENT, 1, "ok")
    assert script.mails == [office.shop.mails.content(waiting.id)]
    assert message_from_bytes(script.mails[0], policy=default)["Message-ID"] == waiting.message_id
    assert office.shop.labels.get(office.label_id).mailed == 1


def test_several_mails_leave_over_one_connection(office: Office) -> None:
    for recipient in (ANN, BOB, CAT):
        office.put(recipient)
    script = SmtpScript()
    assert [one.state for one in office.deliver(script)] == [MailState.SENT] * 3
    assert (len(script.mails), script.connections) == (3, 1)
    assert len({message_from_bytes(mail)["Message-ID"] for mail in script.mails}) == 3


def test_what_was_put_in_offline_leaves_when_there_is_a_network(office: Office) -> None:
    office.put()
    nowhere = replace(SENDER, host="127.0.0.1", port=1, security=MailSecurity.NONE)
    for _ in range(30):
        deliver_due(office.postman(nowhere))
        office.shop.later(hours=8)
    assert office.states == [MailState.WAITING]
    assert office.deliver(SmtpScript())[0].state is MailState.SENT


def test_a_mail_that_is_planned_leaves_when_its_time_has_come(office: Office) -> None:
    planned = office.put(not_before=office.shop.now().replace(hour=20))
    script = SmtpScript()
    assert office.deliver(script) == ()
    assert planned.is_planned
    office.shop.later(hours=8)
    assert [one.state for one in office.deliver(script)] == [MailState.SENT]


def test_a_mail_that_is_planned_is_dated_by_the_moment_that_it_leaves(office: Office) -> None:
    """Programs sort by that date, and filters doubt a mail that seems to be days old."""
    later = office.shop.now() + timedelta(days=4)
    planned = office.put(not_before=later)
    heads = message_from_bytes(office.shop.mails.content(planned.id), policy=default)
    assert heads["Date"].datetime == later


def test_two_programs_send_each_mail_once(office: Office) -> None:
    """The second one comes while the first is in the middle of a mail."""
    office.put()
    office.put(BOB)
    other = Window(office.shop.folder / "shop.db", office.shop.now)
    both: list[MailRecord] = []
    script = SmtpScript()
    with scripted(SmtpScript()) as theirs, scripted(script) as ours:

        def meanwhile(wire: Wire) -> None:
            del script.replies["."]
            both.extend(deliver_due(Postman(other.mails, theirs, False, office.shop.now)))
            wire.say(b"250 ok\r\n")

        script.replies["."] = meanwhile
        both.extend(deliver_due(office.postman(ours)))
    assert sorted((one.recipient, one.state) for one in both) == [
        (ANN, MailState.SENT), (BOB, MailState.SENT),
    ]  # fmt: skip
    assert len(script.mails) == 1
    other.database.close()


def meanwhile(script: SmtpScript, deed: Callable[[], object]) -> None:
    """Something else happens when the server has the head of a mail, and not its end."""

    def answer(wire: Wire) -> None:
        script.replies["DATA"] = b"354 go on\r\n"
        deed()
        wire.say(b"354 go on\r\n")

    script.replies["DATA"] = answer


def test_a_mail_that_another_program_sends_meanwhile_is_not_sent_here(office: Office) -> None:
    office.put()
    other = Window(office.shop.folder / "shop.db", office.shop.now)
    theirs, ours = SmtpScript(), SmtpScript()
    with scripted(theirs) as their_setup, scripted(ours) as our_setup:
        they = Postman(other.mails, their_setup, False, office.shop.now)
        meanwhile(ours, lambda: deliver_due(they))
        (sent,) = deliver_due(office.postman(our_setup))
    assert (sent.state, sent.attempts) == (MailState.SENT, 1)
    assert (len(theirs.mails), len(ours.mails)) == (1, 0)
    other.database.close()


def test_a_mail_that_is_called_off_in_the_last_moment_is_not_sent(office: Office) -> None:
    record = office.put()
    script = SmtpScript()
    meanwhile(script, lambda: office.shop.mails.cancel(record.id))
    (called_off,) = office.deliver(script)
    assert (called_off.state, script.mails) == (MailState.CANCELLED, [])


def test_a_label_that_is_voided_in_the_last_moment_is_mailed_to_nobody(office: Office) -> None:
    office.put()
    script = SmtpScript()
    shop = office.shop
    meanwhile(script, lambda: void_label(shop.till(), office.label_id, now=shop.now()))
    (called_off,) = office.deliver(script)
    assert (called_off.detail, script.mails) == (mail_record.LABEL_VOIDED, [])


def test_in_practice_nobody_is_spoken_to(office: Office) -> None:
    office.put()
    script = SmtpScript()
    with scripted(script) as setup:
        (kept,) = deliver_due(replace(office.postman(setup), practice=True))
    assert script.connections == 0
    assert (kept.state, kept.detail) == (MailState.SENT, mail_record.PRACTICE)


def test_a_program_that_ends_begins_no_further_mail(office: Office) -> None:
    office.put()
    office.put(BOB)
    script = SmtpScript()
    with scripted(script) as setup:
        ending = replace(office.postman(setup), stopped=lambda: bool(script.mails))
        assert [one.recipient for one in deliver_due(ending)] == [ANN]
    assert office.states == [MailState.SENT, MailState.WAITING]


# ---------------------------------------------------------------- it did not leave


def test_a_mail_about_a_label_that_was_voided_meanwhile_is_called_off(office: Office) -> None:
    office.put()
    void_label(office.shop.till(), office.label_id, now=office.shop.now())
    script = SmtpScript()
    (called_off,) = office.deliver(script)
    assert script.mails == []
    assert (called_off.state, called_off.detail) == (MailState.CANCELLED, mail_record.LABEL_VOIDED)


def test_a_refused_mail_is_not_tried_again_and_holds_up_no_other(office: Office) -> None:
    office.put()
    office.put(BOB)
    refused, sent = office.deliver(SmtpScript({"RCPT": once(b"550 5.1.1 No such user\r\n")}))
    assert (refused.state, refused.detail) == (MailState.REFUSED, "550 5.1.1 No such user")
    assert sent.state is MailState.SENT
    office.shop.later(days=9)
    assert office.deliver(SmtpScript()) == ()


def test_a_server_that_refuses_our_own_address_holds_all_mails_and_refuses_none(office: Office) -> None:
    office.put()
    office.put(BOB)
    held = office.deliver(SmtpScript({"MAIL": b"553 5.7.1 Sender address rejected\r\n"}))
    assert [one.state for one in held] == [MailState.WAITING, MailState.WAITING]
    assert "553 5.7.1 Sender address rejected" in held[0].detail
    office.shop.later(hours=2)
    sent = office.deliver(SmtpScript())
    assert [one.state for one in sent] == [MailState.SENT, MailState.SENT]


def once(reply: bytes) -> Reply:
    """That answer the first time, then a yes."""
    said: list[bytes] = []

    def answer(wire: Wire) -> None:
        wire.say(b"250 ok\r\n" if said else reply)
        said.append(reply)

    return answer


def test_a_greylisted_mail_holds_up_no_other_and_leaves_later(office: Office) -> None:
    office.put()
    office.put(BOB)
    later, sent = office.deliver(SmtpScript({"RCPT": once(GREYLISTED)}))
    assert (later.recipient, later.state) == (ANN, MailState.WAITING)
    assert later.detail.endswith("450 4.2.0 Greylisted, come back later")
    assert (sent.recipient, sent.state) == (BOB, MailState.SENT)
    assert office.deliver(SmtpScript()) == ()
    office.shop.later(minutes=1)
    (again,) = office.deliver(SmtpScript())
    assert (again.recipient, again.state, again.attempts) == (ANN, MailState.SENT, 2)


def test_a_mail_that_is_put_off_for_three_days_is_given_up(office: Office) -> None:
    office.put()
    for _ in range(40):
        office.deliver(SmtpScript({"RCPT": GREYLISTED}))
        office.shop.later(hours=2)
    (given_up,) = office.shop.mails.doubtful()
    assert given_up.state is MailState.GIVEN_UP
    assert 10 < given_up.attempts < 20


def test_a_mail_without_a_sender_is_not_put_in(office: Office) -> None:
    assert told(lambda: put_in_outbox(
        office.shop.post(), office.label_id, LetterKind.QR, ANN, Language.ENGLISH,
    )) is FaultKind.MAIL_NOT_SET_UP  # fmt: skip
    assert office.states == []


def test_in_practice_a_mail_needs_no_sender(office: Office) -> None:
    post = office.shop.post(practice=True)
    put_in_outbox(post, office.label_id, LetterKind.QR, ANN, Language.ENGLISH)
    assert office.states == [MailState.WAITING]


def test_a_kept_mail_that_names_nobody_is_refused(office: Office) -> None:
    content = b"From: shop@example.com\r\nTo: a@example.com, b@example.com\r\n\r\nHello.\r\n"
    office.shop.mails.put(office.label_id, LetterKind.QR, ANN, "Hello", content, "<1@example.com>")
    (refused,) = office.deliver(SmtpScript())
    assert refused.state is MailState.REFUSED


# ---------------------------------------------------------------- the server itself


def test_without_a_server_everything_waits_and_it_is_said_once(office: Office) -> None:
    waiting = office.put()
    assert told(lambda: deliver_due(office.postman(MailSetup()))) is FaultKind.MAIL_NOT_SET_UP
    assert office.shop.mails.get(waiting.id) == waiting


def test_an_empty_outbox_asks_nobody(office: Office) -> None:
    assert deliver_due(office.postman(MailSetup())) == ()
    script = SmtpScript()
    assert office.deliver(script) == ()
    assert script.connections == 0


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        ({"220": b"421 4.3.2 Too busy\r\n"}, "The mail server takes no mails just now: 4.3.2 Too busy"),
        ({"220": b"554 Go away\r\n"}, "The mail server cannot be reached: Go away"),
        ({"MAIL": b"530 Log in first\r\n"},
         "The mail server did not accept the user name or the password: 530 Log in first"),
        ({"RCPT": b"421 Closing\r\n"}, "The mail server takes no mails just now: 421 Closing"),
        ({".": b"421 Closing\r\n"}, "The mail server takes no mails just now: 421 Closing"),
        ({"MAIL": b"452 Disk full\r\n"}, "The mail server takes no mails just now: 452 Disk full"),
    ],
)  # fmt: skip
def test_a_server_that_cannot_be_used_is_asked_once_and_all_wait_the_same_time(
    office: Office, replies: dict[str, Reply], words: str
) -> None:
    for recipient in (ANN, BOB, CAT):
        office.put(recipient)
    script = SmtpScript(replies)
    waiting = office.deliver(script)
    assert script.connections == 1
    assert len([line for line in script.said if line.startswith("mail")]) <= 1
    assert {(one.state, one.detail, one.next_at) for one in waiting} == {
        (MailState.WAITING, words, waiting[0].next_at)
    }
    assert len(waiting) == 3
    assert office.deliver(script) == ()


def test_a_wrong_password_is_tried_once_for_all_and_brings_no_mail_nearer_to_its_end(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(ours.file))
    office.put()
    office.put(BOB)
    greeting: dict[str, Reply] = {"EHLO": b"250-here\r\n250 AUTH PLAIN LOGIN\r\n"}
    wrong = SmtpScript(greeting | {"AUTH": b"535 5.7.8 No\r\n"})
    with scripted(wrong, ours.server()) as setup:
        for _ in range(12):
            deliver_due(replace(office.postman(replace(setup, user="shop")), password="wrong"))
            office.shop.later(hours=8)
    assert len([line for line in wrong.said if line.startswith("AUTH")]) == 12
    assert office.states == [MailState.WAITING] * 2
    right = SmtpScript(greeting | {"AUTH": b"235 Welcome\r\n"})
    with scripted(right, ours.server()) as setup:
        deliver_due(replace(office.postman(replace(setup, user="shop")), password="right"))
    assert office.states == [MailState.SENT] * 2


def test_a_bad_certificate_lets_all_wait(office: Office, tmp_path: Path) -> None:
    office.put()
    office.put(BOB)
    script = SmtpScript()
    with scripted(script, authority(tmp_path).server()) as setup:
        waiting = deliver_due(office.postman(setup))
    assert script.said == []
    assert [one.state for one in waiting] == [MailState.WAITING] * 2
    assert waiting[0].detail.startswith("The mail server could not prove that it is the one in the settings:")


def test_a_server_that_is_back_gets_what_only_waited_for_it(office: Office) -> None:
    office.put()
    office.deliver(SmtpScript({"220": b"421 Busy\r\n"}))
    office.put(BOB)
    assert [one.recipient for one in office.deliver(SmtpScript())] == [BOB, ANN]
    assert office.states == [MailState.SENT] * 2


def test_a_mail_that_breaks_the_connection_does_not_hold_up_the_others_for_ever(office: Office) -> None:
    """As a filter on the way does with one mail and no other."""
    office.put()
    office.put(BOB)
    script = SmtpScript()

    def filtered(wire: Wire) -> None:
        broke = ANN in script.said[-2]
        wire.close() if broke else wire.say(b"354 go on\r\n")

    script.replies["DATA"] = filtered
    with scripted(script) as setup:
        moved = deliver_due(office.postman(setup))
    assert [(one.recipient, one.state) for one in moved] == [
        (ANN, MailState.WAITING), (BOB, MailState.SENT),
    ]  # fmt: skip
    assert script.connections == 2


def test_a_server_that_breaks_one_mail_after_the_other_is_left_alone(office: Office) -> None:
    for recipient in (ANN, BOB, CAT):
        office.put(recipient)
    script = SmtpScript({"DATA": Wire.close})
    waiting = office.deliver(script)
    assert script.connections == 2
    assert [one.state for one in waiting] == [MailState.WAITING] * 3
    assert office.deliver(script) == ()


def test_where_nothing_can_be_written_nothing_leaves(office: Office) -> None:
    office.put()
    office.shop.database.closed_for = FaultKind.READ_ONLY
    script = SmtpScript()
    with scripted(script) as setup, pytest.raises(Environment) as caught:
        deliver_due(office.postman(setup))
    assert caught.value.kind is FaultKind.READ_ONLY
    assert script.mails == []


# ---------------------------------------------------------------- nobody knows


def test_a_mail_that_may_have_left_is_shown_and_never_repeated_by_itself(office: Office) -> None:
    office.put()
    office.put(BOB)
    script = SmtpScript({".": Wire.close})
    with scripted(script) as setup:
        doubt, other = deliver_due(office.postman(setup))
    assert doubt.state is other.state is MailState.IN_DOUBT
    assert len(script.mails) == 2
    office.shop.later(days=9)
    assert office.deliver(SmtpScript()) == ()
    assert [one.id for one in office.shop.mails.doubtful()] == [doubt.id, other.id]
    assert office.shop.labels.get(office.label_id).mailed == 0


def test_a_doubt_that_a_person_has_sent_again_is_the_same_mail(office: Office) -> None:
    office.put()
    script = SmtpScript({".": Wire.close})
    (doubt,) = office.deliver(script)
    office.shop.mails.again(doubt.id)
    del script.replies["."]
    assert [one.state for one in office.deliver(script)] == [MailState.SENT]
    assert script.mails == [script.mails[0]] * 2


def test_another_mail_to_the_same_customer_is_a_mail_of_its_own(office: Office) -> None:
    first = office.put()
    office.deliver(SmtpScript())
    second = office.put()
    assert first.message_id != second.message_id
    assert office.shop.mails.content(first.id) != office.shop.mails.content(second.id)


def test_mails_that_wait_in_a_copy_of_the_shop_are_asked_about(office: Office) -> None:
    office.put()
    office.shop.later(minutes=1)
    at = stamp(office.shop.now())
    with office.shop.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO restoration VALUES (1, ?, ?, '', ?, '')", (at, at, at))
    script = SmtpScript()
    assert office.deliver(script) == ()
    assert script.connections == 0
    assert office.states == [MailState.IN_DOUBT]


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED HERE: signals to one thread")
@pytest.mark.parametrize(("step", "state"), [("RCPT", MailState.WAITING), (".", MailState.IN_DOUBT)])
def test_a_person_who_stops_the_program_leaves_a_doubt_only_after_the_end_of_a_mail(
    office: Office, step: str, state: MailState
) -> None:
    office.put()
    main = threading.main_thread().ident
    assert main is not None

    def stopped(wire: Wire) -> None:
        signal.pthread_kill(main, signal.SIGINT)
        wire.silence()

    with scripted(SmtpScript({step: stopped})) as setup, pytest.raises(KeyboardInterrupt):
        deliver_due(office.postman(setup))
    assert office.states == [state]
