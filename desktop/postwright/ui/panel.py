"""What the window asks of a panel, and how it is built when first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from postwright.ui.change import Change


class Panel(Protocol):
    """One object that holds both view and presenter, since PySide6 holds the owner of a slot weakly."""

    @property
    def view(self) -> QWidget: ...

    @property
    def presenter(self) -> object: ...

    def shown(self) -> None:
        """It came to the front: ask for what may have changed."""
        ...

    def closed(self) -> None:
        """The window closes: keep what was typed, listen to no late answers."""
        ...

    def changed(self, change: Change) -> None:
        """Something changed elsewhere. Called at once for the panel in front, else before it is shown."""
        ...


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """A place on the rail. `shortcut` is a command of keys.py such as "go.1"; `build` is called once. `also`
    holds other words by which a person may look for it.
    """

    key: str
    title: str
    icon: str
    shortcut: str
    build: Callable[[], Panel]
    at_end: bool = False
    also: str = ""
