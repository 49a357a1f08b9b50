"""Certificates of mail servers on this computer, sound and otherwise, and who made them."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

_NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Authority:
    """`file` holds its own certificate, which the system trusts where a test says so."""

    ca: trustme.CA
    file: Path

    def server(self, name: str = "127.0.0.1", *, expired: bool = False) -> ssl.SSLContext:
        """A server with a certificate for that name."""
        ends = _NOW - timedelta(days=1) if expired else _NOW + timedelta(days=1)
        issued = self.ca.issue_cert(name, not_before=_NOW - timedelta(days=2), not_after=ends)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        issued.configure_cert(context)
        return context


def authority(folder: Path) -> Authority:
    ca = trustme.CA()
    file = folder / "authority.pem"
    ca.cert_pem.write_to_path(file)
    return Authority(ca, file)
