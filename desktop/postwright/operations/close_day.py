"""Close a day at one origin: gather what leaves, make its SCAN forms part by part, ask again for what failed.

Asks for nothing that may be made already: it reads the carrier's list first. Voids nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import uuid4

from postwright.domain.catalogue import Catalogue
from postwright.domain.day_end import DayEnd, OriginKey, held, origin_key, parts, sort_day
from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.form_request import UNSETTLED, FormEntry, FormState, FormWish
from postwright.domain.label_entry import LabelEntry
from postwright.operations.make_scan_form import Tray, ask_for_form, settle_forms
from postwright.operations.notice_forms import ASKED_WITHIN, keep_news, notice_forms
from postwright.store.scan_forms import ScanForms

# Zones reach from Guam to Samoa: whatever leaves today somewhere leaves within this of the shop's own today.
_NEAR = timedelta(days=1)
_NOT_ASKED = "The program ended before it was asked for."


def days_open(tray: Tray, catalogue: Catalogue, *, now: datetime) -> tuple[DayEnd, ...]:
    """Each place and day on which something leaves from today on, the first to close on top. Labels bought
    today for another day stand among those of today, with the reason.
    """
    leaving = [one for one in tray.labels.leaving((now - _NEAR).date()) if one.ship_date >= _today(one, now)]
    forms = tray.forms.since(now - ASKED_WITHIN)
    found = []
    for origin, group in groupby(sorted(leaving, key=_place), key=_place):
        entries = list(group)
        for day in sorted({one.ship_date for one in entries}):
            of_day = [one for one in entries if one.ship_date == day or _bought_on(one, day, now)]
            found.append(sort_day(of_day, forms, origin, day, catalogue, tray.rule))
    return tuple(sorted(found, key=lambda one: (one.closes_at, str(one.origin))))


def _place(entry: LabelEntry) -> OriginKey:
    return origin_key(entry.shipment.ship_from)


def _today(entry: LabelEntry, now: datetime) -> date:
    return now.astimezone(entry.zone).date()


def _bought_on(entry: LabelEntry, day: date, now: datetime) -> bool:
    """Whether a label of another day was bought on this one, which is today."""
    return entry.label.created_at.astimezone(entry.zone).date() == day == _today(entry, now)


def close_day(tray: Tray, day: DayEnd, label_ids: Sequence[str]) -> tuple[FormEntry, ...]:
    """Ask for the forms of these labels of the day, each part once and one after the other; all parts as they
    stand afterwards. After one that failed no more are asked for: their labels wait to be asked for again.
    The carrier's list is read first: what another program made of the day stands on top of the parts.

    Raises BadInput, NotSent and Refused of the first part, and BadInput(FORM_INCOMPLETE) for a label that is
    not one of those that go on the form.
    """
    strangers = set(label_ids) - {entry.id for entry in day.on}
    if strangers:
        raise BadInput(FaultKind.FORM_INCOMPLETE, f"Label {min(strangers)} does not go on this form.")
    others = _made_elsewhere(tray, day)
    taken = {one for entry in others for one in held(entry)}
    split = parts([one for one in label_ids if one not in taken], tray.rule.most_labels)
    if not split and not others:
        raise BadInput(FaultKind.FORM_INCOMPLETE, "No label goes on this form.")
    group = uuid4().hex if len(split) > 1 else ""
    wishes = [FormWish(part, str(day.origin), day.ship_date, group) for part in split]
    made: list[FormEntry] = []
    for wish in wishes:
        try:
            made.append(ask_for_form(tray, wish))
        except Fault:
            if not made:
                raise
            break
    return (*others, *_group(tray.forms, made, group))


def _made_elsewhere(tray: Tray, day: DayEnd) -> tuple[FormEntry, ...]:
    """What another program made of the day meanwhile. A list that cannot be read holds nothing up: the
    carrier refuses a label that is on a form.
    """
    with suppress(Fault):
        return notice_forms(tray, since=day.ship_date)
    return ()


def _group(forms: ScanForms, made: Sequence[FormEntry], group: str) -> tuple[FormEntry, ...]:
    """The parts as the database holds them: one that failed is kept there, and raised nothing to be lost."""
    if not group or not made:
        return tuple(made)
    day = made[0].wish.ship_date
    assert day is not None
    return tuple(one for one in reversed(forms.of_day(made[0].wish.origin, day)) if one.wish.group == group)


def ask_again(tray: Tray, number: int, *, now: datetime) -> tuple[FormEntry, ...]:
    """Ask once more for a form that failed: what the carrier's list holds is taken in, and only labels that
    are on no form are asked for. The requests as they stand afterwards.

    Raises BadInput(FORM_UNKNOWN, FORM_IN_DOUBT), the fault of reading the list, and those of asking.
    """
    entry = tray.forms.get(number)
    if entry.state in UNSETTLED:
        settle_forms(tray, now=now, stale_before=now, only=number)
        entry = tray.forms.get(number)
    if entry.state is FormState.INTENDED:
        entry = tray.forms.record(number, FormState.REFUSED, detail=_NOT_ASKED)
    if entry.state is not FormState.REFUSED:
        return (entry,)
    since = entry.asked_at - ASKED_WITHIN
    listed = tray.carrier.manifests.find(label_ids=entry.wish.label_ids)
    done = keep_news(tray, listed, asked_since=since)
    taken = {one for form in listed for one in form.label_ids}
    taken |= {one for other in tray.forms.since(since) for one in held(other)}
    left = tuple(one for one in entry.wish.label_ids if one not in taken and not tray.labels.get(one).is_void)
    if not left:
        return done or (entry,)
    wish = FormWish(left, entry.wish.origin, entry.wish.ship_date, entry.wish.group, entry.wish.tries + 1)
    return (*done, ask_for_form(tray, wish))
