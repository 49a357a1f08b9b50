"""Tags by their names, whatever stands in them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from postwright.domain.batch import BatchLabels
from postwright.domain.faults import BadInput, FaultKind, Lost, Refused
from postwright.domain.held_shipment import HeldShipment
from postwright.domain.package_type import PackageType
from postwright.domain.tag import Tag
from tests.carrier.answers import Desk, carrier, ok, refusal
from tests.carrier.test_shipments import PLAN


def test_all_tags_come_in_one_list() -> None:
    reply = {
        "tags": [{"tag_id": 8712, "name": "Fragile", "color": "#FF0000"}, {"name": "Gift", "color": None}]
    }
    assert carrier(Desk(ok(reply))).tags.find() == (Tag("Fragile", "#FF0000", 8712), Tag("Gift"))


def test_a_tag_is_made_with_and_without_a_color() -> None:
    desk = Desk(ok({"tag_id": 1, "name": "Gift"}))
    assert carrier(desk).tags.create("Gift", "#00FF00") == Tag("Gift", tag_id=1)
    carrier(desk).tags.create("Gift")
    assert [desk.body(0), desk.body(1)] == [{"name": "Gift", "color": "#00FF00"}, {"name": "Gift"}]


def test_a_name_that_is_taken_is_refused_and_not_in_doubt() -> None:
    client = carrier(Desk(refusal(400, "identifier_conflict")))
    box = PackageType("box", "Box")
    for ask in (
        lambda: client.tags.create("Gift"),
        lambda: client.tags.rename("Present", "Gift"),
        lambda: client.package_types.create(box),
        lambda: client.package_types.change("se-1", box),
        lambda: client.shipments.change(HeldShipment("se-5"), PLAN),
    ):
        with pytest.raises(Refused) as caught:
            ask()
        assert caught.value.code == "identifier_conflict"


def test_an_id_of_ours_that_is_taken_is_a_doubt() -> None:
    client = carrier(Desk(refusal(400, "identifier_conflict")))
    for ask in (
        lambda: client.shipments.create([PLAN]),
        lambda: client.batches.create(["se-1"], external_id="se-monday"),
        lambda: client.batches.create(["se-1"], external_id="se-monday", process=BatchLabels()),
    ):
        with pytest.raises(Lost):
            ask()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Fragile", b"Fragile"), ("two words", b"two%20words"), ("50% off?", b"50%25%20off%3F"),
        ("#1 ☂", b"%231%20%E2%98%82"), ("%2F", b"%252F"), ("..a", b"..a"),
    ],
)  # fmt: skip
def test_a_name_is_one_part_of_a_path_whatever_is_in_it(name: str, path: bytes) -> None:
    desk = Desk(httpx.Response(204))
    client = carrier(desk).tags
    client.delete(name)
    client.rename("old", name)
    client.remove("se-5", name)
    assert [(one.method, one.url.raw_path) for one in desk.asked] == [
        ("DELETE", b"/v1/tags/" + path),
        ("PUT", b"/v1/tags/old/" + path),
        ("DELETE", b"/v1/shipments/se-5/tags/" + path),
    ]


@pytest.mark.parametrize(
    "name", ["", ".", "..", " . ", "a/b", "../carriers/se-1", "a\\b", "a\nb", "\ud800", "x" * 101]
)
def test_a_name_that_could_lead_elsewhere_is_not_sent(name: str) -> None:
    desk = Desk(httpx.Response(204))
    client = carrier(desk).tags
    for call in (
        client.delete,
        client.create,
        lambda one: client.rename("old", one),
        lambda one: client.add("se-5", one),
        lambda one: client.replace({"se-5": [one]}),
    ):
        with pytest.raises(BadInput) as caught:
            call(name)
        assert caught.value.kind is FaultKind.OUT_OF_LIMITS
    assert desk.asked == []


@pytest.mark.parametrize(
    "tags", [["Gift", "Fragile"], [{"name": "Gift"}, {"name": "Fragile", "color": "#1"}]]
)
def test_the_tags_of_a_shipment_are_names_or_objects(tags: Any) -> None:
    desk = Desk(ok({"tags": tags}))
    assert carrier(desk).tags.of_shipment("se-5") == ("Gift", "Fragile")
    assert carrier(desk).tags.add("se-5", "Fragile") == ("Gift", "Fragile")
    assert [(one.method, one.url.path) for one in desk.asked] == [
        ("GET", "/v1/shipments/se-5/tags"),
        ("POST", "/v1/shipments/se-5/tags/Fragile"),
    ]


@pytest.mark.parametrize("reply", [{}, {"tags": None}, {"tags": [True]}, {"tags": "Gift"}])
def test_a_list_that_is_none_does_not_read_as_no_tags(reply: Any) -> None:
    with pytest.raises(Lost):
        carrier(Desk(ok(reply))).tags.of_shipment("se-5")


def test_the_tags_of_several_shipments_are_replaced_at_once() -> None:
    desk = Desk(httpx.Response(204))
    carrier(desk).tags.replace({"se-5": ("Gift",), "se-6": ()})
    assert desk.body() == {
        "shipments_tags": [{"shipment_id": "se-5", "tags": ["Gift"]}, {"shipment_id": "se-6", "tags": []}]
    }


def test_no_change_of_tags_is_asked_for_twice() -> None:
    desk = Desk(httpx.Response(503))
    client = lambda: carrier(desk).tags  # noqa: E731
    changes = [
        lambda: client().create("a"), lambda: client().rename("a", "b"), lambda: client().delete("a"),
        lambda: client().add("se-5", "a"), lambda: client().remove("se-5", "a"), lambda: client().replace({}),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(Lost):
            change()
    assert len(desk.asked) == len(changes)
