"""What the real service was recorded to answer is described, or among the written deviations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.contract.deviations import RECORDED
from tests.contract.judging import ANY, Judge
from tests.contract.sources import Recorded
from tests.contract.spec import ABSENT, REFERENCE, Spec
from tests.contract.world import Exchange


@pytest.fixture(scope="module")
def recorded() -> list[Exchange]:
    file = REFERENCE / "recordings.json"
    if not file.is_file():
        pytest.skip(ABSENT)
    return [_exchange(one) for one in json.loads(file.read_text("utf-8"))]


def _exchange(one: dict[str, Any]) -> Exchange:
    kind = one["headers"].get("content-type")
    return Exchange(one["method"], one["path"], one["status"], kind, one["request"], one["response"])


def test_every_recorded_reply_is_described_or_a_known_deviation(recorded: list[Exchange], spec: Spec) -> None:
    judge = Judge(spec, "2024", RECORDED)
    assert [strange for one in recorded for strange in judge.strange(one)] == []
    assert all(one.is_json for one in recorded)


def test_a_deviation_that_names_a_recording_is_in_it(recorded: list[Exchange], spec: Spec) -> None:
    judge = Judge(spec, "2024", RECORDED)
    found = {place for one in recorded for place in judge.places(one)}
    for one in judge.known:
        if isinstance(one.source, Recorded):
            shown = {place[0] for place in found if judge.covers(one, place)}
            assert one.source.operation in shown, one
            # What is excused everywhere was recorded in many places.
            assert len(shown) > 9 or ANY not in {place[0] for place in one.places()}, one
