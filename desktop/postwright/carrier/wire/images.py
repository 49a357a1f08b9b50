"""A label image's reply (api.md 17). All but its id may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.parts import Flag, Id, Text, Wire


class Image(Wire):
    label_image_id: Id
    name: Text = ""
    is_default: Flag = False
    image_content_type: Text = ""
    image_data: Text = ""
    created_at: Text = ""
    modified_at: Text = ""
