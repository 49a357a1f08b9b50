"""Where a QR code is not offered, and what to know before one is chosen: dated facts, each with its source.

Only what is sure refuses; what one provider says, or what nobody has written down, is told beside the choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from postwright.domain.address import MILITARY_STATES, TERRITORIES
from postwright.domain.money import Money


@dataclass(frozen=True, slots=True)
class QrLimit:
    """One fact. `when` is the case that it is about; `above` an insured value, for that case alone. One that
    neither refuses nor warns is good to know.
    """

    when: str
    says: str
    source: str
    as_of: date
    refuses: bool = False
    warns: bool = False
    above: Money | None = None

    @property
    def words(self) -> str:
        return f"{self.says} ({self.source}, as of {self.as_of:%d %b %Y})" if self.source else self.says


@dataclass(frozen=True, slots=True)
class QrCase:
    """What of a parcel decides, as far as it is known while it is typed."""

    country: str = "US"
    state: str = ""
    insured: Money | None = None
    has_extras: bool = False


@dataclass(frozen=True, slots=True)
class QrOffer:
    """`refusal` says why no QR code can be chosen, "" where one can; the others are for whoever chooses one:
    what may go wrong, and what is good to know.
    """

    refusal: str = ""
    warnings: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def offer_for(case: QrCase, limits: tuple[QrLimit, ...]) -> QrOffer:
    """What holds for this parcel."""
    met = [limit for limit in limits if _meets(case, limit)]
    refusals = [limit.says for limit in met if limit.refuses]
    return QrOffer(
        refusal=refusals[0] if refusals else "",
        warnings=tuple(limit.words for limit in met if limit.warns),
        facts=tuple(limit.says for limit in met if not (limit.refuses or limit.warns)),
    )


def read_limits(items: list[dict[str, Any]]) -> tuple[QrLimit, ...]:
    """From `qr_code.limits` of `resources/carrier/usps.json`. Raises KeyError, ValueError."""
    return tuple(
        QrLimit(
            when=item["when"],
            says=item["says"],
            source=item["source"],
            as_of=date.fromisoformat(item["as_of"]),
            refuses=bool(item.get("refuses", False)),
            warns=bool(item.get("warns", False)),
            above=Money.of(item["above"]) if "above" in item else None,
        )
        for item in items
    )


def _meets(case: QrCase, limit: QrLimit) -> bool:
    state = case.state.strip().upper()
    domestic = case.country == "US"
    match limit.when:
        case "abroad":
            return not domestic
        case "military":
            return domestic and state in MILITARY_STATES
        case "territory":
            return domestic and state in TERRITORIES
        case "insured":
            return limit.above is not None and case.insured is not None and case.insured > limit.above
        case "no_extras":
            return not case.has_extras
        case _:  # a case that newer data knows
            return False
