"""A parcel as it is being typed: every field is the text that stands in it, right or wrong, so nothing is
lost.
"""

from __future__ import annotations

from dataclasses import dataclass

# How draft_document.py reads these classes from JSON: no unknown fields, numbers taken as the text they
# stand for.
_FROM_JSON = {"extra": "forbid", "coerce_numbers_to_str": True}


@dataclass(frozen=True, slots=True)
class AddressText:
    """The lines of an address form. `country` is a two-letter code."""

    __pydantic_config__ = _FROM_JSON

    name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = "US"
    phone: str = ""
    email: str = ""

    @property
    def is_blank(self) -> bool:
        return self == AddressText(country=self.country)


@dataclass(frozen=True, slots=True)
class CustomsLine:
    """One typed line of a customs declaration; value and weight are for one unit."""

    __pydantic_config__ = _FROM_JSON

    description: str = ""
    quantity: str = "1"
    value: str = ""
    pounds: str = ""
    ounces: str = ""
    tariff_code: str = ""
    origin_country: str = "US"


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that the Ship panel holds. Codes (package, confirmation, delivery) come from lists, not
    from typing. A return goes from the customer to the shop; `outbound_label_id` is the label it answers.
    """

    __pydantic_config__ = _FROM_JSON

    to: AddressText = AddressText()
    sender: AddressText = AddressText()
    package_code: str = "package"
    pounds: str = ""
    ounces: str = ""
    length: str = ""
    width: str = ""
    height: str = ""
    ship_date: str = ""
    confirmation: str = "none"
    insured_value: str = ""
    delivery: str = "label"
    reference1: str = ""
    reference2: str = ""
    reference3: str = ""
    non_machinable: bool = False
    order_reference: str = ""
    customs_contents: str = "merchandise"
    customs_explanation: str = ""
    customs_lines: tuple[CustomsLine, ...] = ()
    is_return: bool = False
    outbound_label_id: str = ""
    rma_number: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing about a parcel was typed yet (an origin alone is no draft worth keeping)."""
        texts = (self.pounds, self.ounces, self.length, self.width, self.height, self.insured_value,
                 self.reference1, self.reference2, self.reference3, self.order_reference)  # fmt: skip
        return self.to.is_blank and not any(texts) and not self.customs_lines


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field and what to do; `field` is a dotted path such as `to.postal_code`."""

    field: str
    sentence: str
