"""The words for a label without paper: what is asked, what was honoured, and what the operator is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.display_scheme import (
    better_word,
    honoured,
    is_code_alone,
    not_honoured,
    proposal,
    words_for,
)
from postwright.domain.faults import FaultKind
from postwright.domain.label import DocumentKind, DocumentLink
from postwright.domain.label_alarms import alarms_of
from postwright.domain.label_entry import LabelEntry
from postwright.domain.shipment import Delivery
from tests.domain.samples import ORDER
from tests.domain.test_qr_code import LABEL

QR, PAPER, BOTH = Delivery.QR, Delivery.LABEL, Delivery.BOTH


@pytest.mark.parametrize(
    ("delivery", "family", "words"),
    [
        (PAPER, "paperless", ("label", "")),
        (QR, "paperless", ("paperless", "qr_code")),
        (QR, "qr_code", ("qr_code", "paperless")),
        (BOTH, "paperless", ("label_and_paperless", "label_and_qr_code")),
        (BOTH, "qr_code", ("label_and_qr_code", "label_and_paperless")),
        (QR, "new", ("new", "")),
        (BOTH, "new", ("new", "")),
    ],
)
def test_there_is_one_word_and_at_most_one_other(
    delivery: Delivery, family: str, words: tuple[str, str]
) -> None:
    assert words_for(delivery, family) == words


def test_under_the_words_for_a_code_alone_the_download_may_be_the_code() -> None:
    assert [
        one for one in ("label", "paperless", "qr_code", "label_and_qr_code", "") if is_code_alone(one)
    ] == [
        "paperless",
        "qr_code",
    ]


@pytest.mark.parametrize(
    ("asked", "echo", "has_code", "made"),
    [
        (QR, "paperless", True, QR),
        (QR, "qr_code", False, QR),
        (QR, "label", False, PAPER),
        (QR, "label", True, BOTH),
        (QR, "", False, QR),
        (QR, "something_new", False, QR),
        (BOTH, "label_and_qr_code", True, BOTH),
        (BOTH, "label", False, PAPER),
        (BOTH, "paperless", True, QR),
        (PAPER, "label", True, PAPER),
        (PAPER, "", True, PAPER),
        (PAPER, "qr_code", True, QR),
    ],
)
def test_the_echo_says_what_was_made(asked: Delivery, echo: str, has_code: bool, made: Delivery) -> None:
    assert honoured(asked, echo, has_code=has_code) is made


@pytest.mark.parametrize(
    ("asked", "made", "words"),
    [
        (QR, PAPER, "A QR code was asked for, but the carrier made a label to print."),
        (BOTH, PAPER, "A QR code was asked for"),
        (PAPER, QR, "A label to print was asked for, but the carrier made a QR code only."),
        (BOTH, QR, "A label to print was asked for"),
        (QR, BOTH, ""),
        (PAPER, BOTH, ""),
        (QR, QR, ""),
        (PAPER, PAPER, ""),
    ],
)
def test_what_is_missing_is_told_and_what_is_more_is_not(asked: Delivery, made: Delivery, words: str) -> None:
    said = not_honoured(asked, made)
    assert said.startswith(words) if words else said == ""


def entry(asked: Delivery, echo: str, **more: object) -> LabelEntry:
    shipment = replace(ORDER.shipment, delivery=asked)
    label = replace(LABEL, display_scheme=echo, cost=ORDER.at_most, carrier_id=ORDER.carrier_id, **more)  # type: ignore[arg-type]
    alarms = alarms_of(label, replace(ORDER, shipment=shipment))
    return LabelEntry(label, shipment, "d", "p", alarms=alarms)


def test_a_label_that_came_in_place_of_a_code_can_be_printed_and_says_so() -> None:
    made = entry(QR, "label")
    assert (made.delivery, made.off_paper) == (PAPER, None)
    assert any("Print it, or void it." in alarm for alarm in made.alarms)


def test_a_code_that_came_in_place_of_a_label_is_never_printed_and_says_so() -> None:
    made = entry(PAPER, "qr_code")
    assert (made.delivery, made.off_paper) == (QR, FaultKind.QR_ONLY)
    assert any("a QR code only" in alarm for alarm in made.alarms)


def test_a_code_that_is_there_is_believed_more_than_an_echo_that_names_none() -> None:
    link = (DocumentLink(DocumentKind.QR, "https://api.shipengine.com/v1/downloads/1/t/qr.png"),)
    assert entry(QR, "label", links=link).delivery is BOTH
    assert entry(QR, "label", broker_id="XYZZYPJK").delivery is BOTH


def test_what_is_odd_about_the_label_id_is_an_alarm_of_the_label() -> None:
    assert "Odd." in entry(QR, "paperless", broker_notes=("Odd.",)).alarms


@pytest.mark.parametrize(
    ("family", "echo", "word"),
    [
        ("paperless", "paperless", ""),
        ("paperless", "label_and_paperless", ""),
        ("paperless", "qr_code", "qr_code"),
        ("paperless", "label_and_qr_code", "qr_code"),
        ("qr_code", "label_and_paperless", "paperless"),
        ("paperless", "label", ""),
        ("paperless", "", ""),
    ],
)
def test_the_word_that_worked_is_proposed_and_never_taken_silently(family: str, echo: str, word: str) -> None:
    assert better_word(family, echo) == word
    said = proposal(family, echo)
    assert (word in said and "Settings, Buying" in said) if word else said == ""
