"""Write a package type of the shop's own (api.md 21). Makes no side shorter."""

from __future__ import annotations

from postwright.carrier.to_wire.parts import Body, size
from postwright.domain.package_type import PackageType


def package_type_body(kind: PackageType) -> Body:
    """Whole, also for a change. Raises BadInput(OUT_OF_LIMITS) for words that the carrier would not take."""
    kind.checked()
    body: Body = {"package_code": kind.code, "name": kind.name.strip()}
    if kind.size:
        body["dimensions"] = size(kind.size)
    if kind.description:
        body["description"] = kind.description
    return body
