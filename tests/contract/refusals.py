"""How each error code of the practice carrier comes about. Holds no test."""

from __future__ import annotations

from dataclasses import asdict

import httpx

from postwright.practice.faults import Fault
from tests.contract.visits import Visit
from tests.contract.world import LIVE_KEY, World
from tests.practice.parcels import ABROAD, ACCOUNT, CUSTOMER, package, parcel_abroad, shipment
from tests.practice.test_label_images import logo
from tests.practice.test_on_the_way import asked

_CONNECTIONS = "/v1/connections/carriers/stamps_com"
_OPTIONS = {"carrier_ids": [ACCOUNT]}
_LOGIN = {"nickname": "N", "username": "twice", "password": "x"}
_TONS = {"value": 2000, "unit": "pound"}
_NOWHERE = CUSTOMER | {"postal_code": "00000"}


def _buy(options: object = None, **changes: object) -> Visit:
    body = {"shipment": shipment(**changes), **(options if isinstance(options, dict) else {})}
    return lambda it: it.ask("POST", "/v1/labels", body)


def _with(visit: Visit, **switches: object) -> Visit:
    """The same while the carrier behaves otherwise."""

    def switched(it: World) -> httpx.Response:
        before = asdict(it.carrier.switches)
        it.carrier.set_switches(**switches)
        reply = visit(it)
        it.carrier.set_switches(**before)
        return reply

    return switched


def _get(path: str) -> Visit:
    return lambda it: it.ask("GET", path)


def _ask_disconnected(it: World) -> httpx.Response:
    gone = it.made("POST", _CONNECTIONS, _LOGIN | {"username": f"gone {len(it.heard)}"})["carrier_id"]
    it.ask("DELETE", f"/v1/carriers/{gone}")
    question = {"rate_options": {"carrier_ids": [gone, "se-1", ACCOUNT]}, "shipment": shipment()}
    it.ask("POST", "/v1/rates", question)
    return it.ask("POST", "/v1/labels", {"shipment": shipment(carrier_id=gone)})


def _connect_twice(it: World) -> httpx.Response:
    it.ask("POST", _CONNECTIONS, _LOGIN)
    return it.ask("POST", _CONNECTIONS, _LOGIN)


def _tag_twice(it: World) -> httpx.Response:
    it.ask("POST", "/v1/tags", {"name": "Twice"})
    return it.ask("POST", "/v1/tags", {"name": "Twice"})


def _box_of_two_kinds(it: World) -> httpx.Response:
    box = it.made("POST", "/v1/packages", {"package_code": f"kind_{len(it.heard)}", "name": "Kind"})
    return it.ask(
        "POST",
        "/v1/labels",
        {"shipment": shipment(packages=[package(package_code="package", package_id=box["package_id"])])},
    )


def _hook_twice(it: World) -> httpx.Response:
    hook = {"event": "rate", "url": "https://example.com"}
    it.ask("POST", "/v1/environment/webhooks", hook)
    return it.ask("POST", "/v1/environment/webhooks", hook)


def _delete_default(it: World) -> httpx.Response:
    return it.ask("DELETE", f"/v1/warehouses/{it.place(is_default=True)}")


def _change_processed_batch(it: World) -> httpx.Response:
    made = it.made("POST", "/v1/batches", {"process_labels": {"create_batch_and_process_labels": True}})
    return it.ask(
        "POST", f"/v1/batches/{made['batch_id']}/add", {"shipment_ids": [it.stored()["shipment_id"]]}
    )


def _pair_wrongly(it: World) -> httpx.Response:
    other = it.label(ship_to=CUSTOMER | {"address_line1": "9 Oak St"})["label_id"]
    return it.ask("POST", "/v1/labels", {"shipment": shipment(), "outbound_label_id": other})


def _return_voided(it: World) -> httpx.Response:
    label = it.label()["label_id"]
    it.ask("PUT", f"/v1/labels/{label}/void")
    it.ask("PUT", f"/v1/labels/{label}/void")
    return it.ask("POST", f"/v1/labels/{label}/return", {})


def _buy_poor(it: World) -> httpx.Response:
    number = it.made("POST", _CONNECTIONS, _LOGIN | {"username": f"poor {len(it.heard)}"}, key=LIVE_KEY)
    parcel = shipment(carrier_id=number["carrier_id"])
    return it.ask("POST", "/v1/labels", {"shipment": parcel}, key=LIVE_KEY)


def _poor_at(door: str) -> Visit:
    """Buy by that door what the account cannot pay for; the names in it are of what was stored before."""

    def visit(it: World) -> httpx.Response:
        number = it.made("POST", _CONNECTIONS, _LOGIN | {"username": f"poor {len(it.heard)}"}, key=LIVE_KEY)
        parcel = shipment(carrier_id=number["carrier_id"])
        question = {"rate_options": {"carrier_ids": [number["carrier_id"]]}, "shipment": parcel}
        priced = it.made("POST", "/v1/rates", question, key=LIVE_KEY)
        rate = priced["rate_response"]["rates"][0]["rate_id"]
        path = door.format(shipment=priced["shipment_id"], rate=rate)
        return it.ask("POST", path, {}, key=LIVE_KEY)

    return visit


def _too_fast(it: World) -> httpx.Response:
    it.carrier.faults.add(Fault("too_many"))
    return it.ask("GET", "/v1/carriers")


