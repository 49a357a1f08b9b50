"""IPP messages (RFC 8010) to bytes and back. Refuses, with ValueError, an answer that is not a whole one.

Written here, since what there is on PyPI stands on an asynchronous HTTP client (decision 0023).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

_DEEPEST = 6
_OPERATION, _JOB, _END = 1, 2, 3
PRINTER_GROUP, JOB_GROUP = 4, _JOB
_FIRST_VALUE = 0x10  # smaller tags begin a group
_HEAD = struct.Struct(">BBHI")

Value = int | str | bytes | tuple[int, ...] | dict[str, Any]
Attributes = dict[str, tuple[Value, ...]]


class Tag(IntEnum):
    """The kinds of a value that are sent or understood; any other is read as bytes."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RESOLUTION = 0x32
    RANGE = 0x33
    COLLECTION = 0x34
    TEXT_IN_LANGUAGE = 0x35
    NAME_IN_LANGUAGE = 0x36
    COLLECTION_END = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    SCHEME = 0x46
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49
    MEMBER = 0x4A


_FORMS = {
    Tag.INTEGER: struct.Struct(">i"),
    Tag.ENUM: struct.Struct(">i"),
    Tag.BOOLEAN: struct.Struct(">b"),
    Tag.RANGE: struct.Struct(">ii"),
    Tag.RESOLUTION: struct.Struct(">iib"),
}
_WORDS = range(Tag.TEXT, Tag.MIME + 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and groups of attributes, in the order of the message."""

    status: int
    groups: tuple[tuple[int, Attributes], ...]

    def every(self, group: int) -> tuple[Attributes, ...]:
        return tuple(attributes for tag, attributes in self.groups if tag == group)

    def first(self, group: int) -> Attributes:
        return next(iter(self.every(group)), {})


def request(operation: int, *attributes: bytes, job: bytes = b"", version: tuple[int, int] = (2, 0)) -> bytes:
    """A request without its document, which follows right behind."""
    head = _HEAD.pack(*version, operation, 1)
    language = attribute(Tag.CHARSET, "attributes-charset", "utf-8") + attribute(
        Tag.LANGUAGE, "attributes-natural-language", "en"
    )
    template = bytes([_JOB]) + job if job else b""
    return head + bytes([_OPERATION]) + language + b"".join(attributes) + template + bytes([_END])


def attribute(tag: Tag, name: str, *values: int | str) -> bytes:
    """One attribute with its values; the second and later have no name of their own."""
    return b"".join(_field(tag, "" if at else name, _packed(tag, one)) for at, one in enumerate(values))


def collection(name: str, members: Mapping[str, int | Mapping[str, int]]) -> bytes:
    """A collection of numbers and of collections of numbers, which is all that a size of paper needs."""
    inside = b"".join(_member(key, value) for key, value in members.items())
    return _field(Tag.COLLECTION, name, b"") + inside + _field(Tag.COLLECTION_END, "", b"")


def _member(name: str, value: int | Mapping[str, int]) -> bytes:
    told = _field(Tag.MEMBER, "", name.encode())
    return told + (attribute(Tag.INTEGER, "", value) if isinstance(value, int) else collection("", value))


def _packed(tag: Tag, value: int | str) -> bytes:
    return _FORMS[tag].pack(value) if isinstance(value, int) else value.encode()


def _field(tag: Tag, name: str, value: bytes) -> bytes:
    key = name.encode()
    return struct.pack(">BH", tag, len(key)) + key + struct.pack(">H", len(value)) + value


def answer(message: bytes) -> Answer:
    """Read an answer. Raises ValueError for anything that is not a whole one."""
    try:
        _, _, status, _ = _HEAD.unpack_from(message)
        return Answer(status, tuple(_Reader(message, _HEAD.size).groups()))
    except (struct.error, IndexError, RecursionError) as error:
        raise ValueError("the answer is not whole") from error


class _Reader:
    """Reads on from a place. Lengths are unsigned, so the place only moves on."""

    def __init__(self, message: bytes, at: int) -> None:
        self._message = message
        self._at = at

    def groups(self) -> list[tuple[int, Attributes]]:
        found: list[tuple[int, Attributes]] = []
        while (tag := self._message[self._at]) != _END:
            self._at += 1
            if tag >= _FIRST_VALUE:
                raise ValueError("a value belongs to no group")
            found.append((tag, self._attributes()))
        return found

    def _attributes(self) -> Attributes:
        found: dict[str, list[Value]] = {}
        name = ""
        while self._message[self._at] >= _FIRST_VALUE:
            tag, key, raw = self._field()
            name = key or name
            found.setdefault(name, []).append(self._value(tag, raw, 0))
        return {name: tuple(values) for name, values in found.items()}

    def _field(self) -> tuple[int, str, bytes]:
        tag = self._message[self._at]
        self._at += 1
        return tag, self.sized().decode(errors="replace"), self.sized()

    def sized(self) -> bytes:
        (size,) = struct.unpack_from(">H", self._message, self._at)
        begin = self._at + 2
        self._at = begin + size
        if self._at > len(self._message):
            raise ValueError("a length is longer than the answer")
        return self._message[begin : self._at]

    def _value(self, tag: int, raw: bytes, depth: int) -> Value:
        if tag == Tag.COLLECTION:
            return self._collection(depth + 1)
        if tag in (Tag.TEXT_IN_LANGUAGE, Tag.NAME_IN_LANGUAGE):
            inside = _Reader(raw, 0)
            inside.sized()  # the language
            return inside.sized().decode(errors="replace")
        if tag in _WORDS:
            return raw.decode(errors="replace")
        if tag not in _FORMS:
            return raw
        numbers: tuple[int, ...] = _FORMS[Tag(tag)].unpack(raw)
        return numbers[0] if len(numbers) == 1 else numbers

    def _collection(self, depth: int) -> dict[str, Any]:
        if depth > _DEEPEST:
            raise ValueError("collections lie too deep")
        found: dict[str, list[Value]] = {}
        name = ""
        while True:
            tag, _, raw = self._field()
            if tag == Tag.COLLECTION_END:
                return {name: tuple(values) for name, values in found.items()}
            if tag == Tag.MEMBER:
                name = raw.decode(errors="replace")
            else:
                found.setdefault(name, []).append(self._value(tag, raw, depth))
