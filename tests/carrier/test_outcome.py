"""What an exchange proves: the whole table, since a wrong row here costs money."""

from __future__ import annotations

import json
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from postwright.carrier import outcome
from postwright.carrier.reply import Reply
from postwright.domain.faults import FaultKind as K
from postwright.domain.faults import Lost, NotSent, Refused

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def envelope(code: str, source: str = "shipengine", kind: str = "business_rules") -> bytes:
    error = {
        "error_source": source,
        "error_type": kind,
        "error_code": code,
        "message": "Carrier words.",
        "field_name": "ship_to.name",
    }
    return json.dumps({"request_id": "r-1", "errors": [error]}).encode()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectError("refused"), K.NO_CONNECTION),
        (httpx.ConnectTimeout("silence"), K.NO_CONNECTION),
        (httpx.PoolTimeout("busy"), K.NO_CONNECTION),
        (httpx.UnsupportedProtocol("ftp"), K.BAD_ADDRESS),
    ],
)
def test_what_fails_before_the_first_byte_was_never_sent(error: Exception, kind: K) -> None:
    fault = outcome.of_error(error)
    assert (type(fault), fault.kind, fault.detail) == (NotSent, kind, str(error))


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout("silence"),
        httpx.WriteTimeout("silence"),
        httpx.ReadError("reset"),
        httpx.WriteError("reset"),
        httpx.CloseError("reset"),
        httpx.RemoteProtocolError("half a body"),
        httpx.LocalProtocolError("odd"),
        httpx.DecodingError("not gzip"),
        httpx.TooManyRedirects("round and round"),
        httpx.StreamClosed(),
        ConnectionResetError("gone"),
        TimeoutError(),
    ],
)
def test_what_fails_after_connecting_may_have_been_carried_out(error: Exception) -> None:
    fault = outcome.of_error(error)
    assert (type(fault), fault.kind) == (Lost, K.UNANSWERED)
    assert fault.detail


def test_every_fault_of_the_library_is_caught() -> None:
    known = [
        value for value in vars(httpx).values() if isinstance(value, type) and issubclass(value, Exception)
    ]
    # Raised only by methods that are not called: two cookies of one name, and raise_for_status.
    assert [one for one in known if not issubclass(one, outcome.BROKEN)] == [httpx.CookieConflict]


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def test_a_certificate_that_does_not_fit_is_told_apart() -> None:
    bad = ssl.SSLCertVerificationError(1, "certificate verify failed")
    bad.verify_message = "certificate has expired"
    fault = outcome.of_error(caused(httpx.ConnectError("tls"), caused(OSError(), bad)))
    assert (type(fault), fault.kind, fault.detail) == (NotSent, K.INSECURE, "certificate has expired")


def test_an_old_protocol_is_insecure_too() -> None:
    fault = outcome.of_error(caused(httpx.ConnectError("tls"), ssl.SSLError(1, "unsupported protocol")))
    assert (type(fault), fault.kind) == (NotSent, K.INSECURE)
    assert "unsupported protocol" in fault.detail


def test_a_greeting_that_was_cut_off_is_no_sign_of_forgery() -> None:
    fault = outcome.of_error(caused(httpx.ConnectError("cut"), ssl.SSLEOFError(8, "EOF")))
    assert (type(fault), fault.kind) == (NotSent, K.NO_CONNECTION)


def test_trouble_with_encryption_after_connecting_is_still_a_doubt() -> None:
    fault = outcome.of_error(caused(httpx.ReadError("tls"), ssl.SSLError(1, "bad record")))
    assert type(fault) is Lost


def test_the_key_does_not_travel_in_the_cause() -> None:
    error = httpx.ReadError(
        "x", request=httpx.Request("POST", "https://a.example/", headers={"API-Key": "s3cret"})
    )
    outcome.of_error(error)
    assert "api-key" not in error.request.headers


@pytest.mark.parametrize("status", [200, 201, 204, 207, 299])
def test_a_whole_2xx_is_no_fault(status: int) -> None:
    assert outcome.of_reply(Reply(status), NOW) is None


