"""Whether a parcel is too large for a service, and whether its size may cost more. Knows no price."""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.catalogue import Service
from postwright.domain.rate import Rate
from postwright.domain.shipment import Parcel


def within_limits(rate: Rate, service: Service | None, parcel: Parcel) -> Rate:
    """The rate with what stands against it.

    Beyond the standard size a surcharge may follow, so it warns; beyond the end of the service it cannot be
    bought (api.md 25.1, 26 row 13). Abroad the limits differ by country and are left to the carrier.
    """
    if service is None or service.international:
        return rate
    return replace(
        rate,
        problems=rate.problems + _problems(service, parcel),
        warnings=rate.warnings + _warnings(service, parcel),
    )


def _problems(service: Service, parcel: Parcel) -> tuple[str, ...]:
    found = []
    if parcel.weight.pounds > service.max_pounds:
        found.append(f"{service.name} takes at most {service.max_pounds} lb.")
    longest = service.max_length_plus_girth
    if parcel.size is not None and longest is not None and parcel.size.length_plus_girth > longest:
        found.append(f"{service.name} takes at most {longest} in of length plus girth.")
    return tuple(found)


def _warnings(service: Service, parcel: Parcel) -> tuple[str, ...]:
    if parcel.size is None or service.warn_size is None or parcel.size.fits_in(service.warn_size):
        return ()
    return (f"It is larger than {service.warn_size}, so USPS may add a surcharge.",)
