"""Commands about money that was paid for nothing: the month's report, and the refunds that are waited for."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from postwright.bookkeeping import office, refund_desk
from postwright.commands.answer import Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.domain.cost_report import CostReport
from postwright.domain.cost_words import (
    Figure,
    amount_words,
    cause_words,
    definitions,
    figures,
    lost_words,
    other_figures,
    refund_figures,
)
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.money import Money, read_money
from postwright.domain.month import Month
from postwright.domain.postal_rules import PostalRules
from postwright.domain.refund_watch import RefundWatch
from postwright.domain.refund_words import rule_words, state_words, told
from postwright.operations.look_at_refunds import look_at_refunds
from postwright.operations.report_costs import export_month, report_costs
from postwright.operations.watch_refunds import (
    confirm,
    credited,
    denied,
    is_other_money,
    opt_out,
    refunds,
    reopen,
)
from postwright.shop import Shop


def report(args: Namespace) -> Answer:
    """`report --month 2026-11`: what the month's labels came to. With `--csv FILE` a line for each label."""
    with opened(args) as shop:
        made, rules = office(shop), shop.rules
        found = report_costs(made, read_month(args.month))
        wrote = export_month(made, found.report.month, Path(args.csv)) if args.csv else ""
    lines = _report_lines(found.report, rules)
    data = {
        "month": str(found.report.month),
        "zone": found.report.zone_name,
        "made_at": found.report.made_at,
        "final": found.report.is_final,
        "figures": [_figure(one) for one in figures(found.report, rules)],
        "refunds": [_figure(one) for one in refund_figures(found.report, rules)],
        "others": [_figure(one) for one in other_figures(found.report)],
        "lost": found.report.lost,
        "top_cause": found.report.top,
        "definitions": definitions(found.report, rules),
        "file": args.csv or None,
    }
    return Answer(data, (*lines, wrote) if wrote else lines)


def read_month(text: str | None) -> Month | None:
    """None for none. Raises BadInput(MONTH_UNUSABLE)."""
    try:
        return Month.read(text) if text else None
    except ValueError as error:
        raise BadInput(FaultKind.MONTH_UNUSABLE, text or "", field="--month") from error


def _figure(one: Figure) -> dict[str, object]:
    return {
        "figure": one.title,
        "labels": one.share.count,
        "amount": one.share.amount,
        "meaning": one.meaning,
    }


def _report_lines(found: CostReport, rules: PostalRules) -> tuple[str, ...]:
    why, advice = cause_words(found)
    return (
        found.month.words,
        *map(_line, figures(found, rules)),
        "Refunds",
        *map(_line, refund_figures(found, rules)[1:]),
        "Beside them",
        *map(_line, other_figures(found)),
        lost_words(found),
        *([f"{why} {advice}"] if advice else []),
        *definitions(found, rules),
    )


def _line(one: Figure) -> str:
    title = f"  {one.title}" if one.inner else one.title
    return f"{title:<24} {one.share.count:>5} {amount_words(one.share):>12}  {one.meaning}"


def watch(args: Namespace) -> Answer:
    """`refunds`: the money that is waited for. `--look` asks the carrier first; the others record what the
    operator knows, or keep a label out of Refund Assist.
    """
    with opened(args) as shop:
        news = look_at_refunds(refund_desk(shop)) if args.look else None
        _enter(shop, args)
        found = refunds(refund_desk(shop))
        lines = tuple(_watch_line(shop, one) for one in found) or ("No refund is waited for.",)
        data = {
            "refunds": [_watch_data(shop, one) for one in found],
            "noticed": news.told if news else (),
        }
        return Answer(data, (*(news.told if news else ()), *lines, rule_words(shop.rules.refund)))


def _enter(shop: Shop, args: Namespace) -> None:
    desk = refund_desk(shop)
    for pair in args.credited:
        label, _, amount = pair.partition("=")
        credited(desk, find_entry(shop, label).id, _money(amount), _day(shop, args.day))
    for label in args.denied:
        denied(desk, find_entry(shop, label).id, args.why)
    for label in args.reopen:
        reopen(desk, find_entry(shop, label).id)
    for label in args.opt_out:
        opt_out(desk, find_entry(shop, label).id)
    for label in (*args.agree, *args.other_money):
        proposal = _watch_of(shop, label).proposal
        if proposal is None:
            raise BadInput(FaultKind.REFUND_MOVED_ON, "The balance proposes nothing for this label.")
        if label in args.agree:
            confirm(desk, proposal)
        else:
            is_other_money(desk, proposal)


def _watch_of(shop: Shop, label: str) -> RefundWatch:
    label_id = find_entry(shop, label).id
    found = next((one for one in refunds(refund_desk(shop)) if one.id == label_id), None)
    if found is None:
        raise BadInput(FaultKind.REFUND_MOVED_ON)
    return found


def _money(text: str) -> Money:
    try:
        return read_money(text)
    except ValueError as error:
        raise BadInput(FaultKind.REFUND_AMOUNT, str(error), field="--credited") from error


def _day(shop: Shop, text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else shop.now().astimezone(shop.zone()).date()
    except ValueError as error:
        raise BadInput(FaultKind.REFUND_AMOUNT, "Write the day as 2026-12-14.", field="--day") from error


def _today(shop: Shop, one: RefundWatch) -> date:
    return shop.now().astimezone(one.entry.zone).date()


def _watch_line(shop: Shop, one: RefundWatch) -> str:
    state = state_words(one, _today(shop, one))
    who = one.entry.shipment.ship_to.who
    words = told(one, _today(shop, one), shop.rules.assist)
    return f"{one.id}  {state:<18} {one.amount!s:>9}  {who}: {words}"


def _watch_data(shop: Shop, one: RefundWatch) -> dict[str, object]:
    return {
        "label": one.id,
        "tracking_number": one.entry.label.tracking_number,
        "to": one.entry.shipment.ship_to.who,
        "state": one.state,
        "overdue": one.is_overdue(_today(shop, one)),
        "paid": one.entry.label.cost,
        "amount": one.amount,
        "asked_at": one.asked_at,
        "expected_from": one.expected_from,
        "expected_by": one.expected_by,
        "day": one.day,
        "how": one.how,
        "detail": one.detail,
        "proposal": one.proposal.sentence if one.proposal else None,
    }
