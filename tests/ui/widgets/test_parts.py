"""Labels, buttons, notices, tables, rates and pictures: what they show, what they never do unasked."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from postwright.domain.money import Money
from postwright.ui.notice import Notice, Tone, done
from postwright.ui.rate_line import RateLine
from postwright.ui.theme import Look
from postwright.ui.widgets.banner import Banner, ConfirmBar
from postwright.ui.widgets.buttons import BusyButton, Button, ElidedButton
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.pictures import LabelPreview, QrView
from postwright.ui.widgets.pill import StatusPill
from postwright.ui.widgets.rate_list import RateList
from postwright.ui.widgets.section import EmptyState, ScrollColumn, Section
from postwright.ui.widgets.table import Column, Row
from postwright.ui.widgets.text import ElidedLabel, Line, MoneyLabel, PlainLabel

ROWS = (Row("a", ("Ann", "$7.61")), Row("b", ("Bob", "$10.10"), ("", "trouble")), Row("c", ("Cy", "$5.00")))


def shown(qtbot: QtBot, widget: QWidget, size: tuple[int, int] = (480, 360)) -> None:
    qtbot.addWidget(widget)
    widget.resize(*size)
    with qtbot.waitExposed(widget):
        widget.show()


def test_markup_from_outside_is_text(qtbot: QtBot) -> None:
    label = PlainLabel("<b>Ann</b> & <img src='http://example.com/x.png'>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_no_money_is_a_dash(qtbot: QtBot) -> None:
    label = MoneyLabel()
    qtbot.addWidget(label)
    assert label.text() == "–"
    label.set_money(Money(761))
    assert label.text() == "$7.61"
    assert label.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_long_text_ends_in_dots_and_is_whole_in_the_tool_tip(qtbot: QtBot, look: Look) -> None:
    label = ElidedLabel("Zebra ZD421 in the back room is ready and has sent two labels")
    shown(qtbot, label, (120, 24))
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole == label.accessibleName()
    label.resize(900, 24)
    assert label.text() == label.whole
    assert label.toolTip() == ""


def test_enter_does_not_press_the_button_that_spends(qtbot: QtBot, look: Look) -> None:
    pressed: list[int] = []
    button = BusyButton("Buy")
    button.clicked.connect(lambda: pressed.append(1))
    shown(qtbot, button)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter)
    assert pressed == []
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [1]


def test_a_busy_button_cannot_be_pressed_again(qtbot: QtBot, look: Look) -> None:
    pressed: list[int] = []
    button = BusyButton("Buy")
    button.clicked.connect(lambda: pressed.append(1))
    shown(qtbot, button)
    button.show_state("Buying…", enabled=True, busy=True)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == []
    assert button.busy
    assert button.accessibleName() == "Buying…"


class Desk(QWidget):
    """A rail, and a panel with a line, a list, a button that works and one that would cost something."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.rail, self.panel = Button("Rail"), QWidget()
        self.panel.setObjectName("Panel")
        self.line, self.work, self.cost = QLineEdit(), BusyButton("Print"), Button("Void", kind="danger")
        self.panel.setLayout(column(self.work, self.cost, self.line))
        self.setLayout(column(self.panel, self.rail))
        shown(qtbot, self)
        self.activateWindow()
        self.work.setFocus()


def test_a_busy_button_keeps_the_focus_and_takes_no_press(qtbot: QtBot, look: Look) -> None:
    desk, pressed = Desk(qtbot), list[int]()
    desk.work.clicked.connect(lambda: pressed.append(1))
    desk.work.show_state("Printing…", enabled=True, busy=True)
    assert desk.focusWidget() is desk.work
    QTest.keyClick(desk.work, Qt.Key.Key_Space)
    QTest.mouseClick(desk.work, Qt.MouseButton.LeftButton)
    desk.work.click()
    assert pressed == []
    desk.work.show_state("Print", enabled=True, busy=False)
    assert desk.focusWidget() is desk.work
    QTest.keyClick(desk.work, Qt.Key.Key_Space)
    assert pressed == [1]


def test_a_busy_button_that_was_left_is_switched_off(qtbot: QtBot, look: Look) -> None:
    desk = Desk(qtbot)
    desk.work.show_state("Printing…", enabled=True, busy=True)
    desk.line.setFocus()
    assert not desk.work.isEnabled()
    desk.work.show_state("Print", enabled=True, busy=False)
    assert desk.work.isEnabled()


def test_a_button_switched_off_or_hidden_gives_the_focus_to_a_safe_place(qtbot: QtBot, look: Look) -> None:
    desk = Desk(qtbot)
    desk.work.show_state("Printed", enabled=False, busy=False)
    assert desk.focusWidget() is desk.line
    desk.work.show_state("Print", enabled=True, busy=False)
    desk.work.setFocus()
    desk.line.hide()
    desk.work.hide()
    assert desk.focusWidget() is desk.panel
    desk.line.show()
    desk.panel.setFocusProxy(desk.cost)
    desk.work.show()
    desk.work.setFocus()
    desk.work.setEnabled(False)
    assert desk.focusWidget() is desk.cost


