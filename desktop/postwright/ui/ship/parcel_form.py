"""The parcel's inputs: numbered presets, weight with padlock, package type, size. Judges no text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from postwright.domain.draft import Draft
from postwright.ui.ship.screen import Choices, ShipScreen
from postwright.ui.widgets.buttons import ElidedButton
from postwright.ui.widgets.field import Field, choice, choose, chosen, line, offer
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel
from postwright.ui.widgets.weight_edit import WeightEdit

_PRESETS_ABREAST = 3


class ParcelForm(QWidget):
    """`edited` for each change by a person, `left(field)` when one was left, `preset(digit)` for a preset."""

    edited = Signal()
    left = Signal(str)
    preset = Signal(int)
    locked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets: Choices = ()
        self._preset_grid = QGridLayout()
        self._preset_grid.setSpacing(8)
        for place in range(_PRESETS_ABREAST):
            self._preset_grid.setColumnStretch(place, 1)
        self.weight = WeightEdit()
        self._weight = Field(self.tr("Weight"), self.weight)
        self._package_box = choice(())
        self._package = Field(self.tr("Package"), self._package_box)
        self._sides = {name: line() for name in ("length", "width", "height")}
        words = {"length": self.tr("Length"), "width": self.tr("Width"), "height": self.tr("Height")}
        for name, edit in self._sides.items():
            edit.setAccessibleName(self.tr("%s in inches") % words[name])
            edit.setPlaceholderText(words[name])
            edit.textEdited.connect(self.edited)
            edit.editingFinished.connect(partial(self.left.emit, name))
        self._size = Field(self.tr("Size in inches"), self._size_row())
        self._note = PlainLabel(role="small", wrap=True)
        self._connect()
        self.setLayout(
            column(self._preset_grid, row(self._weight), self._package, self._note, self._size, spacing=8)
        )

    def _size_row(self) -> QWidget:
        holder = QWidget()
        length, width, height = self._sides.values()
        by = [PlainLabel("×", role="muted") for _ in range(2)]
        holder.setLayout(row(length, by[0], width, by[1], height))
        holder.setFocusProxy(length)
        return holder

    def _connect(self) -> None:
        self.weight.edited.connect(self.edited)
        self.weight.pounds.editingFinished.connect(partial(self.left.emit, "pounds"))
        self.weight.ounces.editingFinished.connect(partial(self.left.emit, "ounces"))
        self.weight.padlock.toggled.connect(self.locked)
        self._package.edited.connect(self.edited)
        self._package.left.connect(partial(self.left.emit, "package_code"))

    def write(self, draft: Draft) -> None:
        """Put the draft's texts into the inputs."""
        self.weight.set_texts(draft.pounds, draft.ounces)
        for name, edit in self._sides.items():
            edit.setText(getattr(draft, name))

    def read(self, draft: Draft) -> Draft:
        """The draft with what stands here."""
        pounds, ounces = self.weight.texts()
        length, width, height = (edit.text() for edit in self._sides.values())
        return replace(
            draft,
            pounds=pounds,
            ounces=ounces,
            package_code=chosen(self._package_box) or "package",
            length=length,
            width=width,
            height=height,
        )

    def render_screen(self, screen: ShipScreen) -> None:
        offer(self._package_box, screen.lists.packages)
        choose(self._package_box, screen.draft.package_code)
        self._offer_presets(screen.lists.presets)
        self._size.setVisible(screen.size_needed)
        self._note.setText(screen.package_note)
        self._note.setVisible(bool(screen.package_note))
        of = screen.problems
        self._weight.show_problem(of.get("pounds", "") or of.get("ounces", ""))
        self._package.show_problem(of.get("package_code", ""))
        self._size.show_problem(next((of[name] for name in self._sides if name in of), ""))

    def focus_on(self, field: str) -> bool:
        """Go to the input of that field; tells whether it is here."""
        places: dict[str, QWidget] = {
            "pounds": self.weight.pounds,
            "ounces": self.weight.ounces,
            "package_code": self._package_box,
            **self._sides,
        }
        if field in places:
            places[field].setFocus()
        return field in places

    def _offer_presets(self, presets: Choices) -> None:
        if presets == self._presets:
            return
        self._presets = presets
        while (item := self._preset_grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for place, (digit, name) in enumerate(presets):
            button = ElidedButton(f"{digit}  {name}", self.tr("Preset %s: %s") % (digit, name))
            button.clicked.connect(partial(self._chose_preset, int(digit)))
            self._preset_grid.addWidget(button, place // _PRESETS_ABREAST, place % _PRESETS_ABREAST)

    def _chose_preset(self, digit: int) -> None:
        self.preset.emit(digit)
