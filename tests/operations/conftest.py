"""A shop of its own for each test, and what printing in it needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from postwright.operations.hand_over import Press
from postwright.printing.renderer import Renderer
from tests.operations.shops import Shop


@pytest.fixture
def shop(tmp_path: Path, renderer: Renderer) -> Iterator[Shop]:
    opened = Shop(tmp_path, renderer)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """One child draws for all tests: starting it takes longer than they do."""
    with Renderer() as opened:
        yield opened


@pytest.fixture
def press(shop: Shop, renderer: Renderer) -> Press:
    return shop.press(renderer)
