"""A shipment as a person would have typed it, for a draft that begins where it ended. Leaves out the day."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from postwright.domain.address import Address
from postwright.domain.customs import CONTENTS, CustomsItem
from postwright.domain.draft import AddressText, CustomsLine, Draft
from postwright.domain.shipment import Shipment
from postwright.domain.weight import OUNCES_PER_POUND, Weight

_LINES = 3


def typed(shipment: Shipment) -> Draft:
    """Read again it is the same shipment, leaving on the next postal day; a weight that was finer than the
    carrier takes is rounded up as for the carrier.
    """
    parcel, customs = shipment.parcel, shipment.customs
    pounds, ounces = typed_weight(parcel.weight)
    sides = (parcel.size.length, parcel.size.width, parcel.size.height) if parcel.size else ()
    length, width, height = map(_plain, sides) if sides else ("", "", "")
    lines = (*shipment.references, *("",) * _LINES)[:_LINES]
    return Draft(
        to=typed_address(shipment.ship_to),
        sender=typed_address(shipment.ship_from),
        package_code=parcel.package_code,
        pounds=pounds,
        ounces=ounces,
        length=length,
        width=width,
        height=height,
        confirmation=shipment.confirmation,
        insured_value=str(parcel.insured_value.amount) if parcel.insured_value else "",
        delivery=shipment.delivery.value,
        reference1=lines[0],
        reference2=lines[1],
        reference3=lines[2],
        non_machinable=shipment.non_machinable,
        order_reference=shipment.order_reference,
        customs_contents=customs.contents if customs else CONTENTS[0],
        customs_explanation=customs.explanation if customs else "",
        customs_lines=tuple(map(_line, customs.items)) if customs else (),
        is_return=shipment.is_return,
        outbound_label_id=shipment.outbound_label_id,
        rma_number=shipment.rma_number,
    )


def typed_address(address: Address, *, phone: str = "") -> AddressText:
    """`phone` stands where the address has none."""
    return AddressText(
        name=address.name, company=address.company, line1=address.line1, line2=address.line2,
        city=address.city, state=address.state, postal_code=address.postal_code, country=address.country,
        phone=address.phone or phone, email=address.email,
    )  # fmt: skip


def typed_weight(weight: Weight) -> tuple[str, str]:
    """Pounds and ounces."""
    pounds, ounces = divmod(Fraction(weight.wire_ounces()), OUNCES_PER_POUND)
    return str(pounds), _plain(Decimal(ounces.numerator) / ounces.denominator)


def _line(item: CustomsItem) -> CustomsLine:
    pounds, ounces = typed_weight(item.weight)
    return CustomsLine(
        description=item.description, quantity=str(item.quantity), value=str(item.value.amount),
        pounds=pounds, ounces=ounces, tariff_code=item.tariff_code, origin_country=item.origin_country,
    )  # fmt: skip


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
