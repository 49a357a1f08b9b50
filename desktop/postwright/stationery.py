"""What papers are written from and forms are printed with, taken from an open shop. Opens nothing."""

from __future__ import annotations

from postwright.operations.print_form import FormDesk
from postwright.operations.write_papers import Stationery
from postwright.shop import Shop


def stationery(shop: Shop) -> Stationery:
    """A key for the sandbox buys samples, which ship as little as practice does."""
    sample = shop.is_practice or shop.kind == "sandbox"
    return Stationery(shop.post(), shop.pickups, shop.forms, shop.catalogue, shop.now, sample)


def form_desk(shop: Shop) -> FormDesk:
    """What the sheets of SCAN forms are shown and printed with."""
    return FormDesk(shop.tray(), shop.renderer, shop.samples_allowed)
