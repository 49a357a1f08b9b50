"""The studio of texts as it is drawn, typed into and pressed; with the keyboard alone where one works so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from postwright.domain.letter import Language, LetterKind
from postwright.ui.change import Change
from postwright.ui.mail_look import Look
from postwright.ui.mail_texts.panel import MailTextsPanel
from postwright.ui.theme import Look as Worn
from tests.ui import walking
from tests.ui.mail_texts.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


class House:
    """The panel over a folder, in front."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder)
        self.changes: list[Change] = []
        self.left: list[str] = []
        self.panel = MailTextsPanel(
            self.desk.lanes(),
            self.desk.deeds(),
            announce=lambda change, origin: self.changes.append(change),
            leave=lambda: self.left.append("back"),
        )
        self.view = self.panel.view
        self.editor, self.looks = self.view.editor, self.view.looks
        self.view.resize(1096, 704)
        self.view.show()
        self.panel.open()
        self.panel.shown()
        self.desk.run()

    def settle(self) -> None:
        self.view.flush()
        self.desk.run()

    def write(self, text: str) -> None:
        self.editor.body.put(text, undoable=True)
        self.settle()

    def kept(self) -> str:
        self.settle()
        return self.desk.studio.shelf.draft(LetterKind.QR, Language.ENGLISH).body

    @property
    def ours(self) -> str:
        return self.desk.studio.shelf.built_in(LetterKind.QR, Language.ENGLISH).body


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, look: Worn) -> Iterator[House]:
    made = House(tmp_path / "mail")
    qtbot.addWidget(made.view)
    qtbot.waitExposed(made.view)
    made.view.activateWindow()
    yield made
    made.view.hide()


