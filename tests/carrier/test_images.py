"""Pictures for labels, within the carrier's limits."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import httpx
import pytest

from postwright.domain.faults import BadInput, FaultKind, Lost, Refused
from postwright.domain.label_image import LARGEST_IMAGE
from tests.carrier.answers import PNG, Desk, Json, carrier, ok, refusal

JPEG = b"\xff\xd8\xff picture"
IMAGE = "img_22CharactersOfBase58"


def image(**more: Any) -> Json:
    return {
        "label_image_id": IMAGE,
        "name": "Logo",
        "is_default": False,
        "image_content_type": "image/png",
        "image_data": b64encode(PNG).decode(),
        "created_at": "2026-11-22T12:00:00.1Z",
        "modified_at": None,
    } | more


def test_a_picture_goes_up_with_the_type_that_its_bytes_show() -> None:
    desk = Desk(ok(image(shape="square")))
    made = carrier(desk).images.create(" Logo ", JPEG, is_default=True)
    assert desk.body() == {
        "name": "Logo", "is_default": True, "image_content_type": "image/jpeg",
        "image_data": b64encode(JPEG).decode(),
    }  # fmt: skip
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("POST", "/v1/account/settings/images")
    assert (made.image_id, made.content, made.content_type, made.modified_at) == (
        IMAGE,
        PNG,
        "image/png",
        None,
    )
    assert json.loads(made.raw)["shape"] == "square"
    assert "image_data" not in made.raw


def test_a_picture_of_a_later_kind_and_one_without_bytes_are_read() -> None:
    found = carrier(Desk(ok(image(image_content_type="image/webp", image_data=None)))).images.read(IMAGE)
    assert (found.content_type, found.content) == ("image/webp", b"")


def test_all_pages_of_pictures_are_read_in_small_portions() -> None:
    first = ok({"images": [image(), image(label_image_id="img_2")], "pages": 2})
    desk = Desk(first, ok({"images": [image(label_image_id="img_2")], "pages": 2}))
    assert [one.image_id for one in carrier(desk).images.find()] == [IMAGE, "img_2"]
    assert [one.url.params["page_size"] for one in desk.asked] == ["10", "10"]


def test_a_full_page_of_the_largest_pictures_is_not_too_large() -> None:
    data = b64encode(PNG.ljust(LARGEST_IMAGE)).decode()
    page = {"images": [image(label_image_id=f"img_{n}", image_data=data) for n in range(10)], "pages": 1}
    assert len(carrier(Desk(ok(page))).images.find()) == 10


@pytest.mark.parametrize("reply", [{}, image(image_data="???"), image(label_image_id=None)])
def test_a_picture_that_cannot_be_read_is_lost(reply: Json) -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(ok(reply))).images.read(IMAGE)
    assert caught.value.kind is FaultKind.UNREADABLE


def test_a_change_says_only_what_changes_and_takes_an_empty_answer() -> None:
    desk = Desk(httpx.Response(204))
    client = carrier(desk).images
    client.change(IMAGE, is_default=True)
    client.change(IMAGE, is_default=False, name="New", content=PNG)
    client.delete(IMAGE)
    assert desk.body(0) == {"is_default": True}
    assert set(desk.body(1)) == {"is_default", "name", "image_content_type", "image_data"}
    assert [(one.method, one.url.path.rpartition("/")[2]) for one in desk.asked] == [
        ("PUT", IMAGE), ("PUT", IMAGE), ("DELETE", IMAGE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [("", PNG), ("x" * 51, PNG), ("Logo", b"GIF89a"), ("Logo", PNG.ljust(LARGEST_IMAGE + 1))],
    ids=["no name", "long name", "no picture", "large"],
)  # fmt: skip
def test_what_the_carrier_would_not_take_is_not_sent(name: str, content: bytes) -> None:
    desk = Desk(ok(image()))
    client = carrier(desk).images
    for call in (
        lambda: client.create(name, content),
        lambda: client.change(IMAGE, is_default=True, name=name, content=content),
    ):
        with pytest.raises(BadInput) as caught:
            call()
        assert caught.value.kind is FaultKind.OUT_OF_LIMITS
    assert desk.asked == []


def test_a_sandbox_says_that_it_has_no_pictures() -> None:
    with pytest.raises(Refused) as caught:
        carrier(Desk(refusal(400, "label_images_not_supported"))).images.create("Logo", PNG)
    assert caught.value.code == "label_images_not_supported"


def test_no_change_of_a_picture_is_asked_for_twice() -> None:
    desk = Desk(httpx.Response(503))
    client = lambda: carrier(desk).images  # noqa: E731
    changes = [
        lambda: client().create("Logo", PNG), lambda: client().change(IMAGE, is_default=True),
        lambda: client().delete(IMAGE),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(Lost):
            change()
    assert len(desk.asked) == len(changes)
