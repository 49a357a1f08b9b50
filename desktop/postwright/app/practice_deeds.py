"""What the Practice page may do with the practice carrier. Touches no other carrier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta, tzinfo
from typing import Any

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.money import Money
from postwright.practice.app import PracticeCarrier
from postwright.practice.charges import Charge, Kind
from postwright.practice.clock import Clock
from postwright.practice.faults import Fault
from postwright.practice.switches import Switches
from postwright.shop import Shop
from postwright.ui.settings.practice.presenter import PracticeDeeds
from postwright.ui.settings.practice.screen import Entry, PracticeState, SeenParcel

_BUY, _POST = "/v1/labels", "POST"
TROUBLES = {
    "lost": Fault("drop_after", _BUY, _POST),
    "slow": Fault("delay", _BUY, _POST, seconds=20),
    "pause": Fault("too_many", _BUY, _POST, seconds=5),
    "trouble": Fault("error_500", _BUY, _POST),
    "unreadable": Fault("wrong_json", _BUY, _POST),
}
# The switch behind each habit, and its value while the habit is on.
HABITS: dict[str, tuple[str, Any]] = {
    "password_expired": ("password_expired", True),
    "no_address_check": ("address_validation", False),
    "old_qr_word": ("display_schemes", ("label", "qr_code", "label_and_qr_code")),
    "no_label_id": ("label_id_in", "nowhere"),
    "qr_as_label": ("qr_as_label", True),
    "label_for_code": ("display_scheme_made", "label"),
    "void_never_paid": ("void_scanned", "ignore"),
    "voids_by_itself": ("refund_assist", True),
    "forms_later": ("manifest_polls", 2),
    "forms_leave_out": ("manifest_leaves_out", True),
    "void_on_form": ("void_manifested", "accept"),
    "nobody_comes": ("pickup_comes", False),
    "refund_rejected": ("refund_decided", "rejected"),
    "tells_refunds": ("schema", "2026"),
}
_ENTRIES = 5
_WORDS: dict[Kind, str] = {
    "opening": "Opening balance",
    "purchase": "Label",
    "refund": "Refund",
    "adjustment": "Set on this page",
    "funds": "Money added",
}


def practice_deeds(shop: Shop) -> PracticeDeeds:
    """All run on lanes. Each raises BadInput where the shop is not in practice."""

    def carrier() -> PracticeCarrier:
        return _carrier(shop)

    def leave(amount: Money) -> None:
        too_much = _balance(carrier(), carrier().ledger()) - amount.minor
        if too_much > 0:
            _adjust(carrier(), -too_much)

    return PracticeDeeds(
        look=lambda: look(carrier()),
        advance=lambda days: _set(shop, lambda clock: clock.advance(timedelta(days=days))),
        until=lambda hour: _set(shop, lambda clock: clock.forward_to(*_hour(shop, hour))),
        back_to_today=lambda: _set(shop, Clock.reset),
        offline=lambda off: carrier().set_offline(off),
        trouble=lambda name: plan(carrier(), name),
        calm=lambda: carrier().faults.clear(),
        scan=lambda label_id, story: carrier().mail(label_id, story),
        leave=leave,
        add=lambda amount: _adjust(carrier(), amount.minor),
        behave=lambda habit, on: _behave(carrier(), habit, on),
    )


def _carrier(shop: Shop) -> PracticeCarrier:
    if shop.practice is None:
        raise BadInput(FaultKind.NOT_ALLOWED, "This is no practice shop.")
    return shop.practice


def _set(shop: Shop, move: Callable[[Clock], None]) -> None:
    """Set the carrier's clock, and look at it, so that the window's thread knows the time without a look."""
    move(_carrier(shop).clock)
    shop.now()


def _hour(shop: Shop, name: str) -> tuple[time, tzinfo]:
    """The hour until which SCAN forms are made at the origin, or pickups changed, and whose clock counts."""
    form, pickup = shop.rules.form, shop.rules.pickup
    return (form.until, shop.zone()) if name == "form" else (pickup.change_until, pickup.zone)


def _behave(carrier: PracticeCarrier, habit: str, on: bool) -> None:
    switch, value = HABITS[habit]
    carrier.set_switches(**{switch: value if on else getattr(Switches(), switch)})


def _adjust(carrier: PracticeCarrier, cents: int) -> None:
    account = carrier.first_account()
    if not account:
        raise BadInput(FaultKind.NO_ACCOUNT, "No account is connected.")
    carrier.adjust_balance(cents, account)


def plan(carrier: PracticeCarrier, trouble: str) -> None:
    """One trouble at a time, so that what is shown is what comes."""
    carrier.faults.clear()
    carrier.faults.add(TROUBLES[trouble])


def look(carrier: PracticeCarrier) -> PracticeState:
    """The practice carrier's world as it is now."""
    pending = {(fault.kind, fault.route) for fault in carrier.faults.pending()}
    planned = (name for name, fault in TROUBLES.items() if (fault.kind, fault.route) in pending)
    switches, charges, parcels = carrier.switches, carrier.ledger(), carrier.parcels()
    recipients = {one.label_id: one.recipient for one in parcels}
    return PracticeState(
        now=carrier.clock.now(),
        offline=carrier.offline,
        trouble=next(planned, ""),
        balance=Money(_balance(carrier, charges)),
        parcels=tuple(
            SeenParcel(one.label_id, one.recipient, one.tracking_number, one.scan) for one in parcels
        ),
        entries=tuple(_entry(one, recipients) for one in reversed(charges[-_ENTRIES:])),
        on=frozenset(name for name, (switch, on) in HABITS.items() if getattr(switches, switch) == on),
    )


def _balance(carrier: PracticeCarrier, charges: tuple[Charge, ...]) -> int:
    """Cents on the first connected account, the one that the page plays with; 0 where there is none."""
    account = carrier.first_account()
    return sum(one.amount.minor for one in charges if one.carrier_id == account)


def _entry(charge: Charge, recipients: dict[str, str]) -> Entry:
    who = recipients.get(charge.label_id, "")
    words = _WORDS[charge.kind]
    return Entry(charge.at, f"{words} for {who}" if who else words, charge.amount)
