"""A good request for every endpoint of the practice carrier, to be sent as it is or spoilt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from postwright.carrier.transport import practice_transport
from postwright.practice.app import PRACTICE_KEY, practice_app
from postwright.practice.desk import Route
from postwright.practice.routes import ROUTES
from tests.practice.parcels import ACCOUNT, CUSTOMER, GOODS, NOW, SHOP, URL, Json, parcel_abroad, shipment

LIVE_KEY = "live_key"
# One transparent dot.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
_PARAMETER = re.compile(r"<(?:path:)?(\w+)>")
_RATE_OPTIONS = {"carrier_ids": [ACCOUNT], "service_codes": ["usps_ground_advantage"]}
_LABEL_OPTIONS = {"label_format": "pdf", "label_layout": "4x6", "validate_address": "no_validation"}
_WINDOW = {"start_at": "2026-10-23T15:00:00Z", "end_at": "2026-10-23T20:00:00Z"}
_CONTACT = {"name": "Ana", "email": "ana@example.com", "phone": "555-555-5555"}
_TEN = {"currency": "usd", "amount": 10}


def name_of(route: Route) -> str:
    return f"{route.method} {route.rule}"


def parameters(name: str) -> list[str]:
    """The parts of the path that are filled in."""
    return _PARAMETER.findall(name)


NAMES = [name_of(route) for route in ROUTES]


@dataclass(frozen=True)
class World:
    """What exists, by the name of the parameter that stands for it in a path or of a field of a body."""

    known: dict[str, str] = field(default_factory=dict)

    def path(self, name: str, /, **other: str) -> str:
        """The path of an endpoint, with these parts of it instead of those that exist."""
        rule = name.partition(" ")[2]
        return _PARAMETER.sub(lambda part: quote((self.known | other)[part[1]]), rule)

    def query(self, name: str) -> dict[str, str]:
        """The query without which an endpoint does not answer."""
        asked = {"tracking_number": self.known["tracking_number"], "carrier_code": "stamps_com"}
        return asked if " /v1/tracking" in name else {}

    def body(self, name: str) -> Any:
        """A good body; None for an endpoint that takes none."""
        return self._bodies().get(name)

    def _bodies(self) -> dict[str, Any]:
        known = self.known
        place = {"name": "Store room", "origin_address": SHOP, "return_address": SHOP, "is_default": False}
        box = {"unit": "inch", "length": 9, "width": 6, "height": 3}
        labels, parcels = [known["label_id"]], [known["shipment_id"]]
        picture = {"name": "Logo", "image_content_type": "image/png", "image_data": DOT, "is_default": False}
        hook = {
            "url": "https://example.com",
            "headers": [{"key": "a", "value": "b"}],
            "name": "x",
            "store_id": 1,
        }
        whole = shipment(external_shipment_id=None, items=[{"name": "Toy", "sales_order_id": "7"}])
        foreign = parcel_abroad(insurance_provider="none", advanced_options={"custom_field1": "x"})
        into_batch = {"shipment_ids": parcels, "rate_ids": []}
        text = {"text": "4 oz to Jo Smith, 1 Main St, Portland, OR 97201"}
        return {
            "POST /v1/account/settings/images": picture,
            "PUT /v1/account/settings/images/<label_image_id>": picture,
            "PUT /v1/addresses/recognize": text | {"address": {"country_code": "US"}},
            "POST /v1/addresses/validate": [SHOP, CUSTOMER],
            "POST /v1/batches": into_batch | {"external_batch_id": None, "batch_notes": "x"},
            "POST /v1/batches/<batch_id>/add": into_batch,
            "POST /v1/batches/<batch_id>/remove": into_batch,
            "POST /v1/batches/<batch_id>/process/labels": {"label_layout": "4x6", "label_format": "pdf"},
            "PUT /v1/carriers/<carrier_id>/add_funds": _TEN,
            "POST /v1/connections/carriers/stamps_com": {"nickname": "x", "username": "new", "password": "x"},
            "POST /v1/connections/insurance/shipsurance": {"email": "a@example.com", "policy_id": "7"},
            "POST /v1/documents/combined_labels": {"label_ids": labels, "label_download_type": "url"},
            "POST /v1/environment/webhooks": {"event": "batch", **hook},
            "PUT /v1/environment/webhooks/<webhook_id>": hook,
            "PATCH /v1/insurance/shipsurance/add_funds": _TEN,
            "POST /v1/labels": {"shipment": foreign, **_LABEL_OPTIONS},
            "POST /v1/labels/<label_id>/return": {"rma_number": "7", **_LABEL_OPTIONS},
            "POST /v1/labels/rate_shopper_id/<shopper>": {"shipment": whole, **_LABEL_OPTIONS},
            "POST /v1/labels/rates/<rate_id>": _LABEL_OPTIONS,
            "POST /v1/labels/shipment/<shipment_id>": _LABEL_OPTIONS,
            "POST /v1/manifests": {"label_ids": labels, "excluded_label_ids": []},
            "POST /v1/packages": {
                "package_code": "new_box",
                "name": "Box",
                "dimensions": box,
                "description": "",
            },
            "PUT /v1/packages/<package_id>": {"package_code": "box", "name": "Box", "dimensions": box},
            "POST /v1/pickups": {"label_ids": labels, "contact_details": _CONTACT, "pickup_window": _WINDOW},
            "POST /v1/rates": {"rate_options": _RATE_OPTIONS, "shipment": whole},
            "POST /v1/rates/bulk": {"rate_options": _RATE_OPTIONS, "shipment_ids": parcels},
            "POST /v1/rates/estimate": _ESTIMATE,
            "POST /v1/service_points/list": {"providers": [{"carrier_id": ACCOUNT}], "lat": 1.5, "long": 2.5},
            "POST /v1/shipments": {"shipments": [whole, foreign]},
            "PUT /v1/shipments/<shipment_id>": whole,
            "PUT /v1/shipments/recognize": text | {"shipment": {"ship_to": {"country_code": "US"}}},
            "PUT /v1/shipments/tags": {"shipments_tags": [{"shipment_id": parcels[0], "tags": ["A"]}]},
            "POST /v1/tags": {"name": "New", "color": "red"},
            "POST /v1/warehouses": place,
            "PUT /v1/warehouses/<warehouse_id>": place,
            "PUT /v1/warehouses/<warehouse_id>/settings": {"is_default": True},
        }


_ESTIMATE = {
    "carrier_ids": [ACCOUNT],
    "from_country_code": "US",
    "from_postal_code": "92081",
    "to_country_code": "US",
    "to_postal_code": "10001",
    "weight": GOODS["weight"],
    "ship_date": "2026-10-22",
    "confirmation": "none",
}


Furnished = tuple[httpx.Client, World]


def open_furnished(folder: Path) -> httpx.Client:
    """A client of the carrier in a folder, with everything allowed and no limit of calls."""
    carrier = practice_app(folder, now=lambda: NOW, keys=[LIVE_KEY])
    carrier.set_switches(rate_limit=0, add_funds=True, rate_shopper=True)
    headers = {"API-Key": PRACTICE_KEY}
    return httpx.Client(transport=practice_transport(carrier.wsgi), base_url=URL, headers=headers)


def furnish(client: httpx.Client) -> World:
    """Make one of everything that a path may name. Pictures are in the other set of data: the sandbox has
    none.
    """

    def made(path: str, body: Any = None) -> Json:
        reply = client.post(path, json=body)
        assert reply.status_code == 200, reply.text
        found: Json = reply.json()
        return found

    def parcel() -> str:
        sent = shipment(warehouse_id=place, ship_from=None, external_shipment_id=None)
        return str(made("/v1/shipments", {"shipments": [sent]})["shipments"][0]["shipment_id"])

    place = made("/v1/warehouses", {"name": "Store room", "origin_address": SHOP})["warehouse_id"]
    first, rated, batched = parcel(), parcel(), parcel()
    rates = made("/v1/rates", {"rate_options": _RATE_OPTIONS, "shipment_id": rated})["rate_response"]["rates"]
    outside = {"shipment": shipment(external_shipment_id="known")}
    label = made("/v1/labels", outside)
    manifest = made(
        "/v1/manifests", {"label_ids": [made("/v1/labels", {"shipment": shipment()})["label_id"]]}
    )
    pickup = {"label_ids": [label["label_id"]], "contact_details": _CONTACT, "pickup_window": _WINDOW}
    batch = {"shipment_ids": [batched], "external_batch_id": "known"}
    made("/v1/tags/Gift")
    made(f"/v1/shipments/{first}/tags/Gift")
    made("/v1/connections/insurance/shipsurance", {"email": "a@example.com", "policy_id": "7"})
    hook = made("/v1/environment/webhooks", {"event": "track", "url": "https://example.com"})
    logo = {"name": "Logo", "image_content_type": "image/png", "image_data": DOT}
    picture = client.post("/v1/account/settings/images", json=logo, headers={"API-Key": LIVE_KEY})
    folder, token, name = label["label_download"]["pdf"].rsplit("/", 3)[1:]
    return World(
        {
            "carrier_id": ACCOUNT,
            "carrier_name": "ups",
            "warehouse_id": place,
            "shipment_id": first,
            "rate_id": rates[0]["rate_id"],
            "label_id": label["label_id"],
            "tracking_number": label["tracking_number"],
            "label_image_id": picture.json()["label_image_id"],
            "manifest_id": manifest["manifest_id"],
            "manifest_request_id": manifest["manifest_requests"][0]["manifest_request_id"],
            "batch_id": made("/v1/batches", batch)["batch_id"],
            "pickup_id": made("/v1/pickups", pickup)["pickup_id"],
            "webhook_id": hook["webhook_id"],
            "package_id": made("/v1/packages", {"package_code": "box", "name": "Box"})["package_id"],
            "tag_name": "Gift",
            "new_tag_name": "Present",
            "external": "known",
            "shopper": "cheapest",
            "folder": folder,
            "token": token,
            "name": name,
            "carrier_code": "stamps_com",
            "country_code": "US",
            "service_point_id": "7",
        }
    )
