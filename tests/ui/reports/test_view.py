"""The Reports panel as it is drawn and pressed: no colour stands alone, and the chart can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip
from pytestqt.qtbot import QtBot

from postwright.domain.cost_report import Cause
from postwright.domain.preferences import Theme
from postwright.ui.reports.chart import LossChart, Swatch
from postwright.ui.reports.view import ReportsView
from postwright.ui.theme import Look, tokens
from tests.ui.reports.books import NOVEMBER, Books, BooksPanel, used

OCTOBER = NOVEMBER.plus(-1)


@pytest.fixture
def made(qtbot: QtBot, look: Look) -> Iterator[BooksPanel]:
    panel = BooksPanel(Books())
    view = panel.panel.view
    qtbot.addWidget(view)
    view.resize(1096, 704)
    view.show()
    panel.look()
    yield panel
    view.hide()


def view_of(made: BooksPanel) -> ReportsView:
    return made.panel.view


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_every_sum_of_the_chart_is_in_its_description(made: BooksPanel) -> None:
    words = view_of(made).chart.accessibleDescription()
    assert "October 2026: $55.58 lost: missed $36.25" in words
    assert "November 2026: No postage of this month was lost" in words
    assert view_of(made).chart.accessibleName() == "Lost, month by month"


def test_causes_of_one_colour_differ_in_their_pattern(look: Look, qtbot: QtBot) -> None:
    plain, striped = Swatch(Cause.MISSED), Swatch(Cause.DUPLICATES)
    for swatch in (plain, striped):
        qtbot.addWidget(swatch)
    assert colours(plain.grab().toImage()) == {QColor(tokens().trouble).name()}
    assert len(colours(striped.grab().toImage())) > 1


def test_a_month_is_chosen_with_the_mouse(made: BooksPanel, qtbot: QtBot) -> None:
    chart = view_of(made).chart
    middle = QPoint(round(chart.width() * 4.5 / 6), chart.height() // 2)
    with qtbot.waitSignal(chart.chosen) as heard:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert heard.args == ["2026-10"]
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.RightButton, pos=middle)


def test_months_are_gone_to_with_the_arrow_keys(made: BooksPanel, qtbot: QtBot) -> None:
    chart = view_of(made).chart
    with qtbot.waitSignal(chart.chosen) as heard:
        qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert heard.args == ["2026-10"]
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        qtbot.keyClick(chart, Qt.Key.Key_Return)


def test_what_a_column_shows_is_in_its_tool_tip(made: BooksPanel) -> None:
    chart = view_of(made).chart
    at = QPoint(round(chart.width() * 4.5 / 6), 40)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert QToolTip.text().startswith("October 2026: $55.58 lost")
    QToolTip.hideText()


def test_beside_the_columns_there_is_no_month(look: Look, qtbot: QtBot) -> None:
    chart = LossChart()
    qtbot.addWidget(chart)
    assert chart.column_at(QPointF(-5, -5)) is None
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton)
        qtbot.keyClick(chart, Qt.Key.Key_Left)


def test_what_was_lost_is_drawn_in_light_and_dark(made: BooksPanel, look: Look) -> None:
    chart = view_of(made).chart
    for theme in (Theme.LIGHT, Theme.DARK):
        look.choose(theme)
        seen = colours(chart.grab().toImage())
        assert {QColor(tokens().trouble).name(), QColor(tokens().waiting).name()} <= seen
    look.choose(Theme.LIGHT)


def test_a_figure_that_is_money_gone_is_named_and_not_only_red(made: BooksPanel) -> None:
    made.back()
    lines = {line.title.text(): line for line in view_of(made).postage.lines}
    assert (lines["Missed"].title.property("role"), lines["Missed"].amount.text()) == ("trouble", "$45.68")
    assert "this money is lost" in lines["Missed"].meaning.text()
    assert lines["Paid"].title.property("role") == "strong"


def test_lines_of_rare_things_are_hidden_again(made: BooksPanel) -> None:
    view = view_of(made)
    made.back()
    shown = [line for line in view.refunds.lines if line.title.isVisible()]
    made.presenter.step(1)
    made.lane.run_all()
    assert len(shown) == 5
    assert len([line for line in view.refunds.lines if line.title.isVisible()]) == 4


def test_the_month_is_turned_with_the_buttons(made: BooksPanel, qtbot: QtBot) -> None:
    view = view_of(made)
    assert not view.on.isEnabled()
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    made.lane.run_all()
    assert (view.month.text(), view.lost_card.title.text()) == ("October 2026", "Lost in October 2026")
    qtbot.mouseClick(view.on, Qt.MouseButton.LeftButton)
    made.lane.run_all()
    assert view.month.text() == "November 2026"


def test_a_file_is_named_after_its_month(
    made: BooksPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[str] = []

    def choose(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        named.append(name)
        return ("/tmp/month.csv", "") if len(named) == 1 else ("", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    for _ in range(2):
        qtbot.mouseClick(view_of(made).csv, Qt.MouseButton.LeftButton)
        made.lane.run_all()
    assert ("2026-11" in named[0], made.books.saved) == (True, [(NOVEMBER, "/tmp/month.csv")])


def test_the_papers_button_prints_and_saves_the_report(made: BooksPanel) -> None:
    view = view_of(made)
    view.papers.send_wanted.emit("month-report")
    made.lane.run_all()
    view.papers.place_chosen.emit("month-report", "/tmp/x.pdf")
    made.lane.run_all()
    assert [one[0] for one in made.books.drawer.made] == ["send", "save"]


def test_an_empty_panel_leads_to_the_first_parcel(qtbot: QtBot, look: Look) -> None:
    made = BooksPanel(Books({}))
    qtbot.addWidget(view_of(made))
    made.look()
    view = view_of(made)
    assert view.stack.currentWidget() is view.empty
    assert view.tools.isHidden()
    view.empty.acted.emit()
    assert made.went == ["ship"]


def test_a_month_without_losses_is_calm(qtbot: QtBot, look: Look) -> None:
    made = BooksPanel(Books({NOVEMBER: used(NOVEMBER, 2)}))
    qtbot.addWidget(view_of(made))
    made.look()
    assert view_of(made).legend.isHidden()
    assert view_of(made).advice.isHidden()
