"""Every request that the client can send is one that the published description knows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import httpx
import pytest
from hypothesis import given, settings

from postwright.domain.estimate import EstimateRequest, Place
from postwright.domain.label_options import LabelLook
from postwright.domain.shipment import Delivery
from postwright.domain.shipment_plan import ShipmentPlan
from tests.carrier.answers import KEY
from tests.contract.calls import CALLS, Call, held_shipment, public_calls, requests_of
from tests.contract.deviations import REQUESTS
from tests.contract.spec import Problem, Spec
from tests.domain.samples import ORDER, SHIPMENT

_KNOWN = {(one.operation, one.path, one.kind) for one in REQUESTS}


def test_every_call_of_the_client_is_held_against_the_description() -> None:
    assert sorted(CALLS) == sorted(public_calls())


@pytest.mark.parametrize("name", CALLS)
def test_what_the_client_sends_is_described(name: str, spec: Spec) -> None:
    @settings(max_examples=25)
    @given(CALLS[name])
    def check(call: Call) -> None:
        asked = requests_of(call)
        assert asked
        for request in asked:
            strange = [one for one in problems_of(spec, request) if _place(spec, request, one) not in _KNOWN]
            assert [str(one) for one in strange] == []
            assert request.headers["API-Key"] == KEY
            assert request.headers.get("Content-Type") == ("application/json" if request.content else None)

    check()


def test_what_is_sent_beyond_the_description_is_still_sent(spec: Spec) -> None:
    shipment = replace(
        SHIPMENT,
        ship_to=replace(SHIPMENT.ship_to, country="HK", state="", postal_code=""),
        confirmation="restricted_delivery",
        delivery=Delivery.QR,
    )
    place = Place("97204")
    estimate = EstimateRequest(("se-1",), place, place, shipment.parcel.weight, shipment.ship_date)
    plan = ShipmentPlan(shipment, "se-1", "usps_ground_advantage")
    look = LabelLook(delivery=Delivery.QR)
    asked = [
        *requests_of(lambda it: it.labels.buy(replace(ORDER, shipment=shipment))),
        *requests_of(lambda it: it.labels.buy_rate("se-1", look=look)),
        *requests_of(lambda it: it.labels.buy_shipment("se-1", look=look)),
        *requests_of(lambda it: it.labels.buy_return("se-1", look=look)),
        *requests_of(lambda it: it.rates.quote(shipment, "se-1")),
        *requests_of(lambda it: it.rates.bulk_inline([shipment], "se-1")),
        *requests_of(lambda it: it.rates.estimate(estimate)),
        *requests_of(lambda it: it.shipments.create([plan])),
        *requests_of(lambda it: it.shipments.change(held_shipment(), plan)),
        *requests_of(lambda it: it.images.find()),
    ]
    found = {_place(spec, request, one) for request in asked for one in problems_of(spec, request)}
    assert found == _KNOWN


def problems_of(spec: Spec, request: httpx.Request) -> list[Problem]:
    operation = spec.operation(request.method, str(request.url))
    body = json.loads(request.content, parse_constant=_no_number) if request.content else None
    return operation.query(str(request.url)) + operation.request(body)


def _place(spec: Spec, request: httpx.Request, problem: Problem) -> tuple[str, str, str]:
    return spec.operation(request.method, str(request.url)).name, problem.path, problem.kind


def _no_number(text: str) -> Any:
    raise AssertionError(f"{text} is no JSON")
