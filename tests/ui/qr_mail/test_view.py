"""The page of a mail as a widget: it draws what is known, asks for what is missing, and Enter sends none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.letter import LetterKind, LetterPreview
from postwright.domain.mail_recipient import Role
from postwright.domain.mail_record import MailState
from postwright.domain.papers import PaperKind
from postwright.operations.mail_results import MailDraft
from postwright.ui.change import Change
from postwright.ui.mail_look import Look
from postwright.ui.papers import PaperChoice
from postwright.ui.qr_mail.panel import QrMailPanel
from postwright.ui.qr_mail.screen import QrMailScreen
from postwright.ui.qr_mail.view import QrMailView
from tests.fakes.lane import HeldLane
from tests.ui.qr_mail.desk import ANN, SHEET, SHOP, Desk, Post, mail
from tests.ui.widgets.test_mail_preview import OURS

OFFICE = "https://tools.usps.com/find-location.htm"
HTML = f'<p>Show this code.</p><a href="{OFFICE}">Find an office</a>'


def full() -> QrMailScreen:
    desk = Desk()
    desk.open()
    wish = desk.sending.wish()
    draft = MailDraft(wish, LetterPreview("Your QR code", HTML, "Show this code."), (OURS,))
    printers = PaperChoice({PaperKind.QR_CARD: "Office"})
    return replace(
        desk.screen, sheet=replace(SHEET, picture=OURS), draft=draft, form=1, notice=None, papers=printers
    )


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[QrMailView]:
    shown = QrMailView()
    qtbot.addWidget(shown)
    shown.resize(1096, 704)
    shown.render_screen(full())
    shown.show()
    yield shown
    shown.hide()


def test_the_code_its_characters_and_its_last_day_are_shown(view: QrMailView) -> None:
    assert not view.code.qr.is_empty
    assert view.code.spelled.text() == "XYZZ YPJK"
    assert view.code.hand_in.text() == "Hand in by Tue 1 Dec"
    assert not view.code.typed_id.isVisible()


def test_an_address_that_passes_for_another_is_pointed_out(view: QrMailView) -> None:
    assert not view.recipient.caution.isVisible()
    view.render_screen(replace(full(), email="noor@exаmple.com"))
    assert "Compare it" in view.recipient.caution.text()
    assert view.recipient.caution.isVisible()


def test_the_mail_is_looked_at_in_five_ways(view: QrMailView, qtbot: QtBot) -> None:
    tabs = view.mail.tabs
    assert [tabs.tabData(place) for place in range(tabs.count())] == [look.value for look in Look]
    with qtbot.waitSignal(view.mail.looked) as told:
        press(qtbot, tabs, 4)
    assert told.args == ["text"]
    view.render_screen(replace(full(), look=Look.TEXT))
    assert view.mail.plain.toPlainText() == "Show this code."
    assert view.mail.plain.isVisible()
    with qtbot.waitSignal(view.mail.looked) as told:
        qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert told.args == ["dark"]
    for look in (Look.DARK, Look.PHONE, Look.BLOCKED):
        view.render_screen(replace(full(), look=look))
        assert view.mail.preview.isVisible()


def press(qtbot: QtBot, tabs: QTabBar, place: int) -> None:
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(place).center() + QPoint(0, 0))


def test_a_link_is_shown_and_opened_only_by_its_button(view: QrMailView, qtbot: QtBot) -> None:
    assert not view.mail.try_link.isVisible()
    with qtbot.assertNotEmitted(view.mail.link_tried):
        view.mail.preview.anchorClicked.emit(QUrl(OFFICE))
    assert view.mail.link.whole == f"Leads to {OFFICE}"
    with qtbot.waitSignal(view.mail.link_tried) as told:
        qtbot.mouseClick(view.mail.try_link, Qt.MouseButton.LeftButton)
    assert told.args == [OFFICE]


def test_the_link_of_another_mail_is_not_kept(view: QrMailView) -> None:
    view.mail.preview.anchorClicked.emit(QUrl(OFFICE))
    view.render_screen(QrMailScreen(label_id="se-2", loading=True))
    assert not view.mail.try_link.isVisible()
    assert view.mail.link.whole == ""


def test_a_missing_label_id_can_be_typed(view: QrMailView, qtbot: QtBot) -> None:
    view.render_screen(replace(full(), sheet=replace(SHEET, broker_id=""), broker_id="", form=2))
    assert view.code.typed_id.isVisible()
    with qtbot.waitSignal(view.code.id_written) as told:
        qtbot.keyClicks(view.code.id_field.editor, "A")
    assert told.args == ["A"]


def test_enter_sends_no_mail(view: QrMailView, qtbot: QtBot) -> None:
    recipient = view.recipient
    with qtbot.assertNotEmitted(view.send_wanted), qtbot.assertNotEmitted(view.give_wanted):
        for part in (recipient.email.editor, recipient.name_field.editor, recipient.zip_code.editor):
            qtbot.keyClick(part, Qt.Key.Key_Return)
        for button in (view.send, view.give):
            button.setFocus()
            qtbot.keyClick(button, Qt.Key.Key_Return)
            qtbot.keyClick(button, Qt.Key.Key_Enter)
    with qtbot.waitSignal(view.send_wanted):
        qtbot.keyClick(view.send, Qt.Key.Key_Space)
    with qtbot.waitSignal(view.give_wanted):
        qtbot.mouseClick(view.give, Qt.MouseButton.LeftButton)


def test_the_sending_button_is_reached_with_the_tab_key(view: QrMailView, qtbot: QtBot) -> None:
    view.back.setFocus()
    reached = []
    for _ in range(4):
        reached.append(view.focusWidget())
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
    assert reached == [view.back, view.more, view.give, view.send]


def test_what_is_typed_stays_over_a_fresh_drawing(view: QrMailView, qtbot: QtBot) -> None:
    editor = view.recipient.email.editor
    qtbot.keyClicks(editor, "!")
    view.render_screen(replace(full(), sending=True))
    assert editor.property("text") == f"{SHOP.email}!"
    assert not view.send.isEnabled()


def test_another_choice_is_said_and_writes_the_fields_anew(view: QrMailView, qtbot: QtBot) -> None:
    box = view.recipient.who_box
    box.setFocus()
    with qtbot.waitSignal(view.recipient.role_chosen) as told:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert told.args == [Role.ADDRESSEE.value]
    view.render_screen(
        replace(full(), role=Role.ADDRESSEE, name=ANN.name, email=ANN.email, zip_code=ANN.zip_code, form=2)
    )
    assert view.recipient.email.editor.property("text") == ANN.email
    assert view.recipient.means.text() == ANN.means


def test_a_void_label_shows_no_code_no_mail_and_no_way_out(view: QrMailView) -> None:
    closed = "This label was voided. Nothing is mailed about it."
    view.render_screen(replace(full(), sheet=replace(SHEET, closed=closed, history=(mail(),)), draft=None))
    assert view.closed.text() == closed
    assert not view.code.isVisible()
    assert not view.recipient.isVisible()
    assert not any(button.isVisible() for button in (view.send, view.give, view.more))
    assert view.history.isVisible()
    assert view.back.isVisible()


def test_a_notice_has_neither_code_nor_post_office(view: QrMailView) -> None:
    view.render_screen(replace(full(), kind=LetterKind.TRACKING))
    assert view.title.text() == "Tracking mail"
    assert not view.code.isVisible()
    assert not view.recipient.zip_code.isVisible()
    assert not view.picture.isEnabled()
    assert not view.card_save.isVisible()


def test_the_menu_offers_files_copies_and_the_card(view: QrMailView, qtbot: QtBot) -> None:
    assert view.card.text() == "Print the card on Office"
    for action, signal in (
        (view.copy, view.copy_wanted),
        (view.copy_text, view.text_wanted),
        (view.card, view.card_wanted),
    ):
        with qtbot.waitSignal(signal):
            action.trigger()
    view.render_screen(replace(full(), draft=None))
    assert not any(action.isEnabled() for action in (view.save, view.copy, view.copy_text, view.card))
    view.render_screen(replace(full(), papers=PaperChoice(making=True)))
    assert not view.card.isVisible()
    assert not view.card_save.isEnabled()


def test_without_a_label_the_page_says_what_it_is_for(view: QrMailView, qtbot: QtBot) -> None:
    view.render_screen(QrMailScreen())
    assert not view.send.isVisible()
    with qtbot.waitSignal(view.labels_wanted):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


# ---------------------------------------------------------------- view and presenter together


class Page:
    """The whole page over one label; its lane is run by the test."""

    def __init__(self, qtbot: QtBot) -> None:
        self.post, self.lane = Post(), HeldLane(Exception)
        self.changes: list[tuple[Change, object]] = []
        self.left: list[str] = []
        self.panel = QrMailPanel(
            self.lane,
            self.post.deeds(),
            announce=lambda change, origin: self.changes.append((change, origin)),
            leave=lambda: self.left.append("left"),
        )
        self.view = self.panel.view
        qtbot.addWidget(self.view)
        self.view.show()

    def open(self) -> None:
        self.panel.open("se-7")
        self.panel.shown()
        self.lane.run_all()


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    made = Page(qtbot)
    yield made
    made.view.hide()


def test_the_whole_page_mails_its_label_and_tells_its_fate(page: Page, qtbot: QtBot) -> None:
    assert page.view.empty.isVisible()
    page.open()
    qtbot.mouseClick(page.view.send, Qt.MouseButton.LeftButton)
    page.lane.run_all()
    assert page.post.done == [("post", "se-7", SHOP.name, SHOP.email, SHOP.zip_code, "en")]
    assert page.changes == [(Change(labels=True, mails=True), page.panel)]
    assert "in the outbox" in page.view.banner.text.text()
    page.post.ends(MailState.SENT)
    page.panel.changed(Change(mails=True))
    page.lane.run_all()
    assert page.view.banner.text.text().startswith("The mail server took the mail for shop@juniper.example")
    assert page.view.lines.texts[0].startswith("The mail server took it")
    qtbot.mouseClick(page.view.back, Qt.MouseButton.LeftButton)
    assert page.left == ["left"]
    page.panel.changed(Change(drafts=True))
    page.panel.closed()
    assert page.lane.names == []


def test_a_name_that_was_typed_is_in_the_mail_when_its_field_is_left(page: Page, qtbot: QtBot) -> None:
    page.open()
    editor = page.view.recipient.name_field.editor
    editor.setFocus()
    qtbot.keyClicks(editor, " & Co")
    page.view.recipient.email.editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    page.lane.run_all()
    assert page.view.mail.plain.toPlainText().startswith("Hello Juniper Goods & Co")


def test_spanish_is_one_choice_away(page: Page, qtbot: QtBot) -> None:
    page.open()
    qtbot.keyClick(page.view.recipient.language_box, Qt.Key.Key_Down)
    page.lane.run_all()
    assert page.view.mail.plain.toPlainText().startswith("Hola")


def test_a_link_that_leads_elsewhere_is_refused_in_the_banner(page: Page, qtbot: QtBot) -> None:
    page.open()
    page.post.fault = BadInput(FaultKind.LINK_REFUSED)
    page.view.mail.preview.anchorClicked.emit(QUrl("https://evil.example/"))
    qtbot.mouseClick(page.view.mail.try_link, Qt.MouseButton.LeftButton)
    page.lane.run_all()
    assert "It was not opened." in page.view.banner.text.text()
