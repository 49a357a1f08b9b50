"""What becomes of a draft: a blank one, the one after it, a preset; and when a field may be judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from postwright.domain.draft import AddressText, Draft, Problem
from postwright.domain.preferences import ParcelPreset, Preferences
from postwright.domain.shipment import Shipment
from postwright.ui.ship.quoting import Quoting

# Inputs that belong together are judged when the last of them was left, or one that holds something.
_TOGETHER = {
    "pounds": ("pounds", "ounces"),
    "ounces": ("pounds", "ounces"),
    "length": ("length",),
    "width": ("width",),
    "height": ("length", "width", "height"),
}
_NOT_LAST = frozenset({"pounds", "length", "width"})
_SHOWN_MISSING = 2
_DECLARE = "Mail to this place needs a declaration: say under Customs what is inside."
_SECTIONS = (
    ("to",),
    ("pounds", "ounces", "package_code", "length", "width", "height"),
    ("ship_date", "confirmation", "insured_value", "delivery", "reference1", "reference2", "reference3"),
    ("customs_contents", "customs_explanation", "customs_lines"),
)


def blank(preferences: Preferences) -> Draft:
    """Nothing but the place it is sent from."""
    origin = preferences.origin
    return Draft(sender=origin.address if origin else AddressText())


def following(before: Draft, preferences: Preferences, *, keep_weight: bool = False) -> Draft:
    """The next parcel: from the same place, with the same weight if the padlock is closed. After a return it
    is the shop again that sends.
    """
    stays = not (before.sender.is_blank or before.is_return)
    sender = before.sender if stays else blank(preferences).sender
    kept = replace(Draft(), sender=sender, delivery=before.delivery)
    return replace(kept, pounds=before.pounds, ounces=before.ounces) if keep_weight else kept


def preset(draft: Draft, chosen: ParcelPreset, *, keep_weight: bool = False) -> Draft:
    """Described by the preset. A weight that the preset does not name, or that is locked, stays."""
    filled = replace(
        draft,
        package_code=chosen.package_code,
        length=chosen.length,
        width=chosen.width,
        height=chosen.height,
    )
    if keep_weight or not (chosen.pounds or chosen.ounces):
        return filled
    return replace(filled, pounds=chosen.pounds, ounces=chosen.ounces)


def judged(field: str, draft: Draft) -> set[str]:
    """The fields about which something may be said once this one was left."""
    if draft.is_blank or (field in _NOT_LAST and not getattr(draft, field).strip()):
        return set()
    if field.startswith("customs_lines.") and field.endswith(".pounds"):
        return {field, field.removesuffix("pounds") + "ounces"}
    return set(_TOGETHER.get(field, (field,)))


def said(problems: Iterable[Problem]) -> dict[str, str]:
    """One sentence for each field, in the order of the form: to whom, parcel, options, customs, from."""
    found: dict[str, str] = {}
    for problem in sorted(problems, key=_section):
        found.setdefault(problem.field, problem.sentence)
    return found


def _section(problem: Problem) -> int:
    field = problem.field.partition(".")[0]
    return next((place for place, names in enumerate(_SECTIONS) if field in names), len(_SECTIONS))


def day(text: str) -> date | None:
    """An ISO day from a list; None for none."""
    return date.fromisoformat(text) if text else None


def rates_said(
    quoting: Quoting,
    shipment: Shipment | None,
    found: tuple[Problem, ...],
    *,
    online: bool,
    declare: bool,
) -> str:
    """What stands where the rates would stand, or under them. `declare`: customs is still to be filled in."""
    if quoting.asking(shipment):
        return "Asking for rates…"
    if not online:
        return "The shop is offline. Queue the parcel; it is bought when the shop is online again."
    if shipment is None:
        plain = [problem.sentence for problem in found if not problem.field.startswith("customs_")]
        said = [*plain[:_SHOWN_MISSING], _DECLARE] if declare else plain[:_SHOWN_MISSING]
        return f"Prices appear when the parcel is described. {' '.join(said)}"
    if quoting.fits(shipment):
        notes = " ".join(quoting.quote.notes) if quoting.quote else ""
        return "" if quoting.chosen else notes or "No service takes this parcel."
    return ""
