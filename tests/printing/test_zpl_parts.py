"""What a printer makes of a barcode's field and of a graphic's data, and where it is not known."""

from __future__ import annotations

import binascii
import zlib
from base64 import b64encode

import pytest

from postwright.domain.code128 import FNC1, START_B, START_C, TO_B, TO_C
from postwright.printing.zpl_barcode import code_128
from postwright.printing.zpl_fields import read_fields
from postwright.printing.zpl_graphic import graphic
from postwright.printing.zpl_reading import Command, read_zpl

ROWS = bytes.fromhex("FF00FF00FF000000")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (">;>84206", (START_C, FNC1, 42, 6)),
        (">;12>6A>534", (START_C, 12, TO_B, 33, TO_C, 34)),
        ("A1", (START_B, 33, 17)),
        (">:>0><>=>8", (START_B, 30, 62, 94, FNC1)),
    ],
)
def test_a_field_becomes_symbols(text: str, values: tuple[int, ...]) -> None:
    assert code_128(text) == values


@pytest.mark.parametrize(
    "text", ["", ">;", ">:", ">;123", ">;1A", ">;12>", ">9AB", "A>7", "é", ">;12>5", "A>1", "\x01"]
)
def test_what_printers_may_take_otherwise_is_not_guessed(text: str) -> None:
    assert code_128(text) is None


def data(text: str, *, size: int = 8, row: int = 2) -> Command:
    return Command("^", "GF", f"A,{size},{size},{row},{text}".encode())


def packed(rows: bytes, *, kind: str = "Z64", crc: int | None = None) -> str:
    raw = b64encode(zlib.compress(rows) if kind == "Z64" else rows)
    return f":{kind}:{raw.decode()}:{binascii.crc_hqx(raw, 0) if crc is None else crc:04X}"


@pytest.mark.parametrize(
    "text",
    [ROWS.hex(), "FF00\nff00 FF00\r\n0000", "FF,:FF,,", "HFH0:HF,,", packed(ROWS), packed(ROWS, kind="B64")],
)
def test_a_graphic_is_unpacked_from_every_form(text: str) -> None:
    assert graphic(data(text)) == (2, ROWS)


@pytest.mark.parametrize(
    "command",
    [
        data("FF"),  # too short
        data(ROWS.hex() + "FF"),  # too long
        data("FF00FF00FF00z0"),
        data(":FF00FF00FF00"),  # repeats a row that is not there
        data("FF:"),  # in the middle of a row
        data("FF00?"),
        data(packed(ROWS, crc=1)),
        data(packed(ROWS + b"\x00")),
        data(packed(ROWS[:-1])),
        data(":Z64:AAAA:" + f"{binascii.crc_hqx(b'AAAA', 0):04X}"),  # no zlib
        data(":Z64:AAA:" + f"{binascii.crc_hqx(b'AAA', 0):04X}"),  # no base64
        data(ROWS.hex(), row=3),
        data(ROWS.hex(), row=0),
        data(ROWS.hex(), size=9_000_000),
        Command("^", "GF", b"A,8,8"),
    ],
)
def test_a_graphic_that_is_not_what_it_says_is_not_guessed(command: Command) -> None:
    assert graphic(command) is None


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    assert graphic(data(packed(bytes(50_000_000)))) is None


def test_letters_have_the_height_of_their_font_or_of_the_label() -> None:
    script = read_zpl(b"^XA^FDA^FS^A0N,50^FDB^FS^AUN^FDC^FS^CFT^FDD^FS^CF0,33^FDE^FS^XZ")
    fields, _ = read_fields(script)
    assert [field.letter_height for field in fields] == [15, 50, 59, 48, 33]
