"""Package types of the shop's own, and what was set for the account."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest

from postwright.carrier.calls.package_types import PackageTypeCalls
from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.package_type import PackageType
from postwright.domain.size import Size
from tests.carrier.answers import Desk, Json, carrier, ok

BOX = PackageType(
    "laptop_box", " Laptop box ", Size(Decimal("15.001"), Decimal(10), Decimal(3)), "For laptops"
)


def box(**more: Any) -> Json:
    return {
        "package_id": "se-28529731",
        "package_code": "laptop_box",
        "name": "Laptop box",
        "dimensions": {"unit": "inch", "length": 15.01, "width": 10, "height": 3},
        "description": None,
    } | more


def test_a_package_type_is_made_and_no_side_gets_shorter() -> None:
    desk = Desk(ok(box(shared=True)))
    made = carrier(desk).package_types.create(BOX)
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("POST", "/v1/packages")
    assert desk.body() == {
        "package_code": "laptop_box", "name": "Laptop box", "description": "For laptops",
        "dimensions": {"unit": "inch", "length": 15.01, "width": 10, "height": 3},
    }  # fmt: skip
    assert (made.package_id, made.code, made.size, made.description) == (
        "se-28529731", "laptop_box", Size(Decimal("15.01"), Decimal(10), Decimal(3)), ""
    )  # fmt: skip
    assert json.loads(made.raw)["shared"] is True


def test_a_package_type_may_have_no_sides_and_no_description() -> None:
    desk = Desk(ok(box(dimensions=None)))
    assert carrier(desk).package_types.create(PackageType("tube", "Tube")).size is None
    assert set(desk.body()) == {"package_code", "name"}


def test_all_package_types_come_in_one_list() -> None:
    first, second = carrier(Desk(ok({"packages": [box(), box(package_id="se-2")]}))).package_types.find()
    assert (first.package_id, second.package_id) == ("se-28529731", "se-2")
    with pytest.raises(Lost):
        carrier(Desk(ok({}))).package_types.find()


def test_one_package_type_is_read() -> None:
    desk = Desk(ok(box()))
    assert carrier(desk).package_types.read("se-28529731").name == "Laptop box"
    assert desk.asked[0].url.path == "/v1/packages/se-28529731"


@pytest.mark.parametrize("status", [200, 204])
def test_changes_take_an_empty_answer_and_are_not_repeated(status: int) -> None:
    desk = Desk(httpx.Response(status), httpx.Response(status), httpx.Response(503))
    client = carrier(desk).package_types
    client.change("se-1", BOX)
    client.delete("se-1")
    assert [(one.method, one.url.path) for one in desk.asked] == [
        ("PUT", "/v1/packages/se-1"), ("DELETE", "/v1/packages/se-1"),
    ]  # fmt: skip
    changes: list[Callable[[PackageTypeCalls], object]] = [
        lambda types: types.change("se-1", BOX),
        lambda types: types.create(BOX),
        lambda types: types.delete("se-1"),
    ]
    for change in changes:
        with pytest.raises(Lost):
            change(carrier(desk).package_types)
    assert len(desk.asked) == 2 + len(changes)


def test_words_that_the_carrier_would_not_take_are_not_sent() -> None:
    desk = Desk(ok(box()))
    client = carrier(desk).package_types
    for call in (client.create, lambda kind: client.change("se-1", kind)):
        with pytest.raises(BadInput) as caught:
            call(PackageType("Laptop Box", "Laptop box"))
        assert caught.value.kind is FaultKind.OUT_OF_LIMITS
    assert desk.asked == []


@pytest.mark.parametrize(
    ("reply", "layout"),
    [
        ({"default_label_layout": "Letter", "new": 1}, "letter"),
        ({"default_label_layout": "4x6"}, "4x6"),
        ({}, ""),
    ],
)
def test_the_accounts_settings_are_read(reply: Json, layout: str) -> None:
    desk = Desk(ok(reply))
    found = carrier(desk).settings.read()
    assert (found.label_layout, json.loads(found.raw)) == (layout, reply)
    assert desk.asked[0].url.path == "/v1/account/settings"
