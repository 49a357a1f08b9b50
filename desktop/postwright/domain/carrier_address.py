"""An address as the carrier holds or proposes it: any line may be empty, and none was checked by us."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.draft import AddressText


@dataclass(frozen=True, slots=True)
class CarrierAddress:
    """The lines of one address (api.md 6.1). `residential` is None where nobody knows."""

    name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    line3: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    residential: bool | None = None

    @property
    def text(self) -> AddressText:
        """The same for an address form, which has no third line: it goes behind the second."""
        return AddressText(
            name=self.name,
            company=self.company,
            line1=self.line1,
            line2=", ".join(line for line in (self.line2, self.line3) if line),
            city=self.city,
            state=self.state,
            postal_code=self.postal_code,
            country=self.country or "US",
            phone=self.phone,
            email=self.email,
        )


NOWHERE = CarrierAddress()
