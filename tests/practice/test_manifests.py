"""SCAN forms: which labels go on one, how they are split, what the paper says, and who scans it when."""

from __future__ import annotations

import io
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pypdfium2
import pytest
import zxingcpp

from postwright.domain.barcode import is_impb, read_label_code
from postwright.practice.app import PracticeCarrier
from postwright.practice.database import FILE_NAME, PracticeDatabase
from tests.practice.parcels import ACCOUNT, CUSTOMER, SHOP, Json, buy, client_of, error_of


def made(client: httpx.Client, *labels: Json, **changes: Any) -> Json:
    body = {"label_ids": [label["label_id"] for label in labels]} | changes
    reply = client.post("/v1/manifests", json=body)
    assert reply.status_code == 200, reply.text
    answer: Json = reply.json()
    return answer


def warehouse(client: httpx.Client, **changes: Any) -> str:
    body = {"name": "Depot", "origin_address": SHOP | changes}
    place: str = client.post("/v1/warehouses", json=body).json()["warehouse_id"]
    return place


def from_warehouse(client: httpx.Client, place: str, **changes: Any) -> Json:
    return buy(client, ship_from=None, warehouse_id=place, **changes)


def status(client: httpx.Client, label: Json) -> str:
    code: str = client.get(f"/v1/labels/{label['label_id']}/track").json()["status_code"]
    return code


def test_labels_of_one_day_and_origin_are_one_form(client: httpx.Client) -> None:
    labels = [buy(client) for _ in range(3)]
    answer = made(client, *labels)
    [form] = answer["manifests"]
    assert form["label_ids"] == [label["label_id"] for label in labels]
    assert (form["shipments"], form["warehouse_id"], form["carrier_id"]) == (3, None, ACCOUNT)
    assert form["ship_date"] == "2026-10-22T00:00:00Z"
    assert form["manifest_id"] == form["form_id"] == "se-11102"
    assert answer["errors"] == []
    assert {name: answer[name] for name in form} == form
    assert [one["status"] for one in answer["manifest_requests"]] == ["completed"]
    again = client.get(f"/v1/manifests/requests/{answer['manifest_requests'][0]['manifest_request_id']}")
    assert again.json()["manifests"][0]["label_ids"] == form["label_ids"]
    read = client.get(f"/v1/manifests/{form['manifest_id']}").json()
    assert read.keys() == form.keys()


def test_the_number_under_the_barcode_is_a_right_usps_number(client: httpx.Client) -> None:
    numbers = [made(client, buy(client))["submission_id"] for _ in range(3)]
    assert len(set(numbers)) == 3
    for number in numbers:
        assert is_impb(number)
        assert number.startswith("94757")
        assert len(number) == 22


def test_a_form_holds_a_label_once(client: httpx.Client) -> None:
    label, other = buy(client), buy(client)
    assert made(client, label, label)["label_ids"] == [label["label_id"]]
    second = made(client, label, other)
    assert second["label_ids"] == [other["label_id"]]
    assert [error["label_id"] for error in second["errors"]] == [label["label_id"]]
    error = client.post("/v1/manifests", json={"label_ids": [label["label_id"]]})
    assert error.status_code == 400


