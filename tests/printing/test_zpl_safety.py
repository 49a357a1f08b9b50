"""Only one plain label passes; whatever could reset, rewrite or empty a printer is refused by name."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.zpl_safety import check_zpl, zpl_dots

PLAIN = (
    b"^XA\n^CI28^PW812^LL1218^LH0,0^PON\n^FO30,40^A0N,40,30^FH^FDJOS\xc3\x89 _26 SONS^FS\n"
    b"^FX a note ^FO20,500^GB772,4,4^FS^BY3^FO40,700^BCN,200,N,N,N,N^FD>;>842062701>89400^FS\n"
    b"^FO1,1^GFA,8,8,1,FF00FF00FF00FF00^FS^PQ1,0,1,Y^XZ\n"
)


def within(command: bytes) -> bytes:
    return PLAIN.replace(b"^FX a note ", command)


ATTACKS = {
    "~JR": within(b"~JR"),
    "^JU": within(b"^JUF"),
    "^KP": within(b"^KP1234"),
    "~JA": within(b"~JA"),
    "^ID": within(b"^IDR:*.*"),
    "^PQ9999": PLAIN.replace(b"^PQ1,0,1,Y", b"^PQ9999"),
    "^CC": within(b"^CC+"),
    "^SX": within(b"^SXA,D,Y"),
    "^WI": within(b"^WI"),
    "^HZ": within(b"^HZA"),
    "^DF": within(b"^DFR:X.ZPL"),
    "^MN": within(b"^MNN"),
    "~SD": within(b"~SD30"),
    "! U": b'! U1 setvar "device.languages" "line_print"\r\n' + PLAIN,
    "{}{": b'{}{"device.reset":""}' + PLAIN,
    "! u": within(b"^FD! u1 do device.reset^FS"),
    "exactly one label": PLAIN + PLAIN,
    "follows the end": PLAIN + b"N\r\nq812",
    "^FN": within(b"^FN1"),
    "^XG": within(b"^XGE:LOGO.GRF,1,1"),
    "~DG": within(b"~DGR:A.GRF,8,1,FF"),
    "~CC": within(b"~CC+"),
    "~HS": within(b"^FDNAME~HS^FS"),
    "^GF": within(b"^GFB,8,8,1,\xff\xff~JR"),
    "^GF ": within(b"^GFA,99999999,99999999,1,FF"),
    "^GF  ": within(b"^GFA,8"),
    "^LL99999": PLAIN.replace(b"^LL1218", b"^LL99999"),
    "^PW": PLAIN.replace(b"^PW812", b"^PW"),
    "letters it cannot": within(b"^FO1,\xe9"),
    "x10": within(b"\x10"),
    "does not begin": b"CT~~CD,~CC^~CT~" + PLAIN,
    "does not begin ": b"",
    "exactly one label ": b"^FO1,1^XZ",
    "exactly one label  ": b"^XA^FO1,1",
    "commands": b"^XA" + b"^FS" * 6000 + b"^XZ",
    "bytes": PLAIN + b" " * 4_000_000,
}


def test_a_plain_label_passes() -> None:
    check_zpl(PLAIN)
    check_zpl(b"\r\n" + PLAIN.replace(b"^PQ1,0,1,Y", b"").replace(b"^XA", b"^xa"))


@pytest.mark.parametrize("named", ATTACKS)
def test_what_is_more_than_a_label_is_refused_by_name(named: str) -> None:
    with pytest.raises(PaperFault) as caught:
        check_zpl(ATTACKS[named])
    assert caught.value.kind is FaultKind.ZPL_UNSAFE
    assert named.strip() in caught.value.detail


@pytest.mark.parametrize("quantity", ["2", "1,1", "1,0,2", "0", "1,0,1,Y,Y,9", "x"])
def test_only_one_copy_is_let_through(quantity: str) -> None:
    with pytest.raises(PaperFault, match="PQ"):
        check_zpl(PLAIN.replace(b"^PQ1,0,1,Y", b"^PQ" + quantity.encode()))


@given(st.binary(max_size=60), st.integers(0, len(PLAIN)))
def test_bytes_put_anywhere_never_bring_in_a_control_command(extra: bytes, at: int) -> None:
    changed = PLAIN[:at] + extra + PLAIN[at:]
    with suppress(PaperFault):
        check_zpl(changed)
        assert b"~" not in changed
        assert changed.upper().count(b"^XA") == changed.upper().count(b"^XZ") == 1


@pytest.mark.parametrize(
    ("data", "dots"),
    [
        (PLAIN, (812, 1218)),
        (b"^XA^LL1800^FO1,1^FS^PW1200,^XZ", (1200, 1800)),
        (b"^XA^PW812^XZ", None),
        (b"^XA^PW0^LL0^XZ", None),
        (b"^XA^PW-4^LL1218^XZ", None),
    ],
)
def test_a_label_says_how_many_dots_it_has(data: bytes, dots: tuple[int, int] | None) -> None:
    assert zpl_dots(data) == dots
