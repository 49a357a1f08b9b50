"""What is written on a practice label, as clean lines of text. Hostile characters and lengths end here."""

from __future__ import annotations

import base64
import sqlite3
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from postwright.domain.barcode import SAMPLE_PREFIX, in_fours
from postwright.practice.desk import Json, load
from postwright.practice.prices.pricing import service
from postwright.practice.shipments.parcel import read_parcel

_LONGEST = 60
_LETTERS = {"ground_advantage": "G", "priority": "P", "express": "E", "media": "M"}
_PROOFS = {
    "signature": "SIGNATURE ",
    "adult_signature": "ADULT SIGNATURE ",
    "restricted_delivery": "RESTRICTED ",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of one label."""

    letter: str
    banner: str
    caption: str
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    references: tuple[str, ...]
    ship_date: str
    weight: str
    zone: str
    origin_zip: str
    code: str
    number: str
    picture: bytes = b""


def clean(value: Any) -> str:
    """One line that every output can draw: no control characters, Western letters, cut to length."""
    text = unicodedata.normalize("NFC", str(value or ""))
    text = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    text = " ".join(text.split()).encode("cp1252", "replace").decode("cp1252")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def sheet_of(label: sqlite3.Row, shipment: Json) -> Sheet:
    """The sheet of a label row and its shipment."""
    body: Json = load(label["body"])
    parcel = read_parcel(body["package"])
    terms = service(label["service_code"]) or {"name": label["service_code"], "card": ""}
    number = label["tracking_number"]
    references = (clean(text) for text in body["package"]["label_messages"].values())
    return Sheet(
        letter=_LETTERS.get(terms["card"], "I"),
        banner=clean(terms["name"].upper()),
        caption=f"USPS {_PROOFS.get(body['confirmation'], '')}TRACKING #",
        sender=address_lines(shipment["ship_from"]),
        receiver=tuple(line.upper() for line in address_lines(shipment["ship_to"])),
        references=tuple(text for text in references if text),
        ship_date=date.fromisoformat(body["ship_date"]).strftime("%m/%d/%Y"),
        weight=str(parcel.weight),
        zone=f"Zone {body['zone']}" if body["zone"] else clean(shipment["ship_to"]["country_code"]),
        origin_zip=clean(shipment["ship_from"]["postal_code"])[:5],
        code=SAMPLE_PREFIX + number,
        number=in_fours(number),
        picture=base64.b64decode(body.get("picture") or ""),
    )


def address_lines(address: Json) -> tuple[str, ...]:
    """An address as it is printed, clean and without empty lines."""
    names = ("name", "company_name", "address_line1", "address_line2", "address_line3")
    town = " ".join(str(address[name] or "") for name in ("city_locality", "state_province", "postal_code"))
    lines = [*(address[name] for name in names), town]
    if address["country_code"] != "US":
        lines.append(address["country_code"])
    return tuple(text for text in map(clean, lines) if text)
