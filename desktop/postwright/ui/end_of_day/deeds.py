"""What the End of day panel reads of the shop and may ask for. No Qt, no operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from postwright.domain.day_end import DayEnd, OriginKey
from postwright.domain.form_request import FormEntry
from postwright.domain.label_entry import LabelEntry

if TYPE_CHECKING:
    from postwright.domain.postal_rules import FormRule


@dataclass(frozen=True, slots=True)
class NextPickup:
    """When USPS comes next, and for how many parcels. Without a booking `parcels` is None and the day is the
    one on which it could.
    """

    day: date
    parcels: int | None = None


@dataclass(frozen=True, slots=True)
class DayBook:
    """All that the panel shows. `late` are labels whose ship date has passed and that nobody scanned; `names`
    are the shop's own words for its origins.
    """

    days: tuple[DayEnd, ...]
    rule: FormRule
    forms: tuple[FormEntry, ...] = ()
    late: tuple[LabelEntry, ...] = ()
    names: Mapping[OriginKey, str] = field(default_factory=dict)
    pickup: NextPickup | None = None


@dataclass(frozen=True, slots=True)
class Deeds:
    """`close` makes the forms of a day of these labels; `again` asks once more for one that failed. Both give
    the requests as they stand afterwards. `picture` draws a form's sheet, `send` and `save` answer with a
    sentence; `printer` names the one that takes it, empty where none does.
    """

    look: Callable[[], DayBook]
    close: Callable[[DayEnd, tuple[str, ...]], tuple[FormEntry, ...]]
    again: Callable[[int], tuple[FormEntry, ...]]
    picture: Callable[[str], bytes]
    printer: Callable[[], str]
    send: Callable[[str], str]
    save: Callable[[str, str], str]
