"""The reply of the account's settings (api.md 10.6). All may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.parts import Text, Wire


class Settings(Wire):
    default_label_layout: Text = ""
