"""Draws the Buying page and says what the person wrote. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from postwright.domain.buying_rules import LONGEST_HOURS
from postwright.ui.settings.buying.screen import BuyingScreen, BuyingText
from postwright.ui.settings.cards import card, padded, small
from postwright.ui.settings.pause import Pause
from postwright.ui.widgets.field import Field, choice, choose, chosen, line, offer
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.steady import steady

_AMOUNT = 120


class BuyingView(QWidget):
    """Price, insurance, delivery, and the word for QR codes."""

    written = Signal(BuyingText)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self._writing = False
        self.tolerance, self.insured = line(width=_AMOUNT, most=12), line(width=_AMOUNT, most=12)
        self.tolerance_field = Field(self.tr("A queued parcel may cost more than shown by"), self.tolerance)
        self.hours = padded(QSpinBox())
        self.hours.setRange(1, LONGEST_HOURS)
        self.hours.setSuffix(self.tr(" hours"))
        self.hours.setFixedWidth(_AMOUNT)
        self.hours_field = Field(self.tr("Ask again for a price that is older than"), self.hours)
        self.insurer, self.scheme = choice(()), choice(())
        self.insurer_field = Field(self.tr("Who insures"), self.insurer)
        self.insured_field = Field(self.tr("Insure at most"), self.insured)
        self.restricted = QCheckBox(self.tr("Offer restricted delivery in Ship"))
        self.scheme_field = Field(self.tr("Ask for QR codes as"), self.scheme)
        self._pause = Pause(self)
        self._arrange()
        self._listen()
        steady(self)

    def _arrange(self) -> None:
        insurance = row(self.insurer_field, self.insured_field)
        insurance.setStretch(0, 1)
        self.setLayout(
            column(
                card(
                    self.tr("Price"),
                    row(self.tolerance_field, self.hours_field, None, spacing=24),
                    small(self.tr("Nothing is ever bought above the price shown and this.")),
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
        self.hours.valueChanged.connect(self._spun)
        self.hours.editingFinished.connect(self._pause.flush)
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

    def text(self) -> BuyingText:
        """What the fields say."""
        return BuyingText(
            self.tolerance.text(),
            self.hours.value(),
            self.insured.text(),
            chosen(self.insurer),
            self.restricted.isChecked(),
            chosen(self.scheme),
        )

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._pause.flush()

    def _write(self, screen: BuyingScreen) -> None:
        self._writing = True
        _set(self.tolerance, screen.text.tolerance)
        _set(self.insured, screen.text.insure_at_most)
        self.hours.setValue(screen.text.quote_hours)
        for box, items, code in (
            (self.insurer, screen.insurers, screen.text.insurer),
            (self.scheme, screen.schemes, screen.text.display_scheme),
        ):
            offer(box, items)
            choose(box, code)
        self.restricted.setChecked(screen.text.offer_restricted_delivery)
        self._writing = False


def _set(edit: QLineEdit, text: str) -> None:
    if edit.text() != text:
        edit.setText(text)
