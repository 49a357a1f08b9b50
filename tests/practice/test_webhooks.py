"""Webhooks at the practice carrier: a bare list, one for each event, and nobody is ever called."""

from __future__ import annotations

import httpx
import pytest

from tests.practice.parcels import Json, error_of

PATH = "/v1/environment/webhooks"
HOOK: Json = {
    "event": "track",
    "url": "https://example.com/hook",
    "headers": [{"key": "X-Shop", "value": "7"}],
    "name": "Tracking",
    "store_id": 123,
}


def test_a_webhook_is_kept_changed_and_deleted(client: httpx.Client) -> None:
    assert client.get(PATH).json() == []
    made = client.post(PATH, json=HOOK).json()
    path = f"{PATH}/{made['webhook_id']}"
    assert made == {"webhook_id": made["webhook_id"], **HOOK}
    other = client.post(PATH, json={"event": "batch", "url": "http://example.com"}).json()
    assert other == {**other, "headers": []}
    assert client.get(PATH).json() == [made, other]
    assert client.put(path, json={"url": "https://example.com/new"}).status_code == 204
    assert client.get(path).json() == made | {"url": "https://example.com/new"}
    assert client.delete(path).status_code == 204
    error_of(client.get(path), 404)
    assert client.get(PATH).json() == [other]


def test_an_event_has_one_webhook(client: httpx.Client) -> None:
    path = f"{PATH}/{client.post(PATH, json=HOOK).json()['webhook_id']}"
    again = HOOK | {"url": "https://example.com/other"}
    assert error_of(client.post(PATH, json=again), 409)["error_code"] == "webhook_event_type_conflict"
    client.delete(path)
    assert client.post(PATH, json=again).status_code == 200


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"event": None}, "field_value_required", "event"),
        ({"event": "mail"}, "invalid_field_value", "event"),
        ({"url": ""}, "field_value_required", "url"),
        ({"url": "ftp://example.com"}, "invalid_field_value", "url"),
        ({"url": "http://[x"}, "invalid_field_value", "url"),
        ({"headers": [{"key": "X"}]}, "field_value_required", "value"),
    ],
)
def test_a_webhook_must_be_well_formed(changes: Json, code: str, field: str, client: httpx.Client) -> None:
    error = error_of(client.post(PATH, json=HOOK | changes), 400)
    assert (error["error_code"], error["field_name"]) == (code, field)
    assert client.get(PATH).json() == []
