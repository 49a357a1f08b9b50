"""The scan line as it is drawn: the scanner's Enter looks a label up and does nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from postwright.domain.scan_back import ScanVerdict
from postwright.ui.scan.screen import Scanned, ScanScreen
from postwright.ui.scan.view import ScanCard, ScanField
from postwright.ui.theme import Look
from tests.ui import plausible


def seen(verdict: ScanVerdict, scans: int = 1) -> ScanScreen:
    return ScanScreen(Scanned(plausible.scan_word(verdict), "Ground Advantage to Cambridge MA"), scans=scans)


@pytest.fixture
def card(qtbot: QtBot, look: Look) -> ScanCard:
    made = ScanCard()
    qtbot.addWidget(made)
    made.resize(600, 120)
    return made


def test_what_the_scanner_types_is_taken_with_its_enter_and_the_field_is_empty_again(qtbot: QtBot) -> None:
    field = ScanField()
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "9400111899563821304002")
    with qtbot.waitSignal(field.scanned) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["9400111899563821304002"]
    assert field.text() == ""
    with qtbot.waitSignal(field.acknowledged):
        QTest.keyClick(field, Qt.Key.Key_Escape)


def test_nothing_stands_there_before_the_first_scan(card: ScanCard) -> None:
    card.render_screen(ScanScreen())
    assert card.isHidden()


def test_an_alarm_has_words_an_icon_and_a_button_and_reads_them_aloud(card: ScanCard, qtbot: QtBot) -> None:
    card.render_screen(seen(ScanVerdict.VOID))
    card.show()
    assert card.headline.text() == "Void label"
    assert card.sentence.text().startswith("STOP")
    assert card.accessibleName() == f"Void label {card.sentence.text()}"
    with qtbot.assertNotEmitted(card.acknowledged):
        QTest.keyClick(card.seen, Qt.Key.Key_Return)
    with qtbot.waitSignal(card.acknowledged):
        QTest.keyClick(card.seen, Qt.Key.Key_Space)
    with qtbot.waitSignal(card.acknowledged):
        QTest.keyClick(card.seen, Qt.Key.Key_Escape)


def test_good_news_need_no_answer(card: ScanCard) -> None:
    card.render_screen(seen(ScanVerdict.ON_PARCEL))
    card.show()
    assert card.seen.isHidden()
    assert card.what.text() == "Ground Advantage to Cambridge MA"
    assert card.property("tone") == "done"
