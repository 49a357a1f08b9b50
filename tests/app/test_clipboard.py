"""What is copied can be pasted, and stays on the clipboard without harm when the program ends."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from postwright.app.clipboard import copy_mail, copy_text
from tests.ui.logo import logo

_END = """
from PySide6.QtWidgets import QApplication
from postwright.app.clipboard import copy_mail
application = QApplication([])
copy_mail("<b>Hello</b>", "Hello", bytes.fromhex({png!r}))
print(application.clipboard().text())
"""


def test_a_mail_is_copied_as_html_as_text_and_as_its_picture(qtbot: QtBot) -> None:
    copy_mail("<b>Hello</b>", "Hello", logo())
    data = QApplication.clipboard().mimeData()
    assert sorted(data.formats()) == ["application/x-qt-image", "text/html", "text/plain"]
    assert (data.html(), data.text()) == ("<b>Hello</b>", "Hello")
    picture = data.imageData()
    assert isinstance(picture, QImage)
    assert picture == QImage.fromData(logo())
    assert not picture.isNull()


def test_a_mail_without_a_picture_and_a_text_are_copied(qtbot: QtBot) -> None:
    copy_mail("<b>Hello</b>", "Hello", b"")
    assert not QApplication.clipboard().mimeData().hasImage()
    copy_text("9400")
    assert QApplication.clipboard().text() == "9400"
    assert not QApplication.clipboard().mimeData().hasHtml()


@pytest.mark.parametrize("platform", ["offscreen", "minimal"])
def test_the_program_ends_well_with_a_mail_on_the_clipboard(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    ended = subprocess.run(
        [sys.executable, "-c", _END.format(png=logo().hex())], capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout) == (0, "Hello\n"), ended.stderr
