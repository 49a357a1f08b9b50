"""Text on the window, always plain: what comes from outside is never read as markup. Also money and lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from postwright.domain.money import Money


def plain_tip(text: str) -> str:
    """The text of a tool tip that is shown as it is. Qt takes what looks like markup for markup, and then
    loads the files that it names.
    """
    return (
        Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal)
        if Qt.mightBeRichText(text)
        else text
    )


class PlainLabel(QLabel):
    """The one label of the program. `role` names its look.

    Roles: body, title, heading, strong, label, muted, small, amount, problem, done, waiting, trouble.
    """

    def __init__(
        self, text: str = "", *, role: str = "body", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Change the look."""
        restyle(self, "role", role)

    def selectable(self) -> PlainLabel:
        """Let the text be marked and copied with the mouse or the keyboard."""
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setAccessibleName(self.text())
        return self


class ElidedLabel(PlainLabel):
    """One line that ends in "…" where the room does; the whole text is in the tool tip."""

    def __init__(self, text: str = "", *, role: str = "body", parent: QWidget | None = None) -> None:
        self._whole = ""
        super().__init__(text, role=role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def whole(self) -> str:
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        return done

    def _fit(self) -> None:
        fitted = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 8))
        if fitted != self.text():
            super().setText(fitted)
        self.setToolTip(plain_tip(self._whole) if fitted != self._whole else "")
        self.setAccessibleName(self._whole)


class MoneyLabel(PlainLabel):
    """An amount, right-aligned in figures of one width; a dash where there is none."""

    def __init__(
        self, amount: Money | None = None, *, role: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(role=role, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.set_money(amount)

    def set_money(self, amount: Money | None) -> None:
        self.setText("–" if amount is None else str(amount))


class Line(QFrame):
    """A thin line between two things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Line")
        self.setFixedHeight(1)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and look again, if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
