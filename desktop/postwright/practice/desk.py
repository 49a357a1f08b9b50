"""One request at the practice carrier: who asks, when, in which transaction, and what the request says."""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from postwright.practice import problems
from postwright.practice.database import next_number
from postwright.practice.switches import Switches

Mode = Literal["sandbox", "production"]
Json = dict[str, Any]

# Where counting begins in a fresh file: numbers as in the recordings (api.md 27.4).
FIRST = {
    "carrier": 2424643,
    "warehouse": 19010851,
    "shipment": 1382687516,
    "shipment_package": 1566407981,
    "label": 453830546,
    "label_package": 475536733,
    "rate": 784001113,
    "rate_request": 85117731,
    "batch": 1942846,
    "batch_number": 100057,
    "manifest": 11102,
    "manifest_request": 11102,
    "submission": 38011,
    "product": 62231905,
    "tag": 20417,
    "package_type": 160889,
    "webhook": 75121,
    "bundle": 5530161,
    "serial": 70542,
    "international_serial": 48230115,
}
_ID = re.compile(r"(?:se-)?(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Desk:
    """What an endpoint needs. `base` is the address that the caller used, for links in replies."""

    connection: sqlite3.Connection
    now: datetime
    mode: Mode
    switches: Switches
    base: str
    query: Mapping[str, str]
    raw_body: bytes
    request_id: str
    # Every pair of the query, also where a name comes more than once.
    pairs: tuple[tuple[str, str], ...] = ()

    def number(self, kind: str) -> int:
        return next_number(self.connection, kind, FIRST[kind])

    def body(self, *, optional: bool = False) -> Json:
        """The JSON object that was sent. Raises Problem when there is none."""
        if optional and not self.raw_body.strip():
            return {}
        value = self._json()
        if not isinstance(value, dict):
            raise problems.no_body()
        return value

    def array(self) -> list[Any]:
        """The JSON array that was sent. Raises Problem when there is none."""
        value = self._json()
        if not isinstance(value, list):
            raise problems.no_body()
        return value

    def _json(self) -> Any:
        """What was sent. Half a character, which JSON can spell, is no text and is refused with the rest."""
        try:
            value = json.loads(self.raw_body, parse_float=_exact, parse_int=_whole, parse_constant=_no_number)
            if b"\\u" in self.raw_body:
                json.dumps(value, default=float, ensure_ascii=False).encode()
            return value
        except (ValueError, RecursionError):
            raise problems.no_body() from None

    def all_of(self, name: str) -> tuple[str, ...]:
        """Every value of a query list, spelt `name=a&name=b`, `name[]=a` or `name=a,b`."""
        given = (value for key, value in self.pairs if key in (name, f"{name}[]"))
        return tuple(one for value in given for one in value.split(",") if one)

    def one(self, query: str, *values: Any) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.connection.execute(query, values).fetchone()
        return row

    def row(self, table: str, number: int | str) -> sqlite3.Row | None:
        """The row with that id, among those that the key may see."""
        return self.one(f"SELECT * FROM {table} WHERE id = ? AND mode = ?", number, self.mode)

    def found(
        self, table: str, number: int | str, field: str, as_written: str, status: int = 404
    ) -> sqlite3.Row:
        """As `row`. Raises Problem, which calls the id as it was written, when there is none."""
        row = self.row(table, number)
        if row is None:
            raise problems.unknown(field, as_written, status)
        return row


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer other than a plain 200 with JSON."""

    status: int
    body: Any = None
    content: bytes | None = None
    content_type: str = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint: a Flask rule and the function that answers. `public` ones need no key."""

    method: str
    rule: str
    answer: Callable[..., Any]
    public: bool = False


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no JSON number")


def _exact(text: str) -> Decimal:
    """A number with all its digits. Raises ValueError for one that no reply could repeat: it is none to a
    computer.
    """
    if math.isinf(float(text)):
        raise ValueError(f"{text[:20]} is no number that can be kept")
    return Decimal(text)


def _whole(text: str) -> int:
    return int(_exact(text))


def path_id(text: str) -> int:
    """The number in an id of the path. Raises Problem (400) when it is none."""
    match = _ID.fullmatch(text)
    if match is None:
        raise problems.wrong_path_id(text)
    return int(match[1])


def body_id(field: str, value: Any) -> int:
    """The number in an id of the body. Raises Problem (400) when it is missing or none."""
    if value is None or value == "":
        raise problems.empty(field)
    match = _ID.fullmatch(str(value))
    if match is None:
        raise problems.not_an_integer(field, value)
    return int(match[1])


def body_ids(field: str, given: list[Any]) -> list[int]:
    """The numbers of a list of ids, each once. Raises Problem that names the whole list, as recorded."""
    matches = [_ID.fullmatch(str(one)) for one in given]
    if None in matches:
        raise problems.not_an_integer(field, given)
    return list(dict.fromkeys(int(match[1]) for match in matches if match))


def dump(value: Any) -> str:
    """JSON as it is kept; numbers that were read exactly become plain numbers."""
    return json.dumps(value, default=float, allow_nan=False)


def load(text: str) -> Any:
    return json.loads(text)
