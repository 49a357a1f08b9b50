"""Read the package types of the shop's own. Sides in centimetres become inches."""

from __future__ import annotations

from postwright.carrier.from_wire.parts import size
from postwright.carrier.wire import package_types as wire
from postwright.domain.package_type import PackageType


def package_type(reply: wire.PackageType, text: str) -> PackageType:
    return PackageType(
        code=reply.package_code,
        name=reply.name,
        size=size(reply.dimensions),
        description=reply.description,
        package_id=reply.package_id,
        raw=text,
    )
