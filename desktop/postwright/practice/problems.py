"""The error replies of the API, as recorded (api.md 3.2). Decides nothing about when they apply."""

from __future__ import annotations

from typing import Any

_TYPES: dict[type, str] = {
    str: "System.String",
    bool: "System.Boolean",
    int: "System.Int64",
    list: "Newtonsoft.Json.Linq.JArray",
    dict: "Newtonsoft.Json.Linq.JObject",
}


class Problem(Exception):
    """A reply that is not a success: its status and the entries of `errors`."""

    def __init__(self, status: int, *errors: dict[str, Any]) -> None:
        super().__init__(status, *errors)
        self.status = status
        self.errors = errors


def entry(
    code: str,
    message: str,
    *,
    kind: str = "business_rules",
    source: str = "shipengine",
    **extra: Any,
) -> dict[str, Any]:
    """One item of `errors`; extra keys such as field_name follow in the order given."""
    head = {"error_source": source, "error_type": kind, "error_code": code, "message": message}
    return head | extra


def wrong_path_id(text: str) -> Problem:
    message = "id parameter is in the wrong format"
    return Problem(400, entry("unspecified", message, field_name=None, field_value=text))


def unknown(field: str, value: str, status: int = 404) -> Problem:
    message = f"Invalid {field}."
    return Problem(status, entry("invalid_identifier", message, field_name=field, field_value=value))


def not_an_integer(field: str, value: Any) -> Problem:
    text = f"{field} must be only integers" if isinstance(value, list) else f"{field} must be an integer"
    return Problem(400, entry("unspecified", text, field_name=field, field_value=value))


def empty(field: str) -> Problem:
    message = f"'{field}' should not be empty."
    return Problem(400, entry("field_value_required", message, kind="validation", field_name=field))


def bad_value(field: str, value: Any) -> Problem:
    message = f"Invalid value for {field}."
    extra = {"field_name": field, "field_value": value}
    return Problem(400, entry("invalid_field_value", message, kind="validation", **extra))


def wrong_type(path: str, value: Any, wanted: str) -> Problem:
    seen = _TYPES.get(type(value), "System.Double")
    message = f"{path}: Could not cast or convert from {seen} to {wanted}."
    return Problem(400, entry("unspecified", message, kind="system"))


def no_body() -> Problem:
    return Problem(400, entry("request_body_required", "Body of request cannot be null.", kind="validation"))


def missing_query(name: str) -> Problem:
    message = f"{name}.String: A value is required but was not present in the request."
    return Problem(400, entry("unspecified", message, kind="system"))


def against_the_rules(code: str, message: str, **extra: Any) -> Problem:
    return Problem(400, entry(code, message, **extra))


def access_denied(path: str, method: str) -> Problem:
    where = {"path": path, "method": method}
    return Problem(401, entry("unauthorized", "Access denied.", kind="security", **where))


def no_such_route(path: str, method: str) -> Problem:
    message = f"Could not find a route for {method} {path}."
    return Problem(404, entry("not_found", message, kind="security", path=path, method=method))


def too_many() -> Problem:
    message = "Rate limit exceeded. Wait before the next request."
    return Problem(429, entry("rate_limit_exceeded", message, kind="system"))


def carrier_refusal(text: str, account: dict[str, Any], code: str = "unspecified") -> dict[str, Any]:
    """What Stamps.com says, wrapped as the API wraps it. `account` names the carrier_id and nickname."""
    return entry(
        code,
        f"A shipping carrier error occurred: {text}",
        source="carrier",
        carrier_id=account["carrier_id"],
        carrier_code=account["carrier_code"],
        carrier_name="Stamps.com",
    )
