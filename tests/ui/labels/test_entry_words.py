"""The words about a label in the list and beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from postwright.ui.labels.entry_words import facts_of
from postwright.ui.labels.table import BOUGHT, table_rows
from tests.ui import plausible


def test_the_list_and_the_label_beside_it_tell_the_same_day() -> None:
    """Also just before and after midnight where the parcel leaves."""
    for hour in range(24):
        entry = plausible.entry(0)
        at = datetime(2026, 11, 23, hour, 7, tzinfo=UTC)
        entry = replace(entry, label=replace(entry.label, created_at=at))
        told = dict(facts_of(entry, "Ground Advantage"))["Bought"]
        (row,) = table_rows((entry,), {})
        assert told.startswith(f"{row.cells[BOUGHT]}, ")
