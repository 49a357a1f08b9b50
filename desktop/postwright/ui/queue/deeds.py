"""What the Queue panel may ask for, bound by whoever builds the program, and the screen its parts share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from postwright.domain.advice import Action
from postwright.domain.approval import Approval
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft import Draft
from postwright.domain.preferences import Preferences
from postwright.domain.ship_day import LeavesToday
from postwright.ui.queue.screen import QueueScreen

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import (
        BatchItem,
        BatchPlan,
        CameBack,
        LeftAlone,
        ParcelEnd,
        ParcelPriced,
        QueueRow,
        Standing,
        StillInDoubt,
        Stopping,
    )

    PriceEnd: TypeAlias = ParcelPriced | CameBack | LeftAlone | StillInDoubt | Stopping


class UnderWay(Protocol):
    """A batch under way."""

    def stop(self) -> None:
        """Begin no other parcel; the calls under way are finished."""
        ...


class Listener(Protocol):
    """Whom a batch tells of its parcels, on the window's thread."""

    def begun(self, draft_id: str) -> None:
        """The call for this parcel is under way."""
        ...

    def ended(self, draft_id: str, end: ParcelEnd) -> None: ...

    def over(self, stopped: str) -> None:
        """Every call has ended; `stopped` says why the rest was not tried, or nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Deeds:
    """`standing`, `preferences` and `today` are quick: the window's thread asks. `price` asks the price of
    one parcel and keeps it with its approval. `begin` writes down what will be bought, with the answers.
    """

    rows: Callable[[], tuple[QueueRow, ...]]
    edit: Callable[[str], None]
    remove: Callable[[str], None]
    restore: Callable[[str], None]
    unqueue: Callable[[str], None]
    approve: Callable[[str, Draft, Approval], None]
    price: Callable[[str], PriceEnd]
    plan: Callable[[tuple[str, ...]], BatchPlan]
    begin: Callable[[tuple[str, ...], Mapping[str, frozenset[str]]], tuple[BatchItem, ...]]
    answer_leaving: Callable[[LeavesToday, bool], None]
    run: Callable[[tuple[BatchItem, ...], Listener], UnderWay]
    preferences: Callable[[], Preferences]
    standing: Callable[[], Standing]
    catalogue: Catalogue
    today: Callable[[], date]
    show_label: Callable[[str], None] = lambda label_id: None
    show_labels: Callable[[tuple[str, ...]], None] = lambda label_ids: None
    open_void: Callable[[str], None] = lambda label_id: None
    go: Callable[[Action], None] = lambda action: None


@dataclass(frozen=True, slots=True)
class QueueLanes:
    """Where the work runs. `desk` keeps strict order, `errands` asks prices."""

    desk: Submit
    errands: Submit


class Stage:
    """Holds the one screen of the panel for the presenter and its parts."""

    def __init__(self, render: Callable[[QueueScreen], None]) -> None:
        self.screen = QueueScreen()
        self._render = render

    def show(self, **changes: Any) -> None:
        """Replace parts of the screen and draw it."""
        self.put(replace(self.screen, **changes))

    def put(self, screen: QueueScreen) -> None:
        """Draw this screen."""
        self.screen = screen
        self._render(screen)
