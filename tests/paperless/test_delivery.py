"""A mail reaches the shop's server once, safely, and every failure says whether it may have been sent."""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from postwright.domain.faults import Environment, FaultKind, MailFault
from postwright.domain.preferences import MailSecurity, MailSetup
from postwright.paperless.delivery import save_eml, send
from postwright.paperless.smtp_line import Patience
from tests.fakes.mail_server import Post, check_password, hang_up, serving


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 in one file, signed by nobody but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def encrypted(certificate: Path) -> dict[str, Any]:
    """A server that takes nobody without encryption and the right password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return {"tls_context": context, "require_starttls": True, "authenticator": check_password,
            "auth_required": True, "auth_require_tls": True}  # fmt: skip


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts the server's certificate, as it would one that a known authority signed."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


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
def test_over_tls_from_the_first_byte_it_arrives(message: EmailMessage, certificate: Path) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    post = Post()
    with serving(post, ssl_context=context) as setup:
        send(message, replace(setup, security=MailSecurity.TLS))
    assert len(post.taken) == 1


# ---------------------------------------------------------------- it was surely not sent


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_sends_nothing(message: EmailMessage, encrypted: dict[str, Any]) -> None:
    post = Post()
    with serving(post, **encrypted) as setup:
        setup = replace(setup, security=MailSecurity.STARTTLS, user="shop")
        for password in ("wrong", None, "", "pässword"):
            fault = refusal(lambda: send(message, setup, password))  # noqa: B023
            assert fault.kind is FaultKind.MAIL_LOGIN
            assert "wrong" not in fault.detail
            assert not isinstance(fault.__context__, UnicodeError)
    assert post.taken == []


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
def test_a_certificate_for_another_host_is_not_accepted(
    message: EmailMessage, encrypted: dict[str, Any]
) -> None:
    post = Post()
    with serving(post, **encrypted) as setup:
        setup = replace(setup, host="localhost", security=MailSecurity.STARTTLS, user="shop")
        assert refusal(lambda: send(message, setup, "right")).kind is FaultKind.MAIL_CERTIFICATE
    assert post.taken == []


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


def test_a_server_that_is_off_is_told_as_unreachable(message: EmailMessage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    setup = MailSetup("Shop", "shop@example.com", host="127.0.0.1", port=port, security=MailSecurity.NONE)
    fault = refusal(lambda: send(message, setup))
    assert (fault.kind, fault.detail) == (FaultKind.MAIL_UNREACHABLE, "Connection refused")


def test_a_server_that_says_nothing_is_left_after_the_time_limit(message: EmailMessage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        setup = MailSetup("Shop", "shop@example.com", host="127.0.0.1", port=port, security=MailSecurity.NONE)
        assert (
            refusal(lambda: send(message, setup, patience=Patience(step=0.2))).kind
            is FaultKind.MAIL_UNREACHABLE
        )


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("MAIL", "550 We do not know you"), ("RCPT", "550 No such user"), ("DATA", "554 Looks like spam"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_in_the_servers_words(message: EmailMessage, step: str, answer: str) -> None:
    post = Post()
    post.answers[step] = answer
    with serving(post) as setup:
        fault = refusal(lambda: send(message, setup))
    assert fault.kind is FaultKind.MAIL_REFUSED
    assert fault.detail == answer
    assert post.taken == []


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


# ---------------------------------------------------------------- it may have been sent


def test_a_server_that_hangs_up_after_the_mail_leaves_a_doubt(message: EmailMessage) -> None:
    post = Post()
    post.answers["DATA"] = "hang up"
    with serving(post) as setup:
        fault = refusal(lambda: send(message, setup))
    assert fault.kind is FaultKind.MAIL_IN_DOUBT
    assert len(post.taken) == 1, "the server had it, and we cannot know"


def test_an_answer_that_makes_no_sense_after_the_mail_leaves_a_doubt(message: EmailMessage) -> None:
    post = Post()
    post.answers["DATA"] = "what? who is there"
    with serving(post) as setup:
        assert refusal(lambda: send(message, setup)).kind is FaultKind.MAIL_IN_DOUBT


def test_a_hang_up_before_the_mail_is_no_doubt(message: EmailMessage) -> None:
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
