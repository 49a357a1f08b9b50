"""The dated rules of USPS and the carrier that cost money when they are missed. Reads no file and no clock.

Every number of them stands in `resources/carrier/rules.json` and nowhere else in the program; the practice
carrier keeps figures of its own, as the other side does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Dated:
    """When a rule was read, and where; `open` says what nobody has confirmed."""

    as_of: date
    source: str
    open: str = ""

    @property
    def words(self) -> str:
        """What stands beside the rule wherever it is stated to a person."""
        doubt = f" Not confirmed: {self.open}." if self.open else ""
        return f"As of {self.as_of.day} {self.as_of:%b %Y}: {self.source}.{doubt}"


@dataclass(frozen=True, slots=True)
class VoidRule:
    """For how many days from its creation a label can be voided, and from which day on it is pressing."""

    days: int
    amber_day: int
    red_day: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class RefundRule:
    """Between how many and how many days after a void its money is credited."""

    first_days: int
    last_days: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class AssistRule:
    """Refund Assist: the carrier schedules the refund of an unused label, voids it later, and credits a part
    of its price.
    """

    scheduled_day: int
    void_day: int
    percent: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class PickupRule:
    """Until when, on the day itself, USPS takes changes, by which clock, how heavy a piece may be, and how
    many characters a note may have; None where no document says.
    """

    change_until: time
    zone: ZoneInfo
    most_pounds: Decimal
    dated: Dated
    most_note: int | None = None


@dataclass(frozen=True, slots=True)
class FormRule:
    """Until when, at the origin, the day's parcels are put on a SCAN form, and how many one request takes."""

    until: time
    most_labels: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class TrackingRule:
    """How often USPS is asked about a parcel, until how many days after its purchase, and after how many
    days without a scan it counts as not moving.
    """

    every_hours: int
    until_days: int
    still_days: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class PostalRules:
    """All of them."""

    void: VoidRule
    refund: RefundRule
    assist: AssistRule
    pickup: PickupRule
    form: FormRule
    tracking: TrackingRule


def read_rules(text: str) -> PostalRules:
    """From the JSON of `resources/carrier/rules.json`. Raises ValueError, KeyError when it is not that."""
    data = json.loads(text)
    void, refund, assist = data["void"], data["refund"], data["refund_assist"]
    pickup, form, tracking = data["pickup"], data["scan_form"], data["tracking"]
    return PostalRules(
        void=VoidRule(void["days"], void["amber_day"], void["red_day"], _dated(void)),
        refund=RefundRule(refund["first_days"], refund["last_days"], _dated(refund)),
        assist=AssistRule(assist["scheduled_day"], assist["void_day"], assist["percent"], _dated(assist)),
        pickup=PickupRule(
            time.fromisoformat(pickup["change_until"]),
            ZoneInfo(pickup["zone"]),
            Decimal(pickup["most_pounds"]),
            _dated(pickup),
            pickup["most_note"],
        ),
        form=FormRule(time.fromisoformat(form["until"]), form["most_labels"], _dated(form)),
        tracking=TrackingRule(
            tracking["every_hours"], tracking["until_days"], tracking["still_days"], _dated(tracking)
        ),
    )


def _dated(item: dict[str, Any]) -> Dated:
    return Dated(date.fromisoformat(item["as_of"]), item["source"], item["open"])
