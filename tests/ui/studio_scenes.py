"""The Mail page of the settings and the studio of texts, in every step that a person meets. Draws nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from postwright.domain.faults import Fault, FaultKind, MailFault
from postwright.domain.letter import Language, LetterKind
from postwright.ui.mail_look import Look
from postwright.ui.mail_texts.panel import MailTextsPanel
from postwright.ui.panel import Panel
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.screen import Page
from tests.ui.logo import logo
from tests.ui.mail_texts.desk import LABEL, Desk
from tests.ui.settings.shop import Shop

Act = Callable[[], None]


class MailScene:
    """The Mail page."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.panel = SettingsPanel(self.shop.lane, self.shop.deeds())
        self.view = self.panel.view.mail

    def look(self, **changes: object) -> None:
        held = self.shop.held
        self.shop.held = replace(held, mail=replace(held.mail, **changes))  # type: ignore[arg-type] # any field
        self.panel.shown()
        self.panel.open(Page.MAIL)
        self.shop.lane.run_all()

    def known(self) -> None:
        self.look(
            sender="juniper@gmail.com", host="", website="http://juniper.example", shop_name="Juniper Books"
        )

    def refused(self) -> None:
        fault: Fault = MailFault(FaultKind.MAIL_CERTIFICATE, "certificate verify failed: self-signed")
        self.shop.faults["mail"] = fault
        self.look(qr_days=12)
        self.panel.mail.test()
        self.shop.lane.run_all()

    def lower(self) -> None:
        self.shop.logo = logo()
        self.look(return_by_mail=True)
        show(self.view.mails)

    def lowest(self) -> None:
        self.shop.logo = logo()
        self.look()
        show(self.view.logo)


def show(part: QWidget) -> None:
    """Scroll to a part of the page, once it has its size."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        QTest.qWait(100)
        area.verticalScrollBar().setValue(part.mapTo(area.widget(), QPoint(0, 0)).y() - 8)


class StudioScene:
    """The studio, over a folder of its own."""

    def __init__(self) -> None:
        self.place = tempfile.TemporaryDirectory(prefix="postwright-scene-")
        self.desk = Desk(Path(self.place.name), logo=logo())
        self.panel = MailTextsPanel(self.desk.lanes(), self.desk.deeds())
        self.view, self.presenter = self.panel.view, self.panel.presenter

    def look(self, look: Look = Look.DESKTOP) -> None:
        self.panel.open()
        self.panel.shown()
        self.desk.run()
        self.view.looks.pages.turn(look)

    def spanish(self) -> None:
        self.look()
        self.presenter.choose(LetterKind.RETURN_LABEL, Language.SPANISH)
        self.desk.run()

    def write(self, subject: str, body: str) -> None:
        self.view.editor.subject.selectAll()
        QTest.keyClicks(self.view.editor.subject, subject)
        self.view.editor.body.put(body, undoable=True)
        self.view.flush()
        self.desk.run()

    def wrong(self) -> None:
        self.look()
        body = self.presenter.screen.body
        self.write(
            "Your code, {{ custmer }}",
            body.replace("{{ qr }}", "{{ qr_code }}").replace("{{ office_link }}", "https://bit.ly/3xYz"),
        )
        self.view.editor.lists.setCurrentIndex(1)

    def warned(self) -> None:
        self.look()
        self.write(self.presenter.screen.subject, "Hello {{ customer }},\n\n{{ qr }}\n\nSee you soon.\n")
        self.view.editor.lists.setCurrentIndex(1)

    def used(self) -> None:
        self.look()
        self.write("Your {{ shop }} QR code", self.presenter.screen.body)
        self.presenter.use()
        self.presenter.choose_label(LABEL.label_id)
        self.desk.run()

    def ours(self) -> None:
        self.used()
        self.presenter.use_ours()
        self.desk.run()


def _mail(act: Callable[[MailScene], None]) -> tuple[Panel, Act]:
    scene = MailScene()
    return scene.panel, lambda: act(scene)


def _studio(act: Callable[[StudioScene], None]) -> tuple[Panel, Act]:
    scene = StudioScene()
    return scene.panel, lambda: act(scene)


STUDIO: dict[str, Callable[[], tuple[Panel, Act]]] = {
    "settings-mail": partial(_mail, MailScene.look),
    "settings-mail-known": partial(_mail, MailScene.known),
    "settings-mail-refused": partial(_mail, MailScene.refused),
    "settings-mail-lower": partial(_mail, MailScene.lower),
    "settings-mail-lowest": partial(_mail, MailScene.lowest),
    "texts": partial(_studio, StudioScene.look),
    "texts-phone": partial(_studio, lambda scene: scene.look(Look.PHONE)),
    "texts-blocked": partial(_studio, lambda scene: scene.look(Look.BLOCKED)),
    "texts-dark": partial(_studio, lambda scene: scene.look(Look.DARK)),
    "texts-plain": partial(_studio, lambda scene: scene.look(Look.TEXT)),
    "texts-spanish": partial(_studio, StudioScene.spanish),
    "texts-wrong": partial(_studio, StudioScene.wrong),
    "texts-warned": partial(_studio, StudioScene.warned),
    "texts-used": partial(_studio, StudioScene.used),
    "texts-ours": partial(_studio, StudioScene.ours),
}
