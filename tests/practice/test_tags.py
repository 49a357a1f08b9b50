"""Tags: the account's list, those on shipments, and finding shipments by them and by their orders."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.practice.parcels import Json, error_of, shipment


def made(client: httpx.Client, **changes: Any) -> str:
    reply = client.post("/v1/shipments", json={"shipments": [shipment(**changes)]})
    found: str = reply.json()["shipments"][0]["shipment_id"]
    return found


def tags_of(client: httpx.Client, shipment_id: str) -> list[str]:
    tags: list[str] = client.get(f"/v1/shipments/{shipment_id}/tags").json()["tags"]
    shown = client.get(f"/v1/shipments/{shipment_id}").json()["tags"]
    assert [one["name"] for one in shown] == tags
    return tags


def found(client: httpx.Client, **query: str) -> list[str]:
    return [one["shipment_id"] for one in client.get("/v1/shipments", params=query).json()["shipments"]]


def names(client: httpx.Client) -> list[str]:
    return [one["name"] for one in client.get("/v1/tags").json()["tags"]]


def test_a_tag_is_made_with_a_body_or_with_a_path(client: httpx.Client) -> None:
    one = client.post("/v1/tags", json={"name": "Fragile", "color": "#ff0000"}).json()
    other = client.post("/v1/tags/Rush order").json()
    assert (one["name"], one["color"], other["name"]) == ("Fragile", "#ff0000", "Rush order")
    assert "color" not in other
    assert client.get("/v1/tags").json() == {"tags": [one, other]}


@pytest.mark.parametrize("path", ["/v1/tags", "/v1/tags/Fragile"])
def test_a_tag_name_is_used_once(path: str, client: httpx.Client) -> None:
    client.post("/v1/tags/Fragile")
    error = error_of(client.post(path, json={"name": "Fragile"}), 400)
    assert (error["error_code"], error["field_value"]) == ("identifier_conflict", "Fragile")


def test_a_shipment_carries_a_tag_once(client: httpx.Client) -> None:
    number = made(client)
    path = f"/v1/shipments/{number}/tags/{quote('Rush order')}"
    assert client.post(path).json() == client.post(path).json() == {"tags": ["Rush order"]}
    client.post(f"/v1/shipments/{number}/tags/Gift")
    assert tags_of(client, number) == ["Rush order", "Gift"]
    assert names(client) == ["Rush order", "Gift"]
    assert client.delete(path).status_code == 204
    assert tags_of(client, number) == ["Gift"]
    assert error_of(client.delete(path), 404)["field_name"] == "tag_name"


def test_tags_of_several_shipments_are_replaced_at_once(client: httpx.Client) -> None:
    one, other = made(client), made(client)
    client.post(f"/v1/shipments/{one}/tags/Old")
    sent = [{"shipment_id": one, "tags": ["A", "B", "A"]}, {"shipment_id": other, "tags": ["B"]}]
    assert client.put("/v1/shipments/tags", json={"shipments_tags": sent}).status_code == 204
    assert (tags_of(client, one), tags_of(client, other)) == (["A", "B"], ["B"])
    wrong: list[Json] = [{"shipment_id": one, "tags": []}, {"shipment_id": "se-1", "tags": ["A"]}]
    error_of(client.put("/v1/shipments/tags", json={"shipments_tags": wrong}), 404)
    assert tags_of(client, one) == ["A", "B"]


def test_shipments_are_found_by_tag_and_by_order(client: httpx.Client) -> None:
    one = made(client, items=[{"name": "Toy", "sales_order_id": "7"}, {"sales_order_id": "8"}])
    other = made(client, items=[{"sales_order_id": "8"}])
    plain = made(client)
    client.post(f"/v1/shipments/{one}/tags/Gift")
    client.post(f"/v1/shipments/{other}/tags/Gift wrapped")
    assert found(client, tag="Gift") == [one]
    assert found(client, tag="gift") == []
    assert found(client, sales_order_id="7") == [one]
    assert found(client, sales_order_id="8") == [other, one]
    assert found(client, sales_order_id="8", tag="Gift") == [one]
    assert found(client) == [plain, other, one]


def test_a_renamed_tag_is_renamed_on_shipments(client: httpx.Client) -> None:
    number = made(client)
    for tag in ("A", "B"):
        client.post(f"/v1/shipments/{number}/tags/{tag}")
    assert client.put("/v1/tags/A/C").status_code == 204
    assert (tags_of(client, number), names(client)) == (["C", "B"], ["C", "B"])
    assert error_of(client.put("/v1/tags/C/B"), 400)["error_code"] == "identifier_conflict"
    assert error_of(client.put("/v1/tags/A/D"), 404)["error_code"] == "invalid_identifier"


def test_a_deleted_tag_is_gone_from_shipments(client: httpx.Client) -> None:
    number = made(client)
    for tag in ("A", "B"):
        client.post(f"/v1/shipments/{number}/tags/{tag}")
    assert client.delete("/v1/tags/A").status_code == 204
    assert (tags_of(client, number), names(client)) == (["B"], ["B"])
    error_of(client.delete("/v1/tags/A"), 404)


def test_a_changed_shipment_keeps_its_tags(client: httpx.Client) -> None:
    number = made(client)
    client.post(f"/v1/shipments/{number}/tags/A")
    changed = client.put(f"/v1/shipments/{number}", json=shipment(tags=[{"name": "B"}])).json()
    assert changed["tags"] == [{"name": "A"}]
