"""SCAN forms: make, follow, list, read. Repeats no making, since a label can be on one form only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain

from postwright.carrier.calls.group import CallGroup, Listing, each_once, given
from postwright.carrier.from_wire import manifests as read
from postwright.carrier.line import CHANGE, READ, segment
from postwright.carrier.to_wire.manifests import of_day_body, of_labels_body
from postwright.carrier.to_wire.parts import Body, midnight
from postwright.carrier.wire import manifests as wire
from postwright.domain.scan_form import FormAnswer, ScanForm

_AT_A_TIME = 50


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
        """All pages; each form once. Days are taken whole.

        Labels are asked for in groups of 50: all 500 of a form would make an address of 11,000 characters,
        and many servers take 8,000.
        """
        query = given(
            carrier_id=carrier_id,
            warehouse_id=warehouse_id,
            ship_date_start=midnight(ship_date_from) if ship_date_from else "",
            ship_date_end=midnight(ship_date_to, end=True) if ship_date_to else "",
            created_at_start=created_from,
            created_at_end=created_to,
        )
        wanted = [segment(one) for one in label_ids]
        groups = [wanted[start : start + _AT_A_TIME] for start in range(0, len(wanted), _AT_A_TIME)]
        listing = Listing("/v1/manifests", "manifests", wire.Manifest, self._form)
        found = [self._all(listing, {**query, "label_ids": group}) for group in groups or [[]]]
        return each_once(chain.from_iterable(found), lambda form: form.form_id)

    def _made(self, body: Body) -> FormAnswer:
        reply = self._line.ask("POST", "/v1/manifests", CHANGE, body=body)
        return self._line.understood(reply, lambda data: read.answer(data, self._now()))

    def _form(self, reply: wire.Manifest, text: str) -> ScanForm:
        return read.form(reply, text, self._now())
