"""Reading, finding, voiding and following labels. A lookup that failed is never taken for an absence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, PaperFault, Refused
from postwright.domain.label import DocumentKind
from postwright.domain.money import Money
from postwright.domain.void import VoidAnswer
from tests.carrier.answers import API, NOW, PDF, Desk, Json, carrier, label, ok, refusal

DOWNLOADS = f"{API}/v1/downloads/10/2SW8jzJBO026ZGEVXNKSHQ/label-1"
LINKS = {
    "pdf": f"{DOWNLOADS}.pdf",
    "png": f"{DOWNLOADS}.png",
    "zpl": f"{DOWNLOADS}.zpl",
    "href": f"{DOWNLOADS}.pdf",
}


def test_a_label_has_links_to_every_format() -> None:
    found = carrier(
        Desk(ok(label(label_download=LINKS, form_download={"href": f"{DOWNLOADS}-form.pdf"})))
    ).labels.read("se-453830546")
    kinds = {DocumentKind.PDF, DocumentKind.PNG, DocumentKind.ZPL, DocumentKind.FORM}
    assert {link.kind for link in found.links} == kinds
    assert "2SW8" not in repr(found)


@pytest.mark.parametrize(
    ("download", "kind"),
    [
        ({"href": f"{DOWNLOADS}.zpl?rotation=90"}, DocumentKind.ZPL),
        ({"href": DOWNLOADS}, DocumentKind.PDF),
    ],
)
def test_a_link_without_a_format_is_known_by_its_ending(download: Json, kind: DocumentKind) -> None:
    found = carrier(Desk(ok(label(label_download=download)))).labels.read("se-453830546")
    assert [link.kind for link in found.links] == [kind]


def test_another_label_than_the_one_asked_for_is_not_believed() -> None:
    labels = carrier(Desk(ok(label()))).labels
    for ask in (labels.read, labels.read_whole, labels.cancel_refund):
        with pytest.raises(Lost):
            ask("se-5")


def test_a_bare_label_is_read_all_the_same() -> None:
    found = carrier(Desk(ok({"label_id": "se-1"}))).labels.read("se-1")
    assert (found.created_at, found.cost, found.links, found.display_scheme) == (NOW, Money(0), (), "")
    assert (found.ship_date, found.voided_at) == (None, None)


def test_what_newer_replies_add_is_used() -> None:
    reply = label(
        external_shipment_id="ours",
        ship_to={"name": None, "company_name": "Acme", "postal_code": "18702"},
        status="voided",
        voided=None,
        voided_at="2026-11-30T10:00:00Z",
        tracking_number=None,
        package_code=None,
        packages=[{"tracking_number": "9400", "package_code": "letter"}],
    )
    found = carrier(Desk(ok(reply))).labels.read("se-453830546")
    assert (found.external_id, found.ship_to_name, found.ship_to_postal_code) == ("ours", "Acme", "18702")
    assert (found.voided, found.voided_at) == (True, datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert (found.tracking_number, found.package_code) == ("9400", "letter")


Find = Callable[[CarrierClient], object]
FINDERS: list[tuple[Find, Json, object]] = [
    (lambda it: it.labels.by_external_id("ours"), label(), None),
    (lambda it: it.shipments.id_of("ours"), {"shipment_id": "se-7"}, "se-7"),
]


@pytest.mark.parametrize(("find", "reply", "found"), FINDERS, ids=["label", "shipment"])
def test_an_order_is_found_by_its_own_id(find: Find, reply: Json, found: object) -> None:
    desk = Desk(ok(reply))
    answer = find(carrier(desk))
    assert answer if found is None else answer == found
    assert desk.asked[0].url.path.endswith("/external_shipment_id/ours")


@pytest.mark.parametrize(("find", "reply", "found"), FINDERS, ids=["label", "shipment"])
def test_the_carriers_own_404_is_an_absence(find: Find, reply: Json, found: object) -> None:
    answer = refusal(404, "invalid_identifier", field_name="external_shipment_id")
    assert find(carrier(Desk(answer))) is None


@pytest.mark.parametrize(("find", "reply", "found"), FINDERS, ids=["label", "shipment"])
@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404, content=b"<html>Not found</html>"),
        httpx.Response(404),
        refusal(404, "not_found", error_type="security"),
        refusal(401, "unauthorized"),
        httpx.Response(500),
        httpx.Response(302, headers={"location": "https://portal.example"}),
        httpx.Response(200, content=b"<html>Sign in</html>"),
        httpx.Response(200, json={}),
        httpx.ReadTimeout("silence"),
        httpx.ConnectError("refused"),
    ],
    ids=str,
)
def test_no_other_answer_is_an_absence(find: Find, reply: Json, found: object, answer: Any) -> None:
    with pytest.raises(Fault):
        find(carrier(Desk(answer)))


@pytest.mark.parametrize(("find", "reply", "found"), FINDERS, ids=["label", "shipment"])
def test_the_label_of_another_order_is_not_ours(find: Find, reply: Json, found: object) -> None:
    assert find(carrier(Desk(ok(reply | {"external_shipment_id": "ours"}))))
    with pytest.raises(Lost):
        find(carrier(Desk(ok(reply | {"external_shipment_id": "theirs"}))))


@pytest.mark.parametrize(
    "strange", ["", ".", "..", "../labels", "a/b", "a b", "a?b", "a#b", "a%2fb", "é", "a" * 101]
)
def test_what_can_be_no_id_never_becomes_part_of_an_address(strange: str) -> None:
    desk = Desk(ok(label()))
    for ask in (
        carrier(desk).labels.read,
        carrier(desk).labels.void,
        carrier(desk).tracking.of_label,
        carrier(desk).labels.by_external_id,
    ):
        with pytest.raises(BadInput):
            ask(strange)
    assert desk.asked == []


def page(*labels: Json, pages: object = 1, **more: Any) -> httpx.Response:
    return ok({"labels": list(labels), "pages": pages} | more)


def test_all_pages_are_read_and_each_label_is_there_once() -> None:
    one, two, three = (label(label_id=f"se-{number}", shipment_id="se-7") for number in (1, 2, 3))
    desk = Desk(page(one, two, pages=2), page(two, three, pages=2))
    found = carrier(desk).labels.find(shipment_id="se-7", created_from=NOW, created_to=NOW)
    assert [one.label_id for one in found] == ["se-1", "se-2", "se-3"]
    assert dict(desk.asked[1].url.params) == {
        "sort_dir": "asc",
        "sort_by": "created_at",
        "shipment_id": "se-7",
        "created_at_start": "2026-11-22T12:00:00.000Z",
        "created_at_end": "2026-11-22T12:00:00.000Z",
        "page": "2",
        "page_size": "100",
    }
    assert '"label_id": "se-1"' in found[0].raw


def test_a_list_goes_on_while_it_has_a_next_page() -> None:
    more = {"next": {"href": f"{API}/v1/labels?page=2"}, "prev": {}}
    desk = Desk(
        page(label(label_id="se-1"), pages=None, links=more),
        page(label(label_id="se-2"), pages=None, links={"next": {}}),
    )
    assert len(carrier(desk).labels.find()) == 2


def test_a_list_goes_on_whichever_of_the_two_says_so() -> None:
    more = {"next": {"href": f"{API}/v1/labels?page=2"}}
    for pages, links in ((1, more), (2, {})):
        first = page(label(label_id="se-1"), pages=pages, links=links)
        desk = Desk(first, page(label(label_id="se-2"), pages=1, links={"next": {}}, total=2))
        assert len(carrier(desk).labels.find()) == 2


def test_a_list_without_an_end_is_a_fault() -> None:
    with pytest.raises(Lost):
        carrier(Desk(page(label(), pages=10**9))).labels.find()


@pytest.mark.parametrize(
    "answer",
    [
        ok({}),
        ok({"labels": None}),
        ok([]),
        page({"shipment_id": "se-7"}),
        page(label(shipment_id="se-8")),
        page(pages="many"),
        ok({"labels": []}),
        page(pages=None),
        ok({"labels": [], "total": 30}),
        page(total=30),
        page(label(shipment_id="se-7"), total=2),
        refusal(404, "invalid_identifier"),
    ],
    ids=str,
)
def test_a_list_that_cannot_be_believed_is_never_an_empty_one(answer: httpx.Response) -> None:
    with pytest.raises((Lost, Refused)):
        carrier(Desk(answer)).labels.find(shipment_id="se-7")


def test_an_empty_list_is_an_empty_list() -> None:
    assert carrier(Desk(page(pages=0))).labels.find() == ()


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        (
            {"approved": True, "message": "Request for refund submitted."},
            VoidAnswer(True, "Request for refund submitted."),
        ),
        (
            {"approved": False, "message": "No.", "reason_code": "label_already_voided"},
            VoidAnswer(False, "No.", "label_already_voided"),
        ),
        ({"approved": False, "message": None, "reason_code": None}, VoidAnswer(False)),
    ],
)
def test_a_void_is_answered_yes_or_no(reply: Json, answer: VoidAnswer) -> None:
    desk = Desk(ok(reply))
    assert carrier(desk).labels.void("se-1") == answer
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("PUT", "/v1/labels/se-1/void")


@pytest.mark.parametrize("reply", [{}, {"approved": "true"}, {"approved": None}, {"approved": 1}])
def test_a_void_without_a_yes_or_no_is_a_doubt(reply: Json) -> None:
    desk = Desk(ok(reply))
    with pytest.raises(Lost):
        carrier(desk).labels.void("se-1")
    assert len(desk.asked) == 1


def test_scans_are_read_with_time_and_place() -> None:
    reply = {
        "tracking_number": "9400",
        "status_code": "IT",
        "status_description": "In transit",
        "exception_description": None,
        "estimated_delivery_date": "2026-11-25T00:00:00Z",
        "events": [
            {
                "occurred_at": "2026-11-23T10:00:00Z",
                "description": "Arrived",
                "city_locality": "SCRANTON",
                "state_province": "PA",
                "postal_code": "18505",
            },
            {"carrier_occurred_at": "2026-11-22T20:00:00", "description": "Accepted", "state_province": ""},
            {"description": "Somewhere"},
        ],
    }
    found = carrier(Desk(ok(reply))).tracking.of_label("se-1")
    assert [(event.description, event.place) for event in found.events] == [
        ("Arrived", "SCRANTON, PA 18505"),
        ("Accepted", ""),
        ("Somewhere", ""),
    ]
    assert found.events[2].at == NOW
    assert (found.estimated or NOW).date() == date(2026, 11, 25)
    assert not found.unscanned


def test_documents_come_in_the_order_asked() -> None:
    desk = Desk(ok(label(label_download=LINKS)), httpx.Response(200, content=PDF))
    client = carrier(desk)
    bought = client.labels.read("se-453830546")
    assert [one.kind for one in client.documents.of_label(bought, [DocumentKind.PDF])] == [DocumentKind.PDF]
    assert len(desk.asked) == 2


def test_a_label_that_came_without_links_is_read_again() -> None:
    desk = Desk(ok(label()), ok(label(label_download=LINKS)), httpx.Response(200, content=PDF))
    client = carrier(desk)
    assert client.documents.of_label(client.labels.read("se-453830546"), [DocumentKind.PDF])[0].content == PDF


def test_a_document_that_does_not_exist_is_missing() -> None:
    client = carrier(Desk(ok(label(label_download=LINKS))))
    with pytest.raises(PaperFault) as caught:
        client.documents.of_label(client.labels.read("se-453830546"), [DocumentKind.QR])
    assert caught.value.kind is FaultKind.DOCUMENT_MISSING
