"""Settings that remember what was asked of them, for the tests of each page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from postwright import assets
from postwright.domain.account import Account
from postwright.domain.catalogue import Catalogue, PackageType
from postwright.domain.faults import Fault
from postwright.domain.mail_provider import read_providers
from postwright.domain.preferences import Preferences
from postwright.domain.printer_setup import SetUp
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.qr_validity import QrValidity
from postwright.ui.notice import Notice
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.mail.deeds import MailDeeds, MailFacts
from postwright.ui.settings.practice.presenter import PracticeDeeds
from postwright.ui.settings.practice.screen import PracticeState
from postwright.ui.settings.presenter import Deeds
from postwright.ui.settings.printers.deeds import FoundPrinterRow, PrinterDeeds, PrinterLook
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.logo import logo

FOUND = (
    FoundPrinterRow("Zebra ZD421", "cups:Zebra_ZD421", "idle", Language.ZPL),
    FoundPrinterRow("Office laser", "cups:Brother_HL", "idle", Language.PDF),
)
KNOWN = QrValidity(
    7, date(2026, 11, 22), "Stamps.com, QR codes for returns", "USPS itself confirms no number of days"
)


@dataclass
class Shop:
    """`faults` by the name of a deed are raised instead of doing it."""

    world: PracticeState = field(default_factory=lambda: PracticeState(plausible.NOW))
    held: Preferences = field(default_factory=plausible.preferences)
    done: list[tuple[object, ...]] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    told: list[Notice | None] = field(default_factory=list)
    looks: dict[str, PrinterLook] = field(default_factory=dict)
    devices: tuple[FoundPrinterRow, ...] = ()
    speaks: str = ""
    announced: list[str] = field(default_factory=list)
    logo: bytes = b""
    lane: HeldLane = field(default_factory=lambda: HeldLane(Fault))

    def _do(self, *deed: object) -> None:
        fault = self.faults.get(str(deed[0]))
        if fault is not None:
            raise fault
        self.done.append(deed)

    def _answer(self, answer: str, *deed: object) -> str:
        self._do(*deed)
        return answer

    def _save(self, preferences: Preferences) -> Preferences:
        self._do("save", preferences)
        self.held = preferences
        return preferences

    def _accounts(self, *deed: object) -> tuple[Account, ...]:
        self._do(*deed)
        return (plausible.account(),)

    def _found(self) -> tuple[FoundPrinterRow, ...]:
        self._do("find")
        return FOUND

    def _devices(self) -> tuple[FoundPrinterRow, ...]:
        self._do("devices")
        return self.devices

    def catalogue(self) -> Catalogue:
        day = plausible.NOW.date()
        package = PackageType("package", "Package", None, False, Decimal(70), Decimal(70))
        return Catalogue(day, "", (), (package,), (), frozenset(), day, KNOWN)

    def deeds(self) -> Deeds:
        return Deeds(
            preferences=lambda: self.held,
            save=self._save,
            catalogue=self.catalogue,
            rules=RULES,
            connect_key=lambda key, session: self._accounts("key", key, session),
            choose_account=lambda one: self._do("choose", one),
            accounts=lambda: self._accounts("accounts"),
            connect_stamps=lambda name, user, password: self._answer("se-9", "stamps", name, user, password),
            disconnect=lambda one: self._do("disconnect", one),
            printers=self.printer_deeds(),
            mail=self.mail_deeds(),
            set_mode=lambda mode: self._do("mode", mode),
            practice=self.practice_deeds(),
            about=lambda: (("Version", "0.1.0"), ("Licence", "MIT")),
        )

    def mail_deeds(self) -> MailDeeds:
        return MailDeeds(
            facts=self._mail_facts,
            keep_password=lambda text: self._do("password", text),
            test=lambda: self._answer("A test mail was sent.", "mail"),
            choose_logo=self._choose_logo,
            remove_logo=self._remove_logo,
        )

    def _mail_facts(self) -> MailFacts:
        self._do("mail facts")
        providers = read_providers(assets.text("mail/providers.json"))
        return MailFacts(providers, self.catalogue().qr_validity, self.logo)

    def _choose_logo(self, path: str) -> bytes:
        self._do("logo", path)
        self.logo = logo()
        return self.logo

    def _remove_logo(self) -> None:
        self._do("no logo")
        self.logo = b""

    def printer_deeds(self) -> PrinterDeeds:
        return PrinterDeeds(
            find=self._found,
            devices=self._devices,
            set_up=self._set_up,
            look=self._look,
            test_page=lambda profile: self._answer("A test page was sent.", "test", profile.name),
            target=lambda profile: self._answer("A target was sent.", "target", profile),
            target_picture=self._picture,
            ladder=lambda profile: self._answer("A ladder was sent.", "ladder", profile.name),
        )

    def _picture(self, profile: PrinterProfile) -> bytes:
        self._do("picture", profile.name)
        return b"the target"

    def _set_up(self, port: str, name: str) -> SetUp:
        self._do("set up", port)
        language = next((one.language for one in FOUND if one.port == port), None)
        profile = PrinterProfile(name or "Label printer", port, language or Language.ZPL)
        return SetUp(profile, language is not None, "It does not answer.", self.speaks)

    def _look(self, port: str) -> PrinterLook:
        self._do("look", port)
        return self.looks.get(port, PrinterLook(True, "It waits for labels."))

    def practice_deeds(self) -> PracticeDeeds:
        return PracticeDeeds(
            look=lambda: self.world,
            advance=lambda days: self._do("advance", days),
            until=lambda hour: self._do("until", hour),
            back_to_today=lambda: self._do("today"),
            offline=lambda offline: self._do("offline", offline),
            trouble=lambda name: self._do("trouble", name),
            calm=lambda: self._do("calm"),
            scan=lambda label_id, story: self._do("scan", label_id, story),
            leave=lambda amount: self._do("leave", str(amount)),
            add=lambda amount: self._do("add", str(amount)),
            behave=lambda habit, on: self._do("behave", habit, on),
        )

    def keeper(self) -> Keeper:
        """A keeper that is not loaded yet."""
        return Keeper(
            self.lane, self.deeds(), tell=self.told.append, announce=lambda: self.announced.append("settings")
        )

    def kinds(self) -> list[object]:
        """The names of what was done, in order."""
        return [deed[0] for deed in self.done]
