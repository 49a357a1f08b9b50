"""SCAN forms: one wish, perhaps several forms, and every label that is on none says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, FaultKind, Lost, PaperFault, Refused
from postwright.domain.label import DocumentKind
from postwright.domain.scan_form import FormAnswer, FormRequest, LeftOut, ScanForm
from tests.carrier.answers import API, NOW, PDF, Desk, Json, carrier, ok, refusal

HREF = f"{API}/v1/downloads/0/2SW8jzJBO026ZGEVXNKSHQ/manifest-11102.pdf"
FORM: Json = {
    "manifest_id": "se-11102",
    "form_id": "se-11102",
    "created_at": "2026-11-22T12:00:01.1234567Z",
    "ship_date": "2026-11-22T00:00:00Z",
    "shipments": 2,
    "label_ids": ["se-1", "se-2"],
    "warehouse_id": None,
    "submission_id": "9475711899564878915476",
    "carrier_id": "se-9",
    "manifest_download": {"href": HREF},
    "a_new_field": {"kept": 1.5},
}
ANSWER: Json = {"manifests": [FORM], "manifest_requests": [], "request_id": "r-1", "errors": []}


def of(reply: Json) -> FormAnswer:
    return carrier(Desk(ok(reply))).manifests.make(["se-1", "se-2"])


def test_a_form_is_read_whole() -> None:
    (form,) = of(ANSWER).forms
    assert (form.form_id, form.submission_id) == ("se-11102", "9475711899564878915476")
    assert (form.ship_date, form.count, form.label_ids) == (date(2026, 11, 22), 2, ("se-1", "se-2"))
    assert form.created_at == datetime(2026, 11, 22, 12, 0, 1, 123456, tzinfo=UTC)
    assert (form.carrier_id, form.warehouse_id) == ("se-9", "")
    assert (form.link and form.link.kind) == DocumentKind.FORM
    assert '"a_new_field": {"kept": 1.5}' in form.raw
    assert "2SW8" not in repr(form)


def test_several_forms_come_where_labels_do_not_belong_together() -> None:
    found = of(ANSWER | {"manifests": [FORM, FORM | {"manifest_id": "se-11103"}]})
    assert [form.form_id for form in found.forms] == ["se-11102", "se-11103"]


def test_a_label_on_no_form_says_why() -> None:
    errors = [
        {"label_id": "se-2", "message": "Voided.", "error_code": "invalid_status"},
        {"message": "General."},
    ]
    found = of(ANSWER | {"errors": errors})
    assert found.left_out == (LeftOut("se-2", "Voided.", "invalid_status"), LeftOut("", "General."))


def test_an_answer_of_reasons_alone_is_an_answer() -> None:
    found = of({"manifests": None, "manifest_requests": None, "errors": [{"message": "No.", "label_id": 2}]})
    assert (found.forms, found.left_out) == ((), (LeftOut("2", "No."),))


def test_forms_that_take_their_time_are_followed_by_their_request() -> None:
    waiting = {"manifests": [], "manifest_requests": [
        {"manifest_request_id": "se-77", "status": "in_progress"},
        {"manifest_request_id": "se-78", "status": "completed"},
    ]}  # fmt: skip
    found = of(waiting)
    assert found.open_requests == (FormRequest("se-77", "in_progress"),)
    desk = Desk(ok(ANSWER))
    assert carrier(desk).manifests.progress("se-77").forms
    assert desk.asked[0].url.path == "/v1/manifests/requests/se-77"


def test_the_old_copy_on_top_is_the_form_where_there_is_no_list() -> None:
    (form,) = of(FORM | {"request_id": "r-1", "errors": []}).forms
    assert form.form_id == "se-11102"
    (listed,) = of(ANSWER | FORM | {"manifest_id": "se-99"}).forms
    assert listed.form_id == "se-11102"


def test_a_form_with_nothing_but_its_id_is_a_form() -> None:
    (form,) = of({"manifests": [{"manifest_id": "se-1", "label_ids": ["se-5"]}]}).forms
    assert form == ScanForm("se-1", "", None, NOW, ("se-5",), 1, raw=form.raw)


@pytest.mark.parametrize(
    "reply",
    [{}, [], None, {"manifests": [{}]}, {"manifests": "one"}, {"manifests": [], "errors": []}],
    ids=str,
)
def test_an_answer_that_says_nothing_is_a_doubt(reply: Any) -> None:
    desk = Desk(ok(reply))
    with pytest.raises(Lost) as caught:
        carrier(desk).manifests.make(["se-1"])
    assert (caught.value.kind, len(desk.asked)) == (FaultKind.UNREADABLE, 1)


Make = Callable[[CarrierClient], object]
MAKERS: list[Make] = [
    lambda it: it.manifests.make(["se-1"]),
    lambda it: it.manifests.make_for_day("se-9", "se-8", date(2026, 11, 22)),
]


@pytest.mark.parametrize("make", MAKERS, ids=["labels", "day"])
@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.ReadTimeout("silence")], ids=str)
def test_a_form_that_may_have_been_made_is_not_asked_for_again(make: Make, answer: Any) -> None:
    desk = Desk(answer, ok(ANSWER))
    with pytest.raises(Lost):
        make(carrier(desk))
    assert len(desk.asked) == 1


@pytest.mark.parametrize("make", MAKERS, ids=["labels", "day"])
def test_no_labels_at_all_is_a_refusal(make: Make) -> None:
    with pytest.raises(Refused):
        make(carrier(Desk(refusal(400))))


def test_labels_are_named_in_one_list() -> None:
    desk = Desk(ok(ANSWER))
    many = [f"se-{number}" for number in range(500)]
    carrier(desk).manifests.make(many)
    assert desk.body() == {"label_ids": many}


@pytest.mark.parametrize(
    "labels", [[], ["se-1", "se-1"], [f"se-{number}" for number in range(501)]], ids=["none", "twice", "501"]
)
def test_what_the_carrier_does_not_take_is_not_asked_for(labels: list[str]) -> None:
    desk = Desk(ok(ANSWER))
    with pytest.raises(BadInput, match=r"out_of_limits: .*1 to 500"):
        carrier(desk).manifests.make(labels)
    assert desk.asked == []


def test_a_day_needs_its_account_and_its_warehouse() -> None:
    desk = Desk(ok(ANSWER))
    manifests = carrier(desk).manifests
    manifests.make_for_day("se-9", "se-8", date(2026, 11, 22), excluded=["se-3"])
    assert desk.body() == {
        "carrier_id": "se-9",
        "warehouse_id": "se-8",
        "ship_date": "2026-11-22T00:00:00Z",
        "excluded_label_ids": ["se-3"],
    }
    manifests.make_for_day("se-9", "se-8", date(2026, 11, 22))
    assert "excluded_label_ids" not in desk.body()
    for account, warehouse in (("", "se-8"), ("se-9", "")):
        with pytest.raises(BadInput, match=r"out_of_limits: .*all needed"):
            manifests.make_for_day(account, warehouse, date(2026, 11, 22))
    assert len(desk.asked) == 2


@pytest.mark.parametrize("strange", ["", "..", "a/b"])
def test_what_can_be_no_id_is_never_asked(strange: str) -> None:
    desk = Desk(ok(ANSWER))
    manifests = carrier(desk).manifests
    for ask in (manifests.read, manifests.progress, lambda text: manifests.make([text])):
        with pytest.raises(BadInput):
            ask(strange)
    assert desk.asked == []


def test_forms_are_found_by_everything_the_carrier_can_look_for() -> None:
    desk = Desk(
        ok({"manifests": [FORM], "pages": 2}),
        ok({"manifests": [FORM, FORM | {"manifest_id": "se-2"}], "pages": 2}),
    )
    found = carrier(desk).manifests.find(
        label_ids=["se-1", "se-2"], carrier_id="se-9", warehouse_id="se-8", ship_date_from=date(2026, 11, 22),
        ship_date_to=date(2026, 11, 22), created_from=NOW, created_to=NOW,
    )  # fmt: skip
    assert [form.form_id for form in found] == ["se-11102", "se-2"]
    assert sorted(desk.asked[1].url.params.multi_items()) == [
        ("carrier_id", "se-9"),
        ("created_at_end", "2026-11-22T12:00:00.000Z"),
        ("created_at_start", "2026-11-22T12:00:00.000Z"),
        ("label_ids", "se-1"),
        ("label_ids", "se-2"),
        ("page", "2"),
        ("page_size", "100"),
        ("ship_date_end", "2026-11-22T23:59:59.999Z"),
        ("ship_date_start", "2026-11-22T00:00:00Z"),
        ("warehouse_id", "se-8"),
    ]


def test_the_form_of_many_labels_is_found_by_addresses_that_every_server_takes() -> None:
    labels = [f"se-{10**12 + number}" for number in range(500)]
    desk = Desk(ok({"manifests": [FORM], "pages": 1}))
    assert [form.form_id for form in carrier(desk).manifests.find(label_ids=labels)] == ["se-11102"]
    asked = [label for one in desk.asked for label in one.url.params.get_list("label_ids")]
    assert asked == labels
    assert max(len(str(one.url)) for one in desk.asked) < 2000


@pytest.mark.parametrize("reply", [{}, {"manifests": None}, {"manifests": [{}]}], ids=str)
def test_a_list_that_cannot_be_believed_is_never_an_empty_one(reply: Json) -> None:
    with pytest.raises(Lost):
        carrier(Desk(ok(reply))).manifests.find()


def test_the_sheet_of_a_form_is_fetched_from_the_carrier_alone() -> None:
    desk = Desk(ok(FORM), httpx.Response(200, content=PDF))
    client = carrier(desk)
    form = client.manifests.read("se-11102")
    assert client.documents.of_form(form).content == PDF
    assert str(desk.asked[1].url) == HREF
    elsewhere = FORM | {"manifest_download": {"href": "https://example.com/manifest.pdf"}}
    with pytest.raises(BadInput):
        client.documents.of_form(carrier(Desk(ok(elsewhere))).manifests.read("se-1"))


def test_a_form_without_an_address_is_read_again_for_it() -> None:
    desk = Desk(ok(FORM), httpx.Response(200, content=PDF))
    assert carrier(desk).documents.of_form(ScanForm("se-11102", "", None, NOW)).content == PDF
    bare = Desk(ok(FORM | {"manifest_download": None}))
    with pytest.raises(PaperFault) as caught:
        carrier(bare).documents.of_form(ScanForm("se-11102", "", None, NOW))
    assert caught.value.kind is FaultKind.DOCUMENT_MISSING
