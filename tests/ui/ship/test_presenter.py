"""What the Ship panel decides, without a window: prices, saving, buying once, queueing, printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from postwright.domain.advice import Action
from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.draft import AddressText, CustomsLine, Draft
from postwright.domain.draft_record import DraftState
from postwright.domain.faults import Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.letter import LetterKind
from postwright.domain.money import Money
from postwright.domain.preferences import Preferences
from postwright.domain.print_record import PrintState
from postwright.operations.results import Purchased
from postwright.ui.notice import Tone
from postwright.ui.ship import wording
from postwright.ui.ship.deeds import TAKEN
from postwright.ui.ship.presenter import ShipPresenter
from postwright.ui.ship.screen import Busy, LabelCard, ShipScreen
from tests.ui.plausible import preferences
from tests.ui.ship.desk import CATALOGUE, TO, TODAY, Desk, parcel


class Ship:
    """The presenter at its desk, and every screen it drew."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.drawn: list[ShipScreen] = []
        self.presenter = ShipPresenter(desk.deeds(), desk.lanes(), self.drawn.append)
        self.presenter.begin()

    @property
    def screen(self) -> ShipScreen:
        return self.drawn[-1]

    def type(self, draft: Draft) -> Ship:
        """Typed, and a pause made."""
        self.presenter.edited(draft)
        self.presenter.save()
        self.presenter.ask()
        return self

    def priced(self, **changes: object) -> Ship:
        """A complete parcel with its prices."""
        self.type(parcel(**changes))
        self.desk.run()
        return self

    def bought(self, **changes: object) -> Ship:
        self.priced(**changes).presenter.purchasing.press()
        self.desk.run()
        return self


@pytest.fixture
def ship() -> Ship:
    return Ship(Desk())


# ---------------------------------------------------------------- prices


def test_a_new_form_leaves_from_the_default_origin(ship: Ship) -> None:
    assert ship.screen.draft == Draft(sender=preferences().origins[0].address)
    assert (ship.screen.form, ship.screen.origin) == (1, "Shop")
    assert ship.screen.problems == {}


def test_no_price_is_asked_for_half_a_parcel(ship: Ship) -> None:
    ship.type(parcel(pounds="", ounces=""))
    ship.desk.run()
    assert ship.desk.did("quote") == 0
    assert "Weigh it" in ship.screen.rates_said


def test_prices_come_cheapest_first_and_the_cheapest_is_chosen(ship: Ship) -> None:
    ship.priced()
    assert [line.price for line in ship.screen.rates] == ["$7.61", "$9.85", "$31.40", "$4.13"]
    assert ship.screen.rates[0].marks == ("Cheapest",)
    assert ship.screen.rates[2].marks == ("Fastest",)
    assert ship.screen.rates[3].reason == "Media Mail takes books only."
    assert ship.screen.button == "Buy · $7.61 · Ground Advantage"
    assert ship.screen.can_press


def test_the_prices_fade_at_the_first_letter(ship: Ship) -> None:
    ship.priced().presenter.edited(parcel(pounds="2"))
    assert ship.screen.stale
    assert not ship.screen.can_press
    assert ship.screen.decision.price == ""


def test_the_lines_on_the_label_change_no_price(ship: Ship) -> None:
    ship.priced().type(parcel(reference1="Thank you"))
    assert ship.screen.fresh
    assert ship.desk.did("quote") == 1


def test_the_newest_question_wins(ship: Ship) -> None:
    ship.type(parcel(pounds="2"))
    ship.type(parcel(pounds="3"))
    assert ship.desk.errands.names == ["Asking for rates"]
    ship.desk.run()
    assert ship.desk.did("quote") == 1
    assert ship.screen.fresh


def test_a_chosen_service_stays_chosen_while_it_can_be_bought(ship: Ship) -> None:
    ship.priced().presenter.choose("usps_priority_mail/package")
    ship.type(parcel(pounds="2"))
    ship.desk.run()
    assert ship.screen.chosen == "usps_priority_mail/package"
    ship.presenter.choose("usps_media_mail/package")
    assert ship.screen.chosen == "usps_priority_mail/package"


def test_a_deadline_marks_the_cheapest_that_keeps_it(ship: Ship) -> None:
    ship.priced().presenter.arrive_by("2026-11-26")
    assert "Cheapest in time" in ship.screen.rates[1].marks
    ship.presenter.arrive_by("")
    assert ship.screen.rates[1].marks == ()


