"""Where we or the service are known to differ from the published description, each with its source.

Nothing else may differ, and what no longer occurs at any of its operations fails as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.contract.sources import OPTIONAL, Ours, Recorded, Said, Source

# An operation, and path and kind of a spec.Problem.
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Request:
    """One place where what we send breaks the description."""

    operation: str
    path: str
    kind: str
    source: Source


@dataclass(frozen=True)
class Reply:
    """How a thing breaks the description in every reply that shows it. `schema` is empty for both."""

    thing: str
    path: str
    kind: str
    source: Source
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
_ADDRESSES = Ours("a country without states or postal codes has none to send; the refusal names the field")
_RECEIVER = Ours("the calls that were recorded left the sender's out, so the receiver's may be as well")

# What our client sends although the description does not know it.
REQUESTS: tuple[Request, ...] = (
    *(
        Request(operation, "display_scheme", "enum", Said("10.7", "says USPS currently supports this value"))
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
            ("confirmation", "enum", Said("13", "restricted_delivery (not in spec)")),
            ("ship_to.state_province", "missing", _ADDRESSES),
            ("ship_to.postal_code", "missing", _ADDRESSES),
        )
    ),
    *(
        Request("POST /v1/rates/estimate", f"{end}_{line}", "missing", source)
        for end, source in (
            ("from", Said("9.2", "recorded calls without from_city/state and ship_date")),
            ("to", _RECEIVER),
        )
        for line in ("city_locality", "state_province")
    ),
    *(
        Request("GET /v1/account/settings/images", name, "unknown", Said("17", "(paged, images[])"))
        for name in ("page", "page_size")
    ),
    *(
        Request("POST /v1/rates/estimate", "ship_date", kind, Said("1", "send YYYY-MM-DD or full date-time"))
        for kind in ("format", "pattern")
    ),
)

_LABELS_IN = (
    ("GET /v1/labels", "labels[]."),
    ("POST /v1/labels", ""),
    ("POST /v1/labels/rates/{rate_id}", ""),
    ("POST /v1/labels/rate_shopper_id/{rate_shopper_id}", ""),
    ("POST /v1/labels/shipment/{shipment_id}", ""),
    ("POST /v1/labels/{label_id}/return", ""),
    ("POST /v1/labels/{label_id}/cancel_refund", ""),
    ("GET /v1/labels/{label_id}", ""),
    ("GET /v1/labels/external_shipment_id/{external_shipment_id}", ""),
)
_CHANGED_SHIPMENTS_IN = (
    ("POST /v1/shipments", "shipments[]."),
    ("PUT /v1/shipments/{shipment_id}", ""),
)
_RATES_IN = (
    ("GET /v1/rates/{rate_id}", ""),
    ("POST /v1/rates", "rate_response.invalid_rates[]."),
)

# Where a label is bought, the carrier itself may refuse it.
_REFUSED_AT = tuple(
    (operation, "errors[].")
    for operation in (
        "POST /v1/labels",
        "POST /v1/labels/rates/{rate_id}",
        "POST /v1/labels/shipment/{shipment_id}",
    )
)

# In which replies a thing is shown, and what stands before its own names there. A star is every operation.
SHOWN_IN: dict[str, tuple[tuple[str, str], ...]] = {
    "error": (("*", "errors[]."),),
    "error of a form": (("POST /v1/manifests", "errors[]."),),
    "error of the carrier": (*_REFUSED_AT, ("POST /v1/rates", "rate_response.errors[].")),
    "error of a purchase": (("POST /v1/labels", "errors[]."),),
    "error of a key": (("GET /v1/carriers", "errors[]."),),
    "error of no operation": (("unknown operation", "errors[]."),),
    "reply": (("*", ""),),
    "reply on a carrier that is not USPS": (
        ("DELETE /v1/connections/carriers/{carrier_name}/{carrier_id}", ""),
        ("GET /v1/connections/carriers/{carrier_name}/{carrier_id}/settings", ""),
        ("PUT /v1/connections/carriers/{carrier_name}/{carrier_id}/settings", ""),
    ),
    "reply to new funds": (("PUT /v1/carriers/{carrier_id}/add_funds", ""),),
    "address check": (("POST /v1/addresses/validate", ""),),
    "batch": (
        ("GET /v1/batches", "batches[]."),
        ("POST /v1/batches", ""),
        ("GET /v1/batches/{batch_id}", ""),
        ("GET /v1/batches/external_batch_id/{external_batch_id}", ""),
    ),
    **{
        f"carrier's {part}": (
            ("GET /v1/carriers", f"carriers[].{part}[]."),
            ("GET /v1/carriers/{carrier_id}", f"{part}[]."),
            (f"GET /v1/carriers/{{carrier_id}}/{part}", f"{part}[]."),
        )
        for part in ("services", "packages", "options")
    },
    "listed carrier": (("GET /v1/carriers", "carriers[]."),),
    "label": _LABELS_IN,
    "sold label": (("POST /v1/labels", ""),),
    "manifest": (
        ("GET /v1/manifests", "manifests[]."),
        ("POST /v1/manifests", "manifests[]."),
        ("POST /v1/manifests", ""),
        ("GET /v1/manifests/requests/{manifest_request_id}", "manifests[]."),
        ("GET /v1/manifests/requests/{manifest_request_id}", ""),
    ),
    "copy of the first form": (("POST /v1/manifests", ""),),
    "pickup": (
        ("GET /v1/pickups", "pickups[]."),
        ("POST /v1/pickups", ""),
        ("GET /v1/pickups/{pickup_id}", ""),
    ),
    "single pickup": (("GET /v1/pickups/{pickup_id}", ""),),
    "rate": (
        *_RATES_IN,
        ("POST /v1/rates", "rate_response.rates[]."),
        ("POST /v1/rates/estimate", "[]."),
        ("GET /v1/shipments/{shipment_id}/rates", "rates[]."),
    ),
    "rate alone or refused": _RATES_IN,
    "refused rate": _RATES_IN[1:],
    "single rate": _RATES_IN[:1],
    "shipment": (
        *_CHANGED_SHIPMENTS_IN,
        ("GET /v1/shipments", "shipments[]."),
        ("GET /v1/shipments/{shipment_id}", ""),
        ("GET /v1/shipments/external_shipment_id/{external_shipment_id}", ""),
        ("POST /v1/rates", ""),
    ),
    "changed shipment": _CHANGED_SHIPMENTS_IN,
    "new shipment": _CHANGED_SHIPMENTS_IN[:1],
    "replaced shipment": _CHANGED_SHIPMENTS_IN[1:],
    "tracking": (("GET /v1/labels/{label_id}/track", ""), ("GET /v1/tracking", "")),
    "scan": (("GET /v1/labels/{label_id}/track", "events[]."),),
}


def _all(thing: str, kind: str, source: Source, *paths: str, schema: str = "") -> Iterator[Reply]:
    return (Reply(thing, path, kind, source, schema) for path in paths)


_LABEL, _SHIPMENT = Recorded("POST /v1/labels"), Recorded("POST /v1/shipments")
_READ = Recorded("GET /v1/shipments/{shipment_id}")
_BATCH, _TRACK = Recorded("POST /v1/batches"), Recorded("GET /v1/tracking")
_CARRIER = Recorded("GET /v1/carriers/{carrier_id}")
_BAD_ID = Recorded("GET /v1/labels/{label_id}")
_REAL = Said("3.1", "field_value, carrier_name, path, method are real")
_CUSTOMS = Said("14", "buyer_shipping_amount_paid, duties_paid (not in spec)")
_NO_FORM = Ours("while there is no form yet, the copies that the description demands have nothing to copy")
_NO_PLAN = Ours("the documents expect a refusal of another plan, or of more funds, and nobody has seen one")

# What the service is known to answer, and the practice carrier therefore too.
REPLIES: tuple[Reply, ...] = (
    *_all("error", "null", _BAD_ID, "field_name"),
    *_all("error", "unknown", _BAD_ID, "field_value"),
    *_all("error of the carrier", "unknown", _REAL, "carrier_name"),
    *_all("error of a key", "unknown", _REAL, "path", "method"),
    *_all("error of no operation", "unknown", _REAL, "path", "method"),
    *_all("error of no operation", "enum", Said("3.1", "not_found (unknown route)"), "error_code"),
    *_all(
        "error of a purchase",
        "enum",
        Said("3.1", "the official JS SDK adds funding_sources"),
        "error_type",
    ),
    *_all(
        "error of a purchase",
        "unknown",
        Said("3.1", "confirmation_not_supported error also carried confirmation"),
        "confirmation",
    ),
    *_all("error of a form", "unknown", Said("3.1", "manifest errors ([D2] only; not in v1"), "label_id"),
    *_all(
        "address check",
        "maxLength",
        Said("6.2", 'pre-checks failed, e.g. country "USA"'),
        "[].original_address.country_code",
    ),
    *_all("address check", "null", OPTIONAL, "[].original_address.phone", "[].matched_address.phone"),
    *_all(
        "address check",
        "null",
        Said("6.1", "required for labels; not for validate"),
        "[].original_address.postal_code",
    ),
    *_all("address check", "status 403", _NO_PLAN, ""),
    *_all("batch", "null", _BATCH, "label_layout", "process_errors", schema="2024"),
    *_all("batch", "missing", _BATCH, "paperless_download", schema="2024"),
    *_all("carrier's options", "null", _CARRIER, "default_value"),
    *_all("carrier's packages", "null", _CARRIER, "package_id"),
    *_all("carrier's services", "pattern", _CARRIER, "carrier_code"),
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
    *_all(
        "sold label",
        "missing",
        _LABEL,
        "external_order_id",
        "external_shipment_id",
        "ship_to",
        schema="2024",
    ),
    *_all("sold label", "enum", Said("10.7", "says USPS currently supports this value"), "display_scheme"),
    *_all(
        "sold label",
        "null",
        Ours("a label that is still being made, or has no paper, has no document to link to"),
        "label_download",
    ),
    *_all("manifest", "null", Said("15", "(null when labels used ship_from)"), "warehouse_id"),
    *_all(
        "copy of the first form",
        "null",
        _NO_FORM,
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
    *_all("pickup", "null", OPTIONAL, "cancelled_at"),
    *_all("pickup", "null", Ours("labels that left from no warehouse have none to name"), "warehouse_id"),
    *_all("single pickup", "missing", Said("16", "a stray notes/pickup as required in"), "notes", "pickup"),
    *_all(
        "single pickup",
        "missing",
        Said("16", "pickup_window is write-only yet the spec lists"),
        "pickup_window",
    ),
    *_all("rate", "null", OPTIONAL, "tax_amount"),
    *_all("refused rate", "minimum", Said("9.1", "(spec min 1; recorded 0)"), "delivery_days"),
    *_all(
        "rate alone or refused",
        "unknown",
        Said("9.1", "rate_attributes[] best_value"),
        "rate_attributes",
    ),
    *_all(
        "single rate",
        "missing",
        Said("9.3", "GET /v1/rates/{rate_id} → Rate"),
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
    *_all("shipment", "null", OPTIONAL, "ship_to.phone"),
    *_all("changed shipment", "minLength", _SHIPMENT, "ship_to.instructions"),
    *_all("changed shipment", "null", _SHIPMENT, "address_validation"),
    *_all(
        "replaced shipment",
        "missing",
        Recorded("PUT /v1/shipments/{shipment_id}"),
        "has_errors",
        schema="2024",
    ),
    *_all(
        "new shipment",
        "null",
        OPTIONAL,
        "address_validation.original_address.phone",
        "address_validation.matched_address.phone",
        "customs.certificate_number",
        "customs.contents_explanation",
        "customs.declaration",
        "customs.importer_of_record",
        "customs.invoice_additional_details",
        "customs.license_number",
        "customs.terms_of_trade_code",
    ),
    *_all("new shipment", "unknown", _CUSTOMS, "customs.buyer_shipping_amount_paid", "customs.duties_paid"),
    *_all(
        "new shipment",
        "unknown",
        Said("14", "Reply adds product_id"),
        "packages[].products[].product_id",
    ),
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
    *_all("scan", "null", OPTIONAL, "latitude", "longitude", "proof_of_delivery_url"),
    *_all(
        "scan",
        "null",
        Ours("it was recorded as null for a whole parcel, and no scan was recorded"),
        "carrier_detail_code",
    ),
    *_all("scan", "format", Said("11", "carrier_occurred_at (local, no offset)"), "carrier_occurred_at"),
    *_all("scan", "pattern", Said("11", "carrier_occurred_at (local, no offset)"), "carrier_occurred_at"),
    *_all("scan", "minLength", Said("11", 'country_code (may be "")'), "country_code"),
    *_all("scan", "minLength", Said("11", "says state_province minLength 2"), "state_province"),
    *_all(
        "reply on a carrier that is not USPS",
        "status 400",
        Ours("it is refused like anything else; the description knows 404 and 500 there"),
        "",
    ),
    *_all("reply", "status 401", Said("2", "missing, wrong, or expired key → 401"), ""),
    *_all("reply", "status 429", Said("4", "Over limit: 429, error_code: rate_limit_exceeded"), ""),
    *_all("reply to new funds", "status 403", _NO_PLAN, ""),
)

# What the service was recorded to answer, and the practice carrier has no cause to: other carriers than USPS.
_CARRIERS = Recorded("GET /v1/carriers")
RECORDED: tuple[Reply, ...] = (
    *_all("listed carrier", "minLength", _CARRIERS, "options[].default_value"),
    *_all("listed carrier", "pattern", _CARRIERS, "packages[].package_code"),
)
