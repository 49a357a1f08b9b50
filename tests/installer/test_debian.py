"""Missing system libraries are found by the system's own loader and named with their package."""

from __future__ import annotations

import sys

import pytest

from installer import debian


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for libraries of Linux")
def test_a_missing_library_is_named_with_its_package() -> None:
    wanted = {"libc.so.6": "libc6", "libno-such-thing.so.1": "libno-such-thing1"}
    assert debian.missing_libraries(wanted) == {"libno-such-thing.so.1": "libno-such-thing1"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for libraries of Linux")
def test_nothing_is_asked_for_where_the_tests_can_run() -> None:
    assert debian.missing_libraries(debian.ALWAYS) == {}


def test_a_tool_that_nobody_has_is_no_trouble() -> None:
    assert debian.try_for_tools({}) == ()
    assert debian.try_for_tools({"sh": "dash"}) == ()


def test_a_long_complaint_is_cut_to_its_end() -> None:
    assert debian.last_lines("\n".join("abcdefg") + "\n\n", 2) == "f\ng"
