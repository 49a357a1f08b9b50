"""Put a text, or a whole mail, on the clipboard. Reads nothing from it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QStandardItemModel
from PySide6.QtWidgets import QApplication


def copy_text(text: str) -> None:
    """Put a text on the clipboard."""
    QApplication.clipboard().setText(text)


def copy_mail(html: str, text: str, png: bytes) -> None:
    """Put a mail on the clipboard as HTML, as text and as its picture; each program takes what it can."""
    data = _made_by_qt()
    data.setHtml(html)
    data.setText(text)
    if png:
        data.setImageData(QImage.fromData(png))
    QApplication.clipboard().setMimeData(data)


def _made_by_qt() -> QMimeData:
    """What is still on the clipboard when the program ends is deleted by Qt. On some platforms (offscreen,
    minimal) that is after Python has ended, and deleting data that Python made crashes then (measured with
    PySide6 6.12: the end is a segmentation fault). So Qt makes the data: a model's, which is then emptied.
    """
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    for kind in data.formats():
        data.removeFormat(kind)
    return data