def test_a_question_gives_the_focus_back(qtbot: QtBot, look: Look) -> None:
    desk, bar = Desk(qtbot), ConfirmBar()
    desk.panel.layout().addWidget(bar)
    for button in (bar.keep, bar.confirm):
        desk.work.setFocus()
        bar.ask("Void this label?", "Void it", "Keep it")
        assert desk.focusWidget() is bar.keep
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert desk.focusWidget() is desk.work
    bar.home = desk.line
    bar.ask("Void this label?", "Void it", "Keep it")
    QTest.keyClick(bar.keep, Qt.Key.Key_Escape)
    assert desk.focusWidget() is desk.line


def test_a_question_does_not_look_for_what_is_gone(qtbot: QtBot, look: Look) -> None:
    desk, bar = Desk(qtbot), ConfirmBar()
    desk.panel.layout().addWidget(bar)
    bar.ask("Void this label?", "Void it", "Keep it")
    with qtbot.waitSignal(desk.work.destroyed):
        desk.work.deleteLater()
    QTest.keyClick(bar.keep, Qt.Key.Key_Escape)
    assert desk.focusWidget() is desk.line


def test_a_question_finds_what_it_had_hidden(qtbot: QtBot, look: Look) -> None:
    desk, bar = Desk(qtbot), ConfirmBar()
    desk.panel.layout().addWidget(bar)
    bar.ask("Void this label?", "Void it", "Keep it")
    desk.work.hide()
    bar.kept.connect(desk.work.show)
    QTest.keyClick(bar.keep, Qt.Key.Key_Escape)
    assert desk.focusWidget() is desk.line
    qtbot.waitUntil(lambda: desk.focusWidget() is desk.work)


def test_columns_widen_with_the_type(qtbot: QtBot, look: Look, qapp: QApplication) -> None:
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPixelSize(usual.pixelSize() * 2)
    qapp.setFont(large)
    try:
        wide = DataTable((Column("Name"), Column("Paid", width=80)), "Labels")
        qtbot.addWidget(wide)
        assert wide.columnWidth(1) >= 150
        assert wide.row_height > 40
    finally:
        qapp.setFont(usual)


def test_a_large_button_breaks_long_words_before_their_last_part(qtbot: QtBot, look: Look) -> None:
    button = BusyButton("")
    button.setProperty("large", True)
    shown(qtbot, button, (240, 48))
    button.show_state("Buy · $7.61 · Priority Mail Express International", enabled=True, busy=False)
    assert button.text() == "Buy · $7.61\nPriority Mail Express International"
    button.resize(640, 48)
    assert "\n" not in button.text()


def test_a_narrow_button_keeps_its_whole_name_for_the_tool_tip(qtbot: QtBot, look: Look) -> None:
    button = ElidedButton("3  Padded envelope, large", "Preset 3: Padded envelope, large")
    shown(qtbot, button, (90, 24))
    assert button.text().endswith("…")
    assert button.toolTip() == button.accessibleName() == "Preset 3: Padded envelope, large"


def test_a_button_can_become_the_primary_one(qtbot: QtBot, look: Look) -> None:
    button = Button("Next parcel", icon_name="arrow-right")
    qtbot.addWidget(button)
    button.set_kind("primary")
    assert button.property("kind") == "primary"


def test_a_notice_says_ours_and_quotes_theirs(qtbot: QtBot, look: Look) -> None:
    banner = Banner()
    acted: list[str] = []
    banner.acted.connect(acted.append)
    shown(qtbot, banner)
    banner.show_notice(Notice(Tone.TROUBLE, "The carrier refused it.", "<i>bad zip</i>", "retry"))
    assert banner.quotation.text() == "“<i>bad zip</i>”"
    assert banner.quotation.textFormat() is Qt.TextFormat.PlainText
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert acted == ["retry"]
    banner.show_notice(done("Sent."))
    assert banner.quotation.isHidden()
    assert banner.button.isHidden()
    banner.show_notice(None)
    assert banner.isHidden()


def test_the_same_notice_twice_does_not_speak_twice(qtbot: QtBot, look: Look) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_notice(done("Sent."))
    banner.hide()
    banner.show_notice(done("Sent."))
    assert banner.isHidden()


