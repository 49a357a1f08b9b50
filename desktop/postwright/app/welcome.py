"""The first page: practise now, or connect an account. Shown again when there is no key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.app.starting_point import SAMPLE_ORIGIN, for_practice
from postwright.domain.account import Account
from postwright.domain.draft import AddressText
from postwright.domain.faults import Fault
from postwright.domain.preferences import Mode, Origin
from postwright.ui.first_run.panel import FirstRunPanel
from postwright.ui.first_run.presenter import FirstRunDeeds

if TYPE_CHECKING:
    from postwright.app.connecting import FirstKey
    from postwright.app.program import Program


def welcome(program: Program, fault: Fault | None = None) -> FirstRunPanel:
    """Show the page in the program's window; `fault` says why it is shown again."""

    def practise(origin: AddressText) -> None:
        program.printed_into.mkdir(exist_ok=True)
        keeper = program.keeper
        keeper.save(for_practice(keeper.preferences(), origin, program.printed_into))

    def connect(key: str, origin: AddressText) -> Account:
        account = _first_key(program).connect(key)
        keeper = program.keeper
        known = for_practice(keeper.preferences(), origin, program.printed_into)
        origins = tuple(one for one in known.origins if one.address != SAMPLE_ORIGIN)
        program.printed_into.mkdir(exist_ok=True)
        keeper.save(
            replace(
                known,
                mode=Mode.LIVE,
                carrier_id=account.carrier_id,
                carrier_name=account.nickname,
                origins=origins or (Origin("Shop", origin),),
            )
        )
        return account

    known = program.keeper.preferences().origin
    deeds = FirstRunDeeds(known.address if known else SAMPLE_ORIGIN, practise, connect, program.open_shop)
    return FirstRunPanel(program.lanes.errands.submit, deeds, fault)  # the keyring may wait for a person


def _first_key(program: Program) -> FirstKey:
    """One for the program, since it remembers what was told. Loads the HTTP library, so only on a lane."""
    from postwright.app.connecting import FirstKey

    if program.first_key is None:
        program.first_key = FirstKey(program.secrets)
    return program.first_key
