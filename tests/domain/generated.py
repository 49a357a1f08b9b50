"""Values of every sort that a shop can ask for, generated. Holds no test."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from postwright import assets
from postwright.domain.address import MILITARY_CITIES, MILITARY_STATES, STATES, TERRITORIES, Address
from postwright.domain.batch import BatchLabels
from postwright.domain.carrier_address import CarrierAddress
from postwright.domain.catalogue import read_catalogue
from postwright.domain.customs import CONTENTS, NON_DELIVERY, Customs, CustomsItem
from postwright.domain.estimate import EstimateRequest, Place
from postwright.domain.label import DocumentKind
from postwright.domain.label_options import LabelExtras, LabelLook, LabelPaper
from postwright.domain.money import Money
from postwright.domain.package_type import PackageType
from postwright.domain.pickup import PickupRequest, PickupWindow
from postwright.domain.purchase import Order
from postwright.domain.shipment import Delivery, Parcel, Shipment
from postwright.domain.shipment_plan import ShipmentPlan
from postwright.domain.size import Size
from postwright.domain.weight import Weight
from tests.domain.samples import SENDER

CATALOGUE = read_catalogue(assets.text("carrier/usps.json"))

texts = st.text(min_size=1, max_size=20)
maybe = st.text(max_size=20)
ids = st.integers(1, 10**12).map("se-{}".format)
weights = st.one_of(
    st.decimals("0.01", "1120", places=3).map(lambda value: Weight.of(ounces=value)),
    st.decimals("0.000001", "70", places=6).map(lambda value: Weight.of(pounds=value)),
    st.decimals("1", "30000", places=2).map(Weight.grams_of),
)
sides = st.decimals("0.001", "130", places=3)
sizes = st.builds(Size, sides, sides, sides)
moneys = st.integers(1, 500_000).map(Money)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
days = st.dates(date(2026, 1, 1), date(2030, 1, 1))
zips = st.from_regex(r"[0-9]{5}(-[0-9]{4})?", fullmatch=True)
_lines = {
    "line1": texts,
    "line2": maybe,
    "phone": maybe,
    "email": maybe,
    "residential": st.sampled_from([None, True, False]),
}


def _to(**place: st.SearchStrategy[str]) -> st.SearchStrategy[Address]:
    """Addresses of one sort of place, with a person, a company, or both."""
    whom = [{"name": texts, "company": maybe}, {"name": st.just(""), "company": texts}]
    return st.one_of(*(st.builds(Address, **who, **_lines, **place) for who in whom))


at_home = _to(city=texts, state=st.sampled_from(sorted(STATES | TERRITORIES)), postal_code=zips)
military = _to(
    city=st.sampled_from(sorted(MILITARY_CITIES)),
    state=st.sampled_from(sorted(MILITARY_STATES)),
    postal_code=zips,
)
abroad = _to(city=texts, state=maybe, postal_code=maybe, country=st.sampled_from(["CA", "DE", "JP", "HK"]))
addresses = st.one_of(at_home, military, abroad)
senders = st.builds(
    Address,
    name=texts, line1=texts, city=texts, state=st.sampled_from(sorted(STATES)), postal_code=zips, phone=texts,
)  # fmt: skip
items = st.builds(
    CustomsItem,
    description=texts, quantity=st.integers(1, 99), value=moneys, weight=weights,
    tariff_code=st.sampled_from(["", "392610", "95030000"]), origin_country=st.sampled_from(["US", "CN"]),
)  # fmt: skip
declarations = st.builds(
    Customs,
    contents=st.sampled_from(CONTENTS), non_delivery=st.sampled_from(NON_DELIVERY),
    items=st.lists(items, min_size=1, max_size=3).map(tuple), explanation=maybe,
)  # fmt: skip
package_codes = st.sampled_from([one.code for one in CATALOGUE.packages])
shipments = st.builds(
    Shipment,
    ship_to=addresses, ship_from=st.just(SENDER) | senders,
    parcel=st.builds(
        Parcel,
        package_code=package_codes, weight=weights, insured_value=st.none() | moneys,
        size=st.none() | sizes,
    ),
    ship_date=days,
    confirmation=st.sampled_from([one.code for one in CATALOGUE.confirmations]),
    delivery=st.sampled_from(Delivery),
    references=st.lists(texts, max_size=3).map(tuple), non_machinable=st.booleans(),
    customs=st.none() | declarations, order_reference=maybe,
)  # fmt: skip
orders = st.builds(
    Order,
    id=st.uuids().map(lambda one: one.hex), draft_id=texts, carrier_id=ids, shipment=shipments,
    service_code=st.sampled_from([one.code for one in CATALOGUE.services]), package_code=package_codes,
    expected=moneys, at_most=moneys, created_at=moments,
)  # fmt: skip
pickup_requests = st.builds(
    PickupRequest,
    label_ids=st.lists(ids, min_size=1, max_size=3).map(tuple), contact_name=texts,
    contact_phone=st.from_regex(r"[0-9]{3}-[0-9]{3}-[0-9]{4}", fullmatch=True),
    contact_email=st.just("shop@example.com"), window=st.builds(PickupWindow, moments, moments), notes=maybe,
)  # fmt: skip
places = st.builds(Place, postal_code=zips, city=maybe, state=maybe, country=st.sampled_from(["US", "CA"]))
estimates = st.builds(
    EstimateRequest,
    carrier_ids=st.lists(ids, min_size=1, max_size=2).map(tuple), origin=places, destination=places,
    weight=weights, ship_date=days, size=st.none() | sizes,
    confirmation=st.sampled_from(["none", "signature"]), residential=st.sampled_from([None, True, False]),
)  # fmt: skip
papers = st.sampled_from(
    [
        LabelPaper(),
        LabelPaper(DocumentKind.PNG),
        LabelPaper(DocumentKind.ZPL),
        LabelPaper(layout="letter"),
        LabelPaper(layout="A4"),
        LabelPaper(DocumentKind.PNG, "A6"),
    ]
)
looks = st.builds(
    LabelLook,
    paper=papers, delivery=st.sampled_from(Delivery),
    display_scheme=st.sampled_from(["paperless", "qr_code"]),
)  # fmt: skip
# Without a picture, so that every paper goes with it.
extras = st.builds(
    LabelExtras,
    charge_event=st.sampled_from(["carrier_default", "on_creation", "on_carrier_acceptance"]),
    rma_number=maybe,
)
batch_labels = st.builds(
    BatchLabels,
    ship_date=st.none() | days, paper=papers, display_scheme=st.sampled_from(["label", "paperless"]),
)  # fmt: skip
carrier_addresses = st.builds(
    CarrierAddress,
    name=texts, company=maybe, line1=texts, line2=maybe, line3=maybe, city=texts, state=texts,
    postal_code=maybe, country=st.sampled_from(["US", "CA", "DE"]), phone=maybe, email=maybe,
    residential=st.sampled_from([None, True, False]),
)  # fmt: skip
package_types = st.builds(
    PackageType,
    code=st.from_regex(r"[a-z0-9]{1,20}(_[a-z0-9]{1,20})?", fullmatch=True),
    name=texts.filter(str.strip), size=st.none() | sizes, description=maybe,
)  # fmt: skip
plans = st.builds(
    ShipmentPlan,
    shipment=shipments, carrier_id=ids, service_code=st.just("usps_media_mail"),
    external_id=st.text("abcXYZ 0189.#%&?é", max_size=50).filter(lambda text: not text or text.strip(" .")),
    warehouse_id=st.just("") | ids, return_to=st.none() | at_home, is_return=st.booleans(),
)  # fmt: skip
