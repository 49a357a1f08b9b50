"""How each call of the client is made, with values of every sort. Holds no test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx
from hypothesis import strategies as st

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.client import CarrierClient
from postwright.domain.faults import Fault
from postwright.domain.label import DocumentKind, DocumentLink, Label
from postwright.domain.label_options import ReturnOf
from postwright.domain.money import Money
from postwright.domain.scan_form import ScanForm
from tests.carrier.answers import API, NOW, PDF, Json, carrier, label, ok, refusal
from tests.domain.generated import (
    batch_labels,
    days,
    estimates,
    extras,
    ids,
    looks,
    moments,
    orders,
    package_codes,
    papers,
    pickup_requests,
    shipments,
    texts,
)

Call = Callable[[CarrierClient], object]
_LISTS = ("labels", "pickups", "manifests", "batches", "errors")
_OUR_IDS = st.uuids().map(lambda one: one.hex)
_PICKUPS = st.from_regex(r"pik_[0-9A-Za-z]{22}", fullmatch=True)
_NUMBERS = st.from_regex(r"94[0-9]{20}", fullmatch=True)
_FILTERS = st.lists(package_codes, max_size=3).map(tuple)
_SOME_IDS = st.lists(ids, min_size=1, max_size=3, unique=True)
_OF_ACCOUNT: dict[str, st.SearchStrategy[object]] = {"carrier_id": ids, "carrier_code": st.just("stamps_com")}
_LINK = DocumentLink(DocumentKind.PDF, f"{API}/v1/downloads/10/abcdefghijklmnopqrstuv/label-1.pdf")
_WITHOUT_SHEET = ScanForm("se-1", "", None, NOW)
_WITHOUT_LINKS = Label("se-1", "se-2", "", "completed", "se-3", "", "", Money(0), NOW)


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
    "documents.download": _call("documents.download", st.just(_LINK)),
    "documents.of_label": _call("documents.of_label", st.just(_WITHOUT_LINKS), st.just([DocumentKind.PDF])),
    "documents.of_form": _call("documents.of_form", st.just(_WITHOUT_SHEET)),
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
    "batches.create": _call(
        "batches.create", _SOME_IDS, rate_ids=_SOME_IDS, external_id=ids, notes=texts, process=batch_labels
    ),
    "batches.read": _call("batches.read", ids),
    "batches.by_external_id": _call("batches.by_external_id", _OUR_IDS),
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
    "shipments.id_of": _call("shipments.id_of", _OUR_IDS),
    "tracking.of_label": _call("tracking.of_label", ids),
    "tracking.by_number": _call("tracking.by_number", _NUMBERS, **_OF_ACCOUNT),
    "tracking.start": _call("tracking.start", _NUMBERS, **_OF_ACCOUNT),
    "tracking.stop": _call("tracking.stop", _NUMBERS, **_OF_ACCOUNT),
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

    with carrier(answer) as client, suppress(Fault):
        call(client)
    return asked
