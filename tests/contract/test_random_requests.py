"""No request that fits the published description breaks the practice carrier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.judging import Judge
from tests.contract.random_bodies import fitting
from tests.contract.spec import ABSENT, Spec, published
from tests.contract.visits import VISITS
from tests.contract.world import World, open_world
from tests.practice.parcels import ACCOUNT, CUSTOMER, SHOP

Json = dict[str, Any]
_OF_A_SHIPMENT = ("carrier_id", "service_code", "ship_from")


def _with_a_body() -> Iterator[str]:
    """The routes whose operation has a body, as `POST /v1/labels`."""
    spec = published()
    for name in VISITS if spec else ():
        method, _, rule = name.partition(" ")
        if "requestBody" in spec.operation(method, rule).told:
            yield name


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return open_world(tmp_path_factory.mktemp("random"), "2026")


@pytest.fixture(scope="module")
def real(world: World) -> Json:
    """Ids and words that mean something there, by the names under which they are asked for."""
    label, place = world.label(), world.place()
    ids = {
        "label_id": label["label_id"],
        "shipment_id": world.stored()["shipment_id"],
        "warehouse_id": place,
        "carrier_id": ACCOUNT,
        "rate_id": world.rates()["rates"][0]["rate_id"],
    }
    words = {
        "service_code": "usps_ground_advantage",
        "package_code": "package",
        "package_id": "se-3",
        "confirmation": "none",
        "insurance_provider": "none",
        "currency": "usd",
        "ship_to": CUSTOMER,
        "ship_from": SHOP,
        "origin_address": SHOP,
    }
    lists = {f"{name}s": [value] for name, value in ids.items()}
    return {**ids, **lists, **words, "service_codes": ["usps_priority_mail"], "package_types": ["package"]}


@pytest.mark.parametrize("name", list(_with_a_body()))
def test_a_random_request_that_fits_is_answered(name: str, world: World, real: Json, spec: Spec) -> None:
    method, _, rule = name.partition(" ")
    operation = spec.operation(method, rule)
    schema = operation.told["requestBody"]["content"]["application/json"]["schema"]
    judge = Judge(spec, "2026")

    @settings(max_examples=15)
    @given(fitting(spec, schema), st.booleans())
    def check(body: Any, meant: bool) -> None:
        assert operation.request(body) == []
        path = re.sub(r"<(?:path:)?([^>]+)>", lambda place: str(real.get(place[1], "se-1")), rule)
        reply = world.ask(method, path, _meant(body, real) if meant else body)
        assert reply.status_code < 500, reply.text
        if reply.status_code >= 400:
            assert list(judge.strange(world.heard[-1])) == []

    check()


def test_there_are_routes_to_ask() -> None:
    if published() is None:
        pytest.skip(ABSENT)
    assert len(list(_with_a_body())) > 20


def _meant(body: Any, real: Json) -> Any:
    """The same with ids that exist and whole shipments, so that more than the first check is reached."""
    if isinstance(body, list):
        return [_meant(one, real) for one in body]
    if not isinstance(body, dict):
        return body
    whole = {name: real[name] for name in _OF_A_SHIPMENT} if "ship_to" in body else {}
    return whole | {name: real[name] if name in real else _meant(value, real) for name, value in body.items()}
