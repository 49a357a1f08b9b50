"""Read postage accounts. One that cannot be used is read too, with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from postwright.carrier.wire import accounts as wire
from postwright.domain.account import Account, NamedCode
from postwright.domain.money import Money


def accounts(reply: wire.Carriers, now: datetime) -> tuple[Account, ...]:
    """Those for USPS first. One that cannot be used carries the reason, perhaps from the errors alone."""
    problems = {error.carrier_id: error.message for error in reply.errors if error.carrier_id}
    found = [
        replace(account(carrier, now), problem=problems.pop(carrier.carrier_id, ""))
        for carrier in reply.carriers
    ]
    found += [
        Account(carrier_id, "", "", "", Money(0), now, problem=text) for carrier_id, text in problems.items()
    ]
    return tuple(sorted(found, key=lambda one: one.carrier_code not in ("stamps_com", "usps")))


def account(carrier: wire.Carrier, now: datetime) -> Account:
    return Account(
        carrier_id=carrier.carrier_id,
        carrier_code=carrier.carrier_code,
        nickname=carrier.nickname or carrier.friendly_name,
        account_number=carrier.account_number,
        balance=Money.of(carrier.balance or 0),
        as_of=now,
        services=tuple(NamedCode(one.service_code, one.name, one.international) for one in carrier.services),
        packages=tuple(
            NamedCode(one.package_code, one.name, description=one.description) for one in carrier.packages
        ),
        options=tuple(NamedCode(one.name, one.name, description=one.description) for one in carrier.options),
        disabled=carrier.disabled_by_billing_plan,
    )
