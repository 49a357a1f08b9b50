"""A fresh practice carrier for each test, and a client that talks to it in this process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import client_of, open_carrier
from tests.practice.requests import Furnished, World, furnish, open_furnished


@pytest.fixture
def carrier(tmp_path: Path) -> PracticeCarrier:
    return open_carrier(tmp_path / "carrier")


@pytest.fixture
def client(carrier: PracticeCarrier) -> Iterator[httpx.Client]:
    with client_of(carrier) as opened:
        yield opened


@pytest.fixture(scope="session")
def _model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """The folder of a carrier that has one of everything; it is only ever copied."""
    folder = tmp_path_factory.mktemp("furnished")
    with open_furnished(folder) as client:
        return folder, furnish(client)


@pytest.fixture(scope="session")
def shared(_model: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    """The same for requests that change nothing, because all of them are refused."""
    model, world = _model
    with open_furnished(shutil.copytree(model, tmp_path_factory.mktemp("shared") / "furnished")) as opened:
        yield opened, world


@pytest.fixture
def furnished(_model: tuple[Path, World], tmp_path: Path) -> Iterator[Furnished]:
    """A client of a carrier that has one of everything, and what that is."""
    model, world = _model
    folder = shutil.copytree(model, tmp_path / "furnished")
    with open_furnished(folder) as opened:
        yield opened, world
