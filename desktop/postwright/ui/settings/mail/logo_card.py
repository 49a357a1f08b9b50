"""The card of the Mail page about the logo, seen as light and dark mail programs show it. Reads no file."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from postwright.ui.settings.cards import card, small
from postwright.ui.settings.mail.screen import MailScreen
from postwright.ui.theme import tokens
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.mail_looks import dark_colour
from postwright.ui.widgets.text import PlainLabel

_WHITE = "#FFFFFF"
_HIGH, _MARGIN = 96, 12


class LogoView(QWidget):
    """The logo on one ground, never larger than it is mailed."""

    def __init__(self, ground: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = QColor(ground)
        self._png = b""
        self._source = QPixmap()
        self.setFixedHeight(_HIGH)
        self.setMinimumWidth(120)
        self.setAccessibleName(name)

    @property
    def is_empty(self) -> bool:
        return self._source.isNull()

    def show_png(self, png: bytes) -> None:
        if png == self._png:
            return
        self._png, self._source = png, QPixmap()
        if png:
            self._source.loadFromData(png)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground)
        if not self._source.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            # As in the mail: half as large as it is in dots, so that it is sharp on a phone.
            size = QSize(self._source.width() // 2, self._source.height() // 2)
            size = size.scaled(size.boundedTo(room.size()), Qt.AspectRatioMode.KeepAspectRatio)
            left = room.x() + (room.width() - size.width()) // 2
            top = room.y() + (room.height() - size.height()) // 2
            painter.drawPixmap(left, top, size.width(), size.height(), self._source)
        painter.setPen(QColor(tokens().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class LogoCard(QWidget):
    """`chosen` carries the path of a picture file."""

    chosen = Signal(str)
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light = LogoView(_WHITE, self.tr("Your logo in a light mail program"))
        self.dark = LogoView(dark_colour(_WHITE), self.tr("Your logo in a dark mail program"))
        self.choose = BusyButton("", kind="plain", icon_name="folder")
        self.remove = Button(self.tr("Remove"), kind="quiet", icon_name="trash")
        self.problem = PlainLabel(role="problem", wrap=True)
        self.pictures = QWidget()
        shown = row(self.light, self.dark)
        self.pictures.setLayout(shown)
        hint = small(
            self.tr("It stands at the top of every mail, on white. A PNG or JPEG file of up to 20 MB.")
        )
        logo = card(self.tr("Logo"), self.pictures, self.problem, row(self.choose, self.remove, None), hint)
        self.setLayout(column(logo))
        self.choose.clicked.connect(self.ask)
        self.remove.clicked.connect(self.remove_wanted)

    def show_screen(self, screen: MailScreen) -> None:
        """Draw the logo. Sends nothing."""
        self.light.show_png(screen.logo)
        self.dark.show_png(screen.logo)
        self.pictures.setVisible(bool(screen.logo))
        words = self.tr("Another picture…") if screen.logo else self.tr("Choose a picture…")
        self.choose.show_state(words, enabled=not screen.choosing_logo, busy=screen.choosing_logo)
        self.remove.setVisible(bool(screen.logo))
        self.problem.setText(screen.logo_problem)
        self.problem.setVisible(bool(screen.logo_problem))

    def ask(self) -> None:
        """Which file; the dialog is the system's own."""
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose your logo"), "", kinds)
        if path:
            self.chosen.emit(path)
