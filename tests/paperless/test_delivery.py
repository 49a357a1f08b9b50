"""A mail reaches the shop's server once and safely, and nothing of it goes where it should not."""

from __future__ import annotations

import base64
import os
import re
import ssl
import stat
import traceback
import warnings
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from postwright.domain.faults import Environment, FaultKind, MailFault
from postwright.domain.preferences import MailSecurity, MailSetup
from postwright.paperless.delivery import open_server, save_eml, send
from postwright.paperless.smtp_line import Patience
from tests.fakes.mail_server import Post, check_password, hang_up, serving
from tests.fakes.smtp_script import Reply, SmtpScript, Wire, scripted
from tests.paperless.certificates import Authority, authority

QUICK = Patience(step=0.3, opening=0.6, talk=0.6, dot=0.6, goodbye=0.3)


def a_mail() -> EmailMessage:
    """A mail with a picture in it, as customers get them."""
    message = EmailMessage()
    message["Subject"] = "Your code"
    message["From"] = "Pat's Mugs <shop@example.com>"
    message["To"] = "Ann Lee <ann@example.org>"
    message["Message-ID"] = "<1@example.com>"
    message.set_content("Your code.")
    message.add_alternative("<p>Your code.</p>", subtype="html")
    html = message.get_body(("html",))
    assert html is not None
    html.add_related(b"\x89PNG a picture", "image", "png", cid="<qr@example.com>")
    return message


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who signs the certificates of mail servers here."""
    return authority(tmp_path_factory.mktemp("tls"))


def locked(context: ssl.SSLContext) -> dict[str, Any]:
    """A server that takes nobody without encryption and the right password."""
    return {"tls_context": context, "require_starttls": True, "authenticator": check_password,
            "auth_required": True, "auth_require_tls": True}  # fmt: skip


@pytest.fixture
def encrypted(ours: Authority) -> dict[str, Any]:
    return locked(ours.server())


@pytest.fixture
def trusted(ours: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts who signs here, as it would a known authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(ours.file))


@pytest.fixture
def message() -> EmailMessage:
    return a_mail()


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def refusal(act: Callable[[], None]) -> MailFault:
    with pytest.raises(MailFault) as caught:
        act()
    return caught.value


# ---------------------------------------------------------------- it arrives


def test_a_mail_arrives_as_it_was_written(message: EmailMessage) -> None:
    post = Post()
    with serving(post) as setup:
        send(message, setup)
    (envelope,) = post.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("shop@example.com", ["ann@example.org"])
    assert isinstance(envelope.content, bytes)
    arrived = message_from_bytes(envelope.content, policy=default)
    assert arrived["Subject"] == message["Subject"]
    assert [one.get_content_type() for one in arrived.walk()] == [
        one.get_content_type() for one in message.walk()
    ]


def test_a_line_that_is_only_a_dot_does_not_end_the_mail(message: EmailMessage) -> None:
    plain = message.get_body(("plain",))
    assert plain is not None
    plain.set_content("one\n.\n..two\n.three", cte="7bit")
    post = Post()
    with serving(post) as setup:
        send(message, setup)
    content = post.taken[0].content
    assert isinstance(content, bytes)
    assert b"one\r\n.\r\n..two\r\n.three\r\n" in content


def test_the_server_does_not_learn_the_name_of_this_computer(message: EmailMessage) -> None:
    post = Post()
    with serving(post) as setup:
        send(message, setup)
    assert post.called_by == "[127.0.0.1]"


@pytest.mark.usefixtures("trusted")
def test_over_starttls_with_a_password_it_arrives(message: EmailMessage, encrypted: dict[str, Any]) -> None:
    post = Post()
    with serving(post, **encrypted) as setup:
        send(message, replace(setup, security=MailSecurity.STARTTLS, user="shop"), "right")
    assert len(post.taken) == 1


@pytest.mark.usefixtures("trusted")
def test_over_tls_from_the_first_byte_it_arrives(message: EmailMessage, ours: Authority) -> None:
    post = Post()
    with serving(post, ssl_context=ours.server()) as setup:
        send(message, replace(setup, security=MailSecurity.TLS))
    assert len(post.taken) == 1


def test_a_long_mail_with_every_kind_of_line_end_arrives_whole(message: EmailMessage) -> None:
    content = message.as_bytes(policy=SMTP_POLICY) + b"one\rtwo\nthree\r\n" + b"x" * 900 + b"\n." * 40_000
    script = SmtpScript()
    with scripted(script) as setup, open_server(setup) as server:
        server.hand_over(content)
    wanted = re.sub(rb"\r\n|\r|\n", b"\r\n", content)
    assert script.mails == [wanted + b"\r\n"]


def test_letters_of_any_alphabet_leave_in_seven_bits(message: EmailMessage) -> None:
    plain = message.get_body(("plain",))
    assert plain is not None
    plain.set_content("Grüße, señora", cte="8bit")
    script = SmtpScript()
    with scripted(script) as setup:
        send(message, setup)
    assert script.mails[0].isascii()
    arrived = message_from_bytes(script.mails[0], _class=EmailMessage, policy=default).get_body(("plain",))
    assert arrived is not None
    assert arrived.get_content().splitlines() == ["Grüße, señora"]


def test_a_server_that_asks_how_long_a_mail_is_is_told_before(message: EmailMessage) -> None:
    script = SmtpScript({"EHLO": b"250-here\r\n250 SIZE 1000000\r\n"})
    with scripted(script) as setup:
        send(message, setup)
    (said,) = (line for line in script.said if line.startswith("mail "))
    assert re.search(r"SIZE=\d+$", said, re.IGNORECASE)


def test_several_mails_leave_over_one_connection(message: EmailMessage) -> None:
    script = SmtpScript({"RCPT": b"550 Nobody\r\n"})
    content = message.as_bytes(policy=SMTP_POLICY)
    with scripted(script) as setup, open_server(setup) as server:
        with pytest.raises(MailFault):
            server.hand_over(content)
        del script.replies["RCPT"]
        for _ in range(2):
            assert server.is_ready()
            server.hand_over(content)
    assert (len(script.mails), script.connections) == (2, 1)
    assert [line for line in script.said if line == "rset"] == ["rset", "rset"]


@pytest.mark.parametrize("answer", [b"421 Closing\r\n", Wire.close, Wire.silence])
def test_a_connection_that_went_stale_is_not_used_for_another_mail(
    message: EmailMessage, answer: Reply
) -> None:
    script = SmtpScript({"rset".upper(): answer})
    with scripted(script) as setup, open_server(setup, patience=QUICK) as server:
        server.hand_over(message.as_bytes(policy=SMTP_POLICY))
        assert not server.is_ready()
        assert not server.is_open
        assert not server.is_ready()


@pytest.mark.parametrize("answer", [b"500 what\r\n", Wire.close, Wire.silence, Wire.drip])
def test_what_a_server_answers_to_a_goodbye_is_nothing_to_the_mail(
    message: EmailMessage, answer: Reply
) -> None:
    script = SmtpScript({"QUIT": answer})
    with scripted(script) as setup:
        send(message, setup, patience=QUICK)
    assert len(script.mails) == 1


# ---------------------------------------------------------------- it was surely not sent


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_sends_nothing(message: EmailMessage, encrypted: dict[str, Any]) -> None:
    post = Post()
    with serving(post, **encrypted) as setup:
        setup = replace(setup, security=MailSecurity.STARTTLS, user="shop")
        for password in ("wrong", None, "", "pässword"):
            fault = refusal(lambda: send(message, setup, password))  # noqa: B023 - called at once
            assert fault.kind is FaultKind.MAIL_LOGIN
            assert "wrong" not in fault.detail
            assert not isinstance(fault.__context__, UnicodeError)
    assert post.taken == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("offered", "user", "password", "sent"),
    [
        ("PLAIN LOGIN", "shop", "right", "\0shop\0right"),
        ("PLAIN", "shop", "schön 🔑", "\0shop\0schön 🔑"),
        ("CRAM-MD5 LOGIN", "shop", "right", "right"),
    ],
)
def test_a_password_is_sent_once_in_a_way_that_the_server_offers(
    message: EmailMessage, ours: Authority, offered: str, user: str, password: str, sent: str
) -> None:
    ways: dict[str, Reply] = {"EHLO": f"250-here\r\n250 AUTH {offered}\r\n".encode()}
    asks = {"PLAIN": b"235 welcome\r\n"}.get(offered.split()[0], b"334 VXNlcm5hbWU6\r\n")
    script = SmtpScript(ways | {"AUTH": asks, _coded(user): b"334 UGFzc3dvcmQ6\r\n",
                                _coded(password): b"235 welcome\r\n"})  # fmt: skip
    with scripted(script, ours.server()) as setup:
        send(message, replace(setup, user=user), password)
    assert len(script.mails) == 1
    words = [line.split()[-1] for line in script.said]
    assert words.count(_coded(sent)) == 1


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("offered", "password"),
    [(b"250 here\r\n", "right"), (b"250-here\r\n250 AUTH CRAM-MD5 XOAUTH2\r\n", "right"),
     (b"250-here\r\n250 AUTH LOGIN\r\n", "schön")],
    ids=["no login", "no way that is known", "no way for such letters"],
)  # fmt: skip
def test_a_server_that_offers_no_fitting_way_to_log_in_learns_no_password(
    message: EmailMessage, ours: Authority, offered: bytes, password: str
) -> None:
    script = SmtpScript({"EHLO": offered})
    with scripted(script, ours.server()) as setup:
        fault = refusal(lambda: send(message, replace(setup, user="shop"), password))
    assert fault.kind is FaultKind.MAIL_LOGIN
    assert [line.partition(" ")[0] for line in script.said] == ["ehlo", "quit"]


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("said", [b"454 4.7.0 Try later\r\n", b"421 Closing\r\n"])
def test_a_login_that_cannot_be_looked_at_now_is_not_called_wrong(
    message: EmailMessage, ours: Authority, said: bytes
) -> None:
    script = SmtpScript({"EHLO": b"250-here\r\n250 AUTH PLAIN\r\n", "AUTH": said})
    with scripted(script, ours.server()) as setup:
        fault = refusal(lambda: send(message, replace(setup, user="shop"), "right"))
    assert fault.kind is FaultKind.MAIL_BUSY


@pytest.mark.usefixtures("trusted")
def test_a_server_that_does_not_want_the_name_is_not_told_the_password(
    message: EmailMessage, ours: Authority
) -> None:
    script = SmtpScript({"EHLO": b"250-here\r\n250 AUTH LOGIN\r\n", "AUTH": b"334 VXNlcm5hbWU6\r\n",
                         _coded("shop"): b"535 Nobody of that name\r\n"})  # fmt: skip
    with scripted(script, ours.server()) as setup:
        fault = refusal(lambda: send(message, replace(setup, user="shop"), "right"))
    assert fault.kind is FaultKind.MAIL_LOGIN
    assert _coded("right") not in script.said


@pytest.mark.usefixtures("trusted")
def test_a_server_that_hangs_up_on_a_password_is_not_reached(message: EmailMessage, ours: Authority) -> None:
    script = SmtpScript({"EHLO": b"250-here\r\n250 AUTH PLAIN\r\n", "AUTH": Wire.close})
    with scripted(script, ours.server()) as setup:
        fault = refusal(lambda: send(message, replace(setup, user="shop"), "right"))
    assert fault.kind is FaultKind.MAIL_UNREACHABLE


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("password", ["hunter2 ", "a  b", "schön"])
def test_a_server_that_repeats_the_password_puts_it_nowhere(
    message: EmailMessage, ours: Authority, password: str
) -> None:
    whole = _coded(f"\0shop\0{password}")
    echo = f"{password} and {whole} and {_coded(password)}".encode()
    hostile: list[dict[str, Reply]] = [
        {"AUTH": b"535-no\r\n535 " + echo + b"\r\n"},
        {"AUTH": b"235 in\r\n", "MAIL": b"550 " + echo + b"\r\n"},
        {"AUTH": b"235 in\r\n", "RCPT": b"450 " + echo + b"\r\n"},
        {"AUTH": b"235 in\r\n", ".": b"999 " + echo + b"\r\n"},
    ]
    for replies in hostile:
        script = SmtpScript({"EHLO": b"250-here\r\n250 AUTH PLAIN\r\n", **replies})
        with scripted(script, ours.server()) as setup:
            fault = refusal(lambda: send(message, replace(setup, user="shop"), password))
        assert "••• and ••• and •••" in fault.detail
        told = "".join(traceback.format_exception(fault))
        assert not any(text in told for text in (password.strip(), whole, _coded(password)))


def test_a_password_is_never_sent_in_clear(message: EmailMessage) -> None:
    post = Post()
    with serving(post) as setup:
        fault = refusal(lambda: send(message, replace(setup, user="shop"), "right"))
    assert (fault.kind, fault.field) == (FaultKind.MAIL_UNPROTECTED, "security")
    assert post.called_by == ""


def test_a_server_whose_certificate_is_not_known_gets_nothing(
    message: EmailMessage, encrypted: dict[str, Any]
) -> None:
    post = Post()
    with serving(post, **encrypted) as setup:
        fault = refusal(lambda: send(message, replace(setup, security=MailSecurity.STARTTLS, user="s"), "p"))
    assert fault.kind is FaultKind.MAIL_CERTIFICATE
    assert "certificate" in fault.detail
    assert post.taken == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    "wrong", [{"name": "mail.example.com"}, {"expired": True}], ids=["another host", "expired"]
)
@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_a_certificate_of_another_host_or_another_time_is_not_accepted(
    message: EmailMessage, ours: Authority, wrong: dict[str, Any], security: MailSecurity
) -> None:
    post, context = Post(), ours.server(**wrong)
    options = locked(context) if security is MailSecurity.STARTTLS else {"ssl_context": context}
    with serving(post, **options) as setup:
        setup = replace(setup, security=security, user="shop")
        assert refusal(lambda: send(message, setup, "right")).kind is FaultKind.MAIL_CERTIFICATE
    assert post.taken == []


@pytest.mark.usefixtures("trusted")
def test_an_old_version_of_tls_is_not_spoken(message: EmailMessage, ours: Authority) -> None:
    old = ours.server()
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is the point
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with scripted(SmtpScript(), old) as setup:
        fault = refusal(lambda: send(message, setup))
    assert fault.kind is FaultKind.MAIL_UNPROTECTED


@pytest.mark.usefixtures("trusted")
def test_what_was_said_in_clear_is_not_believed_after_starttls(
    message: EmailMessage, ours: Authority
) -> None:
    """The attack on STARTTLS: whoever sits on the way adds an answer before the encryption."""
    script = SmtpScript(
        {
            "EHLO": b"250-here\r\n250 STARTTLS\r\n",
            "STARTTLS": b"220 go\r\n250-false\r\n250 AUTH PLAIN\r\n",
        },
        upgrade=ours.server(),
    )
    with scripted(script) as setup:
        setup = replace(setup, security=MailSecurity.STARTTLS, user="shop")
        assert refusal(lambda: send(message, setup, "right")).kind is FaultKind.MAIL_LOGIN
    assert not any(line.startswith("AUTH") for line in script.said)


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_a_server_that_cannot_encrypt_gets_nothing(message: EmailMessage, security: MailSecurity) -> None:
    post = Post()
    with serving(post) as setup:
        fault = refusal(lambda: send(message, replace(setup, security=security)))
    assert fault.kind is FaultKind.MAIL_UNPROTECTED
    assert post.taken == []


@pytest.mark.parametrize(
    "host", ["mail.example.com", "10.0.0.9", "localhost.example.com", "127.0.0.1.nip.io"]
)
def test_without_encryption_no_other_computer_is_even_called(message: EmailMessage, host: str) -> None:
    setup = MailSetup("Shop", "shop@example.com", host=host, security=MailSecurity.NONE)
    fault = refusal(lambda: send(message, setup))
    assert (fault.kind, fault.field) == (FaultKind.MAIL_UNPROTECTED, "security")


@pytest.mark.parametrize(
    ("host", "port"),
    [("127.0.0.1", 99_999), ("127.0.0.1", -1), ("[::1", 25), ("x" * 300, 25), (".", 25), ("a\x00b", 25)],
)
@pytest.mark.parametrize("security", [MailSecurity.TLS, MailSecurity.STARTTLS])
def test_a_nonsensical_server_is_told_as_unreachable(
    message: EmailMessage, security: MailSecurity, host: str, port: int
) -> None:
    setup = MailSetup("Shop", "shop@example.com", host=host, port=port, security=security)
    assert refusal(lambda: send(message, setup)).kind is FaultKind.MAIL_UNREACHABLE


def test_a_mail_too_large_for_the_server_is_refused(message: EmailMessage) -> None:
    post = Post()
    with serving(post, data_size_limit=500) as setup:
        assert refusal(lambda: send(message, setup)).kind is FaultKind.MAIL_REFUSED
    assert post.taken == []


def test_without_a_server_or_a_sender_nothing_is_tried(message: EmailMessage) -> None:
    assert refusal(lambda: send(message, MailSetup())).kind is FaultKind.MAIL_NOT_SET_UP
    nobody = MailSetup(host="127.0.0.1")
    assert refusal(lambda: send(message, nobody)).kind is FaultKind.MAIL_NOT_SET_UP


@pytest.mark.parametrize("header", ["To", "From"])
def test_a_code_goes_to_one_person_from_one_sender(message: EmailMessage, header: str) -> None:
    setup = MailSetup("Shop", "shop@example.com", host="127.0.0.1", security=MailSecurity.NONE)
    del message[header]
    assert refusal(lambda: send(message, setup)).kind is FaultKind.MAIL_ADDRESS
    message[header] = "a@example.com, b@example.com"
    fault = refusal(lambda: send(message, setup))
    assert (fault.kind, fault.field) == (FaultKind.MAIL_ADDRESS, header.lower())


# ---------------------------------------------------------------- a real server's way of saying so


@pytest.mark.parametrize(
    ("step", "answer", "kind"),
    [
        ("MAIL", "550 We do not know you", FaultKind.MAIL_SENDER),
        ("RCPT", "550 No such user", FaultKind.MAIL_REFUSED),
        ("RCPT", "452 Mailbox full", FaultKind.MAIL_PUT_OFF),
        ("DATA", "554 Looks like spam", FaultKind.MAIL_REFUSED),
        ("DATA", "451 Try later", FaultKind.MAIL_PUT_OFF),
    ],
)
def test_a_no_is_told_in_the_servers_words(
    message: EmailMessage, step: str, answer: str, kind: FaultKind
) -> None:
    post = Post()
    post.answers[step] = answer
    with serving(post) as setup:
        fault = refusal(lambda: send(message, setup))
    assert (fault.kind, fault.detail) == (kind, answer)
    assert post.taken == []


def test_a_server_that_hangs_up_after_the_mail_leaves_a_doubt(message: EmailMessage) -> None:
    post = Post()
    post.answers["DATA"] = "hang up"
    with serving(post) as setup:
        fault = refusal(lambda: send(message, setup))
    assert fault.kind is FaultKind.MAIL_IN_DOUBT
    assert len(post.taken) == 1, "the server had it, and we cannot know"


def test_a_server_that_hangs_up_before_the_mail_leaves_none(message: EmailMessage) -> None:
    class Rude(Post):
        async def handle_RCPT(
            self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
        ) -> str:
            hang_up(server)
            return "250 OK"

    with serving(Rude()) as setup:
        assert refusal(lambda: send(message, setup)).kind is FaultKind.MAIL_UNREACHABLE


# ---------------------------------------------------------------- saved for a mail program


def test_a_saved_mail_opens_as_one_that_is_still_to_be_sent(message: EmailMessage, tmp_path: Path) -> None:
    file = tmp_path / "Ann Lee.eml"
    file.write_text("an older one", "utf-8")
    save_eml(message, file)
    saved = message_from_bytes(file.read_bytes(), policy=default)
    assert saved["X-Unsent"] == "1"
    assert saved["To"] == message["To"]
    assert [one.get_content_type() for one in saved.walk()] == [
        one.get_content_type() for one in message.walk()
    ]
    assert "X-Unsent" not in message
    assert [one.name for one in tmp_path.iterdir()] == ["Ann Lee.eml"]


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes here")
def test_a_saved_code_is_for_its_owner_alone(message: EmailMessage, tmp_path: Path) -> None:
    save_eml(message, tmp_path / "a.eml")
    assert stat.S_IMODE((tmp_path / "a.eml").stat().st_mode) == 0o600


def test_a_place_that_takes_no_file_is_told_and_nothing_is_left(
    message: EmailMessage, tmp_path: Path
) -> None:
    (tmp_path / "folder.eml").mkdir()
    for path in (tmp_path / "gone" / "a.eml", tmp_path / "folder.eml", tmp_path / ("x" * 300)):
        with pytest.raises(Environment) as caught:
            save_eml(message, path)
        assert caught.value.kind is FaultKind.FILE_UNWRITABLE
    assert [one.name for one in tmp_path.iterdir()] == ["folder.eml"]
