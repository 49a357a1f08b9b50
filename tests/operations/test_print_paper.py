"""A paper goes out as the printer takes it, or into a file; what is said of it is only what is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from postwright.domain.faults import Environment, FaultKind, PaperFault
from postwright.domain.papers import Paper, PaperKind, PaperPlace, PaperSize
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.operations.print_paper import print_paper, save_paper
from postwright.printing.dots import page_from_pdf
from postwright.printing.papers.compose import compose
from postwright.printing.renderer import Renderer
from tests.printing.papers.reading import texts
from tests.printing.papers.samples import PAPERS, PICKUP, parcels
from tests.printing.test_zpl import by_zplkit

K = PaperKind
LABELS = PaperSize.LABEL


def folder(place: Path, **changes: object) -> PrinterProfile:
    profile = PrinterProfile("Packing table", f"folder:{place}", Language.PDF)
    return replace(profile, **changes)  # type: ignore[arg-type]


def arrived(place: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(place.iterdir())]


@pytest.mark.parametrize("kind", PaperKind)
def test_an_office_printer_gets_the_document_with_its_text(
    kind: PaperKind, tmp_path: Path, renderer: Renderer
) -> None:
    office = folder(tmp_path, width=8.5, height=11.0, dpi=600)
    sent = print_paper(renderer, kind, [PAPERS[kind]], PaperPlace(office, PaperSize.LETTER))
    (pdf,) = arrived(tmp_path)
    assert len(texts(pdf)) == sent.pages
    assert all(texts(pdf))
    assert sent.sentence.lower().startswith(f"sent the {sent.title.lower()}")
    assert "Packing table" in sent.sentence
    assert "printed" not in sent.sentence


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_label_printer_gets_the_same_dots_that_the_page_has(
    dpi: int, tmp_path: Path, renderer: Renderer
) -> None:
    zebra = folder(tmp_path, language=Language.ZPL, dpi=dpi, darkness=5, speed=3)
    print_paper(renderer, K.QR_CARD, [PAPERS[K.QR_CARD]], PaperPlace(zebra, LABELS))
    (zpl,) = arrived(tmp_path)
    (document,) = compose(K.QR_CARD, [PAPERS[K.QR_CARD]], LABELS, dpi=dpi).pages
    page = page_from_pdf(document, dpi=dpi)
    assert b"^MD5" in zpl
    assert b"^PR3" in zpl
    assert zpl.count(b"^XA") == 1
    assert f"^PW{page.width}^LL{page.height}".encode() in zpl


def test_a_list_of_several_pages_is_one_job_of_several_labels(tmp_path: Path, renderer: Renderer) -> None:
    long = replace(PICKUP, parcels=parcels(20))
    zebra = folder(tmp_path, language=Language.ZPL)
    sent = print_paper(renderer, K.PICKUP_LIST, [long], PaperPlace(zebra, LABELS))
    (zpl,) = arrived(tmp_path)
    assert sent.pages > 2
    assert zpl.count(b"^XA") == zpl.count(b"^XZ") == sent.pages
    assert f", {sent.pages} pages," in sent.sentence


def test_a_calibrated_printer_gets_its_pages_moved_as_its_labels_are(
    tmp_path: Path, renderer: Renderer
) -> None:
    plain, moved = tmp_path / "plain", tmp_path / "moved"
    for place in (plain, moved):
        place.mkdir()
    receipt: list[Paper] = [PAPERS[K.RECEIPT]]
    print_paper(renderer, K.RECEIPT, receipt, PaperPlace(folder(plain), LABELS))
    print_paper(renderer, K.RECEIPT, receipt, PaperPlace(folder(moved, offset_x=9, offset_y=4), LABELS))
    first, second = (page_from_pdf(arrived(place)[0], dpi=203) for place in (plain, moved))
    assert second == first.shifted(9, 4)
    assert texts(arrived(moved)[0]) == [""]


def test_every_page_for_a_calibrated_pdf_printer_is_a_job(tmp_path: Path, renderer: Renderer) -> None:
    sent = print_paper(renderer, K.PICKUP_LIST, [PICKUP], PaperPlace(folder(tmp_path, offset_x=9), LABELS))
    assert len(arrived(tmp_path)) == sent.pages > 1


def test_a_card_on_an_office_sheet_lies_where_a_label_would(tmp_path: Path, renderer: Renderer) -> None:
    office = folder(tmp_path, width=8.5, height=11.0)
    print_paper(renderer, K.QR_CARD, [PAPERS[K.QR_CARD]], PaperPlace(office, LABELS))
    with pdfium.PdfDocument(arrived(tmp_path)[0]) as document:
        assert document[0].get_size() == pytest.approx((612, 792), abs=0.5)


def test_a_wide_printer_that_takes_zpl_gets_the_letter_page(tmp_path: Path, renderer: Renderer) -> None:
    wide = folder(tmp_path, language=Language.ZPL, width=8.5, height=11.0)
    print_paper(renderer, K.RECEIPT, [PAPERS[K.RECEIPT]], PaperPlace(wide, PaperSize.LETTER))
    assert b"^PW1726^LL2233" in arrived(tmp_path)[0]


def test_a_letter_is_never_sent_to_a_printer_of_labels(tmp_path: Path, renderer: Renderer) -> None:
    with pytest.raises(PaperFault) as caught:
        print_paper(renderer, K.RECEIPT, [PAPERS[K.RECEIPT]], PaperPlace(folder(tmp_path), PaperSize.LETTER))
    assert caught.value.kind is FaultKind.PRINTER_REFUSED
    assert arrived(tmp_path) == []


def test_an_independent_reader_of_zpl_draws_the_page_that_we_drew(tmp_path: Path, renderer: Renderer) -> None:
    zebra = folder(tmp_path, language=Language.ZPL)
    print_paper(renderer, K.PACKING_SLIP, [PAPERS[K.PACKING_SLIP]], PaperPlace(zebra, LABELS))
    (document,) = compose(K.PACKING_SLIP, [PAPERS[K.PACKING_SLIP]], LABELS, dpi=203).pages
    page = page_from_pdf(document, dpi=203)
    assert by_zplkit(arrived(tmp_path)[0], page) == page


def test_a_saved_paper_is_a_pdf_of_that_size(tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    sent = save_paper(K.PACKING_SLIP, [PAPERS[K.PACKING_SLIP]], PaperSize.A4, file)
    assert sent.sentence == "Saved as slip.pdf."
    with pdfium.PdfDocument(file) as document:
        assert document[0].get_size() == pytest.approx((595.4, 841.7), abs=0.1)


def test_a_place_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(Environment):
        save_paper(K.RECEIPT, [PAPERS[K.RECEIPT]], PaperSize.A4, tmp_path / "none" / "receipt.pdf")
