"""Each kind of mail says why there is none about a label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.faults import FaultKind
from postwright.domain.letter import LetterKind
from postwright.domain.mail_refusal import why_not
from postwright.domain.shipment import Delivery
from postwright.domain.void import VoidState
from tests.ui import plausible

PRINTED = plausible.entry(1)
CODED = plausible.entry(2, delivery=Delivery.QR)
RETURN = replace(PRINTED, label=replace(PRINTED.label, is_return=True))
QR, TRACKING, BACK = LetterKind.QR, LetterKind.TRACKING, LetterKind.RETURN_LABEL


def test_what_can_be_written_is_not_refused() -> None:
    assert why_not(QR, CODED) is None
    assert why_not(TRACKING, PRINTED) is None
    assert why_not(TRACKING, CODED) is None
    assert why_not(BACK, RETURN) is None
    asked = replace(PRINTED, shipment=replace(PRINTED.shipment, is_return=True))
    assert why_not(BACK, asked) is None


@pytest.mark.parametrize("kind", list(LetterKind))
def test_nothing_is_mailed_about_a_label_that_must_not_be_used(kind: LetterKind) -> None:
    void = plausible.entry(2, delivery=Delivery.QR, void_state=VoidState.REQUESTED)
    assert why_not(kind, void) is FaultKind.LABEL_VOIDED


def test_a_label_for_the_printer_has_no_code_and_an_outbound_one_is_no_return() -> None:
    assert why_not(QR, PRINTED) is FaultKind.NOT_PAPERLESS
    assert why_not(BACK, PRINTED) is FaultKind.NOT_A_RETURN
    coded = replace(CODED, label=replace(CODED.label, is_return=True))
    assert why_not(BACK, coded) is FaultKind.QR_ONLY


def test_abroad_only_the_tracking_notice_goes() -> None:
    away = replace(CODED.shipment, ship_to=replace(CODED.shipment.ship_to, country="CA"))
    for entry in (
        replace(CODED, shipment=away),
        replace(CODED, label=replace(CODED.label, international=True)),
    ):
        assert why_not(QR, entry) is FaultKind.PAPERLESS_ABROAD
        assert why_not(BACK, entry) is FaultKind.PAPERLESS_ABROAD
        assert why_not(TRACKING, entry) is None


def test_without_a_number_there_is_nothing_to_follow() -> None:
    entry = replace(PRINTED, label=replace(PRINTED.label, tracking_number=""))
    assert why_not(TRACKING, entry) is FaultKind.NO_TRACKING_NUMBER
