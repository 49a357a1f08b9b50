"""Read typed numbers and weights. Accepts no exponents, signs or words."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from postwright.domain.draft import Problem
from postwright.domain.weight import Weight

MAX_POUNDS = 70


def read_number(text: str) -> Decimal | None:
    """A plain decimal number of sane length, comma or point; None for anything else (also 1E5, NaN,
    signs).
    """
    cleaned = text.strip().replace(",", ".")
    if len(cleaned) > 12 or not cleaned or set(cleaned) - set("0123456789."):
        return None
    try:
        return Decimal(cleaned)
    except InvalidOperation:
        return None


def read_weight(
    pounds: str, ounces: str, problems: list[Problem], prefix: str = "", limit: int = MAX_POUNDS
) -> Weight | None:
    """Pounds and ounces together; an empty one of the two counts as nothing."""
    if not pounds.strip() and not ounces.strip():
        problems.append(Problem(f"{prefix}pounds", "Weigh it, or type the weight."))
        return None
    numbers = {}
    for name, text in (("pounds", pounds), ("ounces", ounces)):
        number = read_number(text) if text.strip() else Decimal(0)
        if number is None:
            problems.append(Problem(f"{prefix}{name}", "Write the weight as a number, such as 2 or 3.5."))
            return None
        numbers[name] = number
    weight = Weight.of(pounds=numbers["pounds"], ounces=numbers["ounces"])
    if weight.ounces <= 0:
        problems.append(Problem(f"{prefix}pounds", "A parcel weighs more than nothing."))
        return None
    if weight.pounds > limit:
        problems.append(Problem(f"{prefix}pounds", f"USPS takes at most {limit} lb."))
        return None
    return weight
