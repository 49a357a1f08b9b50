"""Write a label image (api.md 17). Says nothing of what is not to change."""

from __future__ import annotations

import base64

from postwright.carrier.to_wire.parts import Body
from postwright.domain.label_image import checked_name, content_type_of


def image_body(*, is_default: bool, name: str | None, content: bytes | None) -> Body:
    """Raises BadInput(OUT_OF_LIMITS) for what the carrier would not take."""
    body: Body = {"is_default": is_default}
    if name is not None:
        body["name"] = checked_name(name)
    if content is not None:
        body["image_content_type"] = content_type_of(content)
        body["image_data"] = base64.b64encode(content).decode()
    return body
