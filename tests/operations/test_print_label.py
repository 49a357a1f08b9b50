"""Printing: only a proved label leaves, every copy is counted first, and "printed" is never claimed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import sqlite3
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from postwright.domain.barcode import make_impb
from postwright.domain.faults import BadInput, Environment, FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.domain.print_record import COMPARED, PrintEvent, PrintState
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.shipment import Delivery
from postwright.operations.convert_zpl import convert
from postwright.operations.follow_prints import follow_prints, still_followed
from postwright.operations.hand_over import Press, hand_over
from postwright.operations.print_label import print_label, print_on
from postwright.operations.print_test_page import print_test_page
from postwright.operations.save_document import save_document
from postwright.operations.show_label import render, sheet, show_label
from postwright.operations.void_label import void_label
from postwright.printing.page import Page
from postwright.printing.renderer import Renderer
from postwright.store.prints import NewPrint
from tests.fakes.raw_printer import raw_printer
from tests.operations.shops import Shop
from tests.printing.labels import label_pdf
from tests.printing.printers import host_status

TO_FILE = PrinterProfile("Desk", "")


@pytest.fixture
def desk(tmp_path: Path) -> PrinterProfile:
    (tmp_path / "out").mkdir()
    return replace(TO_FILE, port=f"folder:{tmp_path / 'out'}")


@pytest.fixture
def label_id(shop: Shop) -> str:
    return shop.bought().id


def printed(desk: PrinterProfile) -> list[bytes]:
    """What came out, in turn: the names have a number from the second one on."""
    files = Path(desk.port.removeprefix("folder:")).iterdir()
    return [file.read_bytes() for file in sorted(files, key=lambda file: (len(file.name), file.name))]


def refused(press: Press, label_id: str, profile: PrinterProfile, reason: str = "") -> FaultKind:
    with pytest.raises((PaperFault, BadInput, Environment)) as caught:
        print_label(press, label_id, profile, reason=reason)
    fault = caught.value
    assert isinstance(fault, PaperFault | BadInput | Environment)
    return fault.kind


# ---------------------------------------------------------------- what leaves


def test_a_label_is_proved_and_handed_over(press: Press, label_id: str, desk: PrinterProfile) -> None:
    record = print_label(press, label_id, desk)
    assert (record.copy, record.state, record.printer) == (1, PrintState.HANDED_OVER, "Desk")
    assert record.proof.startswith("Sample barcode reads 9400 1118")
    (content,) = printed(desk)
    assert content.startswith(b"%PDF-")
    assert press.labels.get(label_id).prints == 1


def test_a_zpl_printer_gets_the_proved_page_as_a_picture(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    print_label(press, label_id, replace(desk, language=Language.ZPL, darkness=12))
    (content,) = printed(desk)
    assert content.startswith(b"^XA")
    assert b":Z64:" in content


def carrier_s_zpl(shop: Shop, label_id: str) -> bytes:
    """What the practice carrier gives for a label, fetched past the program."""
    link = shop.carrier.labels.read(label_id).link(DocumentKind.ZPL)
    assert link is not None
    return shop.carrier.documents.download(link).content


def test_the_carrier_s_zpl_goes_out_as_it_is_where_it_fits(
    shop: Shop, press: Press, label_id: str, desk: PrinterProfile
) -> None:
    own = carrier_s_zpl(shop, label_id)
    record = print_on(press, shop.carrier, label_id, replace(desk, language=Language.ZPL))
    assert printed(desk) == [own]
    assert record.page_sha256 == hashlib.sha256(own).hexdigest()
    assert record.proof.startswith("Sample barcode reads 9400 1118")
    assert record.detail == f"Saved as {press.labels.get(label_id).label.tracking_number}.zpl."


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"dpi": 300}, "The carrier's ZPL is for 203 dpi and this printer has 300. The label was drawn"),
        ({"offset_x": 4}, "This printer's labels are moved, turned or stretched"),
        ({"carrier_zpl": False}, "Saved as "),
        ({"language": Language.PDF}, "Saved as "),
    ],
)
def test_the_page_goes_out_where_the_carrier_s_zpl_does_not_fit(
    shop: Shop, press: Press, label_id: str, desk: PrinterProfile, changed: dict[str, Any], told: str
) -> None:
    own = carrier_s_zpl(shop, label_id)
    profile = replace(desk, **{"language": Language.ZPL} | changed)
    record = print_on(press, shop.carrier, label_id, profile)
    (content,) = printed(desk)
    assert content != own
    assert record.detail.startswith(told)


def test_a_reprint_says_so_which_the_carrier_s_zpl_cannot(
    shop: Shop, press: Press, label_id: str, desk: PrinterProfile
) -> None:
    zebra = replace(desk, language=Language.ZPL)
    print_on(press, shop.carrier, label_id, zebra)
    print_on(press, shop.carrier, label_id, zebra, reason="jam")
    first, second = printed(desk)
    assert (b":Z64:" in first, b":Z64:" in second) == (False, True)


def test_a_label_does_not_wait_for_the_carrier_s_zpl(
    shop: Shop, press: Press, label_id: str, desk: PrinterProfile
) -> None:
    asked = []

    def broken(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(503)

    shop.wire.answer("GET", f"/v1/labels/{label_id}", broken)
    record = print_on(press, shop.carrier, label_id, replace(desk, language=Language.ZPL))
    assert record.detail.startswith("The carrier's ZPL was not at hand. The label was drawn from the PDF")
    assert len(asked) == 1
    assert record.state is PrintState.HANDED_OVER


@pytest.mark.row("N22")
def test_another_parcels_zpl_is_neither_kept_nor_printed_nor_saved(
    shop: Shop, press: Press, label_id: str, desk: PrinterProfile, tmp_path: Path
) -> None:
    anothers = carrier_s_zpl(shop, shop.bought().id)
    link = shop.carrier.labels.read(label_id).link(DocumentKind.ZPL)
    assert link is not None
    shop.wire.answer("GET", httpx.URL(link.href).path, lambda _: httpx.Response(200, content=anothers))
    record = print_on(press, shop.carrier, label_id, replace(desk, language=Language.ZPL))
    assert record.detail.startswith("The carrier's ZPL was not at hand. The label was drawn from the PDF")
    assert press.labels.document(label_id, DocumentKind.ZPL) is None
    with pytest.raises(PaperFault) as caught:
        save_document(shop.archive(), label_id, DocumentKind.ZPL, tmp_path / "label.zpl")
    assert "but this parcel's number is" in caught.value.detail
    assert not (tmp_path / "label.zpl").exists()


def test_zpl_that_holds_more_than_a_label_is_not_sent(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    unsafe = b"^XA^PW812^LL1218^JUF^FO20,20^GB9,9,4^FS^XZ"
    press.labels.keep_document(label_id, Document(DocumentKind.ZPL, unsafe))
    record = print_label(press, label_id, replace(desk, language=Language.ZPL))
    (content,) = printed(desk)
    assert b":Z64:" in content
    assert b"^JUF" not in content
    assert record.detail.startswith("The carrier's ZPL holds more than a label: ")


def test_a_second_copy_needs_a_reason(press: Press, label_id: str, desk: PrinterProfile) -> None:
    print_label(press, label_id, desk)
    for reason in ("", "because"):
        assert refused(press, label_id, desk, reason) is FaultKind.REASON_NEEDED
    second = print_label(press, label_id, desk, reason="damaged")
    assert (second.copy, second.reason) == (2, "damaged")
    assert len(printed(desk)) == 2


def test_a_second_copy_does_not_look_like_the_first(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    print_label(press, label_id, desk)
    print_label(press, label_id, desk, reason="lost")
    first, second = printed(desk)
    assert first != second


# ---------------------------------------------------------------- what does not


def test_a_label_that_fails_its_proof_is_not_printed(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    other = make_impb(service_type="001", source="11", mailer="899563821", serial=1)
    press.labels.keep_document(label_id, Document(DocumentKind.PDF, label_pdf(text=other)))
    with pytest.raises(PaperFault) as caught:
        print_label(press, label_id, desk)
    assert caught.value.kind is FaultKind.PROOF_FAILED
    assert "but this parcel's number is" in caught.value.detail
    (record,) = press.prints.of_label(label_id)
    assert (record.state, record.proof) == (PrintState.RENDERED, caught.value.detail)
    assert (printed(desk), press.labels.get(label_id).prints) == ([], 0)


@pytest.mark.parametrize("moved", [{"offset_y": -150}, {"offset_y": 200}])
def test_a_label_that_would_be_cut_off_is_not_printed_though_its_barcode_reads(
    press: Press, label_id: str, desk: PrinterProfile, moved: dict[str, Any]
) -> None:
    assert refused(press, label_id, replace(desk, **moved)) is FaultKind.PROOF_FAILED
    (record,) = press.prints.of_label(label_id)
    assert "lies off the paper" in record.detail
    assert printed(desk) == []


def test_stock_a_hair_too_small_takes_a_label_without_its_frame(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    record = print_label(press, label_id, replace(desk, width=3.94, height=5.91))
    assert record.proof_facts is not None
    results = {check["name"]: check["result"] for check in record.proof_facts["checks"]}
    assert results["Paper"] == "warned"


def test_a_sample_is_not_printed_beside_a_live_account(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    assert refused(replace(press, sample_allowed=False), label_id, desk) is FaultKind.PROOF_FAILED
    assert printed(desk) == []


def test_a_voided_label_cannot_be_printed(
    shop: Shop, press: Press, label_id: str, desk: PrinterProfile
) -> None:
    void_label(shop.till(), label_id, now=shop.now())
    assert refused(press, label_id, desk, "damaged") is FaultKind.LABEL_VOIDED
    assert printed(desk) == []


def test_a_label_without_its_page_cannot_be_printed(shop: Shop, press: Press, desk: PrinterProfile) -> None:
    def bare(request: httpx.Request) -> httpx.Response:
        sold = json.loads(shop.wire.passed_on(request).content)
        return httpx.Response(200, json=sold | {"label_download": None})

    order = shop.order()
    shop.wire.answer("POST", "/v1/labels", bare)
    entry = shop.buy(order).entry
    assert entry is not None
    assert refused(press, entry.id, desk) is FaultKind.DOCUMENT_MISSING


@pytest.mark.parametrize("language", Language)
def test_a_label_that_is_a_qr_code_only_cannot_be_printed_whatever_is_kept_of_it(
    shop: Shop, press: Press, desk: PrinterProfile, language: Language
) -> None:
    entry = shop.bought_paperless()
    number, zip_code = entry.label.tracking_number, entry.shipment.ship_to.postal_code[:5]
    press.labels.keep_document(entry.id, Document(DocumentKind.PDF, label_pdf(text=f"420{zip_code}{number}")))
    assert refused(press, entry.id, replace(desk, language=language)) is FaultKind.QR_ONLY
    assert printed(desk) == []


def test_what_a_person_compared_once_is_no_reason_for_another_copy(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    compared = NewPrint(label_id, desk.name, desk.language, reason=COMPARED)
    assert press.prints.begin(compared)[0].copy == 1
    with pytest.raises(BadInput) as caught:
        press.prints.begin(compared)
    assert caught.value.kind is FaultKind.REASON_NEEDED


def test_two_papers_never_bear_the_same_number(press: Press, label_id: str, desk: PrinterProfile) -> None:
    (first,) = press.prints.begin(NewPrint(label_id, desk.name, desk.language))
    press.prints.record(first.id, PrintEvent.DOUBTED)
    assert print_label(press, label_id, desk, reason="not_out").copy == 2
    press.prints.record(first.id, PrintEvent.NOT_OUT)
    assert press.labels.get(label_id).prints == 1
    assert print_label(press, label_id, desk, reason="lost").copy == 3
    assert press.prints.next_copy(label_id) == 4


def test_a_document_that_is_no_label_cannot_be_printed(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    press.labels.keep_document(label_id, Document(DocumentKind.PDF, b"%PDF-1.4 nothing"))
    assert refused(press, label_id, desk) is FaultKind.DOCUMENT_UNUSABLE


# ---------------------------------------------------------------- the printer


@contextmanager
def printer(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """A printer on loopback that takes one connection, says that it is well, and does what it is told."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.recv(5)
                line.sendall(host_status())
                behave(line)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"tcp:127.0.0.1:{server.getsockname()[1]}"
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.row("P5")
def test_a_label_is_kept_from_a_printer_that_is_open_and_is_its_first_copy_afterwards(
    press: Press, label_id: str
) -> None:
    with raw_printer() as zebra:
        zebra.state = [host_status(head_open=1, paper_out=1), host_status()]
        profile = PrinterProfile("Zebra", zebra.port, Language.ZPL)
        assert refused(press, label_id, profile) is FaultKind.PRINTER_NOT_READY
        (record,) = press.prints.of_label(label_id)
        assert (record.state, zebra.jobs) == (PrintState.FAILED, [])
        assert record.detail.endswith("Load labels, close the print head, then try again.")
        assert (press.labels.get(label_id).prints, press.prints.doubtful()) == (0, ())
        again = print_label(press, label_id, profile)
    assert (again.copy, again.state, len(zebra.jobs)) == (1, PrintState.HANDED_OVER, 1)


