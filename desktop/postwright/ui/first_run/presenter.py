"""Decides what the first page does. Connects or practises; buys nothing and keeps no key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from postwright.domain.account import Account
from postwright.domain.address_reading import read_address
from postwright.domain.draft import AddressText, Problem
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.sentences import Deed
from postwright.ui.first_run.screen import Doing, FirstRunScreen
from postwright.ui.notice import Notice, notice_of

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit

_NO_KEY = "Paste the API key of your ShipStation account."
_ABOUT_THE_KEY = frozenset({FaultKind.KEY_MISSING, FaultKind.KEY_REFUSED})


@dataclass(frozen=True, slots=True)
class FirstRunDeeds:
    """`practise` and `connect` keep the choice and the shop's address; `entered` hears that it is done."""

    sample: AddressText
    practise: Callable[[AddressText], None]
    connect: Callable[[str, AddressText], Account]
    entered: Callable[[], None]


class FirstRunPresenter:
    """Holds the Screen. A practice parcel leaves from the sample shop if no address was typed."""

    def __init__(
        self, submit: Submit, deeds: FirstRunDeeds, render: Callable[[FirstRunScreen], None]
    ) -> None:
        self.screen = FirstRunScreen(origin=deeds.sample)
        self._submit = submit
        self._deeds = deeds
        self._render = render

    def begin(self, notice: Notice | None = None) -> None:
        """Draw the page, with what went wrong before if anything did."""
        self._show(notice=notice)

    def practise(self, origin: AddressText) -> None:
        """Into practice, from the address typed."""
        origin = self._deeds.sample if origin.is_blank else origin
        if self.screen.can_act and self._well(origin):
            self._show(doing=Doing.PRACTISING, notice=None)
            work = partial(self._deeds.practise, origin)
            self._submit(work, self._entered, self._failed, name="Opening practice")

    def connect(self, key: str, origin: AddressText) -> None:
        """To the real account. The sample shop is nobody's address, so it has to be replaced."""
        if not self.screen.can_act or not self._well(origin, key.strip()):
            return
        self._show(doing=Doing.CONNECTING, notice=None)
        work = partial(self._deeds.connect, key.strip(), origin)
        self._submit(work, self._entered, self._failed, name="Connecting the account")

    def dismiss(self) -> None:
        """Forget the notice."""
        self._show(notice=None)

    def _well(self, origin: AddressText, key: str | None = None) -> bool:
        """Whether it can go on; shows what is wrong. None for the key means practice, which needs none."""
        found: list[Problem] = []
        read_address(origin, "origin", found, sender=True)
        problems = {one.field.removeprefix("origin."): one.sentence for one in reversed(found)}
        if key is not None and not problems and origin == self._deeds.sample:
            problems = {"name": "This is the sample shop. Write the address that your parcels leave from."}
        key_problem = _NO_KEY if key == "" else ""
        well = not problems and not key_problem
        self._show(
            origin=origin,
            problems=problems,
            key_problem=key_problem,
            tries=self.screen.tries + (0 if well else 1),
        )
        return well

    def _entered(self, _: object) -> None:
        self._deeds.entered()

    def _failed(self, fault: Fault) -> None:
        about_key = fault.kind in _ABOUT_THE_KEY
        notice = replace(notice_of(fault, Deed.LOOK), action="")
        key_problem = notice.text if about_key else ""
        self._show(doing=Doing.NOTHING, key_problem=key_problem, notice=None if about_key else notice)

    def _show(self, **changes: Any) -> None:
        self.screen = replace(self.screen, **changes)
        self._render(self.screen)
