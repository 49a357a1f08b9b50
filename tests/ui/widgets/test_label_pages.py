"""A label and the pages behind it are looked at one by one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from postwright.ui.widgets.label_pages import LabelPages
from tests.ui.printing_scenes import picture


def test_the_pages_go_round_and_are_named(qtbot: QtBot) -> None:
    pages = LabelPages(QSize(160, 240))
    qtbot.addWidget(pages)
    pages.show_pages((picture(), b"", picture()), "Picture of the label")
    pages.show()
    assert pages.line.text() == "1 of 3"
    for step in ("2 of 3", "3 of 3", "1 of 3"):
        QTest.keyClick(pages.after, Qt.Key.Key_Space)
        assert pages.line.text() == step
        assert pages.picture.accessibleName() == f"Picture of the label, {step}"
    pages.before.click()
    assert pages.line.text() == "3 of 3"
    pages.show_pages((picture(), b"", picture()), "Picture of the label")
    assert pages.line.text() == "3 of 3"


def test_one_page_has_no_buttons_and_another_label_begins_with_its_first(qtbot: QtBot) -> None:
    pages = LabelPages()
    qtbot.addWidget(pages)
    pages.show()
    pages.show_pages((picture(), b"form"), "The label for Ann")
    pages.after.click()
    pages.show_pages((picture(),), "The label for Bob")
    assert not pages.after.isVisible()
    assert not pages.picture.is_empty
    assert pages.picture.accessibleName() == "The label for Bob"
    pages.show_pages((), "")
    assert pages.picture.is_empty
