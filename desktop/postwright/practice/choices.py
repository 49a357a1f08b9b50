"""The words that the API knows for each choice in a request (api.md 7, 10, 12 to 14), and their checks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from postwright.practice import problems
from postwright.practice.wire_text import read_time, two_places

CONFIRMATIONS = frozenset(
    "none delivery signature adult_signature direct_signature delivery_mailed verbal_confirmation"
    " delivery_code age_verification_16_plus restricted_delivery".split()
)
INSURERS = frozenset("none carrier shipsurance third_party parcelguard funding_source".split())
CONTENTS = frozenset("merchandise documents gift returned_goods sample other".split())
NON_DELIVERY = frozenset("return_to_sender treat_as_abandoned".split())
WEIGHT_UNITS = frozenset("pound ounce gram kilogram".split())
LENGTH_UNITS = frozenset("inch centimeter".split())
RESIDENTIAL = frozenset("unknown yes no".split())
VALIDATIONS = frozenset("no_validation validate_only validate_and_clean".split())
FORMATS = frozenset("pdf png zpl".split())
LAYOUTS = frozenset("4x6 letter A4 A6".split())
DOWNLOADS = frozenset("url inline".split())
RATE_TYPES = frozenset("check shipment quick".split())
CHARGE_EVENTS = frozenset("carrier_default on_creation on_carrier_acceptance".split())


def choice(body: dict[str, Any], field: str, allowed: frozenset[str], default: str) -> str:
    """The chosen word, or the default for null or absent. Raises Problem for a word that is not known."""
    value = body.get(field)
    if value is None:
        return default
    if not isinstance(value, str) or value not in allowed:
        raise problems.bad_value(field, value)
    return value


def moment(given: str, field: str) -> datetime:
    """The time, or the midnight of the day, that a text says. Raises Problem for a text that says neither."""
    try:
        return read_time(given)
    except ValueError:
        raise problems.wrong_type(f"request.{field}", given, "System.DateTime") from None


def text(body: dict[str, Any], field: str, longest: int = 1000) -> str | None:
    """A text or null. Raises Problem for another type or too many characters."""
    value = body.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise problems.wrong_type(f"request.{field}", value, "System.String")
    if len(value) > longest:
        message = f"'{field}' must be at most {longest} characters."
        extra = {"field_name": field, "field_value": value}
        raise problems.Problem(
            400, problems.entry("invalid_string_length", message, kind="validation", **extra)
        )
    return value


def listed(body: dict[str, Any], field: str) -> list[Any]:
    """A list, empty for null or absent. Raises Problem for another type."""
    value = body.get(field)
    if value is None:
        return []
    if not isinstance(value, list):
        raise problems.wrong_type(f"request.{field}", value, "System.Collections.Generic.List")
    return value


def texts(body: dict[str, Any], field: str) -> tuple[str, ...]:
    """A list of texts, empty for null or absent. Raises Problem for another type, also inside."""
    given = listed(body, field)
    for index, one in enumerate(given):
        if not isinstance(one, str):
            raise problems.wrong_type(f"request.{field}[{index}]", one, "System.String")
    return tuple(given)


def mapping(body: dict[str, Any], field: str) -> dict[str, Any] | None:
    """An object or null. Raises Problem for another type."""
    value = body.get(field)
    if value is not None and not isinstance(value, dict):
        raise problems.wrong_type(f"request.{field}", value, "Newtonsoft.Json.Linq.JObject")
    return value


def amount(value: Any, field: str, *, above_zero: bool = False) -> float:
    """A number of a measure or money. Raises Problem for no number, or one out of range."""
    if isinstance(value, bool) or (not isinstance(value, (int, float)) and not hasattr(value, "is_finite")):
        raise problems.wrong_type(f"request.{field}", value, "System.Double")
    if not 0 <= value < 1_000_000 or (above_zero and value == 0):
        raise problems.bad_value(field, value)
    return two_places(value)


def flag(body: dict[str, Any], field: str) -> bool:
    """Yes or no, no for null or absent. Raises Problem for another type."""
    value = body.get(field)
    if value is not None and not isinstance(value, bool):
        raise problems.wrong_type(f"request.{field}", value, "System.Boolean")
    return bool(value)


def needed(body: dict[str, Any], field: str, longest: int = 1000) -> str:
    """A text that must be there and not be blank. Raises Problem."""
    value = text(body, field, longest)
    if value is None or not value.strip():
        raise problems.empty(field)
    return value
