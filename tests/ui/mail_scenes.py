"""The Mail panel in what a person meets. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtTest import QTest

from postwright.domain.faults import Fault
from postwright.domain.mail_record import WANTS_A_PERSON, MailState
from postwright.operations.results import Attention
from postwright.ui.attention.panel import AttentionPanel
from postwright.ui.attention.presenter import Deeds
from postwright.ui.outbox.panel import OutboxPanel
from postwright.ui.outbox.screen import Part
from postwright.ui.panel import Panel
from postwright.ui.widgets.section import ScrollColumn
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.outbox.mailbag import Mailroom, codes, mail, mails

Made = tuple[Panel, Callable[[], None]]
_LONG = "bartholomew.featherstonehaugh+orders.of.november@a-very-long-name-of-a-company.example.com"


def _panel(shop: Mailroom, *, mail_id: int = 0, code: str = "", online: bool = True) -> Callable[[], Made]:
    def make() -> Made:
        lane = HeldLane(Fault)
        panel = OutboxPanel(lane, lane, shop.deeds(), online=lambda: online)

        def act() -> None:
            panel.shown()
            lane.run_all()
            if mail_id:
                panel.presenter.point(mail_id)
            if code:
                panel.open(Part.CODES)
                panel.presenter.point_code(code)

        return panel, act

    return make


def _long() -> Mailroom:
    words = "550 5.7.1 Our system has detected that this message is likely unsolicited. " * 4
    row = mail(6, MailState.REFUSED, detail=words, attempts=1)
    return Mailroom(rows=(replace(row, record=replace(row.record, recipient=_LONG)), *mails()))


def _attention() -> Made:
    """A doubt about money, and what waits for a person of the mails."""
    rows = [row for row in mails() if row.record.state in WANTS_A_PERSON]
    told = Attention(
        doubts=plausible.attention().doubts[:1],
        mails=tuple((row.record, row.entry) for row in rows),
        ending_codes=codes()[1:3],
    )
    lane = HeldLane(Fault)
    deeds = Deeds(
        look=lambda: told,
        check_again=lambda one: told,
        it_exists=lambda one, text: told,
        it_does_not_exist=lambda one, seen: told,
        print_came_out=lambda one, yes: told,
        answer=lambda key, said: told,
    )
    panel = AttentionPanel(lane, deeds)

    def act() -> None:
        panel.shown()
        lane.run_all()
        bar = panel.view.stack.currentWidget()
        if isinstance(bar, ScrollColumn):
            QTest.qWait(100)
            bar.verticalScrollBar().setValue(bar.verticalScrollBar().maximum())

    return panel, act


MAIL = {
    "mail-attention": _attention,
    "mail-doubt": _panel(Mailroom(), mail_id=4),
    "mail-refused": _panel(Mailroom(), mail_id=3),
    "mail-waiting": _panel(Mailroom(), mail_id=2),
    "mail-no-server": _panel(Mailroom(host=""), mail_id=2),
    "mail-offline": _panel(Mailroom(), mail_id=2, online=False),
    "mail-long": _panel(_long(), mail_id=7),
    "mail-empty": _panel(Mailroom(rows=(), unused=())),
    "mail-codes": _panel(Mailroom(), code="se-5001"),
    "mail-codes-ended": _panel(Mailroom(), code="se-5002"),
    "mail-codes-empty": _panel(Mailroom(unused=()), code="none"),
}
