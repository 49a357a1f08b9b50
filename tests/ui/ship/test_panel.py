"""The Ship panel in a window: from the first letter to the label without a mouse, and nothing clipped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from postwright.domain.draft import CustomsLine, Draft
from postwright.domain.draft_record import DraftState
from postwright.domain.faults import FaultKind, Lost
from postwright.domain.scan_back import ScanVerdict
from postwright.ui import keys
from postwright.ui.change import Change
from postwright.ui.panel import PanelSpec
from postwright.ui.ship.panel import ShipPanel
from postwright.ui.theme import Look
from postwright.ui.widgets.text import PlainLabel
from postwright.ui.window import MainWindow
from tests.ui import walking
from tests.ui.plausible import NOW, standing
from tests.ui.ship.desk import TO, Desk, parcel

CTRL = Qt.KeyboardModifier.ControlModifier
BLOCK = "Ruth Nakai\nPO Box 210\nWindow Rock, AZ 86515"


class Shop:
    """A window with the Ship panel in it."""

    def __init__(self, qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1280, 800)) -> None:
        self.desk = desk
        self.qtbot = qtbot
        self.panel = ShipPanel(desk.deeds(), desk.lanes())
        spec = PanelSpec("ship", "Ship", "ship", "go.1", lambda: self.panel)
        self.window = MainWindow([spec], find=lambda text, tell: None, load=dict, save=lambda state: None)
        self.window.ready.connect(self.window.begin)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show_standing(standing(online=desk.online), practice=True, now=NOW)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.window.activateWindow()

    @property
    def view(self) -> QWidget:
        return self.panel.view

    def lay(self, draft: Draft) -> Shop:
        """A parcel as if it had been typed, with its prices."""
        self.desk.saved["d0"] = draft
        self.panel.open("d0")
        self.desk.run()
        return self.settle()

    def settle(self) -> Shop:
        for _ in range(10):  # one for each level of layouts within layouts
            QApplication.processEvents()
        return self

    def key(self, keys: str) -> Shop:
        QTest.keySequence(self.window.focusWidget() or self.window, QKeySequence(keys))
        return self

    def type(self, text: str) -> Shop:
        QTest.keyClicks(self.window.focusWidget(), text)
        return self

    def wait_until_asked(self) -> Shop:
        """Until the pauses after typing are over."""
        self.qtbot.waitUntil(lambda: bool(self.desk.errands.held))
        self.desk.run()
        return self


@pytest.fixture
def shop(qtbot: QtBot, look: Look) -> Shop:
    return Shop(qtbot, Desk())


def test_a_parcel_is_shipped_without_a_mouse(shop: Shop, qtbot: QtBot) -> None:
    assert shop.window.focusWidget().accessibleName() == "To: Name"
    QApplication.clipboard().setText(BLOCK)
    shop.key("Ctrl+V").key("Esc").type("2")
    assert shop.panel.presenter.screen.draft.to == TO
    shop.wait_until_asked()
    assert shop.panel.view.decision.button.text() == "Buy · $7.61 · Ground Advantage"
    shop.key("Ctrl+Return")
    shop.desk.run()
    assert shop.desk.did("buy") == 1
    shop.key("Ctrl+P")
    shop.desk.run()
    assert shop.desk.did("print") == 1
    shop.key("Ctrl+N")
    assert shop.panel.presenter.screen.draft.to.is_blank
    assert shop.window.focusWidget().accessibleName() == "To: Name"


def test_after_a_pasted_address_the_weight_is_typed(shop: Shop) -> None:
    QApplication.clipboard().setText(BLOCK)
    shop.key("Ctrl+V").type("3")
    assert shop.panel.presenter.screen.draft.pounds == "3"
    assert shop.panel.presenter.screen.draft.to == TO


def test_after_an_address_that_was_not_split_the_focus_stays(shop: Shop) -> None:
    QApplication.clipboard().setText("The Window Rock Book Club")
    shop.key("Ctrl+V")
    assert shop.window.focusWidget().accessibleName() == "To: Name"


def test_the_weigh_key_goes_to_an_empty_weight_and_locks_a_typed_one(shop: Shop) -> None:
    weight = shop.panel.view.compose.parcel.weight
    shop.key("F4")
    assert shop.window.focusWidget() is weight.pounds
    assert not weight.locked
    shop.type("3").key("F4")
    assert weight.locked
    shop.key("F4")
    assert not weight.locked


def test_before_anything_was_typed_the_button_is_quiet_and_leads_to_the_first_field(shop: Shop) -> None:
    button = shop.panel.view.decision.button
    assert (button.text(), button.property("kind")) == ("Buy", "plain")
    shop.panel.view.compose.parcel.weight.pounds.setFocus()
    button.click()
    assert shop.window.focusWidget().accessibleName() == "To: Name"
    shop.type("Ruth")
    assert button.property("kind") == "primary"


def test_enter_walks_through_the_fields_and_buys_nothing(shop: Shop) -> None:
    shop.lay(parcel())
    shop.panel.view.setFocus()
    for _ in range(40):
        QTest.keyClick(shop.window.focusWidget(), Qt.Key.Key_Return)
    shop.panel.view.decision.button.setFocus()
    QTest.keyClick(shop.panel.view.decision.button, Qt.Key.Key_Return)
    shop.panel.view.rates.list.setFocus()
    QTest.keyClick(shop.panel.view.rates.list, Qt.Key.Key_Return)
    shop.desk.run()
    assert shop.desk.did("buy") == 0


def test_typing_is_saved_after_a_pause_and_priced_after_another(shop: Shop, qtbot: QtBot) -> None:
    shop.lay(parcel())
    asked = shop.desk.did("quote")
    shop.panel.view.compose.parcel.weight.pounds.setFocus()
    shop.key("Ctrl+A").type("3")
    assert shop.panel.presenter.screen.stale
    qtbot.waitUntil(lambda: bool(shop.desk.desk.held))
    shop.wait_until_asked()
    assert shop.desk.saved["d0"].pounds == "3"
    assert shop.desk.did("quote") == asked + 1


def test_leaving_a_field_saves_at_once(shop: Shop) -> None:
    shop.lay(parcel())
    shop.panel.view.compose.to.editor("name").setFocus()
    shop.type("x")
    QTest.keyClick(shop.window.focusWidget(), Qt.Key.Key_Tab)
    assert len(shop.desk.desk.held) == 1


def test_closing_the_window_saves_the_last_letter(shop: Shop) -> None:
    shop.panel.view.compose.to.editor("name").setFocus()
    shop.type("Ruth")
    shop.window.close()
    shop.desk.run()
    assert shop.desk.saved["d1"].to.name == "Ruth"


def test_drawing_the_same_screen_again_moves_no_cursor_and_sends_nothing(shop: Shop) -> None:
    shop.lay(parcel())
    edit = shop.panel.view.compose.to.editor("name")
    edit.setFocus()
    edit.setCursorPosition(2)
    told: list[object] = []
    shop.panel.view.edited.connect(told.append)
    for _ in range(3):
        shop.panel.view.render_screen(shop.panel.presenter.screen)
    assert edit.cursorPosition() == 2
    assert told == []


def test_trying_to_buy_goes_to_the_first_thing_that_is_missing(shop: Shop) -> None:
    shop.lay(parcel(pounds="", ounces=""))
    shop.key("Ctrl+Return")
    assert shop.window.focusWidget() is shop.panel.view.compose.parcel.weight.pounds


def test_trying_to_buy_goes_to_the_first_wrong_field_in_the_order_of_the_form(shop: Shop) -> None:
    wrong = parcel(to=replace(TO, city=""), pounds="", ounces="", insured_value="much")
    shop.lay(replace(wrong, sender=replace(wrong.sender, phone="")))
    shop.key("Ctrl+Return")
    fields = ["to.city", "pounds", "insured_value", "sender.phone"]
    assert list(shop.panel.presenter.screen.problems) == fields
    assert shop.window.focusWidget().accessibleName() == "To: City"


def test_every_problem_has_its_place_in_the_form(shop: Shop) -> None:
    shop.lay(replace(parcel(), sender=replace(TO, phone="1")))
    compose = shop.panel.view.compose
    for field in ("to.city", "to.country", "pounds", "ounces", "height", "package_code", "ship_date",
                  "reference3", "customs_contents", "sender.phone"):  # fmt: skip
        compose.options.fields["reference1"].parentWidget().show()
        shop.window.setFocus()
        compose.focus_on(field)
        assert compose.isAncestorOf(shop.window.focusWidget() or shop.window), field


def test_customs_lines_are_added_read_and_removed(shop: Shop) -> None:
    canada = replace(TO, country="CA", state="ON", city="Toronto", postal_code="M5V 2T6")
    shop.lay(
        parcel(to=canada, customs_lines=(CustomsLine("Cotton T-shirt", "2", "19.50", "0", "6", "610910"),))
    )
    customs = shop.panel.view.compose.customs
    assert customs.isVisible()
    buttons = {one.accessibleName() or one.text(): one for one in customs.findChildren(QPushButton)}
    buttons["Add an item"].click()
    shop.type("Mug")
    assert [line.description for line in shop.panel.presenter.screen.draft.customs_lines] == [
        "Cotton T-shirt",
        "Mug",
    ]
    buttons["Remove item 1"].click()
    assert [line.description for line in shop.panel.presenter.screen.draft.customs_lines] == ["Mug"]
    shop.panel.presenter.purchasing.press()
    assert "customs_lines.0.tariff_code" in shop.panel.presenter.screen.problems


def test_a_choice_of_a_list_reaches_the_draft(shop: Shop, qtbot: QtBot) -> None:
    shop.lay(parcel())
    box = shop.panel.view.compose.options.fields["confirmation"].editor
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert shop.panel.presenter.screen.draft.confirmation == "delivery"
    ways = shop.panel.view.decision.findChildren(QWidget)
    qr = next(one for one in ways if getattr(one, "text", lambda: "")() == "QR code")
    qr.click()  # type: ignore[attr-defined]
    assert shop.panel.presenter.screen.draft.delivery == "qr"


def test_settings_that_changed_elsewhere_are_taken_up(shop: Shop) -> None:
    shop.desk.online = False
    shop.panel.changed(Change(labels=True))
    assert shop.panel.presenter.screen.online
    shop.panel.changed(Change(standing=True))
    assert not shop.panel.presenter.screen.online


def test_a_doubt_that_was_settled_in_attention_leaves_the_panel(shop: Shop) -> None:
    shop.lay(parcel()).key("Ctrl+Return")
    shop.desk.desk.run_all()
    shop.desk.fault = Lost(FaultKind.UNANSWERED)
    shop.desk.run()
    shop.desk.states["d0"] = DraftState.DONE
    shop.panel.changed(Change(labels=True, money=True))
    shop.desk.run()
    assert shop.panel.view.decision.button.text() == "Bought · see Labels"
    assert not shop.panel.view.decision.button.isEnabled()
    assert shop.panel.view.banner.button.text() == "Open Labels"
    on = [one for one in shop.panel.view.decision.findChildren(QPushButton) if one.text() == "Next parcel"]
    assert on[0].isVisible()
    on[0].click()
    assert not on[0].isVisible()
    assert shop.window.focusWidget().accessibleName() == "To: Name"


def test_a_second_print_asks_for_its_reason_in_the_panel(shop: Shop) -> None:
    shop.lay(parcel()).key("Ctrl+Return")
    shop.desk.run()
    for _ in range(2):
        shop.key("Ctrl+P")
        shop.desk.run()
    label = shop.panel.view.label
    assert label.print.isHidden()
    again = next(
        one for one in label.findChildren(QPushButton) if one.text() == "Print again" and one.isVisible()
    )
    again.click()
    shop.desk.run()
    assert shop.desk.asked[-1] == ("print", "se-5000", "damaged")


def test_a_command_is_found_by_its_words_but_never_one_that_spends(shop: Shop, qtbot: QtBot) -> None:
    shop.lay(parcel())
    box = shop.window.top.find_box
    box.start()
    shop.type("parcel").settle()
    qtbot.waitUntil(lambda: any(one.objectName() == "Popup" for one in shop.window.findChildren(QWidget)))
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert shop.panel.presenter.screen.draft.to.is_blank
    shop.lay(parcel())
    assert list(keys.offered(shop.view, "buy")) == []
    assert list(keys.offered(shop.view, "void")) == []


# ---------------------------------------------------------------- how it stands there

CANADA = replace(TO, country="CA", state="ON", city="Toronto", postal_code="M5V 2T6")
STATES = {
    "empty": lambda shop: shop,
    "priced": lambda shop: shop.lay(parcel(insured_value="150")),
    "missing": lambda shop: shop.lay(parcel(to=replace(TO, city="", postal_code="1"), pounds="")).key(
        "Ctrl+Return"
    ),
    "customs": lambda shop: shop.lay(parcel(to=CANADA, customs_lines=(CustomsLine("Mug"),))),
    "bought": lambda shop: bought(shop),
    "printed": lambda shop: printed(shop),
    "reprint": lambda shop: reprint(shop),
    "wrong parcel": lambda shop: scanned(shop, ScanVerdict.WRONG_PARCEL),
}


def bought(shop: Shop) -> Shop:
    shop.lay(parcel()).key("Ctrl+Return")
    shop.desk.run()
    return shop


def printed(shop: Shop) -> Shop:
    bought(shop).key("Ctrl+P")
    shop.desk.run()
    return shop


def reprint(shop: Shop) -> Shop:
    printed(shop).key("Ctrl+P")
    shop.desk.run()
    return shop


def scanned(shop: Shop, verdict: ScanVerdict) -> Shop:
    """The verdict is what the scanner types."""
    printed(shop).key("F9")
    QTest.keyClicks(shop.panel.view.label.scan, verdict.value)
    QTest.keyClick(shop.panel.view.label.scan, Qt.Key.Key_Return)
    shop.desk.run()
    return shop


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)], ids=str)
@pytest.mark.parametrize("online", [True, False], ids=["online", "offline"])
@pytest.mark.parametrize("state", list(STATES))
def test_everything_can_be_read_reached_and_named(
    qtbot: QtBot, look: Look, size: tuple[int, int], online: bool, state: str
) -> None:
    shop = Shop(qtbot, Desk(online=online), size)
    STATES[state](shop).settle()
    assert walking.unnamed(shop.window) == []
    assert walking.formatted(shop.window) == []
    assert walking.clipped(shop.window) == []
    assert walking.outside(shop.window) == []


def test_tab_goes_through_the_form_as_it_is_read(shop: Shop) -> None:
    names = [one.accessibleName() for one in walking.tab_order(shop.view) if isinstance(one, QLineEdit)]
    assert names[:4] == ["To: Name", "To: Street", "To: Apt, suite, unit", "To: City"]
    assert names.index("Weight, pounds") < names.index("Weight, ounces") < names.index("Length in inches")
    order = walking.tab_order(shop.view)
    view = shop.panel.view
    assert order.index(view.compose.to.editor("name")) < order.index(view.decision.button)


def test_the_next_parcel_after_queueing_offline_begins_at_the_top_with_the_name(qtbot: QtBot) -> None:
    shop = Shop(qtbot, Desk(online=False), (1024, 640)).lay(parcel())
    shop.panel.presenter.purchasing.limit("30")
    shop.panel.view.decision.button.setFocus()
    shop.key("Ctrl+Return").desk.run()
    shop.settle()
    assert shop.panel.presenter.screen.draft.is_blank
    name = shop.panel.view.compose.to.editor("name")
    assert name.hasFocus()
    assert not name.visibleRegion().isEmpty()


def test_what_is_missing_is_seen_in_a_small_window_when_buying_is_tried(qtbot: QtBot, look: Look) -> None:
    """The words appear below the field; where only the field is scrolled to, nothing seems to happen."""
    shop = Shop(qtbot, Desk(), size=(1024, 640))
    shop.lay(replace(parcel(), length="", width="", height=""))
    shop.key("Ctrl+Return").settle()
    (words,) = [
        label
        for label in shop.view.findChildren(PlainLabel)
        if label.property("role") == "problem" and label.isVisible()
    ]
    assert words.text()
    assert words.visibleRegion().boundingRect() == words.rect()


def test_a_label_is_scanned_onto_its_parcel_without_a_mouse(qtbot: QtBot, look: Look) -> None:
    shop = scanned(Shop(qtbot, Desk()), ScanVerdict.ON_PARCEL)
    assert ("scan", "on_parcel", "se-5000") in shop.desk.asked
    card = shop.panel.view.scan_card
    assert card.isVisible()
    assert card.headline.text() == "On its parcel: Amara Okafor."
    assert shop.panel.view.label.scan.text() == ""
    shop.key("Esc")
    assert card.isHidden()


def test_another_parcels_label_alarms_until_a_person_has_seen_it(qtbot: QtBot, look: Look) -> None:
    shop = scanned(Shop(qtbot, Desk()), ScanVerdict.WRONG_PARCEL)
    card = shop.panel.view.scan_card
    assert shop.desk.did("sound") == 1
    assert card.property("tone") == "alarm"
    shop.key("Ctrl+N")
    shop.desk.run()
    assert card.isVisible()  # the parcel that must be stopped is not the next one
    card.seen.setFocus()
    shop.key("Return")
    assert card.isVisible()  # the scanner's Enter takes nothing away
    shop.key("Esc")
    assert card.isHidden()
