"""What a shop begins with in practice: a sample origin, parcels and printers that need no hardware."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from postwright.domain.draft import AddressText
from postwright.domain.papers import PaperSize
from postwright.domain.preferences import Mode, Origin, ParcelPreset, Preferences
from postwright.domain.printing_profile import Language, PrinterProfile

SAMPLE_ORIGIN = AddressText(
    name="Juniper Goods",
    line1="500 SW Alder St",
    city="Portland",
    state="OR",
    postal_code="97204",
    phone="503-555-0100",
    email="shop@example.com",
)
PRESETS = (
    ParcelPreset(1, "Small box", length="9", width="6", height="3"),
    ParcelPreset(2, "Shoe box", length="13", width="8", height="5"),
    ParcelPreset(3, "Poly mailer", length="12", width="9", height="1"),
    ParcelPreset(4, "S flat rate", "small_flat_rate_box"),
    ParcelPreset(5, "M flat rate", "medium_flat_rate_box"),
)


def file_printers(folder: Path) -> tuple[PrinterProfile, ...]:
    """Printers that write files, so that labels and sheets can be had before any printer is set up."""
    width, height = PaperSize.LETTER.inches
    return (
        PrinterProfile("PDF files", f"folder:{folder}", Language.PDF),
        PrinterProfile("ZPL files", f"folder:{folder}", Language.ZPL),
        PrinterProfile("Sheet files", f"folder:{folder}", Language.PDF, width=width, height=height),
    )


def for_practice(preferences: Preferences, origin: AddressText, folder: Path) -> Preferences:
    """The preferences with what was never set filled in; what the operator has stays."""
    return replace(
        preferences,
        mode=Mode.PRACTICE,
        origins=preferences.origins or (Origin("Shop", origin),),
        presets=preferences.presets or PRESETS,
        printers=preferences.printers or file_printers(folder),
        contact_name=preferences.contact_name or origin.name,
        contact_phone=preferences.contact_phone or origin.phone,
        contact_email=preferences.contact_email or origin.email,
    )
