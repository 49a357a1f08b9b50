"""Read and write the settings as one JSON file. Reading never fails: what cannot be read has its default.

Loaded before the window is drawn, so nothing but the standard library. Secrets are never among the settings.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from math import isfinite
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from postwright.domain.file_faults import cannot_write
from postwright.domain.preferences import Preferences

VERSION = 1
KEPT_SUFFIX = ".unreadable"
_LARGEST = 4_000_000

_PARTLY = "Some settings could not be read and stand as they do at first. Please look through Settings."
_NOT = "The settings could not be read and stand as they do at first. Please set them again in Settings."
_NEWER = "The settings were made by a newer Postwright. What this one does not know is left out."
_SHUT = "The settings file could not be opened. For now the settings stand as they do at first."

_Made = TypeVar("_Made")


class _Unreadable(ValueError):
    """A value is not what its field takes."""


class _NotANumber:
    """Infinity or NaN, which JSON does not have but Python reads; no field takes it."""

    def __init__(self, word: str) -> None:
        self.word = word


def load(path: Path) -> tuple[Preferences, str]:
    """The settings, and a notice for the operator that is empty when all is well. No file is well too.

    A file that was not understood as a whole is copied to the same name with `.unreadable` at the end.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Preferences(), ""
    except OSError:
        return Preferences(), _SHUT
    preferences, notice = _understood(content)
    if not notice:
        return preferences, ""
    kept = path.with_name(path.name + KEPT_SUFFIX)
    with contextlib.suppress(OSError):
        _write_whole(kept, content)
        notice = f"{notice} The old file is kept as {kept.name}."
    return preferences, notice


def save(path: Path, preferences: Preferences) -> None:
    """Replace the file by these settings, whole or not at all, closed to other users. Raises Environment."""
    document = {"version": VERSION, "preferences": _plain(preferences)}
    try:
        _write_whole(path, json.dumps(document, indent=2, allow_nan=False).encode())
    except OSError as error:
        raise cannot_write(error) from error


def _write_whole(path: Path, content: bytes) -> None:
    """On disk under another name first, so that a crash leaves the old file or the new one."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    try:
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(file, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(file)
        os.replace(new, path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _understood(content: bytes) -> tuple[Preferences, str]:
    try:
        if len(content) > _LARGEST:
            raise _Unreadable
        document = json.loads(content, parse_constant=_NotANumber)
        version, raw = document["version"], document["preferences"]
        if type(version) is not int or not isinstance(raw, dict):
            raise _Unreadable
    except (ValueError, KeyError, TypeError, RecursionError):
        return Preferences(), _NOT
    missed: list[str] = []
    preferences = _object(Preferences, raw, missed)
    if version > VERSION:
        return preferences, _NEWER
    return preferences, _PARTLY if missed else ""


def _plain(value: Any) -> Any:
    """A value of the domain as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _object(kind: type[_Made], raw: Any, missed: list[str]) -> _Made:
    """A dataclass from its JSON. A field that cannot be read keeps its default and is added to `missed`.

    Raises _Unreadable when it has no default, so that a list leaves out that item alone.
    """
    if not isinstance(raw, dict):
        raise _Unreadable
    hints = get_type_hints(kind)
    known = fields(kind)  # type: ignore[arg-type]  # every caller hands a dataclass
    missed += raw.keys() - hints.keys()
    read = {}
    for field in known:
        if field.name in raw:
            try:
                read[field.name] = _value(hints[field.name], raw[field.name], missed)
            except _Unreadable:
                _needs_default(field)
                missed.append(field.name)
        else:
            _needs_default(field)
    return kind(**read)


def _needs_default(field: Field[Any]) -> None:
    if field.default is MISSING and field.default_factory is MISSING:
        raise _Unreadable(field.name)


def _value(kind: Any, raw: Any, missed: list[str]) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, raw, missed)
    if get_origin(kind) is tuple:
        return _items(get_args(kind)[0], raw, missed)
    if get_origin(kind) is UnionType:
        return None if raw is None else _value(get_args(kind)[0], raw, missed)
    if issubclass(kind, Enum):
        return _member(kind, raw)
    return _scalar(kind, raw)


def _items(kind: Any, raw: Any, missed: list[str]) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        raise _Unreadable
    read = []
    for item in raw:
        try:
            read.append(_value(kind, item, missed))
        except _Unreadable:
            missed.append("an item of a list")
    return tuple(read)


def _member(kind: type[Enum], raw: Any) -> Enum:
    try:
        return kind(raw)
    except ValueError as error:
        raise _Unreadable from error


def _scalar(kind: type, raw: Any) -> Any:
    """A text, number or switch. True is no number, and a text must be one that UTF-8 can hold."""
    if kind is float and type(raw) is int and abs(raw) < 1_000_000_000:
        return float(raw)
    if type(raw) is not kind or (isinstance(raw, float) and not isfinite(raw)):
        raise _Unreadable
    if isinstance(raw, str):
        try:
            raw.encode()
        except UnicodeEncodeError as error:
            raise _Unreadable from error
    return raw
