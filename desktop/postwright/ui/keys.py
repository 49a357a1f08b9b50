"""The one table of keys: it binds them, words the tool tips, prints the sheet of F1. Enter spends nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
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

from postwright.ui.words import folded

ANYWHERE = "Anywhere"
PARCEL = "Parcel"
LABEL = "Label"
_TYPED_INTO = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


@dataclass(frozen=True, slots=True)
class Key:
    """A command and its keys, the last of them shown. `bare` ones work only while no field has the focus.

    `also` holds other words by which a person may look for it.
    """

    command: str
    keys: tuple[str, ...]
    words: str
    group: str
    bare: bool = False
    also: str = ""


KEYS = (
    Key("find", ("Ctrl+K",), "Find a label, a person, a command", ANYWHERE),
    *(
        Key(f"go.{place}", (f"Ctrl+{place}",), f"Place {place} on the rail", ANYWHERE)
        for place in range(1, 10)
    ),
    Key("settings", ("Ctrl+,",), "Settings", ANYWHERE),
    Key("pane", ("F6",), "Next part of the window", ANYWHERE),
    Key("keys", ("F1",), "This list of keys", ANYWHERE, also="shortcuts keyboard help"),
    Key("theme", ("Ctrl+Shift+L",), "Light or dark colours", ANYWHERE, also="theme night look colors mode"),
    Key("quit", ("Ctrl+Q",), "Leave Postwright", ANYWHERE),
    Key("buy", ("Ctrl+Return", "Ctrl+Enter"), "Buy the label, or queue it", PARCEL),
    Key("queue", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), "Queue for later", PARCEL, also="later wait"),
    Key("keep", ("Ctrl+S",), "Keep as a draft and begin another", PARCEL, also="save later"),
    Key("next", ("Ctrl+N",), "Next parcel", PARCEL, also="new shipment"),
    Key("edit", ("F2",), "Go to the first field", PARCEL),
    Key(
        "weigh",
        ("F4",),
        "Go to the weight, or keep it for the next parcel",
        PARCEL,
        also="padlock lock scale",
    ),
    Key("refresh", ("F5",), "Ask again", PARCEL, also="refresh reload rates prices quote"),
    Key("arrive_by", ("F8",), "Arrive by", PARCEL),
    Key("leave", ("Esc",), "Leave the field; what was typed is kept", PARCEL),
    *(
        Key(f"preset.{digit}", (str(digit),), f"Parcel preset {digit}", PARCEL, bare=True)
        for digit in range(1, 10)
    ),
    Key("print", ("Ctrl+P",), "Print", LABEL),
    Key("reprint", ("Ctrl+Shift+P",), "Print again, with a reason", LABEL, also="reprint copy"),
    Key("mail", ("Ctrl+M",), "Mail the QR code", LABEL, also="email send e-mail"),
    Key("scan", ("F9",), "Scan the label on its parcel", LABEL, also="scanner barcode confirm parcel"),
    Key("pick", ("Ctrl+A",), "Tick every label that can be printed, or none", LABEL, bare=True),
    Key("pause", ("Ctrl+.",), "Pause printing, or go on", LABEL, also="resume stop run"),
    Key("void", ("Ctrl+Shift+V",), "Void the label", LABEL),
)
PLACES = tuple(f"go.{place}" for place in range(1, 10))
# Buying and voiding want their own key or button; the panels are found by their names.
_NEVER_FOUND = {"buy", "void", "find", "leave", "pane", "quit", "settings", *PLACES}
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
    """The harmless commands bound within the owner or its window whose words hold the text, each under its
    words.

    What spends or gives up money is never among them: what is found runs on Enter.
    """
    found: dict[str, QShortcut] = {}
    for shortcut in (*owner.findChildren(QShortcut), *_of_window(owner)):
        key = _BY_COMMAND.get(shortcut.objectName())
        if key is not None and not key.bare and key.command not in _NEVER_FOUND:
            said = words(key.command)
            if folded(text) in folded(f"{said} {key.also}"):
                found.setdefault(said, shortcut)
    return found


def _of_window(owner: QWidget) -> list[QShortcut]:
    """The commands that work whatever panel is in front; those of panels behind are not seen."""
    every = owner.window().findChildren(QShortcut)
    return [one for one in every if (held := one.parent()) is not None and _is_seen(held)]


def _is_seen(held: QObject) -> bool:
    return isinstance(held, QWidget) and held.isVisible()


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


def sheet(places: Mapping[str, str]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """For F1: each group with its (key, words). The presets are one line.

    `places` are the names on the rail by their commands; a key whose place is not there is left out.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for key in KEYS:
        lines = groups.setdefault(QCoreApplication.translate("Keys", key.group), [])
        if key.command in PLACES:
            lines += [(shown(key.command), places[key.command])] if key.command in places else []
            continue
        if key.command not in PRESETS:
            lines.append((shown(key.command), words(key.command)))
        elif key.command == PRESETS[0]:
            lines.append(("1 – 9", QCoreApplication.translate("Keys", "Parcel preset, outside a field")))
    return tuple((group, tuple(lines)) for group, lines in groups.items())