def test_a_day_to_arrive_by_belongs_to_its_own_parcel(ship: Ship) -> None:
    ship.priced().presenter.arrive_by("2026-11-26")
    ship.presenter.next()
    assert ship.presenter.screen.arrive_by == ""


def test_a_failed_question_is_told_and_can_be_repeated(ship: Ship) -> None:
    ship.type(parcel())
    ship.desk.fault = Refused(FaultKind.SERVER_TROUBLE)
    ship.desk.errands.run_all()
    assert ship.screen.notice is not None
    assert ship.screen.notice.tone is Tone.TROUBLE
    assert not ship.screen.fresh
    ship.presenter.act(Action.RETRY)
    ship.desk.run()
    assert ship.screen.fresh
    assert ship.screen.notice is None


def test_without_a_connection_the_button_queues(ship: Ship) -> None:
    ship.type(parcel())
    ship.desk.desk.run_all()
    ship.desk.fault = NotSent(FaultKind.NO_CONNECTION)
    ship.desk.errands.run_all()
    assert not ship.screen.online
    assert ship.screen.button.startswith("Queue")


# ---------------------------------------------------------------- what is wrong, and when it is said


def test_nothing_is_wrong_while_the_first_letters_are_typed(ship: Ship) -> None:
    ship.presenter.edited(parcel(to=replace(TO, postal_code="8")))
    assert ship.screen.problems == {}


def test_a_field_that_was_left_says_what_is_wrong_with_it_alone(ship: Ship) -> None:
    ship.presenter.edited(parcel(to=replace(TO, postal_code="8", city="")))
    ship.presenter.left("to.postal_code")
    assert list(ship.screen.problems) == ["to.postal_code"]


def test_an_empty_weight_is_no_mistake_on_the_way_to_the_ounces(ship: Ship) -> None:
    ship.presenter.edited(parcel(pounds="", ounces=""))
    ship.presenter.left("pounds")
    assert ship.screen.problems == {}
    ship.presenter.left("ounces")
    assert list(ship.screen.problems) == ["pounds"]


def test_trying_to_buy_half_a_parcel_says_all_that_is_missing(ship: Ship) -> None:
    ship.type(parcel(pounds="", ounces="", to=replace(TO, city="")))
    ship.presenter.purchasing.press()
    assert {"pounds", "to.city"} <= set(ship.screen.problems)
    assert ship.screen.tries == 1
    assert ship.desk.did("buy") == 0


def test_a_customs_line_begun_after_a_try_is_not_wrong_before_its_fields_were_left(
    ship: Ship,
) -> None:
    apo = replace(TO, state="AE", city="APO", postal_code="09012")
    ship.type(parcel(to=apo)).presenter.purchasing.press()
    assert list(ship.screen.problems) == ["customs_lines"]
    ship.presenter.edited(parcel(to=apo, customs_lines=(CustomsLine("Mu", value="x"),)))
    assert ship.screen.problems == {}
    ship.presenter.left("customs_lines.0.description")
    assert list(ship.screen.problems) == ["customs_lines.0.description"]
    ship.presenter.purchasing.press()
    assert "customs_lines.0.tariff_code" in ship.screen.problems


def test_a_weight_of_a_thing_is_judged_when_its_ounces_were_left(ship: Ship) -> None:
    apo = replace(TO, state="AE", city="APO", postal_code="09012")
    ship.presenter.edited(parcel(to=apo, customs_lines=(CustomsLine("Mug", ounces="x"),)))
    ship.presenter.left("customs_lines.0.pounds")
    assert list(ship.screen.problems) == ["customs_lines.0.ounces"]


def test_where_the_rates_would_stand_missing_customs_are_named(ship: Ship) -> None:
    apo = replace(TO, state="AE", city="APO", postal_code="")
    ship.type(parcel(to=apo, pounds="", ounces="", length="", width="", height=""))
    assert "Customs" in ship.screen.rates_said
    whole = CustomsLine("Cotton T-shirt", "2", "19.50", "0", "6", "610910")
    ship.type(parcel(to=apo, customs_lines=(whole,)))
    assert "Customs" not in ship.screen.rates_said
    ship.type(parcel(pounds="", ounces=""))
    assert "Customs" not in ship.screen.rates_said


# ---------------------------------------------------------------- nothing typed is lost


