"""ZPL is taken apart without losing a byte, and every byte is where a printer would see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.printing.zpl_reading import Command, Script, read_zpl, unescape
from tests.printing.zpl_samples import LABELS


def put_together(script: Script) -> bytes:
    return script.lead + b"".join(
        one.mark.encode() + one.name.encode("latin-1") + one.value for one in script.commands
    )


@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from([b"^", b"~", b"XA", b"fd", b"\xdf", b"1,2", b"\n"])).map(b"".join)
)
def test_every_byte_is_accounted_for(data: bytes) -> None:
    assert put_together(read_zpl(data)).upper() == data.upper()


@pytest.mark.parametrize("label", LABELS)
def test_a_carriers_label_is_put_together_again(label: str) -> None:
    assert put_together(read_zpl(LABELS[label])) == LABELS[label]


def test_a_mark_begins_a_command_even_inside_a_text() -> None:
    commands = read_zpl(b"^FDCAF^FSE~jr^").commands
    assert [(one.mark, one.name, one.value) for one in commands] == [
        ("^", "FD", b"CAF"),
        ("^", "FS", b"E"),
        ("~", "JR", b""),
        ("^", "", b""),
    ]


def test_parameters_are_taken_as_printers_take_them() -> None:
    command = Command("^", "FO", b" 203.2, -5 ,\n r ,x")
    assert [command.number(place, 9) for place in range(5)] == [203, -5, 9, 9, 9]
    assert (command.letter(2, "N"), command.letter(7, "N"), command.letter(3, "N")) == ("R", "N", "X")


def test_the_command_that_counts_is_the_last_of_its_name() -> None:
    script = read_zpl(b"^XA^PW1^PW2^XZ")
    assert script.last("PW") == Command("^", "PW", b"2")
    assert script.last("LL") is None


def test_escapes_stand_for_bytes() -> None:
    assert unescape(b"_5Ea_7e_zz__41", "_") == b"^a~_zz_A"
    assert unescape(b"\\5E_5E", "\\") == b"^_5E"
