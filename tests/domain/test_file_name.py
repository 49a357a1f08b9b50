"""A file's name is plain and short, and begins with a word of ours, whatever an order's number holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.file_name import LONGEST, file_name, plain_name

HOSTILE = [
    "../../etc/passwd", "..\\..\\boot.ini", "C:\\x", "a\x00b", "x" * 300, "-rf", ".hidden", "", "CON",
    "nul.txt", "COM1", "né\n", "order 1/2", "\u202egpj.exe", "$(reboot)", "a;b|c&d", "=cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_leaves_the_folder_or_names_a_device(title: str) -> None:
    name = plain_name(title, otherwise="label")
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}", name)
    assert name.split(".")[0].lower() not in {"con", "nul", "com1"}


@pytest.mark.parametrize("order", HOSTILE)
def test_a_file_begins_with_our_word_and_keeps_its_ending(order: str) -> None:
    name = file_name("qr-code", order, suffix="png")
    assert re.fullmatch(r"qr-code(-[A-Za-z0-9._-]+)?\.png", name)
    assert len(name) <= LONGEST


def test_an_ordinary_order_is_read_in_the_name() -> None:
    assert file_name("qr-code", "A-1001", "Ann Lee", suffix="eml") == "qr-code-A-1001-Ann-Lee.eml"
    assert file_name("qr-code", "", suffix="eml") == "qr-code.eml"


@given(st.text(), st.text())
def test_two_words_make_one_plain_name(first: str, second: str) -> None:
    name = file_name("slip", first, second, suffix="pdf")
    assert re.fullmatch(r"slip(-[A-Za-z0-9._-]+)?\.pdf", name)
    assert len(name) <= LONGEST
