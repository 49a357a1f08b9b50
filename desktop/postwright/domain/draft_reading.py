"""Read what was typed into checked values, or say what is wrong with each field. Asks no carrier."""

from __future__ import annotations

import unicodedata
from datetime import date

from postwright.domain.address import Address
from postwright.domain.address_reading import read_address
from postwright.domain.buying_rules import RULES, USPS_INSURES, BuyingRules
from postwright.domain.catalogue import Catalogue, PackageType
from postwright.domain.customs_reading import read_customs
from postwright.domain.draft import Draft, Problem
from postwright.domain.measure_reading import read_number, read_weight
from postwright.domain.money import Money, read_money
from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.domain.qr_limits import QrCase, offer_for
from postwright.domain.shipment import Delivery, Parcel, Shipment
from postwright.domain.size import Size
from postwright.domain.weight import Weight

REFERENCE_LENGTH = 60
MAX_LENGTH_PLUS_GIRTH = 130
MAX_DAYS_AHEAD = 7


class _Problems(list[Problem]):
    def add(self, field: str, sentence: str) -> None:
        self.append(Problem(field, sentence))


def read_draft(
    draft: Draft, catalogue: Catalogue, today: date, rules: BuyingRules = RULES
) -> Shipment | tuple[Problem, ...]:
    """The shipment, or every problem in the order of the form. `today` is the date at the origin."""
    problems = _Problems()
    ship_to = read_address(draft.to, "to", problems, sender=False)
    ship_from = read_address(draft.sender, "sender", problems, sender=True)
    abroad = ship_to is not None and not ship_to.is_us
    if ship_to is not None and ship_to.country in catalogue.suspended:
        problems.add(
            "to.country", f"USPS takes no mail to this country now (as of {catalogue.suspended_as_of})."
        )
    weight = read_weight(draft.pounds, draft.ounces, problems)
    package = catalogue.package(draft.package_code)
    if package is None:
        problems.add("package_code", "Choose a package type from the list.")
    size = _size(draft, package, problems)
    if package and weight:
        _limits(package, weight, abroad, problems)
    insured = _insured(draft.insured_value, rules, problems)
    ship_date = _ship_date(draft.ship_date, today, problems)
    _options(draft, catalogue, rules, ship_to, problems)
    needs_customs = ship_to is not None and ship_to.needs_customs
    customs = read_customs(draft, problems) if needs_customs else None
    if (
        problems
        or ship_to is None
        or ship_from is None
        or weight is None
        or package is None
        or ship_date is None
    ):
        return tuple(problems)
    return Shipment(
        ship_to=ship_to,
        ship_from=ship_from,
        parcel=Parcel(package.code, weight, size, insured, rules.who_insures),
        ship_date=ship_date,
        confirmation=draft.confirmation,
        delivery=Delivery(draft.delivery),
        references=tuple(text.strip() for text in _references(draft) if text.strip()),
        non_machinable=draft.non_machinable,
        customs=customs,
        order_reference=draft.order_reference.strip(),
        is_return=draft.is_return,
        outbound_label_id=draft.outbound_label_id.strip() if draft.is_return else "",
        rma_number=draft.rma_number.strip() if draft.is_return else "",
    )


def _size(draft: Draft, package: PackageType | None, problems: _Problems) -> Size | None:
    """The typed size; USPS's own boxes have theirs. A size is needed in full or not at all."""
    if package is not None and package.outside is not None:
        return package.outside
    typed = {"length": draft.length, "width": draft.width, "height": draft.height}
    if not any(text.strip() for text in typed.values()):
        problems.add("length", "Measure the parcel: length, width and height in inches.")
        return None
    sides = []
    for field, text in typed.items():
        number = read_number(text)
        if number is None or not 0 < number <= MAX_LENGTH_PLUS_GIRTH:
            problems.add(field, "Write this side in inches, such as 9 or 12.5.")
        else:
            sides.append(number)
    if len(sides) < len(typed):
        return None
    size = Size(*sides)
    if size.length_plus_girth > MAX_LENGTH_PLUS_GIRTH:
        measured = f"{size.length_plus_girth.normalize():f} in"
        problems.add(
            "length", f"Length plus girth is {measured}. USPS takes at most {MAX_LENGTH_PLUS_GIRTH} in."
        )
    return size


