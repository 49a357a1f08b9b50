"""The customs declaration, line by line. Shown when the address needs one; what was typed stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postwright.domain.customs import CONTENTS
from postwright.domain.draft import CustomsLine, Draft
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.countries import country_box
from postwright.ui.widgets.field import Field, FieldRow, choice, choose, chosen, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel
from postwright.ui.widgets.weight_edit import WeightEdit

_PREFIX = "customs_lines"


class ItemForm(QWidget):
    """One kind of thing in the parcel. Value and weight are for one piece."""

    edited = Signal()
    left = Signal(str)
    removed = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = {name: line() for name in ("description", "quantity", "value", "tariff_code")}
        self._weight = WeightEdit(padlock=False)
        self._country = country_box()
        self._number = number
        labels = {
            "description": self.tr("What it is"),
            "quantity": self.tr("How many"),
            "value": self.tr("Value of one"),
            "pounds": self.tr("Weight of one"),
            "tariff_code": self.tr("HS code"),
            "origin_country": self.tr("Made in"),
        }
        editors: dict[str, QWidget] = {
            **self._texts,
            "pounds": self._weight,
            "origin_country": self._country,
        }
        self.fields = {name: Field(label, editors[name]) for name, label in labels.items()}
        for name, field in self.fields.items():
            field.edited.connect(self.edited)
            field.left.connect(partial(self.left.emit, name))
            editors[name].setAccessibleName(self.tr("Item %d: %s") % (number + 1, labels[name]))
        self._weight.edited.connect(self.edited)
        self._weight.ounces.editingFinished.connect(partial(self.left.emit, "pounds"))
        self._remove = Button("", kind="quiet", small=True, icon_name="trash")
        self._remove.setAccessibleName(self.tr("Remove item %d") % (number + 1))
        self._remove.setToolTip(self.tr("Remove this item"))
        self._remove.clicked.connect(self.removed)
        self._arrange()

    def _arrange(self) -> None:
        of = self.fields
        title = row(PlainLabel(self.tr("Item %d") % (self._number + 1), role="label"), None, self._remove)
        second = FieldRow((of["quantity"], of["value"], of["tariff_code"]), (1, 1, 2))
        third = FieldRow((of["pounds"], of["origin_country"]), (1, 1))
        self.setLayout(column(title, of["description"], second, third))

    def write(self, item: CustomsLine) -> None:
        for name, edit in self._texts.items():
            edit.setText(getattr(item, name))
        self._weight.set_texts(item.pounds, item.ounces)
        choose(self._country, item.origin_country)

    def read(self) -> CustomsLine:
        texts = {name: edit.text() for name, edit in self._texts.items()}
        pounds, ounces = self._weight.texts()
        return CustomsLine(**texts, pounds=pounds, ounces=ounces, origin_country=chosen(self._country))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        prefix = f"{_PREFIX}.{self._number}"
        for name, field in self.fields.items():
            ounces = problems.get(f"{prefix}.ounces", "") if name == "pounds" else ""
            field.show_problem(problems.get(f"{prefix}.{name}", "") or ounces)


class CustomsForm(QWidget):
    """`edited` for every change by a person, `left(field)` when one was left."""

    edited = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {
            "merchandise": self.tr("Goods that were sold"),
            "gift": self.tr("Gift"),
            "documents": self.tr("Documents"),
            "sample": self.tr("Sample"),
            "returned_goods": self.tr("Returned goods"),
            "other": self.tr("Something else"),
        }
        self._contents_box = choice(tuple((code, words[code]) for code in CONTENTS))
        self._contents = Field(self.tr("Contents"), self._contents_box)
        self._explanation_edit = line()
        self._explanation = Field(self.tr("What exactly"), self._explanation_edit)
        self._problem = PlainLabel(role="problem", wrap=True)
        self._items: list[ItemForm] = []
        self._list = column(spacing=12)
        add = Button(self.tr("Add an item"), kind="quiet", small=True, icon_name="plus")
        add.clicked.connect(self._add)
        for name, field in (
            ("customs_contents", self._contents),
            ("customs_explanation", self._explanation),
        ):
            field.edited.connect(self.edited)
            field.left.connect(partial(self.left.emit, name))
        self.setLayout(column(self._contents, self._explanation, self._problem, self._list, row(add, None)))

    def write(self, draft: Draft) -> None:
        """Put the draft's lines into the form."""
        choose(self._contents_box, draft.customs_contents)
        self._explanation_edit.setText(draft.customs_explanation)
        self._lay(draft.customs_lines)

    def read(self, draft: Draft) -> Draft:
        """The draft with what stands here."""
        return replace(
            draft,
            customs_contents=chosen(self._contents_box),
            customs_explanation=self._explanation_edit.text(),
            customs_lines=tuple(item.read() for item in self._items),
        )

    def render_screen(self, screen: ShipScreen) -> None:
        of = screen.problems
        self._explanation.setVisible(screen.draft.customs_contents == "other")
        self._contents.show_problem(of.get("customs_contents", ""))
        self._explanation.show_problem(of.get("customs_explanation", ""))
        self._problem.setText(of.get(_PREFIX, ""))
        self._problem.setVisible(_PREFIX in of)
        for item in self._items:
            item.show_problems(of)

    def focus_on(self, field: str) -> bool:
        """Go to the input of that field; tells whether it is here."""
        if not field.startswith("customs_"):
            return False
        parts = field.split(".")
        if len(parts) == 3 and int(parts[1]) < len(self._items):
            self._items[int(parts[1])].fields[parts[2].replace("ounces", "pounds")].editor.setFocus()
        else:
            self._contents_box.setFocus()
        return True

    def _lay(self, lines: tuple[CustomsLine, ...]) -> None:
        if len(lines) != len(self._items):
            for old in self._items:
                self._list.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._items = [self._made(number) for number in range(len(lines))]
        for item, text in zip(self._items, lines, strict=True):
            item.write(text)

    def _made(self, number: int) -> ItemForm:
        item = ItemForm(number)
        item.edited.connect(self.edited)
        item.left.connect(lambda field: self.left.emit(f"{_PREFIX}.{number}.{field}"))
        item.removed.connect(partial(self._drop, number))
        self._list.addWidget(item)
        return item

    def _lines(self) -> tuple[CustomsLine, ...]:
        return tuple(item.read() for item in self._items)

    def _add(self) -> None:
        self._lay((*self._lines(), CustomsLine()))
        self._items[-1].fields["description"].editor.setFocus()
        self.edited.emit()

    def _drop(self, number: int) -> None:
        lines = self._lines()
        self._lay(lines[:number] + lines[number + 1 :])
        self.edited.emit()