def press(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_text_and_its_mail_stand_beside_each_other(house: House) -> None:
    assert house.editor.body.text() == house.ours
    assert "Ship without a printer" in house.looks.pages.preview.toPlainText()
    assert house.looks.pages.subject.whole.startswith("Practice: QR code for your parcel")
    assert not house.editor.use.isEnabled()


def test_typing_is_kept_without_a_press(house: House, qtbot: QtBot) -> None:
    house.editor.body.setFocus()
    qtbot.keyClicks(house.editor.body, "Good day. ")
    assert house.kept().startswith("Good day. # Ship")
    qtbot.keyClicks(house.editor.subject, "!")
    house.settle()
    assert house.desk.studio.shelf.draft(LetterKind.QR, Language.ENGLISH).subject.startswith("!")


def test_leaving_the_text_keeps_it_at_once(house: House, qtbot: QtBot) -> None:
    house.editor.body.setFocus()
    qtbot.keyClicks(house.editor.body, "Good day. ")
    with qtbot.waitSignal(house.editor.written):
        qtbot.keyClick(house.editor.body, Qt.Key.Key_Tab)
    assert not house.editor.body.hasFocus()
    assert "\t" not in house.editor.body.text()


def test_every_step_can_be_undone_the_way_back_to_ours_too(house: House, qtbot: QtBot) -> None:
    house.editor.body.setFocus()
    qtbot.keyClicks(house.editor.body, "Good day. ")
    house.settle()
    mine = house.editor.body.text()
    press(qtbot, house.editor.ours)
    house.desk.run()
    assert house.editor.body.text() == house.ours
    qtbot.keyClick(house.editor.body, Qt.Key.Key_Z, CTRL)
    assert house.editor.body.text() == mine
    assert house.kept() == mine


def test_another_text_has_a_past_of_its_own(house: House, qtbot: QtBot) -> None:
    house.view.language.setCurrentIndex(1)
    house.view.language.activated.emit(1)
    house.desk.run()
    spanish = house.editor.body.text()
    assert spanish != house.ours
    qtbot.keyClick(house.editor.body, Qt.Key.Key_Z, CTRL)
    assert house.editor.body.text() == spanish


def test_what_was_typed_last_is_kept_when_another_text_is_chosen(house: House, qtbot: QtBot) -> None:
    house.editor.body.setFocus()
    qtbot.keyClicks(house.editor.body, "Good day. ")
    house.view.kind.setCurrentIndex(1)
    house.view.kind.activated.emit(1)
    assert house.kept().startswith("Good day. # Ship")
    assert house.panel.presenter.screen.kind is LetterKind.TRACKING


def test_a_text_keeps_its_fixed_spaces_and_its_last_line(house: House) -> None:
    text = "Bonjour\u00a0: {{ qr }}\n\n{{ label_id }}\n"
    house.write(text)
    assert house.kept() == text


# ---------------------------------------------------------------- fields


def row_of(house: House, name: str) -> int:
    return [one.name for one in house.panel.presenter.screen.fields].index(name)


def test_a_field_is_put_in_at_the_cursor_by_enter(house: House, qtbot: QtBot) -> None:
    house.write("Dear ,\n")
    house.editor.body.go_to_line(1)
    for _ in "Dear ":
        qtbot.keyClick(house.editor.body, Qt.Key.Key_Right)
    house.editor.fields.setFocus()
    house.editor.fields.setCurrentRow(row_of(house, "customer"))
    qtbot.keyClick(house.editor.fields, Qt.Key.Key_Return)
    assert house.editor.body.text() == "Dear {{ customer }},\n"
    assert house.editor.body.hasFocus()
    qtbot.keyClick(house.editor.body, Qt.Key.Key_Z, CTRL)
    assert house.editor.body.text() == "Dear ,\n"


def test_a_field_is_put_in_by_a_click(house: House, qtbot: QtBot) -> None:
    house.write("")
    item = house.editor.fields.item(row_of(house, "shop"))
    where = house.editor.fields.visualItemRect(item).center()
    qtbot.mouseClick(house.editor.fields.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert house.editor.body.text() == "{{ shop }}"


def test_a_link_is_put_in_with_its_words_ready_to_be_typed_over(house: House, qtbot: QtBot) -> None:
    house.write("")
    house.editor.fields.picked.emit(row_of(house, "office_link"))
    assert house.editor.body.text() == "[…]({{ office_link }})"
    qtbot.keyClicks(house.editor.body, "Find one")
    assert house.editor.body.text() == "[Find one]({{ office_link }})"


def test_a_condition_is_put_around_what_is_marked(house: House) -> None:
    house.write("Thank you.")
    house.editor.body.selectAll()
    house.editor.fields.picked.emit(row_of(house, "is_return"))
    assert house.editor.body.text() == "{% if is_return %}Thank you.{% endif %}".replace(
        "%}Thank", "%} Thank"
    ).replace(".{%", ". {%")


def test_words_go_into_the_subject_where_one_was_writing_there(house: House, qtbot: QtBot) -> None:
    house.editor.subject.setFocus()
    house.editor.subject.clear()
    house.editor.fields.setFocus()
    house.editor.fields.picked.emit(row_of(house, "order"))
    assert house.editor.subject.text() == "{{ order }}"
    assert house.editor.subject.hasFocus()
    before = house.editor.body.text()
    house.editor.fields.picked.emit(row_of(house, "qr"))
    assert house.editor.subject.text() == "{{ order }}"
    assert house.editor.body.text() != before


def test_each_field_says_what_it_means(house: House) -> None:
    for place, one in enumerate(house.panel.presenter.screen.fields):
        assert house.editor.fields.item(place).text() == f"{one.name} · {one.meaning}"


# ---------------------------------------------------------------- what is wrong


def test_what_is_wrong_is_marked_and_one_press_away(house: House, qtbot: QtBot) -> None:
    house.write("Hello,\n\n{{ custmer }}\n")
    assert house.editor.lists.tabText(1) == "To mend: 1"
    problems = house.editor.problems
    assert problems.item(0).text().startswith("Line 3: There is no field “custmer”.")
    (mark,) = house.editor.body.extraSelections()
    assert mark.cursor.blockNumber() == 2
    house.editor.lists.setCurrentIndex(1)
    problems.setFocus()
    qtbot.keyClick(problems, Qt.Key.Key_Return)
    assert house.editor.body.hasFocus()
    assert house.editor.body.textCursor().blockNumber() == 2


def test_what_is_wrong_with_the_subject_leads_to_the_subject(house: House, qtbot: QtBot) -> None:
    house.editor.subject.setFocus()
    qtbot.keyClicks(house.editor.subject, "{{ nobody }}")
    house.settle()
    assert house.editor.problems.item(0).text().startswith("There is no field “nobody”.")
    house.editor.body.setFocus()
    house.editor.problems.picked.emit(0)
    assert house.editor.subject.hasFocus()


def test_a_line_that_is_gone_is_the_last_one(house: House) -> None:
    house.editor.body.put("One\nTwo", undoable=False)
    house.editor.body.go_to_line(9)
    assert house.editor.body.textCursor().blockNumber() == 1


def test_a_text_with_problems_cannot_be_used(house: House, qtbot: QtBot) -> None:
    house.write("{{ custmer }}")
    assert not house.editor.use.isEnabled()
    assert house.looks.note.isVisible()
    house.write("Hello {{ customer }}.\n\n{{ qr }}\n")
    assert house.editor.use.isEnabled()
    assert not house.looks.note.isVisible()
    assert "To mend" in house.editor.lists.tabText(1)  # warnings alone
    press(qtbot, house.editor.use)
    house.desk.run()
    assert house.changes == [Change(settings=True)]
    assert house.view.line.text().startswith("You changed this text on ")


def test_enter_uses_no_text(house: House, qtbot: QtBot) -> None:
    house.write("Hello {{ customer }}.\n")
    house.editor.use.setFocus()
    qtbot.keyClick(house.editor.use, Qt.Key.Key_Return)
    house.desk.run()
    assert "use" not in house.desk.kinds()


def test_nothing_can_be_typed_while_ours_comes_back(house: House, qtbot: QtBot) -> None:
    house.write("Hello {{ customer }}.\n")
    press(qtbot, house.editor.ours)
    assert house.editor.body.isReadOnly()
    house.desk.run()
    assert not house.editor.body.isReadOnly()


# ---------------------------------------------------------------- the mail


def test_the_mail_is_looked_at_in_five_ways(house: House, qtbot: QtBot) -> None:
    pages = house.looks.pages
    desktop = pages.preview.viewport().width()
    with qtbot.waitSignal(pages.looked) as told:
        pages.tabs.setCurrentIndex(1)
    assert told.args == ["phone"]
    assert pages.preview.viewport().width() < desktop
    pages.tabs.setCurrentIndex(2)
    assert "QR code for the Post Office" in pages.preview.toPlainText()
    pages.tabs.setCurrentIndex(3)
    assert pages.preview.viewport().grab().toImage().pixelColor(40, 120).lightness() < 96
    pages.turn(Look.TEXT)
    assert pages.plain.isVisible()
    assert pages.plain.toPlainText().startswith("PRACTICE.")


def test_a_link_of_the_mail_is_told_and_not_opened(house: House) -> None:
    house.looks.pages.preview.pointed.emit("https://tools.usps.com/find-location.htm")
    assert house.looks.pages.link.whole == "Leads to https://tools.usps.com/find-location.htm"
    assert "browse" not in house.desk.kinds()


def test_a_real_label_is_chosen_from_the_list(house: House) -> None:
    box = house.looks.label
    assert [box.itemText(place) for place in range(box.count())] == [
        "A parcel that is made up",
        "Amara Okafor · Tue 24 Nov",
    ]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    house.desk.run()
    assert "Hello Amara Okafor," in house.looks.pages.preview.toPlainText()


def test_the_browser_and_the_test_get_what_was_typed_last(house: House, qtbot: QtBot) -> None:
    house.editor.body.setFocus()
    qtbot.keyClicks(house.editor.body, "Good day. ")
    press(qtbot, house.looks.browse)  # the text was left, and is looked at before it goes anywhere
    house.desk.run()
    press(qtbot, house.looks.browse)
    press(qtbot, house.looks.test)
    house.desk.run()
    sent = [deed[1] for deed in house.desk.done if deed[0] in ("browse", "test")]
    assert len(sent) == 2
    assert all("Good day. # Ship" in str(getattr(one, "body", "")) for one in sent)


def test_the_way_back_keeps_what_was_typed(house: House, qtbot: QtBot) -> None:
    house.editor.body.setFocus()
    qtbot.keyClicks(house.editor.body, "Good day. ")
    press(qtbot, house.view.back)
    assert house.left == ["back"]
    house.desk.run()
    assert house.kept().startswith("Good day. ")


def test_closing_keeps_what_was_typed(house: House, qtbot: QtBot) -> None:
    house.editor.body.setFocus()
    qtbot.keyClicks(house.editor.body, "Good day. ")
    house.panel.closed()
    house.desk.run()
    assert house.desk.studio.shelf.draft(LetterKind.QR, Language.ENGLISH).body.startswith("Good day. ")


def test_other_settings_are_seen_at_once(house: House) -> None:
    checks = house.desk.kinds().count("check")
    house.panel.changed(Change(settings=True))
    house.desk.run()
    assert house.desk.kinds().count("check") == checks + 1
    house.panel.changed(Change(money=True))
    assert not house.desk.desk.held


@pytest.mark.parametrize("size", [(920, 430), (1048, 640)])
def test_nothing_is_cut_off_in_a_small_window(house: House, size: tuple[int, int]) -> None:
    house.view.resize(*size)
    house.write("Hello {{ custmer }}.\n")
    assert house.view.minimumSizeHint().width() <= size[0]
    for button in (
        house.editor.use,
        house.editor.ours,
        house.looks.browse,
        house.looks.test,
        house.view.back,
    ):
        assert button.width() >= button.sizeHint().width()
    assert house.editor.body.height() >= 72
    assert house.looks.pages.preview.height() >= 72


def test_everything_can_be_reached_named_and_read(house: House) -> None:
    house.write("Hello {{ custmer }}.\n")
    house.editor.lists.setCurrentIndex(1)
    for size in ((920, 430), (1048, 640)):
        house.view.resize(*size)
        house.settle()
        assert walking.unnamed(house.view) == []
        assert walking.formatted(house.view) == []
        assert walking.clipped(house.view) == []
        assert walking.outside(house.view) == []


def test_tab_goes_from_the_choice_over_the_text_to_the_mail(house: House) -> None:
    order = walking.tab_order(house.view)
    places = (
        house.view.kind, house.view.language, house.view.back, house.editor.subject, house.editor.body,
        house.editor.fields, house.looks.label, house.looks.pages.preview, house.looks.browse,
    )  # fmt: skip
    found = [order.index(one) for one in places]
    assert found == sorted(found)
