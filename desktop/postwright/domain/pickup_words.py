"""Pickups in sentences: when USPS comes and why not sooner, until when, and what is odd about the pieces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from postwright.domain.pickup import PickupEntry, PickupState, PickupWindow
from postwright.domain.pickup_day import Coming, change_until
from postwright.domain.pickup_plan import Piece, Visit, WhyNot
from postwright.domain.postal_calendar import day_words
from postwright.domain.postal_rules import PickupRule

_DAY = timedelta(days=1)
NO_TIME = "The carrier named no time. It comes with the regular mail."
_LEFT_OUT = {
    WhyNot.ON_PICKUP: ("is on a pickup", "are on a pickup"),
    WhyNot.SCANNED: ("was scanned by USPS", "were scanned by USPS"),
    WhyNot.QR_ONLY: ("is printed at a Post Office", "are printed at a Post Office"),
    WhyNot.RETURN: ("is a return", "are returns"),
}


def comes_words(told: Coming) -> str:
    """When USPS will really come."""
    return f"USPS comes on {day_words(told.day)}"


def why_words(told: Coming, rule: PickupRule) -> str:
    """Why that day and no other."""
    parts = []
    if told.missed is not None:
        parts.append(f"It is past {_central(rule)}, too late for {day_words(told.missed)}.")
    closed = [f"{day_words(day)} is {_named(why)}" for day, why in told.closed]
    if closed:
        parts.append(f"{_listed(closed)}: no pickup.")
    parts.append("It comes with the regular mail, on the next postal day, whatever is asked.")
    return " ".join(parts)


def until_words(told: Coming, rule: PickupRule, zone: tzinfo, city: str) -> str:
    """Until when that day can be asked for, by Central time and by the clocks of the place."""
    return f"Ask, change or cancel until {deadline_words(told.until, rule, zone, city)}."


def deadline_words(until: datetime, rule: PickupRule, zone: tzinfo, city: str) -> str:
    """ "2:00 am Central on Tue 24 Nov, that is 3:00 am in Boston"."""
    central, here = until.astimezone(rule.zone), until.astimezone(zone)
    told = f"{_central(rule)} on {day_words(central.date())}"
    if here.utcoffset() == central.utcoffset():
        return told
    if here.time() == time(0):
        return f"{told}, that is the end of {day_words(here.date() - _DAY)} in {city}"
    same = here.date() == central.date()
    return f"{told}, that is {'' if same else day_words(here.date()) + ', '}{clock(here)} in {city}"


def too_late_words(entry: PickupEntry, rule: PickupRule) -> str:
    """Why a pickup cannot be cancelled any more."""
    return f"USPS takes no cancellation any more: it did until {_deadline(entry, rule)}."


def cancel_words(entry: PickupEntry, rule: PickupRule) -> str:
    """Until when a pickup can be cancelled."""
    return f"It can be cancelled until {_deadline(entry, rule)}."


def _deadline(entry: PickupEntry, rule: PickupRule) -> str:
    city = entry.request.place.city if entry.request.place else "its place"
    return deadline_words(change_until(entry.day, rule), rule, entry.zone, city)


def window_words(window: PickupWindow) -> str:
    """ "Tue 24 Nov, 8:00 am to 5:00 pm", for a window by the clocks of its place."""
    start, end = window.start, window.end
    span = clock(start) if start == end else f"{clock(start)} to {clock(end)}"
    return f"{day_words(start.date())}, {span}"


def difference_words(entry: PickupEntry) -> str:
    """How what was booked differs from what was asked; empty when it does not."""
    if entry.pickup is None:
        return ""
    parts = []
    if not entry.pickup.windows:
        parts.append(NO_TIME)
    elif entry.day != entry.asked_day:
        parts.append(f"USPS chose {day_words(entry.day)}, not {day_words(entry.asked_day)}.")
    missing = set(entry.request.label_ids) - set(entry.pickup.label_ids)
    if missing and entry.pickup.label_ids:
        parts.append(f"The carrier lists {_count(len(missing), 'label')} fewer than was asked.")
    parts += [f"The carrier said: {problem}" for problem in entry.pickup.problems]
    return " ".join(parts)


def voided_words(visit: Visit) -> str:
    """What the voided labels of a pickup that still comes mean for it."""
    if not visit.voided:
        return ""
    if not visit.good:
        return "All its labels were voided. Cancel it, or USPS comes for nothing."
    verb = "was" if visit.voided == 1 else "were"
    left = f"{_count(visit.good, 'parcel')} {'is' if visit.good == 1 else 'are'} left"
    return f"{_count(visit.voided, 'label')} of it {verb} voided; {left}. Its note may still name more."


def over_words(visit: Visit) -> str:
    """What became of a booked pickup that is over, as far as scans tell."""
    if visit.entry.state is not PickupState.BOOKED or visit.good <= 0:
        return ""
    if not visit.scanned:
        return "No parcel of it was scanned yet. If USPS did not come, ask for them again."
    if visit.scanned >= visit.good:
        return f"USPS has scanned {'its parcel' if visit.good == 1 else 'all its parcels'}."
    return f"USPS has scanned {visit.scanned} of {visit.good}. The others can go on another pickup."


def warnings(pieces: Sequence[Piece], rule: PickupRule) -> tuple[str, ...]:
    """What is told about these pieces before USPS is asked for them. Each is a sentence."""
    found = []
    if pieces and not any(piece.premium for piece in pieces):
        found.append(
            "None of these is Priority, Express or First-Class International. Some post offices send a "
            "carrier only when one is."
        )
    heavy = sum(piece.is_too_heavy(rule) for piece in pieces)
    if heavy:
        verb = "is" if heavy == 1 else "are"
        found.append(
            f"{_count(heavy, 'parcel')} {verb} over {rule.most_pounds} lb. USPS leaves such a piece."
        )
    insured = sum(piece.is_insured for piece in pieces)
    if insured:
        verb = "is" if insured == 1 else "are"
        found.append(
            f"{_count(insured, 'parcel')} {verb} insured. Older USPS pages want insured pieces brought to a "
            "counter."
        )
    return tuple(found)


def left_out_words(left_out: Sequence[tuple[WhyNot, int]]) -> str:
    """ "Not offered: 2 are on a pickup, 1 is a return."; empty where nothing is left out."""
    parts = [f"{count} {_LEFT_OUT[why][count > 1]}" for why, count in left_out]
    return f"Not offered: {_listed(parts)}." if parts else ""


def clock(at: datetime) -> str:
    """ "8:00 am"."""
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"


def _central(rule: PickupRule) -> str:
    until = rule.change_until
    return f"{until.hour % 12 or 12}:{until.minute:02d} {'am' if until.hour < 12 else 'pm'} Central"


def _named(why: str) -> str:
    return "a Sunday" if why == "Sunday" else why


def _count(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
