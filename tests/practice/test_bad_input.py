"""Every endpoint refuses what is malformed with the status and envelope of api.md 3, and never crashes."""

from __future__ import annotations

import copy
from typing import Any

import httpx
import pytest

from postwright.practice.desk import Route
from postwright.practice.routes import ROUTES
from tests.practice.parcels import Json, error_of
from tests.practice.requests import LIVE_KEY, NAMES, Furnished, World, parameters

GONE = object()
# With these the body may be left out; what stands in it must still be right.
BODY_OPTIONAL = {
    "POST /v1/batches/<batch_id>/process/labels",
}
NO_SE_ID = set(
    "label_image_id pickup_id tag_name new_tag_name external carrier_name shopper folder token name"
    " carrier_code country_code service_point_id".split()
)
EMPTY_WORLD = World(dict.fromkeys(["label_id", "shipment_id"], "se-1"))
WITH_BODY = [name for name in NAMES if EMPTY_WORLD.body(name) is not None]
WITH_ID = [
    (name, part)
    for name in NAMES
    for part in parameters(name)
    if part not in NO_SE_ID and "<carrier_name>" not in name
]


def send(furnished: Furnished, name: str, *, body: Any = None, **parts: str) -> httpx.Response:
    """The good request of an endpoint, with another body or other parts of the path."""
    client, world = furnished
    key = {"API-Key": LIVE_KEY} if "images" in name else {}
    sent = world.body(name) if body is None else body
    content = {"content": sent} if isinstance(sent, bytes) else {"json": sent}
    method, path = name.partition(" ")[0], world.path(name, **parts)
    return client.request(method, path, params=world.query(name), headers=key, **content)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITH_BODY])
def test_every_endpoint_that_reads_a_body_has_a_good_one_here(name: str, furnished: Furnished) -> None:
    reply = send(furnished, name, body=b"{")
    assert "request_body_required" not in reply.text


@pytest.mark.parametrize("name", NAMES)
def test_a_good_request_is_answered(name: str, furnished: Furnished) -> None:
    reply = send(furnished, name)
    if reply.status_code not in (200, 204):
        error = error_of(reply, reply.status_code)
        assert error["error_code"] in REFUSED_ALL_THE_SAME


# What a good request may meet: another carrier, a service point, and what was made or done before.
REFUSED_ALL_THE_SAME = {
    "carrier_not_supported",
    "invalid_identifier",
    "invalid_status",
    "identifier_conflict",
}


@pytest.mark.parametrize("name", WITH_BODY)
def test_a_body_that_is_none_is_refused(name: str, shared: Furnished) -> None:
    left_out = () if name in BODY_OPTIONAL else (b"", b" ")
    _, world = shared
    other = b"{}" if isinstance(world.body(name), list) else b"[]"
    for body in (*left_out, other, b"{", b'"x"', b"7", b"null", b'{"a": NaN}', b"\xff", b"[" * 9999):
        error = error_of(send(shared, name, body=body), 400)
        assert (error["error_type"], error["error_code"]) == ("validation", "request_body_required")


@pytest.mark.parametrize(("name", "part"), WITH_ID)
def test_an_id_of_the_wrong_form_is_named(name: str, part: str, shared: Furnished) -> None:
    for text in ("bad-id", "se-", "se-x1", "SE-1", "se-1 ", "-1", "٣", "se-" + "9" * 19):
        error = error_of(send(shared, name, **{part: text}), 400)
        assert (error["error_code"], error["message"]) == (
            "unspecified",
            "id parameter is in the wrong format",
        )
        assert (error["field_name"], error["field_value"]) == (None, text)


@pytest.mark.parametrize(("name", "part"), WITH_ID)
def test_an_id_of_nothing_is_named(name: str, part: str, shared: Furnished) -> None:
    error = error_of(send(shared, name, **{part: "se-1"}), 404)
    assert (error["error_type"], error["error_code"]) == ("business_rules", "invalid_identifier")
    assert error["field_name"] == part
    assert (error["field_value"], error["message"]) == ("se-1", f"Invalid {part}.")


