"""Ask what a checked shipment costs. Buys nothing."""

from __future__ import annotations

from postwright.carrier.client import CarrierClient
from postwright.domain.account import Account
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.rate import Quote
from postwright.domain.shipment import Shipment

STAMPS = "stamps_com"


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


def quote(carrier: CarrierClient, shipment: Shipment, carrier_id: str) -> Quote:
    """The rates of one account for the shipment in its own package type, tied to it by fingerprint."""
    return carrier.rates(shipment, carrier_id)