def test_a_blank_form_makes_no_draft(ship: Ship) -> None:
    ship.presenter.save()
    ship.presenter.close()
    ship.desk.run()
    assert ship.desk.asked == []


def test_the_first_letters_make_one_draft_and_the_next_are_saved_into_it(ship: Ship) -> None:
    ship.type(Draft(to=AddressText(name="Ru")))
    ship.type(Draft(to=AddressText(name="Ruth")))
    ship.desk.run()
    assert ship.desk.did("new") == 1
    assert ship.desk.saved == {"d1": Draft(to=AddressText(name="Ruth"))}
    assert ship.screen.kept


def test_the_same_text_is_saved_once(ship: Ship) -> None:
    ship.type(parcel()).type(parcel())
    ship.desk.run()
    assert ship.desk.did("save") == 1


def test_what_could_not_be_saved_is_said_and_tried_again(ship: Ship) -> None:
    ship.desk.fault = Fault(FaultKind.DISK_FULL)
    ship.type(parcel())
    ship.desk.desk.run_all()
    assert ship.screen.notice is not None
    assert not ship.screen.kept
    ship.presenter.save()
    ship.desk.run()
    assert list(ship.desk.saved.values()) == [parcel()]


def test_closing_saves_the_last_letters_and_asks_nothing_more(ship: Ship) -> None:
    ship.presenter.edited(parcel())
    ship.presenter.ask()
    ship.presenter.close()
    ship.desk.run()
    assert list(ship.desk.saved.values()) == [parcel()]
    assert ship.desk.did("quote") == 0


def test_keeping_a_draft_begins_an_empty_form(ship: Ship) -> None:
    ship.priced().presenter.keep()
    ship.desk.run()
    assert list(ship.desk.saved.values()) == [parcel()]
    assert ship.screen.draft.is_blank
    assert ship.screen.notice is not None
    ship.presenter.keep()
    ship.desk.run()
    assert len(ship.desk.saved) == 1


def test_a_kept_draft_is_taken_up_under_its_own_number(ship: Ship) -> None:
    ship.priced().presenter.keep()
    ship.desk.run()
    ship.desk.handed_back = "It costs $9.12 now."
    ship.presenter.open("d1")
    ship.desk.run()
    assert ship.screen.draft == parcel()
    assert ship.screen.notice is not None
    assert ship.screen.notice.text == "It costs $9.12 now."
    ship.type(parcel(pounds="4"))
    ship.desk.run()
    assert list(ship.desk.saved) == ["d1"]


def test_what_is_typed_while_another_draft_is_being_opened_is_kept(ship: Ship) -> None:
    ship.priced().presenter.keep()
    ship.type(parcel(to=replace(TO, name="Sam")))
    ship.desk.run()
    ship.presenter.open("d1")
    ship.presenter.edited(parcel(to=replace(TO, name="Samuel")))
    ship.desk.run()
    assert ship.screen.draft == parcel()
    assert ship.desk.saved["d2"].to.name == "Samuel"


@pytest.mark.parametrize("why", sorted(TAKEN))
def test_what_is_typed_into_a_draft_that_is_taken_meanwhile_becomes_a_new_one(
    ship: Ship, why: FaultKind
) -> None:
    ship.priced()
    ship.desk.taken["d1"] = why
    ship.type(parcel(reference1="Late"))
    ship.desk.run()
    assert ship.desk.saved == {"d1": parcel(), "d2": parcel(reference1="Late")}
    assert ship.screen.notice is not None
    assert ship.screen.notice.text == TAKEN[why]
    ship.type(parcel(reference1="Later"))
    ship.desk.run()
    assert ship.desk.saved["d2"].reference1 == "Later"
    assert len(ship.desk.saved) == 2


def test_what_is_typed_last_into_a_draft_that_was_bought_is_kept_when_the_window_closes(ship: Ship) -> None:
    ship.priced()
    ship.desk.taken["d1"] = FaultKind.ALREADY_BOUGHT
    ship.presenter.edited(parcel(reference1="Late"))
    ship.presenter.close()
    ship.desk.run()
    assert ship.desk.saved["d2"].reference1 == "Late"


def test_a_draft_that_was_bought_meanwhile_is_not_bought_again_under_another_number(ship: Ship) -> None:
    ship.priced()
    ship.desk.taken["d1"] = FaultKind.ALREADY_BOUGHT
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.desk.did("buy") == 0
    assert ship.screen.notice is not None
    assert "has a label already" in ship.screen.notice.text
    ship.presenter.close()
    ship.desk.run()
    assert list(ship.desk.saved) == ["d1"]


