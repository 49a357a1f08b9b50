"""One row of the list of rates, in words: price, what it is made of, when it arrives, why it stands out."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.catalogue import Catalogue
from postwright.domain.rate import Mark, Rate
from postwright.ui.words import day_words

# Needs no words: it is whatever box the parcel is in.
_ANY_BOX = "package"
_MARKS = {
    Mark.CHEAPEST: "Cheapest",
    Mark.CHEAPEST_FOR_ANYTHING: "Cheapest for any contents",
    Mark.FASTEST: "Fastest",
    Mark.CHEAPEST_IN_TIME: "Cheapest in time",
}


@dataclass(frozen=True, slots=True)
class RateLine:
    """Everything that the row shows. `reason` says why it cannot be bought; empty where it can."""

    key: str
    service: str
    package: str
    price: str
    made_of: str = ""
    arrives: str = ""
    transit: str = ""
    marks: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""

    @property
    def buyable(self) -> bool:
        return not self.reason

    @property
    def detail(self) -> str:
        """The second line: when it arrives by the carrier's estimate, or why it cannot be bought."""
        if self.reason:
            return self.reason
        return " · ".join(part for part in (self.arrives, self.transit) if part)

    @property
    def spoken(self) -> str:
        """The whole row as one sentence, for those who hear it."""
        marks = ", ".join(self.marks)
        parts = (self.service, self.package, self.price, marks, self.detail, self.made_of, self.note)
        return ", ".join(part for part in parts if part)


def rate_line(rate: Rate, catalogue: Catalogue, marks: frozenset[Mark] = frozenset()) -> RateLine:
    """A rate as a row."""
    service = catalogue.service(rate.service_code)
    return RateLine(
        key=rate.key,
        service=service.name if service else rate.service_name,
        package="" if rate.package_code == _ANY_BOX else catalogue.package_name(rate.package_code),
        price=str(rate.total),
        made_of=_made_of(rate),
        arrives=day_words(rate.arrives) if rate.arrives else "",
        transit=_transit(rate, service.transit if service else ""),
        marks=tuple(words for mark, words in _MARKS.items() if mark in marks),
        reason=" ".join(rate.problems),
        note=" ".join((rate.only_for, *rate.warnings)).strip(),
    )


def _made_of(rate: Rate) -> str:
    """ "$7.61 postage + $2.10 insurance"; nothing when postage is all."""
    extras = (
        (rate.insurance, "insurance"),
        (rate.confirmation, "confirmation"),
        (rate.other, "other charges"),
    )
    added = [f"{amount} {what}" for amount, what in extras if amount.minor]
    return " + ".join([f"{rate.shipping} postage", *added]) if added else ""


def _transit(rate: Rate, usual: str) -> str:
    """ "2 days · Zone 5"; the usual time of the service where the carrier names no days."""
    days = usual
    if rate.delivery_days is not None:
        days = "1 day" if rate.delivery_days == 1 else f"{rate.delivery_days} days"
    zone = "" if rate.zone is None else f"Zone {rate.zone}"
    return " · ".join(part for part in (days, zone) if part)
