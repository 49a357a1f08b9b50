"""A SCAN form is asked for once; a lost answer is found by reading, and its sheet is kept."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from postwright.domain.faults import BadInput, Environment, FaultKind, NotSent, Refused
from postwright.domain.form_request import NEXT, FormEntry, FormState, FormWish
from postwright.operations.make_scan_form import (
    Tray,
    make_scan_form,
    settle_forms,
    sheet_of,
)
from postwright.operations.settle_everything import check_form, look_around, settle_everything
from postwright.operations.void_label import void_label
from postwright.practice.faults import Fault as Trouble
from postwright.store.scan_forms import ScanForms
from postwright.store.sqlite_faults import Conflict
from tests.carrier.answers import refusal
from tests.operations.shops import Shop
from tests.operations.test_settle_everything import books
from tests.rules import RULES


def tray(shop: Shop) -> Tray:
    return Tray(shop.labels, shop.forms, shop.carrier, RULES.form)


def lost(shop: Shop, kind: str, *label_ids: str) -> FormEntry:
    shop.practice.faults.add(Trouble(kind, "/v1/manifests", "POST"))  # type: ignore[arg-type]
    entry = make_scan_form(tray(shop), label_ids)
    assert entry.state is FormState.IN_DOUBT
    return entry


def settled(shop: Shop, **later: float) -> FormEntry:
    now = shop.later(**later)
    settle_forms(tray(shop), now=now, stale_before=now)
    return shop.forms.all()[0]


def refused(shop: Shop, *label_ids: str) -> FaultKind:
    with pytest.raises(BadInput) as caught:
        make_scan_form(tray(shop), label_ids)
    return caught.value.kind


def states(shop: Shop, number: int) -> list[str]:
    return [event.state for event in shop.forms.history(number)]


def test_a_form_is_made_and_its_sheet_kept(shop: Shop) -> None:
    ids = (shop.bought().id, shop.bought().id)
    entry = make_scan_form(tray(shop), (*ids, ids[0]))
    assert (entry.state, entry.wish.label_ids) == (FormState.MADE, ids)
    (form,) = entry.forms
    assert set(form.label_ids) == set(ids)
    kept = shop.forms.sheet(form.form_id)
    assert kept is not None
    assert kept.startswith(b"%PDF")
    shop.wire.asked.clear()
    assert sheet_of(tray(shop), entry, form) == kept
    assert shop.wire.asked == []
    assert states(shop, entry.id) == ["intended", "sent", "made"]


def test_a_form_stands_without_its_sheet_which_is_fetched_later(shop: Shop) -> None:
    label = shop.bought().id
    shop.practice.faults.add(Trouble("error_502", "*", "GET", count=9))
    entry = make_scan_form(tray(shop), (label,))
    assert entry.state is FormState.MADE
    assert shop.forms.sheet(entry.forms[0].form_id) is None


def test_a_sheet_that_was_changed_is_not_handed_out(shop: Shop) -> None:
    entry = make_scan_form(tray(shop), (shop.bought().id,))
    form_id = entry.forms[0].form_id
    with shop.database.write() as connection:
        connection.exec_driver_sql("UPDATE form_sheet SET content = x'00'")
    with pytest.raises(Environment):
        shop.forms.sheet(form_id)
    shop.forms.keep_sheet(entry.id, form_id, b"%PDF again")
    assert shop.forms.sheet(form_id) == b"%PDF again"


def test_a_form_whose_answer_was_lost_is_found_by_its_labels(shop: Shop) -> None:
    label = shop.bought().id
    entry = lost(shop, "drop_after", label)
    assert refused(shop, label) is FaultKind.FORM_IN_DOUBT
    found = settled(shop)
    assert (found.id, found.state, found.forms[0].label_ids) == (entry.id, FormState.MADE, (label,))
    assert refused(shop, label) is FaultKind.FORM_INCOMPLETE
    assert shop.wire.count("POST /v1/manifests") == 1


def test_a_form_that_the_list_lacks_is_believed_absent_after_ten_minutes(shop: Shop) -> None:
    label = shop.bought().id
    lost(shop, "drop_before", label)
    assert settled(shop, minutes=9).state is FormState.IN_DOUBT
    assert settled(shop, minutes=1).state is FormState.REFUSED
    assert make_scan_form(tray(shop), (label,)).state is FormState.MADE


def test_a_list_that_cannot_be_read_proves_nothing(shop: Shop) -> None:
    lost(shop, "drop_before", shop.bought().id)
    shop.wire.answer("GET", "/v1/manifests", lambda _: refusal(400, message="Not now."))
    now = shop.later(hours=1)
    with pytest.raises(Refused):
        settle_forms(tray(shop), now=now, stale_before=now)
    settle_everything(books(shop), now=now, stale_before=now)
    (waiting,) = look_around(books(shop), now=now).doubtful_forms
    assert waiting.state is FormState.IN_DOUBT


def test_one_form_is_looked_for_by_itself(shop: Shop) -> None:
    first, second = (lost(shop, "drop_after", shop.bought().id) for _ in range(2))
    check_form(books(shop), second.id, now=shop.now(), stale_before=shop.now())
    states = {entry.id: entry.state for entry in shop.forms.all()}
    assert states == {first.id: FormState.IN_DOUBT, second.id: FormState.MADE}


def test_a_form_of_other_labels_is_not_taken_for_ours(shop: Shop) -> None:
    label, other = shop.bought().id, shop.bought().id
    shop.carrier.manifests.make((label, other))
    lost(shop, "drop_before", label)
    assert settled(shop).state is FormState.IN_DOUBT


def test_a_form_that_names_no_labels_is_nobodys(shop: Shop) -> None:
    lost(shop, "drop_before", shop.bought().id)
    answers(shop, "GET", "/v1/manifests", manifests=[form_json("form-1")], pages=1)
    assert settled(shop).state is FormState.IN_DOUBT


def test_a_clock_that_is_behind_the_carriers_hides_no_request(shop: Shop) -> None:
    label = shop.bought().id
    forms = ScanForms(shop.database, lambda: shop.now() - timedelta(days=1))
    behind = Tray(shop.labels, forms, shop.carrier, RULES.form)
    shop.practice.faults.add(Trouble("drop_before", "/v1/manifests", "POST"))
    assert make_scan_form(behind, (label,)).state is FormState.IN_DOUBT
    assert refused(shop, label) is FaultKind.FORM_IN_DOUBT


def test_a_request_that_was_cut_off_is_settled_at_the_next_start(shop: Shop) -> None:
    label = shop.bought().id
    number = shop.forms.intend(FormWish((label,)))
    shop.forms.record(number, FormState.SENT)
    now = shop.now()
    settle_forms(tray(shop), now=now, stale_before=now - timedelta(minutes=3))
    assert shop.forms.all()[0].state is FormState.SENT
    shop.carrier.manifests.make((label,))
    assert settled(shop).state is FormState.MADE
    assert states(shop, number) == ["intended", "sent", "in_doubt", "made"]


def test_being_offline_asks_for_nothing(shop: Shop) -> None:
    label = shop.bought().id
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        make_scan_form(tray(shop), (label,))
    shop.practice.set_offline(False)
    assert make_scan_form(tray(shop), (label,)).state is FormState.MADE


def answers(shop: Shop, method: str, path: str, **body: object) -> None:
    shop.wire.answer(method, path, lambda _: httpx.Response(200, json=body))


def test_a_form_that_the_carrier_makes_in_its_own_time_is_followed(shop: Shop) -> None:
    label = shop.bought().id
    making = {"manifest_request_id": "mr-1", "status": "in_progress"}
    answers(shop, "POST", "/v1/manifests", manifests=[], manifest_requests=[making], errors=[])
    entry = make_scan_form(tray(shop), (label,))
    assert (entry.state, entry.detail) == (FormState.IN_DOUBT, "The carrier is still making it.")
    path = "/v1/manifests/requests/mr-1"
    answers(shop, "GET", path, manifests=[], manifest_requests=[making], errors=[])
    assert settled(shop, hours=1).state is FormState.IN_DOUBT
    no = {"error_source": "carrier", "error_type": "business_rules", "error_code": "unspecified",
          "message": "Too late.", "label_id": label}  # fmt: skip
    answers(shop, "GET", path, manifests=[], manifest_requests=[], errors=[no])
    ended = settled(shop)
    assert (ended.state, ended.detail) == (FormState.REFUSED, f"{label}: Too late.")


def form_json(form_id: str, *labels: str) -> dict[str, object]:
    return {"manifest_id": form_id, "label_ids": labels, "shipments": len(labels), "submission_id": "9475"}


def making(shop: Shop, *numbers: str) -> FormEntry:
    """A request whose forms the carrier makes one by one, a label each."""
    labels = [shop.bought().id for _ in numbers]
    waiting = [{"manifest_request_id": one, "status": "in_progress"} for one in numbers]
    answers(shop, "POST", "/v1/manifests", manifests=[], manifest_requests=waiting, errors=[])
    for number, label in zip(numbers, labels, strict=True):
        done = [{"manifest_request_id": number, "status": "completed"}]
        path = f"/v1/manifests/requests/{number}"
        answers(shop, "GET", path, manifests=[form_json(f"se-f{label}", label)], manifest_requests=done)
    return make_scan_form(tray(shop), tuple(labels))


def still_going(shop: Shop, number: str) -> None:
    going = [{"manifest_request_id": number, "status": "in_progress"}]
    path = f"/v1/manifests/requests/{number}"
    answers(shop, "GET", path, manifests=[], manifest_requests=going, errors=[])


def test_forms_that_come_one_after_the_other_are_all_kept(shop: Shop) -> None:
    entry = making(shop, "mr-1", "mr-2")
    assert entry.is_being_made
    still_going(shop, "mr-2")
    half = settled(shop)
    assert (half.state, len(half.forms)) == (FormState.IN_DOUBT, 1)
    shop.wire.asked.clear()
    done = [{"manifest_request_id": "mr-2", "status": "completed"}]
    last = form_json("se-last", entry.wish.label_ids[1])
    answers(shop, "GET", "/v1/manifests/requests/mr-2", manifests=[last], manifest_requests=done)
    whole = settled(shop)
    assert whole.state is FormState.MADE
    assert {one for form in whole.forms for one in form.label_ids} == set(entry.wish.label_ids)
    assert shop.wire.count("GET /v1/manifests/requests/mr-1") == 0


def test_a_request_that_the_carrier_forgot_is_looked_for_in_its_list(shop: Shop) -> None:
    making(shop, "mr-1")
    shop.wire.answer("GET", "/v1/manifests/requests/mr-1", lambda _: refusal(404, message="Unknown."))
    assert settled(shop).state is FormState.IN_DOUBT
    assert settled(shop, minutes=11).state is FormState.REFUSED


def test_a_request_that_cannot_be_asked_about_waits(shop: Shop) -> None:
    making(shop, "mr-1")
    shop.wire.answer("GET", "/v1/manifests/requests/mr-1", lambda _: refusal(403, message="Not now."))
    with pytest.raises(Refused):
        settled(shop, minutes=11)
    assert shop.forms.all()[0].is_being_made


def test_a_form_that_is_still_being_made_a_day_later_is_looked_for_in_the_list(shop: Shop) -> None:
    making(shop, "mr-1")
    still_going(shop, "mr-1")
    assert settled(shop, hours=23).state is FormState.IN_DOUBT
    assert settled(shop, hours=1).state is FormState.REFUSED


def test_a_form_that_somebody_else_settles_meanwhile_is_no_conflict(shop: Shop) -> None:
    label = shop.bought().id
    number = shop.forms.intend(FormWish((label,)))
    shop.forms.record(number, FormState.SENT)
    (seen,) = shop.forms.unsettled()
    shop.forms.record(number, FormState.REFUSED)
    forms = LateReader(shop, seen)
    late = Tray(shop.labels, forms, shop.carrier, RULES.form)
    settle_forms(late, now=shop.now(), stale_before=shop.now())
    assert shop.forms.get(number).state is FormState.REFUSED


def test_a_form_that_another_program_finds_before_its_answer_comes_is_the_same_form(shop: Shop) -> None:
    label = shop.bought().id

    def answer(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request)
        other = shop.second_window()
        now = shop.now()
        settle_forms(Tray(other.labels, other.forms, shop.carrier, RULES.form), now=now, stale_before=now)
        other.database.close()
        return reply

    shop.wire.answer("POST", "/v1/manifests", answer)
    entry = make_scan_form(tray(shop), (label,))
    assert (entry.state, entry.forms[0].label_ids) == (FormState.MADE, (label,))
    assert shop.forms.all() == (entry,)


def test_a_form_that_another_program_has_given_up_is_not_asked_for(shop: Shop) -> None:
    label = shop.bought().id
    forms = LateWriter(shop)
    entry = make_scan_form(Tray(shop.labels, forms, shop.carrier, RULES.form), (label,))
    assert entry.state is FormState.REFUSED
    assert shop.wire.count("POST /v1/manifests") == 0


class LateWriter(ScanForms):
    """The forms, while another program takes what is written down here for left over."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop.database, shop.now)

    def intend(self, wish: FormWish) -> int:
        number = super().intend(wish)
        self.record(number, FormState.REFUSED)
        return number


