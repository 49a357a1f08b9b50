"""An address as people write it becomes a port, or is refused with what to write."""

from __future__ import annotations

import pytest

from postwright.domain.printer_address import address_name, port_problem, read_address


@pytest.mark.parametrize(
    ("text", "port"),
    [
        (" 192.168.1.20 ", "tcp:192.168.1.20:9100"),
        ("zebra.local", "tcp:zebra.local:9100"),
        ("192.168.1.20:6101", "tcp:192.168.1.20:6101"),
        ("[fe80::1]", "tcp:[fe80::1]:9100"),
        ("[fe80::1]:9101", "tcp:[fe80::1]:9101"),
        ("tcp:zebra", "tcp:zebra:9100"),
        ("TCP: zebra:9100", "tcp:zebra:9100"),
        ("cups:Zebra_ZD421", "cups:Zebra_ZD421"),
        ("windows:ZDesigner ZD421", "windows:ZDesigner ZD421"),
        ("ipp://printer.local/ipp/print", "ipp:ipp://printer.local/ipp/print"),
        ("ipps://printer.local/ipp/print", "ipp:ipps://printer.local/ipp/print"),
        ("ipp:ipp://printer.local/ipp/print", "ipp:ipp://printer.local/ipp/print"),
        ("/dev/usb/lp0", "device:/dev/usb/lp0"),
        ("COM3", "device:COM3"),
        ("folder:/home/me/labels", "folder:/home/me/labels"),
    ],
)
def test_an_address_becomes_a_port(text: str, port: str) -> None:
    assert read_address(text) == port
    assert port_problem(port) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write an address"),
        ("two words", "Write an address"),
        ("usb:one", "Write an address"),
        ("cups:", "Write an address"),
        ("tcp:a b:9100", "Write the host and the port number"),
        ("zebra:99999", "Write the host and the port number"),
        ("ipp:printer", "Write the printer's whole address"),
    ],
)
def test_what_is_no_address_is_refused_with_what_to_write(text: str, sentence: str) -> None:
    assert port_problem(read_address(text)).startswith(sentence)


@pytest.mark.parametrize(
    ("port", "name"),
    [
        ("tcp:192.168.1.20:9100", "Label printer 192.168.1.20"),
        ("ipp:ipp://printer.local/ipp/print", "Printer printer.local"),
        ("device:/dev/usb/lp0", "lp0"),
        ("windows:Zebra", "Zebra"),
        ("folder:/", "Printer"),
    ],
)
def test_a_typed_printer_is_called_by_its_place(port: str, name: str) -> None:
    assert address_name(port) == name
