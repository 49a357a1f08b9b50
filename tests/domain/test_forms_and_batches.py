"""SCAN forms and batches as the carrier reports them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postwright.domain.batch import Batch
from postwright.domain.scan_form import FormAnswer, FormRequest

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "is_open"), [("in_progress", True), ("completed", False), ("pondered", False)]
)
def test_only_forms_in_progress_are_waited_for(status: str, is_open: bool) -> None:
    request = FormRequest("se-1", status)
    assert request.is_open is is_open
    assert bool(FormAnswer(requests=(request,)).open_requests) is is_open


@pytest.mark.parametrize(
    ("status", "can_change", "has_ended"),
    [
        ("open", True, False),
        ("queued", False, False),
        ("processing", False, False),
        ("notifying", False, False),
        ("completed", False, True),
        ("completed_with_errors", False, True),
        ("archived", False, True),
        ("invalid", False, True),
        ("pondered", False, False),
    ],
)
def test_a_batch_is_changed_while_it_is_open_and_followed_until_it_ends(
    status: str, can_change: bool, has_ended: bool
) -> None:
    batch = Batch("se-1", "100057", status, NOW)
    assert (batch.can_change, batch.has_ended) == (can_change, has_ended)