@pytest.mark.parametrize("rule", sorted({route.rule for route in ROUTES}))
def test_a_wrong_method_is_an_unknown_route(rule: str, shared: Furnished) -> None:
    client, world = shared
    path = world.path(f"GET {rule}")
    wrong = [one for one in METHODS if not any(_fits(route, one, path) for route in ROUTES)]
    assert wrong
    for method in wrong:
        error = error_of(client.request(method, path), 404)
        assert (error["error_type"], error["error_code"]) == ("security", "not_found")
        assert (error["path"], error["method"]) == (path, method)


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def _fits(route: Route, method: str, path: str) -> bool:
    """Whether a path is one of a route; a name may stand where another route has a fixed word."""
    parts, given = route.rule.split("/"), path.split("/")
    return (
        route.method == method
        and (len(parts) == len(given) or "<path:" in route.rule)
        and all(one == other or one.startswith("<") for one, other in zip(parts, given, strict=False))
    )


def test_an_unknown_route_is_told(shared: Furnished) -> None:
    client, _ = shared
    for path in ("/", "/v1", "/v1/", "/v2/labels", "/v1/label", "/v1/labels/", "/v1/labels/a/b/c"):
        assert error_of(client.get(path), 404)["error_code"] == "not_found"


# ---------------------------------------------------------------- what is wrong inside a body

