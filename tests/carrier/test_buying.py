"""Buying a label: one request, and whatever comes back is named by what it proves."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from postwright.domain.faults import Fault, Lost, Refused
from postwright.domain.faults import FaultKind as K
from postwright.domain.label import Document, DocumentKind
from postwright.domain.label_options import LabelPaper
from postwright.domain.money import Money
from postwright.domain.shipment import Delivery
from tests.carrier.answers import API, PDF, PNG, ZPL, Desk, carrier, data, label, ok, refusal
from tests.domain.samples import ORDER

QR_ORDER = replace(ORDER, shipment=replace(ORDER.shipment, delivery=Delivery.QR))
BOTH_ORDER = replace(ORDER, shipment=replace(ORDER.shipment, delivery=Delivery.BOTH))


def test_a_purchase_brings_the_label_and_its_document_in_one_request() -> None:
    desk = Desk(ok(label(insurance_cost={"currency": "usd", "amount": 0.1})))
    bought = carrier(desk).labels.buy(ORDER)
    assert bought.documents == (Document(DocumentKind.PDF, PDF),)
    assert (bought.label.label_id, bought.label.cost) == ("se-453830546", Money(771))
    assert str(bought.label.created_at) == "2026-11-22 12:00:01.123456+00:00"
    assert str(bought.label.ship_date) == "2026-11-23"
    assert PDF not in bought.label.raw.encode()
    assert json.loads(bought.label.raw)["label_download"] == {"href": "data:"}
    (request,) = desk.asked
    assert (request.method, str(request.url)) == ("POST", f"{API}/v1/labels")
    body = desk.body()
    assert body["shipment"]["external_shipment_id"] == ORDER.id
    assert (body["label_download_type"], body["display_scheme"], body["label_format"]) == (
        "inline",
        "label",
        "pdf",
    )


def test_zpl_is_asked_for_and_known_by_its_bytes() -> None:
    desk = Desk(ok(label(label_format="zpl", label_download={"href": data("application/zpl", ZPL)})))
    bought = carrier(desk).labels.buy(ORDER, paper=LabelPaper(DocumentKind.ZPL))
    assert bought.documents == (Document(DocumentKind.ZPL, ZPL),)
    assert desk.body()["label_format"] == "zpl"


@pytest.mark.parametrize(
    "href",
    [
        "data:application/pdf;base64,%%%",
        "data:application/pdf,JVBERi0=",
        data("application/pdf", b"<html>"),
        "data:",
        "",
    ],
)
def test_a_document_that_is_no_use_does_not_lose_the_label(href: str) -> None:
    bought = carrier(Desk(ok(label(label_download={"href": href})))).labels.buy(ORDER)
    assert (bought.label.label_id, bought.documents) == ("se-453830546", ())


DOUBLED = json.dumps(label())[:-1] + ', "label_id": "se-2"}'
UNREADABLE = {
    "nothing": "",
    "a page": "<html>Sign in</html>",
    "cut short": json.dumps(label())[:-10],
    "a list": "[]",
    "a text": '"se-1"',
    "no label id": json.dumps({k: v for k, v in label().items() if k != "label_id"}),
    "an empty label id": json.dumps(label(label_id="")),
    "a label id of null": json.dumps(label(label_id=None)),
    "a label id that is a number": json.dumps(label(label_id=453830546)),
    "no price": json.dumps(label(shipment_cost=None)),
    "a price without an amount": json.dumps(label(shipment_cost={"currency": "usd"})),
    "a price that is a text": json.dumps(label(shipment_cost={"currency": "usd", "amount": "7.61"})),
    "a price that is true": json.dumps(label(shipment_cost={"currency": "usd", "amount": True})),
    "a price beyond reckoning": json.dumps(label()).replace("7.61", "7.61E+99999"),
    "a price that is not a number": json.dumps(label()).replace("7.61", "NaN"),
    "an endless price": json.dumps(label()).replace("7.61", "Infinity"),
    "two currencies": json.dumps(label(insurance_cost={"currency": "cad", "amount": 1})),
    "voided as a text": json.dumps(label(voided="false")),
    "packages that are none": json.dumps(label(packages="one")),
    "a key twice": DOUBLED,
    "a label id that fits no address": json.dumps(label(label_id="../carriers")),
    "half a character as label id": json.dumps(label(label_id="\ud800")),
    "absurd nesting": "[" * 200_000,
    "errors alone": json.dumps({"errors": [{"message": "Something."}]}),
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_reply_that_is_no_label_is_a_doubt_and_is_kept(text: str) -> None:
    desk = Desk(httpx.Response(200, content=text, headers={"request-id": "r-9"}))
    with pytest.raises(Lost) as caught:
        carrier(desk).labels.buy(ORDER)
    kind = K.SIGN_IN_PAGE if text.startswith("<") else K.UNREADABLE
    assert (caught.value.kind, caught.value.request_id) == (kind, "r-9")
    assert caught.value.body == text[:100_000]
    assert len(desk.asked) == 1


def test_half_a_character_somewhere_else_does_not_lose_the_label() -> None:
    odd = label(paperless_download={"instructions": "Show \ud800 it."})
    bought = carrier(Desk(ok(odd))).labels.buy(ORDER)
    assert bought.label.broker_instructions == "Show ? it."


def test_a_body_that_is_not_text_is_a_doubt() -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(httpx.Response(200, content=b"\xff\xfe\x00"))).labels.buy(ORDER)
    assert caught.value.kind is K.UNREADABLE


FAILURES: list[httpx.Response | Exception] = [
    httpx.ConnectError("refused"),
    httpx.ReadTimeout("silence"),
    httpx.Response(500, json={"request_id": "r", "error": {"message": "Boom."}}),
    httpx.Response(502, content=b"<html>"),
    httpx.Response(409, content=b"{}"),
    refusal(429, "rate_limit_exceeded"),
    refusal(400, "insufficient_funds"),
]


@pytest.mark.parametrize("failure", FAILURES, ids=str)
def test_nothing_makes_a_purchase_be_asked_for_twice(failure: httpx.Response | Exception) -> None:
    desk = Desk(failure, ok(label()))
    with pytest.raises(Fault):
        carrier(desk).labels.buy(ORDER)
    assert len(desk.asked) == 1


def test_a_key_that_was_revoked_is_told_with_the_carriers_words() -> None:
    answer = refusal(401, "unauthorized", message="Access denied.", error_type="security")
    with pytest.raises(Refused) as caught:
        carrier(Desk(answer)).labels.buy(ORDER)
    fault = caught.value
    assert (fault.kind, fault.detail, fault.request_id) == (K.KEY_REFUSED, "Access denied.", "id-of-the-body")


# ---------------------------------------------------------------- paperless


def no_such_scheme(status: int = 400) -> httpx.Response:
    return refusal(status, "invalid_field_value", field_name="display_scheme")


@pytest.mark.parametrize(
    ("order", "setting", "words"),
    [
        (ORDER, "paperless", ["label"]),
        (QR_ORDER, "paperless", ["paperless", "qr_code"]),
        (QR_ORDER, "qr_code", ["qr_code", "paperless"]),
        (QR_ORDER, "something_new", ["something_new"]),
        (BOTH_ORDER, "paperless", ["label_and_paperless", "label_and_qr_code"]),
        (BOTH_ORDER, "qr_code", ["label_and_qr_code", "label_and_paperless"]),
        (BOTH_ORDER, "something_new", ["something_new"]),
    ],
    ids=str,
)
def test_the_word_for_paperless_is_put_differently_once(
    order: object, setting: str, words: list[str]
) -> None:
    desk = Desk(no_such_scheme())
    with pytest.raises(Refused):
        carrier(desk).labels.buy(order, display_scheme=setting)  # type: ignore[arg-type]
    assert [desk.body(place)["display_scheme"] for place in range(len(desk.asked))] == words
    assert {desk.body(place)["shipment"]["external_shipment_id"] for place in range(len(desk.asked))} == {
        ORDER.id
    }


@pytest.mark.parametrize("answer", [no_such_scheme(422), refusal(400, message="display_scheme is odd")])
def test_the_second_word_buys(answer: httpx.Response) -> None:
    picture = {"href": data("image/png", PNG)}
    desk = Desk(answer, ok(label(display_scheme="qr_code", label_download=picture)))
    assert carrier(desk).labels.buy(QR_ORDER).documents == (Document(DocumentKind.QR, PNG),)
    assert desk.body()["label_format"] == "png"


@pytest.mark.parametrize(
    "answer",
    [
        refusal(400, "invalid_field_value", field_name="ship_to.name"),
        refusal(404, field_name="display_scheme"),
        refusal(400, "insufficient_funds", field_name="display_scheme"),
        httpx.Response(500, content=b"display_scheme"),
        httpx.Response(200, content=b"display_scheme"),
    ],
    ids=str,
)
def test_no_other_answer_leads_to_a_second_word(answer: httpx.Response) -> None:
    desk = Desk(answer)
    with pytest.raises(Fault):
        carrier(desk).labels.buy(QR_ORDER)
    assert len(desk.asked) == 1


@pytest.mark.parametrize("scheme", ["qr_code", "paperless"])
def test_what_comes_with_a_qr_code_is_never_taken_for_a_label(scheme: str) -> None:
    for content in (PDF, PNG, ZPL):
        reply = label(display_scheme=scheme, label_download={"href": data("application/pdf", content)})
        bought = carrier(Desk(ok(reply))).labels.buy(QR_ORDER)
        assert {document.kind for document in bought.documents} <= {DocumentKind.QR}


def test_both_bring_a_label_and_a_qr_code() -> None:
    reply = label(
        display_scheme="label_and_paperless",
        paperless_download={
            "href": data("image/png", PNG),
            "handoff_code": "XYZZYPJK",
            "instructions": "Show it.",
        },
    )
    bought = carrier(Desk(ok(reply))).labels.buy(BOTH_ORDER)
    assert set(bought.documents) == {Document(DocumentKind.PDF, PDF), Document(DocumentKind.QR, PNG)}
    assert (bought.label.broker_id, bought.label.broker_instructions) == ("XYZZYPJK", "Show it.")
