"""Which service was allowed to be bought, in words. Allows nothing itself."""

from __future__ import annotations

from postwright.domain.approval import CHEAPEST, IN_TIME, Approval
from postwright.ui.words import code_words, day_words


def service_text(approval: Approval | None) -> str:
    """What was allowed to be bought, in words."""
    if approval is None:
        return ""
    if approval.service_code == CHEAPEST:
        return "Cheapest"
    if approval.service_code == IN_TIME:
        by = f" by {day_words(approval.arrive_by)}" if approval.arrive_by else " in time"
        return f"Cheapest{by}"
    return code_words(approval.service_code)
