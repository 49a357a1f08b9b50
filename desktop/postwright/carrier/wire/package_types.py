"""The reply of a package type of the shop's own (api.md 21). All but its id may be missing."""

from __future__ import annotations

from postwright.carrier.wire.parts import Id, Sides, Text, Wire


class PackageType(Wire):
    package_id: Id
    package_code: Text = ""
    name: Text = ""
    description: Text = ""
    dimensions: Sides | None = None