def test_an_answer_against_one_form_keeps_no_other_from_being_found(shop: Shop) -> None:
    unknown = lost(shop, "drop_before", shop.bought().id)
    there = lost(shop, "drop_after", shop.bought().id)

    def answer(request: httpx.Request) -> httpx.Response:
        is_unknown = unknown.wish.label_ids[0] in str(request.url)
        return refusal(400, message="Not now.") if is_unknown else shop.wire.passed_on(request)

    shop.wire.answer("GET", "/v1/manifests", answer)
    with pytest.raises(Refused):
        settle_forms(tray(shop), now=shop.now(), stale_before=shop.now())
    states = {one.id: one.state for one in shop.forms.all()}
    assert states == {unknown.id: FormState.IN_DOUBT, there.id: FormState.MADE}


def test_a_form_that_the_carrier_answered_with_is_there_though_its_list_lacks_it(shop: Shop) -> None:
    one, other = shop.bought().id, shop.bought().id
    making = {"manifest_request_id": "mr-1", "status": "in_progress"}
    made = [form_json("form-1", one)]
    answers(shop, "POST", "/v1/manifests", manifests=made, manifest_requests=[making], errors=[])
    make_scan_form(tray(shop), (one, other))
    answers(shop, "GET", "/v1/manifests", manifests=[], pages=1)
    entry = settled(shop, days=1)
    assert (entry.state, [form.form_id for form in entry.forms]) == (FormState.MADE, ["form-1"])
    assert entry.detail == f"{other}: It is on no form."


