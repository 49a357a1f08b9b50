"""Who may get a mail about a label, the likeliest first. Proposes; never decides for a person.

A QR code is for the one who has the parcel in hand: a code without the parcel is of no use to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from postwright.domain.address import Address
from postwright.domain.preferences import MailSetup, Origin
from postwright.domain.shipment import Shipment


class Role(StrEnum):
    """Whom the mail goes to, as seen from the parcel."""

    SHOP = "shop"
    SENDER = "sender"
    ADDRESSEE = "addressee"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MailRecipient:
    """A name, a mail address, and the ZIP code near which a Post Office is looked for. `means` says what it
    means to choose this one.
    """

    role: Role
    name: str = ""
    email: str = ""
    zip_code: str = ""
    means: str = ""


_OTHER = "Type the name, the mail address and the ZIP code of the one who has the parcel."
_SHOP = "The parcel leaves from you, so you or somebody of yours takes it to the Post Office with this code."
_RETURN = "It is a return: the customer has the parcel and takes it to the Post Office."
_SENDER = "The parcel leaves from this address, which is none of yours, so it is there."
_ADDRESSEE = (
    "The parcel is on its way to this person. Choose this only where they have it in hand: "
    "the code is of no use without the parcel."
)
_NOTICE = "The parcel goes to this person."
_OTHER_NOTICE = "Type the name and the mail address of the one who shall get it."


def for_code(
    shipment: Shipment, origins: Sequence[Origin], setup: MailSetup, *, is_return: bool
) -> tuple[MailRecipient, ...]:
    """Who may take the parcel to the Post Office. `is_return` as the label itself says."""
    leaves, other = shipment.ship_from, MailRecipient(Role.OTHER, means=_OTHER)
    if is_return or shipment.is_return:
        return (_at(leaves, Role.SENDER, _RETURN), other)
    addressee = _at(shipment.ship_to, Role.ADDRESSEE, _ADDRESSEE)
    if not _is_ours(leaves, origins):
        return (_at(leaves, Role.SENDER, _SENDER), addressee, other)
    name = setup.shop_name or leaves.company or leaves.who
    email = leaves.email or setup.reply_to or setup.sender
    return (MailRecipient(Role.SHOP, name, email, leaves.postal_code[:5], _SHOP), addressee, other)


def for_notice(shipment: Shipment) -> tuple[MailRecipient, ...]:
    """Who may be told that a parcel is on its way."""
    other = MailRecipient(Role.OTHER, zip_code=shipment.ship_to.postal_code[:5], means=_OTHER_NOTICE)
    return (_at(shipment.ship_to, Role.ADDRESSEE, _NOTICE), other)


def for_return(shipment: Shipment) -> tuple[MailRecipient, ...]:
    """Who may get a return's label to print it."""
    other = MailRecipient(Role.OTHER, zip_code=shipment.ship_from.postal_code[:5], means=_OTHER)
    return (_at(shipment.ship_from, Role.SENDER, _RETURN), other)


def is_saved_place(address: Address, origins: Sequence[Origin]) -> bool:
    """Whether parcels leave from there, in whatever letters it was typed this time."""
    ours = {_place(one.address.line1, one.address.postal_code) for one in origins}
    return _place(address.line1, address.postal_code) in ours


def _place(line1: str, postal_code: str) -> tuple[str, str]:
    return " ".join(line1.casefold().split()), postal_code.strip()[:5]


def _at(address: Address, role: Role, means: str) -> MailRecipient:
    return MailRecipient(role, address.who, address.email, address.postal_code[:5], means)


def _is_ours(leaves: Address, origins: Sequence[Origin]) -> bool:
    """Whether it leaves from a saved origin. Without any, every parcel that is no return does."""
    return not origins or is_saved_place(leaves, origins)
