"""Every view: whatever can hold the focus can be named aloud, and no wheel changes what it passes over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from postwright.operations.results import LabelSheet
from postwright.ui.attention.screen import AttentionScreen
from postwright.ui.attention.view import AttentionView
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.labels.view import LabelsView
from postwright.ui.pickups.screen import PickupsScreen
from postwright.ui.pickups.view import PickupsView
from postwright.ui.qr_mail.screen import QrMailScreen
from postwright.ui.qr_mail.view import QrMailView
from postwright.ui.queue.screen import QueueScreen
from postwright.ui.queue.view import QueueView
from postwright.ui.reports.screen import ReportsScreen
from postwright.ui.reports.view import ReportsView
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.screen import Page
from postwright.ui.ship.view import ShipView
from postwright.ui.voids.screen import VoidsScreen
from postwright.ui.voids.view import VoidsView
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.day_scenes import DAYS
from tests.ui.pickups import dock
from tests.ui.reports.books import Books
from tests.ui.settings.shop import Shop


def queue() -> QWidget:
    view = QueueView()
    view.render_screen(QueueScreen(rows=plausible.queue_rows(), loaded=True, standing=plausible.standing()))
    return view


def labels() -> QWidget:
    view = LabelsView()
    sheet = LabelSheet("se-5000", b"", 203, True, "The barcode reads.")
    view.render_screen(
        LabelsScreen(entries=(plausible.entry(0),), loaded=True, chosen="se-5000", sheet=sheet)
    )
    return view


def voids() -> QWidget:
    view = VoidsView()
    view.render_screen(VoidsScreen(rows=plausible.voidables(), loaded=True, asking=("se-5000",)))
    return view


def reports() -> QWidget:
    view = ReportsView()
    view.render_screen(ReportsScreen(Books().report(None), RULES, plausible.PACIFIC))
    return view


def attention() -> QWidget:
    view = AttentionView()
    view.render_screen(AttentionScreen(attention=plausible.attention()))
    return view


def pickups() -> QWidget:
    view = PickupsView()
    view.render_screen(PickupsScreen(plan=dock.plan(dock.place(dock.piece(0))), now=plausible.NOW))
    return view


def end_of_day() -> QWidget:
    made = DAYS["end-of-day-usual"]
    panel, look = made()
    look()
    return panel.view


def qr_mail() -> QWidget:
    view = QrMailView()
    view.render_screen(QrMailScreen(label_id="se-1"))
    return view


def settings() -> QWidget:
    shop = Shop()
    panel = SettingsPanel(shop.lane, shop.deeds())
    panel.shown()
    for page in Page:
        panel.open(page)
        shop.lane.run_all()
    panel.printers.finding.add(True)
    panel.printers.calibrating.open()
    panel.printers.head.open()
    panel.printers.head.pick_block(3)
    shop.lane.run_all()
    return panel.view


VIEWS: list[Callable[[], QWidget]] = [
    queue, labels, voids, attention, pickups, end_of_day, qr_mail, reports, settings
]  # fmt: skip


def speechless(view: QWidget) -> list[str]:
    """The widgets that can hold the focus and have nothing to be read aloud."""
    found = []
    for widget in view.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QAbstractScrollArea) or widget.objectName().startswith(
            "qt_"
        )
        parent = widget.parentWidget()
        if widget.isHidden() or (parent is not None and parent is not view and parent.isHidden()):
            continue
        if (
            widget.focusPolicy() == Qt.FocusPolicy.NoFocus
            or inner
            or isinstance(widget, QScrollArea | QTabBar)
        ):
            continue
        said = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        if not said and type(widget).__name__ not in ("QTabWidget", "QExpandingLineEdit"):
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


@pytest.mark.parametrize("make", VIEWS)
def test_whatever_holds_the_focus_can_be_named(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    view = make()
    qtbot.addWidget(view)
    assert speechless(view) == []


def turned_one_notch() -> QWheelEvent:
    at, step = QPointF(4, 4), QPoint(0, -120)
    none = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase)
    return QWheelEvent(at, at, step, step, *none, False)


@pytest.mark.parametrize("make", [*VIEWS, ShipView])
def test_the_wheel_turns_the_page_and_changes_no_field(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    view = make()
    qtbot.addWidget(view)
    for field in view.findChildren(QWidget):
        if isinstance(field, QComboBox | QAbstractSpinBox | QTabBar):
            turn = turned_one_notch()
            QApplication.sendEvent(field, turn)
            assert not turn.isAccepted(), field
            assert field.focusPolicy() is not Qt.FocusPolicy.WheelFocus, field
