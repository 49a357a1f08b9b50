"""A practice label in ZPL, the language of Zebra printers, drawn with the printer's own text and bars."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from reportlab.pdfbase.pdfmetrics import stringWidth

from postwright.practice.documents.bars import MODULE_DOTS, zpl_text
from postwright.practice.documents.fitting import fit
from postwright.practice.documents.layout import HEIGHT, WIDTH, Bars, Block, Part, Picture, Words

_JUSTIFY = {"left": "L", "middle": "C", "right": "R"}
# In font 0 the baseline lies about three quarters below the top of the cell.
_BASELINE = 0.76
_SPECIAL = {ord(letter): f"_{ord(letter):02X}" for letter in "^~_\\>"}


def draw(parts: Iterable[Part]) -> bytes:
    lines = ["^XA", "^CI28", "^LH0,0", f"^PW{WIDTH}", f"^LL{HEIGHT}"]
    for part in parts:
        match part:
            case Block():
                thick = min(part.width, part.height)
                lines.append(f"^FO{part.x},{part.y}^GB{part.width},{part.height},{thick}^FS")
            case Words():
                lines.append(_words(part))
            case Bars():
                code = f"^BCN,{part.height},N,N,N^FD{zpl_text(part.text)}^FS"
                lines.append(f"^FO{part.x},{part.y}^BY{MODULE_DOTS}{code}")
            case Picture():
                pass  # the service prints none in this language (api.md 17)
    lines.append("^XZ")
    return "\n".join(lines).encode("ascii") + b"\n"


def _plain(text: str) -> str:
    """Printable ASCII alone, since printers differ in the rest. Command characters are escaped for ^FH."""
    spelt = "".join(one if one.isprintable() else " " for one in unicodedata.normalize("NFKD", text))
    bare = "".join(letter for letter in spelt if not unicodedata.combining(letter))
    return bare.encode("ascii", "replace").decode("ascii").translate(_SPECIAL)


def _words(words: Words) -> str:
    font = "Helvetica-Bold" if words.bold else "Helvetica"
    text, exact = fit(
        words.text, words.size, words.width, lambda part, at: float(stringWidth(part, font, at))
    )
    size = round(exact)
    left = words.x - {"left": 0, "middle": words.width // 2, "right": words.width}[words.align]
    reverse = "^FR" if words.white else ""
    place = f"^FO{max(0, left)},{max(0, words.y - round(size * _BASELINE))}"
    box = f"^FB{words.width},1,0,{_JUSTIFY[words.align]},0"
    return f"{place}^A0N,{size},{size}{box}{reverse}^FH^FD{_plain(text)}^FS"
