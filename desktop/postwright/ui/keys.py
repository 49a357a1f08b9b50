"""The one table of keys: it binds them, words the tool tips, prints the sheet of F1. Enter spends nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

ANYWHERE = "Anywhere"
PARCEL = "Parcel"
LABEL = "Label"
_TYPED_INTO = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


@dataclass(frozen=True, slots=True)
class Key:
    """A command and its keys, the first of them shown. `bare` ones work only while no field has the focus."""

    command: str
    keys: tuple[str, ...]
    words: str
    group: str
    bare: bool = False


KEYS = (
    Key("find", ("Ctrl+K",), "Find a label, a person, a command", ANYWHERE),
    Key("go.1", ("Ctrl+1",), "First panel", ANYWHERE),
    Key("go.2", ("Ctrl+2",), "Second panel", ANYWHERE),
    Key("go.3", ("Ctrl+3",), "Third panel", ANYWHERE),
    Key("go.4", ("Ctrl+4",), "Fourth panel", ANYWHERE),
    Key("go.5", ("Ctrl+5",), "Fifth panel", ANYWHERE),
    Key("go.6", ("Ctrl+6",), "Sixth panel", ANYWHERE),
    Key("go.7", ("Ctrl+7",), "Seventh panel", ANYWHERE),
    Key("settings", ("Ctrl+,",), "Settings", ANYWHERE),
    Key("pane", ("F6",), "Next part of the window", ANYWHERE),
    Key("keys", ("F1",), "This list of keys", ANYWHERE),
    Key("quit", ("Ctrl+Q",), "Leave Postwright", ANYWHERE),
    Key("buy", ("Ctrl+Return", "Ctrl+Enter"), "Buy the label, or queue it", PARCEL),
    Key("keep", ("Ctrl+S",), "Keep as a draft and begin another", PARCEL),
    Key("next", ("Ctrl+N",), "Next parcel", PARCEL),
    Key("edit", ("F2",), "Go to the first field", PARCEL),
    Key("weigh", ("F4",), "Keep the weight for the next parcel", PARCEL),
    Key("refresh", ("F5",), "Ask again", PARCEL),
    Key("arrive_by", ("F8",), "Arrive by", PARCEL),
    Key("leave", ("Esc",), "Leave the field; what was typed is kept", PARCEL),
    *(
        Key(f"preset.{digit}", (str(digit),), f"Parcel preset {digit}", PARCEL, bare=True)
        for digit in range(1, 10)
    ),
    Key("print", ("Ctrl+P",), "Print", LABEL),
    Key("reprint", ("Ctrl+Shift+P",), "Print again, with a reason", LABEL),
    Key("mail", ("Ctrl+M",), "Mail the QR code", LABEL),
    Key("void", ("Ctrl+Shift+V",), "Void the label", LABEL),
)
# Buying and voiding want their own key or button; the panels are found by their names.
_NEVER_FOUND = {"buy", "void", "find", "leave", "pane", *(f"go.{place}" for place in range(1, 8))}
_BY_COMMAND = {key.command: key for key in KEYS}
PRESETS = tuple(key.command for key in KEYS if key.command.startswith("preset."))


def bind(command: str, owner: QWidget, deed: Callable[[], object]) -> None:
    """Let the keys of the command do the deed while the owner can be seen."""
    key = _BY_COMMAND[command]
    for sequence in key.keys:
        shortcut = QShortcut(QKeySequence(sequence), owner)
        shortcut.setAutoRepeat(False)
        shortcut.setObjectName(command)
        shortcut.activated.connect(_unless_typing(deed) if key.bare else deed)


def offered(owner: QWidget, text: str) -> dict[str, QShortcut]:
    """The harmless commands bound within the owner whose words hold the text, each under its words.

    What spends or gives up money is never among them: what is found runs on Enter.
    """
    found: dict[str, QShortcut] = {}
    for shortcut in owner.findChildren(QShortcut):
        key = _BY_COMMAND.get(shortcut.objectName())
        if key is not None and not key.bare and key.command not in _NEVER_FOUND:
            said = words(key.command)
            if text.lower() in said.lower():
                found.setdefault(said, shortcut)
    return found


def _unless_typing(deed: Callable[[], object]) -> Callable[[], object]:
    def guarded() -> None:
        if not isinstance(QApplication.focusWidget(), _TYPED_INTO):
            deed()

    return guarded


def shown(command: str) -> str:
    """The key as people read it on this computer: "Ctrl+Enter"."""
    text = QKeySequence(_BY_COMMAND[command].keys[-1]).toString(QKeySequence.SequenceFormat.NativeText)
    return text


def words(command: str) -> str:
    """What the command does."""
    return QCoreApplication.translate("Keys", _BY_COMMAND[command].words)


def tip(command: str, text: str = "") -> str:
    """A tool tip with the key at its end: "Print (Ctrl+P)"."""
    return f"{text or words(command)} ({shown(command)})"


def sheet() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """For F1: each group with its (key, words). The presets are one line."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key in KEYS:
        lines = groups.setdefault(QCoreApplication.translate("Keys", key.group), [])
        if key.command not in PRESETS:
            lines.append((shown(key.command), words(key.command)))
        elif key.command == PRESETS[0]:
            lines.append(("1 – 9", QCoreApplication.translate("Keys", "Parcel preset, outside a field")))
    return tuple((group, tuple(lines)) for group, lines in groups.items())