def test_nothing_is_bought_before_it_was_said_that_the_text_is_a_new_draft_now(ship: Ship) -> None:
    ship.priced()
    ship.desk.taken["d1"] = FaultKind.ALREADY_BOUGHT
    ship.presenter.edited(parcel(reference1="Late"))
    ship.presenter.save()
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.desk.did("buy") == 0
    ship.presenter.ask()
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.desk.asked.count(("buy", "d2", "usps_ground_advantage/package")) == 1


def test_prices_that_arrive_clear_no_notice_of_another_kind(ship: Ship) -> None:
    ship.type(parcel())
    ship.desk.fault = Fault(FaultKind.DISK_FULL)
    ship.desk.desk.run_all()
    trouble = ship.screen.notice
    assert trouble is not None
    ship.desk.errands.run_all()
    assert ship.screen.fresh
    assert ship.screen.notice == trouble


def test_the_padlock_keeps_the_weight_for_the_next_parcel(ship: Ship) -> None:
    ship.presenter.locked = True
    ship.priced().presenter.next()
    assert (ship.screen.draft.pounds, ship.screen.draft.to) == ("1", AddressText())
    ship.presenter.locked = False
    ship.presenter.next()
    assert ship.screen.draft.pounds == ""


# ---------------------------------------------------------------- presets and origins


def test_a_preset_describes_the_parcel_and_asks_for_its_price(ship: Ship) -> None:
    ship.priced().presenter.preset(2)
    ship.desk.run()
    draft = ship.screen.draft
    assert (draft.pounds, draft.ounces, draft.length, draft.width, draft.height) == ("1", "8", "10", "7", "3")
    assert ship.screen.fresh
    assert ship.screen.form == 2


def test_a_preset_leaves_a_locked_weight_alone(ship: Ship) -> None:
    ship.presenter.locked = True
    ship.priced(pounds="9").presenter.preset(2)
    assert ship.screen.draft.pounds == "9"


def test_a_number_without_a_preset_does_nothing(ship: Ship) -> None:
    ship.priced().presenter.preset(8)
    assert ship.screen.draft == parcel()


def test_another_origin_is_another_price(ship: Ship) -> None:
    ship.priced().presenter.origin("Book fair")
    assert ship.screen.origin == "Book fair"
    assert not ship.screen.fresh
    ship.presenter.origin("Nowhere")
    assert ship.screen.origin == "Book fair"


def test_a_first_origin_set_up_elsewhere_reaches_the_form() -> None:
    ship = Ship(Desk(settings=Preferences()))
    assert ship.screen.origin == ""
    ship.desk.settings = preferences()
    ship.presenter.refresh()
    assert ship.screen.origin == "Shop"


def test_a_sender_that_was_never_saved_is_another_address(ship: Ship) -> None:
    ship.type(replace(parcel(), sender=TO))
    assert ship.screen.lists.origins[-1] == ("?", "Another address")
    assert ship.screen.origin == "?"


# ---------------------------------------------------------------- buying


def test_what_is_typed_is_on_disk_before_anything_is_bought(ship: Ship) -> None:
    ship.priced()
    ship.presenter.edited(parcel(reference1="Thank you"))
    ship.presenter.purchasing.press()
    assert ship.desk.money.held == []
    ship.desk.desk.run_all()
    assert ship.desk.saved["d1"].reference1 == "Thank you"
    assert ship.desk.money.names == ["Buying a label for Ruth Nakai"]


def test_two_presses_buy_one_label(ship: Ship) -> None:
    ship.priced()
    ship.presenter.purchasing.press()
    ship.presenter.purchasing.press()
    assert ship.screen.busy is Busy.BUYING
    assert ship.screen.button == "Buying…"
    assert not ship.screen.can_press
    ship.desk.run()
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.desk.did("buy") == 1


def test_nothing_can_be_typed_or_left_behind_while_buying(ship: Ship) -> None:
    ship.priced().presenter.purchasing.press()
    ship.presenter.edited(parcel(pounds="9"))
    ship.presenter.next()
    ship.presenter.open("d1")
    ship.presenter.keep()
    assert ship.screen.draft == parcel()


