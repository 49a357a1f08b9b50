"""Draws the Buying page and says what the person wrote. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from postwright.domain.buying_rules import LONGEST_HOURS
from postwright.ui.settings.buying.screen import MOST_PER_CENT, BuyingScreen, BuyingText
from postwright.ui.settings.cards import card, padded, small
from postwright.ui.settings.pause import Pause
from postwright.ui.widgets.field import Field, choice, choose, chosen, line, offer
from postwright.ui.widgets.layout import column, row

_AMOUNT = 120


class BuyingView(QWidget):
    """Price, insurance, delivery, and the word for QR codes."""

    written = Signal(BuyingText)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self._writing = False
        self.tolerance, self.insured = line(width=_AMOUNT, most=12), line(width=_AMOUNT, most=12)
        self.tolerance_field = Field(self.tr("A queued parcel may cost more by"), self.tolerance)
        self.per_cent = _number(0, MOST_PER_CENT, self.tr(" %"))
        self.per_cent_field = Field(self.tr("or by, if that is more"), self.per_cent)
        self.rise = small("")
        self.hours = _number(1, LONGEST_HOURS, self.tr(" hours"))
        self.hours_field = Field(self.tr("Ask again for a price that is older than"), self.hours)
        self._make_guards()
        self.insurer, self.scheme = choice(()), choice(())
        self.insurer_field = Field(self.tr("Who insures"), self.insurer)
        self.insured_field = Field(self.tr("Insure at most"), self.insured)
        self.restricted = QCheckBox(self.tr("Offer restricted delivery in Ship"))
        self.scheme_field = Field(self.tr("Ask for QR codes as"), self.scheme)
        self._pause = Pause(self)
        self._arrange()
        self._listen()

    def _make_guards(self) -> None:
        """What asks once more before money is spent; each can be off."""
        self.hours_alike = _number(1, LONGEST_HOURS, self.tr(" hours"))
        self.amounts = {name: line(width=_AMOUNT, most=14) for name in ("label_limit", "day_limit")}
        label, day = self.amounts.values()
        self.similar = Switched(self.tr("A label like it was bought within"), self.hours_alike)
        self.limits = {
            "label_limit": Switched(self.tr("One label costs more than"), label),
            "day_limit": Switched(self.tr("One day costs more than"), day),
        }

    def _arrange(self) -> None:
        insurance = row(self.insurer_field, self.insured_field)
        insurance.setStretch(0, 1)
        self.setLayout(
            column(
                card(
                    self.tr("Price"),
                    row(self.tolerance_field, self.per_cent_field, None, spacing=24),
                    self.rise,
                    row(self.hours_field, None),
                    small(self.tr("Nothing is ever bought above the price shown and this.")),
                ),
                card(
                    self.tr("Ask me before buying when"),
                    _under_each_other(self.similar, *self.limits.values()),
                    small(
                        self.tr(
                            "Alike means: for the same person or place, in the same package, about as heavy. "
                            "Nothing is bought before you answer. What is bought by itself when the shop is "
                            "online again waits for your answer too."
                        )
                    ),
                ),
                card(
                    self.tr("Insurance"),
                    insurance,
                    small(self.tr("Only a parcel for which you write a value is insured.")),
                ),
                card(
                    self.tr("Restricted delivery"),
                    self.restricted,
                    small(
                        self.tr(
                            "USPS lists it, the carrier's own list does not. It is bought only at a price."
                        )
                    ),
                ),
                card(
                    self.tr("QR codes"),
                    self.scheme_field,
                    small(self.tr("Where the carrier refuses one word, the other is tried once by itself.")),
                ),
                spacing=16,
            )
        )

    def _listen(self) -> None:
        for field in (self.tolerance_field, self.insured_field, self.insurer_field, self.scheme_field):
            field.edited.connect(self._pause.start)
            field.left.connect(self._pause.flush)
        for number in (self.hours, self.per_cent, self.hours_alike):
            number.valueChanged.connect(self._spun)
            number.editingFinished.connect(self._pause.flush)
        for limit in self.limits.values():
            limit.field.edited.connect(self._pause.start)
            limit.field.left.connect(self._pause.flush)
        for switched in (self.similar, *self.limits.values()):
            switched.on.clicked.connect(lambda: self.written.emit(self.text()))
        self.restricted.clicked.connect(lambda: self.written.emit(self.text()))
        self._pause.over.connect(lambda: self.written.emit(self.text()))

    def _spun(self) -> None:
        if not self._writing:
            self._pause.start()

    def render_screen(self, screen: BuyingScreen) -> None:
        """Show it all; the fields only when they must be written anew. Sends nothing."""
        if screen.form != self._form:
            self._form = screen.form
            self._write(screen)
        self.tolerance_field.show_problem(screen.problem("tolerance"))
        self.insured_field.show_problem(screen.problem("insure_at_most"))
        for name, limit in self.limits.items():
            limit.field.show_problem(screen.problem(name))
        for switched in (self.similar, *self.limits.values()):
            switched.editor.setEnabled(switched.on.isChecked())
        self.rise.setText(screen.rise)

    def text(self) -> BuyingText:
        """What the fields say."""
        return BuyingText(
            tolerance=self.tolerance.text(),
            per_cent=self.per_cent.value(),
            quote_hours=self.hours.value(),
            similar_on=self.similar.on.isChecked(),
            similar_hours=self.hours_alike.value(),
            label_limit_on=self.limits["label_limit"].on.isChecked(),
            label_limit=self.amounts["label_limit"].text(),
            day_limit_on=self.limits["day_limit"].on.isChecked(),
            day_limit=self.amounts["day_limit"].text(),
            insure_at_most=self.insured.text(),
            insurer=chosen(self.insurer),
            offer_restricted_delivery=self.restricted.isChecked(),
            display_scheme=chosen(self.scheme),
        )

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._pause.flush()

    def _write(self, screen: BuyingScreen) -> None:
        self._writing = True
        _set(self.tolerance, screen.text.tolerance)
        _set(self.insured, screen.text.insure_at_most)
        self.hours.setValue(screen.text.quote_hours)
        self.per_cent.setValue(screen.text.per_cent)
        self.hours_alike.setValue(screen.text.similar_hours)
        self.similar.on.setChecked(screen.text.similar_on)
        for name, limit in self.limits.items():
            _set(self.amounts[name], getattr(screen.text, name))
            limit.on.setChecked(getattr(screen.text, f"{name}_on"))
        for box, items, code in (
            (self.insurer, screen.insurers, screen.text.insurer),
            (self.scheme, screen.schemes, screen.text.display_scheme),
        ):
            offer(box, items)
            choose(box, code)
        self.restricted.setChecked(screen.text.offer_restricted_delivery)
        self._writing = False


class Switched:
    """A rule that can be off: a box to tick with its words, and beside it the number that it goes by."""

    def __init__(self, words: str, editor: QWidget) -> None:
        self.on = QCheckBox(words)
        self.editor = editor
        editor.setAccessibleName(words)
        self.field = Field("", editor)
        self.field.label.hide()


def _under_each_other(*rules: Switched) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(2, 1)
    for place, rule in enumerate(rules):
        grid.addWidget(rule.on, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(rule.field, place, 1)
    return grid


def _number(least: int, most: int, unit: str) -> QSpinBox:
    made = padded(QSpinBox())
    made.setRange(least, most)
    made.setSuffix(unit)
    made.setFixedWidth(_AMOUNT)
    return made


def _set(edit: QLineEdit, text: str) -> None:
    if edit.text() != text:
        edit.setText(text)
