"""What the practice carrier answers is what the published description promises, or a written deviation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from postwright import practice
from tests.contract.deviations import REPLIES, Place
from tests.contract.judging import ANY, Judge
from tests.contract.refusals import ODD, REFUSALS
from tests.contract.sources import OPTIONAL
from tests.contract.spec import Spec
from tests.contract.visits import ONLY_REFUSED, VISITS
from tests.contract.world import World, open_world, route_names, route_of


@pytest.fixture(scope="module", params=["2024", "2026"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    """One practice carrier of which everything was asked."""
    schema: str = request.param
    world = open_world(tmp_path_factory.mktemp(f"schema{schema}"), schema)
    for visit in (*VISITS.values(), *ONLY_REFUSED.values(), *REFUSALS.values(), *ODD):
        visit(world)
    return world


def test_every_route_has_a_visit() -> None:
    assert sorted({**VISITS, **ONLY_REFUSED}) == sorted(route_names())


def test_a_route_without_a_success_says_so_in_the_usual_form(tmp_path: Path) -> None:
    world = open_world(tmp_path, "2024")
    for name, visit in ONLY_REFUSED.items():
        reply = visit(world)
        assert route_of(reply.request.method, str(reply.request.url)) == name
        assert reply.status_code in (400, 404)


def test_every_visit_is_a_success_of_its_route(tmp_path: Path) -> None:
    world = open_world(tmp_path, "2024")
    for name, visit in VISITS.items():
        reply = visit(world)
        assert reply.status_code in (200, 204), reply.text
        assert route_of(reply.request.method, str(reply.request.url)) == name


def test_every_error_code_of_the_practice_carrier_has_a_visit(spec: Spec) -> None:
    [folder] = practice.__path__
    told = "".join(file.read_text("utf-8") for file in Path(folder).rglob("*.py"))
    known = {*spec.document["components"]["schemas"]["error_code"]["enum"], "not_found"} - {"unknown"}
    assert sorted(REFUSALS) == sorted(code for code in known if f'"{code}"' in told)


def test_every_refusal_comes_with_its_code(tmp_path: Path) -> None:
    world = open_world(tmp_path, "2024")
    for code, visit in REFUSALS.items():
        begun = len(world.heard)
        visit(world)
        assert code in set(_codes(world, begun)), world.heard[-1]


def _codes(world: World, begun: int) -> Iterator[str]:
    for one in world.heard[begun:]:
        for holder in (one.answer, (one.answer or {}).get("rate_response")):
            if holder and isinstance(holder.get("errors"), list):
                yield from (str(error["error_code"]) for error in holder["errors"])


def test_every_reply_is_described_or_a_known_deviation(world: World, spec: Spec) -> None:
    judge = Judge(spec, world.carrier.switches.schema)
    assert [strange for one in world.heard for strange in judge.strange(one)] == []


def test_no_deviation_is_written_that_does_not_occur(world: World, spec: Spec) -> None:
    judge = Judge(spec, world.carrier.switches.schema)
    found: set[Place] = {place for one in world.heard for place in judge.places(one)}
    anywhere = {(ANY, *place[1:]) for place in found}
    stale = [place for one in judge.known for place in one.places() if place not in found | anywhere]
    assert stale == []
    assert len(REPLIES) == len(set(REPLIES))


def test_a_null_that_is_excused_as_optional_stands_where_nothing_must(world: World, spec: Spec) -> None:
    judge = Judge(spec, world.carrier.switches.schema)
    bare = [replace(one, answer=_without_nulls(one.answer)) for one in world.heard]
    needed = {place[:2] for one in bare for place in judge.places(one) if place[2] == "missing"}
    excused = [place for one in judge.known if one.source == OPTIONAL for place in one.places()]
    assert excused
    assert [place for place in excused if place[:2] in needed] == []


def _without_nulls(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_nulls(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: _without_nulls(one) for name, one in value.items() if one is not None}
