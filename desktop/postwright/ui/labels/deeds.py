"""What the Labels panel may ask for, bound by whoever builds the program, and the screen its parts share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from postwright.domain.catalogue import Catalogue
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.parcel_watch import ParcelNews
from postwright.domain.print_record import PrintRecord
from postwright.domain.print_run import PrintRun
from postwright.domain.tracking import Tracking
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.papers import PaperDeeds

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import LabelSheet
    from postwright.ui.scan.presenter import ScanDeeds


@dataclass(frozen=True, slots=True)
class RunDeeds:
    """Many labels, one after the other. `print_next` sends one sheet and answers when it is handed over.

    `begin` gets the reason for those that have a copy already; `resume` the place to go on from, None for
    the first that waits, and the reason where that one may have come out before. `skip` names the place.
    `came_out`: of which print of the run, and whether it did. `standing` are the runs that have not ended.
    """

    begin: Callable[[tuple[str, ...], str], PrintRun]
    print_next: Callable[[int], PrintRun]
    pause: Callable[[int], PrintRun]
    resume: Callable[[int, int | None, str], PrintRun]
    skip: Callable[[int, int], PrintRun]
    end: Callable[[int], PrintRun]
    came_out: Callable[[int, int, bool], PrintRun]
    standing: Callable[[], tuple[PrintRun, ...]]


@dataclass(frozen=True, slots=True)
class TrackDeeds:
    """Where parcels are. `ask` asks USPS about one label now, `news` says how labels stand by what was heard
    before, `words` how USPS is asked, with the rule's date and source.
    """

    ask: Callable[[str], Tracking]
    under_way: Callable[[], tuple[LabelEntry, ...]]
    news: Callable[[tuple[LabelEntry, ...]], tuple[ParcelNews, ...]]
    words: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel may ask for. `open_mail`, `open_void` and `open_draft` lead to other panels;
    `prepare_return` gives the draft of a label's way back, `correct` that of a void label's parcel.
    `of` gives these labels in this order.
    """

    find: Callable[[str], tuple[LabelEntry, ...]]
    of: Callable[[tuple[str, ...]], tuple[LabelEntry, ...]]
    sheet: Callable[[str], LabelSheet]
    prints: Callable[[str], tuple[PrintRecord, ...]]
    print_label: Callable[[str, str], PrintRecord]
    save_document: Callable[[str, DocumentKind, str], None]
    track: TrackDeeds
    open_mail: Callable[[str, LetterKind], None]
    open_void: Callable[[str], None]
    prepare_return: Callable[[str], str]
    correct: Callable[[str], str]
    open_draft: Callable[[str], None]
    catalogue: Callable[[], Catalogue]
    papers: PaperDeeds
    runs: RunDeeds
    scans: ScanDeeds


@dataclass(frozen=True, slots=True)
class LabelsLanes:
    """Where the work runs. `prints` draws and sends one sheet after the other; `desk` keeps strict order."""

    errands: Submit
    prints: Submit
    desk: Submit


class Stage:
    """Holds the one screen of the panel for its parts. `again` is what "Try again" means."""

    def __init__(self, render: Callable[[LabelsScreen], None]) -> None:
        self.screen = LabelsScreen()
        self.again: Callable[[], None] = lambda: None
        self._render = render

    def show(self, **changes: Any) -> None:
        """Replace parts of the screen and draw it."""
        self.screen = replace(self.screen, **changes)
        self._render(self.screen)

    def hold(self, **changes: Any) -> None:
        """Replace parts of the screen; what comes next draws it."""
        self.screen = replace(self.screen, **changes)