def test_a_2xx_that_broke_off_is_lost_with_what_came() -> None:
    reply = Reply(200, {"request-id": "r-2"}, b'{"label_id":"se-1', outcome.overdue())
    fault = outcome.of_reply(reply, NOW)
    assert isinstance(fault, Lost)
    assert (fault.kind, fault.body, fault.request_id) == (K.UNANSWERED, '{"label_id":"se-1', "r-2")


ROWS = [
    (400, "unspecified", K.CARRIER_REFUSED),
    (400, "insufficient_funds", K.INSUFFICIENT_FUNDS),
    (400, "funding_source_missing_configuration", K.INSUFFICIENT_FUNDS),
    (400, "carrier_disconnected", K.NO_ACCOUNT),
    (400, "carrier_not_connected", K.NO_ACCOUNT),
    (401, "unauthorized", K.KEY_REFUSED),
    (402, "unspecified", K.INSUFFICIENT_FUNDS),
    (403, "forbidden", K.NOT_ALLOWED),
    (403, "insufficient_funds", K.INSUFFICIENT_FUNDS),
    (404, "invalid_identifier", K.NOT_FOUND),
    (422, "invalid_field_value", K.CARRIER_REFUSED),
    (429, "rate_limit_exceeded", K.RATE_LIMITED),
    (429, "insufficient_funds", K.RATE_LIMITED),
]


@pytest.mark.parametrize(("status", "code", "kind"), ROWS)
def test_a_definite_no_is_a_refusal(status: int, code: str, kind: K) -> None:
    fault = outcome.of_reply(Reply(status, {}, envelope(code)), NOW)
    assert isinstance(fault, Refused)
    assert (fault.kind, fault.detail, fault.field, fault.request_id) == (
        kind,
        "Carrier words.",
        "ship_to.name",
        "r-1",
    )


@pytest.mark.parametrize(
    ("status", "code"), [(400, "unauthorized"), (401, "unauthorized"), (400, "verification_failure")]
)
def test_a_wrong_password_of_stamps_is_not_taken_for_a_wrong_key(status: int, code: str) -> None:
    fault = outcome.of_reply(Reply(status, {}, envelope(code, source="carrier")), NOW)
    assert fault is not None
    assert fault.kind is K.STAMPS_LOGIN


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 422, 429])
@pytest.mark.parametrize(
    ("headers", "body", "detail"),
    [
        ({"content-type": "text/plain"}, b"Unauthorized", "Unauthorized"),
        ({"content-type": "text/html"}, b"<html>Sign in</html>", ""),
        ({"content-type": "application/json"}, b'{"error":{"message":"Boom."}}', "Boom."),
        ({}, b'{"error":"Boom."}', "Boom."),
        ({}, b'{"message":"Boom."}', "Boom."),
        ({}, b'{"errors":"many"}', ""),
        ({}, b'{"errors":[7]}', ""),
        ({}, b"[1]", ""),
        ({}, b"", ""),
        ({}, b"\xff\xfe", "\N{REPLACEMENT CHARACTER}" * 2),
        ({}, b"[" * 100_000, None),
    ],
)
def test_a_refusal_needs_no_readable_body(
    status: int, headers: dict[str, str], body: bytes, detail: str | None
) -> None:
    fault = outcome.of_reply(Reply(status, headers | {"x-shipengine-requestid": "r-3"}, body), NOW)
    assert isinstance(fault, Refused)
    assert fault.request_id == "r-3"
    if detail is not None:
        assert fault.detail == (detail or f"HTTP {status}")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (100, K.SERVER_TROUBLE),
        (301, K.REDIRECTED),
        (302, K.REDIRECTED),
        (307, K.REDIRECTED),
        (399, K.REDIRECTED),
        (405, K.SERVER_TROUBLE),
        (408, K.UNANSWERED),
        (409, K.SERVER_TROUBLE),
        (410, K.SERVER_TROUBLE),
        (500, K.SERVER_TROUBLE),
        (502, K.SERVER_TROUBLE),
        (503, K.SERVER_TROUBLE),
        (511, K.SIGN_IN_PAGE),
        (599, K.SERVER_TROUBLE),
    ],
)
def test_everything_else_is_a_doubt(status: int, kind: K) -> None:
    fault = outcome.of_reply(Reply(status, {"request-id": "r-4"}, b"<html>bad gateway"), NOW)
    assert isinstance(fault, Lost)
    assert (fault.kind, fault.body, fault.request_id) == (kind, "<html>bad gateway", "r-4")


