"""Endpoints of pictures for labels (api.md 17): PNG or JPEG, up to 512 KB, one default. No sandbox."""

from __future__ import annotations

import base64
import binascii
import re
import sqlite3
import string
from typing import Any

from postwright.practice import problems
from postwright.practice.chance import draw
from postwright.practice.choices import flag, needed, text
from postwright.practice.desk import Desk, Json, Reply, Route, dump, load
from postwright.practice.pages import page_of
from postwright.practice.wire_text import at_creation, at_reading, stored

_PATH = "/v1/account/settings/images"
_MOST_BYTES = 512 * 1024
_LONGEST_NAME = 50
_MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_LETTERS = string.digits + "".join(sorted(set(string.ascii_letters) - set("lIO")))
_ID = re.compile(r"img_[0-9A-Za-z]{1,40}", re.ASCII)


def not_supported() -> problems.Problem:
    message = "Label images are not supported here."
    return problems.against_the_rules("label_images_not_supported", message, field_name="label_image_id")


def _allowed(desk: Desk) -> None:
    if desk.mode == "sandbox":
        raise not_supported()


def create_image(desk: Desk) -> Json:
    _allowed(desk)
    body = desk.body()
    kept = {
        "name": needed(body, "name", _LONGEST_NAME),
        **_picture(body),
        "is_default": flag(body, "is_default"),
    }
    image_id, now = "img_" + draw(desk.connection, _LETTERS, 22), stored(desk.now)
    desk.connection.execute(
        "INSERT INTO image (id, mode, created_at, modified_at, body) VALUES (?, ?, ?, ?, ?)",
        (image_id, desk.mode, now, now, dump(kept)),
    )
    _settle_default(desk, image_id, kept["is_default"])
    return _show(_the_image(desk, image_id), fresh=True)


def _picture(body: Json) -> Json:
    """The type and the data, which must be that type by their first bytes. Raises Problem."""
    kind = needed(body, "image_content_type")
    if kind not in _MAGIC:
        raise problems.bad_value("image_content_type", kind)
    data = body.get("image_data")
    if data is None or data == "":
        raise problems.empty("image_data")
    if not isinstance(data, str):
        raise problems.wrong_type("request.image_data", data, "System.String")
    try:
        content = base64.b64decode(data, validate=True)
    except (ValueError, binascii.Error):
        raise _bad_data("The image data is not base64.") from None
    if not content.startswith(_MAGIC[kind]):
        raise _bad_data(f"The image data is not of the type {kind}.")
    if len(content) > _MOST_BYTES:
        raise _bad_data("The image is larger than 512 KB.")
    return {"image_content_type": kind, "image_data": data, "square": _square(content)}


def _square(content: bytes) -> str:
    """What a label will bear. It goes along with each purchase, so that no label changes when this does."""
    from postwright.practice.documents import picture  # drawing libraries load slowly

    try:
        return base64.b64encode(picture.inch_square(content)).decode("ascii")
    except ValueError:
        raise _bad_data("The image cannot be read.") from None


def _bad_data(message: str) -> problems.Problem:
    """It does not say the data back: they may be long."""
    extra = {"field_name": "image_data"}
    return problems.Problem(400, problems.entry("invalid_field_value", message, kind="validation", **extra))


def find_image(desk: Desk, image_id: str) -> sqlite3.Row | None:
    return desk.row("image", image_id)


def picture_of(desk: Desk, image_id: str | None) -> str | None:
    """The picture that a new label bears, a PNG of one inch in base64; None without one."""
    row = find_image(desk, image_id) if image_id else None
    return None if row is None else str(load(row["body"])["square"])


def _the_image(desk: Desk, image_id: str) -> sqlite3.Row:
    _allowed(desk)
    if not _ID.fullmatch(image_id):
        raise problems.wrong_path_id(image_id)
    row = find_image(desk, image_id)
    if row is None:
        raise problems.unknown("label_image_id", image_id)
    return row


def _settle_default(desk: Desk, image_id: str, wanted: bool) -> None:
    """A new default takes the place of the old one."""
    if wanted:
        others = "UPDATE image SET body = json_set(body, '$.is_default', json('false'))"
        desk.connection.execute(f"{others} WHERE mode = ? AND id <> ?", (desk.mode, image_id))


def list_images(desk: Desk) -> Json:
    _allowed(desk)
    return page_of(desk, "image", "images", (), _show, path=_PATH)


def get_image(desk: Desk, label_image_id: str) -> Json:
    return _show(_the_image(desk, label_image_id))


def change_image(desk: Desk, label_image_id: str) -> Reply:
    """`is_default` must be said; of the rest only what is sent changes."""
    row = _the_image(desk, label_image_id)
    body: dict[str, Any] = desk.body()
    if body.get("is_default") is None:
        raise problems.empty("is_default")
    kept: Json = load(row["body"]) | {"is_default": flag(body, "is_default")}
    if text(body, "name", _LONGEST_NAME) is not None:
        kept["name"] = needed(body, "name", _LONGEST_NAME)
    if body.get("image_data") is not None or body.get("image_content_type") is not None:
        given = {name: body[name] for name in _PICTURE if body.get(name) is not None}
        kept |= _picture({name: kept[name] for name in _PICTURE} | given)
    desk.connection.execute(
        "UPDATE image SET body = ?, modified_at = ? WHERE id = ?", (dump(kept), stored(desk.now), row["id"])
    )
    _settle_default(desk, row["id"], kept["is_default"])
    return Reply(204)


_PICTURE = ("image_content_type", "image_data")


def delete_image(desk: Desk, label_image_id: str) -> Reply:
    """Labels that bear it keep it: each has a copy of its own."""
    row = _the_image(desk, label_image_id)
    desk.connection.execute("DELETE FROM image WHERE id = ?", (row["id"],))
    return Reply(204)


def _show(row: sqlite3.Row, *, fresh: bool = False) -> Json:
    body, when = load(row["body"]), at_creation if fresh else at_reading
    return {
        "label_image_id": row["id"],
        "name": body["name"],
        "is_default": body["is_default"],
        **{name: body[name] for name in _PICTURE},
        "created_at": when(row["created_at"]),
        "modified_at": when(row["modified_at"]),
    }


ROUTES = (
    Route("GET", _PATH, list_images),
    Route("POST", _PATH, create_image),
    Route("GET", f"{_PATH}/<label_image_id>", get_image),
    Route("PUT", f"{_PATH}/<label_image_id>", change_image),
    Route("DELETE", f"{_PATH}/<label_image_id>", delete_image),
)
