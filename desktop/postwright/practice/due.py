"""What becomes due as time passes: batches, pickups, refunds, credits. Done before each call."""

from __future__ import annotations

from postwright.practice.batches.processing import go_on
from postwright.practice.charges import add_charge, credit_what_is_due, reject_what_is_due
from postwright.practice.desk import Desk, load
from postwright.practice.labels.options import ON_SCAN
from postwright.practice.labels.refunds import assist
from postwright.practice.transit.collecting import collect
from postwright.practice.transit.stories import scans


def catch_up(desk: Desk) -> None:
    """Do everything that was due until now, in the caller's transaction. What was collected is scanned by
    then, so that it comes before what happens to parcels that nobody scanned.
    """
    go_on(desk)
    collect(desk)
    if desk.switches.pay_on_scan:
        _charge_scanned(desk)
    if desk.switches.refund_assist:
        assist(desk)
    if desk.switches.refund_decided == "rejected":
        reject_what_is_due(desk.connection, desk.now)
    credit_what_is_due(desk.connection, desk.now)


def _charge_scanned(desk: Desk) -> None:
    """Charge the labels that are paid for when the carrier first has them. Nobody is asked for the money."""
    query = (
        "SELECT * FROM label WHERE body ->> '$.options.charge_event' = ?"
        " AND id NOT IN (SELECT label_id FROM charge WHERE label_id NOT NULL) ORDER BY id"
    )
    for row in desk.connection.execute(query, (ON_SCAN,)).fetchall():
        seen, body = scans(row, desk.now), load(row["body"])
        if seen:
            cents = body["shipment_cents"] + body["insurance_cents"]
            add_charge(
                desk.connection,
                "purchase",
                -cents,
                carrier=row["carrier_id"],
                now=seen[0].at,
                label=row["id"],
            )
