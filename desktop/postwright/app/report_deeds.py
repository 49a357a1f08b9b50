"""Bind what the Reports panel may ask for to the operations. Decides nothing."""

from __future__ import annotations

from pathlib import Path

from postwright.app.paper_deeds import paper_deeds
from postwright.bookkeeping import office
from postwright.operations.report_costs import export_month, report_costs
from postwright.shop import Shop
from postwright.ui.reports.presenter import Deeds


def report_deeds(shop: Shop) -> Deeds:
    return Deeds(
        report=lambda month: report_costs(office(shop), month),
        export=lambda month, path: export_month(office(shop), month, Path(path)),
        zone=shop.zone,
        rules=shop.rules,
        papers=paper_deeds(shop),
    )