def test_a_price_of_another_parcel_is_never_bought(ship: Ship) -> None:
    ship.priced().presenter.edited(parcel(pounds="2"))
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.desk.did("buy") == 0


def test_the_label_stands_there_proved(ship: Ship) -> None:
    ship.bought()
    card = ship.screen.label
    assert card is not None
    assert (card.cost, card.service, card.proved) == ("$7.61", "Ground Advantage", True)
    assert card.tracking.count(" ") == 5
    assert not ship.screen.can_edit
    assert any(change.money and change.labels for change in ship.desk.changes)


def test_a_lost_reply_is_not_tried_again_but_leads_to_attention(ship: Ship) -> None:
    ship.priced().presenter.purchasing.press()
    ship.desk.desk.run_all()
    ship.desk.fault = Lost(FaultKind.UNANSWERED)
    ship.desk.money.run_all()
    assert ship.screen.in_doubt
    assert not ship.screen.can_press
    assert ship.screen.notice is not None
    assert ship.screen.notice.action == Action.OPEN_ATTENTION
    ship.presenter.act(ship.screen.notice.action)
    assert ship.desk.went == [Action.OPEN_ATTENTION]
    ship.presenter.next()
    assert not ship.screen.in_doubt


@pytest.fixture
def lost(ship: Ship) -> Ship:
    """A parcel of which nobody knows whether it was bought."""
    ship.priced().presenter.purchasing.press()
    ship.desk.desk.run_all()
    ship.desk.fault = Lost(FaultKind.UNANSWERED)
    ship.desk.run()
    return ship


def test_a_doubt_stays_while_it_is_not_settled(lost: Ship) -> None:
    notice = lost.screen.notice
    lost.presenter.doubting.look_again()
    lost.desk.run()
    assert lost.desk.did("load") == 1
    assert lost.screen.in_doubt
    lost.desk.fault = Fault(FaultKind.DISK_FULL)
    lost.presenter.doubting.look_again()
    lost.desk.run()
    assert lost.screen.in_doubt
    assert lost.screen.notice is notice
    lost.presenter.keep()
    assert lost.screen.draft == parcel()


def test_a_doubt_that_was_settled_as_bought_says_so_and_is_not_bought_again(lost: Ship) -> None:
    lost.desk.states["d1"] = DraftState.DONE
    lost.presenter.doubting.look_again()
    lost.desk.run()
    assert not lost.screen.in_doubt
    assert lost.screen.draft == parcel()
    assert lost.screen.notice is not None
    assert lost.screen.notice.text == "It was bought. The label is in Labels."
    assert (lost.screen.notice.tone, lost.screen.notice.action) == (Tone.DONE, Action.OPEN_LABELS)
    assert lost.screen.button == "Bought · see Labels"
    lost.presenter.purchasing.press()
    lost.presenter.edited(parcel(pounds="9"))
    lost.desk.run()
    assert (lost.desk.did("buy"), lost.screen.draft) == (1, parcel())
    lost.presenter.next()
    assert lost.screen.can_edit
    assert lost.screen.draft.to.is_blank


def test_a_doubt_that_was_settled_as_never_bought_asks_for_rates_and_can_be_bought(lost: Ship) -> None:
    lost.desk.free.add("d1")
    lost.presenter.doubting.look_again()
    lost.desk.run()
    assert not lost.screen.in_doubt
    assert lost.desk.did("quote") == 2
    assert lost.screen.notice is not None
    assert lost.screen.notice.text.startswith("It was not bought")
    assert lost.screen.can_press


def test_news_about_a_doubt_that_comes_after_the_next_parcel_began_changes_nothing(lost: Ship) -> None:
    lost.desk.states["d1"] = DraftState.DONE
    lost.presenter.doubting.look_again()
    lost.presenter.next()
    lost.desk.run()
    assert lost.screen.notice is None
    assert lost.screen.can_edit


def test_a_purchase_without_a_label_is_a_doubt_as_well(ship: Ship) -> None:
    ship.desk.outcome = lambda purchased: replace(purchased, entry=None)
    ship.bought()
    assert ship.screen.in_doubt
    assert ship.screen.notice is not None
    assert "don't know yet" in ship.screen.notice.text


