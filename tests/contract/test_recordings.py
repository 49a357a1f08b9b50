"""What the real service was recorded to answer is described, or among the written deviations."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.contract.deviations import RECORDED, REPLIES, REQUESTS
from tests.contract.judging import Judge
from tests.contract.spec import ABSENT, REFERENCE, Spec
from tests.contract.world import Exchange

_FROM_RECORDING, _FROM_DOCUMENTS = "recordings.json ", "api.md "


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
        if one.source.startswith(_FROM_RECORDING):
            operation = one.source.removeprefix(_FROM_RECORDING)
            here = {place for place in found if place[0] == operation}
            assert any(judge.covers(one, place) for place in here), one


def test_every_other_deviation_names_a_heading_of_the_documents() -> None:
    file = REFERENCE / "api.md"
    if not file.is_file():
        pytest.skip(ABSENT)
    headings = set(re.findall(r"(?m)^#+ ([0-9]+(?:\.[0-9]+)?)\b", file.read_text("utf-8")))
    for one in (*REQUESTS, *REPLIES, *RECORDED):
        if not one.source.startswith(_FROM_RECORDING):
            name, _, section = one.source.partition(" ")
            assert f"{name} " == _FROM_DOCUMENTS
            assert section.split(":")[0] in headings, one
