"""What becomes due as time passes: a batch, refunds by themselves, credits. Done before each call."""

from __future__ import annotations

from postwright.practice.batch_processing import go_on
from postwright.practice.charges import credit_what_is_due
from postwright.practice.desk import Desk
from postwright.practice.refunds import assist


def catch_up(desk: Desk) -> None:
    """Do everything that was due until now, in the caller's transaction."""
    go_on(desk)
    if desk.switches.refund_assist:
        assist(desk)
    credit_what_is_due(desk.connection, desk.now)
