"""What the well-known mail providers take is told with its source and its date, and filled in when asked."""

from __future__ import annotations

from datetime import date

import pytest

from postwright import assets
from postwright.domain.mail_provider import MailProvider, provider_of, read_providers
from postwright.domain.preferences import MailSecurity, MailSetup

SHIPPED = read_providers(assets.text("mail/providers.json"))


def known(sender: str) -> MailProvider:
    found = provider_of(sender, SHIPPED)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sender", "host", "port", "security"),
    [
        ("shop@gmail.com", "smtp.gmail.com", 587, MailSecurity.STARTTLS),
        (" Shop@GoogleMail.com ", "smtp.gmail.com", 587, MailSecurity.STARTTLS),
        ("shop@yahoo.com", "smtp.mail.yahoo.com", 465, MailSecurity.TLS),
        ("shop@icloud.com", "smtp.mail.me.com", 587, MailSecurity.STARTTLS),
        ("shop@fastmail.com", "smtp.fastmail.com", 465, MailSecurity.TLS),
    ],
)
def test_a_well_known_provider_is_filled_in(
    sender: str, host: str, port: int, security: MailSecurity
) -> None:
    setup = MailSetup("Shop", sender)
    provider = known(sender)
    assert not provider.fits(setup)
    filled = provider.filled(setup)
    assert (filled.host, filled.port, filled.security) == (host, port, security)
    assert (filled.user, filled.shop_name) == (sender.strip(), "Shop")
    assert provider.fits(filled)
    assert f"{host}, port {port}" in provider.words


def test_a_user_name_that_was_written_stays() -> None:
    assert known("a@gmail.com").filled(MailSetup(sender="a@gmail.com", user="june")).user == "june"


def test_gmail_is_told_to_need_an_app_password_and_where_that_is_known_from() -> None:
    words = known("a@gmail.com").words
    assert "app password" in words
    assert words.endswith("(support.google.com/accounts/answer/185833, as of 22 Nov 2026.)")


def test_a_provider_that_takes_no_passwords_offers_no_server() -> None:
    outlook = known("a@hotmail.com")
    assert outlook.host == ""
    assert outlook.words.startswith("Outlook.com has taken no password")


@pytest.mark.parametrize("sender", ["", "shop@example.com", "gmail.com.example", "a@notgmail.com", "@"])
def test_another_address_is_nobodys(sender: str) -> None:
    assert provider_of(sender, SHIPPED) is None


def test_every_entry_is_dated_and_has_a_source() -> None:
    assert SHIPPED
    for one in SHIPPED:
        assert one.as_of >= date(2026, 11, 22)
        assert one.source
        assert one.security is not MailSecurity.NONE
