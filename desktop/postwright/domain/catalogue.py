"""What USPS offers, as dated data: services, their limits, package types and confirmations. Reads no file
itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from postwright.domain.qr_limits import QrLimit, read_limits
from postwright.domain.qr_validity import QrValidity
from postwright.domain.size import Size


@dataclass(frozen=True, slots=True)
class Service:
    """One mail class. Limits are in pounds and inches; `warn_size` only warns (a surcharge may follow).

    `only_for` says in a sentence what alone may be sent so; `scan_form` whether its parcels may be on one.
    """

    code: str
    name: str
    international: bool
    transit: str
    max_pounds: Decimal
    max_length_plus_girth: Decimal | None
    warn_size: Size | None = None
    premium: bool = False
    returns: bool = True
    only_for: str = ""
    scan_form: bool = True


@dataclass(frozen=True, slots=True)
class PackageType:
    """One kind of package. `outside` is known for USPS's own boxes, which then need no typed size."""

    code: str
    name: str
    outside: Size | None
    flat_rate: bool
    max_pounds: Decimal
    max_pounds_international: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A proof of delivery that can be added."""

    code: str
    name: str
    domestic_only: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything USPS offers as known on one day. `suspended` are ISO country codes that take no mail now."""

    as_of: date
    source: str
    services: tuple[Service, ...]
    packages: tuple[PackageType, ...]
    confirmations: tuple[Confirmation, ...]
    suspended: frozenset[str]
    suspended_as_of: date
    qr_validity: QrValidity
    qr_limits: tuple[QrLimit, ...] = ()

    def service(self, code: str) -> Service | None:
        return next((service for service in self.services if service.code == code), None)

    def package(self, code: str) -> PackageType | None:
        return next((package for package in self.packages if package.code == code), None)

    def confirmation(self, code: str) -> Confirmation | None:
        return next((one for one in self.confirmations if one.code == code), None)

    def service_name(self, code: str) -> str:
        """The name, or the code itself for a service that this data does not know yet."""
        service = self.service(code)
        return service.name if service else code

    def package_name(self, code: str) -> str:
        package = self.package(code)
        return package.name if package else code


def read_catalogue(text: str) -> Catalogue:
    """From the JSON of `resources/carrier/usps.json`. Raises ValueError, KeyError when the file is not
    that.
    """
    data = json.loads(text)
    return Catalogue(
        as_of=date.fromisoformat(data["as_of"]),
        source=data["source"],
        services=tuple(_service(item) for item in data["services"]),
        packages=tuple(_package(item) for item in data["packages"]),
        confirmations=tuple(
            Confirmation(item["code"], item["name"], bool(item["domestic_only"]))
            for item in data["confirmations"]
        ),
        suspended=frozenset(data["suspended"]["countries"]),
        suspended_as_of=date.fromisoformat(data["suspended"]["as_of"]),
        qr_validity=_validity(data["qr_code"]),
        qr_limits=read_limits(data["qr_code"]["limits"]),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _validity(item: dict[str, Any]) -> QrValidity:
    as_of = date.fromisoformat(item["as_of"])
    return QrValidity(days=int(item["days"]), as_of=as_of, source=item["source"], open=item["open"])


def _size(value: list[Any] | None) -> Size | None:
    return Size(*(Decimal(str(side)) for side in value)) if value else None


def _service(item: dict[str, Any]) -> Service:
    return Service(
        code=item["code"],
        name=item["name"],
        international=bool(item["international"]),
        transit=item["transit"],
        max_pounds=Decimal(str(item["max_pounds"])),
        max_length_plus_girth=_decimal(item.get("max_length_plus_girth")),
        warn_size=_size(item.get("warn_size")),
        premium=bool(item.get("premium", False)),
        returns=bool(item.get("returns", True)),
        only_for=item.get("only_for", ""),
        scan_form=bool(item.get("scan_form", True)),
    )


def _package(item: dict[str, Any]) -> PackageType:
    return PackageType(
        code=item["code"],
        name=item["name"],
        outside=_size(item.get("outside")),
        flat_rate=bool(item.get("flat_rate", False)),
        max_pounds=Decimal(str(item["max_pounds"])),
        max_pounds_international=Decimal(str(item["max_pounds_international"])),
        note=item.get("note", ""),
    )
