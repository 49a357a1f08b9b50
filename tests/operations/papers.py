"""Documents that are not what they should be, and purchases that bring them. Holds no test."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable

import httpx

from postwright.domain.barcode import make_impb
from postwright.domain.label_entry import LabelEntry
from tests.operations.shops import Shop
from tests.printing.labels import label_pdf

STRANGER = make_impb(service_type="001", source="11", mailer="899563821", serial=99_999)
ANOTHERS = label_pdf(text=f"42062701{STRANGER}")


def with_inside(shop: Shop, content: bytes | Callable[[str], bytes]) -> LabelEntry:
    """A label whose purchase brought this in place of its page, perhaps made for its number."""

    def swapped(request: httpx.Request) -> httpx.Response:
        sold = json.loads(shop.wire.passed_on(request).content)
        page = content if isinstance(content, bytes) else content(sold["tracking_number"])
        sold["label_download"] = {"href": f"data:application/pdf;base64,{b64encode(page).decode()}"}
        return httpx.Response(200, json=sold)

    order = shop.order()
    shop.wire.answer("POST", "/v1/labels", swapped)
    entry = shop.buy(order).entry
    assert entry is not None
    return entry
