"""Build each panel of a session: its deeds bound, its lanes chosen. One function a panel, one line in the
table.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from postwright.app.attention_deeds import attention_deeds
from postwright.app.clipboard import copy_mail, copy_text
from postwright.app.day_deeds import day_deeds
from postwright.app.mail_deeds import mail_deeds
from postwright.app.outbox_deeds import outbox_deeds
from postwright.app.pickup_deeds import pickups_deeds
from postwright.app.printing_deeds import labels_deeds
from postwright.app.queue_deeds import queue_deeds
from postwright.app.refund_deeds import refund_deeds
from postwright.app.report_deeds import report_deeds
from postwright.app.selling_deeds import ship_deeds
from postwright.app.settings_deeds import settings_deeds
from postwright.app.text_deeds import text_deeds
from postwright.app.voids_deeds import voids_deeds
from postwright.ui.attention.panel import AttentionPanel
from postwright.ui.end_of_day.panel import EndOfDayPanel
from postwright.ui.labels.deeds import LabelsLanes
from postwright.ui.labels.panel import LabelsPanel
from postwright.ui.mail_texts.panel import MailTextsPanel
from postwright.ui.mail_texts.presenter import TextLanes
from postwright.ui.outbox.panel import OutboxPanel
from postwright.ui.pickups.panel import PickupsPanel
from postwright.ui.qr_mail.panel import QrMailPanel
from postwright.ui.queue.deeds import QueueLanes
from postwright.ui.queue.panel import QueuePanel
from postwright.ui.reports.panel import ReportsPanel
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.ship.deeds import ShipLanes
from postwright.ui.ship.panel import ShipPanel
from postwright.ui.voids.panel import VoidsPanel

if TYPE_CHECKING:
    from postwright.app.session import Session
    from postwright.ui.panel import Panel


def _ship(session: Session) -> Panel:
    lanes = ShipLanes(
        desk=session.lanes.desk.submit,
        errands=session.errands,
        money=session.money,
        prints=session.lanes.prints.submit,
    )
    return ShipPanel(ship_deeds(session.shop, session.ways, session.alarm), lanes)


def _queue(session: Session) -> Panel:
    return QueuePanel(
        queue_deeds(session.shop, session.ways, session.money),
        QueueLanes(desk=session.lanes.desk.submit, errands=session.errands),
        announce=session.announce,
        begin=partial(session.routes.bring, "ship"),
    )


def _labels(session: Session) -> Panel:
    return LabelsPanel(
        LabelsLanes(
            errands=session.errands, prints=session.lanes.prints.submit, desk=session.lanes.desk.submit
        ),
        labels_deeds(
            session.shop,
            sound=session.alarm,
            open_mail=session.routes.open_mail,
            open_void=session.routes.open_void,
            open_draft=session.routes.edit_draft,
        ),
        announce=session.announce,
        go=session.routes.go,
        begin=partial(session.routes.bring, "ship"),
    )


def _voids(session: Session) -> Panel:
    return VoidsPanel(
        session.errands,
        voids_deeds(session.shop, session.routes.edit_draft),
        refund_deeds(session.shop, session.routes.edit_draft),
        now=session.shop.clock.glance,
        money=session.money,
        announce=session.announce,
        go=session.routes.go,
    )


def _pickups(session: Session) -> Panel:
    return PickupsPanel(
        session.errands,
        pickups_deeds(session.shop),
        now=session.shop.clock.glance,
        money=session.money,
        prints=session.lanes.prints.submit,
        announce=session.announce,
        go=session.routes.go,
        begin=partial(session.routes.bring, "ship"),
    )


def _end_of_day(session: Session) -> Panel:
    return EndOfDayPanel(
        session.lanes.errands.submit,
        day_deeds(session.shop),
        now=session.shop.clock.glance,
        money=session.money,
        prints=session.lanes.prints.submit,
        announce=session.announce,
        go=session.routes.go,
        begin=partial(session.routes.bring, "ship"),
        to_voids=session.routes.void_from_day,
        to_pickups=session.routes.pickups_from_day,
    )


def _attention(session: Session) -> Panel:
    return AttentionPanel(
        session.lanes.desk.submit,
        attention_deeds(session.shop),
        money=session.money,
        announce=session.announce,
        go=session.routes.go,
        open_panel=session.routes.open_named,
        counted=session.count,
    )


def _outbox(session: Session) -> Panel:
    return OutboxPanel(
        session.lanes.desk.submit,
        session.errands,
        outbox_deeds(session.shop, session.ways, session.background.watching.look),
        online=lambda: session.standing.standing().online,
        trouble=lambda: session.background.posting.fault,
        announce=session.announce,
        go=session.routes.go,
    )


def _reports(session: Session) -> Panel:
    return ReportsPanel(
        session.errands,
        report_deeds(session.shop),
        prints=session.lanes.prints.submit,
        go=session.routes.go,
        begin=partial(session.routes.bring, "ship"),
    )


def _settings(session: Session) -> Panel:
    return SettingsPanel(
        session.errands,
        settings_deeds(session.shop, session.keeper, session.secrets),
        desk=session.lanes.desk.submit,
        prints=session.lanes.prints.submit,
        announce=session.announce,
        go=session.routes.go,
        open_texts=session.routes.open_texts,
    )


def mail_panel(session: Session, leave: Callable[[], None]) -> QrMailPanel:
    """The customer's mail, which has no place on the rail."""
    return QrMailPanel(
        session.errands,
        mail_deeds(session.shop, copy_text=copy_text, copy_mail=copy_mail),
        prints=session.lanes.prints.submit,
        announce=session.announce,
        go=session.routes.go,
        leave=leave,
    )


def texts_panel(session: Session, leave: Callable[[], None]) -> MailTextsPanel:
    """The studio of texts, which is opened from the settings."""
    return MailTextsPanel(
        TextLanes(desk=session.lanes.desk.submit, errands=session.errands),
        text_deeds(session.shop, session.secrets),
        announce=session.announce,
        go=session.routes.go,
        leave=leave,
    )


PANELS: dict[str, Callable[[Session], Panel]] = {
    "ship": _ship,
    "queue": _queue,
    "labels": _labels,
    "voids": _voids,
    "pickups": _pickups,
    "end-of-day": _end_of_day,
    "attention": _attention,
    "mail": _outbox,
    "reports": _reports,
    "settings": _settings,
}