def test_a_switch_refuses_the_whole_call_for_a_label_on_a_form(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label, other = buy(client), buy(client)
    made(client, label)
    carrier.set_switches(manifested_again="refuse")
    reply = client.post("/v1/manifests", json={"label_ids": [other["label_id"], label["label_id"]]})
    assert error_of(reply, 400)["label_id"] == label["label_id"]
    assert client.get("/v1/manifests").json()["total"] == 1


def test_what_does_not_belong_on_the_form_is_named_and_left_out(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    yesterday = buy(client)
    carrier.clock.advance(timedelta(days=1))
    voided, good = buy(client), buy(client)
    client.put(f"/v1/labels/{voided['label_id']}/void")
    answer = made(client, yesterday, voided, good, {"label_id": "se-1"})
    assert answer["label_ids"] == [good["label_id"]]
    assert [(error["label_id"], error["error_code"]) for error in answer["errors"]] == [
        (yesterday["label_id"], "invalid_status"),
        (voided["label_id"], "invalid_status"),
        ("se-1", "invalid_identifier"),
    ]


def test_labels_of_the_other_key_are_unknown(client: httpx.Client, tmp_path: Path) -> None:
    from postwright.practice.app import practice_app

    label = buy(client)
    carrier = practice_app(
        tmp_path / "carrier", now=lambda: datetime(2026, 10, 22, 17, tzinfo=UTC), keys=["x"]
    )
    with client_of(carrier, "x") as other:
        reply = other.post("/v1/manifests", json={"label_ids": [label["label_id"]]})
        assert reply.status_code == 400
        assert reply.json()["errors"][1]["label_id"] == label["label_id"]


def test_a_switch_takes_the_ship_date_as_the_day(client: httpx.Client, carrier: PracticeCarrier) -> None:
    early = buy(client, ship_date="2026-10-23")
    carrier.clock.advance(timedelta(days=1))
    assert client.post("/v1/manifests", json={"label_ids": [early["label_id"]]}).status_code == 400
    carrier.set_switches(manifest_day="ship_date")
    assert made(client, early)["label_ids"] == [early["label_id"]]


def test_accounts_places_and_days_get_forms_of_their_own(client: httpx.Client) -> None:
    login = {"nickname": "Second", "username": "second", "password": "good"}
    second = client.post("/v1/connections/carriers/stamps_com", json=login).json()["carrier_id"]
    depot, store = warehouse(client), warehouse(client, address_line1="2 Else St")
    labels = [
        buy(client),
        buy(client),
        buy(client, carrier_id=second),
        buy(client, ship_from=SHOP | {"postal_code": "92084"}),
        buy(client, ship_date="2026-10-23"),
        from_warehouse(client, depot),
        from_warehouse(client, depot),
        from_warehouse(client, store),
    ]
    forms = made(client, *labels)["manifests"]
    assert sorted(len(form["label_ids"]) for form in forms) == [1, 1, 1, 1, 2, 2]
    assert {form["warehouse_id"] for form in forms} == {None, depot, store}
    assert len({form["submission_id"] for form in forms}) == 6


def test_a_form_holds_five_hundred_labels(client: httpx.Client, tmp_path: Path) -> None:
    place = warehouse(client)
    original = from_warehouse(client, place)
    _copy_label(tmp_path / "carrier", original["label_id"], 500)
    asked = {"carrier_id": ACCOUNT, "warehouse_id": place, "ship_date": "2026-10-22"}
    forms = client.post("/v1/manifests", json=asked).json()["manifests"]
    assert [form["shipments"] for form in forms] == [500, 1]
    too_many = {"label_ids": [f"se-{number}" for number in range(501)]}
    assert error_of(client.post("/v1/manifests", json=too_many), 400)["field_name"] == "label_ids"


def _copy_label(folder: Path, label_id: str, times: int) -> None:
    """Buying so many one by one would take half a minute."""
    with PracticeDatabase(folder).turn() as connection:
        row = dict(connection.execute("SELECT * FROM label WHERE 'se-' || id = ?", (label_id,)).fetchone())
        for number in range(1, times + 1):
            copy = row | {
                "id": row["id"] + number,
                "tracking_number": f"{number:022d}",
                "token": f"{number:022d}",
            }
            marks = ", ".join("?" * len(copy))
            connection.execute(
                f"INSERT INTO label ({', '.join(copy)}) VALUES ({marks})", tuple(copy.values())
            )


def test_the_filter_form_takes_what_is_open_of_a_day(client: httpx.Client) -> None:
    place = warehouse(client)
    first, second, third = (from_warehouse(client, place) for _ in range(3))
    buy(client)
    from_warehouse(client, place, ship_date="2026-10-23")
    client.put(f"/v1/labels/{third['label_id']}/void")
    asked = {
        "carrier_id": ACCOUNT,
        "warehouse_id": place,
        "ship_date": "2026-10-22T00:00:00Z",
        "excluded_label_ids": [second["label_id"]],
    }
    answer = client.post("/v1/manifests", json=asked).json()
    assert (answer["label_ids"], answer["errors"], answer["warehouse_id"]) == ([first["label_id"]], [], place)
    del asked["excluded_label_ids"]
    assert client.post("/v1/manifests", json=asked).json()["label_ids"] == [second["label_id"]]
    assert client.post("/v1/manifests", json=asked).status_code == 400


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"carrier_id": None}, "carrier_id"),
        ({"carrier_id": "se-1"}, "carrier_id"),
        ({"carrier_id": "x"}, "carrier_id"),
        ({"warehouse_id": None}, "warehouse_id"),
        ({"warehouse_id": "se-1"}, "warehouse_id"),
        ({"ship_date": None}, "ship_date"),
        ({"ship_date": "soon"}, None),
        ({"excluded_label_ids": ["x"]}, "excluded_label_ids"),
        ({"label_ids": ["x"]}, "label_ids"),
        ({"label_ids": "se-1"}, None),
    ],
)
def test_a_question_with_a_mistake_makes_no_form(
    changes: Json, field: str | None, client: httpx.Client
) -> None:
    place = warehouse(client)
    from_warehouse(client, place)
    asked = {"carrier_id": ACCOUNT, "warehouse_id": place, "ship_date": "2026-10-22"} | changes
    assert error_of(client.post("/v1/manifests", json=asked), 400).get("field_name") == field
    assert client.get("/v1/manifests").json()["total"] == 0


