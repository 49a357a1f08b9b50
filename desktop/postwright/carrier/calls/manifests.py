"""SCAN forms: make, follow, list, read. Repeats no making, since a label can be on one form only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from postwright.carrier.calls.group import CallGroup, given
from postwright.carrier.from_wire import manifests as read
from postwright.carrier.line import CHANGE, READ, segment
from postwright.carrier.to_wire.manifests import of_day_body, of_labels_body
from postwright.carrier.to_wire.parts import Body, midnight, moment
from postwright.carrier.wire import manifests as wire
from postwright.domain.scan_form import FormAnswer, ScanForm


class ManifestCalls(CallGroup):
    """Calls about SCAN forms, which the API calls manifests."""

    def make(self, label_ids: Sequence[str]) -> FormAnswer:
        """Of 1 to 500 labels, each once; whoever has more splits them. Labels left out say why.

        A lost answer is looked up with `find`, by the labels.
        """
        return self._made(of_labels_body([segment(one) for one in label_ids]))

    def make_for_day(
        self, carrier_id: str, warehouse_id: str, ship_date: date, *, excluded: Sequence[str] = ()
    ) -> FormAnswer:
        """Of all labels of an account that leave a warehouse on a day, on no form yet.

        Labels that name an address instead of a warehouse are not among them. Raises Refused when there are
        none at all (api.md 15).
        """
        return self._made(of_day_body(carrier_id, warehouse_id, ship_date, excluded))

    def progress(self, request_id: str) -> FormAnswer:
        """What came of forms that the carrier makes in its own time."""
        reply = self._line.ask("GET", f"/v1/manifests/requests/{segment(request_id)}", READ)
        return self._line.understood(reply, lambda data: read.answer(data, self._now()))

    def read(self, form_id: str) -> ScanForm:
        reply = self._line.ask("GET", f"/v1/manifests/{segment(form_id)}", READ)
        return self._the_one(reply, wire.Manifest, self._form)

    def find(
        self,
        *,
        label_ids: Sequence[str] = (),
        carrier_id: str = "",
        warehouse_id: str = "",
        ship_date_from: date | None = None,
        ship_date_to: date | None = None,
        created_from: datetime | None = None,
        created_to: datetime | None = None,
    ) -> tuple[ScanForm, ...]:
        """All pages; each form once. Days are taken whole."""
        query = given(
            carrier_id=carrier_id,
            warehouse_id=warehouse_id,
            ship_date_start=midnight(ship_date_from) if ship_date_from else "",
            ship_date_end=midnight(ship_date_to, end=True) if ship_date_to else "",
            created_at_start=moment(created_from) if created_from else "",
            created_at_end=moment(created_to) if created_to else "",
        )
        found: dict[str, ScanForm] = {}
        for reply in self._pages("/v1/manifests", {**query, "label_ids": list(label_ids)}):
            page = self._each(reply, "manifests", wire.Manifest, self._form)
            found |= {form.form_id: form for form in page}
        return tuple(found.values())

    def _made(self, body: Body) -> FormAnswer:
        reply = self._line.ask("POST", "/v1/manifests", CHANGE, body=body)
        return self._line.understood(reply, lambda data: read.answer(data, self._now()))

    def _form(self, reply: wire.Manifest, text: str) -> ScanForm:
        return read.form(reply, text, self._now())
