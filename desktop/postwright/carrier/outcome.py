"""What one exchange with the carrier proves: not sent, refused or lost. Only here are httpx's faults named.

Only a proof that nothing was charged may lead to buying again, so whatever is not in these tables is lost.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from postwright.carrier.complaint import Complaint, read_complaint
from postwright.carrier.reply import Reply
from postwright.domain.faults import FaultKind, Lost, NotSent, Refused

# Everything that an exchange may raise. The practice carrier, in process, hangs up with Python's own errors.
BROKEN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ConnectionError, TimeoutError)

# What httpx raises for proxy settings of the system that it cannot use.
UNUSABLE_PROXY = (httpx.InvalidURL, ValueError, ImportError)

# Raised before the first byte of the request is written (each measured on loopback sockets).
NEVER_LEFT: dict[type[Exception], FaultKind] = {
    httpx.ConnectError: FaultKind.NO_CONNECTION,
    httpx.ConnectTimeout: FaultKind.NO_CONNECTION,
    httpx.PoolTimeout: FaultKind.NO_CONNECTION,
    # Only raised while the way through a proxy is being made (httpcore: http_proxy.py, socks_proxy.py).
    httpx.ProxyError: FaultKind.NO_CONNECTION,
    httpx.UnsupportedProtocol: FaultKind.BAD_ADDRESS,
    # The practice carrier in this process, set to be offline; a socket's refusal comes as a ConnectError.
    ConnectionRefusedError: FaultKind.NO_CONNECTION,
}

# What an address of ours may be refused with before anything is sent. While asking it proves nothing: httpx
# reads the address that a redirect names, too, although it is not followed.
UNUSABLE_ADDRESS = httpx.InvalidURL

# The carrier answered no before doing anything, whether or not the rest of its answer can be read.
REFUSALS: dict[int, FaultKind] = {
    400: FaultKind.CARRIER_REFUSED,
    401: FaultKind.KEY_REFUSED,
    402: FaultKind.INSUFFICIENT_FUNDS,
    403: FaultKind.NOT_ALLOWED,
    404: FaultKind.NOT_FOUND,
    422: FaultKind.CARRIER_REFUSED,
    429: FaultKind.RATE_LIMITED,
}
# What the account may not do, whichever status comes with it (api.md 5.4, 6.2).
_NOT_ALLOWED = {"auto_fund_not_supported", "forbidden", "invalid_billing_plan"}
_NO_ACCOUNT = {"carrier_disconnected", "carrier_not_connected"}
_LOGIN = {"unauthorized", "verification_failure"}

_SHORTEST_WAIT, _LONGEST_WAIT, _USUAL_WAIT = 1.0, 300.0, 60.0
_LONGEST_BODY = 100_000
# "Network Authentication Required" (RFC 6585): the network's own answer, not the carrier's.
_SIGN_IN = 511
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# A connection that is cut while greeting is no sign of a forged certificate.
_CUT_OFF = (ssl.SSLEOFError, ssl.SSLZeroReturnError)


def of_error(error: Exception) -> NotSent | Lost:
    """What an error of the connection proves. The request is taken out of it, since it holds the key."""
    insecure = next((cause for cause in _causes(error) if isinstance(cause, ssl.SSLError)), None)
    _forget_request(error)
    for kind_of_error, kind in NEVER_LEFT.items():
        if isinstance(error, kind_of_error):
            if insecure is not None and not isinstance(insecure, _CUT_OFF):
                return NotSent(FaultKind.INSECURE, getattr(insecure, "verify_message", "") or str(insecure))
            return NotSent(kind, str(error))
    return Lost(FaultKind.UNANSWERED, str(error) or type(error).__name__)


def of_reply(reply: Reply, now: datetime, *, own_id: bool = False) -> Refused | Lost | None:
    """What a reply proves; None for a whole 2xx, which may still turn out to be unreadable.

    `own_id` says that the request named an order by an id of ours.
    """
    if 200 <= reply.status < 300:
        return _kept(reply.broken, reply) if reply.broken else None
    complaint = read_complaint(reply)
    detail = complaint.message or f"HTTP {reply.status}"
    if reply.status in REFUSALS and not (own_id and _id_is_taken(reply.status, complaint)):
        return refused(reply, now)
    if 300 <= reply.status < 400:
        kind = FaultKind.REDIRECTED
    elif reply.status == _SIGN_IN:
        kind = FaultKind.SIGN_IN_PAGE
    else:
        kind = FaultKind.UNANSWERED if reply.status == 408 else FaultKind.SERVER_TROUBLE
    return Lost(kind, detail, body=reply.text[:_LONGEST_BODY], request_id=complaint.request_id)


def refused(reply: Reply, now: datetime) -> Refused:
    """The carrier's no; for a status that proves it, see REFUSALS."""
    complaint = read_complaint(reply)
    return Refused(
        _refusal(reply.status, complaint),
        complaint.message or f"HTTP {reply.status}",
        field=complaint.field,
        code=complaint.code,
        request_id=complaint.request_id,
        retry_after=retry_after(reply, now) if reply.status == 429 else None,
    )


