"""The USPS page that shows where a parcel is. Takes no link from outside but exactly that page."""

from __future__ import annotations

import re

from postwright.domain.barcode import squeeze

_PAGE = "https://tools.usps.com/go/TrackConfirmAction"
# USPS numbers have 20 to 34 digits, those that go abroad 13 letters and digits (S10).
_NUMBER = re.compile(r"[A-Z0-9]{10,40}")


def tracking_page(tracking_number: str, told: str = "") -> str:
    """The carrier's own link where it leads to that page for this number, else the page itself. Empty for
    what is no number.
    """
    number = squeeze(tracking_number)
    if not _NUMBER.fullmatch(number):
        return ""
    # The whole link is compared: another host, port, user or path is another text.
    same = {f"{_PAGE}?tLabels={number}", f"{_PAGE}.action?tLabels={number}"}
    return told if told in same else f"{_PAGE}?tLabels={number}"
