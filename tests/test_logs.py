"""The log never holds a secret or a person, however they got into a line."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright import logs

KEY = "kQ7x+Zp3/aB'9\"tRm2VwYc"


@pytest.fixture(autouse=True)
def no_secret_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets are known for the rest of a process: a short one of another test would black out words here."""
    monkeypatch.setattr("postwright.logs._known", {})


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Starts a log; calling the fixture gives what was written."""
    root = logging.getLogger()
    level = root.level
    file = tmp_path / "log" / "postwright.log"
    handler = logs.start(file)
    yield lambda: file.read_text("utf-8")
    logs.stop(handler)
    root.setLevel(level)


def test_a_line_says_when_who_and_what(written: Callable[[], str]) -> None:
    logging.getLogger("postwright.shop").info("opened %s", "practice")
    assert written().endswith("INFO    postwright.shop: opened practice\n")


def test_a_known_secret_is_blacked_out_in_a_message_and_its_arguments(written: Callable[[], str]) -> None:
    logs.redact(KEY)
    logging.getLogger("x").warning("asked with %s", {"key": KEY})
    assert "kQ7x" not in written()
    assert logs.GONE in written()


def test_a_known_secret_is_blacked_out_in_a_traceback(written: Callable[[], str]) -> None:
    logs.redact(KEY)
    try:
        raise ValueError(KEY)
    except ValueError:
        logging.getLogger("x").exception("failed")
    assert "Traceback" in written()
    assert "kQ7x" not in written()


@given(
    secret=st.text(min_size=6, max_size=60).filter(lambda s: len(s.encode()) >= 6),
    before=st.text(max_size=9),
    after=st.text(max_size=9),
)
def test_a_secret_is_found_in_base64_wherever_it_begins(secret: str, before: str, after: str) -> None:
    logs.redact(secret)
    whole = (before + secret + after).encode()
    for code in (base64.b64encode(whole).decode(), base64.urlsafe_b64encode(whole).decode()):
        assert logs.GONE in logs.clean(code)


def test_a_mail_password_sent_with_its_name_is_blacked_out() -> None:
    logs.redact("correct horse battery")
    sent = base64.b64encode(b"\0shop\0correct horse battery").decode()
    assert logs.clean(f"AUTH PLAIN {sent}").count(logs.GONE) == 1


def test_a_key_pasted_with_blanks_around_it_is_blacked_out_without_them() -> None:
    logs.redact(" live_PastedWithBlanks\n")
    assert logs.clean("sent live_PastedWithBlanks.") == f"sent {logs.GONE}."


def test_an_empty_secret_changes_nothing() -> None:
    logs.redact("")
    assert logs.clean("plain words") == "plain words"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("key TEST_qrsDEF123/+456ghi used", "key TEST_[redacted] used"),
        ("{'API-Key': 'abc+/123', 'a': 1}", "{'API-Key': [redacted]', 'a': 1}"),
        ("api-key: abc123=", "api-key: [redacted]"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: [redacted]"),
        ("(b'API-Key', b'abc123')", "(b'API-Key', [redacted]')"),
        ("GET /v1/downloads/10/QoDUT2dVPEW/label-19.pdf 200", "GET /v1/downloads/[redacted] 200"),
        ("sent to ann.o'hara@example.co.uk today", "sent to ann.o'[e-mail] today"),
        ("to <pat@shop.example>", "to <[e-mail]>"),
        ("call (512) 555-0142 now", "call [phone] now"),
        ("call 1-512-555-0142", "call [phone]"),
        ("phone='5125550142'", "phone='[phone]'"),
        ("call +49 30 901820 now", "call [phone] now"),
    ],
)
def test_what_looks_like_a_secret_or_a_person_is_blacked_out(line: str, left: str) -> None:
    assert logs.clean(line) == left


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-22 10:35:00,123 INFO took 0.123 s",
        "tracking 9400111899223197428490 of se-202902255",
        "purchase 0f8fad5bd9cb469fa16570867728950e is sent",
        "size 1218x812, 12.5 oz, $7.61, ZIP 62701-1234",
    ],
)
def test_what_an_operator_needs_stays_readable(line: str) -> None:
    assert logs.clean(line) == line


def test_libraries_that_write_down_addresses_are_kept_quiet(written: Callable[[], str]) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://carrier.example/v1/labels")
    logging.getLogger("httpcore.http11").info("send_request_headers")
    logging.getLogger("x").info("the rest is heard")
    assert written().count("\n") == 1


def test_nothing_is_written_after_the_log_was_stopped(tmp_path: Path) -> None:
    handler = logs.start(tmp_path / "a.log")
    logs.stop(handler)
    logging.getLogger("x").warning("too late")
    assert not (tmp_path / "a.log").exists()
