"""The left side of the studio: subject, text, the fields to put in, what is wrong, and using it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from postwright.domain.letter import Language, LetterKind
from postwright.domain.letter_fields import FieldUse, LetterField
from postwright.ui.mail_texts.lists import FieldList, ProblemList
from postwright.ui.mail_texts.screen import MailTextsScreen
from postwright.ui.mail_texts.text_edit import TextField
from postwright.ui.settings.pause import Pause
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.text import plain_tip

_LISTS = 136
_SUBJECT_FITS = 1000


class EditorSide(QWidget):
    """`written` carries subject and body when typing pauses, and at once when the text is left."""

    written = Signal(str, str)
    use_wanted = Signal()
    ours_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self._which: tuple[LetterKind, Language] | None = None
        self._writing = self._in_subject = False
        self.subject = line(most=_SUBJECT_FITS)
        self.subject_field = Field(self.tr("Subject"), self.subject)
        self.body = TextField(self.tr("Text of the mail"))
        self.fields = FieldList(self.tr("Fields to put into the text"))
        self.problems = ProblemList(self.tr("What is wrong with the text"))
        self.lists = QTabWidget()
        steady(self.lists.tabBar())
        self.lists.setDocumentMode(True)
        for part in (self.lists, self.lists.tabBar()):
            part.setAccessibleName(self.tr("Fields, and what is wrong"))
        self.lists.setFixedHeight(_LISTS)
        self.lists.addTab(self.fields, self.tr("Put in a field"))
        self.lists.addTab(self.problems, "")
        self.use = BusyButton("", icon_name="check")
        self.ours = Button(self.tr("Back to ours"), icon_name="undo")
        box = column(self.subject_field, self.body, self.lists, row(self.use, None, self.ours))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(self.body)
        self._pause = Pause(self)
        self._connect()

    def _connect(self) -> None:
        self.subject_field.edited.connect(self._pause.start)
        self.body.textChanged.connect(self._typed)
        self._pause.over.connect(lambda: self.written.emit(self.subject.text(), self.body.text()))
        self.fields.field_picked.connect(self.insert)
        self.problems.line_picked.connect(self.go_to)
        for place in (self.subject, self.body):
            place.installEventFilter(self)
        self.use.clicked.connect(self._use)
        self.ours.clicked.connect(self._ours)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where one was writing last, and that the text was left."""
        if event.type() is QEvent.Type.FocusIn:
            self._in_subject = watched is self.subject
        elif event.type() is QEvent.Type.FocusOut:
            self._pause.flush()
        return super().eventFilter(watched, event)

    def render_screen(self, screen: MailTextsScreen) -> None:
        """Show it all; the text only when it must be written anew. Sends nothing."""
        if screen.form != self._form:
            self._form = screen.form
            self._write(screen)
        busy = screen.using or not screen.loaded
        self.subject.setReadOnly(busy)
        self.body.setReadOnly(busy)
        self.fields.show_fields(screen.fields)
        self.problems.show_problems(screen.problems)
        self.body.mark_lines(tuple((one.line, one.warning) for one in screen.problems))
        count = len(screen.problems)
        self.lists.setTabText(1, self.tr("To mend: %d") % count if count else self.tr("Nothing to mend"))
        words = self.tr("Using it…") if screen.using else self.tr("Use this text")
        self.use.show_state(words, enabled=screen.can_use, busy=screen.using)
        self.use.setToolTip(plain_tip(screen.use_tip))
        self.ours.setEnabled(screen.can_go_back and not screen.using)

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._pause.flush()

    def insert(self, field: LetterField) -> None:
        """Put the field in at the cursor: in the subject where one was writing there and it is words."""
        before, _, after = field.as_written.partition("…")
        if self._in_subject and field.use is FieldUse.WORDS:
            self.subject.insert(field.as_written)
            self.subject.setFocus()
            self._pause.start()
            return
        self.body.insert(before, "…", after)

    def go_to(self, line_number: int) -> None:
        """Stand where something is wrong."""
        if line_number:
            self.body.go_to_line(line_number)
        else:
            self.subject.setFocus()

    def _write(self, screen: MailTextsScreen) -> None:
        """The same text anew can be taken back with Ctrl+Z; another one begins with a clean past."""
        which = (screen.kind, screen.language)
        self._writing = True
        if self.subject.text() != screen.subject:
            self.subject.setText(screen.subject)
        self.body.put(screen.body, undoable=which == self._which)
        self._writing = False
        self._which = which

    def _typed(self) -> None:
        if not self._writing:
            self._pause.start()

    def _use(self) -> None:
        self.flush()
        self.use_wanted.emit()

    def _ours(self) -> None:
        self.flush()
        self.ours_wanted.emit()
