"""The published description is mended where it contradicts itself, and it still refuses what is wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from postwright.carrier.to_wire.labels import purchase_body
from postwright.carrier.to_wire.rates import rates_body
from postwright.domain.label import DocumentKind
from postwright.domain.label_options import LabelPaper
from tests.contract.overlay import PARTS, mended
from tests.contract.spec import ABSENT, REFERENCE, Problem, Spec
from tests.domain.samples import ORDER, SHIPMENT

Json = dict[str, Any]
Change = Callable[[Any], object]

BY_HAND = frozenset(
    """
address_validating_shipment calculate_rates_request_body connect_carrier_request_body create_batch_request
date rate_estimate_by_carrier_id rate_estimate_by_carrier_ids rate_shipment_request rates_information
shipment_id_request
    """.split()
)
# Beside those only this was changed: which names a whole and its parts let pass.
CLOSED_AS_A_WHOLE = frozenset(
    """
add_funds_to_carrier_request_body add_funds_to_insurance_request_body
add_funds_to_insurance_response_body add_to_batch_request_body address address_to_validate
calculate_rates_response_body cancel_refund_label_response_body compare_bulk_rates_request_body
create_account_settings_image_request_body create_and_validate_shipment create_batch_response_body
create_label_from_rate_request_body create_label_from_rate_response_body
create_label_from_shipment_response_body create_label_rate_shopper_response_body
create_label_request_body create_label_response_body create_manifest_response_body
create_package_type_request_body create_package_type_response_body create_return_label_response_body
create_tag_response_body create_warehouse_request_body create_warehouse_response_body
create_webhook_response_body delete_pickup_by_id_response_body dhl_express_settings_response_body
estimate_rates_request_body fedex_account_settings_request_body fedex_settings_response_body
get_account_settings_images_response_body get_batch_by_external_id_response_body
get_batch_by_id_response_body get_carrier_by_id_response_body get_carriers_response_body
get_insurance_balance_response_body get_label_by_external_shipment_id_response_body
get_label_by_id_response_body get_manifest_by_id_response_body get_package_type_by_id_response_body
get_pickup_by_id_response_body get_pickups_response_body get_rate_by_id_response_body
get_shipment_by_external_id_response_body get_shipment_by_id_response_body
get_tracking_log_from_label_response_body get_tracking_log_response_body
get_warehouse_by_id_response_body get_webhook_by_id_response_body label link
list_account_images_response_body list_account_settings_body list_labels_response_body
list_shipment_rates_response_body pickup_response_body remove_from_batch_request_body
schedule_pickup_request_body schedule_pickup_response_body shipment shipping_address
shipping_address_from shipping_address_to update_account_settings_image_request_body
update_dhl_express_settings_request_body update_fedex_settings_request_body
update_package_type_request_body update_shipment_request_body update_shipment_response_body
update_ups_settings_request_body update_warehouse_request_body ups_settings_response_body
    """.split()
)


@pytest.fixture(scope="module")
def schemas() -> tuple[Json, Json]:
    """As published, and mended."""
    file = REFERENCE / "openapi.json"
    if not file.is_file():
        pytest.skip(ABSENT)
    document = json.loads(file.read_text("utf-8"))
    return document["components"]["schemas"], mended(document)["components"]["schemas"]


def test_nothing_else_is_mended(schemas: tuple[Json, Json]) -> None:
    before, after = schemas
    assert {name for name in before if after[name] != before[name]} == BY_HAND | CLOSED_AS_A_WHOLE


def test_a_whole_that_is_closed_asks_for_what_its_parts_ask_for(schemas: tuple[Json, Json]) -> None:
    before, after = schemas
    by_hand = {name: after[name] for name in BY_HAND}
    for name in sorted(CLOSED_AS_A_WHOLE):
        assert _without_closing(before | by_hand, before[name]) == _without_closing(after, after[name]), name


def _without_closing(schemas: Json, schema: Any) -> Any:
    """The schema with the parts in place of references to them, and silent about unknown names."""
    if isinstance(schema, list):
        return [_without_closing(schemas, one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _without_closing(schemas, value) for key, value in schema.items()}
    found.pop("additionalProperties", None)
    for word in PARTS:
        if word in found:
            found[word] = [_without_closing(schemas, _looked_up(schemas, one)) for one in schema[word]]
    named = found.pop("properties", {})
    told = {name: one for name, one in named.items() if set(one) - {"readOnly", "writeOnly"}}
    return found | ({"properties": told} if told else {})


def _looked_up(schemas: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    return schema


PURCHASE = purchase_body(ORDER, LabelPaper(DocumentKind.PDF), "label")
QUESTION = rates_body(SHIPMENT, "se-1", ("package",))


def _package(body: Json) -> Json:
    found: Json = body["shipment"]["packages"][0]
    return found


@pytest.mark.parametrize(
    ("change", "path", "kind"),
    [
        (lambda it: it.update(colour=1), "colour", "unknown"),
        (lambda it: it["shipment"].update(colour=1), "shipment.colour", "unknown"),
        (lambda it: it["shipment"]["ship_to"].update(colour=1), "shipment.ship_to.colour", "unknown"),
        (lambda it: _package(it).update(colour=1), "shipment.packages[].colour", "unknown"),
        (lambda it: it.pop("shipment"), "shipment", "missing"),
        (lambda it: it["shipment"].pop("carrier_id"), "shipment.carrier_id", "missing"),
        (lambda it: it["shipment"]["ship_from"].pop("phone"), "shipment.ship_from.phone", "missing"),
        (lambda it: it["shipment"].update(packages=None), "shipment.packages", "null"),
        (lambda it: it["shipment"].update(carrier_id="one"), "shipment.carrier_id", "pattern"),
        (lambda it: it["shipment"].update(ship_date="tomorrow"), "shipment.ship_date", "pattern"),
        (lambda it: it["shipment"].update(confirmation="yes"), "shipment.confirmation", "enum"),
        (lambda it: _package(it)["weight"].update(value=0), "shipment.packages[].weight.value", "minimum"),
        (lambda it: _package(it)["weight"].update(value="9"), "shipment.packages[].weight.value", "type"),
        (lambda it: _package(it)["weight"].update(unit="stone"), "shipment.packages[].weight.unit", "enum"),
        (lambda it: _package(it)["dimensions"].pop("unit"), "shipment.packages[].dimensions.unit", "missing"),
        (lambda it: it.update(label_format="gif"), "label_format", "enum"),
    ],
)  # fmt: skip
def test_a_purchase_that_is_wrong_in_one_place_is_refused_for_that_place(
    spec: Spec, change: Change, path: str, kind: str
) -> None:
    body = copy.deepcopy(PURCHASE)
    change(body)
    found = spec.operation("POST", "/v1/labels").request(body)
    assert [(one.path, one.kind) for one in found] == [(path, kind)]


@pytest.mark.parametrize(
    ("change", "path", "kind"),
    [
        (lambda it: it.update(shipment_id="se-1"), "", "oneOf"),
        (lambda it: it.pop("shipment"), "shipment_id", "missing"),
        (lambda it: it["shipment"].pop("ship_to"), "shipment.ship_to", "missing"),
        (lambda it: it["rate_options"].update(carrier_ids=[]), "rate_options.carrier_ids", "minItems"),
        (lambda it: it["rate_options"].update(carrier_ids=["1"]), "rate_options.carrier_ids[]", "pattern"),
        (lambda it: it["rate_options"].update(colour=1), "rate_options.colour", "unknown"),
        (lambda it: it["shipment"].update(validate_address="perhaps"), "shipment.validate_address", "enum"),
    ],
)  # fmt: skip
def test_a_question_that_is_wrong_in_one_place_is_refused_for_that_place(
    spec: Spec, change: Change, path: str, kind: str
) -> None:
    body = copy.deepcopy(QUESTION)
    change(body)
    found = spec.operation("POST", "/v1/rates").request(body)
    assert (path, kind) in [(one.path, one.kind) for one in found]


def test_a_question_may_name_its_shipment_instead(spec: Spec) -> None:
    body = {"rate_options": QUESTION["rate_options"], "shipment_id": "se-1"}
    assert spec.operation("POST", "/v1/rates").request(body) == []


@pytest.mark.parametrize(
    ("method", "url", "body", "path", "kind"),
    [
        ("PUT", "/v1/labels/se-1/void", {"approved": "yes", "message": ""}, "approved", "type"),
        ("PUT", "/v1/labels/se-1/void", {"message": ""}, "approved", "missing"),
        ("GET", "/v1/labels", {"labels": None}, "labels", "null"),
        ("GET", "/v1/labels", {"labels": [{"status": "sold"}]}, "labels[].status", "enum"),
        ("GET", "/v1/labels", {"labels": [{"label_id": "1"}]}, "labels[].label_id", "pattern"),
        ("DELETE", "/v1/warehouses/se-1", None, "", "status 200"),
        ("GET", "/v1/warehouses", None, "", "missing"),
    ],
)
def test_a_reply_that_is_wrong_in_one_place_is_refused_for_that_place(
    spec: Spec, method: str, url: str, body: Any, path: str, kind: str
) -> None:
    found = spec.operation(method, url).reply(200, body)
    assert (path, kind) in [(one.path, one.kind) for one in found]


@pytest.mark.parametrize(
    ("url", "path", "kind"),
    [
        ("/v1/labels?colour=red", "colour", "unknown"),
        ("/v1/labels?page=0", "page", "minimum"),
        ("/v1/labels?page=one", "page", "type"),
        ("/v1/labels?sort_dir=up", "sort_dir", "enum"),
        ("/v1/labels?created_at_start=today", "created_at_start", "format"),
    ],
)
def test_a_query_that_is_wrong_is_refused_for_that_name(spec: Spec, url: str, path: str, kind: str) -> None:
    assert (path, kind) in [(one.path, one.kind) for one in spec.operation("GET", url).query(url)]


def test_a_path_is_not_taken_for_an_id(spec: Spec) -> None:
    assert spec.operation("PUT", "/v1/shipments/tags").path == "/v1/shipments/tags"
    assert spec.operation("PUT", "/v1/shipments/se-1").path == "/v1/shipments/{shipment_id}"
    with pytest.raises(LookupError):
        spec.operation("PATCH", "/v1/labels")


def test_a_problem_says_where_and_what() -> None:
    assert str(Problem("labels[].status", "enum", "'sold'")) == "labels[].status: enum: 'sold'"
    assert str(Problem("", "missing", "no body")) == "(all): missing: no body"
