"""Where we or the service are known to differ from the published description, each with its source.

Nothing else may differ, and what no longer occurs fails as well. A source is a heading of api.md, or an
exchange of recordings.json, named by its method and its operation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# An operation, and path and kind of a spec.Problem.
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Request:
    """One place where what we send breaks the description."""

    operation: str
    path: str
    kind: str
    source: str


@dataclass(frozen=True)
class Reply:
    """How a thing breaks the description in every reply that shows it. `schema` is empty for both."""

    thing: str
    path: str
    kind: str
    source: str
    schema: str = ""

    def places(self) -> Iterator[Place]:
        for operation, before in SHOWN_IN[self.thing]:
            yield operation, before + self.path, self.kind


_SHIPMENTS_IN = (
    ("POST /v1/labels", "shipment."),
    ("POST /v1/rates", "shipment."),
    ("POST /v1/rates/bulk", "shipments[]."),
    ("POST /v1/shipments", "shipments[]."),
    ("PUT /v1/shipments/{shipment_id}", ""),
)
_ADDRESSES = "api.md 6.1: what a country does not have is left out; the refusal names the field"

# What our client sends although the description does not know it.
REQUESTS: tuple[Request, ...] = (
    *(
        Request(operation, "display_scheme", "enum", "api.md 10.7: the word of the USPS guide")
        for operation in (
            "POST /v1/labels",
            "POST /v1/labels/rates/{rate_id}",
            "POST /v1/labels/shipment/{shipment_id}",
            "POST /v1/labels/{label_id}/return",
        )
    ),
    *(
        Request(operation, before + path, kind, source)
        for operation, before in _SHIPMENTS_IN
        for path, kind, source in (
            ("confirmation", "enum", "api.md 13: restricted_delivery is in the USPS guide"),
            ("ship_to.state_province", "missing", _ADDRESSES),
            ("ship_to.postal_code", "missing", _ADDRESSES),
        )
    ),
    *(
        Request("POST /v1/rates/estimate", f"{end}_{line}", "missing", "api.md 9.2: recorded calls had none")
        for end in ("from", "to")
        for line in ("city_locality", "state_province")
    ),
    *(
        Request("GET /v1/account/settings/images", name, "unknown", "api.md 17: the list is paged")
        for name in ("page", "page_size")
    ),
    *(
        Request("POST /v1/rates/estimate", "ship_date", kind, "api.md 1: a day or a full time")
        for kind in ("format", "pattern")
    ),
)

# In which replies a thing is shown, and what stands before its own names there.
SHOWN_IN: dict[str, tuple[tuple[str, str], ...]] = {
    "error": (("*", "errors[]."), ("*", "rate_response.errors[].")),
    "reply": (("*", ""),),
    "address check": (("POST /v1/addresses/validate", ""),),
    "batch": (
        ("GET /v1/batches", "batches[]."),
        ("POST /v1/batches", ""),
        ("GET /v1/batches/{batch_id}", ""),
        ("GET /v1/batches/external_batch_id/{external_batch_id}", ""),
    ),
    "carrier": (
        ("GET /v1/carriers", "carriers[]."),
        *(
            (f"GET /v1/carriers/{{carrier_id}}{part}", "")
            for part in ("", "/services", "/packages", "/options")
        ),
    ),
    "label": (
        ("GET /v1/labels", "labels[]."),
        ("POST /v1/labels", ""),
        ("POST /v1/labels/rates/{rate_id}", ""),
        ("POST /v1/labels/rate_shopper_id/{rate_shopper_id}", ""),
        ("POST /v1/labels/shipment/{shipment_id}", ""),
        ("POST /v1/labels/{label_id}/return", ""),
        ("POST /v1/labels/{label_id}/cancel_refund", ""),
        ("GET /v1/labels/{label_id}", ""),
        ("GET /v1/labels/external_shipment_id/{external_shipment_id}", ""),
    ),
    "manifest": (
        ("GET /v1/manifests", "manifests[]."),
        ("POST /v1/manifests", "manifests[]."),
        ("POST /v1/manifests", ""),
        ("GET /v1/manifests/{manifest_id}", ""),
        ("GET /v1/manifests/requests/{manifest_request_id}", "manifests[]."),
        ("GET /v1/manifests/requests/{manifest_request_id}", ""),
    ),
    "pickup": (
        ("GET /v1/pickups", "pickups[]."),
        ("POST /v1/pickups", ""),
        ("GET /v1/pickups/{pickup_id}", ""),
    ),
    "rate": (
        ("GET /v1/rates/{rate_id}", ""),
        ("POST /v1/rates", "rate_response.rates[]."),
        ("POST /v1/rates", "rate_response.invalid_rates[]."),
        ("POST /v1/rates/estimate", "[]."),
        ("GET /v1/shipments/{shipment_id}/rates", "rates[]."),
    ),
    "shipment": (
        ("GET /v1/shipments", "shipments[]."),
        ("POST /v1/shipments", "shipments[]."),
        ("GET /v1/shipments/{shipment_id}", ""),
        ("GET /v1/shipments/external_shipment_id/{external_shipment_id}", ""),
        ("PUT /v1/shipments/{shipment_id}", ""),
        ("POST /v1/rates", ""),
    ),
    "tracking": (("GET /v1/labels/{label_id}/track", ""), ("GET /v1/tracking", "")),
}


def _all(thing: str, kind: str, source: str, *paths: str, schema: str = "") -> Iterator[Reply]:
    return (Reply(thing, path, kind, source, schema) for path in paths)


_NULLS = "api.md 27"  # point 7: explicit nulls for empty fields
_LABEL, _SHIPMENT = "recordings.json POST /v1/labels", "recordings.json POST /v1/shipments"
_READ = "recordings.json GET /v1/shipments/{shipment_id}"
_BATCH, _TRACK = "recordings.json POST /v1/batches", "recordings.json GET /v1/tracking"
_CARRIER = "recordings.json GET /v1/carriers/{carrier_id}"
_BAD_ID = "recordings.json GET /v1/labels/{label_id}"

# What the service is known to answer, and the practice carrier therefore too.
REPLIES: tuple[Reply, ...] = (
    *_all("error", "null", _BAD_ID, "field_name"),
    *_all("error", "unknown", _BAD_ID, "field_value"),
    *_all("error", "unknown", "api.md 3.1", "carrier_name", "confirmation", "label_id", "path", "method"),
    *_all("error", "enum", "api.md 3.1", "error_code", "error_type"),
    *_all("address check", "maxLength", "api.md 6.2", "[].original_address.country_code"),
    *_all(
        "address check",
        "null",
        _NULLS,
        "[].original_address.phone",
        "[].original_address.postal_code",
        "[].matched_address.phone",
    ),
    *_all("batch", "null", _BATCH, "label_layout", "process_errors", schema="2024"),
    *_all("batch", "missing", _BATCH, "paperless_download", schema="2024"),
    *_all("carrier", "null", _CARRIER, "options[].default_value", "packages[].package_id"),
    *_all("carrier", "pattern", _CARRIER, "services[].carrier_code"),
    *_all("label", "minLength", _LABEL, "batch_id"),
    *_all("label", "pattern", _LABEL, "batch_id"),
    *_all("label", "unknown", _LABEL, "shipping_rule_id"),
    *_all(
        "label",
        "null",
        _LABEL,
        "packages[].external_package_id",
        "packages[].paperless_download",
        "packages[].qr_code_download",
    ),
    *_all("label", "missing", _LABEL, "external_order_id", "external_shipment_id", "ship_to", schema="2024"),
    *_all("label", "null", _NULLS, "ship_to.geolocation", "ship_to.phone", schema="2026"),
    *_all("label", "enum", "api.md 10.7", "display_scheme"),
    *_all("label", "null", "api.md 10.7", "label_download.pdf", "label_download.zpl"),
    *_all("label", "null", _NULLS, "label_download"),
    *_all("manifest", "null", "api.md 15", "warehouse_id"),
    *_all("pickup", "null", _NULLS, "cancelled_at", "warehouse_id"),
    *_all("pickup", "missing", "api.md 16", "notes", "pickup", "pickup_window"),
    *_all("rate", "null", _NULLS, "tax_amount"),
    *_all("rate", "minimum", "api.md 26", "delivery_days"),
    *_all("rate", "unknown", "api.md 9.1", "rate_attributes"),
    *_all(
        "rate",
        "missing",
        "api.md 9.3",
        "rates",
        "invalid_rates",
        "rate_request_id",
        "shipment_id",
        "created_at",
        "status",
        "errors",
    ),
    *_all(
        "shipment",
        "null",
        _READ,
        "advanced_options.collect_on_delivery",
        "advanced_options.fedex_freight",
        "order_source_code",
        "packages[].external_package_id",
        "packages[].products",
        "ship_to.geolocation",
        "shipping_rule_id",
    ),
    *_all("shipment", "minLength", _SHIPMENT, "ship_to.instructions"),
    *_all("shipment", "null", _SHIPMENT, "address_validation"),
    *_all(
        "shipment", "missing", "recordings.json PUT /v1/shipments/{shipment_id}", "has_errors", schema="2024"
    ),
    *_all(
        "shipment",
        "null",
        _NULLS,
        "ship_to.phone",
        "address_validation.original_address.phone",
        "address_validation.matched_address.phone",
    ),
    *_all(
        "shipment",
        "null",
        _NULLS,
        "customs.certificate_number",
        "customs.contents_explanation",
        "customs.declaration",
        "customs.importer_of_record",
        "customs.invoice_additional_details",
        "customs.license_number",
        "customs.terms_of_trade_code",
    ),
    *_all("shipment", "unknown", "api.md 14", "customs.buyer_shipping_amount_paid", "customs.duties_paid"),
    *_all("shipment", "unknown", "api.md 14", "packages[].products[].product_id"),
    *_all(
        "tracking",
        "null",
        _TRACK,
        "actual_delivery_date",
        "carrier_detail_code",
        "estimated_delivery_date",
        "exception_description",
        "ship_date",
    ),
    *_all(
        "tracking",
        "null",
        _NULLS,
        "events[].carrier_detail_code",
        "events[].latitude",
        "events[].longitude",
        "events[].proof_of_delivery_url",
    ),
    *_all("tracking", "format", "api.md 11", "events[].carrier_occurred_at"),
    *_all("tracking", "pattern", "api.md 11", "events[].carrier_occurred_at"),
    *_all("tracking", "minLength", "api.md 11", "events[].country_code", "events[].state_province"),
    # Copies of the first form, while there is none yet.
    *_all(
        "manifest",
        "null",
        "api.md 15",
        "carrier_id",
        "created_at",
        "form_id",
        "label_ids",
        "manifest_download",
        "manifest_id",
        "ship_date",
        "shipments",
        "submission_id",
    ),
    *_all("reply", "status 400", "api.md 3.2", ""),
    *_all("reply", "status 401", "api.md 2", ""),
    *_all("reply", "status 403", "api.md 6.2", ""),
    *_all("reply", "status 429", "api.md 4", ""),
)

# What the service was recorded to answer, and the practice carrier has no cause to: other carriers than USPS.
_CARRIERS = "recordings.json GET /v1/carriers"
RECORDED: tuple[Reply, ...] = (
    *_all("carrier", "minLength", _CARRIERS, "options[].default_value"),
    *_all("carrier", "pattern", _CARRIERS, "packages[].package_code"),
)
