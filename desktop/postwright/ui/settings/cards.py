"""What the pages of the settings are made of: cards, small words, fields for secrets and numbers."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QSizePolicy

from postwright.ui.style import CONTROL
from postwright.ui.widgets.field import line
from postwright.ui.widgets.layout import Part
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.text import PlainLabel

Spin = TypeVar("Spin", bound=QAbstractSpinBox)
_PADDING = 7


def card(title: str, *parts: Part) -> Section:
    """A card as tall as its wrapped text needs."""
    made = Section(title).add(*parts)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return made


def small(text: str) -> PlainLabel:
    """What a card says beneath its fields."""
    return PlainLabel(text, role="small", wrap=True)


def secret(words: str = "") -> QLineEdit:
    """A line that shows dots."""
    made = line(words)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def padded(spin: Spin) -> Spin:
    """A number field as tall, as steady, and with as much room before the text, as the other fields."""
    spin.setFixedHeight(CONTROL)
    edit = spin.findChild(QLineEdit)
    if edit is not None:
        edit.setTextMargins(_PADDING, 0, 0, 0)
    return steady(spin)
