"""What the carrier made of an address, and what it changed without a word. Believes no status alone."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from postwright.domain.address import ZipCode
from postwright.domain.carrier_address import CarrierAddress
from postwright.domain.faults import BadInput, FaultKind

# What one call may hold (api.md 6.2).
MOST_ADDRESSES = 250
VERIFIED = "verified"
_RESIDENTIAL = {None: "unknown", True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class CheckMessage:
    """The carrier's words about an address. `kind` is error, warning, info, or a word that is new to us."""

    text: str
    kind: str = ""
    code: str = ""
    detail_code: str = ""


@dataclass(frozen=True, slots=True)
class AddressChange:
    """One line that the carrier would write otherwise; `field` is its name in CarrierAddress."""

    field: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """The result for one address (api.md 6.2). `raw` is the reply as JSON text.

    `status` is verified, unverified, warning, error, or a word that is new to us.
    """

    status: str
    original: CarrierAddress
    matched: CarrierAddress | None = None
    messages: tuple[CheckMessage, ...] = ()
    raw: str = field(default="", repr=False)

    @property
    def changes(self) -> tuple[AddressChange, ...]:
        """What differs in the carrier's proposal; spelling alone (case, blanks, a ZIP+4 more) does not.

        A verified address without a message was seen to lead to another street and ZIP (api.md 6.2), so each
        change is for a person to accept.
        """
        if self.matched is None:
            return ()
        return changes(self.original, self.matched)

    @property
    def stands(self) -> bool:
        """Whether the address is good as it was written: verified, nothing changed, nothing to warn of."""
        quiet = all(message.kind == "info" for message in self.messages)
        return self.status == VERIFIED and quiet and self.matched is not None and not self.changes


def changes(original: CarrierAddress, matched: CarrierAddress) -> tuple[AddressChange, ...]:
    """The lines that differ in more than their spelling, in the order of the form."""
    names = [one.name for one in fields(CarrierAddress) if one.name != "residential"]
    found = [
        AddressChange(name, was, becomes)
        for name in names
        if not _same(name, was := getattr(original, name), becomes := getattr(matched, name))
    ]
    if original.residential is not None and original.residential is not matched.residential:
        was, becomes = _RESIDENTIAL[original.residential], _RESIDENTIAL[matched.residential]
        found.append(AddressChange("residential", was, becomes))
    return tuple(found)


def checked_count(count: int) -> None:
    """Raises BadInput(OUT_OF_LIMITS) for more or fewer addresses than one call takes."""
    if not 1 <= count <= MOST_ADDRESSES:
        raise BadInput(FaultKind.OUT_OF_LIMITS, f"1 to {MOST_ADDRESSES} addresses are checked at a time.")


def _same(name: str, was: str, becomes: str) -> bool:
    if _plain(was) == _plain(becomes):
        return True
    before, after = ZipCode.read(was), ZipCode.read(becomes)
    more_exact = before is not None and after is not None and before.five == after.five and not before.four
    return name == "postal_code" and more_exact


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