def _limits(package: PackageType, weight: Weight, abroad: bool, problems: _Problems) -> None:
    limit = package.max_pounds_international if abroad else package.max_pounds
    if weight.pounds > limit:
        problems.add("pounds", f"{package.name} takes at most {limit} lb{' abroad' if abroad else ''}.")


def _insured(text: str, rules: BuyingRules, problems: _Problems) -> Money | None:
    if not text.strip():
        return None
    try:
        value = read_money(text)
    except ValueError as error:
        problems.add("insured_value", str(error))
        return None
    if value > rules.insured_limit:
        problems.add("insured_value", _too_much_insured(rules))
        return None
    return value if value.minor else None


def _too_much_insured(rules: BuyingRules) -> str:
    if rules.usps_insures and rules.insured_limit == USPS_INSURES:
        return f"USPS insures at most {rules.insured_limit}."
    return f"The settings let at most {rules.insured_limit} be insured."


def _ship_date(text: str, today: date, problems: _Problems) -> date | None:
    if not text.strip():
        return postal_day_on_or_after(today)
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        problems.add("ship_date", "Write the ship date as year-month-day, such as 2026-11-24.")
        return None
    if day < today:
        problems.add("ship_date", "The ship date is past. Choose today or a later day.")
        return None
    if (day - today).days > MAX_DAYS_AHEAD:
        problems.add("ship_date", f"Choose a ship date within the next {MAX_DAYS_AHEAD} days.")
        return None
    return day


def _references(draft: Draft) -> tuple[str, str, str]:
    return draft.reference1, draft.reference2, draft.reference3


def _options(
    draft: Draft, catalogue: Catalogue, rules: BuyingRules, ship_to: Address | None, problems: _Problems
) -> None:
    abroad = ship_to is not None and not ship_to.is_us
    confirmation = catalogue.confirmation(draft.confirmation)
    if confirmation is None:
        problems.add("confirmation", "Choose a confirmation from the list.")
    elif not rules.offers(confirmation.code):
        problems.add("confirmation", f"{confirmation.name} is not offered, as the settings say.")
    elif abroad and confirmation.domestic_only:
        problems.add("confirmation", f"{confirmation.name} is not offered abroad.")
    if draft.delivery not in set(Delivery):
        problems.add("delivery", "Choose a printed label, a QR code, or both.")
    elif ship_to is not None and draft.delivery != Delivery.LABEL:
        _code_offered(ship_to, catalogue, problems)
    if draft.is_return and abroad:
        problems.add("to.country", "A return label works within the United States only.")
    _label_lines(draft, abroad, problems)


def _code_offered(ship_to: Address, catalogue: Catalogue, problems: _Problems) -> None:
    offer = offer_for(QrCase(ship_to.country, ship_to.state), catalogue.qr_limits)
    if offer.refusal:
        problems.add("delivery", offer.refusal)


def _label_lines(draft: Draft, abroad: bool, problems: _Problems) -> None:
    for number, text in enumerate(_references(draft), start=1):
        if len(text.strip()) > REFERENCE_LENGTH:
            problems.add(f"reference{number}", f"A label line holds {REFERENCE_LENGTH} characters.")
        elif has_control(text):
            problems.add(f"reference{number}", "This line holds characters that cannot be printed.")
        elif abroad and text.strip():
            problems.add(f"reference{number}", "Label lines are printed on domestic labels only.")


def has_control(text: str) -> bool:
    """Whether there is a character that no label can show (control, format, private or unassigned)."""
    return any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Cs"} for character in text)
