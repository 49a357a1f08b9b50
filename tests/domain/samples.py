"""One shop's worth of plausible values for tests of every layer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from postwright.domain.address import Address
from postwright.domain.draft import AddressText, Draft
from postwright.domain.money import Money
from postwright.domain.purchase import Order
from postwright.domain.shipment import Parcel, Shipment
from postwright.domain.size import Size
from postwright.domain.weight import Weight

SENDER_TEXT = AddressText(
    name="Juniper Goods", line1="500 SW Alder St", city="Portland", state="OR", postal_code="97204",
    phone="503-555-0100", email="shop@example.com",
)  # fmt: skip
CUSTOMER_TEXT = AddressText(
    name="Ann Lee", line1="12 Main St", line2="Apt 4", city="Scranton", state="PA", postal_code="18702",
    email="ann@example.com",
)  # fmt: skip
DRAFT = Draft(
    to=CUSTOMER_TEXT, sender=SENDER_TEXT, pounds="1", ounces="4", length="9", width="6", height="3",
    reference1="ORDER 1001", order_reference="1001",
)  # fmt: skip
SENDER = Address(
    name="Juniper Goods", line1="500 SW Alder St", city="Portland", state="OR", postal_code="97204",
    phone="503-555-0100", email="shop@example.com",
)  # fmt: skip
CUSTOMER = Address(
    name="Ann Lee", line1="12 Main St", line2="Apt 4", city="Scranton", state="PA", postal_code="18702",
    email="ann@example.com",
)  # fmt: skip
SHIPMENT = Shipment(
    ship_to=CUSTOMER,
    ship_from=SENDER,
    parcel=Parcel("package", Weight.of(pounds=1, ounces=4), Size(Decimal(9), Decimal(6), Decimal(3))),
    ship_date=date(2026, 11, 23),
    references=("ORDER 1001",),
    order_reference="1001",
)
ORDER = Order(
    id="0123456789abcdef0123456789abcdef",
    draft_id="draft-1",
    carrier_id="se-1",
    shipment=SHIPMENT,
    service_code="usps_ground_advantage",
    package_code="package",
    expected=Money(761),
    at_most=Money(786),
    created_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
)
