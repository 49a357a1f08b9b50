"""Pictures on labels: what may be uploaded, one default, and the square inch that a label bears."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pypdfium2
import pytest
from PIL import Image

from postwright.practice.app import PracticeCarrier, practice_app
from postwright.practice.documents.layout import DPI
from tests.practice.parcels import NOW, Json, client_of, error_of, shipment

PATH = "/v1/account/settings/images"


@pytest.fixture
def carrier(tmp_path: Path) -> PracticeCarrier:
    return practice_app(tmp_path, now=lambda: NOW, keys=["live_key"])


@pytest.fixture
def live(carrier: PracticeCarrier) -> Iterator[httpx.Client]:
    """A client of the other set of data, with an account that can pay."""
    with client_of(carrier, "live_key") as client:
        login = {"nickname": "Mine", "username": "ana", "password": "x"}
        account = client.post("/v1/connections/carriers/stamps_com", json=login).json()["carrier_id"]
        carrier.adjust_balance(10_000, account)
        yield client


def coded(kind: str = "PNG", color: str = "black", size: tuple[int, int] = (300, 300)) -> str:
    buffer = BytesIO()
    Image.new("RGB", size, color).save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


def logo(**changes: object) -> Json:
    return {"name": "Logo", "image_content_type": "image/png", "image_data": coded(), **changes}


def upload(client: httpx.Client, **changes: object) -> Json:
    reply = client.post(PATH, json=logo(**changes))
    assert reply.status_code == 200, reply.text
    made: Json = reply.json()
    return made


def buy_with(client: httpx.Client, image: str | None, **options: str) -> httpx.Response:
    account = client.get("/v1/carriers").json()["carriers"][0]["carrier_id"]
    body = {"shipment": shipment(carrier_id=account), "label_image_id": image, **options}
    return client.post("/v1/labels", json=body)


def test_a_picture_is_kept_changed_and_deleted(live: httpx.Client) -> None:
    made = upload(live, image_content_type="image/jpeg", image_data=coded("JPEG"))
    path = f"{PATH}/{made['label_image_id']}"
    assert made["label_image_id"].startswith("img_")
    assert (made["name"], made["is_default"], made["image_content_type"]) == ("Logo", False, "image/jpeg")
    assert live.get(path).json()["image_data"] == coded("JPEG")
    assert live.put(path, json={"is_default": True, "name": "Sign"}).status_code == 204
    changed = live.get(path).json()
    assert (changed["name"], changed["is_default"], changed["image_data"]) == ("Sign", True, coded("JPEG"))
    assert error_of(live.put(path, json={"name": "Sign"}), 400)["field_name"] == "is_default"
    assert live.delete(path).status_code == 204
    assert error_of(live.get(path), 404)["field_name"] == "label_image_id"


def test_one_picture_at_most_is_the_default(live: httpx.Client) -> None:
    upload(live, name="One", is_default=True)
    upload(live, name="Two", is_default=True)
    page = live.get(PATH, params={"page_size": 1, "sort_dir": "asc"}).json()
    assert (page["total"], page["pages"], len(page["images"])) == (2, 2, 1)
    assert page["links"]["next"]["href"].startswith(f"{live.base_url}{PATH}?")
    every = live.get(PATH).json()["images"]
    assert {one["name"]: one["is_default"] for one in every} == {"One": False, "Two": True}


BROKEN = base64.b64encode(b"\x89PNG\r\n\x1a\n nothing").decode()
NOISE = random.Random(1).randbytes(3 * 512 * 1024)


def large() -> str:
    buffer = BytesIO()
    Image.frombytes("RGB", (512, 1024), NOISE).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": ""}, "field_value_required", "name"),
        ({"name": "x" * 51}, "invalid_string_length", "name"),
        ({"image_content_type": None}, "field_value_required", "image_content_type"),
        ({"image_content_type": "image/gif"}, "invalid_field_value", "image_content_type"),
        ({"image_content_type": "image/jpeg"}, "invalid_field_value", "image_data"),
        ({"image_data": None}, "field_value_required", "image_data"),
        ({"image_data": "no base64"}, "invalid_field_value", "image_data"),
        ({"image_data": BROKEN}, "invalid_field_value", "image_data"),
        ({"image_data": large()}, "invalid_field_value", "image_data"),
    ],
)
def test_a_picture_must_be_one(changes: Json, code: str, field: str, live: httpx.Client) -> None:
    error = error_of(live.post(PATH, json=logo(**changes)), 400)
    assert (error["error_code"], error["field_name"]) == (code, field)
    assert live.get(PATH).json()["total"] == 0


def test_the_sandbox_has_no_pictures(live: httpx.Client, carrier: PracticeCarrier) -> None:
    image = upload(live)["label_image_id"]
    with client_of(carrier) as sandbox:
        replies = [sandbox.post(PATH, json=logo()), sandbox.get(PATH), sandbox.get(f"{PATH}/{image}")]
        replies += [sandbox.put(f"{PATH}/{image}", json=logo()), sandbox.delete(f"{PATH}/{image}")]
        for reply in (*replies, buy_with(sandbox, image)):
            assert error_of(reply, 400)["error_code"] == "label_images_not_supported"


def test_a_label_bears_the_picture_that_it_was_bought_with(live: httpx.Client) -> None:
    image = upload(live, image_data=coded(color="black"))["label_image_id"]
    plain, marked = (buy_with(live, one).json() for one in (None, image))
    assert (plain["label_image_id"], marked["label_image_id"]) == (None, image)
    live.put(f"{PATH}/{image}", json={"is_default": False, "image_data": coded(color="white")})
    live.delete(f"{PATH}/{image}")
    for kind in ("png", "pdf"):
        dark = [_darkness(live, label, kind) for label in (plain, marked)]
        # A black picture of a square inch: nothing else of the two labels differs so much.
        assert dark[1] - dark[0] == pytest.approx(DPI * DPI, rel=0.05)


def _darkness(client: httpx.Client, label: Json, kind: str) -> int:
    """Dots of the receiver's part of the label that are black, at 203 to the inch."""
    content = client.get(label["label_download"][kind]).content
    if kind == "pdf":
        with pypdfium2.PdfDocument(content) as document:
            image = document[0].render(scale=DPI / 72).to_pil()
    else:
        image = Image.open(BytesIO(content))
    part = image.convert("L").crop((560, 450, 800, 680))
    return sum(part.histogram()[:128])


def test_a_thermal_language_takes_no_picture(live: httpx.Client) -> None:
    image = upload(live)["label_image_id"]
    error = error_of(buy_with(live, image, label_format="zpl"), 400)
    assert error["error_code"] == "label_images_not_supported"
    unknown = error_of(buy_with(live, "img_" + "a" * 22), 400)
    assert (unknown["error_code"], unknown["field_name"]) == ("invalid_identifier", "label_image_id")


def test_a_transparent_picture_stands_on_white(live: httpx.Client) -> None:
    buffer = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(buffer, "PNG")
    image = upload(live, image_data=base64.b64encode(buffer.getvalue()).decode())["label_image_id"]
    dark = [_darkness(live, buy_with(live, one).json(), "png") for one in (None, image)]
    assert dark[0] >= dark[1]
