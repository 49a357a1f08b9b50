"""List the QR codes that nobody has used, and ask USPS about them one at a time. Voids and mails nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import FaultKind, Lost, Refused
from postwright.domain.postal_rules import VoidRule
from postwright.domain.preferences import MailSetup
from postwright.domain.qr_validity import QrValidity
from postwright.domain.qr_watch import UnusedCode, WatchedCode, is_due, unused
from postwright.domain.sentences import Deed, sentence
from postwright.store.code_watch import CodeWatch

# There is nothing to be heard about this one label; another may be asked about.
_OF_THIS_LABEL = frozenset({FaultKind.NOT_FOUND, FaultKind.CARRIER_REFUSED, FaultKind.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Lookout:
    """What watching needs. `carrier` is the one for errands: a code that was used is no hurry."""

    codes: CodeWatch
    carrier: CarrierClient
    setup: MailSetup
    validity: QrValidity
    now: Callable[[], datetime]
    void: VoidRule


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question came to: whether the list may have changed, and how many labels are still due."""

    changed: bool = False
    left: int = 0


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


def ask_next(lookout: Lookout) -> Asked:
    """Ask USPS about the label that waits longest. Nothing is asked where none is due.

    Raises the fault of the call, after which the rest is left for another time.
    """
    due = sorted(_due(lookout), key=_longest)
    if not due:
        return Asked()
    return Asked(_ask(lookout, due[0]), len(due) - 1)


def _due(lookout: Lookout) -> list[WatchedCode]:
    now, days = lookout.now(), lookout.setup.watch_days
    return [code for code in lookout.codes.watched() if is_due(code, now=now, watch_days=days)]


def _longest(code: WatchedCode) -> tuple[bool, datetime]:
    """Those that were never asked about go first."""
    return code.asked_at is not None, code.asked_at or code.since


def _ask(lookout: Lookout, code: WatchedCode) -> bool:
    label = code.entry.label
    try:
        found = lookout.carrier.tracking.of_label(label.label_id, number=label.tracking_number)
    except (Lost, Refused) as fault:
        news, goes_on = sentence(fault, Deed.LOOK).happened, fault.kind in _OF_THIS_LABEL
        # One label that gets no answer must not be asked about before all others for ever.
        if goes_on or isinstance(fault, Lost):
            lookout.codes.heard(label.label_id, news, scanned=False)
        if not goes_on:
            raise
        return news != code.news
    lookout.codes.heard(label.label_id, found.words, scanned=not found.unscanned)
    return not found.unscanned or found.words != code.news
