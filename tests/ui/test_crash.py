"""A bug is shown and logged wherever it happened, without secrets; an expected fault never comes here."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from postwright.ui.crash import CrashHook
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.text import PlainLabel


@pytest.fixture
def hook(qtbot: QtBot) -> Iterator[CrashHook]:
    hook = CrashHook(lambda text: text.replace("hunter2", "[redacted]"), Path("/logs/postwright.log"))
    yield hook
    if hook.dialog is not None:
        hook.dialog.close()


def a_bug() -> Exception:
    secret = "hunter2"
    try:
        raise LookupError(f"no shelf for {secret}")
    except LookupError as error:
        return error


def test_a_bug_is_shown_with_its_trace_and_without_secrets(hook: CrashHook) -> None:
    hook.report(a_bug())
    assert hook.dialog is not None
    assert "LookupError: no shelf for [redacted]" in hook.dialog.report
    assert "a_bug" in hook.dialog.report
    texts = " ".join(label.text() for label in hook.dialog.findChildren(PlainLabel))
    assert "/logs/postwright.log" in texts


def test_a_bug_on_another_thread_is_shown_on_the_windows_own(hook: CrashHook, qtbot: QtBot) -> None:
    thread = threading.Thread(target=hook.report, args=(a_bug(),))
    thread.start()
    thread.join()
    assert hook.dialog is None
    qtbot.waitUntil(lambda: hook.dialog is not None)
    assert hook.dialog is not None
    assert hook.dialog.thread() is hook.thread()


def test_a_second_bug_joins_the_first(hook: CrashHook) -> None:
    hook.report(a_bug())
    first = hook.dialog
    hook.report(ValueError("another"))
    assert hook.dialog is first
    assert first is not None
    assert "another" in first.report


def test_the_report_can_be_copied_and_the_work_goes_on(hook: CrashHook, qtbot: QtBot) -> None:
    hook.report(a_bug())
    assert hook.dialog is not None
    copy, go_on = (one for one in hook.dialog.findChildren(Button))
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "LookupError" in QApplication.clipboard().text()
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert hook.dialog is None


def test_the_hook_takes_over_and_gives_back(hook: CrashHook) -> None:
    before = sys.excepthook
    hook.install()
    try:
        error = a_bug()
        sys.excepthook(type(error), error, error.__traceback__)
        assert hook.dialog is not None
    finally:
        hook.remove()
    assert sys.excepthook is before


def test_ending_the_program_by_key_is_no_bug(hook: CrashHook) -> None:
    seen: list[type[BaseException]] = []
    before, sys.excepthook = sys.excepthook, lambda kind, error, trace: seen.append(kind)
    try:
        own = CrashHook(str, Path("log"))
        own.install()
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        own.remove()
    finally:
        sys.excepthook = before
    assert seen == [KeyboardInterrupt]
    assert hook.dialog is None