def unreadable(reply: Reply, why: str) -> Lost:
    """A 2xx whose body is not what was asked for: the deed is probably done, so the body is kept.

    A page of HTML is most often that of a network which wants one to sign in; it proves no more than another.
    """
    kind = FaultKind.SIGN_IN_PAGE if _PAGE.match(reply.text[:200]) else FaultKind.UNREADABLE
    return _kept(Lost(kind, why), reply)


def overdue() -> Lost:
    """Our own limit on the whole exchange; httpx has limits on single reads only."""
    return Lost(FaultKind.UNANSWERED, "The answer took too long.")


def too_large() -> Lost:
    return Lost(FaultKind.TOO_LARGE, "The answer is larger than any that is expected.")


def is_clean_absence(reply: Reply) -> bool:
    """Whether a 404 is the carrier's own word that the thing is not there.

    A page of a proxy, a wrong route and an empty body are no such word (api.md 3.2).
    """
    complaint = read_complaint(reply)
    unknown_route = "not_found" in complaint.codes and "security" in complaint.kinds
    return reply.status == 404 and complaint.enveloped and not unknown_route and reply.broken is None


def retry_after(reply: Reply, now: datetime) -> float:
    """Seconds to wait after a 429, from 1 to 300; a minute where the carrier does not say (api.md 4)."""
    text = reply.headers.get("retry-after") or reply.headers.get("ratelimit-reset") or ""
    seconds = _seconds(text, now)
    return _USUAL_WAIT if seconds is None else min(max(seconds, _SHORTEST_WAIT), _LONGEST_WAIT)


def _seconds(text: str, now: datetime) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return _until(text, now)
    return None if seconds != seconds else seconds  # only NaN differs from itself


def _until(text: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()


def _id_is_taken(status: int, complaint: Complaint) -> bool:
    """Whether our own id of the order is there already: then an earlier request, believed lost, did arrive.

    This request charged nothing, but the order may be paid for (api.md 24; the code is not confirmed).
    """
    at_fault = any(name in complaint.field for name in ("external_shipment_id", "external_batch_id"))
    conflict = "identifier_conflict" in complaint.codes or at_fault
    return status in (400, 422) and conflict


def _refusal(status: int, complaint: Complaint) -> FaultKind:
    """The status says that it is a refusal; the codes say more precisely of what."""
    if status == 429:
        return FaultKind.RATE_LIMITED
    if "carrier" in complaint.sources and complaint.codes & _LOGIN:
        return FaultKind.STAMPS_LOGIN
    if status == 401:
        return FaultKind.KEY_REFUSED
    if complaint.names_funds:
        return FaultKind.INSUFFICIENT_FUNDS
    if complaint.codes & _NO_ACCOUNT:
        return FaultKind.NO_ACCOUNT
    if complaint.codes & _NOT_ALLOWED:
        return FaultKind.NOT_ALLOWED
    return REFUSALS[status]


def _kept(lost: Lost, reply: Reply) -> Lost:
    return Lost(lost.kind, lost.detail, body=reply.text[:_LONGEST_BODY], request_id=reply.request_id)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _forget_request(error: Exception) -> None:
    if isinstance(error, httpx.RequestError):
        error.request = httpx.Request("GET", "https://forgotten.invalid/")
