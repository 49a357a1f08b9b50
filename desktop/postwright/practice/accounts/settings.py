"""The endpoint of the settings of the whole account (api.md 10.6), of which the service tells one."""

from __future__ import annotations

from postwright.practice.desk import Desk, Json, Route


def get_settings(desk: Desk) -> Json:
    return {"default_label_layout": "4x6"}


ROUTES = (Route("GET", "/v1/account/settings", get_settings),)
