"""How each call of the client is made, with values of every sort. Holds no test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from hypothesis import strategies as st

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.client import CarrierClient
from postwright.carrier.pace import Pacer
from postwright.carrier.transport import open_carrier, practice_transport
from postwright.domain.batch import Batch
from postwright.domain.faults import Fault
from postwright.domain.held_shipment import HeldShipment
from postwright.domain.label import DocumentKind, DocumentLink, Label
from postwright.domain.label_options import ReturnOf
from postwright.domain.money import Money
from postwright.domain.scan_form import ScanForm
from postwright.domain.shipment_plan import ShipmentPlan
from postwright.practice.app import practice_app
from tests.carrier.answers import API, KEY, NOW, PDF, PNG, Json, carrier, label, ok, refusal, still_pacer
from tests.domain.generated import (
    at_home,
    batch_labels,
    carrier_addresses,
    days,
    estimates,
    extras,
    ids,
    looks,
    moments,
    orders,
    package_codes,
    package_types,
    papers,
    pickup_requests,
    plans,
    senders,
    shipments,
    texts,
)
from tests.domain.samples import SHIPMENT

Call = Callable[[CarrierClient], object]
_OUR_IDS = st.uuids().map(lambda one: one.hex)
_BATCH_IDS = st.from_regex(r"se-[a-z0-9]{1,10}(-[a-z0-9]{1,10})?", fullmatch=True)
_PICKUPS = st.from_regex(r"pik_[0-9A-Za-z]{22}", fullmatch=True)
_NUMBERS = st.from_regex(r"94[0-9]{20}", fullmatch=True)
_FILTERS = st.lists(package_codes, max_size=3).map(tuple)
_SOME_IDS = st.lists(ids, min_size=1, max_size=3, unique=True)
_OF_ACCOUNT: dict[str, st.SearchStrategy[object]] = {"carrier_id": ids, "carrier_code": st.just("stamps_com")}
_IMAGES = st.from_regex(r"img_[0-9A-Za-z]{22}", fullmatch=True)
_NAMES = st.text("abcXYZ 0123&?%é", min_size=1, max_size=20).filter(lambda name: name.strip() == name)
_LISTS = ("labels", "pickups", "images", "shipments", "manifests", "batches", "errors")
_LINK = DocumentLink(DocumentKind.PDF, f"{API}/v1/downloads/10/abcdefghijklmnopqrstuv/label-1.pdf")
_BATCH = Batch("se-1", "1", "completed", NOW, links=(_LINK,))
_WITHOUT_SHEET = ScanForm("se-1", "", None, NOW)
_WITHOUT_LINKS = Label("se-1", "se-2", "", "completed", "se-3", "", "", Money(0), NOW)


@cache
def held_shipment() -> HeldShipment:
    """One as the practice carrier answers it, with everything that Postwright has no words for."""
    with TemporaryDirectory() as folder:
        app = practice_app(Path(folder), now=lambda: NOW).wsgi
        with open_carrier(
            API, "TEST_key", patient=True, pacer=Pacer(), transport=practice_transport(app), now=lambda: NOW
        ) as client:
            [account, *_] = client.accounts.find()
            plan = ShipmentPlan(SHIPMENT, account.carrier_id, "usps_ground_advantage", "ours")
            [made] = client.shipments.create([plan])
    assert made.shipment
    return made.shipment


def _call(
    method: str, *given: st.SearchStrategy[object], **named: st.SearchStrategy[object]
) -> st.SearchStrategy[Call]:
    """A strategy of calls of `group.method`, with generated arguments."""
    group, name = method.split(".")

    def made(positional: tuple[object, ...], keywords: Json) -> Call:
        return lambda client: getattr(getattr(client, group), name)(*positional, **keywords)

    return st.builds(made, st.tuples(*given), st.fixed_dictionaries({}, optional=named))


CALLS: dict[str, st.SearchStrategy[Call]] = {
    "accounts.find": _call("accounts.find"),
    "accounts.read": _call("accounts.read", ids),
    "accounts.connect_stamps": st.builds(
        lambda nickname, username, password: lambda it: it.accounts.connect_stamps(
            nickname=nickname, username=username, password=password
        ),
        texts, texts, texts,
    ),
    "accounts.disconnect": _call("accounts.disconnect", ids),
    "accounts.services": _call("accounts.services", ids),
    "accounts.packages": _call("accounts.packages", ids),
    "accounts.options": _call("accounts.options", ids),
    "accounts.add_funds": _call("accounts.add_funds", ids, st.integers(1000, 1_000_000).map(Money)),
    "addresses.check": _call("addresses.check", st.lists(carrier_addresses, min_size=1, max_size=3)),
    "addresses.recognize": _call("addresses.recognize", texts),
    "documents.download": _call("documents.download", st.just(_LINK)),
    "documents.of_label": _call("documents.of_label", st.just(_WITHOUT_LINKS), st.just([DocumentKind.PDF])),
    "documents.of_batch": _call("documents.of_batch", st.just(_BATCH), st.just(DocumentKind.PDF)),
    "documents.of_form": _call("documents.of_form", st.just(_WITHOUT_SHEET)),
    "documents.combined": _call("documents.combined", st.lists(ids, min_size=1, max_size=30)),
    "images.create": _call("images.create", _NAMES, st.just(PNG), is_default=st.booleans()),
    "images.read": _call("images.read", _IMAGES),
    "images.find": _call("images.find"),
    "images.change": st.builds(
        lambda image, default, given: lambda it: it.images.change(image, is_default=default, **given),
        _IMAGES, st.booleans(), st.fixed_dictionaries({}, optional={"name": _NAMES, "content": st.just(PNG)}),
    ),
    "images.delete": _call("images.delete", _IMAGES),
    "labels.buy": _call(
        "labels.buy",
        orders,
        paper=papers,
        display_scheme=st.sampled_from(["paperless", "qr_code"]),
        extras=extras,
        return_of=st.builds(ReturnOf, st.just("") | ids),
    ),
    "labels.buy_rate": _call(
        "labels.buy_rate", ids, look=looks, custom_fields=st.lists(texts, max_size=3).map(tuple)
    ),
    "labels.buy_shipment": _call("labels.buy_shipment", ids, look=looks),
    "labels.buy_return": _call("labels.buy_return", ids, look=looks, extras=extras),
    "labels.cancel_refund": _call("labels.cancel_refund", ids),
    "labels.read": _call("labels.read", ids),
    "labels.read_whole": _call("labels.read_whole", ids),
    "labels.by_external_id": _call("labels.by_external_id", _OUR_IDS),
    "labels.find": _call(
        "labels.find",
        shipment_id=ids, created_from=moments, created_to=moments, carrier_id=ids, batch_id=ids, rate_id=ids,
        warehouse_id=ids, tracking_number=_NUMBERS, service_code=st.just("usps_media_mail"),
        status=st.sampled_from(["processing", "completed", "error", "voided"]),
        refund_statuses=st.lists(st.sampled_from(["pending", "approved"]), max_size=2),
        sort_by=st.sampled_from(["created_at", "modified_at", "voided_at"]), newest_first=st.booleans(),
    ),
    "labels.void": _call("labels.void", ids),
    "package_types.create": _call("package_types.create", package_types),
    "package_types.read": _call("package_types.read", ids),
    "package_types.find": _call("package_types.find"),
    "package_types.change": _call("package_types.change", ids, package_types),
    "package_types.delete": _call("package_types.delete", ids),
    "pickups.schedule": _call("pickups.schedule", pickup_requests),
    "pickups.read": _call("pickups.read", _PICKUPS),
    "manifests.make": _call("manifests.make", _SOME_IDS),
    "manifests.make_for_day": _call("manifests.make_for_day", ids, ids, days, excluded=_SOME_IDS),
    "manifests.progress": _call("manifests.progress", ids),
    "manifests.read": _call("manifests.read", ids),
    "manifests.find": _call(
        "manifests.find",
        label_ids=_SOME_IDS, carrier_id=ids, warehouse_id=ids, ship_date_from=days, ship_date_to=days,
        created_from=moments, created_to=moments,
    ),
    "batches.create": _call("batches.create", _SOME_IDS, rate_ids=_SOME_IDS, notes=texts)
    | st.builds(
        lambda wanted, own_id, given: lambda it: it.batches.create(wanted, external_id=own_id, **given),
        _SOME_IDS, _BATCH_IDS,
        st.fixed_dictionaries({}, optional={"rate_ids": _SOME_IDS, "notes": texts, "process": batch_labels}),
    ),
    "batches.read": _call("batches.read", ids),
    "batches.by_external_id": _call("batches.by_external_id", _BATCH_IDS),
    "batches.find": _call(
        "batches.find",
        status=st.sampled_from(["open", "queued", "invalid"]), number=st.just("100057"), created_from=moments,
        created_to=moments, processed_from=moments, processed_to=moments,
        sort_by=st.sampled_from(["ship_date", "processed_at", "created_at"]), newest_first=st.booleans(),
    ),
    "batches.add": _call("batches.add", ids, _SOME_IDS, rate_ids=_SOME_IDS),
    "batches.remove": _call("batches.remove", ids, _SOME_IDS, rate_ids=_SOME_IDS),
    "batches.update": _call("batches.update", ids),
    "batches.delete": _call("batches.delete", ids),
    "batches.process": _call("batches.process", ids, batch_labels),
    "batches.problems": _call("batches.problems", ids),
    "pickups.find": _call(
        "pickups.find", carrier_id=ids, warehouse_id=ids, created_from=moments, created_to=moments
    ),
    "pickups.cancel": _call("pickups.cancel", _PICKUPS),
    "rates.quote": _call(
        "rates.quote", shipments, ids, package_codes=_FILTERS, comparison=st.sampled_from(["", "retail"])
    ),
    "rates.of_stored": _call("rates.of_stored", ids, ids, package_codes=_FILTERS),
    "rates.known_for": _call("rates.known_for", ids, created_from=moments),
    "rates.read": _call("rates.read", ids),
    "rates.estimate": _call("rates.estimate", estimates),
    "rates.bulk": _call("rates.bulk", st.lists(ids, min_size=1, max_size=3), ids, package_codes=_FILTERS),
    "rates.bulk_inline": _call(
        "rates.bulk_inline", st.lists(shipments, min_size=1, max_size=2), ids, package_codes=_FILTERS
    ),
    "settings.read": _call("settings.read"),
    "shipments.create": _call(
        "shipments.create", st.lists(plans, min_size=1, max_size=2, unique_by=lambda plan: plan.external_id)
    ),
    "shipments.read": _call("shipments.read", ids),
    "shipments.by_external_id": _call("shipments.by_external_id", _OUR_IDS),
    "shipments.id_of": _call("shipments.id_of", _OUR_IDS),
    "shipments.find": _call(
        "shipments.find",
        status=st.sampled_from(["pending", "processing", "label_purchased", "cancelled"]),
        batch_id=ids, tag=_NAMES, sales_order_id=_OUR_IDS, created_from=moments, created_to=moments,
        modified_from=moments, modified_to=moments, by_change=st.booleans(),
    ),
    "shipments.change": _call("shipments.change", st.builds(held_shipment), plans),
    "shipments.cancel": _call("shipments.cancel", ids),
    "shipments.recognize": _call("shipments.recognize", texts),
    "tags.find": _call("tags.find"),
    "tags.create": _call("tags.create", _NAMES, color=st.just("#FF0000")),
    "tags.rename": _call("tags.rename", _NAMES, _NAMES),
    "tags.delete": _call("tags.delete", _NAMES),
    "tags.of_shipment": _call("tags.of_shipment", ids),
    "tags.add": _call("tags.add", ids, _NAMES),
    "tags.remove": _call("tags.remove", ids, _NAMES),
    "tags.replace": _call("tags.replace", st.dictionaries(ids, st.lists(_NAMES, max_size=2), min_size=1)),
    "tracking.of_label": _call("tracking.of_label", ids),
    "tracking.by_number": _call("tracking.by_number", _NUMBERS, **_OF_ACCOUNT),
    "tracking.start": _call("tracking.start", _NUMBERS, **_OF_ACCOUNT),
    "tracking.stop": _call("tracking.stop", _NUMBERS, **_OF_ACCOUNT),
    "warehouses.create": _call(
        "warehouses.create", _NAMES, senders, return_to=at_home, is_default=st.booleans()
    ),
    "warehouses.read": _call("warehouses.read", ids),
    "warehouses.find": _call("warehouses.find"),
    "warehouses.change": _call(
        "warehouses.change", ids, _NAMES, senders, return_to=at_home, is_default=st.booleans()
    ),
    "warehouses.delete": _call("warehouses.delete", ids),
    "warehouses.make_default": _call("warehouses.make_default", ids),
}  # fmt: skip


def public_calls() -> Iterator[str]:
    """Every public method of every group of the client, as `group.method`."""
    client = carrier(lambda _: httpx.Response(500))
    for name, group in vars(client).items():
        if isinstance(group, CallGroup):
            yield from (f"{name}.{method}" for method in dir(group) if not method.startswith("_"))


def requests_of(call: Call) -> list[httpx.Request]:
    """What goes over the wire, with its repetitions: lists have two pages, and each change is refused."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        request.read()
        asked.append(request)
        if request.method != "GET":
            # For a purchase that is the refusal after which the other word is tried.
            return refusal(400, "invalid_field_value", field_name="display_scheme")
        if request.url.path == "/v1/labels/se-1":
            return ok(label(label_download={"pdf": _LINK.href}))
        if request.url.path == "/v1/manifests/se-1":
            return ok({"manifest_id": "se-1", "manifest_download": {"href": _LINK.href}})
        if "/downloads/" in request.url.path:
            return httpx.Response(200, content=PDF)
        return ok({name: [] for name in _LISTS} | {"pages": 2})

    with (
        suppress(Fault),
        open_carrier(
            API,
            KEY,
            patient=True,
            pacer=still_pacer(),
            transport=httpx.MockTransport(answer),
            now=lambda: NOW,
            may_add_funds=lambda: True,
        ) as client,
    ):
        call(client)
    return asked
