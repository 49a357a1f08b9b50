"""Make a profile of a printer in one step: ask it, or what this computer knows of it, and guess the rest.

Prints nothing and saves nothing.
"""

from __future__ import annotations

from postwright.domain.printer_address import address_name
from postwright.domain.printer_setup import profile_for
from postwright.domain.printing_profile import PrinterProfile
from postwright.printing.ports import printers, recognise


def set_up_printer(port: str, name: str = "") -> PrinterProfile:
    """Language, density and paper as recognised. A printer that does not answer gets the usual ones."""
    found = next((one for one in printers() if one.port == port), None)
    told = recognise(port)
    if found is None:
        return profile_for(
            name or told.model or address_name(port), port, language=told.language, dpi=told.dpi
        )
    return profile_for(
        name or found.name,
        port,
        language=told.language or found.language,
        dpi=told.dpi or found.dpi,
        media=found.media,
    )
