"""List mails with the parcels that they are about, and what of them waits for a person. Asks nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from postwright.domain.label_entry import LabelEntry
from postwright.domain.mail_record import MailRecord
from postwright.domain.qr_watch import CodeState, UnusedCode
from postwright.domain.void import Urgency
from postwright.operations.watch_codes import Lookout, watch_codes
from postwright.store.labels import Labels
from postwright.store.mails import Mails


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail, and the label that it is about."""

    record: MailRecord
    entry: LabelEntry


def list_mails(labels: Labels, mails: Mails) -> tuple[MailRow, ...]:
    """What has not ended, and what ended of late, the newest first."""
    return _with_entries(labels, mails.outbox())


def unsettled(labels: Labels, mails: Mails) -> tuple[tuple[MailRecord, LabelEntry], ...]:
    """Mails that may have left, and those that never did and are not tried again."""
    return tuple((row.record, row.entry) for row in _with_entries(labels, mails.doubtful()))


def ending(lookout: Lookout) -> tuple[UnusedCode, ...]:
    """Unused codes that end by tomorrow or have ended, while their money can still be asked back."""
    return tuple(
        code
        for code in watch_codes(lookout)
        if code.state is not CodeState.RUNNING and code.window.urgency is not Urgency.OVER
    )


def _with_entries(labels: Labels, records: Iterable[MailRecord]) -> tuple[MailRow, ...]:
    entries: dict[str, LabelEntry] = {}
    rows = []
    for record in records:
        if record.label_id not in entries:
            entries[record.label_id] = labels.get(record.label_id)
        rows.append(MailRow(record, entries[record.label_id]))
    return tuple(rows)
