"""What comes after buying: the label at its true shape, its proof, its prints, the scan that puts it on its
parcel. Cannot change the purchase.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.barcode import in_fours
from postwright.domain.display_scheme import proposal
from postwright.domain.faults import Fault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import PrintRecord
from postwright.domain.sentences import Deed
from postwright.domain.shipment import Delivery
from postwright.jobs.ticket import Submit, Ticket
from postwright.ui.asking import Asking
from postwright.ui.change import Change
from postwright.ui.notice import Notice, Tone, notice_of
from postwright.ui.print_words import copy_line, print_notice
from postwright.ui.proof_words import check_lines
from postwright.ui.scan.presenter import Expected, Scanning
from postwright.ui.scan.screen import Scanned
from postwright.ui.ship.deeds import ShipDeeds
from postwright.ui.ship.screen import LabelCard
from postwright.ui.ship.table import Table

if TYPE_CHECKING:
    from postwright.operations.results import LabelSheet

_NO_QR = Notice(Tone.PLAIN, "This label has no QR code, so there is nothing to mail. Print it instead.")


class Aftercare:
    """The label on the table, if one was just bought. `scanning` holds its scan line."""

    def __init__(self, deeds: ShipDeeds, prints: Submit, desk: Submit, table: Table) -> None:
        self._deeds = deeds
        self._prints = prints
        self._table = table
        self._ticket: Ticket | None = None
        self._reading = Asking(desk)
        self.scanning = Scanning(
            desk,
            deeds.scans,
            lambda scan: self._table.show(scan=scan),
            expected=self._expected,
            told=self._scanned,
        )

    def take(self, entry: LabelEntry, alarms: tuple[str, ...]) -> None:
        """Show the label and fetch its picture."""
        label, delivery = entry.label, entry.delivery
        card = LabelCard(
            label_id=entry.id,
            tracking=in_fours(label.tracking_number),
            service=self._deeds.catalogue.service_name(label.service_code),
            cost=str(label.cost),
            recipient=entry.shipment.ship_to.who,
            paper=delivery is not Delivery.QR,
            qr=delivery.paperless,
            is_return=entry.label.is_return or entry.shipment.is_return,
            alarms=alarms,
            prints=entry.prints,
        )
        said = proposal(self._deeds.preferences().display_scheme, label.display_scheme)
        notice = Notice(Tone.WAITING, said, action=Action.BUYING_SETTINGS) if said else None
        self._table.show(label=card, notice=notice)
        if card.paper:
            self._ticket = self._prints(
                partial(self._deeds.sheet, card.label_id),
                self._drawn,
                self._not_drawn,
                name="Proving the label",
            )

    def print(self, reason: str = "") -> None:
        """Print it; a second copy needs a reason, which is asked for."""
        card = self._table.screen.label
        if card is None or not card.can_print:
            return
        if card.prints and not reason:
            self._put(replace(card, reason_asked=True))
            return
        self._put(replace(card, printing=True, reason_asked=False))
        work = partial(self._deeds.print_label, card.label_id, reason)
        self._prints(work, self._printed, self._not_printed, name=f"Printing the label for {card.recipient}")

    def reprint(self) -> None:
        """Ask why."""
        card = self._table.screen.label
        if card is not None and card.can_print and card.prints:
            self._put(replace(card, reason_asked=True))

    def mail(self) -> None:
        """To the mail with the QR code, or with a return's label; say so where there is none."""
        card = self._table.screen.label
        if card is not None and card.letter is not None:
            self._deeds.open_mail(card.label_id, card.letter)
        elif card is not None:
            self._table.show(notice=_NO_QR)

    def void(self) -> None:
        """To the voids, which ask once more."""
        card = self._table.screen.label
        if card is not None:
            self._deeds.open_void(card.label_id)

    def prints_changed(self) -> None:
        """More is known of a print: the printer said so, or somebody scanned it."""
        card = self._table.screen.label
        if card is not None:
            self._reading.ask(partial(self._deeds.prints, card.label_id), self._copies, self._not_drawn)

    def drop(self) -> None:
        """Listen no more; a print under way goes on. An alarm stands until it is acknowledged."""
        self._reading.drop()
        self.scanning.forget()
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    def _put(self, card: LabelCard) -> None:
        self._table.show(label=card)

    def _drawn(self, sheet: LabelSheet) -> None:
        card = self._table.screen.label
        if card is not None and card.label_id == sheet.label_id:
            checks = check_lines(sheet.facts)
            self._put(replace(card, pages=sheet.pages, proof=sheet.proof, proved=sheet.proved, checks=checks))

    def _not_drawn(self, fault: Fault) -> None:
        self._table.show(notice=notice_of(fault, Deed.LOOK))

    def _copies(self, records: tuple[PrintRecord, ...]) -> None:
        card = self._table.screen.label
        if card is not None and records and records[-1].label_id == card.label_id:
            self._put(self._with(card, records))

    @staticmethod
    def _with(card: LabelCard, records: tuple[PrintRecord, ...]) -> LabelCard:
        counted = sum(one.counts for one in records)
        return replace(card, prints=counted, copies=tuple(map(copy_line, reversed(records))))

    def _printed(self, record: PrintRecord) -> None:
        self._deeds.announce(Change(labels=True))
        card = self._table.screen.label
        if card is not None and card.label_id == record.label_id:
            card = replace(card, printing=False, prints=record.copy)
            self._table.show(label=card, notice=print_notice(record))
            self.prints_changed()

    def _not_printed(self, fault: Fault) -> None:
        self._deeds.announce(Change(labels=True))
        card = self._table.screen.label
        if card is not None:
            self._table.show(label=replace(card, printing=False), notice=notice_of(fault, Deed.LOOK))
            self.prints_changed()

    # ------------------------------------------------------------ the scan line

    def _expected(self) -> Expected:
        """Only this label belongs on the parcel at hand."""
        card = self._table.screen.label
        return Expected(card.label_id) if card is not None else Expected()

    def _scanned(self, answer: Scanned) -> None:
        notice = self._table.screen.notice
        if notice is not None and notice.tone is Tone.DONE:
            self._table.show(notice=None)  # that it was handed over is told by the scan
        self._deeds.announce(Change(prints=True))
