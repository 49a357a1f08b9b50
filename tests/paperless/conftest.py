"""A mail as a shop sends it, its wording as shipped, and a QR picture as a carrier gives it."""

from __future__ import annotations

import pytest

from postwright import assets
from postwright.paperless.customer_mail import QrMail, Templates
from postwright.paperless.qr import qr_png


@pytest.fixture(scope="session")
def templates() -> Templates:
    return Templates(html=assets.text("mail/qr.html.j2"), text=assets.text("mail/qr.txt.j2"))


@pytest.fixture(scope="session")
def picture() -> bytes:
    return qr_png("QR-OF-THE-CARRIER")


@pytest.fixture
def mail(picture: bytes) -> QrMail:
    return QrMail(
        shop_name="Pat's Mugs",
        sender="shop@example.com",
        reply_to="help@example.com",
        recipient="ann@example.org",
        recipient_name="Ann Lee",
        broker_id="XYZZYPJK",
        qr_png=picture,
        office_zip="97201",
        ship_from_zip="18702-1234",
        order_reference="A-1001",
        service_name="Ground Advantage",
        ship_to_name="Bob Ray",
    )
