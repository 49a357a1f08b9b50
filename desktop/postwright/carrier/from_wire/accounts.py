"""Read postage accounts. One that cannot be used is read too, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from postwright.carrier.from_wire.parts import money
from postwright.carrier.reading import written
from postwright.carrier.wire import accounts as wire
from postwright.domain.account import STAMPS, Account, NamedCode
from postwright.domain.money import Money


def accounts(data: object, now: datetime) -> tuple[Account, ...]:
    """Those for USPS first. One that cannot be used carries the reason, perhaps from the errors alone."""
    reply = wire.Carriers.model_validate(data)
    assert isinstance(data, dict)
    texts = [written(one) for one in data["carriers"] or ()]
    problems = {error.carrier_id: error.message for error in reply.errors if error.carrier_id}
    found = [
        replace(account(carrier, text, now), problem=problems.pop(carrier.carrier_id, ""))
        for carrier, text in zip(reply.carriers, texts, strict=True)
    ]
    found += [
        Account(carrier_id, "", "", "", Money(0), now, problem=text) for carrier_id, text in problems.items()
    ]
    return tuple(sorted(found, key=lambda one: one.carrier_code not in (STAMPS, "usps")))


def account(carrier: wire.Carrier, text: str, now: datetime) -> Account:
    return Account(
        carrier_id=carrier.carrier_id,
        carrier_code=carrier.carrier_code,
        nickname=carrier.nickname or carrier.friendly_name,
        account_number=carrier.account_number,
        balance=Money.of(carrier.balance or 0),
        as_of=now,
        services=services(carrier.services),
        packages=packages(carrier.packages),
        options=options(carrier.options),
        disabled=carrier.disabled_by_billing_plan,
        raw=text,
    )


def services(found: Iterable[wire.Service]) -> tuple[NamedCode, ...]:
    return tuple(NamedCode(one.service_code, one.name, one.international) for one in found)


def packages(found: Iterable[wire.Package]) -> tuple[NamedCode, ...]:
    return tuple(NamedCode(one.package_code, one.name, description=one.description) for one in found)


def options(found: Iterable[wire.Option]) -> tuple[NamedCode, ...]:
    return tuple(NamedCode(one.name, one.name, description=one.description) for one in found)


def balance(reply: wire.Balance) -> Money:
    """Raises ValueError when there is no amount: then nobody knows whether money was added."""
    found = money(reply.balance)
    if found is None:
        raise ValueError("the balance has no amount")
    return found
