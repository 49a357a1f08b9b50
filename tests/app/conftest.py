"""A data folder in which the operator practises already."""

from __future__ import annotations

from pathlib import Path

import pytest

from postwright.app.starting_point import SAMPLE_ORIGIN, for_practice
from postwright.domain.preferences import Preferences
from postwright.paths import DataFolder
from postwright.settings_file import save


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    found = DataFolder(tmp_path)
    save(found.settings_file, for_practice(Preferences(), SAMPLE_ORIGIN, tmp_path))
    return found