def test_a_question_stands_on_keeping(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    bar = ConfirmBar()
    window.setLayout(column(bar))
    answers: list[str] = []
    bar.kept.connect(lambda: answers.append("kept"))
    bar.confirmed.connect(lambda: answers.append("confirmed"))
    shown(qtbot, window)
    window.activateWindow()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        bar.ask("Void this label?", "Void it", "Keep it")
        assert bar.keep.hasFocus()
        QTest.keyClick(bar.keep, key)
        bar.hide()
    assert "confirmed" not in answers
    assert answers == ["kept", "kept"]
    bar.ask("Void this label?", "Void it", "Keep it")
    QTest.mouseClick(bar.confirm, Qt.MouseButton.LeftButton)
    assert answers[-1] == "confirmed"


def test_a_state_is_a_word_with_a_sign(qtbot: QtBot, look: Look) -> None:
    pill = StatusPill("In doubt", "trouble")
    shown(qtbot, pill)
    assert (pill.text, pill.accessibleName()) == ("In doubt", "In doubt")
    pill.show_state("Draft")
    assert pill.text == "Draft"


def test_an_empty_page_offers_one_thing_to_do(qtbot: QtBot, look: Look) -> None:
    page = EmptyState("Labels stand here.", "Ship a parcel", "labels")
    shown(qtbot, page)
    with qtbot.waitSignal(page.acted):
        QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    bare = EmptyState("Nothing waits.")
    qtbot.addWidget(bare)
    assert bare.button.isHidden()


def test_parts_make_no_windows_of_their_own(qtbot: QtBot, look: Look) -> None:
    holder = ScrollColumn(Section("To").add(PlainLabel("Ann"), Line()), EmptyState("None.", "Begin"))
    shown(qtbot, holder)
    assert [one for one in holder.findChildren(QWidget) if one.isWindow() and one.isVisible()] == []


# ---------------------------------------------------------------- tables


@pytest.fixture
def table(qtbot: QtBot, look: Look) -> DataTable:
    made = DataTable((Column("Name"), Column("Price", True, 90)), "Labels", checkable=True, many=True)
    made.set_rows(ROWS)
    shown(qtbot, made)
    return made


def test_money_stands_on_the_right_and_trouble_has_its_colour(table: DataTable) -> None:
    model = table.rows_model
    alignment = model.data(model.index(0, 1), int(Qt.ItemDataRole.TextAlignmentRole))
    assert alignment & int(Qt.AlignmentFlag.AlignRight)
    colour = model.data(model.index(1, 1), int(Qt.ItemDataRole.ForegroundRole))
    assert isinstance(colour, QColor)
    assert model.data(model.index(0, 0), int(Qt.ItemDataRole.ForegroundRole)) is None
    assert model.data(model.index(1, 0), int(Qt.ItemDataRole.AccessibleTextRole)) == "Bob, $10.10"
    assert model.data(model.index(1, 0), int(Qt.ItemDataRole.DecorationRole)) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Price"
    assert model.headerData(1, Qt.Orientation.Vertical) is None


def test_a_table_tells_of_a_persons_choice_and_not_of_the_programs(table: DataTable, qtbot: QtBot) -> None:
    told: list[str] = []
    table.chosen.connect(told.append)
    table.set_rows(ROWS, "b")
    assert (table.current, told) == ("b", [])
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert (table.current, told) == ("c", ["c"])


def test_a_row_keeps_its_place_when_others_come(table: DataTable) -> None:
    table.set_rows(ROWS, "b")
    table.set_rows((Row("z", ("Zoe", "$1.00")), *ROWS))
    assert table.current == "b"
    table.set_rows(ROWS[:1])
    assert table.current == ""


def test_enter_opens_a_row(table: DataTable, qtbot: QtBot) -> None:
    table.set_rows(ROWS, "b")
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_ticks_belong_to_rows_and_go_with_them(table: DataTable, qtbot: QtBot) -> None:
    model = table.rows_model
    check = int(Qt.ItemDataRole.CheckStateRole)
    with qtbot.waitSignal(table.ticked):
        model.setData(model.index(2, 0), Qt.CheckState.Checked, check)
    assert table.ticks == ("c",)
    table.set_ticks(frozenset({"a", "c"}))
    assert table.ticks == ("a", "c")
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, check)
    table.set_rows(ROWS[:2])
    assert table.ticks == ()
    assert not model.setData(model.index(0, 0), "Ann")


def test_a_table_that_gets_the_focus_stands_on_its_first_row(table: DataTable) -> None:
    table.clearFocus()
    table.set_rows(ROWS, "")
    table.setFocus()
    assert table.current == "a"
    assert table.selected == ("a",)


# ---------------------------------------------------------------- rates

LINES = (
    RateLine("ga", "Ground Advantage", "", "$7.61", "", "Sat 28 Nov", "4 days", ("Cheapest",)),
    RateLine("pm", "Priority Mail", "Small Flat Rate Box", "$9.85", "$7.75 postage + $2.10 insurance"),
    RateLine("mm", "Media Mail", "", "$4.13", reason="Media Mail takes books only."),
)