def test_a_refusal_says_that_nothing_was_bought_and_lets_one_try_again(ship: Ship) -> None:
    ship.priced().presenter.purchasing.press()
    ship.desk.desk.run_all()
    ship.desk.fault = Refused(FaultKind.INSUFFICIENT_FUNDS)
    ship.desk.money.run_all()
    assert ship.screen.notice is not None
    assert ship.screen.can_press
    assert ship.screen.busy is Busy.NO


def test_an_old_price_is_asked_for_again(ship: Ship) -> None:
    ship.priced().presenter.purchasing.press()
    ship.desk.desk.run_all()
    ship.desk.fault = Refused(FaultKind.STALE_QUOTE)
    ship.desk.run()
    assert ship.desk.did("quote") == 2
    assert ship.screen.can_press


def test_alarms_about_a_bought_label_are_shown(ship: Ship) -> None:
    ship.desk.outcome = lambda purchased: replace(purchased, alarms=("It cost more than allowed.",))
    ship.bought()
    assert ship.screen.label is not None
    assert ship.screen.label.alarms == ("It cost more than allowed.",)


# ---------------------------------------------------------------- offline


def test_offline_a_seen_price_is_queued_with_a_little_more(ship: Ship) -> None:
    ship.priced()
    ship.desk.online = False
    ship.presenter.refresh()
    assert ship.screen.button == "Queue · buy when online · up to $7.61 + 25¢"
    ship.presenter.purchasing.press()
    ship.desk.run()
    approval = ship.desk.approvals["d1"]
    assert (approval.service_code, approval.package_code) == ("usps_ground_advantage", "package")
    assert (approval.limit, approval.seen) == (Money(786), Money(761))
    assert approval.basis is not None
    assert approval.basis.total == Money(761)
    assert ship.screen.draft.is_blank
    assert ship.screen.notice is not None
    assert "$7.86" in ship.screen.notice.text


def test_offline_without_a_price_the_operator_names_the_limit() -> None:
    ship = Ship(Desk(online=False))
    ship.type(parcel())
    assert ship.screen.limit_needed
    assert ship.screen.button == "Queue · cheapest for any contents · buy when online"
    assert ship.screen.decision.service == "The cheapest for any contents"
    assert ship.screen.decision.made_of == "No price was seen, so say the most it may cost."
    ship.presenter.purchasing.press()
    assert ship.screen.limit_problem != ""
    assert ship.desk.did("queue") == 0
    ship.presenter.purchasing.limit("12")
    assert ship.screen.button == "Queue · cheapest for any contents · up to $12"
    ship.presenter.purchasing.press()
    ship.desk.run()
    assert ship.desk.approvals == {"d1": Approval(CHEAPEST, "package", Money(1200), when_online=True)}


def test_offline_a_limit_is_asked_for_a_whole_parcel_only(ship: Ship) -> None:
    ship.priced()
    ship.desk.online = False
    ship.presenter.refresh()
    assert not ship.screen.limit_needed
    assert ship.screen.decision.service == "Ground Advantage"
    ship.type(parcel(pounds="", ounces=""))
    assert not ship.screen.limit_needed


def test_a_parcel_that_could_not_be_queued_stays_on_the_table() -> None:
    ship = Ship(Desk(online=False))
    ship.type(parcel())
    ship.presenter.purchasing.limit("12")
    ship.presenter.purchasing.press()
    assert ship.screen.busy is Busy.QUEUEING
    ship.desk.desk.run()
    ship.desk.fault = Fault(FaultKind.DISK_FULL)
    ship.desk.run()
    assert ship.screen.draft == parcel()
    assert ship.screen.busy is Busy.NO
    assert ship.screen.notice is not None


def test_back_online_the_price_is_asked_at_once() -> None:
    ship = Ship(Desk(online=False))
    ship.type(parcel())
    ship.desk.online = True
    ship.presenter.refresh()
    ship.desk.run()
    assert ship.screen.fresh


def test_a_parcel_that_was_queued_is_in_the_queue_though_the_window_closes_at_once() -> None:
    ship = Ship(Desk(online=False))
    ship.type(parcel())
    ship.presenter.purchasing.limit("12")
    ship.presenter.purchasing.press()
    ship.presenter.close()
    for _ in range(len(ship.desk.desk.held)):  # what was handed in runs, and no more
        ship.desk.desk.run()
    assert "d1" in ship.desk.approvals


# ---------------------------------------------------------------- printing