NEEDED, WRONG, LONG, TYPE, ID = (
    "field_value_required",
    "invalid_field_value",
    "invalid_string_length",
    "Could not cast",
    "unspecified",
)
SHIPMENTS = {
    "POST /v1/shipments": "shipments.0.",
    "PUT /v1/shipments/<shipment_id>": "",
    "POST /v1/labels": "shipment.",
    "POST /v1/rates": "shipment.",
    "POST /v1/labels/rate_shopper_id/<shopper>": "shipment.",
}
IN_SHIPMENT: list[tuple[str, Any, str]] = [
    ("ship_to", GONE, NEEDED),
    ("ship_to", 7, TYPE),
    ("ship_to.name", 7, TYPE),
    ("ship_to.address_line1", " ", NEEDED),
    ("ship_to.city_locality", None, NEEDED),
    ("ship_to.country_code", GONE, NEEDED),
    ("ship_to.country_code", "USA", WRONG),
    ("ship_to.country_code", "ZZ", WRONG),
    ("ship_to.address_residential_indicator", "maybe", WRONG),
    ("ship_to.geolocation", 7, TYPE),
    ("ship_to.instructions", 7, TYPE),
    ("ship_from", GONE, NEEDED),
    ("ship_from.phone", GONE, NEEDED),
    ("return_to", {}, NEEDED),
    ("packages", [], NEEDED),
    ("packages", "box", TYPE),
    ("packages.0", "box", TYPE),
    ("packages.0.package_code", 7, TYPE),
    ("packages.0.weight", GONE, NEEDED),
    ("packages.0.weight", 7, TYPE),
    ("packages.0.weight.unit", "stone", WRONG),
    ("packages.0.weight.unit", [], WRONG),
    ("packages.0.weight.value", 0, WRONG),
    ("packages.0.weight.value", "1", TYPE),
    ("packages.0.dimensions", 7, TYPE),
    ("packages.0.dimensions.length", True, TYPE),
    ("packages.0.insured_value", {"currency": "eur", "amount": 1}, WRONG),
    ("packages.0.insured_value", {"currency": 7, "amount": 1}, TYPE),
    ("packages.0.label_messages", 7, TYPE),
    ("packages.0.label_messages", {"reference1": "x" * 61}, LONG),
    ("packages.0.products", 7, TYPE),
    ("packages.0.products", [7], TYPE),
    ("packages.0.products", [{"quantity": 0}], WRONG),
    ("packages.0.products", [{"quantity": 1, "description": "x" * 101}], LONG),
    ("packages.0.products", [{"quantity": 1, "vat_rate": "x"}], TYPE),
    ("confirmation", "handshake", WRONG),
    ("insurance_provider", "nobody", WRONG),
    ("validate_address", True, WRONG),
    ("ship_date", "tomorrow", TYPE),
    ("ship_date", "2026-02-30", TYPE),
    ("ship_date", "9999-12-31T23:59:59-23:00", TYPE),
    ("customs", 7, TYPE),
    ("customs", {"contents": "gold"}, WRONG),
    ("customs", {"customs_items": [7]}, TYPE),
    ("customs", {"importer_of_record": 7}, TYPE),
    ("advanced_options", 7, TYPE),
    ("advanced_options", {"non_machinable": "no"}, TYPE),
    ("advanced_options", {"custom_field1": "x" * 101}, LONG),
    ("external_shipment_id", 7, TYPE),
    ("external_order_id", 7, TYPE),
    ("order_source_code", 7, TYPE),
    ("is_return", "no", TYPE),
    ("items", 7, TYPE),
    ("items", [7], TYPE),
    ("items", [{"sales_order_id": 7}], TYPE),
    ("warehouse_id", "x", ID),
]
LABEL_DOORS = (
    "POST /v1/labels",
    "POST /v1/labels/<label_id>/return",
    "POST /v1/labels/rates/<rate_id>",
    "POST /v1/labels/shipment/<shipment_id>",
)
IN_LABEL: list[tuple[str, Any, str]] = [
    ("label_format", "bmp", WRONG),
    ("label_format", {}, WRONG),
    ("label_layout", "A0", WRONG),
    ("label_download_type", "mail", WRONG),
    ("display_scheme", "hologram", WRONG),
    ("charge_event", "never", WRONG),
    ("validate_address", "perhaps", WRONG),
    ("rma_number", 7, TYPE),
    ("label_image_id", 7, TYPE),
]
ELSEWHERE: list[tuple[str, str, Any, str]] = [
    ("POST /v1/labels", "shipment", GONE, NEEDED),
    ("POST /v1/labels", "shipment", "x", TYPE),
    ("POST /v1/labels", "shipment.carrier_id", GONE, NEEDED),
    ("POST /v1/labels", "shipment.carrier_id", "x", ID),
    ("POST /v1/labels", "shipment.service_code", GONE, NEEDED),
    ("POST /v1/labels", "is_return_label", "no", TYPE),
    ("POST /v1/labels", "outbound_label_id", "x", ID),
    ("POST /v1/shipments", "shipments", GONE, NEEDED),
    ("POST /v1/shipments", "shipments", "x", TYPE),
    ("POST /v1/shipments", "shipments.0", "x", TYPE),
    ("POST /v1/rates", "rate_options", GONE, NEEDED),
    ("POST /v1/rates", "rate_options.carrier_ids", [], NEEDED),
    ("POST /v1/rates", "rate_options.carrier_ids", "x", TYPE),
    ("POST /v1/rates", "rate_options.carrier_ids", ["x"], ID),
    ("POST /v1/rates", "rate_options.service_codes", [7], TYPE),
    ("POST /v1/rates", "rate_options.package_types", [[]], TYPE),
    ("POST /v1/rates", "rate_options.is_return", 7, TYPE),
    ("POST /v1/rates", "shipment_id", "x", ID),
    ("POST /v1/rates/bulk", "shipment_ids", ["x"], ID),
    ("POST /v1/rates/bulk", "shipment_ids", [], NEEDED),
    ("POST /v1/rates/estimate", "carrier_ids", [], NEEDED),
    ("POST /v1/rates/estimate", "from_postal_code", GONE, NEEDED),
    ("POST /v1/rates/estimate", "to_country_code", 7, TYPE),
    ("POST /v1/rates/estimate", "weight", GONE, NEEDED),
    ("POST /v1/rates/estimate", "ship_date", "x", TYPE),
    ("POST /v1/rates/estimate", "confirmation", "x", WRONG),
    ("POST /v1/addresses/validate", "0", 7, TYPE),
    ("POST /v1/addresses/validate", "0.city_locality", 7, TYPE),
    ("POST /v1/addresses/validate", "0.address_line1", GONE, NEEDED),
    ("PUT /v1/addresses/recognize", "text", " ", NEEDED),
    ("PUT /v1/addresses/recognize", "text", 7, TYPE),
    ("PUT /v1/addresses/recognize", "text", "x" * 10_001, LONG),
    ("PUT /v1/addresses/recognize", "address", 7, TYPE),
    ("PUT /v1/shipments/recognize", "text", GONE, NEEDED),
    ("PUT /v1/shipments/recognize", "shipment", 7, TYPE),
    ("PUT /v1/shipments/recognize", "shipment.ship_to", 7, TYPE),
    ("PUT /v1/shipments/tags", "shipments_tags", [], NEEDED),
    ("PUT /v1/shipments/tags", "shipments_tags", [7], TYPE),
    ("PUT /v1/shipments/tags", "shipments_tags.0.shipment_id", "x", ID),
    ("PUT /v1/shipments/tags", "shipments_tags.0.tags", "x", TYPE),
    ("PUT /v1/shipments/tags", "shipments_tags.0.tags", [7], TYPE),
    ("PUT /v1/shipments/tags", "shipments_tags.0.tags", [" "], NEEDED),
    ("POST /v1/tags", "name", GONE, NEEDED),
    ("POST /v1/tags", "name", 7, TYPE),
    ("POST /v1/tags", "name", "x" * 201, LONG),
    ("POST /v1/tags", "color", "", NEEDED),
    ("POST /v1/warehouses", "name", 7, TYPE),
    ("POST /v1/warehouses", "is_default", "yes", TYPE),
    ("PUT /v1/warehouses/<warehouse_id>", "origin_address", GONE, NEEDED),
    ("PUT /v1/warehouses/<warehouse_id>", "return_address", 7, TYPE),
    ("PUT /v1/warehouses/<warehouse_id>/settings", "is_default", "yes", TYPE),
    ("POST /v1/packages", "name", 7, TYPE),
    ("PUT /v1/packages/<package_id>", "package_code", GONE, NEEDED),
    ("POST /v1/environment/webhooks", "headers", 7, TYPE),
    ("POST /v1/environment/webhooks", "headers.0", 7, TYPE),
    ("PUT /v1/environment/webhooks/<webhook_id>", "store_id", "x", TYPE),
    ("PUT /v1/environment/webhooks/<webhook_id>", "url", 7, TYPE),
    ("PUT /v1/carriers/<carrier_id>/add_funds", "currency", GONE, NEEDED),
    ("PUT /v1/carriers/<carrier_id>/add_funds", "amount", GONE, NEEDED),
    ("PUT /v1/carriers/<carrier_id>/add_funds", "amount", "10", TYPE),
    ("PATCH /v1/insurance/shipsurance/add_funds", "amount", 0, WRONG),
    ("POST /v1/connections/insurance/shipsurance", "email", 7, TYPE),
    ("POST /v1/connections/carriers/stamps_com", "username", 7, TYPE),
    ("POST /v1/connections/carriers/stamps_com", "nickname", "x" * 1001, LONG),
    ("POST /v1/documents/combined_labels", "label_ids", [], NEEDED),
    ("POST /v1/documents/combined_labels", "label_ids", ["x"], ID),
    ("POST /v1/documents/combined_labels", "label_download_type", 7, WRONG),
    ("POST /v1/service_points/list", "providers", [], NEEDED),
    ("POST /v1/service_points/list", "providers", [7], TYPE),
    ("POST /v1/service_points/list", "lat", "x", TYPE),
    ("POST /v1/service_points/list", "address", {}, NEEDED),
    ("POST /v1/pickups", "label_ids", [], NEEDED),
    ("POST /v1/pickups", "label_ids", ["x"], ID),
    ("POST /v1/pickups", "contact_details", GONE, NEEDED),
    ("POST /v1/pickups", "contact_details.email", 7, TYPE),
    ("POST /v1/pickups", "contact_details.phone", "123", WRONG),
    ("POST /v1/pickups", "pickup_window", GONE, NEEDED),
    ("POST /v1/pickups", "pickup_window.start_at", "x", TYPE),
    ("POST /v1/pickups", "pickup_window.end_at", "2026-10-22", WRONG),
    ("POST /v1/manifests", "label_ids", ["x"], ID),
    ("POST /v1/manifests", "label_ids", GONE, NEEDED),
    ("POST /v1/batches", "shipment_ids", ["x"], ID),
    ("POST /v1/batches", "external_batch_id", 7, TYPE),
    ("POST /v1/batches/<batch_id>/add", "rate_ids", ["x"], ID),
    ("POST /v1/batches/<batch_id>/remove", "shipment_ids", 7, TYPE),
]
TABLE = [
    *(
        (name, prefix + place, value, code)
        for name, prefix in SHIPMENTS.items()
        for place, value, code in IN_SHIPMENT
    ),
    *((name, place, value, code) for name in LABEL_DOORS for place, value, code in IN_LABEL),
    *ELSEWHERE,
]