REFUSALS: dict[str, Visit] = {
    "batch_cannot_be_modified": _change_processed_batch,
    "carrier_conflict": _connect_twice,
    "carrier_disconnected": _ask_disconnected,
    "carrier_not_connected": _ask_disconnected,
    "carrier_not_supported": _with(
        lambda it: it.ask("POST", "/v1/labels/rate_shopper_id/cheapest", {"shipment": shipment()}),
        rate_shopper=False,
    ),
    "confirmation_not_supported": lambda it: it.ask(
        "POST", "/v1/labels", {"shipment": parcel_abroad(confirmation="signature")}
    ),
    "customs_items_required": lambda it: it.ask(
        "POST", "/v1/labels", {"shipment": parcel_abroad(packages=[package()])}
    ),
    "default_warehouse_cannot_be_deleted": _delete_default,
    "field_value_required": _buy(ship_to=CUSTOMER | {"address_line1": ""}),
    "file_not_found": _get("/v1/downloads/10/nothing/label-1.pdf"),
    "forbidden": lambda it: it.ask(
        "PUT", f"/v1/carriers/{ACCOUNT}/add_funds", {"currency": "usd", "amount": 50}
    ),
    "funding_source_error": _with(_buy_poor, funds_error="funding_source_error"),
    "identifier_conflict": _tag_twice,
    "identifiers_must_match": _box_of_two_kinds,
    "incompatible_paired_labels": _pair_wrongly,
    "insufficient_funds": _buy_poor,
    "insurance_failure": _get("/v1/insurance/shipsurance/balance"),
    "invalid_address": _buy({"validate_address": "validate_only"}, ship_to=_NOWHERE),
    "invalid_billing_plan": _with(
        lambda it: it.ask("POST", "/v1/addresses/validate", [CUSTOMER]), address_validation=False
    ),
    "invalid_charge_event": _buy({"charge_event": "on_carrier_acceptance"}),
    "invalid_field_value": _buy({"label_format": "gif"}),
    "invalid_identifier": _get("/v1/labels/se-1"),
    "invalid_status": lambda it: it.ask("POST", f"/v1/labels/{it.label()['label_id']}/cancel_refund"),
    "invalid_string_length": lambda it: it.ask("POST", "/v1/tags", {"name": "x" * 300}),
    "label_images_not_supported": lambda it: it.ask("POST", "/v1/account/settings/images", logo()),
    "no_rates_returned": _with(
        lambda it: it.ask(
            "POST",
            "/v1/labels/rate_shopper_id/fastest",
            {"shipment": shipment(packages=[package(weight=_TONS)])},
        ),
        rate_shopper=True,
    ),
    "not_found": _get("/v1/elsewhere"),
    "rate_limit_exceeded": _too_fast,
    "request_body_required": lambda it: it.ask("POST", "/v1/tags"),
    "return_label_not_supported": _return_voided,
    "settings_not_supported": _get(f"{_CONNECTIONS}/{ACCOUNT}/settings"),
    "unauthorized": lambda it: it.ask("GET", "/v1/carriers", key="wrong"),
    "unspecified": _get("/v1/labels/bad-label-id"),
    "webhook_event_type_conflict": _hook_twice,
}


def _void_and_look(it: World) -> httpx.Response:
    label = it.label()["label_id"]
    it.ask("PUT", f"/v1/labels/{label}/void")
    it.ask("GET", "/v1/labels?label_status=voided")
    return it.ask("GET", f"/v1/labels/{label}")


def _cancel_and_look(it: World) -> httpx.Response:
    pickup = it.made("POST", "/v1/pickups", asked(it.label()["label_id"]))["pickup_id"]
    it.ask("DELETE", f"/v1/pickups/{pickup}")
    return it.ask("GET", f"/v1/pickups/{pickup}")


_INSURED = package(insured_value={"currency": "usd", "amount": 50})
_ALL_SCHEMES = ("label", "paperless", "label_and_paperless", "qr_code")
# Replies in other dresses than the usual ones.
ODD: tuple[Visit, ...] = (
    *map(_poor_at, ("/v1/labels/shipment/{shipment}", "/v1/labels/rates/{rate}")),
    *(
        _with(_buy({"display_scheme": scheme}), display_schemes=_ALL_SCHEMES, label_id_in=place)
        for scheme in _ALL_SCHEMES
        for place in ("handoff_code", "alternative_identifiers", "instructions", "nowhere")
    ),
    _buy({"label_download_type": "inline", "label_format": "png", "rma_number": "R-1"}),
    _buy(insurance_provider="carrier", packages=[_INSURED], confirmation="signature"),
    lambda it: it.ask("POST", "/v1/labels", {"shipment": parcel_abroad()}),
    _with(_buy(), label_processing_seconds=60),
    _void_and_look,
    _cancel_and_look,
    _with(
        lambda it: it.ask("POST", "/v1/rates", {"rate_options": _OPTIONS, "shipment": shipment()}),
        rates_working_seconds=60,
    ),
    lambda it: it.ask(
        "POST",
        "/v1/rates",
        {
            "rate_options": _OPTIONS | {"service_codes": ["usps_media_mail"], "package_types": ["letter"]},
            "shipment": shipment(comparison_rate_type="retail"),
        },
    ),
    lambda it: it.ask(
        "POST",
        "/v1/shipments",
        {"shipments": [shipment(validate_address="validate_and_clean", is_return=True)]},
    ),
    _with(_get("/v1/carriers"), password_expired=True),
    _with(lambda it: it.ask("GET", "/v1/carriers", key="wrong"), legacy_401=True),
    _get("/v1/tracking?carrier_code=stamps_com"),
    _get("/v1/tracking?carrier_code=stamps_com&tracking_number=9400111899563821705427"),
    lambda it: it.ask(
        "POST",
        "/v1/rates",
        {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment": shipment(ship_to=ABROAD)},
    ),
)
