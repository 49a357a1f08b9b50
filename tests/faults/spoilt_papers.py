"""Everything that is done to the document of a label on its way. Judges nothing."""

from __future__ import annotations

import base64
from collections.abc import Callable

from postwright.domain.barcode import make_impb
from postwright.printing.dots import page_from_pdf
from tests.faults.hostile import Act
from tests.faults.mischief import (
    PORTAL,
    body_of,
    cut_chunk,
    edited,
    no_length,
    reset_in_reply,
    short_of_its_length,
    status,
)
from tests.printing.labels import label_pdf

_STRANGER = make_impb(service_type="001", source="11", mailer="899563821", serial=99_999)
ANOTHERS = label_pdf(text=f"42062701{_STRANGER}")
_PICTURE = page_from_pdf(ANOTHERS, dpi=203).png()


def _torn(content: bytes) -> bytes:
    """As long as before, with its middle overwritten."""
    third = len(content) // 3
    return content[:third] + bytes(third) + content[2 * third :]


def _instead(content: bytes) -> Callable[[bytes], bytes]:
    return lambda _: content


# Of a download.
DOWNLOADS: dict[str, Act] = {
    "404": status(404, "Not Found"),
    "500": status(500, "Internal Server Error"),
    "a portal's page": status(200, "OK", PORTAL),
    "short of its length": short_of_its_length,
    "cut without a length": no_length,
    "a cut chunk": cut_chunk,
    "a reset": reset_in_reply,
    "right length, wrong bytes": body_of(_torn),
    "another parcel's label": body_of(_instead(ANOTHERS)),
    "a label without a barcode": body_of(_instead(label_pdf(text="SHELF 14"))),
    "a letter page": body_of(_instead(label_pdf(size=(612, 792)))),
    "a label of 300 pages": body_of(_instead(label_pdf(pages=300))),
    "another type": body_of(_instead(_PICTURE)),
}
ELSEWHERE = edited(label_download=dict.fromkeys(("href", "pdf"), "https://files.example/label.pdf"))


def _inside(content: bytes) -> Act:
    """A purchase's reply that brings this in place of the label."""
    return edited(
        label_download={"href": f"data:application/pdf;base64,{base64.b64encode(content).decode()}"}
    )


# Of what comes along with a purchase.
INSIDE: dict[str, Act] = {
    "another parcel's label": _inside(ANOTHERS),
    "half a label": _inside(ANOTHERS[: len(ANOTHERS) // 2]),
    "a portal's page": _inside(PORTAL),
    "a label of nine pages": _inside(label_pdf(pages=9)),
    "no document": edited(label_download=None),
}