def test_rates_are_chosen_with_the_arrows(qtbot: QtBot, look: Look) -> None:
    rates = RateList("Rates")
    rates.show_rates(LINES, "ga", stale=False)
    told: list[str] = []
    rates.chosen.connect(told.append)
    shown(qtbot, rates)
    QTest.keyClick(rates, Qt.Key.Key_Down)
    assert told == ["pm"]


def test_old_rates_cannot_be_chosen(qtbot: QtBot, look: Look) -> None:
    rates = RateList("Rates")
    told: list[str] = []
    rates.chosen.connect(told.append)
    shown(qtbot, rates)
    rates.clearFocus()
    rates.show_rates(LINES, "ga", stale=True)
    assert not rates.isEnabled()
    rates.show_rates(LINES, "pm", stale=False)
    assert rates.isEnabled()
    assert told == []


def test_rates_keep_the_focus_while_they_are_asked_again(qtbot: QtBot, look: Look) -> None:
    holder, rates, buy = QWidget(), RateList("Rates"), Button("Buy")
    holder.setLayout(column(rates, buy))
    rates.show_rates(LINES, "ga", stale=False)
    shown(qtbot, holder)
    holder.activateWindow()
    rates.setFocus()
    told: list[str] = []
    rates.chosen.connect(told.append)
    rates.show_rates(LINES, "ga", stale=True)
    QTest.keyClick(rates, Qt.Key.Key_Down)
    assert (holder.focusWidget(), told) == (rates, [])
    rates.show_rates(LINES, "ga", stale=False)
    QTest.keyClick(rates, Qt.Key.Key_Down)
    assert told == ["pm"]
    rates.show_rates(LINES, "pm", stale=True)
    buy.setFocus()
    assert not rates.isEnabled()


def test_a_rate_is_heard_as_one_sentence() -> None:
    assert LINES[0].spoken == "Ground Advantage, $7.61, Cheapest, Sat 28 Nov · 4 days"
    assert "Media Mail takes books only." in LINES[2].spoken


# ---------------------------------------------------------------- pictures


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height), 0).save(out, "PNG")
    return out.getvalue()


def test_a_label_keeps_the_shape_of_its_paper(qtbot: QtBot, look: Look) -> None:
    preview = LabelPreview()
    shown(qtbot, preview, (600, 300))
    assert preview.is_empty
    preview.show_png(png(812, 1218), "The label for Ann")
    assert not preview.is_empty
    paper = preview.paper()
    assert (paper.width(), paper.height()) == (200, 300)
    assert preview.accessibleName() == "The label for Ann"
    assert preview.grab().toImage().pixelColor(300, 150) == QColor("#000000")
    preview.show_png(b"", "No label")
    assert preview.is_empty


def test_a_qr_code_grows_by_whole_dots(qtbot: QtBot, look: Look) -> None:
    view = QrView()
    shown(qtbot, view, (250, 250))
    view.show_png(png(33, 33), "QR code")
    image = view.grab().toImage()
    row = [image.pixelColor(x, 125) == QColor("#000000") for x in range(2, 248)]
    assert sum(row) == 33 * 7


def test_columns_yield_in_their_order_where_there_is_little_room(qtbot: QtBot, look: Look) -> None:
    columns = (Column("Who"), *(Column(name, width=100) for name in "abc"), Column("Why"))
    table = DataTable(columns, "Rows")
    table.yield_columns(3, 1)
    qtbot.addWidget(table)
    hidden = {}
    table.show()
    for width in (800, 560, 440, 800):
        table.resize(width, 200)
        hidden[width] = [table.isColumnHidden(place) for place in range(5)]
    assert hidden[560] == [False, False, False, True, False]
    assert hidden[440] == [False, True, False, True, False]
    assert not any(hidden[800])
    table.hide()


def test_a_cell_of_two_lines_is_read_as_one(qtbot: QtBot) -> None:
    assert Row("a", ("Ann Lee\nScranton PA", "$1.00")).spoken == "Ann Lee, Scranton PA, $1.00"


def test_a_button_that_stood_in_two_lines_takes_one_where_there_is_room(qtbot: QtBot) -> None:
    page = QWidget()
    button = BusyButton("", icon_name="wallet")
    button.setProperty("large", True)
    box = QHBoxLayout(page)
    box.addStretch(1)
    box.addWidget(button)
    qtbot.addWidget(page)
    page.resize(150, 80)
    page.show()
    button.show_state("Buy 12 · up to $1,234.56", enabled=True, busy=False)
    qtbot.waitUntil(lambda: button.text() == "Buy 12\nup to $1,234.56")
    page.resize(600, 80)
    qtbot.waitUntil(lambda: button.text() == "Buy 12 · up to $1,234.56")
