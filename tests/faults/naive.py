"""The program that Postwright must not be: asks again on any error, and saves after success.

It is in the same harness so that the harness is known to see double charges.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import Fault
from postwright.domain.pickup import PickupRequest
from postwright.domain.purchase import Order
from tests.faults.kill import Killer

RECEIPT = "receipt.txt"
_TRIES = 3


def buy(carrier: CarrierClient, order: Order, receipt: Path, killer: Killer) -> None:
    """Buy unless there is a receipt already."""
    if receipt.exists():
        return
    for _ in range(_TRIES):
        try:
            bought = carrier.labels.buy(order)
        except Fault:
            continue
        killer.at("before the outcome")
        with receipt.open("w") as file:
            file.write(bought.label.label_id)
            file.flush()
            os.fsync(file.fileno())
        killer.at("after the outcome")
        return


def pick_up(carrier: CarrierClient, request: PickupRequest, receipt: Path) -> None:
    """Book a pickup unless there is a receipt of one already."""
    if receipt.exists():
        return
    for _ in range(_TRIES):
        with suppress(Fault):
            receipt.write_text(carrier.pickups.schedule(request).pickup_id)
            return
