"""Language and density are guessed from what printers, drivers and spoolers really say, or not at all."""

from __future__ import annotations

import pytest

from postwright.domain.printing_profile import Language
from postwright.printing import media, recognising
from postwright.printing.handover import Recognised
from postwright.printing.ipp_message import Attributes

ZPL, PDF = Language.ZPL, Language.PDF


@pytest.mark.parametrize(
    ("model", "language", "dpi"),
    [
        ("ZDesigner ZD421-203dpi ZPL", ZPL, 203),
        ("Zebra ZT411-300dpi", ZPL, 300),
        ("Zebra ZPL Label Printer", ZPL, None),
        ("ZDesigner ZT610 (24 dots/mm)", ZPL, 600),
        ("TSC TE200", ZPL, None),
        ("Local Raw Printer", ZPL, None),
        ("HP LaserJet M404n - IPP Everywhere", PDF, None),
        ("Generic PostScript Printer", PDF, None),
        ("Epson 1200dpi", PDF, None),
        ("", None, None),
    ],
)
def test_a_model_speaks_for_a_language_and_sometimes_for_a_density(
    model: str, language: Language | None, dpi: int | None
) -> None:
    guess = recognising.by_model(model, "the model")
    assert (guess.language, guess.dpi) == (language, dpi)


@pytest.mark.parametrize(
    ("reply", "model", "dpi"),
    [
        ("\x02ZD421-203dpi ZPL,V93.21.26Z,8,8176KB\x03\r\n", "ZD421-203dpi ZPL", 203),
        ("\x02ZT410-300dpi,V75.20.01Z,12,32768KB,1\x03", "ZT410-300dpi", 300),
        ("\x02110Xi4-600,V53.17.7Z,24,8192KB\x03", "110Xi4-600", 600),
        ("\x02GK420t,V61.17.17Z,6,2048KB\x03", "GK420t", None),
    ],
)
def test_the_answer_to_hi_names_model_and_density(reply: str, model: str, dpi: int | None) -> None:
    guess = recognising.by_host_identification(reply)
    assert (guess.language, guess.dpi, guess.model) == (ZPL, dpi, model)


@pytest.mark.parametrize(
    "reply", ["", "?" * 60_000, "\x02\x03", "HTTP/1.1 400 Bad Request", "\x02a,b,c,d\x03"]
)
def test_another_answer_names_nothing(reply: str) -> None:
    assert recognising.by_host_identification(reply) == Recognised()


def test_a_printer_set_to_another_language_takes_no_zpl() -> None:
    found = recognising.by_host_identification("\x02ZD421-203dpi ZPL,V93,8,8176KB\x03")
    assert recognising.with_languages(found, []) == found
    assert recognising.with_languages(found, ["hybrid_xml_zpl"]) == found
    assert recognising.with_languages(found, ["epl"]).language is None


@pytest.mark.parametrize(
    ("device_id", "language", "model"),
    [
        ("MFG:Zebra Technologies;CMD:ZPL;MDL:ZTC ZD421-203dpi ZPL;CLS:PRINTER;", ZPL, "Zebra Technologies"),
        ("MANUFACTURER:Noname;COMMAND SET:ZPL,EPL;MODEL:L1;", ZPL, "Noname L1"),
        ("MFG:HP;CMD:PCL,PDF;MDL:LaserJet;", PDF, "HP LaserJet"),
        ("garbage", None, ""),
        ("", None, ""),
    ],
)
def test_a_usb_printer_says_its_commands(device_id: str, language: Language | None, model: str) -> None:
    guess = recognising.by_device_id(device_id)
    assert guess.language == language
    assert guess.model.startswith(model)


def ipp(model: str = "", *formats: str, **told: tuple[int, ...] | str) -> Attributes:
    found: Attributes = {"document-format-supported": formats}
    if model:
        found["printer-make-and-model"] = (model,)
    return found | {name.replace("_", "-"): (value,) for name, value in told.items()}


@pytest.mark.parametrize(
    ("attributes", "language", "dpi"),
    [
        (ipp("Zebra ZD421", printer_resolution_supported=(203, 203, 3)), ZPL, 203),
        (ipp("Zebra ZD421", printer_resolution_supported=(80, 80, 4)), ZPL, 203),
        (ipp("Zebra ZD421-300dpi", printer_resolution_supported=(203, 203, 3)), ZPL, 300),
        (
            ipp(
                "Label", printer_resolution_default=(300, 300, 3), printer_resolution_supported=(600, 600, 3)
            ),
            ZPL,
            300,
        ),
        (ipp("Laser", "application/pdf", printer_resolution_default=(1200, 1200, 3)), PDF, None),
        (ipp("Odd", "application/vnd.zebra-zpl"), ZPL, None),
        (ipp("Odd", printer_device_id="MFG:Odd;CMD:ZPL;"), ZPL, None),
        (ipp(), None, None),
    ],
)
def test_ipp_attributes_speak_for_both(
    attributes: Attributes, language: Language | None, dpi: int | None
) -> None:
    guess = recognising.by_ipp(attributes)
    assert (guess.language, guess.dpi) == (language, dpi)
    assert bool(guess.how) == (language is not None)


@pytest.mark.parametrize(
    ("supported", "name"),
    [
        (("oe_w288h432_4x6in", "na_index-4x6_4x6in"), "na_index-4x6_4x6in"),
        (("om_label_101.6x152.4mm",), "om_label_101.6x152.4mm"),
        (("na_letter_8.5x11in", "oe_label_6x4in"), None),
        (("custom_min_4x6in", "custom_max_4x6in"), None),
        (("nonsense", ""), None),
    ],
)
def test_paper_is_found_by_its_size(supported: tuple[str, ...], name: str | None) -> None:
    assert media.known(supported, 4, 6) == name


def test_a_size_between_the_limits_can_be_asked_for() -> None:
    limits = ("custom_min_50x25mm", "custom_max_104x990mm")
    assert media.takes_custom(limits, 4, 6.75)
    assert not media.takes_custom(limits, 8.5, 11)
    assert not media.takes_custom(limits[:1], 4, 6)
    assert media.hundredths(4) == 10160
