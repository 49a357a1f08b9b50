"""Inputs: what they send, what they keep quiet about, and what they do with a whole pasted address."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from postwright.domain.draft import AddressText
from postwright.ui.theme import Look
from postwright.ui.widgets.address_form import AddressForm
from postwright.ui.widgets.countries import countries, country_name
from postwright.ui.widgets.field import Field, FieldRow, choice, choose, chosen, line, offer
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.weight_edit import WeightEdit

BLOCK = "Keiko Yamashiro\n1450 Ala Moana Blvd\nHonolulu, HI 96814"


def test_a_field_tells_of_typing_and_not_of_writing(qtbot: QtBot, look: Look) -> None:
    edit = line()
    field = Field("City", edit)
    qtbot.addWidget(field)
    told: list[str] = []
    field.edited.connect(lambda: told.append("edited"))
    field.left.connect(lambda: told.append("left"))
    edit.setText("Portland")
    assert told == []
    QTest.keyClicks(edit, "s")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert told == ["edited", "left"]


def test_a_problem_is_shown_marked_and_read_aloud(qtbot: QtBot, look: Look) -> None:
    edit = line()
    field = Field("City", edit)
    qtbot.addWidget(field)
    field.show_problem("Write the city.")
    assert field.problem.text() == "Write the city."
    assert not field.problem.isHidden()
    assert edit.property("wrong") is True
    assert edit.accessibleDescription() == "Write the city."
    field.show_problem("")
    assert field.problem.isHidden()
    assert edit.property("wrong") is False


def test_fields_in_a_row_share_one_line_for_their_problems(qtbot: QtBot, look: Look) -> None:
    city, state = Field("City", line()), Field("State", line())
    row = FieldRow((city, state), (2, 1))
    qtbot.addWidget(row)
    city.show_problem("Write the city.")
    state.show_problem("Write the state.")
    assert row.problem.text() == "Write the city. Write the state."
    assert city.problem.isHidden()
    city.show_problem("")
    state.show_problem("")
    assert row.problem.isHidden()


def test_a_list_offers_choices_and_keeps_the_chosen_one(qtbot: QtBot) -> None:
    box = choice((("a", "First"), ("b", "Second")), "b")
    qtbot.addWidget(box)
    offer(box, (("b", "Second"), ("c", "Third")))
    assert chosen(box) == "b"
    choose(box, "nothing of the kind")
    assert chosen(box) == "b"
    assert chosen(choice(())) == ""


def test_a_whole_address_pasted_into_the_name_is_split(qtbot: QtBot, look: Look) -> None:
    form = AddressForm("To")
    qtbot.addWidget(form)
    edited: list[AddressText] = []
    form.edited.connect(lambda: edited.append(form.values()))
    QApplication.clipboard().setText(BLOCK)
    form.editor("name").paste()
    assert form.values() == AddressText(
        name="Keiko Yamashiro", line1="1450 Ala Moana Blvd", city="Honolulu", state="HI", postal_code="96814"
    )
    assert "street" in form.split_note.text()
    assert not form.split_note.isHidden()
    assert edited[-1] == form.values()


def test_a_long_name_that_is_no_address_stays_where_it_is(qtbot: QtBot, look: Look) -> None:
    form = AddressForm("To")
    qtbot.addWidget(form)
    QApplication.clipboard().setText("Bartholomew Featherstonehaugh")
    form.editor("name").paste()
    assert form.values() == AddressText(name="Bartholomew Featherstonehaugh")
    assert form.split_note.isHidden()


def test_a_block_that_cannot_be_split_says_so_and_stands_on_one_line(qtbot: QtBot, look: Look) -> None:
    form = AddressForm("To")
    qtbot.addWidget(form)
    edited: list[str] = []
    form.edited.connect(lambda: edited.append(form.values().name))
    QApplication.clipboard().setText("Ann Lee\n1 Rue Foch\n\n75001 Paris")
    form.editor("name").paste()
    assert form.values() == AddressText(name="Ann Lee 1 Rue Foch 75001 Paris")
    assert form.split_note.text() == "This could not be split. Write it line by line."
    assert edited[-1] == "Ann Lee 1 Rue Foch 75001 Paris"
    QTest.keyClicks(form.editor("name"), "x")
    assert form.split_note.isHidden()


def test_a_canadian_block_chooses_the_country(qtbot: QtBot, look: Look) -> None:
    form = AddressForm("To")
    qtbot.addWidget(form)
    QApplication.clipboard().setText("Jean Tremblay\n100 King St W\nToronto ON M5X 1A9\nCanada")
    form.editor("name").paste()
    assert (form.values().country, form.values().postal_code) == ("CA", "M5X 1A9")
    assert "postal code" in form.split_note.text()


def test_a_long_text_shows_its_beginning_unless_one_writes_in_it(qtbot: QtBot, look: Look) -> None:
    holder, edit, other = QWidget(), line(), line()
    holder.setLayout(column(edit, other))
    qtbot.addWidget(holder)
    holder.resize(120, 120)
    with qtbot.waitExposed(holder):
        holder.show()
    holder.activateWindow()
    other.setFocus()
    edit.setText("Bartholomew Featherstonehaugh of Worcester")
    assert edit.cursorPosition() == 0
    edit.setFocus()
    edit.end(False)
    QTest.keyClicks(edit, "!")
    assert edit.cursorPosition() == len(edit.text())
    other.setFocus()
    assert edit.cursorPosition() == 0


def test_a_choice_wider_than_its_box_ends_in_dots(qtbot: QtBot, look: Look) -> None:
    box = choice((("none", "No confirmation of delivery"), ("d", "Short")), "none")
    qtbot.addWidget(box)
    box.resize(120, 32)
    box.grab()
    assert box.fitted().endswith("…")
    assert box.toolTip() == "No confirmation of delivery"
    choose(box, "d")
    box.grab()
    assert (box.fitted(), box.toolTip()) == ("Short", "")


def test_an_open_list_is_as_wide_as_its_names_within_the_window(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    box = choice((("none", "No confirmation of delivery"), ("d", "Short")), "none")
    box.setParent(window)
    box.resize(120, 32)
    qtbot.addWidget(window)
    window.resize(480, 320)
    box.fit_list()
    assert 120 < box.view().minimumWidth() < 480
    window.resize(160, 320)
    box.fit_list()
    assert box.view().minimumWidth() == 160


def test_a_pasted_address_keeps_the_contact_that_was_there(qtbot: QtBot, look: Look) -> None:
    form = AddressForm("To")
    qtbot.addWidget(form)
    form.set_values(AddressText(email="keiko@example.com"))
    QApplication.clipboard().setText(BLOCK)
    form.editor("name").paste()
    assert form.values().email == "keiko@example.com"


def test_what_is_written_into_the_form_comes_out_again_and_is_not_sent(qtbot: QtBot, look: Look) -> None:
    form = AddressForm("To")
    qtbot.addWidget(form)
    told: list[int] = []
    form.edited.connect(lambda: told.append(1))
    address = AddressText(
        "Ann", "Shop", "1 Main St", "Apt 2", "Toronto", "ON", "M5V 2T6", "CA", "1", "a@b.ca"
    )
    form.set_values(address)
    assert form.values() == address
    assert form.fields["postal_code"].label.text() == "Postal code"
    form.set_values(replace(address, country="US"))
    assert form.fields["postal_code"].label.text() == "ZIP code"
    assert told == []


def test_every_line_of_an_address_says_whose_it_is(qtbot: QtBot, look: Look) -> None:
    form = AddressForm("To")
    qtbot.addWidget(form)
    assert all(edit.accessibleName() for edit in form.findChildren(QLineEdit))
    assert form.editor("city").accessibleName() == "To: City"


def test_the_united_states_stand_first_among_all_countries() -> None:
    codes = [code for code, _ in countries()]
    assert codes[0] == "US"
    assert len(codes) == len(set(codes))
    assert {"CA", "DE", "JP", "PR"} <= set(codes)
    assert country_name("CA") == "Canada"
    assert country_name("??") == "??"


def test_the_padlock_says_what_it_does(qtbot: QtBot, look: Look) -> None:
    weight = WeightEdit()
    qtbot.addWidget(weight)
    before = weight.padlock.accessibleName()
    weight.toggle()
    assert weight.locked
    assert weight.padlock.accessibleName() != before
    weight.set_texts("1", "8")
    assert weight.texts() == ("1", "8")