def spoilt(body: Any, place: str, value: Any) -> Any:
    """A copy of a body with something else, or nothing, in one place."""
    whole = copy.deepcopy(body)
    *way, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    holder = whole
    for part in way:
        holder = holder[part]
    if value is GONE:
        holder.pop(last, None)
    else:
        holder[last] = value
    return whole


@pytest.mark.parametrize(("name", "place", "value", "code"), TABLE)
def test_what_is_wrong_in_a_body_is_told(
    name: str, place: str, value: Any, code: str, shared: Furnished
) -> None:
    _, world = shared
    body = spoilt(world.body(name), place, value)
    if name == "POST /v1/shipments" and place != "shipments":
        del body["shipments"][1:]  # beside a good one it would be told in its element
    error = error_of(send(shared, name, body=body), 400)
    if code == TYPE:
        assert (error["error_type"], error["error_code"]) == ("system", "unspecified")
        assert "Could not cast or convert from" in error["message"]
        return
    assert error["error_code"] == code
    assert error["field_name"].rpartition(".")[2] in {*place.split("."), *_names_in(value), "carrier_id"}
    if code != ID:
        assert error["error_type"] == "validation"


def _names_in(value: Any) -> set[str]:
    """Names of fields in a value, and the singular of those that hold ids."""
    if isinstance(value, list):
        return set().union(*(_names_in(one) for one in value))
    return set(value) | {"name", "country_code"} if isinstance(value, dict) else set()