class LateReader(ScanForms):
    """The forms as another program read them a moment ago."""

    def __init__(self, shop: Shop, *seen: FormEntry) -> None:
        super().__init__(shop.database, shop.now)
        self._seen = seen

    def unsettled(self) -> tuple[FormEntry, ...]:
        return self._seen


def test_labels_that_the_carrier_left_out_are_named(shop: Shop) -> None:
    good, taken = shop.bought().id, shop.bought().id
    shop.carrier.manifests.make((taken,))
    entry = make_scan_form(tray(shop), (good, taken))
    assert entry.state is FormState.MADE
    assert entry.forms[0].label_ids == (good,)
    assert taken in entry.detail
    with pytest.raises(Refused):
        make_scan_form(tray(shop), (taken,))
    assert shop.forms.all()[0].state is FormState.REFUSED


def test_an_answer_without_a_form_is_a_refusal_with_its_reasons(shop: Shop) -> None:
    label = shop.bought().id
    no = {"error_source": "carrier", "error_type": "business_rules", "error_code": "unspecified",
          "message": "Scanned already.", "label_id": label}  # fmt: skip
    answers(shop, "POST", "/v1/manifests", manifests=[], manifest_requests=[], errors=[no])
    entry = make_scan_form(tray(shop), (label,))
    assert (entry.state, entry.detail) == (FormState.REFUSED, f"{label}: Scanned already.")


