"""A SCAN form's reply (api.md 15). All but ids may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.parts import Error, Id, Some, Text, Whole, Wire


class Download(Wire):
    href: Text = ""


class Manifest(Wire):
    manifest_id: Id
    created_at: Text = ""
    ship_date: Text = ""
    shipments: Whole = None
    label_ids: Some[Text] = ()
    warehouse_id: Text = ""
    submission_id: Text = ""
    carrier_id: Text = ""
    manifest_download: Download | None = None


class Request(Wire):
    manifest_request_id: Id
    status: Text = ""


class Answer(Wire):
    """The old copy of the first form on top is read by itself, where there is no list."""

    manifests: Some[Manifest] = ()
    manifest_requests: Some[Request] = ()
    errors: Some[Error] = ()