QUERIES: list[tuple[str, Json]] = [
    ("/v1/labels", {"page": "0"}),
    ("/v1/labels", {"page": "x"}),
    ("/v1/labels", {"page_size": "-1"}),
    ("/v1/labels", {"sort_dir": "up"}),
    ("/v1/labels", {"sort_by": "price"}),
    ("/v1/labels", {"created_at_start": "x"}),
    ("/v1/labels", {"label_download_type": "mail"}),
    ("/v1/shipments", {"modified_at_end": "2026-02-30"}),
    ("/v1/shipments", {"created_at_end": "9999-12-31T23:59:59-23:00"}),
    ("/v1/shipments", {"sort_by": "voided_at"}),
    ("/v1/pickups", {"page_size": "x"}),
    ("/v1/manifests", {"ship_date_start": "x"}),
    ("/v1/batches", {"sort_by": "x"}),
    ("/v1/batches", {"status": "x"}),
    ("/v1/labels", {"label_status": "x"}),
    ("/v1/labels", {"refund_status": "x"}),
    ("/v1/shipments", {"shipment_status": "x"}),
]


@pytest.mark.parametrize(("path", "query"), QUERIES)
def test_a_wrong_query_is_told(path: str, query: Json, shared: Furnished) -> None:
    client, _ = shared
    error = error_of(client.get(path, params=query), 400)
    assert (error["error_code"], error["field_name"]) == ("invalid_field_value", next(iter(query)))


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" + "0" * 400])
@pytest.mark.parametrize(
    "field",
    [
        '"weight": {"value": %s, "unit": "pound"}',
        '"dry_ice_weight": {"value": %s}',
        '"quantity": %s',
    ],
)
def test_a_number_that_no_computer_holds_is_refused_at_the_door(
    number: str, field: str, shared: Furnished
) -> None:
    client, _ = shared
    body = ('{"shipments": [{"x": {' + field % number + "}}]}").encode()
    for path in ("/v1/shipments", "/v1/rates", "/v1/rates/estimate", "/v1/packages"):
        reply = client.post(path, content=body)
        assert error_of(reply, 400)["error_code"] == "request_body_required"
        assert "Infinity" not in reply.text


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/labels", "warehouse_id"),
        ("/v1/pickups", "warehouse_id"),
        ("/v1/manifests", "label_ids"),
    ],
)
def test_an_id_in_a_query_must_be_one(path: str, field: str, shared: Furnished) -> None:
    client, _ = shared
    error = error_of(client.get(path, params={field: "x"}), 400)
    assert (error["error_code"], error["field_name"], error["field_value"]) == ("unspecified", field, "x")


