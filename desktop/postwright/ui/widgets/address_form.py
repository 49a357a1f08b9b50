"""The lines of an address. A whole address pasted into the first one is split; what went where is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from postwright.domain.address_block import looks_like_block, split_block
from postwright.domain.draft import AddressText
from postwright.ui.widgets.countries import HOME, country_box
from postwright.ui.widgets.field import Field, FieldRow, choose, chosen, line
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.text import PlainLabel

NAMES = tuple(one.name for one in fields(AddressText))
# Nobody types that many characters between two signals; so it was pasted, dropped or scanned.
_PASTED = 12


class AddressForm(QWidget):
    """`edited` while a person types, `left(name)` when a line was left. `values` is what stands there."""

    edited = Signal()
    left = Signal(str)

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        """`what` says whose address it is, for those who hear the form: "To", "From"."""
        super().__init__(parent)
        self._before = ""
        self.country = country_box()
        self._lines = {name: line() for name in NAMES if name != "country"}
        labels = {
            "name": self.tr("Name"),
            "company": self.tr("Company"),
            "line1": self.tr("Street"),
            "line2": self.tr("Apt, suite, unit"),
            "city": self.tr("City"),
            "state": self.tr("State"),
            "postal_code": self.tr("ZIP code"),
            "country": self.tr("Country"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
        }
        self.fields: dict[str, Field] = {}
        for name, label in labels.items():
            editor: QWidget = self.country if name == "country" else self._lines[name]
            editor.setAccessibleName(f"{what}: {label}")
            field = self.fields[name] = Field(label, editor)
            field.edited.connect(self.edited)
            field.left.connect(partial(self.left.emit, name))
        self.split_note = PlainLabel(role="done", wrap=True)
        self.split_note.hide()
        self._lines["name"].setPlaceholderText(self.tr("Name, or paste a whole address"))
        self._lines["name"].textEdited.connect(self._maybe_pasted)
        self.setFocusProxy(self._lines["name"])
        self._arrange()

    def _arrange(self) -> None:
        of = self.fields
        self.setLayout(
            column(
                of["name"],
                self.split_note,
                FieldRow((of["line1"], of["line2"]), (3, 2)),
                FieldRow((of["city"], of["state"], of["postal_code"]), (5, 3, 4)),
                FieldRow((of["country"], of["company"]), (1, 1)),
                FieldRow((of["phone"], of["email"]), (1, 1)),
            )
        )
        self.country.currentIndexChanged.connect(self._name_places)

    def _name_places(self) -> None:
        """States and ZIP codes are American; elsewhere they are called otherwise."""
        home = chosen(self.country) == HOME
        self.fields["state"].label.setText(self.tr("State") if home else self.tr("Province"))
        self.fields["postal_code"].label.setText(self.tr("ZIP code") if home else self.tr("Postal code"))

    def values(self) -> AddressText:
        """What stands there, as it stands there."""
        texts = {name: edit.text() for name, edit in self._lines.items()}
        return AddressText(**texts, country=chosen(self.country) or "US")

    def set_values(self, address: AddressText) -> None:
        """Write all lines. Sends nothing."""
        for name, edit in self._lines.items():
            edit.setText(getattr(address, name))
        choose(self.country, address.country)
        self._before = address.name
        self.split_note.hide()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the lines named; the others are well."""
        for name, field in self.fields.items():
            field.show_problem(problems.get(name, ""))

    def editor(self, name: str) -> QLineEdit:
        """The input of a line other than the country."""
        return self._lines[name]

    def _maybe_pasted(self, text: str) -> None:
        grown = len(text) - len(self._before)
        self._before = text
        if grown < _PASTED:
            self.split_note.hide()
            return
        found = split_block(text)
        if found is None:
            self._keep_whole(text)
            return
        self.set_values(_kept(found, self.values()))
        filled = [self.fields[name].label.text().lower() for name in NAMES if getattr(found, name)]
        self._note("done", self.tr("Split into %s. Please look it over.") % ", ".join(filled))
        for edit in self._lines.values():
            edit.setCursorPosition(0)
        self.edited.emit()

    def _keep_whole(self, text: str) -> None:
        """Leave the text in its field; of what was a whole block, say that it was not split."""
        one_line = " ".join(text.split())
        if looks_like_block(text):
            self._note("waiting", self.tr("This could not be split. Write it line by line."))
        else:
            self.split_note.hide()
        if one_line != text.strip():
            self._before = one_line
            self._lines["name"].setText(one_line)
            self.edited.emit()

    def _note(self, role: str, words: str) -> None:
        self.split_note.set_role(role)
        self.split_note.setText(words)
        self.split_note.show()


def _kept(found: AddressText, before: AddressText) -> AddressText:
    """The pasted address; phone and e-mail stay where the paste had none and the rest was typed before."""
    return replace(found, phone=found.phone or before.phone, email=found.email or before.email)
