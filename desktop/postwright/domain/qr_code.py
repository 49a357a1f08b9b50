"""The QR code and Label ID of one paperless label: where each came from, and whether they agree.

Says what was read, never that a counter will read it: what USPS puts into its codes is not known (api.md
25.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from postwright.domain.barcode import squeeze
from postwright.domain.label import Label

# USPS says 8 to 10 characters (api.md 25.5); a little room, since one live label may teach us better.
_LABEL_ID = re.compile(r"[A-Z0-9]{6,16}")
_EXACT = re.compile(r"[A-Z0-9]{8,10}")
_NAMED = re.compile(r"LabelID=([^&#\s]*)", re.IGNORECASE)
_LONGEST_SHOWN = 60


class IdSource(StrEnum):
    """Where a Label ID came from, in the order in which the places are asked (api.md 10.7)."""

    NOWHERE = ""
    HANDOFF = "handoff_code"
    PACKAGE = "package_handoff_code"
    IDENTIFIER = "identifier"
    LINK = "link"
    INSTRUCTIONS = "instructions"
    PICTURE = "picture"
    TYPED = "typed"


SOURCE_WORDS = {
    IdSource.NOWHERE: "",
    IdSource.HANDOFF: "the carrier's handoff code",
    IdSource.PACKAGE: "the handoff code of the package",
    IdSource.IDENTIFIER: "the label's other identifiers",
    IdSource.LINK: "a link in the reply",
    IdSource.INSTRUCTIONS: "the carrier's instructions",
    IdSource.PICTURE: "the QR code itself",
    IdSource.TYPED: "what was typed here",
}


@dataclass(frozen=True, slots=True)
class QrCode:
    """What a customer shows at the counter. `picture` is a PNG, the carrier's own unless `ours`; empty where
    there is a Label ID alone. `reads` is what our reader made of it, `broker_id_from` an IdSource, `warning`
    a sentence for the operator.
    """

    picture: bytes = field(repr=False)
    ours: bool
    reads: str
    broker_id: str
    broker_id_from: str
    warning: str

    @property
    def said(self) -> str:
        """What is known of the picture, as a fact and not as a promise."""
        if self.ours or not self.reads:
            return ""
        count = len(self.reads)
        return f"The code reads {count} character{'' if count == 1 else 's'}."


OURS = (
    "The carrier sent no QR code that can be used. This one is drawn by us from the Label ID. "
    "The counter may not scan it: the ID in characters is what counts."
)
UNREADABLE = "We could not read the carrier's QR code, also after fetching it again."
_TELL_ID = "The Label ID can still be told at the counter."
_TYPE_ID = "Look at it, and type the Label ID that stands under it."


def read_label_id(text: str) -> str:
    """A Label ID without blanks and dashes, in capitals; "" for a text that is none."""
    code = squeeze(text).replace("-", "")
    return code if _LABEL_ID.fullmatch(code) else ""


def id_in_link(href: str) -> str:
    """The value of `LabelID` in an address, as USPS's own page takes it; "" where there is none."""
    try:
        pairs = parse_qsl(urlsplit(href).query)
    except ValueError:
        return ""
    return next(
        (found for name, value in pairs if name.lower() == "labelid" and (found := read_label_id(value))), ""
    )


def unreadable(broker_id: str) -> str:
    """The sentence about a picture in which no code was found."""
    return f"{UNREADABLE} {_TELL_ID if broker_id else _TYPE_ID}"


def id_it_names(reads: str) -> str:
    """The Label ID that a code's text names outright: by LabelID=, or because it is nothing else."""
    named = _NAMED.search(reads)
    if named:
        return id_in_link(reads) or read_label_id(named[1])
    return reads if _EXACT.fullmatch(reads) else ""


def disagreement(reads: str, broker_id: str) -> str:
    """An alarm where the code's text names another Label ID, or is a link that names none; else ""."""
    named = id_it_names(reads)
    if named:
        if not broker_id or named == broker_id:
            return ""
        return (
            f"The QR code names the Label ID {named}, but the carrier gave {broker_id}. "
            "Don't mail it before you know which one is right."
        )
    if _is_link(reads) or _NAMED.search(reads):
        said = f"The QR code holds a link without this label's ID: {_shown(reads)}."
        return f"{said} Look at it before you mail it."
    return ""


def keep_known_id(report: Label, known: Label) -> Label:
    """A newer report with the Label ID that we know already. What a person typed stands until one types
    again.
    """
    if known.broker_id_from == IdSource.TYPED:
        notes = () if report.broker_id in ("", known.broker_id) else (_typed_another(report, known),)
        return replace(
            report, broker_id=known.broker_id, broker_id_from=known.broker_id_from, broker_notes=notes
        )
    if report.broker_id:
        return report
    return replace(
        report,
        broker_id=known.broker_id,
        broker_id_from=known.broker_id_from,
        broker_notes=report.broker_notes or known.broker_notes,
    )


def differing(used: str, others: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A sentence for each further Label ID in a reply, given with where it stood."""
    found: dict[str, str] = {}
    for code, source in others:
        if code != used:
            found.setdefault(code, source)
    return tuple(
        f"The carrier also gave the Label ID {code} ({SOURCE_WORDS[IdSource(source)]}). {used} is used: "
        "compare it with the one under the QR code."
        for code, source in found.items()
    )


def _typed_another(report: Label, known: Label) -> str:
    return (
        f"The Label ID {known.broker_id} was typed here, but the carrier gives {report.broker_id}. "
        "Compare them with the one under the QR code."
    )


def _is_link(text: str) -> bool:
    return "://" in text or text.lower().startswith("www.")


def _shown(text: str) -> str:
    plain = "".join(letter if letter.isprintable() else "?" for letter in text)
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}…"