def test_ids_in_a_list_are_refused_together(shared: Furnished) -> None:
    _, world = shared
    for name in ("POST /v1/pickups", "POST /v1/documents/combined_labels"):
        given = [world.known["label_id"], "x"]
        error = error_of(send(shared, name, body=spoilt(world.body(name), "label_ids", given)), 400)
        assert (error["message"], error["field_value"]) == ("label_ids must be only integers", given)


@pytest.mark.parametrize("wrong", [{"packages": []}, {"carrier_id": "x"}, {"ship_to": 7}, None])
def test_each_shipment_of_a_call_is_judged_alone(wrong: Json | None, furnished: Furnished) -> None:
    client, world = furnished
    good = world.body("POST /v1/shipments")["shipments"][0]
    bad = 7 if wrong is None else good | wrong
    before = client.get("/v1/shipments").json()["total"]
    reply = client.post("/v1/shipments", json={"shipments": [bad, good]})
    assert reply.status_code == 200, reply.text
    first, second = reply.json()["shipments"]
    assert (reply.json()["has_errors"], second["errors"]) == (True, [])
    [error] = first["errors"]
    assert error["error_source"] == "shipengine"
    assert "shipment_id" not in first
    assert client.get("/v1/shipments").json()["total"] == before + 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("postal_code", "ABCDE"), ("postal_code", "1234"), ("state_province", "ZZ"), ("country_code", "ZZ")],
)
@pytest.mark.parametrize("end", ["ship_to", "ship_from"])
def test_no_label_goes_to_or_from_a_place_that_cannot_be(
    end: str, field: str, value: str, shared: Furnished
) -> None:
    client, world = shared
    parcel = world.body("POST /v1/labels/rate_shopper_id/<shopper>")["shipment"]
    wrong = parcel | {end: parcel[end] | {field: value}}
    for path, body in (("/v1/labels", {}), ("/v1/rates", world.body("POST /v1/rates"))):
        error = error_of(client.post(path, json=body | {"shipment": wrong}), 400)
        assert (error["error_code"], error["field_name"]) == ("invalid_field_value", field)
        assert error["field_value"] == value
