"""The mail as the customer will see it. Loads nothing but the mail's own pictures; opens no link."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from postwright.ui.widgets.mail_looks import dark_colour, darkened, with_only, without_pictures

DESKTOP, PHONE = 680, 360
# What lies beside a mail that is narrower than the room.
_DESK, _DARK_DESK = "#C4CBD6", "#0E1116"
_PAPER, _INK, _LINK = "#FFFFFF", "#1A1A1A", "#1B4B9B"


class MailPreview(QTextBrowser):
    """`pointed` carries where a link leads when it is pressed or stood on, to be shown as text."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: tuple[bytes, ...] = ()
        self._shown: tuple[str, bool, bool] = ("", False, False)
        self._widest = 0
        self.refused: list[str] = []
        self._paper(dark=False)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("The mail as the customer sees it"))
        self.anchorClicked.connect(self._point)
        self.highlighted.connect(self._point)

    def show_mail(
        self,
        html: str,
        pictures: tuple[bytes, ...] = (),
        *,
        width: int = 0,
        dark: bool = False,
        blocked: bool = False,
    ) -> None:
        """Draw the mail as wide as `width`, or as the room with 0; the same mail twice changes nothing.

        `pictures` are the PNGs that stand in it. `dark` and `blocked` are what mail programs do to it.
        """
        if width != self._widest:
            self._widest = width
            self._fit()
        if ((html, dark, blocked), pictures) == (self._shown, self._pictures):
            return
        self._shown, self._pictures = (html, dark, blocked), pictures
        self.refused.clear()
        self._paper(dark=dark)
        html = without_pictures(html) if blocked else with_only(html, pictures)
        self.setHtml(darkened(html) if dark else html)

    def _paper(self, *, dark: bool) -> None:
        """A mail is read on white paper, or on a dark one, whatever the look of this window is."""
        colours = (_PAPER, _INK, _LINK)
        paper, ink, link = map(dark_colour, colours) if dark else colours
        self.setStyleSheet(
            f"QTextBrowser {{ background: {_DARK_DESK if dark else _DESK}; color: {ink}; }}"
            f"QTextBrowser > QWidget#qt_scrollarea_viewport {{ background: {paper}; }}"
        )
        self.document().setDefaultStyleSheet(f"a {{ color: {link}; }}")

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """A picture of the mail out of a data address; nothing for a file, a server or another picture."""
        text = name.toString() if isinstance(name, QUrl) else name
        if type == QTextDocument.ResourceType.ImageResource.value:
            content = _data(text)
            if content and content in self._pictures:
                return QImage.fromData(content)
        self.refused.append(text)
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """The mail in the middle of the room that is left over."""
        bar = self.verticalScrollBar().sizeHint().width()
        over = self.width() - self._widest - bar if self._widest else 0
        self.setViewportMargins(max(0, over // 2), 0, max(0, over // 2), 0)

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
