"""What a person allows to be bought for the picked parcels, as it is typed. Allows nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.approval import CHEAPEST, IN_TIME, Approval, Tolerance, WhenPast
from postwright.domain.draft import Draft
from postwright.domain.money import NOTHING, Money, read_money, total
from postwright.ui.days import day_of
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.operations.results import QueueRow

# The code of a choice that leaves each of several parcels as it is; an empty line of text does the same.
AS_THEY_ARE = "="
MOST_PER_CENT = 100
_NO_PER_CENT = f"Write whole per cent, from 0 to {MOST_PER_CENT}."
_SAY_LIMIT = "No price was seen, so say the most it may cost."
_SAY_LIMITS = "No price was seen for some of these, so say the most each may cost."
_SAY_DAY = "Choose the day by which it is to arrive."


@dataclass(frozen=True, slots=True)
class TermsText:
    """The approval card as it is typed. `ship_date` is ISO, empty for the soonest day."""

    service: str = CHEAPEST
    arrive_by: str = ""
    more: str = ""
    per_cent: str = ""
    at_most: str = ""
    ship_date: str = ""
    when_past: str = WhenPast.ROLL.value


def terms_of(rows: tuple[QueueRow, ...], usual: Tolerance) -> TermsText:
    """What holds for all of them; where they differ, the card says so and leaves them alone."""
    held = [_held(row) for row in rows]
    allowed = [_tolerance(one, usual) for one in held]
    return TermsText(
        service=_same(((one.service_code if one else CHEAPEST) for one in held), AS_THEY_ARE),
        arrive_by=_same((_iso(one) for one in held), AS_THEY_ARE),
        more=_same((str(one.more) for one in allowed), ""),
        per_cent=_same((str(one.per_cent) for one in allowed), ""),
        at_most=_same((str(one.limit) if one and one.seen is None else "" for one in held), ""),
        ship_date=_same((row.record.draft.ship_date for row in rows), AS_THEY_ARE),
        when_past=_same(((one.when_past.value if one else WhenPast.ROLL.value) for one in held), AS_THEY_ARE),
    )


def _same(values: Iterable[str], otherwise: str) -> str:
    found = set(values)
    return found.pop() if len(found) == 1 else otherwise


def _iso(approval: Approval | None) -> str:
    return approval.arrive_by.isoformat() if approval and approval.arrive_by else ""


def _tolerance(approval: Approval | None, usual: Tolerance) -> Tolerance:
    return (approval.tolerance if approval else None) or usual


def problems_of(text: TermsText, rows: tuple[QueueRow, ...]) -> dict[str, str]:
    """What cannot be used as it is typed, field by field."""
    found: dict[str, str] = {}
    for name in ("more", "at_most"):
        sentence = _money_problem(getattr(text, name))
        if sentence:
            found[name] = sentence
    if text.per_cent.strip() and _per_cent(text.per_cent) is None:
        found["per_cent"] = _NO_PER_CENT
    if "at_most" not in found and not text.at_most.strip():
        if any(_limitless(row, text, alone=len(rows) == 1) for row in rows):
            found["at_most"] = _SAY_LIMIT if len(rows) == 1 else _SAY_LIMITS
    if any(_service(row, text) == IN_TIME and not _arrive_by(row, text) for row in rows):
        found["arrive_by"] = _SAY_DAY
    return found


def _money_problem(text: str) -> str:
    if not text.strip():
        return ""
    try:
        read_money(text)
    except ValueError as error:
        return str(error)
    return ""


def _per_cent(text: str) -> int | None:
    cleaned = text.strip().removesuffix("%").strip()
    if not cleaned.isdecimal() or int(cleaned) > MOST_PER_CENT:
        return None
    return int(cleaned)


def _held(row: QueueRow) -> Approval | None:
    """What was approved, or what could be now, where the parcel came back with a price."""
    return row.record.approval or row.record.offer


def _service(row: QueueRow, text: TermsText) -> str:
    if text.service != AS_THEY_ARE:
        return text.service
    held = _held(row)
    return held.service_code if held else CHEAPEST


def _arrive_by(row: QueueRow, text: TermsText) -> str:
    return _iso(_held(row)) if text.arrive_by == AS_THEY_ARE else text.arrive_by


def _limitless(row: QueueRow, text: TermsText, *, alone: bool) -> bool:
    """Whether nothing says what it may cost. Among several an empty line leaves each limit as it is; of one
    parcel whose price was not seen it was wiped out.
    """
    held = _held(row)
    return held is None or (alone and held.seen is None)


def _keeps_price(row: QueueRow, text: TermsText) -> bool:
    held = _held(row)
    return held is not None and _service(row, text) == held.service_code


def approve(row: QueueRow, text: TermsText, usual: Tolerance) -> tuple[Draft, Approval]:
    """The parcel with the day and the approval that were typed. The text must have no problem."""
    record, held = row.record, _held(row)
    service, keeps = _service(row, text), _keeps_price(row, text)
    before = _tolerance(held, usual)
    tolerance = Tolerance(
        read_money(text.more) if text.more.strip() else before.more,
        _typed_per_cent(text.per_cent, before.per_cent),
    )
    seen = held.seen if held and keeps else None
    approval = Approval(
        service_code=service,
        package_code=record.draft.package_code,
        limit=_limit(text, held, seen, tolerance),
        seen=seen,
        arrive_by=day_of(_arrive_by(row, text)) if service == IN_TIME else None,
        when_past=_when_past(text, held),
        tolerance=tolerance,
        basis=held.basis if held and keeps else None,
        when_online=held.when_online if held else False,
    )
    ship_date = record.draft.ship_date if text.ship_date == AS_THEY_ARE else text.ship_date
    return replace(record.draft, ship_date=ship_date), approval


def _typed_per_cent(text: str, before: int) -> int:
    typed = _per_cent(text) if text.strip() else None
    return before if typed is None else typed


def _limit(text: TermsText, held: Approval | None, seen: Money | None, tolerance: Tolerance) -> Money:
    if text.at_most.strip():
        return read_money(text.at_most)
    if seen is not None:
        return seen + tolerance.room(seen)
    return held.limit if held else NOTHING


def _when_past(text: TermsText, held: Approval | None) -> WhenPast:
    if text.when_past != AS_THEY_ARE:
        return WhenPast(text.when_past)
    return held.when_past if held else WhenPast.ROLL


def limit_words(rows: tuple[QueueRow, ...], text: TermsText, usual: Tolerance) -> str:
    """The limit that follows, in money."""
    if not rows or problems_of(text, rows):
        return ""
    made = [approve(row, text, usual)[1] for row in rows]
    if len(made) > 1:
        together = total([one.limit for one in made])
        return f"{count_words(len(made), 'parcel')}, at most {together} together."
    approval = made[0]
    if approval.seen is None:
        return f"At most {approval.limit}. The price is asked for before it is bought."
    if approval.limit < approval.seen:
        return f"At most {approval.limit}. That is less than the price seen, {approval.seen}."
    return f"At most {approval.limit}: the price seen was {approval.seen}, and {_room(approval)} more."


def _room(approval: Approval) -> str:
    room = approval.limit - (approval.seen or NOTHING)
    return f"{room.minor}¢" if room.minor < 100 else str(room)
