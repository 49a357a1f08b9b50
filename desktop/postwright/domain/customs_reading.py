"""Read the typed customs lines into a declaration, or say what is wrong with each."""

from __future__ import annotations

import re

from postwright.domain.customs import CONTENTS, Customs, CustomsItem
from postwright.domain.draft import CustomsLine, Draft, Problem
from postwright.domain.measure_reading import read_weight
from postwright.domain.money import Money, read_money

# Above this value of one kind of goods a filing (ITN) is needed, which this program does not make (api.md
# 14).
FILING_ABOVE = Money.of(2500)
_TARIFF = re.compile(r"\d{6}(?:\d{2}|\d{4})?")
_COUNTRY = re.compile(r"[A-Z]{2}")


def read_customs(draft: Draft, problems: list[Problem]) -> Customs | None:
    """The declaration; None with problems appended. Every item needs a six-digit tariff code (USPS guide)."""
    before = len(problems)
    if not draft.customs_lines:
        problems.append(
            Problem("customs_lines", "Customs needs to know what is inside: add a line for each kind.")
        )
    if draft.customs_contents not in CONTENTS:
        problems.append(Problem("customs_contents", "Choose what the contents are."))
    if draft.customs_contents == "other" and not draft.customs_explanation.strip():
        problems.append(Problem("customs_explanation", "Say in a few words what the contents are."))
    items = [
        _item(line, f"customs_lines.{number}", problems) for number, line in enumerate(draft.customs_lines)
    ]
    whole = [item for item in items if item is not None]
    for item in whole:
        if item.value.minor * item.quantity > FILING_ABOVE.minor:
            problems.append(
                Problem(
                    "customs_lines",
                    f"Goods above {FILING_ABOVE} of one kind need an export filing. Ship this one at USPS.",
                )
            )
            break
    if len(problems) > before:
        return None
    return Customs(
        draft.customs_contents, "return_to_sender", tuple(whole), draft.customs_explanation.strip()
    )


def _item(line: CustomsLine, prefix: str, problems: list[Problem]) -> CustomsItem | None:
    before = len(problems)

    def wrong(field: str, sentence: str) -> None:
        problems.append(Problem(f"{prefix}.{field}", sentence))

    description = " ".join(line.description.split())
    if not 3 <= len(description) <= 100:
        wrong("description", "Say what it is in 3 to 100 characters, such as cotton T-shirt.")
    quantity = int(line.quantity) if re.fullmatch(r"[1-9]\d{0,4}", line.quantity.strip()) else 0
    if not quantity:
        wrong("quantity", "Write how many, as a whole number.")
    value = None
    try:
        value = read_money(line.value)
    except ValueError as error:
        wrong("value", str(error))
    weight = read_weight(line.pounds, line.ounces, problems, prefix=f"{prefix}.")
    tariff = re.sub(r"[.\-\s]", "", line.tariff_code)
    if not _TARIFF.fullmatch(tariff):
        wrong("tariff_code", "Customs asks for a code of 6, 8 or 10 digits (HS code).")
    country = line.origin_country.strip().upper()
    if not _COUNTRY.fullmatch(country):
        wrong("origin_country", "Write where it was made as two letters, such as US.")
    if len(problems) > before or value is None or weight is None:
        return None
    return CustomsItem(description, quantity, value, weight, tariff, country)
