"""The shop's texts in the whole program: bound to real folders, a real mail server and the window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from postwright.app.mail_setup_deeds import mail_setup_deeds
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.program import Program
from postwright.app.text_deeds import text_deeds
from postwright.app.tour.person import Person
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.letter import Language, LetterKind
from postwright.domain.preferences import MailSetup
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paths import DataFolder
from postwright.secret_store import SecretName, SecretStore
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.ui.mail_texts.deeds import TextDeeds
from postwright.ui.settings.screen import Page
from tests.app.whole import running, session_of, window_of
from tests.fakes import mail_server
from tests.fakes.openers import Desktop
from tests.ui.logo import logo

QR, EN = LetterKind.QR, Language.ENGLISH
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="others have openers of their own")


@pytest.fixture
def keeper(folder: DataFolder) -> PreferencesKeeper:
    made = PreferencesKeeper(folder.settings_file)
    made.change(mail=MailSetup("Juniper Goods", "shop@example.com", website="https://juniper.example"))
    return made


@pytest.fixture
def secrets() -> SecretStore:
    return SecretStore("Postwright test")


@pytest.fixture
def shop(folder: DataFolder, keeper: PreferencesKeeper) -> Iterator[Shop]:
    made = open_shop(folder, keeper.preferences, server=None)
    yield made
    made.close()


@pytest.fixture
def deeds(shop: Shop, secrets: SecretStore) -> TextDeeds:
    return text_deeds(shop, secrets)


# ---------------------------------------------------------------- bound to the shop


def test_a_text_that_is_used_is_the_one_that_mails_are_written_with(shop: Shop, deeds: TextDeeds) -> None:
    ours = deeds.open(QR, EN).template
    mine = replace(ours, subject="Your code from {{ shop }}")
    assert deeds.keep(mine).has_draft
    assert shop.post().shelf.in_use(QR, EN) == ours
    deeds.use(mine)
    assert shop.post().shelf.in_use(QR, EN) == mine
    deeds.use_ours(QR, EN)
    assert shop.post().shelf.in_use(QR, EN) == ours


def test_a_change_of_the_settings_is_seen_in_the_next_look(
    keeper: PreferencesKeeper, deeds: TextDeeds
) -> None:
    text = replace(deeds.open(QR, EN).template, body="[Our shop](https://juniper.example/books)\n")
    assert [one.warning for one in deeds.check(text, "").problems] == [True] * 3
    keeper.change(mail=replace(deeds.setup(), website="https://other.example"))
    assert not deeds.check(text, "").problems[0].warning


def test_no_label_is_offered_before_one_was_bought(deeds: TextDeeds) -> None:
    assert deeds.labels(QR) == ()
    check = deeds.check(deeds.open(QR, EN).template, "se-none")
    assert check.look is None
    assert check.trouble


@on_linux
def test_a_page_goes_to_the_browser_and_is_gone_when_the_shop_is_closed(
    folder: DataFolder, keeper: PreferencesKeeper, secrets: SecretStore, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    outside = tmp_path / "desktop"
    outside.mkdir()
    desktop = Desktop(outside, monkeypatch)
    desktop.opens()
    shop = open_shop(folder, keeper.preferences, server=None)
    deeds = text_deeds(shop, secrets)
    try:
        deeds.browse(deeds.open(QR, EN).template, "")
        (opened,) = desktop.opened
        page = Path(opened)
        assert page.parent == folder.pages_to_open("practice")
        html = page.read_text("utf-8")
        assert "default-src 'none'" in html
        assert 'src="data:image/png;base64,' in html
    finally:
        shop.close()
    assert not page.parent.exists()


@on_linux
def test_a_page_that_a_crash_left_behind_is_gone_the_next_time(
    shop: Shop, secrets: SecretStore, folder: DataFolder
) -> None:
    left = folder.pages_to_open("practice")
    left.mkdir()
    (left / "mail.html").write_text("<p>Left behind</p>")
    text_deeds(shop, secrets)
    assert not left.exists()


def test_a_test_of_a_text_reaches_the_shop_alone_with_its_logo_and_no_customer(
    shop: Shop, keeper: PreferencesKeeper, secrets: SecretStore, deeds: TextDeeds, tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(logo())
    mail = mail_setup_deeds(shop, secrets)
    assert mail.choose_logo(str(file)) == mail.facts().logo
    server = mail_server.Post()
    with mail_server.serving(server) as setup:
        keeper.change(mail=replace(setup, shop_name="Juniper Goods", sender="shop@example.com"))
        deeds.test(replace(deeds.open(QR, EN).template, subject="A text that is not used"))
        said = mail.test()
    assert said.startswith("127.0.0.1 took a test mail for shop@example.com.")
    subjects, recipients, pictures = [], [], []
    for envelope in server.taken:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        subjects.append(message["Subject"])
        recipients += envelope.rcpt_tos
        pictures.append([part.get_filename() for part in message.walk() if part.get_filename()])
    assert subjects[0] == "Practice: A text that is not used"
    assert subjects[1].startswith("Practice: QR code for your parcel")
    assert recipients == ["shop@example.com"] * 2
    assert pictures == [["qr-code.png", "logo.png"]] * 2
    mail.remove_logo()
    assert mail.facts().logo == b""


def test_a_password_that_was_kept_is_what_the_test_logs_in_with(
    shop: Shop, keeper: PreferencesKeeper, secrets: SecretStore
) -> None:
    secrets.keep(SecretName.MAIL_PASSWORD, "right", session_only=True)
    keeper.change(mail=MailSetup("Shop", "shop@example.com", host="127.0.0.1", port=9, user="shop"))
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one is said in the next line
        mail_setup_deeds(shop, secrets).test()
    assert getattr(caught.value, "kind", None) is FaultKind.MAIL_UNREACHABLE
    assert "right" not in str(caught.value)


def test_a_file_that_is_no_picture_is_no_logo(shop: Shop, secrets: SecretStore, tmp_path: Path) -> None:
    file = tmp_path / "letter.doc"
    file.write_bytes(b"not a picture")
    with pytest.raises(BadInput) as caught:
        mail_setup_deeds(shop, secrets).choose_logo(str(file))
    assert caught.value.kind is FaultKind.LOGO_UNUSABLE


# ---------------------------------------------------------------- through the window


def in_the_studio(program: Program, person: Person) -> None:
    person.wait("the shop is open", lambda: program.session is not None)
    session_of(program).routes.open_settings(Page.MAIL)
    person.wait("the page is read", lambda: person.sees_text("Taken to be valid for"))
    person.press("Edit the texts…")
    person.wait("the mail is drawn", lambda: person.sees_text("Practice: QR code for your parcel"))


def test_a_text_typed_last_survives_the_closing_of_the_window(folder: DataFolder, qapp: QApplication) -> None:
    with running(folder, qapp) as (program, person):
        in_the_studio(program, person)
        person.write_into("Text of the mail", "Good day.\n\n")
        window_of(program).close()
    shelf = LetterShelf(folder.letters)
    assert shelf.draft(QR, EN).body.startswith("Good day.\n\n# Ship without a printer")
    assert not shelf.is_own(QR, EN)
    with running(folder, qapp) as (program, person):
        in_the_studio(program, person)
        assert person.sees_text("What you typed is kept. Customers get our text until you use yours.")
        person.wait("it was looked at", lambda: person.can_press("Use this text"))
        person.press("Use this text")
        person.wait("it is used", lambda: shelf.is_own(QR, EN))
        person.press("Back")
        assert person.sees("Edit the texts…")