@pytest.mark.parametrize(("hour", "status_code"), [(3, 200), (4, 400)])
def test_no_form_is_made_after_nine_in_the_evening(
    hour: int, status_code: int, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    carrier.clock.set(datetime(2026, 10, 23, hour, 59 if hour == 3 else 0, tzinfo=UTC))
    reply = client.post("/v1/manifests", json={"label_ids": [label["label_id"]]})
    assert reply.status_code == status_code
    if status_code == 400:
        assert error_of(reply, 400)["error_source"] == "carrier"


def test_a_slow_form_is_asked_for_until_it_is_there(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(manifest_polls=2)
    answer = made(client, buy(client))
    [request] = answer["manifest_requests"]
    assert (request["status"], answer["manifests"], answer["manifest_id"]) == ("in_progress", [], None)
    assert client.get("/v1/manifests").json()["total"] == 0
    assert client.get("/v1/manifests/se-11102").status_code == 404
    path = f"/v1/manifests/requests/{request['manifest_request_id']}"
    polled = [client.get(path).json() for _ in range(3)]
    assert [one["manifest_requests"][0]["status"] for one in polled] == [
        "in_progress",
        "completed",
        "completed",
    ]
    assert polled[1]["manifests"] == client.get("/v1/manifests").json()["manifests"]
    assert error_of(client.get("/v1/manifests/requests/se-1"), 404)["field_name"] == "manifest_request_id"
    assert client.get("/v1/manifests/requests/x").status_code == 400


def test_the_list_has_every_filter(client: httpx.Client, carrier: PracticeCarrier) -> None:
    place = warehouse(client)
    first = buy(client)
    made(client, first)
    carrier.clock.advance(timedelta(days=1))
    second = from_warehouse(client, place)
    made(client, second)
    for query, found in (
        ("", [second, first]),
        (f"warehouse_id={place}", [second]),
        (f"carrier_id={ACCOUNT}", [second, first]),
        ("carrier_id=se-1", []),
        ("ship_date_end=2026-10-22T00:00:00Z", [first]),
        ("ship_date_start=2026-10-23", [second]),
        ("created_at_start=2026-10-23T00:00:00Z", [second]),
        ("created_at_end=2026-10-23T00:00:00Z", [first]),
        (f"label_ids={first['label_id']}", [first]),
        (f"label_ids={first['label_id']}&label_ids={second['label_id']}", [second, first]),
        (f"label_ids[]={second['label_id']}&label_ids[]=se-1", [second]),
        ("page_size=1&page=2", [first]),
    ):
        listed = client.get(f"/v1/manifests?{query}").json()["manifests"]
        assert [form["label_ids"][0] for form in listed] == [one["label_id"] for one in found], query
    links = client.get("/v1/manifests?label_ids=se-1&label_ids=se-2&page_size=1").json()["links"]
    assert links["first"]["href"].count("label_ids=") == 2


def test_the_form_says_sample_and_counts_each_class(client: httpx.Client) -> None:
    labels = [buy(client), buy(client), buy(client, service_code="usps_priority_mail")]
    form = made(client, *labels)
    reply = client.get(form["manifest_download"]["href"], headers={"API-Key": ""})
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/pdf")
    page = pypdfium2.PdfDocument(io.BytesIO(reply.content))[0]
    text = page.get_textpage().get_text_range()
    assert "SAMPLE - VOID" in text
    assert "10/22/2026" in text
    assert "2510 Commerce Way" in text
    counted = text[text.index("Class of mail") :].split()
    assert " ".join(counted).startswith(
        "Class of mail Pieces USPS Ground Advantage 2 USPS Priority Mail 1 Total 3"
    )
    picture = page.render(scale=203 / 72).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    read = read_label_code(code.text)
    assert read is not None
    assert (read.tracking_number, read.sample) == (form["submission_id"], True)
    assert client.get(form["manifest_download"]["href"].replace("/0/", "/10/")).status_code == 404


@pytest.mark.parametrize(
    ("hour", "scanned"),
    [
        (17, datetime(2026, 10, 23, 1, 0, tzinfo=UTC)),  # the truck comes at six in the evening
        (27, datetime(2026, 10, 23, 3, 30, tzinfo=UTC)),  # a form of eight o'clock is handed in
    ],
)
def test_a_scanned_form_accepts_all_its_labels(
    hour: int, scanned: datetime, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label, loose = buy(client), buy(client)
    carrier.clock.set(datetime(2026, 10, 22, tzinfo=UTC) + timedelta(hours=hour))
    made(client, label)
    carrier.clock.set(scanned - timedelta(seconds=1))
    assert status(client, label) == "NY"
    carrier.clock.set(scanned)
    assert [status(client, one) for one in (label, loose)] == ["AC", "NY"]
    event = client.get(f"/v1/labels/{label['label_id']}/track").json()["events"][0]
    assert event["description"].startswith("Accepted")
    carrier.clock.advance(timedelta(days=4))
    assert status(client, label) == "DE"


def test_a_label_on_a_form_is_voided_only_where_a_switch_allows_it(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    made(client, label)
    path = f"/v1/labels/{label['label_id']}/void"
    assert client.put(path).json()["reason_code"] == "label_already_used"
    carrier.set_switches(void_manifested="accept")
    assert client.put(path).json()["approved"] is True


def test_no_form_holds_a_label_twice_even_by_the_database(
    client: httpx.Client, carrier: PracticeCarrier, tmp_path: Path
) -> None:
    label = buy(client, ship_to=CUSTOMER)
    made(client, label)
    with sqlite3.connect(tmp_path / "carrier" / FILE_NAME) as connection:
        number = int(label["label_id"].removeprefix("se-"))
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO manifest_label VALUES (?, 11102)", (number,))
    connection.close()
