"""Draws the studio of texts and says what the person did: the text at the left, the mail at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from postwright.domain.letter import Language, LetterKind
from postwright.ui.mail_texts.editor import EditorSide
from postwright.ui.mail_texts.look_side import LookSide
from postwright.ui.mail_texts.screen import KINDS, LANGUAGES, MailTextsScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.field import choice, choose, chosen
from postwright.ui.widgets.page import PanelPage

_LEAST = 400
_KIND, _LANGUAGE = 176, 112
_SHARES = (1, 1)


class MailTextsView(PanelPage):
    """`text_chosen` carries kind and language."""

    text_chosen = Signal(LetterKind, Language)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = choice(tuple((one.value, self.tr(words)) for one, words in KINDS.items()))
        self.kind.setAccessibleName(self.tr("Which mail"))
        self.kind.setFixedWidth(_KIND)
        self.language = choice(tuple((one.value, self.tr(words)) for one, words in LANGUAGES.items()))
        self.language.setAccessibleName(self.tr("In which language"))
        self.language.setFixedWidth(_LANGUAGE)
        self.back = Button(self.tr("Back"), icon_name="return")
        self.name(self.tr("What the mails say"), self.kind, self.language, self.back)
        self.editor, self.looks = EditorSide(), LookSide()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(16)
        for side, share in zip((self.editor, self.looks), _SHARES, strict=True):
            side.setMinimumWidth(_LEAST)
            self.split.addWidget(side)
            self.split.setStretchFactor(self.split.count() - 1, share)
        self.add(self.split)
        self.setFocusProxy(self.editor)
        self.kind.activated.connect(self._choose)
        self.language.activated.connect(self._choose)
        self.back.clicked.connect(self._leave)

    def render_screen(self, screen: MailTextsScreen) -> None:
        """Show it all. Sends nothing."""
        self.line.setText(screen.state_line)
        self.banner.show_notice(screen.notice)
        choose(self.kind, screen.kind.value)
        choose(self.language, screen.language.value)
        self.editor.render_screen(screen)
        self.looks.render_screen(screen)

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self.editor.flush()

    def _choose(self) -> None:
        kind, language = LetterKind(chosen(self.kind)), Language(chosen(self.language))
        self.flush()  # draws the screen anew, with the text that is still the one shown
        self.text_chosen.emit(kind, language)

    def _leave(self) -> None:
        self.flush()
        self.left.emit()
