"""The shop's own package types: create, read, find, change, delete. Repeats no change."""

from __future__ import annotations

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import package_types as read
from postwright.carrier.line import CHANGE, READ, segment
from postwright.carrier.to_wire.package_types import package_type_body
from postwright.carrier.wire import package_types as wire
from postwright.domain.package_type import PackageType

_PACKAGES = "/v1/packages"


class PackageTypeCalls(CallGroup):
    """Calls about package types. Words beyond the carrier's limits are BadInput(OUT_OF_LIMITS)."""

    def create(self, kind: PackageType) -> PackageType:
        reply = self._line.ask("POST", _PACKAGES, CHANGE, body=package_type_body(kind))
        return self._the_one(reply, wire.PackageType, read.package_type)

    def read(self, package_id: str) -> PackageType:
        reply = self._line.ask("GET", _place(package_id), READ)
        return self._the_one(reply, wire.PackageType, read.package_type)

    def find(self) -> tuple[PackageType, ...]:
        """All of them: this list has no pages (api.md 21)."""
        reply = self._line.ask("GET", _PACKAGES, READ)
        return self._each(reply, "packages", wire.PackageType, read.package_type)

    def change(self, package_id: str, kind: PackageType) -> None:
        """Replace it whole."""
        self._line.ask("PUT", _place(package_id), CHANGE, body=package_type_body(kind))

    def delete(self, package_id: str) -> None:
        self._line.ask("DELETE", _place(package_id), CHANGE)


def _place(package_id: str) -> str:
    return f"{_PACKAGES}/{segment(package_id)}"
