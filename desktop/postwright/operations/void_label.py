"""Ask for a label's refund: tracking first, one request, doubt settled by reading. Never says "refunded"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from postwright.carrier.client import CarrierClient
from postwright.domain.day_end import held
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.form_request import FormEntry
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupEntry, PickupState
from postwright.domain.postal_rules import VoidRule
from postwright.domain.sentences import Deed, sentence
from postwright.domain.tracking import Tracking
from postwright.domain.void import VoidAnswer, VoidEvent, VoidState, void_window
from postwright.operations.results import Voidable, Voided
from postwright.store.labels import Labels
from postwright.store.sqlite_faults import Conflict
from postwright.store.voids import Voids

# Asked-for refunds stay listed until the credit should long have come.
LISTED = timedelta(days=60)
REQUESTED = "Refund requested. The credit usually shows in 3 to 4 weeks."
DOUBTFUL = "We don't know yet whether the refund was requested. Check it again in Attention."
SCANNED = "USPS has scanned this parcel, so the label counts as used. Nothing was asked."
_COMING = frozenset({PickupState.BOOKED, PickupState.SENT, PickupState.IN_DOUBT})
NOT_VOIDED = "The days for voiding are over, and the carrier says that it is not void. It stays paid for."
_SAID = {VoidState.REQUESTED: REQUESTED}
CLOSED = "Postwright was closed. Nothing was asked; the label stays as it was."
NOT_SENT = "The carrier could not be reached. Nothing was asked; the label stays as it was."


@dataclass(frozen=True, slots=True)
class Till:
    """What voiding needs. `closing` says whether the program ends, so that nothing more is begun; `heard` is
    told what USPS said of a label's parcel.
    """

    labels: Labels
    voids: Voids
    carrier: CarrierClient
    rule: VoidRule
    closing: Callable[[], bool] = lambda: False
    heard: Callable[[LabelEntry, Tracking], None] = lambda entry, found: None


def voidable(
    labels: Labels,
    now: datetime,
    rule: VoidRule,
    *,
    forms: Iterable[FormEntry] = (),
    pickups: Iterable[PickupEntry] = (),
) -> tuple[Voidable, ...]:
    """Every label that can still be voided or was asked for, the soonest last day first, and which of them
    are on one of the forms and pickups.
    """
    on_form = {one for entry in forms for one in held(entry)}
    on_pickup = {one for entry in pickups if entry.state in _COMING for one in entry.request.label_ids}
    rows = [
        Voidable(
            entry,
            void_window(entry.label.created_at, now, entry.zone, rule),
            entry.id in on_form,
            entry.id in on_pickup,
        )
        for entry in labels.voidable(now - LISTED)
    ]
    return tuple(sorted(rows, key=lambda row: (row.entry.is_void, row.window.last_day, row.entry.id)))


def void_label(till: Till, label_id: str, *, now: datetime) -> Voided:
    """Ask the carrier to take one label back.

    Raises BadInput: VOID_TOO_LATE after the days of the rule, LABEL_VOIDED when it is void already; NotSent
    and Refused when the carrier could not be asked or would not listen, also about scans.
    """
    entry = till.labels.get(label_id)
    _check(entry, now, till.rule)
    if _scanned(till, entry):
        return Voided(label_id, VoidState.DENIED, SCANNED)
    _begin(till, label_id)
    try:
        answer = till.carrier.labels.void(label_id)
    except NotSent as fault:
        _record(till, label_id, VoidEvent.NEVER_LEFT, detail=str(fault))
        raise
    except Refused as fault:
        _record(till, label_id, VoidEvent.REFUSED, detail=str(fault))
        raise
    except Lost as fault:
        state = _record(till, label_id, VoidEvent.LOST, detail=str(fault))
        return Voided(label_id, state, _SAID.get(state, DOUBTFUL))
    return _answered(till, label_id, answer)


def _begin(till: Till, label_id: str) -> None:
    """Only who writes SENDING asks. Raises BadInput where another program was a moment faster."""
    till.voids.intend(label_id)
    try:
        till.voids.record(label_id, VoidEvent.SENDING)
    except Conflict as error:
        done = till.voids.state(label_id) is VoidState.REQUESTED
        raise BadInput(FaultKind.LABEL_VOIDED if done else FaultKind.STILL_IN_DOUBT, label_id) from error


def _record(
    till: Till, label_id: str, event: VoidEvent, answer: VoidAnswer | None = None, detail: str = ""
) -> VoidState:
    """How it stands afterwards. What a look at the label saw before the answer came stays."""
    try:
        return till.voids.record(label_id, event, answer, detail)
    except Conflict:
        return till.voids.state(label_id) or VoidState.IN_DOUBT


def void_many(till: Till, label_ids: tuple[str, ...], *, now: datetime) -> tuple[Voided, ...]:
    """Ask for several, one after the other; those that were not asked say why. Stops asking when offline,
    and when the program closes.
    """
    done: list[Voided] = []
    for place, label_id in enumerate(label_ids):
        if till.closing():
            return (*done, *(Voided(left, VoidState.INTENDED, CLOSED) for left in label_ids[place:]))
        try:
            done.append(void_label(till, label_id, now=now))
        except NotSent:
            if not done:
                raise
            done += [Voided(left, VoidState.INTENDED, NOT_SENT) for left in label_ids[place:]]
            break
        except (Refused, BadInput) as fault:
            if len(label_ids) == 1:
                raise
            done.append(Voided(label_id, VoidState.DENIED, sentence(fault, Deed.VOID).line))
    return tuple(done)


def _scanned(till: Till, entry: LabelEntry) -> bool:
    """A scan that was heard of before stays one. Raises NotSent and Refused, never Lost: without an answer
    about scans no void is asked for.
    """
    try:
        found = till.carrier.tracking.of_label(entry.id, number=entry.label.tracking_number)
    except Lost as fault:
        raise NotSent(fault.kind, fault.detail, request_id=fault.request_id) from fault
    till.heard(entry, found)
    return entry.is_scanned or not found.unscanned


def _check(entry: LabelEntry, now: datetime, rule: VoidRule) -> None:
    if not entry.can_void:
        raise BadInput(FaultKind.LABEL_VOIDED)
    if _is_over(entry, now, rule):
        raise BadInput(FaultKind.VOID_TOO_LATE)


def _is_over(entry: LabelEntry, now: datetime, rule: VoidRule) -> bool:
    return void_window(entry.label.created_at, now, entry.zone, rule).days_left < 0


def _answered(till: Till, label_id: str, answer: VoidAnswer) -> Voided:
    event = VoidEvent.APPROVED if answer.stands_voided else VoidEvent.REFUSED
    state = _record(till, label_id, event, answer)
    return Voided(label_id, state, _SAID.get(state, answer.reason), answer)


def settle_voids(
    till: Till, *, now: datetime | None = None, stale_before: datetime | None = None, only: str = ""
) -> int:
    """Read every doubtful void's label (or `only` one) again; how many are known now. A label that is not
    void may be asked again; when its days are over by `now` it was never voided, and stays in use.

    A void that still says SENT lost its answer if it was sent before `stale_before`, as in `settle`.
    """
    settled = 0
    for label_id in till.voids.unsettled():
        if only in ("", label_id):
            with suppress(Conflict):  # another look has recorded how it ended in the meantime
                settled += _settle_one(till, label_id, now, stale_before)
    return settled


def _settle_one(till: Till, label_id: str, now: datetime | None, stale_before: datetime | None) -> bool:
    if till.voids.state(label_id) is VoidState.SENT:
        if stale_before is None or till.voids.history(label_id)[-1][0] > stale_before:
            return False
        till.voids.record(label_id, VoidEvent.LOST, detail="The program ended before the answer came.")
    try:
        label = till.carrier.labels.read(label_id)
    except Fault:
        return False
    if label.voided:
        till.voids.record(label_id, VoidEvent.APPROVED, answer=VoidAnswer(True, "Seen on the label."))
    elif now is not None and _is_over(till.labels.get(label_id), now, till.rule):
        till.voids.record(label_id, VoidEvent.REFUSED, detail=NOT_VOIDED)
    else:
        till.voids.record(label_id, VoidEvent.LOOKED, detail="The carrier says that it is not void.")
        return False
    return True
