"""Read label images. Raises ValueError where the picture is not plain base64."""

from __future__ import annotations

import base64
import json

from postwright.carrier.from_wire.parts import moment
from postwright.carrier.reading import written
from postwright.carrier.wire import images as wire
from postwright.domain.label_image import LabelImage


def image(reply: wire.Image, text: str) -> LabelImage:
    kept = {name: value for name, value in json.loads(text).items() if name != "image_data"}
    return LabelImage(
        image_id=reply.label_image_id,
        name=reply.name,
        content_type=reply.image_content_type,
        content=base64.b64decode(reply.image_data, validate=True),
        is_default=reply.is_default,
        created_at=moment(reply.created_at),
        modified_at=moment(reply.modified_at),
        raw=written(kept),
    )
