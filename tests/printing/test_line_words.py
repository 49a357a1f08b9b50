"""Tests for what a broken line to a printer is called."""

from __future__ import annotations

import errno
import os
import socket

import pytest

from postwright.printing.line_words import line_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOTCONN, "The connection broke."),
        (errno.EPIPE, "The connection broke."),
        (errno.ECONNRESET, "The connection broke."),
        (errno.ECONNREFUSED, "Nothing there takes print jobs."),
        (errno.EHOSTUNREACH, "There is no way to it on this network."),
        (errno.ETIMEDOUT, "It did not answer in time."),
    ],
)
def test_the_words_of_the_system_are_not_quoted_where_ours_say_it(number: int, words: str) -> None:
    assert line_words(OSError(number, os.strerror(number))) == words


def test_a_wait_that_ended_and_a_name_that_is_unknown_are_told_as_that() -> None:
    assert line_words(TimeoutError("timed out")) == line_words(TimeoutError()) == "It did not answer in time."
    unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    assert line_words(unknown) == "No computer of this name is known here."


def test_what_is_not_known_keeps_its_own_words() -> None:
    assert line_words(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert line_words(TimeoutError("the printer stopped taking data")) == "the printer stopped taking data"
    assert line_words(UnicodeError()) == "UnicodeError"


def test_a_printer_that_is_not_there_is_told_without_the_systems_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = server.getsockname()
    with pytest.raises(OSError, match="refused") as caught:
        socket.create_connection(place)
    assert line_words(caught.value) == "Nothing there takes print jobs."
