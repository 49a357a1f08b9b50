"""Make a profile of a printer in one step: ask it, or what this computer knows of it, and guess the rest.

Prints nothing and saves nothing.
"""

from __future__ import annotations

from postwright.domain.printer_address import address_name
from postwright.domain.printer_setup import SetUp, profile_for
from postwright.printing.ports import printers, recognise


def set_up_printer(port: str, name: str = "") -> SetUp:
    """Language, density and paper as recognised. One that says nothing of itself gets the usual ones."""
    found = next((one for one in printers() if one.port == port), None)
    told = recognise(port)
    if found is None:
        own = name or told.model or address_name(port)
        made = profile_for(own, port, language=told.language, dpi=told.dpi)
        return SetUp(made, told.language is not None, told.how, told.speaks)
    made = profile_for(
        name or found.name,
        port,
        language=told.language or found.language,
        dpi=told.dpi or found.dpi,
        media=found.media,
    )
    recognised = bool(told.language or found.model) and not told.speaks
    return SetUp(made, recognised, told.how, told.speaks)
