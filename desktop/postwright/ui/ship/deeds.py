"""What the Ship panel may ask for, bound by whoever builds the program. Does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.approval import Approval
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft import Draft, Problem
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.letter import LetterKind
from postwright.domain.preferences import Preferences
from postwright.domain.print_record import PrintRecord
from postwright.domain.rate import Quote
from postwright.domain.ship_day import LeavesToday
from postwright.domain.shipment import Shipment
from postwright.ui.change import Change
from postwright.ui.scan.presenter import ScanDeeds

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import LabelSheet, Purchased, Standing


@dataclass(frozen=True, slots=True)
class ShipDeeds:
    """`read`, `leaving`, `preferences`, `standing` and `today` (at the origin) are quick: the window's thread
    asks. `leaving` is what is to be asked about the day of a parcel; `look_at_days` reads the days anew.

    `buy` gets the keys of the guards that were answered and raises Held for those that were not.
    `is_free` says whether no purchase of that draft is sent, in doubt or bought; who cannot tell says no.
    `open_mail`, `open_void` and `show_label` lead to other panels, `go` to wherever a notice points.
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
    leaving: Callable[[Draft], LeavesToday | None]
    answer_leaving: Callable[[LeavesToday, bool], None]
    look_at_days: Callable[[], object]
    buy: Callable[[DraftRecord, Shipment, Quote, str, frozenset[str]], Purchased]
    queue: Callable[[str, Approval], DraftRecord]
    sheet: Callable[[str], LabelSheet]
    print_label: Callable[[str, str], PrintRecord]
    prints: Callable[[str], tuple[PrintRecord, ...]]
    scans: ScanDeeds
    open_mail: Callable[[str, LetterKind], None]
    open_void: Callable[[str], None]
    show_label: Callable[[str], None] = lambda label_id: None
    is_free: Callable[[str], bool] = lambda draft_id: False
    announce: Callable[[Change], None] = lambda change: None
    go: Callable[[Action], None] = lambda action: None


@dataclass(frozen=True, slots=True)
class ShipLanes:
    """Where the work runs. `desk` keeps strict order."""

    desk: Submit
    errands: Submit
    money: Submit
    prints: Submit


# Why a draft takes no more text, and what is said once that text has become a draft of its own.
TAKEN = {
    FaultKind.ALREADY_BOUGHT: "This parcel was bought as it was before. What you typed since is a new draft.",
    FaultKind.STILL_IN_DOUBT: "This parcel is being bought as it was before. "
    "What you typed since is a new draft.",
    FaultKind.DRAFT_UNKNOWN: "This draft was removed in the meantime. What you typed since is a new draft.",
}


class SavedDraft:
    """One parcel's place on disk. `keep` and `order` run on the desk lane alone, so a draft is begun once.

    `moves` counts how often the text had to go to a new draft, `why` says why it last did; `told` is how
    many of these the operator knows of.
    """

    def __init__(self, deeds: ShipDeeds, draft_id: str = "") -> None:
        self.id = draft_id
        self.moves = self.told = 0
        self.why = FaultKind.ALREADY_BOUGHT
        self._deeds = deeds

    def keep(self, draft: Draft) -> DraftRecord:
        """Write it down; under a new number the first time, and when the old one takes no more text."""
        try:
            return self._save(draft)
        except BadInput as fault:
            if fault.kind not in TAKEN:
                raise
            self.moves, self.why, self.id = self.moves + 1, fault.kind, ""
            return self._save(draft)

    def order(self, told: int, draft: Draft) -> DraftRecord:
        """Write it down to buy it: never as a new draft of which nobody knew when the button was pressed."""
        if self.moves != told:
            raise BadInput(self.why, self.id)
        return self._save(draft)

    def queue(self, told: int, draft: Draft, approval: Approval) -> DraftRecord:
        """Write it down and queue it in one go, so that a window that closes cannot come between."""
        return self._deeds.queue(self.order(told, draft).id, approval)

    def _save(self, draft: Draft) -> DraftRecord:
        if not self.id:
            self.id = self._deeds.new_draft().id
        return self._deeds.save(self.id, draft)
