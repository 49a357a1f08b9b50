"""What comes after buying: the label at its true shape, its proof, its print. Cannot change the purchase."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from postwright.domain.barcode import in_fours
from postwright.domain.faults import Fault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import PrintRecord, PrintState
from postwright.domain.sentences import Deed
from postwright.domain.shipment import Delivery
from postwright.jobs.ticket import Submit, Ticket
from postwright.ui.change import Change
from postwright.ui.notice import Notice, Tone, notice_of
from postwright.ui.ship.deeds import ShipDeeds
from postwright.ui.ship.screen import LabelCard
from postwright.ui.ship.table import Table

if TYPE_CHECKING:
    from postwright.operations.results import LabelSheet

_NO_QR = Notice(Tone.PLAIN, "This label has no QR code, so there is nothing to mail. Print it instead.")


class Aftercare:
    """The label on the table, if one was just bought."""

    def __init__(self, deeds: ShipDeeds, prints: Submit, table: Table) -> None:
        self._deeds = deeds
        self._prints = prints
        self._table = table
        self._ticket: Ticket | None = None

    def take(self, entry: LabelEntry, alarms: tuple[str, ...]) -> None:
        """Show the label and fetch its picture."""
        label, delivery = entry.label, entry.shipment.delivery
        card = LabelCard(
            label_id=entry.id,
            tracking=in_fours(label.tracking_number),
            service=self._deeds.catalogue.service_name(label.service_code),
            cost=str(label.cost),
            recipient=entry.shipment.ship_to.who,
            paper=delivery is not Delivery.QR,
            qr=delivery.paperless,
            alarms=alarms,
            prints=entry.prints,
        )
        self._table.show(label=card, notice=None)
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
        """To the mail with the QR code; say so where there is none."""
        card = self._table.screen.label
        if card is not None and card.qr:
            self._deeds.open_mail(card.label_id)
        elif card is not None:
            self._table.show(notice=_NO_QR)

    def void(self) -> None:
        """To the voids, which ask once more."""
        card = self._table.screen.label
        if card is not None:
            self._deeds.open_void(card.label_id)

    def drop(self) -> None:
        """Listen no more; a print under way goes on."""
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    def _put(self, card: LabelCard) -> None:
        self._table.show(label=card)

    def _drawn(self, sheet: LabelSheet) -> None:
        card = self._table.screen.label
        if card is not None and card.label_id == sheet.label_id:
            self._put(replace(card, png=sheet.png, proof=sheet.proof, proved=sheet.proved))

    def _not_drawn(self, fault: Fault) -> None:
        self._table.show(notice=notice_of(fault, Deed.LOOK))

    def _printed(self, record: PrintRecord) -> None:
        self._deeds.announce(Change(labels=True))
        card = self._table.screen.label
        if card is not None and card.label_id == record.label_id:
            self._table.show(
                label=replace(card, printing=False, prints=record.copy), notice=_print_notice(record)
            )

    def _not_printed(self, fault: Fault) -> None:
        self._deeds.announce(Change(labels=True))
        card = self._table.screen.label
        if card is not None:
            self._table.show(label=replace(card, printing=False), notice=notice_of(fault, Deed.LOOK))


def _print_notice(record: PrintRecord) -> Notice:
    copy = f" Copy {record.copy}." if record.copy > 1 else ""
    if record.state in (PrintState.HANDED_OVER, PrintState.DONE, PrintState.SEEN):
        ours = record.detail.endswith(".")  # where it was saved, or that the queue is paused
        where = f" {record.detail}" if ours else ""
        return Notice(Tone.DONE, f"Sent to {record.printer}.{copy}{where}", "" if ours else record.detail)
    if record.state is PrintState.FAILED:
        return Notice(
            Tone.TROUBLE, f"{record.printer} did not take the label. Nothing was printed.", record.detail
        )
    return Notice(Tone.WAITING, f"{record.printer} may have printed the label. Look before printing again.")