def test_a_printer_that_cannot_be_reached_prints_nothing_and_says_so(press: Press, label_id: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    profile = PrinterProfile("Zebra", f"tcp:127.0.0.1:{port}", Language.ZPL)
    assert refused(press, label_id, profile) is FaultKind.PRINTER_UNREACHABLE
    (record,) = press.prints.of_label(label_id)
    assert (record.state, press.labels.get(label_id).prints) == (PrintState.FAILED, 0)
    assert press.prints.doubtful() == ()


def test_a_copy_that_failed_needs_no_reason_the_next_time(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    refused(press, label_id, replace(desk, port="folder:/nowhere/at/all"))
    assert print_label(press, label_id, desk).copy == 1


def test_a_connection_broken_while_printing_may_have_printed(
    press: Press, label_id: str, desk: PrinterProfile
) -> None:
    def tear(line: socket.socket) -> None:
        line.recv(16)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with printer(tear) as port:
        profile = PrinterProfile("Zebra", port, Language.ZPL)
        assert refused(press, label_id, profile) is FaultKind.MAY_HAVE_PRINTED
    (record,) = press.prints.doubtful()
    assert (record.label_id, record.state) == (label_id, PrintState.MAYBE)
    assert refused(press, label_id, desk) is FaultKind.REASON_NEEDED


def test_a_copy_is_counted_before_a_byte_leaves(shop: Shop, press: Press, label_id: str) -> None:
    counted: list[int] = []

    def look(line: socket.socket) -> None:
        counted.append(shop.labels.get(label_id).prints)
        while line.recv(65_536):
            pass

    with printer(look) as port:
        print_label(press, label_id, PrinterProfile("Zebra", port, Language.ZPL))
    assert counted == [1]


@pytest.mark.row("K11")
def test_a_label_that_was_taken_and_not_written_down_is_not_called_unprinted(
    shop: Shop, press: Press, label_id: str
) -> None:
    lock = sqlite3.connect(shop.database.path, check_same_thread=False, isolation_level=None)
    with contextlib.closing(lock), socket.create_server(("127.0.0.1", 0)) as server:

        def take_all() -> None:
            line, _ = server.accept()
            with line:
                line.recv(5)
                line.sendall(host_status())
                line.recv(1)
                lock.execute("BEGIN IMMEDIATE")  # another program holds the shop's records from here on
                while line.recv(65_536):
                    pass

        thread = threading.Thread(target=take_all)
        thread.start()
        port = f"tcp:127.0.0.1:{server.getsockname()[1]}"
        raw = PrinterProfile("Raw", port, Language.ZPL)
        assert refused(press, label_id, raw) is FaultKind.MAY_HAVE_PRINTED
        thread.join()
        lock.execute("ROLLBACK")
    (record,) = press.prints.of_label(label_id)
    assert record.state is PrintState.SENDING
    assert record.counts
    assert refused(press, label_id, raw) is FaultKind.REASON_NEEDED
    assert still_followed(press)
    (found,) = follow_prints(press)
    assert (found.id, found.state) == (record.id, PrintState.MAYBE)
    assert press.prints.doubtful() == (found,)
    assert (follow_prints(press), still_followed(press)) == ((), False)


@pytest.mark.row("K11")
def test_a_copy_that_a_person_saw_before_its_end_was_written_down_stays_seen(
    press: Press, label_id: str
) -> None:
    (begun,) = press.prints.begin(NewPrint(label_id, "Zebra", Language.ZPL))
    press.unwritten.ends[begun.id] = (PrintEvent.NOT_OUT, "It is out of paper.")
    press.prints.record(begun.id, PrintEvent.DOUBTED)
    press.prints.record(begun.id, PrintEvent.NOT_OUT)
    (found,) = follow_prints(press)
    assert (found.state, found.detail, still_followed(press)) == (PrintState.FAILED, "", False)


def test_a_bug_while_bytes_leave_is_a_doubt_too(press: Press, label_id: str, desk: PrinterProfile) -> None:
    copy = NewPrint(label_id, desk.name, desk.language)
    no_bytes: Any = None
    with pytest.raises(TypeError):
        hand_over(press, (copy,), no_bytes, desk, title="a label")
    (record,) = press.prints.doubtful()
    assert (record.label_id, record.state) == (label_id, PrintState.MAYBE)


def test_a_test_page_is_sent_and_belongs_to_no_label(desk: PrinterProfile) -> None:
    for language, start in ((Language.PDF, b"%PDF-"), (Language.ZPL, b"^XA")):
        said = print_test_page(replace(desk, language=language))
        assert said.startswith("Sent a test page to Desk. Saved as ")
        assert any(content.startswith(start) for content in printed(desk))


# ---------------------------------------------------------------- on the screen and in files


def test_the_screen_shows_what_would_print(press: Press, label_id: str, desk: PrinterProfile) -> None:
    shown = sheet(render(press.labels, press.renderer, label_id, desk, sample_allowed=True))
    assert (shown.proved, shown.dpi) == (True, 203)
    assert shown.png.startswith(b"\x89PNG")
    assert shown.proof == print_label(press, label_id, desk).proof


def test_the_screen_says_why_a_label_must_not_be_printed(
    shop: Shop, press: Press, label_id: str, desk: PrinterProfile
) -> None:
    live = sheet(render(press.labels, press.renderer, label_id, desk, sample_allowed=False))
    assert (live.proved, live.proof) == (False, "This is a sample label. It is worth no postage.")
    void_label(shop.till(), label_id, now=shop.now())
    void = sheet(render(press.labels, press.renderer, label_id, desk, sample_allowed=True))
    assert (void.proved, void.proof) == (False, "This label is void. It must not be used.")
    assert void.png != live.png


def test_a_pdf_becomes_zpl_without_any_account(renderer: Renderer, tmp_path: Path) -> None:
    source, target = tmp_path / "label.pdf", tmp_path / "label.zpl"
    source.write_bytes(label_pdf())
    size = convert(source, target, dpi=300, renderer=renderer)
    assert target.stat().st_size == size
    assert target.read_bytes().startswith(b"^XA")


def test_a_pdf_that_is_not_there_is_told_with_its_name(renderer: Renderer, tmp_path: Path) -> None:
    with pytest.raises(Environment) as caught:
        convert(tmp_path / "none.pdf", tmp_path / "label.zpl", dpi=203, renderer=renderer)
    assert caught.value.kind is FaultKind.FILE_UNREADABLE
    assert "none.pdf" in caught.value.detail
    assert not (tmp_path / "label.zpl").exists()


# ---------------------------------------------------------------- what differs, what is given back


def dearer_label(shop: Shop) -> str:
    """The carrier charges more than was allowed."""

    def dearer(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request).json()
        reply["shipment_cost"]["amount"] = 99.0
        return httpx.Response(200, json=reply)

    shop.wire.answer("POST", "/v1/labels", dearer)
    return shop.bought().id


def test_a_label_that_differs_from_its_order_is_printed_once_it_was_compared(
    shop: Shop, press: Press, desk: PrinterProfile
) -> None:
    label_id = dearer_label(shop)
    with pytest.raises(PaperFault) as caught:
        print_label(press, label_id, desk)
    assert caught.value.kind is FaultKind.LABEL_MISMATCH
    assert caught.value.detail == "The label cost $99.00, which is more than the $12.87 allowed."
    assert (printed(desk), press.prints.of_label(label_id)) == ([], ())
    first = print_label(press, label_id, desk, reason=COMPARED)
    assert (first.copy, first.reason) == (1, COMPARED)
    assert refused(press, label_id, desk, COMPARED) is FaultKind.REASON_NEEDED
    assert print_label(press, label_id, desk, reason="damaged").copy == 2


def test_a_label_that_is_given_back_while_it_is_drawn_is_not_printed(
    shop: Shop, renderer: Renderer, press: Press, label_id: str, desk: PrinterProfile
) -> None:
    class Slow(Renderer):
        """Takes so long that the refund is approved meanwhile."""

        def label(
            self, document: bytes, dpi: int, scale_x: int = 1000, scale_y: int = 1000
        ) -> tuple[Page, ...]:
            pages = renderer.label(document, dpi)
            void_label(shop.till(), label_id, now=shop.now())
            return pages

    with Slow() as slow:
        assert refused(replace(press, renderer=slow), label_id, desk) is FaultKind.LABEL_VOIDED
    assert (printed(desk), press.prints.of_label(label_id)) == ([], ())


def test_without_a_printer_nothing_is_asked_and_nothing_printed(
    shop: Shop, press: Press, label_id: str
) -> None:
    shop.wire.asked.clear()
    with pytest.raises(PaperFault) as caught:
        print_on(press, shop.carrier, label_id, None)
    assert caught.value.kind is FaultKind.PRINTER_UNKNOWN
    assert shop.wire.asked == []


def test_what_is_shown_and_printed_is_fetched_first(shop: Shop, press: Press, desk: PrinterProfile) -> None:
    label_id = shop.bought_paperless(Delivery.BOTH).id
    shown = show_label(press.labels, press.renderer, shop.carrier, label_id, None, sample_allowed=True)
    assert (shown.proved, shown.dpi) == (True, 203)
    assert print_on(press, shop.carrier, label_id, desk).state is PrintState.HANDED_OVER
