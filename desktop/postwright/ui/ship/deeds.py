"""What the Ship panel may ask for, bound by whoever builds the program. Does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from postwright.domain.approval import Approval
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft import Draft, Problem
from postwright.domain.draft_record import DraftRecord
from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import PrintRecord
from postwright.domain.rate import Quote
from postwright.domain.sentences import Action
from postwright.domain.shipment import Shipment
from postwright.ui.change import Change

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import LabelSheet, Purchased, Standing


@dataclass(frozen=True, slots=True)
class ShipDeeds:
    """`read`, `preferences`, `standing` and `today` (at the origin) are quick: the window's thread asks.

    `open_mail` and `open_void` lead to other panels, `go` to wherever a notice points.
    """

    catalogue: Catalogue
    preferences: Callable[[], Preferences]
    standing: Callable[[], Standing]
    today: Callable[[], date]
    read: Callable[[Draft], Shipment | tuple[Problem, ...]]
    new_draft: Callable[[], DraftRecord]
    save: Callable[[str, Draft], DraftRecord]
    load: Callable[[str], DraftRecord]
    quote: Callable[[Shipment], Quote]
    buy: Callable[[str, Shipment, Quote, str], Purchased]
    queue: Callable[[str, Approval], DraftRecord]
    sheet: Callable[[str], LabelSheet]
    print_label: Callable[[str, str], PrintRecord]
    open_mail: Callable[[str], None]
    open_void: Callable[[str], None]
    announce: Callable[[Change], None] = lambda change: None
    go: Callable[[Action], None] = lambda action: None


@dataclass(frozen=True, slots=True)
class ShipLanes:
    """Where the work runs. `desk` keeps strict order."""

    desk: Submit
    errands: Submit
    money: Submit
    prints: Submit


class SavedDraft:
    """One parcel's place on disk. `keep` runs on the desk lane alone, so a draft is begun once."""

    def __init__(self, deeds: ShipDeeds, draft_id: str = "") -> None:
        self.id = draft_id
        self._deeds = deeds

    def keep(self, draft: Draft) -> DraftRecord:
        """Write it down; the first time under a new number."""
        if not self.id:
            self.id = self._deeds.new_draft().id
        return self._deeds.save(self.id, draft)
