"""Write a warehouse (api.md 18). Leaves the return address to the carrier where it is the origin."""

from __future__ import annotations

from postwright.carrier.to_wire.parts import Body, address
from postwright.domain.address import Address


def warehouse_body(name: str, origin: Address, return_to: Address | None, *, is_default: bool) -> Body:
    """Whole, also for a change: what is not sent is gone."""
    body: Body = {"name": name, "is_default": is_default, "origin_address": address(origin)}
    if return_to:
        body["return_address"] = address(return_to)
    return body
