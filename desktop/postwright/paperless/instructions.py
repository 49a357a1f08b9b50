"""The two USPS pages that a customer with a QR code needs (USPS guide). Builds links; opens none."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from postwright.domain.address import ZipCode
from postwright.domain.barcode import squeeze
from postwright.domain.faults import BadInput, FaultKind

HOST = "tools.usps.com"

# USPS says 8 to 10 characters (api.md 25.5); a little room, since one live label may teach us better.
_LABEL_ID = re.compile(r"[A-Z0-9]{6,16}")


def label_id(text: str) -> str:
    """A Label ID without blanks, in capitals. Raises BadInput(QR_MISSING) for a text that is none."""
    code = squeeze(text)
    if not _LABEL_ID.fullmatch(code):
        raise BadInput(FaultKind.QR_MISSING, field="broker_id")
    return code


def office_link(zip_code: str) -> str:
    """Where to find Post Offices that print labels, near the one who hands it in. Raises BadInput."""
    query = {"locationType": "po", "serviceType": "lbroretail", "address": _five(zip_code, "office_zip")}
    return f"https://{HOST}/find-location.htm?{urlencode(query)}"


def print_link(broker_id: str, ship_from_zip: str) -> str:
    """Where to print the label oneself; `ship_from_zip` is where the parcel leaves. Raises BadInput."""
    query = {"LabelID": label_id(broker_id), "zip": _five(ship_from_zip, "ship_from_zip")}
    return f"https://{HOST}/label-broker.htm?{urlencode(query)}"


def _five(text: str, field: str) -> str:
    found = ZipCode.read(text)
    if found is None or not text.isascii():
        raise BadInput(FaultKind.MAIL_ADDRESS, field=field)
    return found.five
