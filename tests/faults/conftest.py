"""The carrier and the host are started once; every test gets a shop of its own and an empty carrier."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import buyer
from tests.faults.hostile import Hostile
from tests.faults.world import Carrier, Host, Template, World, make_template


@pytest.fixture(scope="session")
def carrier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Carrier]:
    carrier = Carrier(tmp_path_factory.mktemp("carrier"))
    yield carrier
    carrier.close()


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template") / "shop")


@pytest.fixture(scope="session")
def whole_purchase(
    carrier: Carrier, host: Host, template: Template, tmp_path_factory: pytest.TempPathFactory
) -> float:
    """Seconds that a purchase takes here from start to end, with its process."""
    folder = tmp_path_factory.mktemp("whole") / "shop"
    carrier.reset()
    template.copy(folder)
    begun = time.monotonic()
    assert host.run(World(carrier, host, folder, template.draft).job("buy")) == buyer.DONE
    return time.monotonic() - begun


@pytest.fixture
def world(carrier: Carrier, host: Host, template: Template, tmp_path: Path) -> World:
    carrier.reset()
    template.copy(tmp_path / "shop")
    return World(carrier, host, tmp_path / "shop", template.draft)


@pytest.fixture(scope="session")
def between(carrier: Carrier) -> Iterator[Hostile]:
    hostile = Hostile(carrier.port)
    yield hostile
    hostile.close()


@pytest.fixture
def hostile(between: Hostile) -> Hostile:
    between.calm()
    between.plot()
    return between
