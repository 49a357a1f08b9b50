"""Make SCAN forms: intention on disk, one request, doubt settled by reading. Never asks twice blindly."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from postwright.carrier.client import CarrierClient
from postwright.domain.day_end import origin_key
from postwright.domain.faults import (
    OF_ONE_RECORD,
    BadInput,
    Environment,
    Fault,
    FaultKind,
    Lost,
    NotSent,
    Refused,
)
from postwright.domain.form_request import FormEntry, FormState, FormWish
from postwright.domain.postal_rules import FormRule
from postwright.domain.scan_form import FormAnswer, LeftOut, ScanForm
from postwright.domain.sentences import Deed, sentence
from postwright.store.labels import Labels
from postwright.store.scan_forms import ScanForms
from postwright.store.sqlite_faults import Conflict

log = logging.getLogger(__name__)

# A list that lacks a form is believed then. A wrong guess costs nothing: a label can be on one form only.
_ABSENT_AFTER = timedelta(minutes=10)
# A form is of its own day: one that is still being made after so long is looked for in the list.
_MAKING_AT_MOST = timedelta(days=1)
_MAKING = "The carrier is still making it."
_CUT_OFF = "The program ended before the answer came."


@dataclass(frozen=True, slots=True)
class Tray:
    """What forms need."""

    labels: Labels
    forms: ScanForms
    carrier: CarrierClient
    rule: FormRule


def make_scan_form(tray: Tray, label_ids: tuple[str, ...]) -> FormEntry:
    """Ask once for a form of these labels, named one by one. Raises what `ask_for_form` raises."""
    each = tuple(dict.fromkeys(label_ids))
    first = tray.labels.get(each[0]) if each else None
    if first is None:
        return ask_for_form(tray, FormWish(each))
    return ask_for_form(tray, FormWish(each, str(origin_key(first.shipment.ship_from)), first.ship_date))


def ask_for_form(tray: Tray, wish: FormWish) -> FormEntry:
    """Ask once. A lost answer leaves an entry in doubt.

    Raises BadInput (FORM_INCOMPLETE, FORM_IN_DOUBT, LABEL_UNKNOWN), NotSent and Refused.
    """
    _check(tray, wish)
    number = tray.forms.intend(wish)
    try:
        tray.forms.begin(number)
        return _asked(tray, number, wish)
    except Conflict:  # a look of another program found out in the meantime how it ended
        return tray.forms.get(number)


def _asked(tray: Tray, number: int, wish: FormWish) -> FormEntry:
    try:
        answer = tray.carrier.manifests.make(wish.label_ids)
    except (NotSent, Refused) as fault:
        tray.forms.record(number, FormState.REFUSED, detail=sentence(fault, Deed.FORM).line)
        raise
    except Lost as fault:
        return tray.forms.record(number, FormState.IN_DOUBT, detail=sentence(fault, Deed.FORM).line)
    return _answered(tray, number, answer)


def _check(tray: Tray, wish: FormWish) -> None:
    most = tray.rule.most_labels
    if not 1 <= len(wish.label_ids) <= most:
        raise BadInput(FaultKind.FORM_INCOMPLETE, f"A form takes 1 to {most} labels.")
    for label_id in wish.label_ids:
        if tray.labels.get(label_id).is_void:
            raise BadInput(FaultKind.FORM_INCOMPLETE, f"Label {label_id} is void.")
    tray.forms.check(wish)


def _answered(tray: Tray, number: int, answer: FormAnswer) -> FormEntry:
    if answer.open_requests:
        return tray.forms.record(number, FormState.IN_DOUBT, answer, _MAKING)
    told = " ".join(f"{one.label_id}: {one.reason}" for one in answer.left_out)
    if not answer.forms:
        return tray.forms.record(number, FormState.REFUSED, answer, told or "No form was made.")
    made = tray.forms.record(number, FormState.MADE, answer, told)
    with suppress(Fault):  # the form stands; its sheet is fetched when it is wanted
        for form in made.forms:
            sheet_of(tray, made, form)
    return made


def sheet_of(tray: Tray, entry: FormEntry, form: ScanForm) -> bytes:
    """The sheet to be printed, kept or fetched now. Raises the faults of fetching."""
    return kept_sheet(tray, form.form_id) or fetch_sheet(tray, entry, form)


def kept_sheet(tray: Tray, form_id: str) -> bytes | None:
    """The kept sheet; None for one that is missing, or whose bytes are not those that were kept."""
    try:
        return tray.forms.sheet(form_id)
    except Environment as fault:
        if fault.kind is not FaultKind.DATABASE_DAMAGED:
            raise
        log.warning("fetching a sheet again: %s", fault.detail)
        return None


def fetch_sheet(tray: Tray, entry: FormEntry, form: ScanForm) -> bytes:
    """The carrier's own file, kept in place of an older one. Raises the faults of fetching."""
    content = tray.carrier.documents.of_form(form).content
    tray.forms.keep_sheet(entry.id, form.form_id, content)
    return content


def settle_forms(tray: Tray, *, now: datetime, stale_before: datetime, only: int = 0) -> None:
    """Read the carrier's list for every doubtful form (or `only` one); one with our labels is ours.

    One that the list lacks ten minutes after it was asked for was never made. Raises the fault of the call;
    an answer against one request keeps none from being looked for. A request that still says SENT lost its
    answer if it was sent before `stale_before`.
    """
    against: Lost | Refused | None = None
    for entry in tray.forms.unsettled():
        if only not in (0, entry.id):
            continue
        if entry.state is FormState.SENT and entry.asked_at > stale_before:
            continue
        try:
            if entry.state is FormState.SENT:
                tray.forms.record(entry.id, FormState.IN_DOUBT, detail=_CUT_OFF)
            _settle_one(tray, entry, now)
        except Conflict:  # another look has recorded how it ended in the meantime
            continue
        except (Lost, Refused) as fault:
            if fault.kind not in OF_ONE_RECORD:
                raise
            against = fault
    if against is not None:
        raise against


def _progress(tray: Tray, entry: FormEntry) -> FormAnswer | None:
    """What came of all its requests so far; None where the carrier knows one of them no more."""
    answer = entry.answer or FormAnswer()
    for request in answer.open_requests:
        try:
            answer = answer.with_news(request.request_id, tray.carrier.manifests.progress(request.request_id))
        except Refused as fault:
            if fault.kind is FaultKind.NOT_FOUND:
                return None
            raise
    return answer


def _settle_one(tray: Tray, entry: FormEntry, now: datetime) -> None:
    if entry.is_being_made and now - entry.asked_at < _MAKING_AT_MOST:
        heard = _progress(tray, entry)
        if heard is not None:
            _answered(tray, entry.id, heard)
            return
    wanted = set(entry.wish.label_ids)
    listed = tray.carrier.manifests.find(label_ids=entry.wish.label_ids)
    found = (form for form in listed if form.label_ids and set(form.label_ids) <= wanted)
    # What the carrier answered with is there, though a list lacks it.
    ours = tuple({form.form_id: form for form in (*entry.forms, *found)}.values())
    if ours:
        missing = sorted(wanted - {label_id for form in ours for label_id in form.label_ids})
        left_out = tuple(LeftOut(label_id, "It is on no form.") for label_id in missing)
        _answered(tray, entry.id, FormAnswer(forms=ours, left_out=left_out))
    elif now - entry.asked_at >= _ABSENT_AFTER:
        tray.forms.record(entry.id, FormState.REFUSED, detail="The carrier's list does not hold it.")
