"""Read the carrier's JSON without guessing: no doubled keys, no NaN, and numbers with a point as Decimal."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn


def parse(body: bytes) -> object:
    """The value. Raises ValueError (RecursionError for absurd nesting) when it is not plain JSON in UTF-8."""
    return json.loads(
        body.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_once
    )


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values for one key would mean that nobody knows which one counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found
