"""Whatever the carrier answers about what it holds, it is read or it is a fault, and never anything else."""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import Fault
from tests.carrier.answers import PDF, carrier, data, ok
from tests.carrier.test_addresses import WRITTEN, lines, result
from tests.carrier.test_images import image
from tests.carrier.test_package_types_and_settings import box
from tests.carrier.test_shipments import PLAN, held
from tests.carrier.test_warehouses import warehouse

Call = Callable[[CarrierClient], object]
ENTITY = {"type": "city", "score": 1, "text": "Richmond", "start_index": 4, "end_index": 11}
OPTION = {"name": "non_machinable", "default_value": "false", "description": ""}
SERVICE = {"service_code": "usps_media_mail", "name": "Media Mail", "international": False}
MADE = held(errors=[{"message": "Odd."}], address_validation=result())
CALLS: dict[str, tuple[Call, Any]] = {
    "addresses.check": (lambda it: it.addresses.check([WRITTEN]), [result(messages=[{"code": "a1004"}])]),
    "addresses.recognize": (
        lambda it: it.addresses.recognize("?"), {"score": 0.5, "address": lines(), "entities": [ENTITY]}
    ),
    "accounts.services": (lambda it: it.accounts.services("se-1"), {"services": [SERVICE]}),
    "accounts.options": (lambda it: it.accounts.options("se-1"), {"options": [OPTION]}),
    "images.find": (lambda it: it.images.find(), {"images": [image()], "pages": 1}),
    "package_types.find": (lambda it: it.package_types.find(), {"packages": [box()]}),
    "settings.read": (lambda it: it.settings.read(), {"default_label_layout": "4x6"}),
    "shipments.read": (lambda it: it.shipments.read("se-5"), held()),
    "shipments.find": (lambda it: it.shipments.find(), {"shipments": [held()], "pages": 1}),
    "shipments.create": (lambda it: it.shipments.create([PLAN]), {"has_errors": True, "shipments": [MADE]}),
    "shipments.recognize": (
        lambda it: it.shipments.recognize("?"), {"score": 1, "shipment": {"ship_to": lines()}, "entities": []}
    ),
    "tags.find": (lambda it: it.tags.find(), {"tags": [{"name": "Gift", "color": "#FF0000", "tag_id": 1}]}),
    "tags.of_shipment": (lambda it: it.tags.of_shipment("se-5"), {"tags": ["Gift", {"name": "Gift"}]}),
    "warehouses.find": (lambda it: it.warehouses.find(), {"warehouses": [warehouse()]}),
    "documents.combined": (
        lambda it: it.documents.combined(["se-1"]), {"label_download": {"href": data("application/pdf", PDF)}}
    ),
}  # fmt: skip
odd_values = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.text(max_size=5),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["se-1", "\ud800", "9" * 400, "2026-13-45T99:00:00Z"]),
    st.lists(st.none() | st.integers() | st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(["name", "value", "unit", "amount"]), st.none() | st.text(max_size=3)),
)  # fmt: skip


def places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in some JSON, the whole first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(place for key, part in inner for place in places(part, (*here, key)))]


def put(whole: Any, place: tuple[Any, ...], odd: Any) -> Any:
    if not place:
        return odd
    whole = copy.deepcopy(whole)
    part = whole
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = odd
    return whole


@pytest.mark.parametrize("name", CALLS)
def test_an_odd_value_anywhere_is_read_or_is_a_fault(name: str) -> None:
    call, reply = CALLS[name]
    assert call(carrier(lambda _: ok(reply)))

    @settings(max_examples=60)
    @given(st.sampled_from(places(reply)), odd_values)
    def check(place: tuple[Any, ...], odd: Any) -> None:
        answer = ok(put(reply, place, odd))
        with suppress(Fault):
            call(carrier(lambda _: httpx.Response(200, content=answer.content)))

    check()


@pytest.mark.parametrize("name", CALLS)
def test_a_reply_that_is_cut_off_is_a_fault(name: str) -> None:
    call, reply = CALLS[name]
    content = ok(reply).content
    for length in range(0, len(content), 97):
        with pytest.raises(Fault):
            call(carrier(lambda _, cut=content[:length]: httpx.Response(200, content=cut)))
