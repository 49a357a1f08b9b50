"""A label of the account that no purchase here is known to have made, and whose it provably is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from postwright.domain.label import Label


class ForeignState(StrEnum):
    """What a person said about it."""

    SEEN = "seen"
    PUT_ASIDE = "put_aside"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class ForeignLabel:
    """`purchase_id` names the purchase of ours whose id it carries; empty where it carries none."""

    label: Label
    seen_at: datetime
    state: ForeignState = ForeignState.SEEN
    purchase_id: str = ""

    @property
    def id(self) -> str:
        return self.label.label_id

    @property
    def is_ours(self) -> bool:
        return bool(self.purchase_id)
