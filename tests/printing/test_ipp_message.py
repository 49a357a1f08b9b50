"""IPP messages are read as they were written, and no bytes from outside make the reader hang or fail."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.printing.ipp_message import (
    JOB_GROUP,
    PRINTER_GROUP,
    Tag,
    answer,
    attribute,
    collection,
    request,
)

HEAD = bytes([2, 0, 0, 0, 0, 0, 0, 1])


def test_a_request_is_laid_out_as_the_standard_says() -> None:
    # RFC 8010, appendix A.1 lays out such a message byte by byte.
    uri = "ipp://localhost/printers/labels"
    message = request(0x000B, attribute(Tag.URI, "printer-uri", uri), version=(1, 1))
    expected = bytes([1, 1, 0, 0x0B, 0, 0, 0, 1, 1])
    expected += b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    expected += b"\x48\x00\x1battributes-natural-language\x00\x02en"
    expected += b"\x45\x00\x0bprinter-uri\x00\x1f" + uri.encode() + b"\x03"
    assert message == expected


def test_every_kind_of_value_is_read_back() -> None:
    paper = collection("media-col", {"media-size": {"x-dimension": 10160, "y-dimension": 15240}})
    groups = (
        b"\x04"
        + attribute(Tag.KEYWORD, "media-supported", "a", "b")
        + attribute(Tag.INTEGER, "copies", 3)
        + b"\x32\x00\x03dpi\x00\x09\x00\x00\x00\xcb\x00\x00\x00\xcb\x03"
        + b"\x35\x00\x04said\x00\x0c\x00\x02de\x00\x06\xc3\xbcber!"
        + b"\x10\x00\x07unknown\x00\x00"
        + paper
        + b"\x02"
        + attribute(Tag.ENUM, "job-state", 9)
    )
    read = answer(HEAD + groups + b"\x03")
    assert read.status == 0
    assert read.first(PRINTER_GROUP) == {
        "media-supported": ("a", "b"),
        "copies": (3,),
        "dpi": ((203, 203, 3),),
        "said": ("über!",),
        "unknown": (b"",),
        "media-col": ({"media-size": ({"x-dimension": (10160,), "y-dimension": (15240,)},)},),
    }
    assert read.first(JOB_GROUP) == {"job-state": (9,)}
    assert read.first(0x05) == {}


@pytest.mark.parametrize(
    "rest",
    [
        b"",
        b"\x04",
        b"\x44\x00\x01a\x00\x01b\x03",
        b"\x04\x44\xff\xff\x03",
        b"\x04\x44\x00\x01a\xff\xffb\x03",
        b"\x04\x21\x00\x01a\x00\x02\x00\x01\x03",
        b"\x04\x35\x00\x01a\x00\x01x\x03",
        b"\x04" + b"\x34\x00\x01a\x00\x00" * 50_000,
    ],
)
def test_a_message_that_is_not_whole_is_refused(rest: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        answer(HEAD + rest)


@pytest.mark.row("P7")
@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(rest: bytes) -> None:
    try:
        answer(HEAD + b"\x04" + rest)
    except ValueError:
        return


@pytest.mark.row("P7")
def test_an_answer_of_megabytes_is_read_in_the_time_that_a_deadline_leaves() -> None:
    begun = time.monotonic()
    read = answer(HEAD + b"\x04" + b"\x44\x00\x01a\x00\x00" + b"\x44\x00\x00\x00\x00" * 400_000 + b"\x03")
    assert len(read.first(PRINTER_GROUP)["a"]) == 400_001
    assert time.monotonic() - begun < 10
