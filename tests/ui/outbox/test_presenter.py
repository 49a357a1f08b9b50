"""The Mail panel without a window: a doubt is named, nothing is sent by itself, a person's word counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.mail_record import CUT_OFF, PRACTICE, MailState
from postwright.ui.notice import Tone
from postwright.ui.outbox.codes_told import CodeDeed, code_card, ends_words, void_words
from postwright.ui.outbox.mails_told import Conditions, MailDeed, deeds_for, mail_card, state_words
from postwright.ui.outbox.presenter import OutboxPresenter
from postwright.ui.outbox.screen import OutboxScreen, Part
from postwright.ui.outbox.tables import code_rows, mail_rows
from postwright.ui.words import clock_words, day_words, moment_words
from tests.fakes.lane import HeldLane
from tests.ui.outbox.mailbag import DAY, MINUTE, NOW, Mailroom, code, mail, voided

GIVEN = Conditions(NOW, "smtp.example.com")
WAITING, REFUSED, DOUBTED, GIVEN_UP, PLANNED = 2, 3, 4, 5, 6  # ids of the sample mails


@dataclass
class Desk:
    """A presenter with its lanes and all that it ever showed."""

    shop: Mailroom
    desk: HeldLane
    errands: HeldLane
    shown: list[OutboxScreen]
    told: list[str]
    presenter: OutboxPresenter

    @property
    def screen(self) -> OutboxScreen:
        return self.presenter.screen

    def run(self) -> None:
        while self.desk.held or self.errands.held:
            self.desk.run_all()
            self.errands.run_all()

    def do(self, mail_id: int, deed: MailDeed) -> None:
        self.presenter.point(mail_id)
        self.presenter.do(mail_id, deed)
        self.run()


def opened(shop: Mailroom) -> Desk:
    desk, errands, shown, told = HeldLane(Fault), HeldLane(Fault), [], []
    presenter = OutboxPresenter(
        desk, errands, shop.deeds(), shown.append, announce=lambda: told.append("changed"), go=told.append
    )
    whole = Desk(shop, desk, errands, shown, told, presenter)
    presenter.shown()
    whole.run()
    return whole


@pytest.fixture
def desk() -> Desk:
    return opened(Mailroom())


# ---------------------------------------------------------------- what is listed


def test_what_waits_for_a_person_stands_first_then_what_waits_for_the_server(desk: Desk) -> None:
    states = [row.record.state for row in desk.screen.rows]
    assert set(states[:3]) == {MailState.IN_DOUBT, MailState.REFUSED, MailState.GIVEN_UP}
    assert states[3:5] == [MailState.WAITING, MailState.WAITING]
    assert desk.screen.line == "3 mails to settle · 2 waiting · 4 QR codes ending or ended"
    assert desk.screen.current == desk.screen.rows[0].record.id
    assert (desk.screen.outbox_title, desk.screen.codes_title) == ("Outbox 3", "Unused QR codes 5")


@pytest.mark.parametrize(
    ("row", "given", "words"),
    [
        (mail(0), GIVEN, "Waiting"),
        (mail(0), replace(GIVEN, host=""), "Waits for a mail server"),
        (mail(0), replace(GIVEN, host="", practice=True), "Waiting"),
        (mail(0), replace(GIVEN, online=False), "Waits for the network"),
        (mail(0), replace(GIVEN, online=False, practice=True), "Waiting"),
        (mail(0, attempts=1, next_in=5 * MINUTE), GIVEN, f"Next try {clock_words(NOW + 5 * MINUTE)}"),
        (mail(0, attempts=1, next_in=DAY), GIVEN, f"Next try {day_words((NOW + DAY).astimezone().date())}"),
        (
            mail(0, next_in=DAY, planned=True),
            GIVEN,
            f"Waits until {day_words((NOW + DAY).astimezone().date())}",
        ),
        (
            mail(0, next_in=DAY, planned=True),
            replace(GIVEN, online=False),
            f"Waits until {day_words((NOW + DAY).astimezone().date())}",
        ),
        (mail(0, MailState.SENDING), GIVEN, "Being sent"),
        (mail(0, MailState.SENT), GIVEN, "Sent"),
        (mail(0, MailState.SENT), replace(GIVEN, practice=True), "Practice: sent to nobody"),
        (mail(0, MailState.REFUSED), GIVEN, "Refused by the server"),
        (mail(0, MailState.GIVEN_UP), GIVEN, "Never left"),
        (mail(0, MailState.IN_DOUBT), GIVEN, "May have left"),
        (mail(0, MailState.CANCELLED), GIVEN, "Called off"),
        (mail(0, MailState.OWN_PROGRAM), GIVEN, "In your mail program"),
    ],
)
def test_every_state_has_its_words(row: object, given: Conditions, words: str) -> None:
    assert state_words(row.record, given) == words  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", list(MailState))
@pytest.mark.parametrize("practice", [False, True])
def test_no_mail_is_said_to_have_been_delivered(state: MailState, practice: bool) -> None:
    told = mail_card(mail(0, state, attempts=3), replace(GIVEN, practice=practice))
    assert told.text
    assert "arrived" not in told.text
    assert "was delivered." not in told.text


@pytest.mark.parametrize(
    ("row", "given", "words"),
    [
        (mail(0), GIVEN, "It is sent in a moment."),
        (
            mail(0, next_in=DAY, planned=True),
            GIVEN,
            f"It leaves on {day_words((NOW + DAY).astimezone().date())}, as planned.",
        ),
        (
            mail(0, attempts=2, next_in=14 * MINUTE),
            GIVEN,
            f"It was tried 2 times and did not leave. "
            f"It is tried again by itself on {moment_words(NOW + 14 * MINUTE)}.",
        ),
        (
            mail(0, attempts=1, next_in=MINUTE),
            replace(GIVEN, online=False),
            "It was tried 1 time and did not leave. This computer is offline. "
            "It is sent by itself when the network is back.",
        ),
    ],
)
def test_a_waiting_mail_says_why_and_until_when(row: object, given: Conditions, words: str) -> None:
    assert mail_card(row, given).text == words  # type: ignore[arg-type]


def test_a_doubt_is_told_as_one_and_what_the_server_said_stands_beside_it(desk: Desk) -> None:
    desk.presenter.point(DOUBTED)
    card = desk.screen.card
    assert card
    assert card.text == (
        "We don't know whether this mail left. Ask the customer, or send it again: they may get it twice."
    )
    assert card.tone == "waiting"
    desk.presenter.point(REFUSED)
    assert desk.screen.card
    assert "550 5.1.1" in desk.screen.card.detail
    assert "550" not in desk.screen.card.text


def test_why_it_stands_so_is_told_beside_it_and_practice_is_told_once() -> None:
    assert mail_card(mail(0, MailState.IN_DOUBT, detail=CUT_OFF), GIVEN).detail == CUT_OFF
    practice = mail_card(mail(0, MailState.SENT, detail=PRACTICE), replace(GIVEN, practice=True))
    assert practice.text == "Practice: the mail was written and kept here, and sent to nobody."
    assert practice.detail == ""


@pytest.mark.parametrize(
    ("state", "deeds"),
    [
        (MailState.WAITING, {"send_now", "correct", "own_program", "cancel"}),
        (MailState.SENDING, set()),
        (MailState.IN_DOUBT, {"arrived", "send_again"}),
        (MailState.REFUSED, {"correct", "send_again", "own_program", "put_aside"}),
        (MailState.GIVEN_UP, {"send_again", "correct", "own_program", "put_aside"}),
        (MailState.SENT, set()),
        (MailState.CANCELLED, set()),
        (MailState.OWN_PROGRAM, set()),
    ],
)
def test_what_may_be_done_follows_from_the_state(state: MailState, deeds: set[str]) -> None:
    assert set(deeds_for(mail(0, state).record, GIVEN)) == {*deeds, "open_label"}


def test_a_practice_mail_goes_to_no_program() -> None:
    practice = replace(GIVEN, practice=True)
    assert MailDeed.OWN_PROGRAM not in deeds_for(mail(0).record, practice)


def test_the_list_says_time_and_day(desk: Desk) -> None:
    cells = {row.key: row.cells for row in mail_rows(desk.screen.rows, GIVEN)}
    assert cells[str(DOUBTED)][3] == clock_words(NOW - 9 * MINUTE)
    assert cells["1"][3] == day_words((NOW - 2 * DAY).astimezone().date())
    assert cells[str(PLANNED)][1:3] == ("Tracking notice", "Keiko Yamashiro")


# ---------------------------------------------------------------- what a person does


def test_it_arrived_is_a_persons_word_and_is_noted_once(desk: Desk) -> None:
    desk.presenter.point(DOUBTED)
    desk.presenter.do(DOUBTED, MailDeed.ARRIVED)
    desk.presenter.do(DOUBTED, MailDeed.ARRIVED)
    assert desk.screen.card
    assert desk.screen.card.busy
    desk.run()
    assert desk.shop.asked == [("arrived", DOUBTED)]
    assert desk.told == ["changed"]
    assert desk.screen.notice
    assert desk.screen.notice.text == "Noted as sent."


def test_what_is_sent_again_waits_and_whoever_carries_mail_is_told(desk: Desk) -> None:
    desk.do(DOUBTED, MailDeed.SEND_AGAIN)
    assert desk.shop.asked == [("send_again", DOUBTED)]
    assert desk.told == ["changed"]
    assert desk.screen.notice is None
    states = {row.record.id: row.record.state for row in desk.screen.rows}
    assert states[DOUBTED] is MailState.WAITING
    assert desk.screen.current == DOUBTED


@pytest.mark.parametrize("deed", [MailDeed.SEND_AGAIN, MailDeed.SEND_NOW, MailDeed.ARRIVED, MailDeed.CANCEL])
def test_a_mail_that_ended_is_not_acted_on(desk: Desk, deed: MailDeed) -> None:
    desk.do(1, deed)
    assert desk.shop.asked == []


def test_a_deed_about_another_mail_than_the_one_shown_is_not_done(desk: Desk) -> None:
    desk.presenter.point(DOUBTED)
    desk.presenter.do(REFUSED, MailDeed.SEND_AGAIN)
    desk.run()
    assert desk.shop.asked == []


def test_a_mail_that_left_meanwhile_is_not_said_to_be_called_off(desk: Desk) -> None:
    desk.shop.too_late = True
    desk.do(WAITING, MailDeed.CANCEL)
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.WAITING
    assert desk.screen.notice.text == "It was changed meanwhile. Look at what it says now."


@pytest.mark.parametrize(
    ("mail_id", "deed", "said"),
    [
        (WAITING, MailDeed.CANCEL, "It is called off and not sent."),
        (REFUSED, MailDeed.PUT_ASIDE, "It is put aside and not sent."),
    ],
)
def test_what_is_called_off_says_so(desk: Desk, mail_id: int, deed: MailDeed, said: str) -> None:
    desk.do(mail_id, deed)
    assert desk.screen.notice
    assert (desk.screen.notice.tone, desk.screen.notice.text) == (Tone.DONE, said)


def test_the_own_mail_program_gets_the_mail_and_the_outbox_is_read_anew(desk: Desk) -> None:
    desk.do(WAITING, MailDeed.OWN_PROGRAM)
    assert desk.shop.asked == [("own", WAITING)]
    assert desk.told == ["changed"]
    assert desk.screen.notice
    assert desk.screen.notice.text == "Your mail program has it."


def test_the_address_is_corrected_on_the_page_of_the_code_and_the_label_is_opened(desk: Desk) -> None:
    desk.do(REFUSED, MailDeed.CORRECT)
    desk.do(REFUSED, MailDeed.OPEN_LABEL)
    assert desk.shop.asked == [("mail", "se-5002", "qr"), ("label", "se-5002")]
    assert desk.told == []


def test_a_full_disk_is_told_and_the_mail_can_be_tried_again(desk: Desk) -> None:
    desk.shop.fault = Environment(FaultKind.DISK_FULL)
    desk.do(DOUBTED, MailDeed.ARRIVED)
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.TROUBLE
    assert desk.screen.card
    assert not desk.screen.card.busy


# ---------------------------------------------------------------- the network, the server, the keyring


def test_without_a_server_the_mails_wait_and_the_banner_leads_to_the_settings() -> None:
    desk = opened(Mailroom(host=""))
    assert desk.screen.banner
    assert desk.screen.banner.text == "No mail server is set up. 2 mails wait here, and none is lost."
    desk.presenter.point(WAITING)
    assert desk.screen.card
    assert MailDeed.SEND_NOW not in desk.screen.card.deeds
    assert MailDeed.OWN_PROGRAM in desk.screen.card.deeds
    desk.presenter.act(desk.screen.banner.action)
    assert desk.told == ["mail_settings"]


def test_offline_the_mails_are_said_to_wait_for_the_network(desk: Desk) -> None:
    desk.presenter.stand(online=False, trouble=None)
    assert desk.screen.banner
    assert desk.screen.banner.text == "This computer is offline. 2 mails wait here for the network."
    desk.presenter.act("")
    assert desk.screen.banner is None
    desk.presenter.stand(online=True, trouble=None)
    assert desk.screen.banner is None


def test_in_practice_nothing_waits_for_a_server_or_a_network() -> None:
    desk = opened(Mailroom(host="", practice=True))
    desk.presenter.stand(online=False, trouble=None)
    assert desk.screen.banner is None


def test_what_keeps_every_mail_is_said_while_mails_wait(desk: Desk) -> None:
    locked = Environment(FaultKind.KEYRING_LOCKED)
    desk.presenter.stand(online=True, trouble=locked)
    assert desk.screen.banner
    assert desk.screen.banner.tone is Tone.TROUBLE
    desk.shop.rows = (mail(0, MailState.SENT),)
    desk.presenter.look()
    desk.run()
    assert desk.screen.banner is None


def test_trying_again_wakes_whoever_carries_mail(desk: Desk) -> None:
    desk.shop.fault = Environment(FaultKind.DATABASE_BUSY)
    desk.do(DOUBTED, MailDeed.ARRIVED)
    desk.shop.fault = None
    desk.presenter.act("retry")
    assert desk.told == ["changed"]


def test_one_mail_waits_in_the_singular() -> None:
    desk = opened(Mailroom(rows=(mail(0),), unused=(), host=""))
    assert desk.screen.banner
    assert desk.screen.banner.text == "No mail server is set up. 1 mail waits here, and none is lost."


# ---------------------------------------------------------------- codes that nobody used


def test_the_code_that_ends_first_stands_first_with_words_beside_its_colour(desk: Desk) -> None:
    rows = code_rows(desk.screen.code_rows)
    assert [row.cells[2] for row in rows] == [
        "Ended 16 days ago · Sun 8 Nov",
        "Ended 12 days ago · Thu 12 Nov",
        "Ended 2 days ago · Sun 22 Nov",
        "Ends tomorrow · Wed 25 Nov",
        "Ends in 9 days · Thu 3 Dec",
    ]
    assert [row.tones[2] for row in rows] == ["trouble", "trouble", "trouble", "waiting", ""]
    assert [row.cells[3].split(" · ")[0] for row in rows[:2]] == ["Over", "Urgent"]


def test_a_code_that_was_never_mailed_from_here_says_so() -> None:
    held = code(0, bought=5)
    assert code_rows((held,))[0].cells[1] == "not yet"


@pytest.mark.parametrize(
    ("held", "deeds"),
    [
        (code(0, bought=5, mailed=5), {"mail_again", "new_code", "void"}),
        (code(0, bought=5), {"mail", "new_code", "void"}),
        (code(0, bought=16, mailed=16), {"new_code", "void"}),
        (code(0, bought=16, mailed=16, replaced_by="9400"), {"void"}),
        (code(0, bought=30, mailed=30), {"new_code"}),
        (voided(code(0, bought=5, mailed=5)), {"mail_again", "new_code"}),
    ],
)
def test_a_code_that_ended_is_not_mailed_again(held: object, deeds: set[str]) -> None:
    assert set(code_card(held).deeds) == {*deeds, "open_label"}  # type: ignore[arg-type]


def test_the_card_of_a_code_says_what_is_known_and_what_it_means_for_the_money(desk: Desk) -> None:
    desk.presenter.point_code("se-5001")
    card = desk.screen.code
    assert card
    assert card.title == "QR code for Jens Lindqvist, mailed 12 days ago and not used"
    assert "to ask for its $6.92 back" in card.text
    assert card.tone == "waiting"


def test_mailing_again_puts_the_mail_into_the_outbox_once(desk: Desk) -> None:
    desk.presenter.point_code("se-5001")
    desk.presenter.do_code("se-5001", CodeDeed.MAIL_AGAIN)
    desk.presenter.do_code("se-5001", CodeDeed.MAIL_AGAIN)
    desk.run()
    assert desk.shop.asked == [("again", "se-5001")]
    assert desk.told == ["changed"]
    assert desk.screen.notice
    assert desk.screen.notice.text == "It is in the outbox."


def test_a_code_that_was_never_mailed_is_mailed_to_whom_a_person_chooses(desk: Desk) -> None:
    desk.shop.unused = (code(0, bought=5),)
    desk.presenter.load()
    desk.run()
    desk.presenter.do_code("se-5000", CodeDeed.MAIL)
    assert desk.shop.asked == [("mail", "se-5000", "qr")]


def test_a_new_code_is_a_draft_to_be_bought_by_a_person(desk: Desk) -> None:
    desk.presenter.point_code("se-5002")
    desk.presenter.do_code("se-5002", CodeDeed.NEW_CODE)
    desk.run()
    assert desk.shop.asked == [("new", "se-5002"), ("draft", "d-new")]
    assert desk.told == []


def test_voiding_is_asked_about_in_voids(desk: Desk) -> None:
    desk.presenter.point_code("se-5001")
    desk.presenter.do_code("se-5001", CodeDeed.VOID)
    desk.presenter.do_code("se-5001", CodeDeed.OPEN_LABEL)
    assert desk.shop.asked == [("void", "se-5001"), ("label", "se-5001")]


def test_a_code_that_cannot_be_mailed_keeps_its_place_and_says_why(desk: Desk) -> None:
    desk.shop.fault = Environment(FaultKind.DISK_FULL)
    desk.presenter.point_code("se-5001")
    desk.presenter.do_code("se-5001", CodeDeed.MAIL_AGAIN)
    desk.run()
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.TROUBLE
    assert desk.screen.code
    assert not desk.screen.code.busy


# ---------------------------------------------------------------- the panel itself


def test_old_success_is_no_news_when_the_panel_is_shown_again(desk: Desk) -> None:
    desk.do(DOUBTED, MailDeed.ARRIVED)
    desk.presenter.shown()
    assert desk.screen.notice is None


def test_the_two_parts_are_turned_to(desk: Desk) -> None:
    desk.presenter.turn(Part.CODES)
    assert desk.screen.part is Part.CODES


def test_an_empty_outbox_says_so(desk: Desk) -> None:
    desk.shop.rows, desk.shop.unused = (), ()
    desk.presenter.load()
    desk.run()
    assert desk.screen.is_empty
    assert desk.screen.codes_empty
    assert (desk.screen.current, desk.screen.current_code) == (0, "")
    assert (desk.screen.card, desk.screen.code) == (None, None)
    assert (desk.screen.line, desk.screen.outbox_title) == ("", "Outbox")


def test_before_anything_is_known_nothing_is_said() -> None:
    screen = OutboxScreen()
    assert not screen.is_empty
    assert not screen.codes_empty
    assert (screen.card, screen.given, screen.banner) == (None, None, None)


def test_a_closed_panel_hears_no_late_answers(desk: Desk) -> None:
    desk.presenter.load()
    shown = len(desk.shown)
    desk.presenter.close()
    desk.run()
    assert len(desk.shown) == shown


def test_looking_again_asks_usps_and_showing_the_panel_does_not(desk: Desk) -> None:
    assert desk.shop.asked == []
    desk.presenter.again()
    desk.run()
    assert desk.shop.asked == [("usps",)]


def test_words_of_a_code_carry_its_day() -> None:
    held = code(1, bought=13, mailed=12)
    assert ends_words(held) == "Ends tomorrow · Wed 25 Nov"
    assert void_words(held) == "Tue 8 Dec"
