"""Rows and columns on the eight-pixel grid. Nothing else."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from postwright.ui.style import GRID

Box = TypeVar("Box", bound=QBoxLayout)
# None stands for a stretch.
Part = QWidget | QLayout | None


def fill(box: QBoxLayout, parts: tuple[Part, ...]) -> None:
    """Put the parts into the box in order."""
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


def row(*parts: Part, spacing: int = GRID, margin: int = 0) -> QHBoxLayout:
    """Side by side."""
    box = QHBoxLayout()
    return _set(box, parts, spacing, margin)


def column(*parts: Part, spacing: int = GRID, margin: int = 0) -> QVBoxLayout:
    """One under the other."""
    box = QVBoxLayout()
    return _set(box, parts, spacing, margin)


def _set(box: Box, parts: tuple[Part, ...], spacing: int, margin: int) -> Box:
    box.setSpacing(spacing)
    box.setContentsMargins(margin, margin, margin, margin)
    fill(box, parts)
    return box
