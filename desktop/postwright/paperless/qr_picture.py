"""Look at the head of the carrier's QR picture: that it is a PNG and how large to show it. Reads no dots."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from postwright.domain.faults import FaultKind, MailFault

# A phone's camera and a counter's scanner both read a code of 320 CSS pixels from a small screen. A picture
# that is no square holds more than the code, and is shown larger, as far as the screen is wide.
_WIDTH = 320
_WIDTH_WITH_MORE = 440
_SQUARE = range(85, 118)  # height in per cent of the width

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LARGEST = 1_000_000
_SIDES = range(40, 4001)


@dataclass(frozen=True, slots=True)
class QrPicture:
    """How wide and high the picture is shown, in CSS pixels."""

    width: int
    height: int


def read_picture(png: bytes) -> QrPicture:
    """Raises MailFault(DOCUMENT_UNUSABLE) for what is no picture of a plausible shape and size."""
    if len(png) <= _LARGEST and png.startswith(_SIGNATURE) and png[12:16] == b"IHDR" and len(png) > 33:
        width, height = struct.unpack(">II", png[16:24])
        if width in _SIDES and height in _SIDES and width // 3 <= height <= width * 3:
            shown = _WIDTH if 100 * height // width in _SQUARE else _WIDTH_WITH_MORE
            return QrPicture(shown, round(shown * height / width))
    raise MailFault(FaultKind.DOCUMENT_UNUSABLE)
