"""The price card: what a service costs by weight and zone or country. Made-up figures, in cents."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from math import ceil
from typing import Any

from postwright import assets
from postwright.domain.size import Size
from postwright.domain.weight import OUNCES_PER_POUND, Weight

_NO_DIMENSIONAL_WEIGHT = {"media"}


@cache
def prices() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(assets.text("practice/prices.json"))
    return data


def flat_rate(card: str, package_code: str) -> int | None:
    """The price of USPS's own packaging whatever the zone; None when the service has no such price."""
    price = prices()["flat_rate"].get(card, {}).get(package_code)
    return None if price is None else int(price)


def zoned(card: str, weight: Weight, size: Size | None, zone: int) -> int:
    """A domestic price by the greater of real and dimensional weight, whole pounds from one up (25.3)."""
    rows = prices()["zoned"][card]
    dimensional = size.dimensional_pounds() if size and card not in _NO_DIMENSIONAL_WEIGHT else None
    if rows["ounces"] and weight.ounces < OUNCES_PER_POUND and not dimensional:
        return int(rows["ounces"][zone - 1])
    pounds = max(ceil(weight.pounds), dimensional or 1)
    listed = rows["pounds"]
    beyond = max(0, pounds - len(listed))
    return int(listed[min(pounds, len(listed)) - 1][zone - 1] + beyond * rows["per_pound"][zone - 1])


def country_group(country: str) -> int:
    """0 to 5; all countries that are not named are the last."""
    groups = prices()["country_groups"]
    return next((index for index, group in enumerate(groups) if country in group), len(groups))


def international(card: str, weight: Weight, country: str) -> int:
    """A price abroad: a base and so much for each further ounce or pound."""
    row, group = prices()["international"][card], country_group(country)
    steps = ceil(weight.ounces) if "per_ounce" in row else ceil(weight.pounds)
    each = row.get("per_ounce") or row["per_pound"]
    return int(row["base"][group] + max(0, steps - 1) * each[group])


def nonstandard_fees(card: str, size: Size | None) -> int:
    """What awkward parcels cost on top: long ones and big ones (api.md 25.3)."""
    fees = prices()["fees"]
    if size is None or card not in fees["very_long"]:
        return 0
    total, longest = 0, size.sides[0]
    if longest > fees["very_long_from"]:
        total += fees["very_long"][card]
    elif longest > fees["long_from"]:
        total += fees["long"]
    if size.cubic_inches > fees["big_from"]:
        total += fees["big"][card]
    return int(total)


def insurance(provider: str, value: Decimal, *, abroad: bool) -> int | None:
    """The premium; None when the provider does not insure so much. Third-party cover costs nothing here."""
    if provider in ("none", "third_party") or not value:
        return 0
    terms = prices()["insurance"]["carrier" if provider == "carrier" else "parcelguard"]
    if value > terms["cap"]:
        return None
    hundreds = ceil(value / 100)
    if "first" in terms:
        return int(terms["first"] + (hundreds - 1) * terms["per_hundred"])
    return int(hundreds * terms["per_hundred_international" if abroad else "per_hundred"])


def confirmation(kind: str) -> int | None:
    """What a proof of delivery costs; None when USPS has none of that kind."""
    price = prices()["confirmation"].get(kind)
    return None if price is None else int(price)
