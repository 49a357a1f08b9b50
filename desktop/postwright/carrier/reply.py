"""What came back from one request, before anyone judges it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from postwright.domain.faults import Lost

# Both carry the same id (api.md 1); support asks for it.
_ID_HEADERS = ("request-id", "x-shipengine-requestid")


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers by lower-case name, the body as far as it came; `broken` says why it is not whole."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    broken: Lost | None = None

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def request_id(self) -> str | None:
        return next((self.headers[name] for name in _ID_HEADERS if self.headers.get(name)), None)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()
