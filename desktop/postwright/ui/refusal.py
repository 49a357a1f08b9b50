"""Say in one plain dialog why the program cannot go on. For the start only; panels have banners."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def show_refusal(text: str, parent: QWidget | None = None) -> None:
    """Wait until it was read."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(QCoreApplication.translate("Refusal", "Postwright"))
    box.setText(text)
    box.exec()
