"""Only one plain label passes; whatever could reset, rewrite or empty a printer is refused by name."""

from __future__ import annotations

import re

import pytest
import zplkit
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from zplkit.rendering import RenderError

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.zpl_safety import check_zpl
from tests.printing.zpl_samples import ATTACKS, LABELS, PLAIN

pytestmark = pytest.mark.row("F6")

# What no carrier's label needs: settings, memory, status, copies, the control characters themselves.
FORBIDDEN = (
    "~JR ~JA ~JB ~JC ~JE ~JF ~JG ~JI ~JL ~JN ~JO ~JP ~JQ ~JS ~JX ^JB ^JH ^JI ^JJ ^JM ^JS ^JT ^JU ^JW ^JZ ~KB "
    "^KD ^KL ^KN ^KP ^KV ^ID ^CC ~CC ^CD ~CD ^CT ~CT ^CM ^CN ^CO ~CO ^CP ^CV ^CW ^DF ~DB ~DE ~DG ~DN ~DS ~DT "
    "~DU ~DY ~EG ^FE ^FL ^FM ^FN ^HF ^HG ^HH ~HB ~HD ~HI ~HM ~HQ ~HS ~HU ^HT ^HV ^HW ^HY ^HZ ^IL ^IM ^IS ~JD "
    "^LF ^MA ^MF ^MI ^ML ^MM ^MN ^MP ^MT ^MU ^MW ~NC ^ND ^NI ^NN ~NR ^NS ~NT ^PA ^PF ^PH ^PN ^PP ~PH ~PM ~PP "
    "~PR ~PS ~RO ^RO ^SB ^SC ^SD ~SD ^SE ^SF ^SI ^SL ^SN ^SO ^SP ^SQ ^SR ^SS ^ST ^SX ^SZ ~TA ^TO ~WC ~WL ~WQ "
    "^WA ^WD ^WE ^WI ^WL ^WP ^WR ^WS ^WX ^XB ^XF ^XG ^XS ^ZZ ^RF ^RS ^RW ^KC ^FC"
).split()


@pytest.mark.parametrize("label", LABELS)
def test_a_carriers_label_passes(label: str) -> None:
    check_zpl(LABELS[label])
    check_zpl(b"\r\n" + LABELS[label].replace(b"^XA", b"^xa").replace(b"^FO", b"^fo"))


@pytest.mark.parametrize("named", ATTACKS)
def test_what_is_more_than_a_label_is_refused_by_name(named: str) -> None:
    with pytest.raises(PaperFault) as caught:
        check_zpl(ATTACKS[named])
    assert caught.value.kind is FaultKind.ZPL_UNSAFE
    assert all(word in caught.value.detail for word in named.strip("'").split(" in a ")), caught.value.detail


@pytest.mark.parametrize("quantity", ["2", "1,1", "1,0,2", "0", "1,0,1,Y,Y,9", "x"])
def test_only_one_copy_is_let_through(quantity: str) -> None:
    with pytest.raises(PaperFault, match="PQ"):
        check_zpl(PLAIN.replace(b"^PQ1,0,1,Y", b"^PQ" + quantity.encode()))


@pytest.mark.parametrize("quantity", ["1", "", "1,0", "01,0,0,N", " 1 , 0 , 1 , Y "])
def test_one_copy_may_be_said_in_every_way(quantity: str) -> None:
    check_zpl(PLAIN.replace(b"^PQ1,0,1,Y", b"^PQ" + quantity.encode()))


@settings(max_examples=200)
@given(
    command=st.sampled_from(FORBIDDEN),
    lower=st.booleans(),
    hidden=st.booleans(),
    at=st.integers(0, len(PLAIN)),
    rest=st.sampled_from(["", "1", "F", "R:*.*", ",Y", "\n"]),
)
def test_a_forbidden_command_is_refused_wherever_and_however_it_stands(
    command: str, lower: bool, hidden: bool, at: int, rest: str
) -> None:
    """In a text, a comment, a graphic, between two letters of another command; spelt with ^FH."""
    written = (command.lower() if lower else command) + rest
    if hidden:
        written = f"^FO1,1^A0N,9,9^FH^FD_{ord(written[0]):02X}{written[1:]}^FS"
        at = PLAIN.index(b"^FX")
    with pytest.raises(PaperFault) as caught:
        check_zpl(PLAIN[:at] + written.encode() + PLAIN[at:])
    assert caught.value.kind is FaultKind.ZPL_UNSAFE


ALLOWED = re.compile(
    rb"\s*(\^(XA|XZ|F[ODSTBHRPWVX]|C[FI]|BY|G[BCDEFS]|L[HLRST]|P[MOQRW]|M[CD]|TB|A[A-Z0-9]|B[0-9A-Z])[^\^~]*)+",
    re.IGNORECASE,
)


@settings(max_examples=200)
@given(st.binary(max_size=60), st.integers(0, len(PLAIN)))
def test_bytes_put_anywhere_end_in_a_plain_label_or_a_refusal(extra: bytes, at: int) -> None:
    changed = PLAIN[:at] + extra + PLAIN[at:]
    if accepted(changed):
        assert b"~" not in changed
        assert ALLOWED.fullmatch(changed)
        assert changed.upper().count(b"^XA") == changed.upper().count(b"^XZ") == 1


def accepted(data: bytes) -> bool:
    try:
        check_zpl(data)
    except PaperFault as fault:
        if fault.kind is not FaultKind.ZPL_UNSAFE:
            raise
        return False
    return True


COMMANDS = st.builds(
    "{}{}{}".format,
    st.sampled_from(
        "^XA ^XZ ^FO ^FT ^FD ^FS ^FX ^FB ^FH ^FR ^FW ^CF ^CI ^BY ^GB ^GC ^GE ^GD ^LH ^LR ^PO ^PM ^A0 ^AA ^BC "
        "^B3 ^BE ^GFA, ^LL ^PW ^PQ ~JR ^MM ^JU ^xa ^fo ^fd ^".split()
    ),
    st.sampled_from(
        ["", " ", "1", "N", "10,10", "100,200", "40,40,4", "8,8,1,FF00FF00FF00FF00", "N,40,30", ">;123456"]
    ),
    st.text("09AZ,:! \n_^~{}U", max_size=4),
)


# Most of what is drawn by chance is refused, as it should be.
@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.lists(COMMANDS, max_size=25))
def test_whatever_is_accepted_is_one_label_to_another_reader_too(commands: list[str]) -> None:
    data = f"^XA^PW100^LL100{''.join(commands)}^XZ".encode()
    assume(accepted(data))
    drawing = re.sub(rb"\^(PQ|PR|MD)[^\^]*", b"", data)  # it refuses what is not drawing
    try:
        labels = zplkit.render(drawing, zplkit.Options(width=100, height=100, dpi=203)).labels
    except RenderError:
        return  # a barcode without data, say: no label at all
    assert len(labels) == 1
