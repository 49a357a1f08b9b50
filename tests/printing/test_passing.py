"""The carrier's ZPL goes to the printer as it came, when it fits and is proved to be this parcel's label."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
import zplkit
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from postwright.domain.barcode import in_fours, make_impb
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.practice.documents import zpl as practice_zpl
from postwright.practice.documents.layout import lay_out
from postwright.printing.dots import page_from_pdf
from postwright.printing.page import Page, page_of
from postwright.printing.passing import NotPassed, Passed, pass_on
from postwright.printing.zpl import page_to_zpl
from postwright.printing.zpl_drawing import draw
from postwright.printing.zpl_fields import read_fields
from postwright.printing.zpl_reading import read_zpl
from tests.printing.labels import label_pdf
from tests.printing.make_golden_labels import PRACTICE_SHEET
from tests.printing.zpl_samples import ATTACKS, CODE, LABELS, MOVED, NUMBER, PLAIN, ZIP, within

PRINTER = PrinterProfile("Zebra", "file:/dev/null", Language.ZPL)
OTHER = make_impb(service_type="001", source="11", mailer="899563821", serial=7)


def passed(
    zpl: bytes, profile: PrinterProfile = PRINTER, *, number: str = NUMBER, zip_code: str = ZIP
) -> Passed:
    done = pass_on(zpl, profile, tracking_number=number, zip_code=zip_code, sample_allowed=False)
    assert isinstance(done, Passed), done
    return done


def why(zpl: bytes, profile: PrinterProfile = PRINTER, *, number: str = NUMBER, zip_code: str = ZIP) -> str:
    done = pass_on(zpl, profile, tracking_number=number, zip_code=zip_code, sample_allowed=False)
    assert isinstance(done, NotPassed), done
    assert done.why.endswith("The label was drawn from the PDF instead.")
    return done.why


@pytest.mark.parametrize("label", LABELS)
def test_a_label_that_fits_is_passed_on_byte_for_byte(label: str) -> None:
    done = passed(LABELS[label])
    assert done.content == LABELS[label]
    assert (done.proof.tracking_number, done.proof.zip_code, done.proof.module) == (NUMBER, ZIP, 3)
    assert done.proof.sentence == f"Barcode reads {in_fours(NUMBER)} at 3 dots a bar."


def practice_label() -> bytes:
    return practice_zpl.draw(lay_out(PRACTICE_SHEET))


def test_a_practice_label_is_passed_on_in_practice_alone() -> None:
    zpl = practice_label()
    done = pass_on(zpl, PRINTER, tracking_number=NUMBER, zip_code=ZIP, sample_allowed=True)
    assert isinstance(done, Passed), done
    assert done.proof.sample
    assert done.content == zpl
    assert "worth no postage" in why(zpl)


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_label_that_is_one_picture_is_proved_from_its_dots(dpi: int) -> None:
    page = page_from_pdf(label_pdf(dpi=dpi, module={203: 3, 300: 4, 600: 8}[dpi]), dpi=dpi)
    for z64 in (True, False):
        zpl = page_to_zpl(page, z64=z64)
        assert passed(zpl, replace(PRINTER, dpi=dpi)).content == zpl


def test_a_label_for_another_density_is_not_passed_and_never_scaled() -> None:
    words = why(PLAIN, replace(PRINTER, dpi=300))
    assert words.startswith("The carrier's ZPL is for 203 dpi and this printer has 300. The label was drawn")
    assert "is for 203 dpi" in why(MOVED, replace(PRINTER, dpi=600))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"language": Language.PDF}, "not set up"),
        ({"carrier_zpl": False}, "not set up"),
        ({"offset_x": 1}, "moved"),
        ({"rotation": 180}, "moved"),
        ({"scale_x": 990}, "moved"),
        ({"height": 6.75}, "moved"),
        ({"dead_dots": (7,)}, "moved"),
    ],
)
def test_a_printer_that_needs_more_than_the_plain_label_gets_the_pdf(
    changes: dict[str, object], words: str
) -> None:
    assert words in why(PLAIN, replace(PRINTER, **changes))  # type: ignore[arg-type]  # names from the table


def test_the_printers_darkness_and_speed_stand_in_front() -> None:
    done = passed(PLAIN, replace(PRINTER, darkness=5, speed=4))
    assert done.content == PLAIN.replace(b"^XA", b"^XA^MD5^PR4")
    assert passed(PLAIN, replace(PRINTER, speed=2)).content == PLAIN.replace(b"^XA", b"^XA^PR2")
    for own in (b"^MD9", b"^PR3"):
        assert passed(within(own)).content == within(own)
        assert "darkness or speed of its own" in why(within(own), replace(PRINTER, darkness=5, speed=4))


@pytest.mark.parametrize("named", ["~JR", "^PQ9999", "! U", "exactly one label"])
def test_what_is_more_than_a_label_is_not_passed(named: str) -> None:
    assert "holds more than a label" in why(ATTACKS[named])


def test_another_parcels_label_is_not_passed() -> None:
    words = why(PLAIN, number=OTHER)
    assert in_fours(OTHER) in words
    assert in_fours(NUMBER) in words


def test_a_label_to_another_place_is_not_passed() -> None:
    assert "this parcel goes to 80302" in why(PLAIN, zip_code="80302")


def test_bars_that_are_too_fine_are_not_passed() -> None:
    assert "shrunk" in why(PLAIN.replace(b"^BY3", b"^BY2"))
    assert "0.75" in why(PLAIN.replace(b"^BCN,200", b"^BCN,90"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (b"^FO26,850^GB4,40,4^FS", "bars of white"),  # a rule in the quiet zone
        (b"^FO300,600^GB8,400,8^FS", "could not be proved"),  # a rule across the bars
        (b"^FO300,750^GB600,4,4^FS", "beyond the label"),
        (b"^FO-5,10^GB600,4,4^FS", "beyond the label"),
        (b"^FO60,760^A0N,40,40^FDJANE DOE^FS", "on the barcode"),
        (b"^FO60,760^A0N,40,40^FB700,2^FDJANE DOE^FS", "on the barcode"),
        (b"^FT700,1000^A0B,40,40^FDJANE DOE AND HER DAUGHTERS^FS", "on the barcode"),
        (b"^FO700,760,1^ADN^FDJANE^FS", "on the barcode"),
        (b"^FO60,760^BQN,2,4^FDQA,hello^FS", "size is not known"),
        (b"^FO60,300^GFA,8,8,1,FF^FS", "picture that cannot be unpacked"),
        (b"^FO60,300^BCN,60,N,N,N,A^FD1234^FS", "in its own way"),
        (b"^FO60,300^BCN,60,Y,Y^FD1234^FS", "in its own way"),
        (b"^FO60,300^BCN,60,N^FD>;123^FS", "in its own way"),
        (b"^FO60,300^BCN,60,N^FD" + b"1" * 300 + b"^FS", "in its own way"),
        (b"^FO0,0^GB9999999,9999999,9^FS", "more to draw"),
        (b"^FO0,0^GB700,700,350^FS" * 200, "more to draw"),
        (b"^BY9,3,7000^FO1,1^BC^FD" + b"1" * 90 + b"^FS", "more to draw"),
        ((b"^FO1,1^GFA,1900000,1900000,100," + b"," * 19_000 + b"^FS") * 4, "more to draw"),
        (b"^LH5,5", "labels after it"),
        (b"^FWR", "labels after it"),
        (b"^LRY", "labels after it"),
        (b"^POI", "labels after it"),
        (b"^PMY", "labels after it"),
    ],
)
def test_what_cannot_be_shown_to_print_well_is_not_passed(change: bytes, words: str) -> None:
    at = PLAIN.index(b"^PQ1")
    assert words in why(PLAIN[:at] + change + PLAIN[at:])


@pytest.mark.parametrize(
    "figure",
    [
        b"^FO0,500^GC700,350,B",
        b"^FO0,600^GD812,400,60,B,L",
        b"^FO0,600^GE812,400,200,B",
        b"^FO0,600^GSN,700,700^FDA",
        b"^FO0,600^BXN,30,200^FDAAAAAAAAAAAAAAAAAAAAA",
        b"^FO0,600^BXN,3,200,100,100^FDA",
        b"^FT600,900^BXR,30,200^FDAAAAAAAAAAAAAAAAAAAAA",
        b"^FO790,760,1^GD300,10,1",
        b"^FO0,720^A0N,20,400^FDAA",
        b"^CF0,20,300^FO0,750^FDAB",
    ],
)
def test_a_figure_that_may_lie_on_the_bars_is_not_passed(figure: bytes) -> None:
    assert "letters or a figure on the barcode" in why(within(figure + b"^FS"))


def test_figures_and_codes_beside_the_bars_are_passed() -> None:
    for beside in (b"^GC100,5", b"^BXN,4,200^FDA1", b"^BXN,4^FD", b"^BQN^FD"):
        label = within(b"^FO40,200" + beside + b"^FS")
        assert passed(label).content == label


def of_bars(old: bytes, new: bytes) -> bytes:
    """The plain label with another command at its bars."""
    assert PLAIN.count(old) == 1
    return PLAIN.replace(old, new)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (of_bars(b"N,N,N,N^FD", b"N,N,N,N^BY3^FD").replace(b"^BY3^FO", b"^BY6^FO"), "amid a field"),
        (of_bars(b"^BCN,200", b"^LRY^BCN,200"), "amid a field"),
        (of_bars(b"^FO40,700^BC", b"^FO40,700^LH300,0^BC"), "amid a field"),
        (of_bars(b"^FD" + CODE.encode(), b"^FD>;>800^FD" + CODE.encode()), "two fields in one"),
        (of_bars(CODE.encode() + b"^FS", CODE.encode() + b"^FH^FS"), "two fields in one"),
        (of_bars(b"^BCN,200", b"^GB700,200,200^BCN,200"), "two fields in one"),
        (of_bars(b"^FO40,700^BC", b"^FO400,1100^FO40,700^BC"), "two fields in one"),
        (of_bars(b"^FO40,700^BC", b"^BC"), "without a place"),
        (of_bars(b"^FO40,700^BC", b"^FT40^BC"), "without a place"),
        (of_bars(b"^PQ1,0,1,Y", b"^FO0,600^GB812,400,400"), "does not end"),
        (of_bars(b"^PW812", b"^PW400^PW812"), "two sizes"),
        (of_bars(b"^PW812", b"^PW785"), "beyond the label"),
        (of_bars(b"^BCN,200,N,N,N,N", b"^BCN,200,N,N,Y,N"), "in its own way"),
        (of_bars(b"^FO40,700", b"^FO4 0,700"), "^FO4 0,700"),
        (of_bars(b"^FO40,700", b"^FO40A,700"), "^FO40A"),
        (of_bars(b"^BY3", b"^BY3.4"), "^BY3.4"),
        (of_bars(b"^BY3", b"^BY11"), "^BY11"),
        (of_bars(b"^BY3", b"^FWN,1^BY3"), "^FWN,1"),
        (within(b"^FO300,600^FPV^A0N,40,40^FDABCDEFGH^FS"), "^FP"),
        (within(b"^FO0,200^BXN,4,200^FD" + b"A" * 400 + b"^FS"), "size is not known"),
    ],
)
def test_what_printers_take_in_different_ways_is_left_to_the_pdf(label: bytes, words: str) -> None:
    assert words in why(label)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (b"^PW812^LL1624", "another size"),
        (b"^PW1200^LL1218", "another size"),
        (b"^PW406", "another size"),
        (b"", "another size"),  # says nothing and fills a part of the label
        (b"^PW832^LL1212", ""),
        (b"^LL1218", ""),
    ],
)
def test_a_label_says_for_which_paper_it_is(stated: bytes, words: str) -> None:
    label = PLAIN.replace(b"^PW812^LL1218", stated)
    assert (words in why(label)) if words else passed(label)


def test_a_barcode_in_a_mode_that_the_printer_fills_in_is_left_to_the_pdf() -> None:
    assert "in its own way" in why(PLAIN.replace(b"^BCN,200,N,N,N,N", b"^BCN,200,N,N,N,D"))


@pytest.mark.parametrize(("before", "after"), [(b"^BY3", b""), (b"^BCN,200", b"^BCN,")])
def test_bars_that_an_earlier_label_would_decide_on_are_left_to_the_pdf(before: bytes, after: bytes) -> None:
    assert "in its own way" in why(PLAIN.replace(before, after))


def test_a_label_without_a_barcode_is_not_passed() -> None:
    assert "No shipping barcode" in why(re.sub(rb"\^BCN.*?\^FS", b"^FS", PLAIN))


@given(st.binary(max_size=60), st.integers(0, len(PLAIN)))
def test_whatever_stands_in_a_label_the_answer_is_a_proof_or_a_sentence(extra: bytes, at: int) -> None:
    done = pass_on(
        PLAIN[:at] + extra + PLAIN[at:], PRINTER, tracking_number=NUMBER, zip_code=ZIP, sample_allowed=False
    )
    if isinstance(done, Passed):
        assert done.proof.tracking_number == NUMBER
    else:
        assert done.why


# ---------------------------------------------------------------- the same dots as another reader draws


def ours(zpl: bytes) -> Page:
    fields, _ = read_fields(read_zpl(zpl))
    return draw(fields, width=812, height=1218, dpi=203).page


def by_zplkit(zpl: bytes) -> Page:
    drawing = re.sub(rb"\^(PQ1,0,1,Y|MCY|LT 0|LS 0)", b"", zpl)
    [scene] = zplkit.render(drawing, zplkit.Options(width=812, height=1218, dpi=203)).labels
    return page_of(Image.open(BytesIO(scene.png())).convert("1", dither=Image.Dither.NONE), 203)


PIECES = {
    "frame": "^FO100,100^GB50,30,4^FS",
    "frame from below": "^FT100,100^GB50,30,4^FS",
    "rules": "^FO100,100^GB50,,10^FS^FO10,300^GB0,203,4,B^FS^FO100,200^GB2,2,10^FS",
    "white": "^FO100,100^GB50,50,50^FS^FO110,110^GB10,10,10,W^FS",
    "inverted": "^FO100,100^GB50,50,50^FS^FO120,100^FR^GB50,50,50^FS",
    "all inverted": "^LRY^FO100,100^GB50,50,50^FS^FO120,100^GB50,50,50^FS",
    "moved": "^LH10,20^FO100,100^GB50,30,4^FS",
    "from the right": "^FO300,100,1^GB50,30,4^FS",
    "off the page": "^FO790,1200^GB50,30,4^FS",
    "hex": "^FO100,100^GFA,16,16,2,FFFF8001FFFF8001FFFF8001FFFF8001^FS",
    "hex from below": "^FT100,100^GFA,16,16,2,FFFF8001FFFF8001FFFF8001FFFF8001^FS",
    "runs": "^FO20,20^GFA,110,110,10,!::FF8P01!,:::FF8P01!::^FS",
    "full rows": "^FO20,20^GFA,8,8,2,FF00,!:^FS^FO50,20^GFA,8,8,2,,FF,!:^FS^FO80,20^GFA,8,8,2,KFFFF,!^FS",
    "over": "^FO100,100^GB50,50,50^FS^FO110,110^GFA,4,4,1,00FF00FF^FS",
    "bars": f"^FO60,700^BY3^BCN,200,N,N,N,N^FD{CODE}^FS",
    "bars from below": f"^FT60,700^BY3^BCN,80,N^FD{CODE}^FS",
    "bars to the right": "^FO100,100^BY3^BCR,80,N,N,N,N^FD>;1234^FS",
    "bars to the right from below": "^FT100,300^BY3^BCR,80,N,N,N,N^FD>;1234^FS",
    "bars upside down": "^FO100,100^BY2^BCI,80,N,N,N,N^FD>;1234^FS^FT300,300^BY3^BCI,80,N^FD>;1234^FS",
    "bars to the left": "^FO100,100^BY3^BCB,80,N,N,N,N^FD>;1234^FS^FT300,500^BY3^BCB,80,N,N,N,N^FD>;1234^FS",
    "height before": "^BY3,2,77^FO100,100^BCN,,N^FD>:AB12^FS",
    "turned before": "^FWR^FO100,100^BY3^BC,80,N^FD>;1234^FS",
    "subsets": "^BY2^FO10,100^BCN,80,N^FDAB>512>6C>0><>=>5>834^FS",
    "escaped": "^BY2^FO10,100^BCN,80,N^FH^FDA_42_3E0C^FS",
    "decimals": "^FO203.2,100.7^GB50.1,30,4^FS",
}


@pytest.mark.parametrize("piece", PIECES)
def test_bars_boxes_and_graphics_lie_where_another_reader_has_them(piece: str) -> None:
    zpl = f"^XA{PIECES[piece]}^XZ".encode()
    assert ours(zpl).black_box() is not None
    assert ours(zpl) == by_zplkit(zpl)


def test_of_a_whole_label_only_the_letters_are_missing() -> None:
    """Every dot that we draw is black in the other's picture too; round corners aside there are none."""
    for zpl in (re.sub("[^\\x00-\\x7f]", "", PLAIN.decode("latin-1")).encode(), practice_label()):
        mine, whole = (np.asarray(page.image()) == 0 for page in (ours(zpl), by_zplkit(zpl)))
        white_letters = np.count_nonzero(mine & ~whole)
        assert white_letters < 0.02 * mine.size
