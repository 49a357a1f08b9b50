"""Ask what a checked shipment costs. Buys nothing."""

from __future__ import annotations

from dataclasses import replace

from postwright.carrier.client import CarrierClient
from postwright.domain.account import STAMPS, Account
from postwright.domain.catalogue import Catalogue
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.rate import Quote, Rate
from postwright.domain.service_limits import within_limits
from postwright.domain.shipment import Shipment


def choose_account(accounts: tuple[Account, ...], preferred: str) -> Account:
    """The account that pays: the preferred one, else the first Stamps.com account that works.

    Raises BadInput(NO_ACCOUNT) when there is none, with the carrier's words when it gave a reason.
    """
    for account in accounts:
        if account.carrier_id == preferred and not account.disabled:
            return account
    for account in accounts:
        if account.carrier_code == STAMPS and not account.disabled:
            return account
    reason = next((account.problem for account in accounts if account.problem), "")
    raise BadInput(FaultKind.NO_ACCOUNT, reason)


def quote(carrier: CarrierClient, shipment: Shipment, carrier_id: str, catalogue: Catalogue) -> Quote:
    """The rates of one account for the shipment in its own package type, tied to it by fingerprint.

    Services that take some contents only say so, and are never chosen by themselves; a parcel that is too
    large for one cannot be bought with it.
    """

    def known(rate: Rate) -> Rate:
        service = catalogue.service(rate.service_code)
        rate = replace(rate, only_for=service.only_for if service else "")
        return within_limits(rate, service, shipment.parcel)

    found = carrier.rates.quote(shipment, carrier_id)
    return replace(found, rates=tuple(known(rate) for rate in found.rates))
