"""What the Pickups panel reads of the shop and may ask for. No Qt, no operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from postwright.domain.pickup import PickupEntry, PickupRequest
from postwright.domain.pickup_plan import PickupPlan
from postwright.domain.preferences import Preferences
from postwright.ui.papers import PaperDeeds


@dataclass(frozen=True, slots=True)
class Deeds:
    """`plan` reads the shop alone; `look` reads the carrier's list and tells whether anything is new; `check`
    asks about one pickup that is in doubt.
    """

    plan: Callable[[], PickupPlan]
    look: Callable[[], bool]
    schedule: Callable[[PickupRequest], PickupEntry]
    cancel: Callable[[int], PickupEntry]
    check: Callable[[int], PickupEntry]
    preferences: Callable[[], Preferences]
    papers: PaperDeeds
