"""The QR page as it is drawn and pressed: the mail's preview loads nothing from anywhere."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, Qt, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Fault
from postwright.operations.results import QrSheet
from postwright.ui.change import Change
from postwright.ui.papers import PaperChoice
from postwright.ui.qr_mail.panel import QrMailPanel
from postwright.ui.qr_mail.presenter import Deeds
from postwright.ui.qr_mail.screen import QrMailScreen
from postwright.ui.qr_mail.view import QrMailView
from tests.fakes.lane import HeldLane
from tests.ui.papers import Drawer


def png(colour: int) -> bytes:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


OURS, OTHER = png(0), png(0xFFFFFF)


def data_address(content: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


HTML = f"""<link rel="stylesheet" href="https://other.example/a.css"><p>Show this code.</p>
<img src="{data_address(OURS)}"><img src="https://other.example/pixel.png"><img src="file:///etc/hostname">
<img src="{data_address(OTHER)}"><a href="https://tools.usps.com/find-location.htm">Find an office</a>"""
SHEET = QrSheet(
    "se-1", OURS, "XYZZYPJK", "o", "p", "amara@example.com", "Your QR code", HTML, "Show this code."
)
FULL = QrMailScreen(label_id="se-1", sheet=SHEET, form=1, recipient="amara@example.com", broker_id="XYZZYPJK")


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[QrMailView]:
    shown = QrMailView()
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(FULL)
    shown.show()
    yield shown
    shown.hide()


def test_the_code_and_its_characters_are_shown(view: QrMailView) -> None:
    assert not view.qr.is_empty
    assert view.spelled.text() == "XYZZ YPJK"
    assert not view.typed_id.isVisible()
    assert view.plain.toPlainText() == "Show this code."
    assert view.plain.isReadOnly()


def test_a_link_is_shown_and_not_followed(view: QrMailView) -> None:
    before = view.preview.toPlainText()
    view.preview.anchorClicked.emit(QUrl("https://tools.usps.com/find-location.htm"))
    assert view.link.whole == "Leads to https://tools.usps.com/find-location.htm"
    assert view.preview.toPlainText() == before
    assert not view.preview.openLinks()
    assert not view.preview.openExternalLinks()


def test_a_missing_label_id_can_be_typed(view: QrMailView, qtbot: QtBot) -> None:
    view.render_screen(replace(FULL, sheet=replace(SHEET, broker_id=""), broker_id="", form=2))
    assert view.typed_id.isVisible()
    with qtbot.waitSignal(view.id_written) as told:
        qtbot.keyClicks(view.id_field.editor, "A")
    assert told.args == ["A"]


def test_enter_sends_no_mail(view: QrMailView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.send_wanted):
        qtbot.keyClick(view.to.editor, Qt.Key.Key_Return)
        qtbot.keyClick(view.send, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.send_wanted):
        qtbot.mouseClick(view.send, Qt.MouseButton.LeftButton)


def test_what_is_typed_stays_over_a_fresh_drawing(view: QrMailView, qtbot: QtBot) -> None:
    qtbot.keyClicks(view.to.editor, "!")
    view.render_screen(replace(FULL, sending=True))
    assert view.to.editor.property("text") == "amara@example.com!"
    assert not view.send.isEnabled()


def test_without_a_label_the_page_says_what_it_is_for(view: QrMailView, qtbot: QtBot) -> None:
    view.render_screen(QrMailScreen())
    with qtbot.waitSignal(view.labels_wanted):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


def test_the_whole_page_sends_the_mail_of_its_label(qtbot: QtBot) -> None:
    lane, sent, changes, left = HeldLane(Fault), [], [], []

    def send(label_id: str, recipient: str) -> str:
        sent.append((label_id, recipient))
        return "Handed to the mail server."

    drawer = Drawer()
    deeds = Deeds(
        qr=lambda label_id: replace(SHEET, label_id=label_id),
        set_broker_id=lambda label_id, text: SHEET,
        send=send,
        save_eml=lambda label_id, path, to: "Saved.",
        copy_text=lambda text: None,
        papers=drawer.deeds(),
    )
    panel = QrMailPanel(
        lane,
        deeds,
        announce=lambda change, origin: changes.append((change, origin)),
        leave=lambda: left.append("left"),
    )
    qtbot.addWidget(panel.view)
    panel.view.show()
    assert panel.view.empty.isVisible()
    panel.open("se-7")
    panel.shown()
    lane.run_all()
    qtbot.mouseClick(panel.view.send, Qt.MouseButton.LeftButton)
    lane.run_all()
    assert sent == [("se-7", "amara@example.com")]
    assert changes == [(Change(labels=True), panel)]
    assert panel.view.banner.text.text() == "Handed to the mail server."
    qtbot.mouseClick(panel.view.back, Qt.MouseButton.LeftButton)
    assert left == ["left"]
    panel.changed(Change(settings=True))
    panel.closed()
    assert lane.names == []
    panel.view.hide()


def test_the_card_is_offered_once_the_code_is_there(view: QrMailView, qtbot: QtBot) -> None:
    assert view.card.isEnabled()
    with qtbot.waitSignal(view.card_wanted):
        view.card.send_wanted.emit("qr-card")
    with qtbot.waitSignal(view.card_place_chosen) as told:
        view.card.place_chosen.emit("qr-card", "/home/june/card.pdf")
    assert told.args == ["/home/june/card.pdf"]
    view.render_screen(replace(FULL, sheet=None))
    assert not view.card.isEnabled()
    view.render_screen(replace(FULL, papers=PaperChoice(making=True)))
    assert not view.card.isEnabled()
