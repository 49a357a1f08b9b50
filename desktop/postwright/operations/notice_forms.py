"""Notice SCAN forms that hold labels of ours and that no request here explains. Asks for none.

Somebody made them at the carrier's own pages, on another computer, or before a copy of the shop was restored.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from postwright.domain.day_end import origin_key
from postwright.domain.form_request import UNSETTLED, FormEntry, FormState
from postwright.domain.scan_form import FormAnswer, ScanForm
from postwright.operations.make_scan_form import Tray
from postwright.store.sqlite_faults import Conflict

# The request that a form came of was written down on its day, or in the days before.
ASKED_WITHIN = timedelta(days=8)
# How far back the list is read when nobody closes a day: forms change what can be done with today's labels.
FORMS_BACK = timedelta(days=2)
# Clocks of carrier and computer differ.
_CLOCK_SLACK = timedelta(minutes=10)
_ON_THE_LIST = "It was on the carrier's list."


def notice_forms(tray: Tray, *, since: date) -> tuple[FormEntry, ...]:
    """Read the forms of ship dates from then on; keep those that are news, and give them as they are kept.

    Raises the fault of the call.
    """
    listed = tray.carrier.manifests.find(ship_date_from=since)
    return keep_news(tray, listed, asked_since=datetime.combine(since, time(), UTC) - ASKED_WITHIN)


def keep_news(tray: Tray, listed: Iterable[ScanForm], *, asked_since: datetime) -> tuple[FormEntry, ...]:
    """Keep what is news of a list that was just read: one of a request that counted as refused with that
    request, any other with our labels by itself. One of a request in doubt is left to `settle_forms`.
    """
    # Read after the list: what was made meanwhile is known below, what is being asked for is unsettled.
    entries = tray.forms.since(asked_since)
    known = {form.form_id for entry in entries for form in entry.forms}
    asked = {one for entry in entries if entry.state in UNSETTLED for one in entry.wish.label_ids}
    news = [form for form in listed if form.form_id not in known and not asked & set(form.label_ids)]
    failed: dict[int, list[ScanForm]] = {}
    found: list[FormEntry | None] = []
    for form in news:
        request = _failed_request(form, entries)
        if request is None:
            found.append(_taken_in(tray, form))
        else:
            failed.setdefault(request.id, []).append(form)
    for number, forms in failed.items():
        with suppress(Conflict):  # another look has recorded it
            answer = FormAnswer(forms=tuple(forms))
            found.append(tray.forms.record(number, FormState.MADE, answer, _ON_THE_LIST))
    return tuple(one for one in found if one is not None)


def _failed_request(form: ScanForm, entries: tuple[FormEntry, ...]) -> FormEntry | None:
    """The newest request that counts as refused and may have led to this form all the same."""
    for entry in entries:
        of_it = form.label_ids and set(form.label_ids) <= set(entry.wish.label_ids)
        in_time = entry.asked_at <= form.created_at + _CLOCK_SLACK
        if of_it and in_time and entry.state is FormState.REFUSED:
            return entry
    return None


def _taken_in(tray: Tray, form: ScanForm) -> FormEntry | None:
    """Kept with the place of its labels; None for one without a label of this shop, or known by now."""
    ours = next(filter(tray.labels.knows, form.label_ids), None)
    if ours is None:
        return None
    return tray.forms.take_in(form, str(origin_key(tray.labels.get(ours).shipment.ship_from)))
