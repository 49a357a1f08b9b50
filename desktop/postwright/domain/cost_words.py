"""The words of a month's report: what each figure counts, what was lost by which cause, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.cost_report import Cause, CostReport, Share
from postwright.domain.label_fate import Fate, Part
from postwright.domain.postal_rules import PostalRules
from postwright.domain.print_record import REPRINT_REASONS
from postwright.domain.refund_watch import RefundState

FATE_TITLES = {
    Fate.USED: "Used",
    Fate.GIVEN_BACK: "Voided in time",
    Fate.OPEN: "Can still be voided",
    Fate.IN_DOUBT: "Void in doubt",
    Fate.MISSED: "Missed",
    Fate.UNKNOWN: "Not known",
}
PART_TITLES = {
    Part.CREDITED: "Credited",
    Part.EXPECTED: "Expected",
    Part.DENIED: "Denied",
    Part.KEPT: "Kept by the carrier",
}
REFUND_TITLES = {
    RefundState.SCHEDULED: "Scheduled by Refund Assist",
    RefundState.ASKED: "Refund requested",
    RefundState.CREDITED: "Credited",
    RefundState.DENIED: "Denied",
    RefundState.EXCLUDED: "Not asked for by itself",
}
CAUSE_TITLES = {
    Cause.MISSED: "Missed",
    Cause.DUPLICATES: "Duplicates missed",
    Cause.DENIED: "Refunds denied",
    Cause.KEPT: "Kept by the carrier",
}
_CAUSES = {
    Cause.MISSED: ("Labels that nobody used and nobody voided in time cost most.",
        "Look at Voids once a week, and void what will not leave."),
    Cause.DUPLICATES: ("Second labels for the same parcel cost most.",
        "Void the second one as soon as Postwright asks about it, and reprint instead of buying again."),
    Cause.DENIED: ("Refunds that were denied cost most.",
        "Void before the parcel is handed in, and before the label is on a SCAN form."),
    Cause.KEPT: ("What the carrier kept of refunds cost most.",
        "Void unused labels yourself before Refund Assist does: that brings all of the price."),
}  # fmt: skip
NOTHING_LOST = "No postage of this month was lost, as far as is known."


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report with what it counts. `inner` ones are parts of the line above them."""

    title: str
    share: Share
    meaning: str
    inner: bool = False


def figures(report: CostReport, rules: PostalRules) -> tuple[Figure, ...]:
    """Every line that adds up, in the order of reading. Rare things have a line only where there are any."""
    meanings = _fate_meanings(rules)
    shown = [fate for fate in Fate if report.fates[fate].count or fate not in _RARE]
    return (
        Figure("Paid", report.paid, "The price of every label bought in the month, void or not."),
        *(Figure(FATE_TITLES[fate], report.fates[fate], meanings[fate], inner=True) for fate in shown),
    )


def refund_figures(report: CostReport, rules: PostalRules) -> tuple[Figure, ...]:
    """What became of the money of the labels that were voided; the inner lines add up to the first. A label
    of which the carrier keeps a part is counted with what comes of it too.
    """
    meanings = _part_meanings(rules)
    shown = [part for part in Part if report.parts[part].count or part is not Part.KEPT]
    return (
        Figure(FATE_TITLES[Fate.GIVEN_BACK], report.fates[Fate.GIVEN_BACK], "What was asked back."),
        *(Figure(PART_TITLES[part], report.parts[part], meanings[part], inner=True) for part in shown),
    )


def other_figures(report: CostReport) -> tuple[Figure, ...]:
    """What is counted beside the sums, since it is part of them already or is no postage."""
    back = report.twins_given_back
    twins = "Second labels for the same recipient and a like parcel, bought within a day, not both used."
    told = f" {back.count} of them voided in time ({back.amount})." if back.count else ""
    top = REPRINT_REASONS.get(report.reprints.top, "")
    why = f" Most often: {top[0].lower()}{top[1:]}." if top else ""
    return (
        Figure("Duplicates", report.twins, f"{twins}{told}"),
        Figure("Reprints", Share(report.reprints.count), f"Copies beyond a label's first. No postage.{why}"),
        Figure("Came back this month", report.came_in, "Credits of this month, of labels of any month."),
    )


_RARE = frozenset({Fate.IN_DOUBT, Fate.UNKNOWN})


def _fate_meanings(rules: PostalRules) -> dict[Fate, str]:
    days = rules.void.days
    return {
        Fate.USED: "USPS has scanned the parcel.",
        Fate.GIVEN_BACK: "The refund was asked for. What became of it stands below.",
        Fate.OPEN: f"Not scanned yet, and its {days} days for voiding are not over.",
        Fate.MISSED: f"Never scanned, and not voided within {days} days: this money is lost.",
        Fate.IN_DOUBT: "We don't know yet whether the refund was asked for. It is in Attention.",
        Fate.UNKNOWN: f"Older than {days} days, and USPS was not asked since whether it scanned the parcel.",
    }


def _part_meanings(rules: PostalRules) -> dict[Part, str]:
    refund, percent = rules.refund, rules.assist.percent
    return {
        Part.CREDITED: "The carrier reports the credit, or a person has seen it.",
        Part.EXPECTED: f"Usually credited {refund.first_days} to {refund.last_days} days after the void.",
        Part.DENIED: "The carrier refused it, or a person says that nothing comes.",
        Part.KEPT: f"What a credit falls short of the price. Refund Assist pays {percent} %.",
    }


def cause_words(report: CostReport) -> tuple[str, str]:
    """What cost most, and what to do about it."""
    if report.top is None:
        return NOTHING_LOST, ""
    return _CAUSES[report.top]


def lost_words(report: CostReport) -> str:
    """What mistakes cost, by cause."""
    found = [cause for cause in Cause if report.causes[cause].amount.minor]
    parts = [f"{CAUSE_TITLES[cause].lower()} {report.causes[cause].amount}" for cause in found]
    return f"{report.lost} lost: {', '.join(parts)}." if found else NOTHING_LOST


def definitions(report: CostReport, rules: PostalRules) -> tuple[str, ...]:
    """What the figures rest on; stands beside them wherever they do."""
    lines = [
        f"The month begins and ends at midnight, {zone_words(report.zone_name)}. "
        "A label belongs to the month in which it was bought.",
        f"Missed: never scanned when USPS was asked after the last day for voiding. {rules.void.dated.words}",
        f"Refunds: {rules.refund.dated.words}",
    ]
    if report.left_out:
        many = report.left_out != 1
        verb = "labels in other currencies are" if many else "label in another currency is"
        lines.append(f"{report.left_out} {verb} left out.")
    if not report.is_final:
        lines.append("These figures still change: refunds are open, or labels may still be used or voided.")
    return tuple(lines)


def zone_words(name: str) -> str:
    """ "America/Los_Angeles" as a person says it."""
    return f"{name.rpartition('/')[2].replace('_', ' ')} time"


def amount_words(share: Share) -> str:
    """A dash where there is no money, as for copies."""
    return str(share.amount) if share.amount.minor else "–"
