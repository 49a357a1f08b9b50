"""What tests of the window share: the program's look."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from postwright.domain.preferences import Theme
from postwright.ui.theme import Look, put_on


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look, with the program's own font."""
    return put_on(qapp, Theme.LIGHT)
