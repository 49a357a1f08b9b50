"""List mails with the parcels that they are about, and what of them waits for a person. Asks nobody."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.label_entry import LabelEntry
from postwright.domain.mail_record import MailRecord
from postwright.domain.qr_watch import CodeState, UnusedCode
from postwright.domain.void import Urgency
from postwright.operations.watch_codes import Lookout, watch_codes


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail, and the label that it is about."""

    record: MailRecord
    entry: LabelEntry


def ending(lookout: Lookout) -> tuple[UnusedCode, ...]:
    """Unused codes that end by tomorrow or have ended, while their money can still be asked back."""
    return tuple(
        code
        for code in watch_codes(lookout)
        if code.state is not CodeState.RUNNING and code.window.urgency is not Urgency.OVER
    )
