"""The options of a parcel: ship date, confirmation, insured value, order; the rest behind "More"."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from postwright.domain.draft import Draft
from postwright.domain.draft_reading import REFERENCE_LENGTH
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.field import Field, FieldRow, choice, choose, chosen, line, offer
from postwright.ui.widgets.layout import column, row

_REFERENCES = ("reference1", "reference2", "reference3")


class OptionsForm(QWidget):
    """`edited` for every change by a person, `left(field)` when one was left."""

    edited = Signal()
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists = {"ship_date": choice(()), "confirmation": choice(())}
        self._texts = {"insured_value": line("$0.00"), "order_reference": line()}
        self._texts |= {name: line(most=REFERENCE_LENGTH) for name in _REFERENCES}
        labels = {
            "ship_date": self.tr("Ship date"),
            "confirmation": self.tr("Confirmation"),
            "insured_value": self.tr("Insured value"),
            "order_reference": self.tr("Order number"),
            "reference1": self.tr("Label line 1"),
            "reference2": self.tr("Label line 2"),
            "reference3": self.tr("Label line 3"),
        }
        self.fields = {
            name: Field(label, self._lists.get(name) or self._texts[name]) for name, label in labels.items()
        }
        for name, field in self.fields.items():
            field.edited.connect(self.edited)
            field.left.connect(partial(self.left.emit, name))
        self._machinable = QCheckBox(self.tr("Odd shape: machines cannot sort it"))
        self._machinable.clicked.connect(self.edited)
        self._more = Button(self.tr("More options"), kind="quiet", small=True, icon_name="chevron-down")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_more)
        self._rest = QWidget()
        self._arrange()

    def _arrange(self) -> None:
        of = self.fields
        self._rest.setLayout(column(*(of[name] for name in _REFERENCES), self._machinable))
        self._rest.hide()
        first = FieldRow((of["ship_date"], of["confirmation"]), (1, 1))
        second = FieldRow((of["insured_value"], of["order_reference"]), (1, 1))
        self.setLayout(column(first, second, row(self._more, None), self._rest))

    def _show_more(self, more: bool) -> None:
        self._rest.setVisible(more)
        self._more.setText(self.tr("Fewer options") if more else self.tr("More options"))
        self._more.set_icon("chevron-up" if more else "chevron-down")

    def write(self, draft: Draft) -> None:
        """Put the draft's texts into the inputs; open the rest where it holds something."""
        for name, edit in self._texts.items():
            edit.setText(getattr(draft, name))
        self._machinable.setChecked(draft.non_machinable)
        if draft.non_machinable or any(getattr(draft, name) for name in _REFERENCES):
            self._more.setChecked(True)

    def read(self, draft: Draft) -> Draft:
        """The draft with what stands here."""
        texts, lists = self._texts, self._lists
        return replace(
            draft,
            ship_date=chosen(lists["ship_date"]),
            confirmation=chosen(lists["confirmation"]),
            insured_value=texts["insured_value"].text(),
            order_reference=texts["order_reference"].text(),
            reference1=texts["reference1"].text(),
            reference2=texts["reference2"].text(),
            reference3=texts["reference3"].text(),
            non_machinable=self._machinable.isChecked(),
        )

    def render_screen(self, screen: ShipScreen) -> None:
        offer(self._lists["ship_date"], screen.lists.dates)
        offer(self._lists["confirmation"], screen.lists.confirmations)
        for name, box in self._lists.items():
            choose(box, getattr(screen.draft, name))
        for name, field in self.fields.items():
            field.show_problem(screen.problems.get(name, ""))
        if any(name in screen.problems for name in _REFERENCES):
            self._more.setChecked(True)

    def focus_on(self, field: str) -> bool:
        """Go to the input of that field; tells whether it is here."""
        if field in self.fields:
            self.fields[field].editor.setFocus()
        return field in self.fields
