"""Mails to customers from the terminal: written, carried, and settled by a person's word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from postwright.domain.preferences import MailSecurity, MailSetup
from postwright.server import KEY_VARIABLE, PRACTICE_KEY, URL_VARIABLE
from tests.commands.terminal import Terminal, served
from tests.fakes.smtp_script import SmtpScript, Wire, scripted

NOWHERE = MailSetup("Juniper Goods", "shop@example.com", host="127.0.0.1", port=1, security=MailSecurity.NONE)
BOB = ("--to", "bob@example.com")


@pytest.fixture
def real(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A shop at a carrier that is served, which mails to real customers."""
    with served(terminal.practice) as url:
        monkeypatch.setenv(URL_VARIABLE, url)
        monkeypatch.setenv(KEY_VARIABLE, PRACTICE_KEY)
        yield terminal


def label_of(terminal: Terminal, setup: MailSetup = NOWHERE) -> str:
    terminal.set_up(mail=setup)
    return terminal.label(delivery="qr")


def test_a_mail_is_shown_before_it_is_anywhere(terminal: Terminal) -> None:
    label = label_of(terminal)
    said = terminal("mail", label, *BOB).result
    assert (said["recipient"], said["mail"], said["file"]) == ("bob@example.com", None, None)
    assert said["broker_id"] in said["print_link"]
    words = terminal.words("mail", label, *BOB, "--language", "es").out
    assert words.startswith("To: bob@example.com\nSubject: ")
    assert terminal("outbox", "list").result == []


def test_in_practice_a_mail_is_sent_to_nobody_and_says_so(terminal: Terminal) -> None:
    said = terminal("mail", label_of(terminal), *BOB, "--send")
    assert (said.code, said.result["mail"]["state"]) == (0, "sent")
    assert said.result["mail"]["detail"] == "Practice: kept here, sent to nobody."
    assert "Practice: kept here" in terminal.words("outbox", "list").out


def test_a_mail_is_handed_to_the_server_and_listed(real: Terminal) -> None:
    script = SmtpScript()
    with scripted(script) as setup:
        label = label_of(real, setup)
        said = real("mail", label, *BOB, "--send", "--kind", "tracking")
        assert (said.code, said.result["mail"]["state"]) == (0, "sent")
        assert real("outbox", "send").result == []
    assert len(script.mails) == 1
    (listed,) = real("outbox", "list").result
    assert (listed["label"], listed["kind"], listed["to"]) == (label, "tracking", "bob@example.com")
    assert "tracking to bob@example.com: the mail server took it" in real.words("outbox", "list").out


def test_a_mail_that_cannot_leave_waits_and_leaves_when_it_can(real: Terminal) -> None:
    said = real("mail", label_of(real), *BOB, "--send")
    assert (said.code, said.result["mail"]["state"]) == (1, "waiting")
    waiting = real.words("outbox", "list")
    assert (waiting.code, ", tried again " in waiting.out) == (0, True)
    assert real("outbox", "send").code == 1
    with scripted(SmtpScript()) as setup:
        settle_on(real, setup)
        said = real("outbox", "send")
    assert (said.code, [one["state"] for one in said.result]) == (0, ["sent"])


def test_a_tracking_mail_is_written_without_the_labels_documents(
    real: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = label_of(real)
    for database in real.folder.rglob("shop.db"):
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("DELETE FROM document")
    monkeypatch.setenv(URL_VARIABLE, "http://127.0.0.1:9")
    said = real("mail", label, *BOB, "--kind", "tracking", "--send")
    assert (said.code, said.result["mail"]["state"]) == (1, "waiting")


def test_a_command_that_is_repeated_while_the_server_is_off_mails_nobody_twice(real: Terminal) -> None:
    label = label_of(real)
    assert real("mail", label, *BOB, "--send").code == 1
    assert real("mail", label, *BOB, "--send").code != 0
    script = SmtpScript()
    with scripted(script) as setup:
        settle_on(real, setup)
        assert real("outbox", "send").code == 0
    assert len(script.mails) == 1


def settle_on(terminal: Terminal, setup: MailSetup) -> None:
    """Other mail settings."""
    (terminal.files / "printer").rmdir()
    terminal.set_up(mail=setup)


def test_a_mail_that_may_have_left_is_a_doubt_until_a_person_ends_it(real: Terminal) -> None:
    script = SmtpScript({".": Wire.close})
    with scripted(script) as setup:
        label = label_of(real, setup)
        for address in ("ann@example.com", "bob@example.com"):
            said = real("mail", label, "--to", address, "--send")
            assert (said.code, said.result["mail"]["state"]) == (3, "in_doubt")
        assert real("outbox", "list").code == 3
        assert real("outbox", "cancel", "1").told == (2, "mail_moved_on", "bad_input")
        assert real("outbox", "arrived", "1").result["state"] == "sent"
        assert real("outbox", "again", "2").result["state"] == "waiting"
        del script.replies["."]
        assert [one["mail"] for one in real("outbox", "send").result] == [2]
    assert script.mails[1] == script.mails[2]
    assert real("outbox", "list").code == 0


def test_a_waiting_mail_is_called_off(real: Terminal) -> None:
    real("mail", label_of(real), *BOB, "--send")
    assert real("outbox", "cancel", "1").result["state"] == "cancelled"
    assert real("outbox", "send").result == []
    said = real("outbox", "again", "1")
    assert said.told == (2, "mail_moved_on", "bad_input")
    assert said.fault["quotation"] == "It is: called off."


def test_a_mail_about_a_voided_label_does_not_leave(real: Terminal) -> None:
    label = label_of(real)
    real("mail", label, *BOB, "--send")
    real("void", label)
    with scripted(SmtpScript()) as setup:
        settle_on(real, setup)
        (called_off,) = real("outbox", "send").result
    assert called_off["state"] == "cancelled"
    (mail,) = real("outbox", "list").result
    assert mail["state"] == "cancelled"


@pytest.mark.parametrize("word", ["cancel", "again", "arrived"])
def test_a_mail_that_is_not_there_is_told(terminal: Terminal, word: str) -> None:
    assert terminal("outbox", word, "7").told == (2, "mail_unknown", "bad_input")


def test_without_a_mail_server_the_mail_is_kept_and_the_reason_told(real: Terminal) -> None:
    label = label_of(real, replace(NOWHERE, host=""))
    assert real("mail", label, *BOB, "--send").told == (1, "mail_not_set_up", "mail_fault")
    assert [one["state"] for one in real("outbox", "list").result] == ["waiting"]
    assert real("outbox", "send").told == (1, "mail_not_set_up", "mail_fault")


def test_without_a_sender_no_mail_is_kept(real: Terminal) -> None:
    label = label_of(real, replace(NOWHERE, sender=""))
    assert real("mail", label, *BOB, "--send").told == (1, "mail_not_set_up", "mail_fault")
    assert real("outbox", "list").result == []


def test_a_mail_is_saved_and_sent_in_one_command(real: Terminal, tmp_path: Path) -> None:
    with scripted(SmtpScript()) as setup:
        label = label_of(real, setup)
        said = real("mail", label, *BOB, "--out", str(tmp_path / "bob.eml"), "--send")
    assert said.result["mail"]["state"] == "sent"
    assert (tmp_path / "bob.eml").exists()
