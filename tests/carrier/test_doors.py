"""The four ways to buy a label, each with its own options, and what a label tells when it is read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, FaultKind, Lost, NotSent, Refused
from postwright.domain.label import BoughtLabel, Document, DocumentKind
from postwright.domain.label_options import LabelExtras, LabelLook, LabelPaper, ReturnOf
from postwright.domain.money import Money
from postwright.domain.refund import Refund
from postwright.domain.shipment import Delivery
from tests.carrier.answers import NOW, PDF, PNG, Desk, Json, carrier, data, label, ok, refusal
from tests.domain.samples import ORDER

LETTER = LabelLook(LabelPaper(layout="letter"))
EXTRAS = LabelExtras(image_id="img_1", charge_event="on_carrier_acceptance", rma_number="RMA 7")
LOOK = {"label_format", "label_layout", "label_download_type", "display_scheme"}

Buy = Callable[[CarrierClient], BoughtLabel]
DOORS: dict[str, tuple[Buy, str, set[str]]] = {
    "inline": (
        lambda it: it.labels.buy(ORDER, extras=EXTRAS, return_of=ReturnOf("se-9")),
        "/v1/labels",
        {
            *LOOK, "shipment", "validate_address", "label_image_id", "charge_event", "rma_number",
            "is_return_label", "outbound_label_id",
        },
    ),
    "rate": (
        lambda it: it.labels.buy_rate("se-784001113", custom_fields=["ours"]),
        "/v1/labels/rates/se-784001113",
        {*LOOK, "validate_address", "custom_field1"},
    ),
    "shipment": (
        lambda it: it.labels.buy_shipment("se-5"),
        "/v1/labels/shipment/se-5",
        {*LOOK, "validate_address"},
    ),
    "return": (
        lambda it: it.labels.buy_return("se-9", extras=EXTRAS),
        "/v1/labels/se-9/return",
        {*LOOK, "label_image_id", "charge_event", "rma_number"},
    ),
}  # fmt: skip
every_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())


def there(**more: Any) -> Json:
    """A label that each of the doors could have sold: the way back of se-9, of the shipment se-5."""
    return label(shipment_id="se-5", is_return_label=True, **more)


@every_door
def test_a_door_takes_its_own_options_and_no_others(door: tuple[Buy, str, set[str]]) -> None:
    buy, path, options = door
    desk = Desk(ok(there()))
    bought = buy(carrier(desk))
    assert bought.documents == (Document(DocumentKind.PDF, PDF),)
    (asked,) = desk.asked
    assert (asked.method, asked.url.path, set(desk.body())) == ("POST", path, options)


@every_door
@pytest.mark.parametrize(
    "answer",
    [
        httpx.ReadTimeout("silence"),
        httpx.Response(500),
        httpx.Response(409),
        httpx.Response(200, content=b"{}"),
        ok(label(shipment_cost=None)),
    ],
    ids=["silence", "trouble", "conflict", "no label", "no price"],
)
def test_a_purchase_that_may_have_been_made_is_never_asked_again(
    door: tuple[Buy, str, set[str]], answer: Any
) -> None:
    desk = Desk(answer, ok(label()))
    with pytest.raises(Lost):
        door[0](carrier(desk))
    assert len(desk.asked) == 1


INLINE: Buy = lambda it: it.labels.buy(ORDER)  # noqa: E731
RATE, SHIPMENT_DOOR, RETURN = (DOORS[name][0] for name in ("rate", "shipment", "return"))
NOT_THIS_ONE: dict[str, tuple[Buy, Json]] = {
    "another order": (INLINE, label(external_shipment_id="fedcba9876543210fedcba9876543210")),
    "an error": (INLINE, label(status="error", tracking_number=None)),
    "voided": (INLINE, label(voided=True)),
    "voided in a word": (RATE, label(status="voided")),
    "an error at the rate door": (RATE, label(status="error")),
    "another shipment": (SHIPMENT_DOOR, label(shipment_id="se-1")),
    "no shipment": (SHIPMENT_DOOR, label(shipment_id=None)),
    "the outbound label itself": (RETURN, there(label_id="se-9")),
    "no return": (RETURN, label()),
    "the return of another label": (RETURN, there(outbound_label_id="se-8")),
    "no return where one was asked": (DOORS["inline"][0], label()),
}


@pytest.mark.parametrize(("buy", "reply"), NOT_THIS_ONE.values(), ids=NOT_THIS_ONE.keys())
def test_a_label_that_is_not_the_one_asked_for_is_a_doubt_and_is_kept(buy: Buy, reply: Json) -> None:
    desk = Desk(ok(reply))
    with pytest.raises(Lost) as caught:
        buy(carrier(desk))
    assert (caught.value.kind, len(desk.asked)) == (FaultKind.UNREADABLE, 1)
    assert json.loads(caught.value.body) == reply


def test_a_label_that_tells_no_id_of_ours_is_still_the_one_asked_for() -> None:
    """As in 2024, and with a QR code alone."""
    old = label()
    assert "external_shipment_id" not in old
    for reply in (old, label(external_shipment_id=None), label(external_shipment_id=ORDER.id)):
        assert carrier(Desk(ok(reply))).labels.buy(ORDER).label.label_id == old["label_id"]
    qr_only = label(display_scheme="paperless", tracking_number=None, label_download=None)
    assert carrier(Desk(ok(qr_only))).labels.buy(ORDER).label.label_id == old["label_id"]


@every_door
def test_a_purchase_that_never_left_says_so(door: tuple[Buy, str, set[str]]) -> None:
    with pytest.raises(NotSent):
        door[0](carrier(Desk(httpx.ConnectError("refused"))))


@every_door
def test_a_plain_no_is_final(door: tuple[Buy, str, set[str]]) -> None:
    desk = Desk(refusal(400, field_name="service_code"), ok(label()))
    with pytest.raises(Refused):
        door[0](carrier(desk))
    assert len(desk.asked) == 1


QR = LabelLook(delivery=Delivery.QR)
QR_DOORS: list[Buy] = [
    lambda it: it.labels.buy(replace(ORDER, shipment=replace(ORDER.shipment, delivery=Delivery.QR))),
    lambda it: it.labels.buy_rate("se-7", look=QR),
    lambda it: it.labels.buy_shipment("se-5", look=QR),
    lambda it: it.labels.buy_return("se-9", look=QR),
]


@pytest.mark.parametrize("buy", QR_DOORS, ids=["inline", "rate", "shipment", "return"])
def test_every_door_tries_the_other_paperless_word_once(buy: Buy) -> None:
    no = refusal(400, "invalid_field_value", field_name="display_scheme")
    desk = Desk(no, ok(there(display_scheme="qr_code", label_download={"href": data("image/png", PNG)})))
    assert buy(carrier(desk)).documents == (Document(DocumentKind.QR, PNG),)
    assert [desk.body(place)["display_scheme"] for place in (0, 1)] == ["paperless", "qr_code"]
    assert {desk.body(place)["label_format"] for place in (0, 1)} == {"png"}
    desk = Desk(no)
    with pytest.raises(Refused):
        buy(carrier(desk))
    assert len(desk.asked) == 2


def test_a_plain_purchase_says_no_word_more_than_it_needs() -> None:
    desk = Desk(ok(there()))
    carrier(desk).labels.buy(ORDER, return_of=ReturnOf())
    assert set(desk.body()) == {*LOOK, "shipment", "validate_address", "is_return_label"}
    carrier(desk).labels.buy_return("se-9")
    assert set(desk.body()) == LOOK


def test_a_letter_sheet_is_asked_for_as_a_pdf() -> None:
    desk = Desk(ok(label()))
    carrier(desk).labels.buy_rate("se-7", look=LETTER)
    assert (desk.body()["label_layout"], desk.body()["label_format"]) == ("letter", "pdf")


@pytest.mark.parametrize("strange", ["", "..", "a/b", "se-1?x"])
def test_what_can_be_no_id_buys_nothing(strange: str) -> None:
    desk = Desk(ok(label()))
    labels = carrier(desk).labels
    for buy in (labels.buy_rate, labels.buy_shipment, labels.buy_return, labels.cancel_refund):
        with pytest.raises(BadInput):
            buy(strange)
    assert desk.asked == []


@pytest.mark.parametrize("fields", [["1", "2", "3", "4"], ["x" * 101]])
def test_fields_that_the_carrier_would_cut_are_not_sent(fields: list[str]) -> None:
    desk = Desk(ok(label()))
    with pytest.raises(BadInput, match=r"out_of_limits: .*100 characters"):
        carrier(desk).labels.buy_rate("se-7", custom_fields=fields)
    assert desk.asked == []


def test_zpl_takes_no_picture() -> None:
    desk = Desk(ok(label()))
    with pytest.raises(BadInput, match=r"out_of_limits: .*picture"):
        carrier(desk).labels.buy(ORDER, paper=LabelPaper(DocumentKind.ZPL), extras=LabelExtras("img_1"))
    assert desk.asked == []


REFUND = {
    "refund_status": "request_scheduled",
    "request_date": "2026-12-13T00:00:00Z",
    "amount_paid": {"currency": "usd", "amount": 7.61},
    "amount_requested": {"currency": "USD", "amount": 7.61},
    "amount_approved": None,
    "amount_credited": {"currency": "usd", "amount": 0},
}
NEWER = label(
    external_order_id="1001",
    tracking_url="https://tools.usps.com/go/TrackConfirmAction.action?tLabels=9400",
    confirmation="signature",
    void_type="refund_assist",
    refund_details=REFUND,
    rma_number="RMA 7",
    charge_event="carrier_default",
    outbound_label_id="se-9",
    label_layout="4x6",
)


def test_what_the_description_of_2026_adds_is_read() -> None:
    found = carrier(Desk(ok(NEWER))).labels.read("se-453830546")
    assert found.refund == Refund(
        "request_scheduled", datetime(2026, 12, 13, tzinfo=UTC), Money(761), Money(761), None, Money(0)
    )
    assert (found.void_type, found.confirmation, found.external_order_id) == (
        "refund_assist",
        "signature",
        "1001",
    )
    assert (found.rma_number, found.charge_event, found.outbound_label_id, found.layout) == (
        "RMA 7",
        "carrier_default",
        "se-9",
        "4x6",
    )
    assert found.tracking_url.endswith("tLabels=9400")


def test_words_of_a_refund_that_nobody_knows_are_kept() -> None:
    odd = label(void_type="by_owl", refund_details={"refund_status": "pondered", "request_date": "soon"})
    found = carrier(Desk(ok(odd))).labels.read("se-453830546")
    assert (found.void_type, found.refund) == ("by_owl", Refund("pondered"))


def test_a_scheduled_refund_is_called_off_once() -> None:
    desk = Desk(ok(label(refund_details=REFUND | {"refund_status": "excluded"})))
    found = carrier(desk).labels.cancel_refund("se-453830546")
    assert found.refund is not None
    assert not found.refund.can_opt_out
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("POST", "/v1/labels/se-453830546/cancel_refund")
    desk = Desk(httpx.Response(502))
    with pytest.raises(Lost):
        carrier(desk).labels.cancel_refund("se-453830546")
    assert len(desk.asked) == 1


def test_a_label_is_read_with_its_document_inside() -> None:
    desk = Desk(ok(label(shipment_cost=None)))
    found = carrier(desk).labels.read_whole("se-453830546")
    assert found.documents == (Document(DocumentKind.PDF, PDF),)
    assert dict(desk.asked[0].url.params) == {"label_download_type": "inline"}


def test_labels_are_found_by_everything_the_carrier_can_look_for() -> None:
    desk = Desk(ok({"labels": [], "pages": 0}))
    carrier(desk).labels.find(
        shipment_id="se-5", created_from=NOW, created_to=NOW, status="voided", service_code="usps_media_mail",
        carrier_id="se-1", tracking_number="9400", batch_id="se-6", rate_id="se-7", warehouse_id="se-8",
        refund_statuses=["pending", "approved"], sort_by="voided_at", newest_first=True,
    )  # fmt: skip
    assert dict(desk.asked[0].url.params) == {
        "label_status": "voided",
        "service_code": "usps_media_mail",
        "carrier_id": "se-1",
        "tracking_number": "9400",
        "batch_id": "se-6",
        "rate_id": "se-7",
        "shipment_id": "se-5",
        "warehouse_id": "se-8",
        "created_at_start": "2026-11-22T12:00:00.000Z",
        "created_at_end": "2026-11-22T12:00:00.000Z",
        "refund_status": "pending,approved",
        "sort_by": "voided_at",
        "sort_dir": "desc",
        "page": "1",
        "page_size": "100",
    }
