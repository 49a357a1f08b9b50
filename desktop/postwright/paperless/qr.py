"""Draw a QR code of our own for a text that came without a picture. Is no stand-in for the carrier's picture.

What USPS puts into its codes is not known (api.md 25.5), so nobody may be told that this one scans there.
"""

from __future__ import annotations

from io import BytesIO

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from postwright.domain.faults import BadInput, FaultKind

QUIET_ZONE = 4  # modules of white all around, as the standard asks
_MODULE = 8  # dots at least
_SIDE = 320  # dots at least
_LONGEST = 500  # a longer text makes modules too fine for a phone in one hand


def qr_png(text: str) -> bytes:
    """A black on white PNG of at least 320 by 320 dots. Raises BadInput(QR_MISSING) for a wrong text."""
    if not (text.strip() and len(text) <= _LONGEST and text.isascii() and text.isprintable()):
        raise BadInput(FaultKind.QR_MISSING, field="broker_id")
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    modules = code.modules_count + 2 * QUIET_ZONE
    code.box_size = max(_MODULE, -(-_SIDE // modules))
    stream = BytesIO()
    code.make_image(fill_color="black", back_color="white").save(stream)
    return stream.getvalue()