def field_at_fault(name: str) -> bytes:
    return envelope("invalid_field_value").replace(b"ship_to.name", name.encode())


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize(
    "body",
    [
        envelope("identifier_conflict"),
        field_at_fault("shipment.external_shipment_id"),
        field_at_fault("external_batch_id"),
    ],
)
def test_an_order_that_is_there_already_is_not_taken_for_unpaid(status: int, body: bytes) -> None:
    fault = outcome.of_reply(Reply(status, {}, body), NOW, own_id=True)
    assert isinstance(fault, Lost)
    assert (fault.kind, fault.detail, fault.body) == (K.SERVER_TROUBLE, "Carrier words.", body.decode())


def test_an_order_that_is_not_known_is_not_there_already() -> None:
    reply = Reply(404, {}, field_at_fault("external_shipment_id"))
    assert isinstance(outcome.of_reply(reply, NOW, own_id=True), Refused)


@pytest.mark.parametrize("status", [400, 422])
def test_a_name_that_is_taken_is_a_plain_no_where_no_order_has_it(status: int) -> None:
    fault = outcome.of_reply(Reply(status, {}, envelope("identifier_conflict")), NOW)
    assert isinstance(fault, Refused)
    assert (fault.kind, fault.code) == (K.CARRIER_REFUSED, "identifier_conflict")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "-5"}, 1),
        ({"retry-after": "0"}, 1),
        ({"retry-after": "1000000000"}, 300),
        ({"retry-after": "inf"}, 300),
        ({"retry-after": "nan"}, 60),
        ({"retry-after": "soon"}, 60),
        ({"retry-after": "Sun, 22 Nov 99999999999999999999 12:00:00 GMT"}, 60),
        ({}, 60),
        ({"ratelimit-reset": "28"}, 28),
        ({"retry-after": format_datetime(NOW + timedelta(seconds=90), usegmt=True)}, 90),
        ({"retry-after": "Sun, 22 Nov 2026 12:00:30 -0000"}, 30),
        ({"retry-after": format_datetime(NOW - timedelta(hours=1))}, 1),
    ],
)
def test_the_wait_after_too_many_requests_is_kept_in_bounds(headers: dict[str, str], seconds: float) -> None:
    fault = outcome.of_reply(Reply(429, headers), NOW)
    assert fault is not None
    assert fault.retry_after == seconds


def test_only_too_many_requests_names_a_wait() -> None:
    fault = outcome.of_reply(Reply(400, {"retry-after": "7"}), NOW)
    assert fault is not None
    assert fault.retry_after is None


@pytest.mark.parametrize(
    ("reply", "clean"),
    [
        (Reply(404, {}, envelope("invalid_identifier")), True),
        (Reply(404, {}, envelope("not_found", kind="security")), False),
        (Reply(404, {}, b"<html>Not here</html>"), False),
        (Reply(404, {}, b""), False),
        (Reply(404, {}, envelope("invalid_identifier"), outcome.too_large()), False),
        (Reply(200, {}, envelope("invalid_identifier")), False),
    ],
)
def test_absence_is_believed_only_in_the_carriers_own_words(reply: Reply, clean: bool) -> None:
    assert outcome.is_clean_absence(reply) is clean


def test_an_unreadable_answer_keeps_its_body() -> None:
    fault = outcome.unreadable(Reply(200, {"request-id": "r-5"}, b"{"), "odd")
    assert (fault.kind, fault.detail, fault.body, fault.request_id) == (K.UNREADABLE, "odd", "{", "r-5")


@pytest.mark.parametrize("page", [b"<html>", b"\n <!DOCTYPE html>\n<html>", b"<HEAD><title>Welcome"])
def test_a_web_page_instead_of_an_answer_is_told_as_one_and_proves_nothing(page: bytes) -> None:
    fault = outcome.unreadable(Reply(200, {}, page), "odd")
    assert (type(fault), fault.kind, fault.body) == (Lost, K.SIGN_IN_PAGE, page.decode())


def test_our_own_limits_are_doubts() -> None:
    assert outcome.overdue().kind is K.UNANSWERED
    assert outcome.too_large().kind is K.TOO_LARGE
