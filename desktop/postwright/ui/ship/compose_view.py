"""The left column: to whom, from where, what parcel, which options, and customs where needed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from postwright.domain.draft import Draft
from postwright.ui.ship.customs_form import CustomsForm
from postwright.ui.ship.options_form import OptionsForm
from postwright.ui.ship.parcel_form import ParcelForm
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.widgets.address_form import AddressForm
from postwright.ui.widgets.field import Field, choice, choose, chosen, offer
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.section import ScrollColumn, Section
from postwright.ui.widgets.text import PlainLabel


class ComposeView(QWidget):
    """`edited(draft)` carries all that stands in the inputs after a person changed one."""

    edited = Signal(object)
    left = Signal(str)
    preset = Signal(int)
    origin = Signal(str)
    locked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self._draft = Draft()
        self._tries = 0
        self.to = AddressForm(self.tr("To"))
        self.parcel = ParcelForm()
        self.options = OptionsForm()
        self.customs = CustomsForm()
        self._origin_box = choice(())
        self._origin = Field(self.tr("Saved address"), self._origin_box)
        self._origin_lines = PlainLabel(role="small", wrap=True)
        self._customs_section = Section(self.tr("Customs")).add(self.customs)
        self._body = ScrollColumn(
            Section(self.tr("To")).add(self.to),
            self._customs_section,
            Section(self.tr("Parcel")).add(self.parcel),
            Section(self.tr("Options")).add(self.options),
            Section(self.tr("From")).add(self._origin, self._origin_lines),
        )
        self._connect()
        self.setLayout(column(self._body))
        self.setFocusProxy(self.to)

    def _connect(self) -> None:
        self.to.edited.connect(self._edited)
        self.to.editor("name").textEdited.connect(self._go_on_after_paste)  # after the form has split it
        self.to.left.connect(lambda name: self.left.emit(f"to.{name}"))
        for form in (self.parcel, self.options, self.customs):
            form.edited.connect(self._edited)
            form.left.connect(self.left)
        self.parcel.preset.connect(self.preset)
        self.parcel.locked.connect(self.locked)
        self._origin_box.activated.connect(lambda _: self.origin.emit(chosen(self._origin_box)))

    def render_screen(self, screen: ShipScreen) -> None:
        before, self._draft = self._draft, screen.draft
        another = screen.form != self._form and screen.draft.is_blank and not before.is_blank
        if screen.form != self._form:
            self._form = screen.form
            self._write(screen.draft)
        self._body.setEnabled(screen.can_edit)
        self.to.show_problems(_of("to.", screen))
        self.parcel.render_screen(screen)
        self.options.render_screen(screen)
        self.customs.render_screen(screen)
        self._customs_section.setVisible(screen.customs_needed)
        offer(self._origin_box, screen.lists.origins)
        choose(self._origin_box, screen.origin)
        self._origin_lines.setText("\n".join(screen.origin_lines))
        self._origin.show_problem(" ".join(dict.fromkeys(_of("sender.", screen).values())))
        if another:
            self._begin()
        if screen.tries != self._tries:
            self._tries = screen.tries
            self.focus_on(next(iter(screen.problems), ""))

    def _begin(self) -> None:
        """Another parcel: from the top. Whoever has gone elsewhere in the window is left there."""
        focus, panel = self.window().focusWidget(), self.parentWidget()
        if focus is not None and panel is not None and panel.isAncestorOf(focus):
            self.to.setFocus()
        self._body.verticalScrollBar().setValue(0)

    def focus_on(self, field: str) -> None:
        """Go to the input that a problem is about."""
        part, _, name = field.partition(".")
        if part == "sender":
            self._origin_box.setFocus()
        elif part == "to":
            self.to.fields[name].editor.setFocus()
        else:
            _ = self.parcel.focus_on(field) or self.options.focus_on(field) or self.customs.focus_on(field)
        self._body.reveal_focus()

    def weigh(self) -> None:
        """Go to a weight that is empty; open or close the padlock of one that is not."""
        if any(text.strip() for text in self.parcel.weight.texts()):
            self.parcel.weight.toggle()
        else:
            self.parcel.focus_on("pounds")

    def _go_on_after_paste(self, text: str) -> None:
        """A whole address was split, so the weight is next. One with gaps is looked over first."""
        to = self.to.values()
        split = self.to.editor("name").text() != text and self.to.split_note.isVisibleTo(self.to)
        if split and (to.name or to.company) and to.line1 and to.city:
            self.parcel.weight.pounds.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on to the next field; it never buys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if isinstance(self.focusWidget(), QLineEdit):
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _write(self, draft: Draft) -> None:
        self.to.set_values(draft.to)
        self.parcel.write(draft)
        self.options.write(draft)
        self.customs.write(draft)

    def _edited(self) -> None:
        draft = replace(self._draft, to=self.to.values())
        self.edited.emit(self.customs.read(self.options.read(self.parcel.read(draft))))


def _of(prefix: str, screen: ShipScreen) -> dict[str, str]:
    return {
        field.removeprefix(prefix): words
        for field, words in screen.problems.items()
        if field.startswith(prefix)
    }
