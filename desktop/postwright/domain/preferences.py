"""What the operator set up: account, origins, printers, presets, mail and look. No secret is among it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time
from enum import StrEnum

from postwright.domain.approval import DEFAULT_TOLERANCE, Tolerance
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.draft import AddressText
from postwright.domain.letter import Language
from postwright.domain.money import Money
from postwright.domain.printing_profile import PrinterProfile

_LAST_MINUTE = 24 * 60 - 1


class Mode(StrEnum):
    """Which carrier is spoken to. UNDECIDED until the first-run page was answered."""

    UNDECIDED = "undecided"
    PRACTICE = "practice"
    LIVE = "live"


class Theme(StrEnum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Origin:
    """A saved place that parcels leave from. `name` is the shop's own word for it."""

    name: str
    address: AddressText


@dataclass(frozen=True, slots=True)
class ParcelPreset:
    """A numbered parcel: digit key, name, package type, and whatever is always the same about it."""

    digit: int
    name: str
    package_code: str = "package"
    pounds: str = ""
    ounces: str = ""
    length: str = ""
    width: str = ""
    height: str = ""


class MailSecurity(StrEnum):
    """How the connection to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class NoticeWhen(StrEnum):
    """When a customer is told that a parcel is on its way."""

    NEVER = "never"
    AT_PURCHASE = "at_purchase"
    SHIP_DATE = "ship_date"


@dataclass(frozen=True, slots=True)
class MailSetup:
    """The shop's mail. The password is in the keyring. NONE is allowed on this computer's own server only.

    `qr_days` of 0 is the dated figure of domain/qr_validity.py; a code that was not used for `watch_days` is
    listed. `return_by_mail` offers the label of a printed return by mail.
    """

    shop_name: str = ""
    sender: str = ""
    reply_to: str = ""
    host: str = ""
    port: int = 587
    security: MailSecurity = MailSecurity.STARTTLS
    user: str = ""
    website: str = ""
    language: Language = Language.ENGLISH
    qr_days: int = 0
    watch_days: int = 3
    tracking_notice: NoticeWhen = NoticeWhen.NEVER
    return_by_mail: bool = False

    @property
    def can_send(self) -> bool:
        return bool(self.host and self.sender)


@dataclass(frozen=True, slots=True)
class ReminderSetup:
    """Of what the window reminds by itself. `day_end_minute` counts from midnight by the origin's clock: from
    then on it says that the day is not closed yet.
    """

    day_end: bool = True
    day_end_minute: int = 17 * 60
    voids: bool = True
    parcels: bool = True

    @property
    def day_end_at(self) -> time:
        """The time of the day; a number that is none counts as the nearest that is."""
        return time(*divmod(min(max(self.day_end_minute, 0), _LAST_MINUTE), 60))


@dataclass(frozen=True, slots=True)
class Preferences:
    """All settings. `display_scheme` is the paperless word that the live server takes (api.md 10.7).
    `follow_parcels` lets the program ask USPS by itself where parcels are; some plans bill each question.

    `may_add_funds` lets a person, never the program by itself, add money to the postage account (api.md 5.4).
    """

    mode: Mode = Mode.UNDECIDED
    carrier_id: str = ""
    carrier_name: str = ""
    origins: tuple[Origin, ...] = ()
    default_origin: str = ""
    printers: tuple[PrinterProfile, ...] = ()
    default_printer: str = ""
    presets: tuple[ParcelPreset, ...] = ()
    mail: MailSetup = field(default_factory=MailSetup)
    theme: Theme = Theme.SYSTEM
    tolerance: Money = DEFAULT_TOLERANCE
    tolerance_per_cent: int = 0
    display_scheme: str = "paperless"
    rules: BuyingRules = field(default_factory=BuyingRules)
    may_add_funds: bool = False
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    reminders: ReminderSetup = field(default_factory=ReminderSetup)
    follow_parcels: bool = True

    @property
    def may_rise(self) -> Tolerance:
        """How far a price may rise before a queued parcel comes back, unless it has a rule of its own."""
        return Tolerance(self.tolerance, self.tolerance_per_cent)

    @property
    def origin(self) -> Origin | None:
        """The default origin, or the first one."""
        chosen = (one for one in self.origins if one.name == self.default_origin)
        return next(chosen, self.origins[0] if self.origins else None)

    @property
    def printer(self) -> PrinterProfile | None:
        """The default printer, or the first one."""
        chosen = (one for one in self.printers if one.name == self.default_printer)
        return next(chosen, self.printers[0] if self.printers else None)

    def with_printer(self, profile: PrinterProfile) -> Preferences:
        """One more printer. The first real one is the usual one from then on, unless another was chosen."""
        usual, files = self.printer, ("file:", "folder:")
        first = not self.default_printer and (usual is None or usual.port.startswith(files))
        real = not profile.port.startswith(files)
        default = profile.name if first and real else self.default_printer
        return replace(self, printers=(*self.printers, profile), default_printer=default)

    def printer_named(self, name: str) -> PrinterProfile | None:
        return next((one for one in self.printers if one.name == name), None)
