"""How each route of the practice carrier is asked, in usual and odd ways, for a success. Holds no test."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from tests.contract.world import LIVE_KEY, World
from tests.practice.parcels import ABROAD, ACCOUNT, CUSTOMER, SHOP, Json, package, parcel_abroad, shipment
from tests.practice.test_label_images import logo
from tests.practice.test_on_the_way import asked
from tests.practice.test_package_types import BOX
from tests.practice.test_webhooks import HOOK

Visit = Callable[[World], httpx.Response]
_LOGIN = {"nickname": "Second", "username": "second", "password": "x"}
_CONNECTIONS = "/v1/connections/carriers/stamps_com"
_IMAGES = "/v1/account/settings/images"
_ESTIMATE = {
    "carrier_ids": [ACCOUNT],
    "from_country_code": "US",
    "from_postal_code": "92081",
    "to_country_code": "US",
    "to_postal_code": "10001",
    "weight": {"value": 9, "unit": "ounce"},
}
_HOOKS = "/v1/environment/webhooks"
_SHIPSURANCE, _BALANCE = "/v1/connections/insurance/shipsurance", "/v1/insurance/shipsurance/balance"
_NEARBY = {
    "address": {"country_code": "US", "postal_code": "97204"},
    "lat": 45.5,
    "long": -122.7,
    "radius": 10,
    "providers": [{"carrier_id": ACCOUNT}],
}
_OPTIONS = {"carrier_ids": [ACCOUNT]}
_HEAVY = {"value": 80, "unit": "pound"}
_DONE_AT_ONCE = {"create_batch_and_process_labels": True, "label_format": "zpl"}
_LETTER = "Jo Smith\nBlue Door Books\n1 Main St Apt 4\nNew York, NY 10001"


def _get(path: str) -> Visit:
    return lambda it: it.ask("GET", path)


def _of_account(method: str, path: str) -> Visit:
    """About an account of its own, as it may be gone afterwards."""

    def visit(it: World) -> httpx.Response:
        carrier = it.made("POST", _CONNECTIONS, _LOGIN | {"username": f"user {len(it.heard)}"})["carrier_id"]
        return it.ask(method, path.format(carrier))

    return visit


def _of_label(method: str, path: str, body: object = None) -> Visit:
    return lambda it: it.ask(method, path.format(**it.label(external_shipment_id=f"o-{len(it.heard)}")), body)


def _of_shipment(method: str, path: str, body: object = None) -> Visit:
    return lambda it: it.ask(
        method, path.format(**it.stored(external_shipment_id=f"o-{len(it.heard)}")), body
    )


def _of_place(method: str, path: str, body: object = None) -> Visit:
    return lambda it: it.ask(method, path.format(it.place()), body)


def _of_tag(method: str, path: str) -> Visit:
    def visit(it: World) -> httpx.Response:
        name = it.made("POST", "/v1/tags", {"name": f"tag{len(it.heard)}", "color": "#00FF00"})["name"]
        return it.ask(method, path.format(name, it.stored()["shipment_id"]))

    return visit


def _of_image(method: str, path: str, body: object = None) -> Visit:
    def visit(it: World) -> httpx.Response:
        image = it.made("POST", _IMAGES, logo(), key=LIVE_KEY)["label_image_id"]
        return it.ask(method, f"{_IMAGES}{path.format(image)}", body, key=LIVE_KEY)

    return visit


def _of_pickup(method: str, path: str) -> Visit:
    def visit(it: World) -> httpx.Response:
        pickup = it.made("POST", "/v1/pickups", asked(it.label()["label_id"]))["pickup_id"]
        return it.ask(method, path.format(pickup))

    return visit


def _buy_rate(it: World) -> httpx.Response:
    rate = it.rates()["rates"][0]["rate_id"]
    return it.ask("POST", f"/v1/labels/rates/{rate}", {"label_format": "zpl"})


def _read_rate(it: World) -> httpx.Response:
    return it.ask("GET", f"/v1/rates/{it.rates()['rates'][0]['rate_id']}")


def _untag(it: World) -> httpx.Response:
    path = f"/v1/shipments/{it.stored()['shipment_id']}/tags/gone"
    it.made("POST", path)
    return it.ask("DELETE", path)


def _tag_many(it: World) -> httpx.Response:
    wanted = {"shipment_id": it.stored()["shipment_id"], "tags": ["a", "b"]}
    return it.ask("PUT", "/v1/shipments/tags", {"shipments_tags": [wanted]})


def _track(it: World) -> httpx.Response:
    label = it.label()
    for story in ("delivered", "exception", "returned"):
        it.carrier.mail(label["label_id"], story)
        it.wait(days=9)
        it.ask("GET", f"/v1/labels/{label['label_id']}/track")
    return it.ask("GET", f"/v1/labels/{it.label()['label_id']}/track")


def _by_number(method: str, path: str) -> Visit:
    query = "?carrier_code=stamps_com&tracking_number="
    return lambda it: it.ask(method, path + query + it.label()["tracking_number"])


def _of_package(method: str, path: str, body: object = None) -> Visit:
    def visit(it: World) -> httpx.Response:
        made = it.made("POST", "/v1/packages", BOX | {"package_code": f"box_{len(it.heard)}"})
        return it.ask(method, path.format(made["package_id"]), body)

    return visit


def _of_hook(method: str, path: str, body: object = None) -> Visit:
    def visit(it: World) -> httpx.Response:
        hook = it.made("POST", _HOOKS, HOOK)["webhook_id"]
        reply = it.ask(method, f"{_HOOKS}{path.format(hook)}", body)
        it.ask("DELETE", f"{_HOOKS}/{hook}")  # there is one for each event
        return reply

    return visit


def _add_funds(it: World) -> httpx.Response:
    it.carrier.set_switches(add_funds=True)
    reply = it.ask("PUT", f"/v1/carriers/{ACCOUNT}/add_funds", {"currency": "usd", "amount": 25})
    it.carrier.set_switches(add_funds=False)
    return reply


def _insure(it: World) -> httpx.Response:
    return it.ask("POST", _SHIPSURANCE, {"email": "shop@example.com", "policy_id": "7"})


def _bulk(it: World) -> httpx.Response:
    it.ask("POST", "/v1/rates/bulk", {"rate_options": _OPTIONS, "shipments": [shipment(), shipment()]})
    body = {"rate_options": _OPTIONS, "shipment_ids": [it.stored()["shipment_id"]]}
    return it.ask("POST", "/v1/rates/bulk", body)


def _choose(it: World) -> httpx.Response:
    it.carrier.set_switches(rate_shopper=True)
    return it.ask("POST", "/v1/labels/rate_shopper_id/cheapest", {"shipment": shipment()})


def _keep_label(it: World) -> httpx.Response:
    it.carrier.set_switches(refund_assist=True)
    label = it.label()
    it.wait(days=22)
    it.ask("GET", f"/v1/labels/{label['label_id']}")
    reply = it.ask("POST", f"/v1/labels/{label['label_id']}/cancel_refund")
    it.carrier.set_switches(refund_assist=False)
    return reply


def _form(it: World) -> Json:
    """A SCAN form of two labels, with an item of `errors` about a third."""
    place = it.place()
    two = [it.label(ship_from=None, warehouse_id=place)["label_id"] for _ in range(2)]
    it.ask("POST", "/v1/manifests", {"label_ids": two[1:]})
    it.ask("POST", "/v1/manifests", {"label_ids": [*two, it.label()["label_id"]]})
    it.label(ship_from=None, warehouse_id=place)
    day = it.carrier.clock.now().date().isoformat()
    return it.made("POST", "/v1/manifests", {"carrier_id": ACCOUNT, "warehouse_id": place, "ship_date": day})


def _form_by_and_by(it: World) -> httpx.Response:
    it.carrier.set_switches(manifest_polls=1)
    asked_for = it.made("POST", "/v1/manifests", {"label_ids": [it.label()["label_id"]]})["manifest_requests"]
    it.carrier.set_switches(manifest_polls=0)
    path = f"/v1/manifests/requests/{asked_for[0]['manifest_request_id']}"
    it.ask("GET", path)
    return it.ask("GET", path)


def _batch(it: World, **changes: object) -> Json:
    at_place = {"ship_from": None, "warehouse_id": it.place()}
    ids = [it.stored(**at_place)["shipment_id"] for _ in range(2)]
    return it.made("POST", "/v1/batches", {"shipment_ids": ids, **changes})


def _of_batch(method: str, path: str, body: object = None) -> Visit:
    return lambda it: it.ask(method, path.format(**_batch(it)), body)


def _change_batch(door: str) -> Visit:
    def visit(it: World) -> httpx.Response:
        made = _batch(it)
        other = it.stored(ship_from=None, warehouse_id=it.place())["shipment_id"]
        it.ask("POST", f"/v1/batches/{made['batch_id']}/add", {"shipment_ids": [other]})
        return it.ask("POST", f"/v1/batches/{made['batch_id']}/{door}", {"shipment_ids": [other]})

    return visit


def _process(it: World) -> httpx.Response:
    """From `open` to `completed`, and one in which a parcel cannot be bought."""
    bad = it.stored(ship_from=None, warehouse_id=it.place(), packages=[package(weight=_HEAVY)])["shipment_id"]
    for made in (_batch(it), it.made("POST", "/v1/batches", {"shipment_ids": [bad]})):
        path = f"/v1/batches/{made['batch_id']}"
        reply = it.ask("POST", f"{path}/process/labels", {"label_format": "pdf", "label_layout": "4x6"})
        for _ in range(3):
            it.ask("GET", path)
            it.wait(seconds=6)
        it.ask("GET", f"{path}/errors")
    return reply


VISITS: dict[str, Visit] = {
    "GET /v1/carriers": _get("/v1/carriers"),
    "GET /v1/carriers/<carrier_id>": _of_account("GET", "/v1/carriers/{}"),
    "GET /v1/carriers/<carrier_id>/services": _of_account("GET", "/v1/carriers/{}/services"),
    "GET /v1/carriers/<carrier_id>/packages": _of_account("GET", "/v1/carriers/{}/packages"),
    "GET /v1/carriers/<carrier_id>/options": _of_account("GET", "/v1/carriers/{}/options"),
    "DELETE /v1/carriers/<carrier_id>": _of_account("DELETE", "/v1/carriers/{}"),
    "POST /v1/connections/carriers/stamps_com": lambda it: it.ask("POST", _CONNECTIONS, _LOGIN),
    "DELETE /v1/connections/carriers/stamps_com/<carrier_id>": _of_account("DELETE", _CONNECTIONS + "/{}"),
    "POST /v1/warehouses": lambda it: it.ask("POST", "/v1/warehouses", {"name": "A", "origin_address": SHOP}),
    "GET /v1/warehouses": _of_place("GET", "/v1/warehouses"),
    "GET /v1/warehouses/<warehouse_id>": _of_place("GET", "/v1/warehouses/{}"),
    "PUT /v1/warehouses/<warehouse_id>": _of_place(
        "PUT", "/v1/warehouses/{}", {"name": "B", "origin_address": SHOP, "return_address": CUSTOMER}
    ),
    "PUT /v1/warehouses/<warehouse_id>/settings": _of_place(
        "PUT", "/v1/warehouses/{}/settings", {"is_default": False}
    ),
    "DELETE /v1/warehouses/<warehouse_id>": _of_place("DELETE", "/v1/warehouses/{}"),
    "POST /v1/addresses/validate": lambda it: it.ask(
        "POST",
        "/v1/addresses/validate",
        [
            CUSTOMER,
            ABROAD,
            CUSTOMER | {"address_line1": "123 Maple St"},
            CUSTOMER | {"address_line1": "1 Sunny Towers"},
            CUSTOMER | {"address_line1": "Main St"},
            CUSTOMER | {"postal_code": "00000"},
            CUSTOMER | {"postal_code": None},
            CUSTOMER | {"country_code": "USA"},
        ],
    ),
    "PUT /v1/addresses/recognize": lambda it: it.ask(
        "PUT", "/v1/addresses/recognize", {"text": _LETTER, "address": {"country_code": "US"}}
    ),
    "PUT /v1/shipments/recognize": lambda it: it.ask(
        "PUT", "/v1/shipments/recognize", {"text": f"{_LETTER}\n2 lb 9x6x3 in", "shipment": {}}
    ),
    "POST /v1/shipments": lambda it: it.ask(
        "POST",
        "/v1/shipments",
        {"shipments": [shipment(), parcel_abroad(), shipment(ship_from=CUSTOMER | {"phone": "1234567"})]},
    ),
    "GET /v1/shipments": _of_shipment("GET", "/v1/shipments?page_size=2"),
    "GET /v1/shipments/<shipment_id>": _of_shipment("GET", "/v1/shipments/{shipment_id}"),
    "GET /v1/shipments/external_shipment_id/<path:external>": _of_shipment(
        "GET", "/v1/shipments/external_shipment_id/{external_shipment_id}"
    ),
    "PUT /v1/shipments/<shipment_id>": _of_shipment(
        "PUT", "/v1/shipments/{shipment_id}", shipment(packages=[package()])
    ),
    "PUT /v1/shipments/<shipment_id>/cancel": _of_shipment("PUT", "/v1/shipments/{shipment_id}/cancel"),
    "GET /v1/shipments/<shipment_id>/rates": lambda it: it.ask(
        "GET", f"/v1/shipments/{it.rates()['shipment_id']}/rates"
    ),
    "GET /v1/tags": _of_tag("GET", "/v1/tags"),
    "POST /v1/tags": lambda it: it.ask("POST", "/v1/tags", {"name": "Fragile", "color": "#FF0000"}),
    "POST /v1/tags/<tag_name>": lambda it: it.ask("POST", "/v1/tags/Heavy"),
    "DELETE /v1/tags/<tag_name>": _of_tag("DELETE", "/v1/tags/{}"),
    "PUT /v1/tags/<tag_name>/<new_tag_name>": _of_tag("PUT", "/v1/tags/{}/Renamed"),
    "PUT /v1/shipments/tags": _tag_many,
    "GET /v1/shipments/<shipment_id>/tags": _of_shipment("GET", "/v1/shipments/{shipment_id}/tags"),
    "POST /v1/shipments/<shipment_id>/tags/<tag_name>": _of_tag("POST", "/v1/shipments/{1}/tags/{0}"),
    "DELETE /v1/shipments/<shipment_id>/tags/<tag_name>": _untag,
    "POST /v1/rates": lambda it: it.ask(
        "POST", "/v1/rates", {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment": shipment()}
    ),
    "GET /v1/rates/<rate_id>": _read_rate,
    "POST /v1/rates/estimate": lambda it: it.ask("POST", "/v1/rates/estimate", _ESTIMATE),
    "POST /v1/labels": lambda it: it.ask("POST", "/v1/labels", {"shipment": shipment()}),
    "GET /v1/labels": _of_label("GET", "/v1/labels?page_size=2"),
    "POST /v1/labels/rates/<rate_id>": _buy_rate,
    "POST /v1/labels/shipment/<shipment_id>": _of_shipment("POST", "/v1/labels/shipment/{shipment_id}", {}),
    "GET /v1/labels/external_shipment_id/<path:external>": lambda it: (
        it.label(external_shipment_id="known"),
        it.ask("GET", "/v1/labels/external_shipment_id/known"),
    )[1],
    "GET /v1/labels/<label_id>": _of_label("GET", "/v1/labels/{label_id}"),
    "POST /v1/labels/<label_id>/return": _of_label("POST", "/v1/labels/{label_id}/return", {}),
    "PUT /v1/labels/<label_id>/void": _of_label("PUT", "/v1/labels/{label_id}/void"),
    "GET /v1/labels/<label_id>/track": _track,
    "GET /v1/tracking": _by_number("GET", "/v1/tracking"),
    "POST /v1/tracking/start": _by_number("POST", "/v1/tracking/start"),
    "POST /v1/tracking/stop": _by_number("POST", "/v1/tracking/stop"),
    "POST /v1/pickups": lambda it: it.ask("POST", "/v1/pickups", asked(it.label()["label_id"])),
    "GET /v1/pickups": _of_pickup("GET", "/v1/pickups"),
    "GET /v1/pickups/<pickup_id>": _of_pickup("GET", "/v1/pickups/{}"),
    "DELETE /v1/pickups/<pickup_id>": _of_pickup("DELETE", "/v1/pickups/{}"),
    "GET /v1/downloads/<folder>/<token>/<name>": lambda it: it.ask(
        "GET", it.label()["label_download"]["zpl"]
    ),
    "POST /v1/rates/bulk": _bulk,
    "POST /v1/labels/rate_shopper_id/<shopper>": _choose,
    "POST /v1/labels/<label_id>/cancel_refund": _keep_label,
    "POST /v1/manifests": lambda it: it.ask("POST", "/v1/manifests", {"label_ids": [it.label()["label_id"]]}),
    "GET /v1/manifests": lambda it: (_form(it), it.ask("GET", "/v1/manifests"))[1],
    "GET /v1/manifests/<manifest_id>": lambda it: it.ask("GET", f"/v1/manifests/{_form(it)['manifest_id']}"),
    "GET /v1/manifests/requests/<manifest_request_id>": _form_by_and_by,
    "POST /v1/batches": lambda it: (
        _batch(it, process_labels=_DONE_AT_ONCE),
        it.ask("POST", "/v1/batches", {}),
    )[1],
    "GET /v1/batches": _of_batch("GET", "/v1/batches?page_size=2"),
    "GET /v1/batches/external_batch_id/<path:external>": lambda it: (
        _batch(it, external_batch_id="monday"),
        it.ask("GET", "/v1/batches/external_batch_id/monday"),
    )[1],
    "GET /v1/batches/<batch_id>": _of_batch("GET", "/v1/batches/{batch_id}"),
    "PUT /v1/batches/<batch_id>": _of_batch("PUT", "/v1/batches/{batch_id}"),
    "DELETE /v1/batches/<batch_id>": _of_batch("DELETE", "/v1/batches/{batch_id}"),
    "POST /v1/batches/<batch_id>/add": _change_batch("add"),
    "POST /v1/batches/<batch_id>/remove": _change_batch("remove"),
    "POST /v1/batches/<batch_id>/process/labels": _process,
    "GET /v1/batches/<batch_id>/errors": _of_batch("GET", "/v1/batches/{batch_id}/errors"),
    "POST /v1/documents/combined_labels": lambda it: it.ask(
        "POST",
        "/v1/documents/combined_labels",
        {"label_ids": [it.label()["label_id"], it.label()["label_id"]]},
    ),
    "GET /v1/packages": _of_package("GET", "/v1/packages"),
    "POST /v1/packages": lambda it: it.ask("POST", "/v1/packages", BOX | {"package_code": "other_box"}),
    "GET /v1/packages/<package_id>": _of_package("GET", "/v1/packages/{}"),
    "PUT /v1/packages/<package_id>": _of_package("PUT", "/v1/packages/{}", BOX | {"package_code": "new_box"}),
    "DELETE /v1/packages/<package_id>": _of_package("DELETE", "/v1/packages/{}"),
    "GET /v1/account/settings": _get("/v1/account/settings"),
    "PUT /v1/carriers/<carrier_id>/add_funds": _add_funds,
    "POST /v1/connections/insurance/shipsurance": _insure,
    "GET /v1/insurance/shipsurance/balance": lambda it: (_insure(it), it.ask("GET", _BALANCE))[1],
    "PATCH /v1/insurance/shipsurance/add_funds": lambda it: (
        _insure(it),
        it.ask("PATCH", "/v1/insurance/shipsurance/add_funds", {"currency": "usd", "amount": 50}),
    )[1],
    "DELETE /v1/connections/insurance/shipsurance": lambda it: (_insure(it), it.ask("DELETE", _SHIPSURANCE))[
        1
    ],
    "POST /v1/service_points/list": lambda it: it.ask("POST", "/v1/service_points/list", _NEARBY),
    "GET /v1/environment/webhooks": _of_hook("GET", ""),
    "POST /v1/environment/webhooks": lambda it: it.ask("POST", _HOOKS, HOOK | {"event": "batch"}),
    "GET /v1/environment/webhooks/<webhook_id>": _of_hook("GET", "/{}"),
    "PUT /v1/environment/webhooks/<webhook_id>": _of_hook("PUT", "/{}", {"url": "https://example.com"}),
    "DELETE /v1/environment/webhooks/<webhook_id>": _of_hook("DELETE", "/{}"),
    f"GET {_IMAGES}": _of_image("GET", ""),
    f"POST {_IMAGES}": lambda it: it.ask("POST", _IMAGES, logo(), key=LIVE_KEY),
    f"GET {_IMAGES}/<label_image_id>": _of_image("GET", "/{}"),
    f"PUT {_IMAGES}/<label_image_id>": _of_image("PUT", "/{}", {"is_default": False}),
    f"DELETE {_IMAGES}/<label_image_id>": _of_image("DELETE", "/{}"),
}
# Routes without a success: no other carrier is connected, and USPS has no settings and no service points.
ONLY_REFUSED: dict[str, Visit] = {
    "POST /v1/connections/carriers/<carrier_name>": lambda it: it.ask(
        "POST", "/v1/connections/carriers/ups", {}
    ),
    "DELETE /v1/connections/carriers/<carrier_name>/<carrier_id>": lambda it: it.ask(
        "DELETE", "/v1/connections/carriers/ups/se-1"
    ),
    "GET /v1/connections/carriers/<carrier_name>/<carrier_id>/settings": _get(
        f"{_CONNECTIONS}/{ACCOUNT}/settings"
    ),
    "PUT /v1/connections/carriers/<carrier_name>/<carrier_id>/settings": lambda it: it.ask(
        "PUT", f"{_CONNECTIONS}/{ACCOUNT}/settings", {}
    ),
    "GET /v1/service_points/<carrier_code>/<country_code>/<service_point_id>": _get(
        "/v1/service_points/stamps_com/US/1"
    ),
}
