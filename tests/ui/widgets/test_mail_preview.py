"""The mail as a customer sees it is drawn from its own pictures alone, as wide and as dark as asked."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from pytestqt.qtbot import QtBot

from postwright.ui.widgets.mail_preview import DESKTOP, PHONE, MailPreview

IMAGE = QTextDocument.ResourceType.ImageResource.value
SHEET_KIND = QTextDocument.ResourceType.StyleSheetResource.value
RED = QColor("#ff0000")


def png(colour: QColor) -> bytes:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def data_address(content: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


OURS, OTHER = png(RED), png(QColor("#00ff00"))
HTML = f"""<html><body style="margin:0"><table width="100%" bgcolor="#ffffff"><tr>
<td style="color:#1b2430">Hello<br><img src="{data_address(OURS)}" alt="QR code XYZZ">
<img src="https://other.example/pixel.png"><img src="file:///etc/hostname"></td></tr></table></body></html>"""


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[MailPreview]:
    made = MailPreview()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    yield made
    made.hide()


def colours(preview: MailPreview) -> set[str]:
    """The colours of the mail itself, at every fourth dot."""
    image = preview.viewport().grab().toImage()
    return {
        image.pixelColor(across, down).name()
        for across in range(0, image.width(), 4)
        for down in range(0, image.height(), 4)
    }


def test_only_the_mails_own_pictures_are_drawn(preview: MailPreview) -> None:
    preview.show_mail(HTML, (OURS,))
    assert "#ff0000" in colours(preview)
    assert isinstance(preview.loadResource(IMAGE, QUrl(data_address(OURS))), QImage)
    for address in (
        "https://other.example/pixel.png",
        "file:///etc/hostname",
        data_address(OTHER),
        "data:image/png;base64,%%%",
        "data:image/png;base64,",
        "data:,x",
    ):
        assert preview.loadResource(IMAGE, QUrl(address)) is None
    assert preview.loadResource(SHEET_KIND, QUrl(data_address(OURS))) is None
    assert "https://other.example/pixel.png" in preview.refused


def test_a_style_sheet_from_elsewhere_is_not_loaded(preview: MailPreview) -> None:
    sheet = '<link rel="stylesheet" type="text/css" href="https://other.example/a.css">'
    preview.show_mail(f"<html><head>{sheet}</head><body><p>Hello</p></body></html>")
    assert preview.refused == ["https://other.example/a.css"]


def test_the_same_picture_is_not_drawn_in_a_mail_that_does_not_have_it(preview: MailPreview) -> None:
    preview.show_mail(HTML)
    assert "#ff0000" not in colours(preview)


def test_blocked_pictures_are_read_by_their_words(preview: MailPreview) -> None:
    preview.show_mail(HTML, (OURS,), blocked=True)
    assert "QR code XYZZ" in preview.toPlainText()
    assert "#ff0000" not in colours(preview)
    preview.show_mail(HTML, (OURS,))
    assert "QR code XYZZ" not in preview.toPlainText()
    assert "#ff0000" in colours(preview)


def test_a_dark_program_darkens_the_paper_and_leaves_the_picture(preview: MailPreview) -> None:
    preview.show_mail(HTML, (OURS,))
    light = colours(preview)
    preview.show_mail(HTML, (OURS,), dark=True)
    dark = colours(preview)
    assert "#ffffff" in light
    assert "#ffffff" not in dark
    assert "#ff0000" in dark


@pytest.mark.parametrize(("width", "room"), [(PHONE, 900), (DESKTOP, 900), (PHONE, 300)])
def test_a_mail_is_as_wide_as_asked_and_in_the_middle_where_there_is_room(
    preview: MailPreview, width: int, room: int
) -> None:
    preview.resize(room, 500)
    preview.show_mail(HTML, (OURS,), width=width)
    drawn = preview.viewport().geometry()
    assert drawn.width() <= min(width, room) + 24
    assert drawn.width() > min(width, room) - 40
    assert abs(drawn.center().x() - room // 2) < 16


def test_a_wider_window_keeps_a_phone_a_phone(preview: MailPreview) -> None:
    preview.show_mail(HTML, (OURS,), width=PHONE)
    preview.resize(1200, 500)
    assert preview.viewport().width() <= PHONE + 24


def test_the_same_mail_twice_keeps_the_place_where_one_reads(preview: MailPreview) -> None:
    long = HTML.replace("Hello", "Hello<br>" * 200)
    preview.show_mail(long, (OURS,))
    preview.verticalScrollBar().setValue(400)
    preview.show_mail(long, (OURS,))
    assert preview.verticalScrollBar().value() == 400


def test_a_link_is_told_and_not_followed(preview: MailPreview, qtbot: QtBot) -> None:
    preview.show_mail(HTML, (OURS,))
    before = preview.toPlainText()
    with qtbot.waitSignal(preview.pointed) as told:
        preview.anchorClicked.emit(QUrl("https://tools.usps.com/find-location.htm"))
    assert told.args == ["https://tools.usps.com/find-location.htm"]
    assert preview.toPlainText() == before
    assert not preview.openLinks()
    assert not preview.openExternalLinks()
