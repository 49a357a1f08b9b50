"""A shop of its own for each test, and what printing in it needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from postwright.operations.hand_over import Press
from postwright.printing.renderer import Renderer
from tests.operations.shops import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = Shop(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    """One child draws for all tests of a file: starting it takes longer than they do."""
    with Renderer() as opened:
        yield opened


@pytest.fixture
def press(shop: Shop, renderer: Renderer) -> Press:
    return shop.press(renderer)
