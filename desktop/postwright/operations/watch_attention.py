"""Gather everything that waits for a person. Decides nothing and asks no carrier."""

from __future__ import annotations

from datetime import datetime, timedelta

from postwright.domain.absence import SettlingRule
from postwright.domain.form_request import FormState
from postwright.domain.pickup import DOUBTFUL
from postwright.domain.postal_rules import VoidRule
from postwright.domain.void import VoidState
from postwright.operations.results import Attention
from postwright.operations.settle import doubts
from postwright.store.balances import Balances
from postwright.store.foreign_labels import ForeignLabels
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.pickups import Pickups
from postwright.store.prints import Prints
from postwright.store.scan_forms import ScanForms
from postwright.store.voids import Voids


def attention(
    ledger: Ledger,
    labels: Labels,
    prints: Prints,
    voids: Voids,
    pickups: Pickups,
    *,
    now: datetime,
    rule: SettlingRule,
    void: VoidRule,
    balances: Balances | None = None,
    foreign: ForeignLabels | None = None,
    forms: ScanForms | None = None,
) -> Attention:
    """Doubtful money first, then prints that may have come out, voids and pickups without an answer, and
    labels that differ from their orders while they are unprinted and can be voided.
    """
    return Attention(
        doubts=doubts(ledger, now=now, rule=rule, balances=balances),
        maybe_printed=tuple((record, labels.get(record.label_id)) for record in prints.doubtful()),
        doubtful_voids=tuple(
            entry for entry in map(labels.get, voids.unsettled()) if entry.void_state is VoidState.IN_DOUBT
        ),
        doubtful_pickups=tuple(entry for entry in pickups.unsettled() if entry.state in DOUBTFUL),
        alarms=tuple(
            alarm
            for entry in labels.unprinted(now - timedelta(days=void.days))
            for alarm in entry.named_alarms
        ),
        foreign=foreign.standing() if foreign else (),
        doubtful_forms=tuple(
            entry
            for entry in (forms.unsettled() if forms else ())
            if entry.state is FormState.IN_DOUBT and not entry.is_being_made
        ),
    )
