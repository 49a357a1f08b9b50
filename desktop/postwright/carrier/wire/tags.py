"""A tag's reply (api.md 22). All but its name may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.parts import Text, Whole, Wire


class Tag(Wire):
    name: Text
    color: Text = ""
    tag_id: Whole = None


class Names(Wire):
    """The tags of one shipment; the list must be there, or a reply without one would read as "none"."""

    tags: list[Text | Tag]
