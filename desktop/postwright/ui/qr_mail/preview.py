"""The mail as the customer will see it. Loads nothing from anywhere but our own QR code; opens no link."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

_PAPER, _INK, _LINK = "#FFFFFF", "#1A1A1A", "#1B4B9B"


class MailPreview(QTextBrowser):
    """`pointed` carries where a link leads when it is pressed or stood on, to be shown as text."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._qr = b""
        self._html = ""
        self.refused: list[str] = []
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("The mail as the customer sees it"))
        self.anchorClicked.connect(self._point)
        self.highlighted.connect(self._point)
        # A mail is read on white paper whatever the look of this window is.
        self.setStyleSheet(f"QTextBrowser {{ background: {_PAPER}; color: {_INK}; }}")
        self.document().setDefaultStyleSheet(f"a {{ color: {_LINK}; }}")

    def show_mail(self, html: str, qr_png: bytes) -> None:
        """Draw the mail; the same mail twice changes nothing."""
        if (html, qr_png) == (self._html, self._qr):
            return
        self._html, self._qr = html, qr_png
        self.refused.clear()
        self.setHtml(html)

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Our QR code out of a data address; nothing for a file, a server or another picture."""
        text = name.toString() if isinstance(name, QUrl) else name
        if type == QTextDocument.ResourceType.ImageResource.value and self._qr and _data(text) == self._qr:
            return QImage.fromData(self._qr)
        self.refused.append(text)
        return None

    def _point(self, link: QUrl) -> None:
        self.pointed.emit(link.toString())


def _data(address: str) -> bytes:
    """The bytes of a base64 data address; empty for any other address."""
    head, _, body = address.partition(",")
    if not head.startswith("data:image/png") or not head.endswith(";base64"):
        return b""
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        return b""
