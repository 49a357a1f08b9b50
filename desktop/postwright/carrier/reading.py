"""Read the carrier's JSON without guessing: no doubled keys, no NaN, and numbers with a point as Decimal."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from pydantic import ValidationError


def parse(body: bytes) -> object:
    """The value. Raises ValueError (RecursionError for absurd nesting) when it is not plain JSON in UTF-8."""
    return json.loads(
        body.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_once
    )


def written(value: object) -> str:
    """The same JSON as text again. Raises ValueError for a number beyond all that is reckoned with."""
    return json.dumps(value, default=float, allow_nan=False)


def in_short(error: Exception) -> str:
    """What was wrong with a reply, in one line and without quoting it."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values for one key would mean that nobody knows which one counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found
