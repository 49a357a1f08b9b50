"""Where we or the service are known to differ from the published description, each with its source.

Nothing else may differ, and what no longer occurs fails as well.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Deviation:
    """One place where something breaks the description. `path` and `kind` are those of spec.Problem."""

    operation: str
    path: str
    kind: str
    source: str


_SHIPMENTS_IN = (
    ("POST /v1/labels", "shipment."),
    ("POST /v1/rates", "shipment."),
    ("POST /v1/rates/bulk", "shipments[]."),
)
_ADDRESSES = "api.md 6.1: what a country does not have is left out; the refusal names the field"

# What our client sends although the description does not know it.
REQUESTS: tuple[Deviation, ...] = (
    *(
        Deviation(operation, "display_scheme", "enum", "api.md 10.7: the word of the USPS guide")
        for operation in (
            "POST /v1/labels",
            "POST /v1/labels/rates/{rate_id}",
            "POST /v1/labels/shipment/{shipment_id}",
            "POST /v1/labels/{label_id}/return",
        )
    ),
    *(
        Deviation(operation, before + path, kind, source)
        for operation, before in _SHIPMENTS_IN
        for path, kind, source in (
            ("confirmation", "enum", "api.md 13: restricted_delivery is in the USPS guide"),
            ("ship_to.state_province", "missing", _ADDRESSES),
            ("ship_to.postal_code", "missing", _ADDRESSES),
        )
    ),
    *(
        Deviation(
            "POST /v1/rates/estimate", f"{end}_{line}", "missing", "api.md 9.2: recorded calls had none"
        )
        for end in ("from", "to")
        for line in ("city_locality", "state_province")
    ),
    *(
        Deviation("POST /v1/rates/estimate", "ship_date", kind, "api.md 1: a day or a full time")
        for kind in ("format", "pattern")
    ),
)
