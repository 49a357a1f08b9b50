"""The papers on the command line: saved, or sent to a printer that holds them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from postwright.domain.printing_profile import PrinterProfile
from tests.commands.terminal import Terminal
from tests.printing.papers.reading import texts


def size(file: Path) -> tuple[int, int]:
    with pdfium.PdfDocument(file) as document:
        width, height = document[0].get_size()
    return round(width), round(height)


@pytest.mark.parametrize("paper", ["packing-slip", "receipt"])
def test_a_paper_of_a_label_is_saved(terminal: Terminal, tmp_path: Path, paper: str) -> None:
    label, out = terminal.label(), tmp_path / "paper.pdf"
    said = terminal("paper", paper, label, "--out", str(out)).result
    assert said == {
        "paper": paper, "pages": 1, "size": "letter", "label": label, "file": str(out),
        "detail": "Saved as paper.pdf.",
    }  # fmt: skip
    assert size(out) == (612, 792)
    (text,) = texts(out.read_bytes())
    assert "SAMPLE" in text
    assert "Ann Lee" in text


def test_the_size_may_be_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    label, out = terminal.label(), tmp_path / "paper.pdf"
    for name, points in (("a4", (595, 842)), ("4x6", (288, 432))):
        assert terminal("paper", "receipt", label, "--out", str(out), "--size", name).result["size"] == name
        assert size(out) == points


def test_a_saved_paper_has_the_size_of_the_printer_for_papers(terminal: Terminal, tmp_path: Path) -> None:
    office = PrinterProfile("Office", f"folder:{tmp_path}", width=8.27, height=11.69)
    terminal.set_up(printers=(office,))
    out = tmp_path / "paper.pdf"
    assert terminal("paper", "receipt", terminal.label(), "--out", str(out)).result["size"] == "a4"


def test_a_card_comes_from_the_label_printer(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    label = terminal.label(delivery="qr")
    said = terminal("paper", "qr-card", label).result
    assert (said["printer"], said["size"], said["label"]) == ("Zebra", "4x6", label)
    assert said["detail"].startswith("Sent the QR card to Zebra.")
    (file,) = (tmp_path / "printer").iterdir()
    assert file.read_bytes().startswith(b"^XA")


def test_a_code_can_be_put_on_paper_while_the_label_that_goes_with_it_cannot_be_had(
    terminal: Terminal,
) -> None:
    terminal.practice.set_switches(qr_as_label=True, qr_document="pdf")
    label = terminal.label(delivery="both")
    card = terminal.files / "card.pdf"
    assert terminal("paper", "qr-card", label, "--out", str(card)).code == 0
    assert card.read_bytes().startswith(b"%PDF-")


def test_a_printer_may_be_named_by_its_port(terminal: Terminal, tmp_path: Path) -> None:
    label, out = terminal.label(), tmp_path / "slip"
    port = f"file:{out}"
    assert terminal("paper", "packing-slip", label, "--printer", port).result["size"] == "letter"
    assert out.read_bytes().startswith(b"%PDF")
    zpl = terminal(
        "paper", "packing-slip", label, "--printer", port, "--as", "zpl", "--size", "4x6", "--dpi", "300"
    )
    assert zpl.result["size"] == "4x6"
    assert out.read_bytes().startswith(b"^XA^PW1200^LL1800")


def test_a_printer_that_was_set_up_may_be_named(terminal: Terminal) -> None:
    terminal.set_up()
    said = terminal("paper", "receipt", terminal.label(), "--printer", "Zebra").result
    assert (said["printer"], said["size"]) == ("Zebra", "4x6")


def test_a_letter_does_not_fit_a_label_printer(terminal: Terminal) -> None:
    terminal.set_up()
    label = terminal.label()
    said = terminal("paper", "receipt", label, "--printer", "Zebra", "--size", "letter")
    assert said.told == (1, "printer_refused", "paper_fault")


@pytest.mark.parametrize("named", [(), ("--printer", "Nobody")])
def test_without_a_printer_and_a_file_a_paper_has_nowhere_to_go(
    terminal: Terminal, named: tuple[str, ...]
) -> None:
    said = terminal("paper", "receipt", terminal.label(), *named)
    assert said.told == (2, "printer_unknown", "bad_input")


def test_an_unknown_label_has_no_paper(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("paper", "receipt", "se-0", "--out", str(tmp_path / "x.pdf"))
    assert said.told == (2, "label_unknown", "bad_input")
    assert not (tmp_path / "x.pdf").exists()


def test_a_label_is_found_by_its_tracking_number(terminal: Terminal, tmp_path: Path) -> None:
    terminal.label()
    (entry,) = terminal("labels").result
    said = terminal("paper", "receipt", entry["tracking_number"], "--out", str(tmp_path / "x.pdf"))
    assert said.result["label"] == entry["label"]


def test_a_pickup_s_parcels_are_listed(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    terminal.label()
    number = str(terminal("pickup", "schedule").result["pickup"])
    out = tmp_path / "list.pdf"
    said = terminal("paper", "pickup-list", number, "--out", str(out), "--size", "letter")
    assert (said.result["pickup"], said.result["paper"]) == (1, "pickup-list")
    assert "Pickup 1" in texts(out.read_bytes())[0]
    assert terminal("paper", "pickup-list", "9", "--out", str(out)).told == (2, "pickup_unknown", "bad_input")


def test_a_day_is_summed_up(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    terminal.label()
    out = tmp_path / "day.pdf"
    said = terminal(
        "paper", "end-of-day", "--date", "2026-11-23", "--origin", "Desk", "--out", str(out)
    ).result
    assert said["day"] == "2026-11-23"
    (place,) = said["places"]
    assert (place["origin"], place["parcels"], place["forms"]) == ("Desk", 1, [])
    assert place["postage"]["amount"] in texts(out.read_bytes())[0]


@pytest.mark.parametrize("typed", [(), ("--date", "tomorrow"), ("--date", "2026-11-23", "--origin", "Barn")])
def test_a_day_or_place_without_parcels_is_said(
    terminal: Terminal, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    terminal.set_up()
    terminal.label()
    out = tmp_path / "day.pdf"
    said = terminal("paper", "end-of-day", *typed, "--out", str(out))
    assert said.told == (2, "paper_empty", "bad_input")
    assert not out.exists()


def test_a_person_reads_where_it_went(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "receipt.pdf"
    assert (
        terminal.words("paper", "receipt", terminal.label(), "--out", str(out)).out
        == "Saved as receipt.pdf.\n"
    )


def test_the_report_of_a_month_is_a_paper_too(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    terminal.label()
    out = tmp_path / "report.pdf"
    said = terminal("paper", "month-report", "--month", "2026-11", "--out", str(out)).result
    assert (said["paper"], said["month"], said["file"]) == ("month-report", "2026-11", str(out))
    assert "November 2026" in " ".join(texts(out.read_bytes()))
    assert terminal("paper", "month-report").result["month"] == "2026-11"
    for unusable in ("2026-13", "2027-01"):
        assert terminal("paper", "month-report", "--month", unusable).told[1] == "month_unusable"
