"""Why a mail waits is told in one line."""

from __future__ import annotations

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.mail_words import told


def test_why_a_mail_waits_is_told_with_the_other_sides_words() -> None:
    refused = MailFault(FaultKind.MAIL_UNREACHABLE, "Connection refused")
    assert told(refused) == "The mail server cannot be reached: Connection refused"


def test_without_words_of_the_other_side_ours_are_enough() -> None:
    assert told(MailFault(FaultKind.MAIL_BUSY)) == "The mail server takes no mails just now."
