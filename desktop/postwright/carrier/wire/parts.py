"""What replies share: texts, numbers, money, errors and pages (api.md 1, 3). Guesses nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

T = TypeVar("T")


def _text(value: Any) -> Any:
    """Ids and codes come as numbers now and then (api.md 26, row 7); nothing at all is an empty text."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    # Half a character, which JSON can spell but nothing can store, is no reason to lose a label.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _number(value: Any) -> Any:
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    raise ValueError("a number is expected")


def _whole(value: Any) -> Any:
    """Counts of days and zones only inform; an odd one is no reason to read nothing."""
    return int(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


Text = Annotated[str, BeforeValidator(_text)]
# What may stand in a path later on.
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.~-]{0,99}$", strict=True)]
Flag = Annotated[StrictBool, BeforeValidator(lambda value: False if value is None else value)]
Amount = Annotated[Decimal | None, BeforeValidator(_number)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
Some = Annotated[tuple[T, ...], BeforeValidator(lambda value: () if value is None else value)]


class Wire(BaseModel):
    """What all of them share. Errors never quote the input: it may be a signed address."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)


class Money(Wire):
    currency: Text = "usd"
    amount: Amount = None


class Measure(Wire):
    """A weight."""

    value: Amount = None
    unit: Text = ""


class Sides(Wire):
    length: Amount = None
    width: Amount = None
    height: Amount = None
    unit: Text = ""


class Error(Wire):
    message: Text = ""
    error_source: Text = ""
    error_code: Text = ""
    carrier_id: Text = ""
    label_id: Text = ""


class Next(Wire):
    href: Text = ""


class Links(Wire):
    next: Next | None = None


class Page(Wire):
    """What tells whether a list goes on (api.md 1)."""

    pages: int | None = None
    total: Whole = None
    links: Links | None = None
