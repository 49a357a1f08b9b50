"""What waits for a person: doubtful money with its evidence, and all else. Holds no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postwright.domain.balance_evidence import BalanceEvidence, Says
from postwright.domain.foreign_label import ForeignLabel
from postwright.domain.form_request import FormEntry
from postwright.domain.label_entry import LabelEntry
from postwright.domain.mail_record import MailRecord
from postwright.domain.pickup import PickupEntry
from postwright.domain.print_record import PrintRecord
from postwright.domain.print_run import PrintRun
from postwright.domain.purchase import Purchase
from postwright.domain.purchase_history import Told
from postwright.domain.qr_watch import UnusedCode


@dataclass(frozen=True, slots=True)
class Doubt:
    """Money we do not know about. `absent_from` is when "it does not exist" may first be believed, after
    `looks_missing` more clean looks. `what_we_know` are the newest searches, `history` is all that the book
    says; `balance` is what the account's money says. `asked_at` is the time that all this holds for.
    """

    purchase: Purchase
    since: datetime
    what_we_know: tuple[Told, ...]
    can_deny: bool
    absent_from: datetime
    asked_at: datetime
    looks_missing: int = 0
    history: tuple[Told, ...] = ()
    balance: BalanceEvidence | None = None

    @property
    def balance_speaks_for_it(self) -> bool:
        return self.balance is not None and self.balance.says is Says.CHARGED


@dataclass(frozen=True, slots=True)
class Attention:
    """Everything that waits for a person: doubtful money, interrupted prints, doubtful voids and pickups.

    `alarms` say which labels differ from their orders and are not printed yet; `foreign` are labels of the
    account that nobody here bought; `paused_runs` are runs of labels that wait to go on. `mails` may have
    left, or never did and are not tried again; `ending_codes`, one card, are unused QR codes that end by
    tomorrow or have ended. `notes` are sentences about what was just settled.
    """

    doubts: tuple[Doubt, ...] = ()
    maybe_printed: tuple[tuple[PrintRecord, LabelEntry], ...] = ()
    doubtful_voids: tuple[LabelEntry, ...] = ()
    doubtful_pickups: tuple[PickupEntry, ...] = ()
    alarms: tuple[str, ...] = ()
    foreign: tuple[ForeignLabel, ...] = ()
    doubtful_forms: tuple[FormEntry, ...] = ()
    notes: tuple[str, ...] = ()
    paused_runs: tuple[PrintRun, ...] = ()
    mails: tuple[tuple[MailRecord, LabelEntry], ...] = ()
    ending_codes: tuple[UnusedCode, ...] = ()

    @property
    def count(self) -> int:
        uncertain = len(self.doubts) + len(self.maybe_printed) + len(self.paused_runs)
        asked = len(self.doubtful_voids) + len(self.doubtful_pickups) + len(self.doubtful_forms)
        mailed = len(self.mails) + bool(self.ending_codes)
        return uncertain + asked + mailed + len(self.alarms) + len(self.foreign)
