"""Who gets the mail, and in which language: proposed, chosen by a person, or typed. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from postwright.ui.qr_mail.screen import LANGUAGES, QrMailScreen
from postwright.ui.widgets.field import Field, choice, choose, chosen, line, offer
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel

_NARROW = 104


class RecipientCard(Section):
    """`left` says that a field was left, so that the mail is written anew; inputs own their text."""

    role_chosen = Signal(str)
    name_written = Signal(str)
    email_written = Signal(str)
    zip_written = Signal(str)
    language_chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._form = 0
        self.who_box: QComboBox = choice(())
        self.who = Field(self.tr("Who takes it to the Post Office"), self.who_box)
        self.means = PlainLabel(role="small", wrap=True)
        self._lines = (line(), line("name@example.com"), line("97201", most=10))
        self.name_field = Field(self.tr("Name"), self._lines[0])
        self.email = Field(self.tr("Mail address"), self._lines[1])
        self.zip_code = Field(self.tr("ZIP near them"), self._lines[2])
        self.language_box: QComboBox = choice(LANGUAGES)
        self.language = Field(self.tr("Language"), self.language_box)
        self.language.setFixedWidth(_NARROW)
        self.zip_code.setFixedWidth(_NARROW)
        self.caution = PlainLabel(role="waiting", wrap=True)
        self.add(self.who, self.means, row(self.name_field, self.zip_code), row(self.email, self.language))
        self.add(self.caution)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._connect()

    def _connect(self) -> None:
        self.who.edited.connect(lambda: self.role_chosen.emit(chosen(self.who_box)))
        self.language.edited.connect(lambda: self.language_chosen.emit(chosen(self.language_box)))
        for field, signal in (
            (self.name_field, self.name_written),
            (self.email, self.email_written),
            (self.zip_code, self.zip_written),
        ):
            field.edited.connect(lambda field=field, signal=signal: signal.emit(_text(field)))
            field.left.connect(self.left)

    def show_screen(self, screen: QrMailScreen) -> None:
        """Show who is chosen. Sends nothing; what is typed is written over only with another choice."""
        self.setVisible(not screen.closed)
        self.who.label.setText(screen.who_label)
        self.who_box.setAccessibleName(screen.who_label)
        offer(self.who_box, screen.choices)
        choose(self.who_box, screen.role.value)
        choose(self.language_box, screen.language.value)
        self.means.setText(screen.means)
        self.means.setVisible(bool(screen.means))
        self.caution.setText(screen.caution)
        self.caution.setVisible(bool(screen.caution))
        if screen.form != self._form:
            self._form = screen.form
            texts = (screen.name, screen.email, screen.zip_code)
            for editor, text in zip(self._lines, texts, strict=True):
                editor.setText(text)
        self.zip_code.setVisible(screen.asks_zip)
        self.email.show_problem(screen.email_problem)
        self.zip_code.show_problem(screen.zip_problem)


def _text(field: Field) -> str:
    return str(field.editor.property("text"))
