"""A fresh practice carrier for each test, and a client that talks to it in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import client_of, open_carrier


@pytest.fixture
def carrier(tmp_path: Path) -> PracticeCarrier:
    return open_carrier(tmp_path / "carrier")


@pytest.fixture
def client(carrier: PracticeCarrier) -> Iterator[httpx.Client]:
    with client_of(carrier) as opened:
        yield opened
