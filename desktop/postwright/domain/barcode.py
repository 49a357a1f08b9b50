"""The arithmetic of USPS numbers: IMpb package codes, S10 item numbers, and what a label's barcode holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_S10 = re.compile(r"([A-Z]{2})(\d{8})(\d)([A-Z]{2})")
# Practice labels carry this word inside the barcode, so that no sorting machine takes one for a live label.
SAMPLE_PREFIX = "SAMPLE-"


def impb_check_digit(body: str) -> int:
    """The last digit of a package code: from the right 3, 1, 3, 1 …, up to the next ten (api.md 25.4)."""
    if not body.isdecimal():
        raise ValueError(f"only digits can be checked: {body!r}")
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return -weighted % 10


def is_impb(number: str) -> bool:
    """A USPS package code: 20 to 34 digits, channel 91 to 95, with a right check digit."""
    if not (number.isdecimal() and number.isascii() and len(number) in (20, 22, 26, 30)):
        return False
    return number[:2] in {"91", "92", "93", "94", "95"} and impb_check_digit(number[:-1]) == int(number[-1])


def make_impb(*, service_type: str, source: str, mailer: str, serial: int) -> str:
    """A 22-digit package code of the online channel 94: 94·service type·source·mailer·serial·check."""
    width = 21 - 2 - len(service_type) - len(source) - len(mailer)
    if width < 1 or serial < 0 or len(str(serial)) > width:
        raise ValueError("the serial number does not fit")
    body = f"94{service_type}{source}{mailer}{serial:0{width}d}"
    return f"{body}{impb_check_digit(body)}"


def s10_check_digit(serial: str) -> int:
    """The ninth digit of an international item number (UPU S10)."""
    if len(serial) != 8 or not serial.isdecimal():
        raise ValueError(f"eight digits are needed: {serial!r}")
    remainder = 11 - sum(int(d) * w for d, w in zip(serial, _S10_WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(remainder, remainder)


def is_s10(number: str) -> bool:
    """An international item number such as LZ123456785US with a right check digit."""
    match = _S10.fullmatch(number)
    return match is not None and s10_check_digit(match[2]) == int(match[3])


def make_s10(*, service: str, serial: int, country: str = "US") -> str:
    """An international item number for a service indicator such as CP or LZ."""
    body = f"{serial:08d}"
    return f"{service}{body}{s10_check_digit(body)}{country}"


def in_fours(number: str) -> str:
    """A tracking number as people read it: groups of four."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def squeeze(text: str) -> str:
    """A number as typed or scanned, without blanks, in capitals."""
    return "".join(text.split()).upper()


@dataclass(frozen=True, slots=True)
class LabelCode:
    """What the barcode of a label says: the tracking number, the ZIP it is routed by, and whether it is a
    sample.
    """

    tracking_number: str
    zip_code: str = ""
    sample: bool = False


def read_label_code(text: str) -> LabelCode | None:
    """Take a decoded barcode apart: `420 ZIP PIC` (GS1-128, api.md 25.4), a bare number, or a practice
    sample.

    Brackets around application identifiers and the FNC1 control character are ignored. None for other
    barcodes.
    """
    cleaned = re.sub(r"[()\x1d\s]", "", text)
    sample = cleaned.startswith(SAMPLE_PREFIX)
    cleaned = cleaned.removeprefix(SAMPLE_PREFIX)
    if is_impb(cleaned) or is_s10(cleaned):
        return LabelCode(cleaned, sample=sample)
    for digits in (5, 9):
        routing, number = cleaned[: 3 + digits], cleaned[3 + digits :]
        if routing.startswith("420") and routing.isdecimal() and is_impb(number):
            return LabelCode(number, routing[3:], sample)
    return None
