"""Guess a printer's language and density from what it, its driver or its spooler says. Asks nobody itself.

No guess where nothing speaks for one: the operator is asked instead.
"""

from __future__ import annotations

import re
from dataclasses import replace

from postwright.domain.printing_profile import DENSITIES, Language
from postwright.printing import ipp_jobs
from postwright.printing.handover import Recognised
from postwright.printing.ipp_message import Attributes

# Makers whose printers take ZPL, with a driver too: CUPS passes it on untouched when asked to.
_LABEL_MAKERS = frozenset(
    "zebra zpl eltron label rollo munbyn polono tsc godex bixolon sato honeywell datamax intermec citizen "
    "thermal zdesigner".split()
)
_DPI = re.compile(r"(?<!\d)(203|300|600|8|12|24) ?(dpi|dots?/mm|dpmm)", re.IGNORECASE)
_DOTS_PER_MM = {8: 203, 12: 300, 24: 600}
# ~HI of a ZPL printer (Zebra, ZPL II Programming Guide): model, firmware, dots per mm, memory, options.
_HOST_IDENTIFICATION = re.compile(r"\x02?([^,\x02\x03]{1,60}),([^,]{1,30}),(\d{1,2}),[^,\x03]{1,20}[,\x03]?")
_PER_INCH, _PER_CM = 3, 4
_DOTS_APART = 5  # 8 dots a millimetre are 203.2 dots an inch


def is_raw(model: str) -> bool:
    return "raw" in _words(model)


def takes_zpl(model: str) -> bool:
    return bool(_words(model) & {"raw", *_LABEL_MAKERS})


def by_model(model: str, how: str) -> Recognised:
    """By the name of a model or of its driver."""
    if not model:
        return Recognised()
    density = _DPI.search(model)
    dpi = _nearest([_DOTS_PER_MM.get(int(density[1]), int(density[1]))]) if density else None
    return Recognised(Language.ZPL if takes_zpl(model) else Language.PDF, dpi, model, how)


def by_ipp(attributes: Attributes) -> Recognised:
    """By the attributes of a printer or queue: its formats first, then its model."""
    model = ipp_jobs.text(attributes, "printer-make-and-model")
    formats = ipp_jobs.texts(attributes, "document-format-supported")
    guess = by_model(model, "the printer's model")
    language = guess.language
    if any("zpl" in one for one in formats) or "ZPL" in _commands(attributes):
        language = Language.ZPL
    dpi = (
        guess.dpi
        or _nearest(_resolutions(attributes, "default"))
        or _nearest(_resolutions(attributes, "supported"))
    )
    return Recognised(language, dpi, model, guess.how or ("the printer's formats" if language else ""))


def by_host_identification(reply: str) -> Recognised:
    """By the answer to ~HI."""
    found = _HOST_IDENTIFICATION.search(reply)
    if found is None:
        return Recognised()
    dpi = _DOTS_PER_MM.get(int(found[3]))
    return Recognised(Language.ZPL, dpi, found[1].strip(), "the printer's own answer")


def with_languages(found: Recognised, languages: list[str]) -> Recognised:
    """What ~HI said, mended by SGD device.languages: a printer can be set to another of its languages."""
    if not languages or any("zpl" in one for one in languages):
        return found
    how = f"the printer, which is set to {languages[0]} and not to ZPL"
    return replace(found, language=None, how=how, speaks=languages[0])


def by_device_id(device_id: str) -> Recognised:
    """By the line that a USB printer gives of itself (IEEE 1284): `MFG:Zebra;MDL:ZD421;CMD:ZPL;`."""
    fields = _fields(device_id)
    maker = fields.get("MFG") or fields.get("MANUFACTURER", "")
    model = f"{maker} {fields.get('MDL') or fields.get('MODEL', '')}".strip()
    guess = by_model(model, "what the printer says on USB")
    commands = (fields.get("CMD") or fields.get("COMMAND SET", "")).upper()
    return Recognised(Language.ZPL, guess.dpi, model, guess.how) if "ZPL" in commands else guess


def _commands(attributes: Attributes) -> str:
    fields = _fields(ipp_jobs.text(attributes, "printer-device-id"))
    return (fields.get("CMD") or fields.get("COMMAND SET", "")).upper()


def _fields(device_id: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in device_id.split(";"))
    return {key.strip().upper(): value.strip() for key, _, value in pairs if key.strip()}


def _words(model: str) -> set[str]:
    """Whole words: "PostScript" is no TSC."""
    return set(re.findall(r"[a-z0-9]+", model.lower()))


def _per_inch(resolution: tuple[int, ...]) -> int:
    across, _, unit = (*resolution, _PER_INCH, _PER_INCH)[:3]
    return round(across * 2.54) if unit == _PER_CM else across


def _resolutions(attributes: Attributes, which: str) -> list[int]:
    told = attributes.get(f"printer-resolution-{which}", ())
    return [_per_inch(one) for one in told if isinstance(one, tuple)]


def _nearest(found: list[int]) -> int | None:
    """The density of ours that the printer's comes to; of several the finest, as an office printer's are."""
    ours = [dpi for dpi in DENSITIES for one in found if abs(dpi - one) < _DOTS_APART]
    return max(ours, default=None)
