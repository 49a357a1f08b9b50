"""Endpoints of places to drop off and pick up. USPS has none in this service (USPS guide): none is found."""

from __future__ import annotations

from postwright.practice import problems
from postwright.practice.choices import listed
from postwright.practice.desk import Desk, Json, Route
from postwright.practice.places.addresses import read_partial


def list_service_points(desk: Desk) -> Json:
    """An empty list, with the place that was asked for when it was given as numbers."""
    body = desk.body()
    providers = listed(body, "providers")
    if not providers:
        raise problems.empty("providers")
    for index, provider in enumerate(providers):
        if not isinstance(provider, dict):
            wanted = "ShipEngine.Api.Models.ServicePoints.Provider"
            raise problems.wrong_type(f"request.providers[{index}]", provider, wanted)
    if body.get("address") is not None:
        address = read_partial(body["address"], "request.address")
        if not address["country_code"]:
            raise problems.empty("country_code")
    place = {name: _degrees(body[name], name) for name in ("lat", "long") if body.get(name) is not None}
    return {**place, "service_points": [], "errors": []}


def _degrees(value: object, field: str) -> object:
    if isinstance(value, bool) or isinstance(value, (str, list, dict)):
        raise problems.wrong_type(f"request.{field}", value, "System.Double")
    return value


def get_service_point(desk: Desk, carrier_code: str, country_code: str, service_point_id: str) -> None:
    raise problems.unknown("service_point_id", service_point_id)


ROUTES = (
    Route("POST", "/v1/service_points/list", list_service_points),
    Route("GET", "/v1/service_points/<carrier_code>/<country_code>/<service_point_id>", get_service_point),
)
