"""List the QR codes that nobody has used. Asks nobody (follow_parcels.py does), voids and mails nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from postwright.domain.postal_rules import VoidRule
from postwright.domain.preferences import MailSetup
from postwright.domain.qr_validity import QrValidity
from postwright.domain.qr_watch import UnusedCode, unused
from postwright.store.code_watch import CodeWatch


@dataclass(frozen=True, slots=True)
class Lookout:
    """What listing needs."""

    codes: CodeWatch
    setup: MailSetup
    validity: QrValidity
    now: Callable[[], datetime]
    void: VoidRule


def watch_codes(lookout: Lookout) -> tuple[UnusedCode, ...]:
    """The codes that nobody has used for days, the oldest label first; what is known of each is from the
    last time that USPS was asked.
    """
    setup, now = lookout.setup, lookout.now()
    days, source = lookout.validity.chosen(setup.qr_days), lookout.validity.words(setup.qr_days)
    listed = (
        unused(
            code,
            now=now,
            watch_days=setup.watch_days,
            valid_days=days,
            rule=lookout.void,
            validity=source,
        )
        for code in lookout.codes.watched()
    )
    return tuple(code for code in listed if code is not None)
