"""The Attention panel without a window: doubts stay until settled, and a person's word is asked for twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from postwright.domain.faults import Fault, FaultKind, NotSent
from postwright.domain.form_request import FormEntry, FormState, FormWish
from postwright.domain.mail_record import MailState
from postwright.domain.pickup import PickupState
from postwright.domain.print_run import ItemState, RunState
from postwright.domain.qr_watch import UnusedCode
from postwright.operations.results import Attention
from postwright.ui.attention.cards_told import Answer, pickup_card
from postwright.ui.attention.presenter import AttentionPresenter, Deeds
from postwright.ui.attention.screen import AttentionScreen
from postwright.ui.notice import Tone
from postwright.ui.words import clock_words
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.outbox import mailbag

EARLY, RIPE = (f"{number:032x}" for number in (2, 4))


@dataclass
class Shop:
    """What waits, and what a person said about it."""

    attention: Attention = field(default_factory=plausible.attention)
    said: list[tuple[object, ...]] = field(default_factory=list)
    fault: Fault | None = None
    settles: bool = True

    def _answer(self, *said: object) -> Attention:
        self.said.append(said)
        if self.fault is not None:
            raise self.fault
        if self.settles and said[0] != "print":
            kept = tuple(one for one in self.attention.doubts if one.purchase.id != said[1])
            self.attention = replace(self.attention, doubts=kept)
        elif said[0] == "print":
            self.attention = replace(self.attention, maybe_printed=())
        return self.attention

    def deeds(self) -> Deeds:
        return Deeds(
            look=lambda: self.attention,
            check_again=lambda one: self._answer("check", one),
            it_exists=lambda one, text: self._answer("exists", one, text),
            it_does_not_exist=lambda one, seen: self._answer("denies", one, seen),
            print_came_out=lambda one, yes: self._answer("print", one, yes),
            answer=self._answer_card,
        )

    def _answer_card(self, key: str, said: Answer) -> Attention:
        self.said.append((key, said))
        if self.fault is not None:
            raise self.fault
        if self.settles:
            kind = key.partition(" ")[0]
            held = self.attention
            self.attention = replace(
                held,
                foreign=tuple(one for one in held.foreign if f"foreign {one.id}" != key),
                doubtful_voids=() if kind == "void" else held.doubtful_voids,
                doubtful_pickups=() if kind == "pickup" else held.doubtful_pickups,
            )
        return self.attention


@dataclass
class Desk:
    """A presenter with its lane and all that it ever showed."""

    shop: Shop
    lane: HeldLane
    shown: list[AttentionScreen]
    told: list[str]
    presenter: AttentionPresenter

    @property
    def screen(self) -> AttentionScreen:
        return self.shown[-1]


@pytest.fixture
def desk() -> Desk:
    shop, lane, shown, told = Shop(), HeldLane(Fault), [], []
    presenter = AttentionPresenter(
        lane, shop.deeds(), shown.append, announce=lambda: told.append("changed"), go=told.append
    )
    presenter.load()
    lane.run_all()
    return Desk(shop, lane, shown, told, presenter)


def test_everything_that_waits_is_counted_and_has_a_card(desk: Desk) -> None:
    screen = desk.screen
    assert screen.count == 7
    assert screen.count_line == "7 things to settle"
    assert (len(screen.doubts), len(screen.prints), len(screen.others)) == (2, 1, 4)
    assert screen.doubts[0].title == "We don't know yet whether a label for Priya Raghunathan was bought"
    assert screen.doubts[0].amount == "$7.61"


def test_absence_can_be_said_only_when_it_may_be_believed(desk: Desk) -> None:
    early, ripe = desk.screen.doubts
    assert not early.can_deny
    assert early.deny_hint == (
        f"This can be said in 7 minutes, from {clock_words(plausible.NOW + timedelta(minutes=7))}, "
        "if 2 more searches find nothing."
    )
    assert ripe.can_deny
    desk.presenter.ask_deny(EARLY)
    desk.presenter.deny()
    assert desk.shop.said == []


def test_absence_is_asked_about_before_it_counts(desk: Desk) -> None:
    desk.presenter.ask_deny(RIPE)
    assert desk.screen.doubts[1].asking
    desk.presenter.keep()
    desk.presenter.deny()
    assert desk.shop.said == []
    desk.presenter.ask_deny(RIPE)
    desk.presenter.deny()
    desk.lane.run_all()
    assert desk.shop.said == [("denies", RIPE, False)]
    assert desk.told == ["changed"]


def test_what_is_odd_about_a_label_that_was_named_is_told_when_its_card_goes(desk: Desk) -> None:
    desk.shop.attention = replace(desk.shop.attention, notes=("The carrier says that this label is void.",))
    desk.presenter.exists(EARLY, "se-1")
    desk.lane.run_all()
    notice = desk.screen.notice
    assert notice is not None
    assert (notice.tone, notice.text) == (
        Tone.WAITING,
        "Settled. It is off the list. The carrier says that this label is void.",
    )


def test_a_time_that_is_said_runs_down(desk: Desk) -> None:
    assert desk.screen.counts_down
    ripe = tuple(one for one in plausible.attention().doubts if one.can_deny)
    assert not AttentionScreen(attention=Attention(doubts=ripe)).counts_down
    assert not AttentionScreen().counts_down


def test_a_purchase_is_checked_once_at_a_time(desk: Desk) -> None:
    desk.presenter.check(EARLY)
    desk.presenter.check(EARLY)
    assert desk.screen.doubts[0].busy
    desk.lane.run_all()
    assert desk.shop.said == [("check", EARLY)]
    assert desk.screen.count == 6
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.DONE


def test_a_doubt_that_stays_is_said_to_stay(desk: Desk) -> None:
    desk.shop.settles = False
    desk.presenter.check(EARLY)
    desk.lane.run_all()
    assert desk.screen.count == 7
    assert desk.screen.notice
    assert desk.screen.notice.text == "We still don't know. Nothing was bought a second time."
    assert desk.told == []


def test_a_pasted_number_is_handed_on_and_an_empty_one_marked(desk: Desk) -> None:
    desk.presenter.exists(EARLY, "  ")
    assert desk.screen.doubts[0].problem == "Paste the tracking number or the label's id."
    assert desk.screen.doubts[1].problem == ""
    desk.presenter.exists(EARLY, " 9400 1118 9956 3821 3040 04 ")
    desk.lane.run_all()
    assert desk.shop.said == [("exists", EARLY, "9400 1118 9956 3821 3040 04")]


def test_a_check_that_fails_leaves_the_doubt_where_it_is(desk: Desk) -> None:
    desk.shop.fault = NotSent(FaultKind.NO_CONNECTION)
    desk.presenter.check(EARLY)
    desk.lane.run_all()
    assert desk.screen.count == 7
    assert not desk.screen.doubts[0].busy
    assert desk.screen.notice
    assert desk.screen.notice.button == "Try again"


def test_a_look_under_way_does_not_undo_what_was_just_settled(desk: Desk) -> None:
    desk.presenter.load()
    desk.presenter.check(EARLY)
    desk.lane.run_all()
    assert desk.screen.count == 6
    assert not desk.screen.looking


@pytest.mark.parametrize("yes", [True, False])
def test_the_word_about_a_print_is_taken_once(desk: Desk, yes: bool) -> None:
    card = desk.screen.prints[0]
    desk.presenter.came_out(card.print_id, yes)
    desk.presenter.came_out(card.print_id, yes)
    desk.lane.run_all()
    assert desk.shop.said == [("print", card.print_id, yes)]
    assert desk.screen.prints == ()


def test_nothing_to_settle_is_calm() -> None:
    assert AttentionScreen(attention=Attention()).is_empty
    assert not AttentionScreen().is_empty


def test_a_form_in_doubt_has_a_card_of_its_own() -> None:
    form = FormEntry(3, FormWish(("se-1", "se-2")), FormState.IN_DOUBT, plausible.NOW, detail="Timed out.")
    (card,) = AttentionScreen(attention=Attention(doubtful_forms=(form,))).others
    assert (card.key, card.panel, card.answers[0][0]) == ("form 3", "End of day", Answer.CHECK)
    assert card.lines[0].startswith("2 labels, asked on ")
    assert card.lines[1] == "Timed out."


ALARM = "Amara Okafor: The carrier holds 2 labels for this parcel."


def test_a_label_that_exists_twice_stands_in_the_banner_until_it_is_seen_to(desk: Desk) -> None:
    assert desk.screen.banner is None
    desk.shop.attention = replace(desk.shop.attention, alarms=(ALARM,))
    desk.presenter.check(EARLY)
    desk.lane.run_all()
    said = desk.screen.banner
    assert said is not None
    assert said.text.startswith(ALARM)
    assert (said.tone, said.button) == (Tone.TROUBLE, "Open Labels")
    desk.presenter.act("")
    assert desk.screen.banner == said
    assert desk.screen.count == 7
    desk.presenter.act(said.action)
    assert desk.told[-1] == "open_labels"
    desk.shop.attention = replace(desk.shop.attention, alarms=())
    desk.presenter.load()
    desk.lane.run_all()
    assert desk.screen.banner is None


def test_what_went_wrong_just_now_comes_before_the_alarms(desk: Desk) -> None:
    desk.shop.attention = replace(desk.shop.attention, alarms=(ALARM,))
    desk.presenter.load()
    desk.lane.run_all()
    desk.shop.fault = NotSent(FaultKind.NO_CONNECTION)
    desk.presenter.check(EARLY)
    desk.lane.run_all()
    assert desk.screen.banner == desk.screen.notice
    assert desk.screen.banner is not None


# ---------------------------------------------------------------- evidence, history, and what is no purchase


def test_a_doubt_shows_what_the_balance_says_with_both_balances(desk: Desk) -> None:
    early, ripe = desk.screen.doubts
    assert "speaks for a charge. $91.71 at " in early.lines[-1]
    assert "speaks against a charge." in ripe.lines[-1]


def test_denying_against_the_balance_is_asked_about_twice_and_says_so(desk: Desk) -> None:
    early = replace(desk.shop.attention.doubts[0], can_deny=True)
    desk.shop.attention = replace(desk.shop.attention, doubts=(early,))
    desk.presenter.load()
    desk.lane.run_all()
    desk.presenter.ask_deny(EARLY)
    assert "speaks for a charge" in desk.screen.doubts[0].question
    desk.presenter.deny()
    assert desk.shop.said == []
    assert desk.screen.doubts[0].yes == "There is none, all the same"
    desk.presenter.keep()
    desk.presenter.ask_deny(EARLY)
    assert desk.screen.doubts[0].yes == "It does not exist"
    desk.presenter.deny()
    desk.presenter.deny()
    desk.lane.run_all()
    assert desk.shop.said == [("denies", EARLY, True)]


def test_the_whole_history_is_folded_until_it_is_wanted(desk: Desk) -> None:
    assert not desk.screen.doubts[0].unfolded
    desk.presenter.unfold(EARLY)
    first, second = desk.screen.doubts
    assert (first.unfolded, second.unfolded) == (True, False)
    assert first.history[0].endswith("The order was sent.")
    desk.presenter.unfold(EARLY)
    assert not desk.screen.doubts[0].unfolded


def test_what_costs_most_stands_first(desk: Desk) -> None:
    keys = [card.key.partition(" ")[0] for card in desk.screen.others]
    assert keys == ["foreign", "foreign", "void", "pickup"]


@pytest.mark.parametrize("place", range(4))
def test_each_card_is_answered_once_and_leaves_when_it_is_settled(desk: Desk, place: int) -> None:
    card = desk.screen.others[place]
    said = card.answers[0][0]
    desk.presenter.answer(card.key, said)
    desk.presenter.answer(card.key, said)
    assert desk.screen.others[place].busy
    desk.lane.run_all()
    assert desk.shop.said == [(card.key, said)]
    assert card.key not in [one.key for one in desk.screen.others]
    assert desk.told == ["changed"]


def test_coming_back_forgets_what_was_settled_and_keeps_what_is_not(desk: Desk) -> None:
    card = desk.screen.others[0]
    desk.presenter.answer(card.key, card.answers[0][0])
    desk.lane.run_all()
    assert desk.screen.notice is not None
    assert desk.screen.notice.tone is Tone.DONE
    desk.presenter.shown()
    assert desk.screen.notice is None
    desk.lane.run_all()
    desk.shop.settles = False
    desk.presenter.answer(desk.screen.others[1].key, Answer.CHECK)
    desk.lane.run_all()
    desk.presenter.shown()
    assert desk.screen.notice is not None
    assert desk.screen.notice.tone is Tone.WAITING


def test_a_void_that_stays_in_doubt_is_said_to_stay(desk: Desk) -> None:
    desk.shop.settles = False
    card = desk.screen.others[2]
    desk.presenter.answer(card.key, Answer.CHECK)
    desk.lane.run_all()
    assert desk.screen.notice
    assert desk.screen.notice.text == "We still don't know. Nothing was asked for a second time."
    assert not desk.screen.others[2].busy
    assert desk.told == []


def test_an_answer_that_fails_leaves_its_card(desk: Desk) -> None:
    desk.shop.fault = NotSent(FaultKind.NO_CONNECTION)
    card = desk.screen.others[2]
    desk.presenter.answer(card.key, Answer.CHECK)
    desk.lane.run_all()
    assert desk.screen.others[2] == card
    assert desk.screen.notice


def test_a_strange_label_can_be_adopted_only_where_it_is_ours(desk: Desk) -> None:
    strange, ours = (card for card in desk.screen.others if card.key.startswith("foreign"))
    assert [said for said, _ in ours.answers] == [Answer.ADOPT, Answer.ASIDE]
    assert [said for said, _ in strange.answers] == [Answer.ASIDE]
    assert "It is for Ruth Nakai." in strange.lines[1]


def test_a_second_label_leads_to_voids(desk: Desk) -> None:
    told = "Amara Okafor: The carrier holds 2 labels for this parcel. Void the later one: se-2."
    desk.shop.attention = replace(desk.shop.attention, alarms=(told, told))
    desk.presenter.load()
    desk.lane.run_all()
    said = desk.screen.banner
    assert said is not None
    assert (said.text, said.button) == (told, "Open Voids")


@pytest.mark.parametrize(
    ("missing", "minutes", "words"),
    [
        (1, 7, f"in 7 minutes, from {clock_words(plausible.NOW + timedelta(minutes=7))}, if one more search "
               "finds nothing"),
        (0, 7, f"in 7 minutes, from {clock_words(plausible.NOW + timedelta(minutes=7))}"),
        (1, 0, "if one more search finds nothing"),
        (0, 0, "now"),
    ],
)  # fmt: skip
def test_what_a_denial_still_waits_for_is_said(desk: Desk, missing: int, minutes: int, words: str) -> None:
    (early, *_) = desk.shop.attention.doubts
    waiting = replace(
        early, looks_missing=missing, absent_from=early.asked_at + timedelta(minutes=minutes), can_deny=False
    )
    screen = AttentionScreen(attention=Attention(doubts=(waiting,)))
    assert screen.doubts[0].deny_hint == f"This can be said {words}."


def test_a_run_that_was_cut_off_waits_for_a_person_and_leads_to_labels() -> None:
    run = plausible.print_run(RunState.PAUSED, ItemState.SENT, problem="The printer does not answer.")
    screen = AttentionScreen(attention=Attention(paused_runs=(run,)))
    (card,) = screen.others
    assert screen.count == 1
    assert card.title == "11 labels still to be printed on Zebra ZD421"
    assert card.lines[0] == "The printer does not answer."
    assert card.panel == "Labels"
    done = Attention(paused_runs=(plausible.print_run(RunState.PAUSED, ItemState.MAYBE, total=1),))
    assert AttentionScreen(attention=done).others[0].title == "A run of labels is not over"


# ---------------------------------------------------------------- mails


def with_mails(desk: Desk, *states: MailState, codes: tuple[UnusedCode, ...] = ()) -> None:
    rows = [mailbag.mail(place, state, detail="550 no") for place, state in enumerate(states)]
    desk.shop.attention = Attention(mails=tuple((row.record, row.entry) for row in rows), ending_codes=codes)
    desk.presenter.load()
    desk.lane.run_all()


def test_a_mail_in_doubt_or_refused_is_counted_and_has_its_answers(desk: Desk) -> None:
    with_mails(desk, MailState.IN_DOUBT, MailState.REFUSED, MailState.GIVEN_UP)
    assert desk.screen.count == 3
    doubt, refused, given_up = desk.screen.others
    assert doubt.title == "QR code for Amara Okafor: mailed or not?"
    assert doubt.lines[0].startswith("We don't know whether this mail left.")
    assert [words for _, words in doubt.answers] == ["It arrived", "Send again"]
    assert refused.title == "QR code for Jens Lindqvist: the mail server refused the mail"
    assert "550 no" in refused.lines
    assert given_up.title == "QR code for Priya Raghunathan: the mail never left"
    assert [words for _, words in given_up.answers] == ["Send again", "Put it aside"]
    assert {card.panel for card in desk.screen.others} == {"Mail"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer.MAIL_AGAIN, "It is in the outbox again."),
        (Answer.ARRIVED, "Settled. It is off the list."),
    ],
)
def test_an_answer_about_a_mail_is_noted_on_the_desk_and_told_to_all(
    desk: Desk, answer: Answer, said: str
) -> None:
    with_mails(desk, MailState.IN_DOUBT)
    desk.presenter.answer("mail 1", answer)
    desk.shop.attention = Attention()
    assert desk.lane.names == ["Noting a mail"]
    desk.lane.run_all()
    assert desk.shop.said == [("mail 1", answer)]
    assert desk.told == ["changed"]
    assert desk.screen.notice
    assert desk.screen.notice.text == said


def test_codes_that_end_are_one_card_that_leads_to_their_list(desk: Desk) -> None:
    with_mails(desk, codes=mailbag.codes()[1:2])
    assert desk.screen.count == 1
    (card,) = desk.screen.others
    assert card.title == "1 QR code was not used and ends or has ended"
    assert card.lines == ("Jens Lindqvist: ends tomorrow, mailed 12 days ago",)
    assert (card.panel, card.answers) == ("Unused QR codes", ())
    with_mails(desk, codes=mailbag.codes())
    (many,) = desk.screen.others
    assert many.title == "5 QR codes were not used and end or have ended"
    assert many.lines[-1] == "and 2 more"


def test_a_pickup_whose_cancelling_is_in_doubt_says_that() -> None:
    asked, cancelled = (
        pickup_card(plausible.pickup_entry(1, state=state))
        for state in (PickupState.IN_DOUBT, PickupState.CANCELLING)
    )
    assert asked.title == "We don't know yet whether a pickup was booked"
    assert cancelled.title == "We don't know yet whether a pickup was cancelled"
