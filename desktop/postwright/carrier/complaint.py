"""What an error reply says, in any of the four shapes seen (api.md 3). Never decides what it proves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from postwright.carrier.reply import Reply

_LONGEST = 500
# Codes that leave everything to the message.
_SILENT = ("unspecified", "unknown")


@dataclass(frozen=True, slots=True)
class Complaint:
    """The carrier's words and codes. `enveloped` is True when the body was the documented error object.

    `code` is the first one that says something.
    """

    message: str = ""
    code: str = ""
    codes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    field: str = ""
    request_id: str | None = None
    enveloped: bool = False

    @property
    def names_funds(self) -> bool:
        return any(code == "insufficient_funds" or code.startswith("funding_source_") for code in self.codes)


def read_complaint(reply: Reply) -> Complaint:
    """From the envelope, from `{error: {message}}`, from plain text; an HTML page has nothing to say."""
    try:
        data = json.loads(reply.body)
    except (ValueError, RecursionError):
        return Complaint(message=_plain(reply), request_id=reply.request_id)
    data = data if isinstance(data, dict) else {}
    request_id = _text(data.get("request_id")) or reply.request_id
    listed = data.get("errors")
    errors = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    if not errors:
        single = data.get("error")
        message = _text(single.get("message") if isinstance(single, dict) else single or data.get("message"))
        return Complaint(message=message[:_LONGEST], request_id=request_id)
    return _enveloped(errors, request_id)


def _enveloped(errors: list[dict[str, Any]], request_id: str | None) -> Complaint:
    def gather(key: str) -> list[str]:
        return [text for error in errors if (text := _text(error.get(key)))]

    fields, codes = gather("field_name"), gather("error_code")
    telling = [code for code in codes if code not in _SILENT] or codes
    return Complaint(
        message=" ".join(dict.fromkeys(gather("message")))[:_LONGEST],
        code=telling[0] if telling else "",
        codes=frozenset(codes),
        kinds=frozenset(gather("error_type")),
        sources=frozenset(gather("error_source")),
        field=fields[0] if fields else "",
        request_id=request_id,
        enveloped=True,
    )


def _plain(reply: Reply) -> str:
    """Plain text such as `Unauthorized`; a page that a proxy or a portal made is not the carrier's word."""
    text = " ".join(reply.text.split())
    return "" if text.startswith("<") or "html" in reply.media_type else text[:_LONGEST]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
