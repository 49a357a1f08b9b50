"""Turns the domain's frozen values into JSON text and back, exactly. Knows types, not what they mean.

A fraction is "1/3", a decimal its own digits, a time UTC with microseconds, an enum its value.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from postwright.domain.faults import Environment, FaultKind

VERSION = 1
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
T = TypeVar("T")


def stamp(at: datetime) -> str:
    """A time as it stands in the database. Raises ValueError for a time without a zone, which is a bug."""
    if at.tzinfo is None:
        raise ValueError("a time needs its zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def read_stamp(text: str) -> datetime:
    return datetime.fromisoformat(text)


def to_json(value: object) -> str:
    """One frozen dataclass as JSON text that is the same every time: it goes into hashes."""
    plain = {"v": VERSION, **_plain(value)}
    return _ENCODER.encode(plain)


def from_json(kind: type[T], text: str) -> T:
    """The value again. Fields that a newer program added take their defaults.

    Raises Environment(DATABASE_DAMAGED) for text that is not such a value, DATABASE_NEWER for a later form.
    """
    form: Any = kind
    try:
        plain = json.loads(text)
        if plain["v"] > VERSION:
            raise Environment(FaultKind.DATABASE_NEWER, f"A stored value is of form {plain['v']}.")
        value: T = _reader(form)(plain)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise Environment(FaultKind.DATABASE_DAMAGED, f"A stored value cannot be read: {error}") from error
    return value


Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]


def _plain(value: object) -> Any:
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: Any) -> Writer:
    """What turns a value of one type into what JSON knows; made once for each type."""
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda value: {name: _plain(getattr(value, name)) for name in names}
    for form, writer in _TO_PLAIN.items():
        if issubclass(kind, form):
            return writer
    raise TypeError(f"{kind.__name__} has no form in the database")


def _itself(value: Any) -> Any:
    return value


# An enum may be a text too, a datetime is a date: the first that fits counts.
_TO_PLAIN: dict[type, Writer] = {
    Enum: lambda value: value.value,
    types.NoneType: _itself,
    int: _itself,
    float: _itself,
    str: _itself,
    datetime: stamp,
    date: date.isoformat,
    Fraction: lambda value: f"{value.numerator}/{value.denominator}",
    Decimal: str,
    tuple: lambda value: [_plain(one) for one in value],
}


@cache
def _reader(kind: Any) -> Reader:
    """What turns the JSON of one type back into a value; made once for each type."""
    if get_origin(kind) is tuple:
        one = _reader(get_args(kind)[0])
        return lambda items: tuple([one(item) for item in items])
    if get_origin(kind) is types.UnionType:
        given = _reader(next(arm for arm in get_args(kind) if arm is not types.NoneType))
        return lambda item: None if item is None else given(item)
    if kind in (str, int, bool):
        return _exactly(kind)
    if kind is float:
        return _number
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    reader: Reader = _FROM_TEXT.get(kind, kind)  # an enum, a fraction or a decimal reads its own text
    return reader


_FROM_TEXT: dict[Any, Reader] = {datetime: read_stamp, date: date.fromisoformat}


def _exactly(kind: type) -> Reader:
    def read(item: object) -> object:
        if type(item) is not kind:
            raise TypeError(f"{kind.__name__} expected")
        return item

    return read


def _number(item: object) -> float:
    """Inches of paper: four may be written as 4 or as 4.0."""
    if isinstance(item, bool) or not isinstance(item, int | float):
        raise TypeError("a number expected")
    return float(item)


def _dataclass_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
    return lambda item: kind(**{name: read(item[name]) for name, read in readers if name in item})
