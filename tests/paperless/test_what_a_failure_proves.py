"""Until the dot that ends a mail was begun it has not been sent; after that only the server's answer tells.

The table of decisions/0029, row by row, against a server that says just that.
"""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from postwright.domain.faults import FaultKind as K
from postwright.domain.faults import MailFault
from postwright.domain.preferences import MailSecurity, MailSetup
from postwright.paperless.delivery import send
from tests.fakes.smtp_script import Reply, SmtpScript, Wire, scripted
from tests.paperless.test_delivery import QUICK, a_mail

pytestmark = pytest.mark.row("M2")
BEFORE_A_MAIL = ("220", "EHLO")
ABOUT_A_MAIL = ("MAIL", "RCPT", "DATA")
END = "."
TEMPORARY, FOR_GOOD = b"451 4.3.0 Not now\r\n", b"554 5.7.1 Never\r\n"
TOO_LARGE = b"552 5.3.4 Too large\r\n"
CLOSING, WANTS_LOGIN = b"421 4.3.2 Closing\r\n", b"530 5.7.0 Log in first\r\n"
NONSENSE: dict[str, Reply] = {
    "no number": b"what? who is there\r\n", "an odd number": b"999 good day\r\n", "a bare line": b"\r\n",
    "a line without end": b"2" * 20_000, "binary": bytes(range(1, 256)) * 9 + b"\n",
}  # fmt: skip


def half(wire: Wire) -> None:
    """An answer that is cut off before its line ends may have been another one."""
    wire.say(b"250")
    wire.close()


BREAKS: dict[str, Reply] = {
    "says half a line": half,
    "hangs up": Wire.close, "resets": Wire.reset, "says nothing": Wire.silence, "drips": Wire.drip,
    "floods": Wire.flood,
}  # fmt: skip


def outcome(step: str, reply: Reply) -> tuple[K | None, SmtpScript]:
    """What sending a mail came to, at a server that answers one step like that."""
    script = SmtpScript({step: reply} | ({"HELO": reply} if step == "EHLO" else {}))
    with scripted(script) as setup:
        try:
            send(a_mail(), setup, patience=QUICK)
        except MailFault as fault:
            return fault.kind, script
    return None, script


@pytest.mark.parametrize(
    ("step", "reply", "kind"),
    [
        *((step, TEMPORARY, K.MAIL_BUSY) for step in ("220", "MAIL")),
        *((step, TEMPORARY, K.MAIL_PUT_OFF) for step in ("RCPT", "DATA", END)),
        *((step, FOR_GOOD, K.MAIL_UNREACHABLE) for step in BEFORE_A_MAIL),
        ("MAIL", FOR_GOOD, K.MAIL_SENDER),
        ("MAIL", TOO_LARGE, K.MAIL_REFUSED),
        *((step, FOR_GOOD, K.MAIL_REFUSED) for step in (*ABOUT_A_MAIL[1:], END)),
        *((step, CLOSING, K.MAIL_BUSY) for step in ("220", *ABOUT_A_MAIL, END)),
        *((step, WANTS_LOGIN, K.MAIL_LOGIN) for step in (*ABOUT_A_MAIL, END)),
    ],
)  # fmt: skip
def test_a_no_is_a_no(step: str, reply: bytes, kind: K) -> None:
    assert outcome(step, reply)[0] is kind


@pytest.mark.parametrize("how", [*NONSENSE, *BREAKS])
@pytest.mark.parametrize("step", [*BEFORE_A_MAIL, *ABOUT_A_MAIL])
def test_whatever_breaks_before_the_end_of_a_mail_it_was_not_sent(step: str, how: str) -> None:
    kind, script = outcome(step, (NONSENSE | BREAKS)[how])
    assert kind is K.MAIL_UNREACHABLE
    assert script.mails == []


@pytest.mark.parametrize("how", [*NONSENSE, *BREAKS])
def test_whatever_breaks_after_the_end_of_a_mail_nobody_knows(how: str) -> None:
    kind, script = outcome(END, (NONSENSE | BREAKS)[how])
    assert kind is K.MAIL_IN_DOUBT
    assert len(script.mails) == 1


@pytest.mark.parametrize("reply", [b"250 ok\r\n", b"250-well\r\n250 ok\r\n", b"251 forwarded\r\n"])
def test_a_yes_to_the_end_of_a_mail_is_a_yes(reply: bytes) -> None:
    assert outcome(END, reply)[0] is None


def test_a_server_of_the_old_kind_is_spoken_to_as_such() -> None:
    script = SmtpScript({"EHLO": b"502 What is that\r\n"})
    with scripted(script) as setup:
        send(a_mail(), setup, patience=QUICK)
    assert len(script.mails) == 1


@pytest.mark.parametrize("how", ["hangs up", "resets"])
def test_a_mail_that_was_cut_off_in_the_middle_was_not_sent(how: str) -> None:
    """The server must forget a mail whose end never came (RFC 5321 4.1.1.10)."""
    mail = a_mail()
    mail.add_attachment(b"x" * 4_000_000, "application", "pdf")

    def cut(wire: Wire) -> None:
        wire.say(b"354 go on\r\n")
        wire.line()
        ending: Callable[[Wire], None] = Wire.close if how == "hangs up" else Wire.reset
        ending(wire)

    with scripted(SmtpScript({"DATA": cut})) as setup, pytest.raises(MailFault) as caught:
        send(mail, setup, patience=QUICK)
    assert caught.value.kind is K.MAIL_UNREACHABLE


def test_a_server_that_stops_reading_is_left_in_time() -> None:
    mail = a_mail()
    mail.add_attachment(b"x" * 20_000_000, "application", "pdf")

    def full(wire: Wire) -> None:
        wire.say(b"354 go on\r\n")
        wire.silence()

    with scripted(SmtpScript({"DATA": full})) as setup, pytest.raises(MailFault) as caught:
        send(mail, setup, patience=QUICK)
    assert caught.value.kind is K.MAIL_UNREACHABLE


@pytest.mark.parametrize("step", ["MAIL", "DATA"])
def test_an_answer_before_its_question_is_not_taken_for_the_servers_word(step: str) -> None:
    """A yes that came too early would be read as the answer to the end of the mail."""
    early = {"MAIL": b"250 ok\r\n250 ok\r\n", "DATA": b"354 go on\r\n250 taken\r\n"}
    kind, script = outcome(step, early[step])
    assert kind is K.MAIL_UNREACHABLE
    assert script.mails == []


@pytest.mark.parametrize("step", ["220", "RCPT", END])
def test_a_servers_words_are_shown_on_one_line_without_what_cannot_be_seen(step: str) -> None:
    words = b"550-5.1.1 No such\x1b[31m user\x00\x07\r\n550-\xe2\x80\xaehere\r\n550 " + b"x" * 2000 + b"\r\n"
    with scripted(SmtpScript({step: words})) as setup, pytest.raises(MailFault) as caught:
        send(a_mail(), setup, patience=QUICK)
    detail = caught.value.detail
    assert "5.1.1 No such [31m user here xxx" in detail
    assert detail.isprintable()
    assert len(detail) < 320
    assert detail.endswith("…")


def test_a_server_that_is_off_is_told_as_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    setup = MailSetup("Shop", "shop@example.com", host="127.0.0.1", port=port, security=MailSecurity.NONE)
    with pytest.raises(MailFault) as caught:
        send(a_mail(), setup)
    assert (caught.value.kind, caught.value.detail) == (K.MAIL_UNREACHABLE, "Connection refused")