def test_the_first_print_asks_nothing_and_the_second_asks_why(ship: Ship) -> None:
    ship.bought().presenter.after.reprint()
    assert ship.screen.label is not None
    assert not ship.screen.label.reason_asked
    ship.presenter.after.print()
    ship.desk.run()
    assert ship.screen.notice is not None
    assert ship.screen.notice.text == "Handed to Zebra ZD421."
    ship.presenter.after.print()
    assert ship.screen.label.reason_asked
    assert ship.desk.did("print") == 1
    ship.presenter.after.print("jam")
    ship.desk.run()
    assert ship.desk.asked[-1] == ("print", "se-5000", "jam")
    assert ship.screen.notice.text == "Handed to Zebra ZD421. Copy 2."


@pytest.mark.parametrize(
    ("detail", "text", "quotation"),
    [
        ("Saved as Ruth.pdf.", "Handed to Zebra ZD421. Saved as Ruth.pdf.", ""),
        ("request id is Z-12 (1 file(s))", "Handed to Zebra ZD421.", "request id is Z-12 (1 file(s))"),
    ],
)
def test_a_print_that_was_sent_says_where_it_went(ship: Ship, detail: str, text: str, quotation: str) -> None:
    ship.desk.print_detail = detail
    ship.bought().presenter.after.print()
    ship.desk.run()
    assert ship.screen.notice is not None
    assert (ship.screen.notice.text, ship.screen.notice.quotation) == (text, quotation)


@pytest.mark.parametrize(
    ("state", "tone"), [(PrintState.FAILED, Tone.TROUBLE), (PrintState.MAYBE, Tone.WAITING)]
)
def test_a_print_that_did_not_go_well_is_told_as_it_is(ship: Ship, state: PrintState, tone: Tone) -> None:
    ship.desk.print_state = state
    ship.bought().presenter.after.print()
    ship.desk.run()
    assert ship.screen.notice is not None
    assert ship.screen.notice.tone is tone


def test_a_printer_that_cannot_be_reached_leaves_the_label_as_it_was(ship: Ship) -> None:
    ship.bought()
    ship.desk.fault = Fault(FaultKind.PRINTER_UNREACHABLE)
    ship.presenter.after.print()
    ship.presenter.after.print()
    ship.desk.run()
    assert ship.desk.did("print") == 1
    assert ship.screen.label is not None
    assert ship.screen.label.can_print
    assert ship.screen.notice is not None


def test_a_label_that_could_not_be_proved_is_told(ship: Ship) -> None:
    ship.priced().presenter.purchasing.press()
    ship.desk.desk.run_all()
    ship.desk.money.run_all()
    ship.desk.fault = Fault(FaultKind.PROOF_FAILED)
    ship.desk.run()
    assert ship.screen.notice is not None
    assert ship.screen.label is not None
    assert not ship.screen.label.proved


def test_a_qr_label_is_mailed_and_not_printed(ship: Ship) -> None:
    ship.bought(delivery="qr")
    assert ship.desk.did("sheet") == 0
    ship.presenter.after.print()
    ship.presenter.after.mail()
    ship.presenter.after.void()
    assert ship.desk.asked[-2:] == [("mail", "se-5000", "qr"), ("void", "se-5000")]


def test_a_return_that_is_printed_is_mailed_as_its_label() -> None:
    card = LabelCard("se-1", "9400", "Ground Advantage", "$7.61", "Ann Lee", is_return=True)
    assert card.letter is LetterKind.RETURN_LABEL
    assert replace(card, qr=True).letter is LetterKind.QR
    assert replace(card, is_return=False).letter is None


def test_a_paper_label_has_no_mail_and_says_so(ship: Ship) -> None:
    ship.bought().presenter.after.mail()
    assert ship.desk.did("mail") == 0
    assert ship.screen.notice is not None
    assert "no QR code" in ship.screen.notice.text


def test_after_the_label_the_next_parcel_is_a_new_draft(ship: Ship) -> None:
    ship.bought().presenter.next()
    ship.priced(pounds="3")
    assert list(ship.desk.saved) == ["d1", "d2"]
    assert ship.screen.label is None


def test_a_notice_can_lead_back_to_the_form_or_be_closed(ship: Ship) -> None:
    ship.priced().presenter.keep()
    tries = ship.screen.tries
    ship.presenter.act(Action.EDIT_DRAFT)
    assert (ship.screen.notice, ship.screen.tries) == (None, tries + 1)
    ship.presenter.act("")
    assert ship.screen.notice is None