def test_what_cannot_be_on_a_form_is_not_asked_for(shop: Shop) -> None:
    void = shop.bought().id
    void_label(shop.till(), void, now=shop.now())
    assert refused(shop) is FaultKind.FORM_INCOMPLETE
    assert refused(shop, void) is FaultKind.FORM_INCOMPLETE
    assert refused(shop, "se-0") is FaultKind.LABEL_UNKNOWN
    assert shop.wire.count("POST /v1/manifests") == 0


@pytest.mark.parametrize("state", [FormState.MADE, FormState.REFUSED])
def test_what_has_ended_is_never_in_doubt_again(shop: Shop, state: FormState) -> None:
    number = shop.forms.intend(FormWish(("se-1",)))
    for step in (FormState.SENT, state):
        shop.forms.record(number, step)
    assert NEXT[state] <= frozenset({FormState.MADE})
    with pytest.raises(Conflict):
        shop.forms.record(number, FormState.IN_DOUBT)


def test_a_form_that_was_never_asked_for_is_not_there(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        shop.forms.record(7, FormState.SENT)
    assert caught.value.kind is FaultKind.FORM_UNKNOWN


def test_every_way_into_sent_comes_from_the_intention() -> None:
    assert [state for state, targets in NEXT.items() if FormState.SENT in targets] == [FormState.INTENDED]