def test_customs_are_asked_for_where_they_are_needed(ship: Ship) -> None:
    ship.presenter.edited(parcel(to=replace(TO, country="CA", state="ON", postal_code="M5V 2T6")))
    assert ship.screen.customs_needed
    assert ship.screen.codes.refusal
    ship.presenter.edited(parcel(to=replace(TO, state="AE", city="APO", postal_code="09012")))
    assert ship.screen.customs_needed
    assert not ship.screen.codes.refusal


def test_a_box_of_usps_needs_no_size(ship: Ship) -> None:
    ship.presenter.edited(parcel(package_code="small_flat_rate_box", length="", width="", height=""))
    assert not ship.screen.size_needed
    assert ship.screen.complete


def test_without_a_ship_date_the_list_names_the_day_it_will_really_leave(ship: Ship) -> None:
    assert ship.screen.lists.dates[0] == ("", "Today, Tue 24 Nov")
    assert ("2026-11-26", "Thu 26 Nov (Thanksgiving Day)") in ship.screen.lists.dates
    sunday = date(2026, 11, 22)
    found = wording.lists(CATALOGUE, preferences(), sunday, parcel())
    assert found.dates[0] == ("", "Mon 23 Nov (next postal day)")
    late = wording.lists(CATALOGUE, preferences(), TODAY, parcel(), TODAY + timedelta(days=1))
    assert late.dates[0] == ("", "Wed 25 Nov (next postal day)")


# ---------------------------------------------------------------- how the label gets there


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("label", "You print it and put it on the parcel."),
        ("qr", "The Post Office prints the label from the code. You mail the code afterwards."),
        ("both", "You get a label to print and a code to mail."),
    ],
)
def test_each_way_says_in_a_line_what_happens_next(ship: Ship, way: str, said: str) -> None:
    ship.priced(delivery=way)
    assert ship.screen.delivery_said.startswith(said)
    assert ship.screen.delivery_warnings == ()


def test_abroad_the_reason_stands_beside_the_choice_and_a_code_that_was_chosen_is_warned_of(
    ship: Ship,
) -> None:
    abroad = replace(TO, country="CA", state="ON", postal_code="M5V 2T6")
    ship.type(parcel(to=abroad))
    assert ship.screen.delivery_said == "QR codes are for parcels within the United States only."
    assert ship.screen.delivery_warnings == ()
    ship.type(parcel(to=abroad, delivery="qr"))
    assert ship.screen.delivery_said == ""
    assert ship.screen.delivery_warnings == ("QR codes are for parcels within the United States only.",)
    assert not ship.screen.complete


def test_much_insurance_is_a_warning_with_its_source_for_a_code_alone(ship: Ship) -> None:
    ship.priced(delivery="qr", insured_value="$750")
    (said,) = ship.screen.delivery_warnings
    assert "above $500" in said
    assert "myib.com" in said
    assert ship.screen.can_press
    ship.priced(insured_value="$750")
    assert ship.screen.delivery_warnings == ()


def made_under(scheme: str) -> Callable[[Purchased], Purchased]:
    def outcome(purchased: Purchased) -> Purchased:
        assert purchased.entry is not None
        label = replace(purchased.entry.label, display_scheme=scheme)
        return replace(purchased, entry=replace(purchased.entry, label=label))

    return outcome


def test_a_word_that_the_carrier_did_not_take_is_proposed_to_be_changed(ship: Ship) -> None:
    ship.desk.outcome = made_under("qr_code")
    ship.bought(delivery="qr")
    notice = ship.screen.notice
    assert notice is not None
    assert 'under the word "qr_code"' in notice.text
    assert (notice.tone, notice.action) == (Tone.WAITING, Action.BUYING_SETTINGS)
    ship.presenter.act(notice.action)
    assert ship.desk.went == [Action.BUYING_SETTINGS]
    assert ship.desk.settings.display_scheme == "paperless"


def test_a_word_that_was_taken_needs_no_notice(ship: Ship) -> None:
    ship.desk.outcome = made_under("paperless")
    ship.bought(delivery="qr")
    assert ship.screen.notice is None


def test_a_label_in_place_of_a_code_can_be_printed(ship: Ship) -> None:
    ship.desk.outcome = made_under("label")
    ship.bought(delivery="qr")
    card = ship.screen.label
    assert card is not None
    assert (card.can_print, card.qr) == (True, False)
