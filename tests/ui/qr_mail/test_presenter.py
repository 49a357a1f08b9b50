"""The page of a mail without a window: whom it goes to, what leaves it, which label an answer is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from postwright.domain.faults import BadInput, Environment, FaultKind, MailFault, PaperFault
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_recipient import Role
from postwright.domain.mail_record import PRACTICE, SAID_SO, MailState
from postwright.domain.papers import PaperKind
from postwright.ui.mail_look import Look
from postwright.ui.notice import Tone
from postwright.ui.qr_mail.screen import QrMailScreen
from tests.ui.qr_mail.desk import ANN, AT, OTHER, SHEET, SHOP, Desk, mail


@pytest.fixture
def desk() -> Desk:
    return Desk()


# ---------------------------------------------------------------- who gets it


def test_the_likeliest_is_proposed_and_the_mail_written_to_them(desk: Desk) -> None:
    desk.open()
    assert (desk.screen.role, desk.screen.email) == (Role.SHOP, SHOP.email)
    assert desk.screen.text == "Hello Juniper Goods, near 97201"
    assert desk.screen.means == SHOP.means
    assert [words for _, words in desk.screen.choices] == [
        "You, at the shop: Juniper Goods",
        "The addressee: Ann Lee",
        "Somebody else",
    ]


def test_another_choice_changes_name_address_and_the_post_office(desk: Desk) -> None:
    desk.open()
    before = desk.screen.form
    desk.presenter.addressing.choose(Role.ADDRESSEE.value)
    desk.run()
    assert desk.screen.form > before
    assert (desk.screen.name, desk.screen.email, desk.screen.zip_code) == (ANN.name, ANN.email, ANN.zip_code)
    assert desk.screen.text == "Hello Ann Lee, near 18702"
    assert desk.screen.means == ANN.means


def test_somebody_else_is_typed_in(desk: Desk) -> None:
    desk.open()
    desk.presenter.addressing.choose(Role.OTHER.value)
    desk.run()
    assert not desk.screen.can_send
    assert "no mail address yet" in desk.screen.send_hint
    desk.presenter.addressing.write_name("Bo Diaz")
    desk.presenter.addressing.write_email("bo@example.com")
    desk.presenter.addressing.write_zip("10001")
    desk.presenter.addressing.write()
    desk.run()
    assert desk.screen.text == "Hello Bo Diaz, near 10001"
    desk.sending.send()
    desk.run()
    assert desk.post.done == [("post", "se-1", "Bo Diaz", "bo@example.com", "10001", "en")]


def test_the_mail_can_be_in_spanish(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, language=Language.SPANISH)
    desk.open()
    assert desk.screen.text.startswith("Hola")
    desk.presenter.addressing.speak("en")
    desk.run()
    assert desk.screen.text.startswith("Hello")


def test_what_is_typed_stays_when_more_becomes_known(desk: Desk) -> None:
    desk.open()
    desk.presenter.addressing.write_email("bo@example.com")
    desk.presenter.load()
    desk.run()
    assert desk.screen.email == "bo@example.com"


def test_the_mail_is_looked_at_in_several_ways(desk: Desk) -> None:
    desk.open()
    desk.presenter.look(Look.PHONE.value)
    desk.presenter.open("se-2")
    assert desk.screen.look is Look.PHONE


# ---------------------------------------------------------------- the outbox


def test_one_press_puts_one_mail_into_the_outbox(desk: Desk) -> None:
    desk.open()
    desk.sending.send()
    desk.sending.send()
    desk.run()
    assert [deed[0] for deed in desk.post.done] == ["post"]
    assert desk.told == ["changed"]
    assert desk.screen.notice is not None
    assert desk.screen.notice.tone is Tone.WAITING
    assert desk.words == (
        "The mail for shop@juniper.example is in the outbox. "
        "It leaves as soon as the mail server can be reached."
    )


@pytest.mark.parametrize(
    ("state", "tone", "words"),
    [
        (MailState.SENT, Tone.DONE, "The mail server took the mail for shop@juniper.example"),
        (MailState.SENDING, Tone.WAITING, "It is being sent."),
        (MailState.REFUSED, Tone.TROUBLE, "The mail server refused the mail"),
        (MailState.GIVEN_UP, Tone.TROUBLE, "never left"),
        (MailState.IN_DOUBT, Tone.WAITING, "It may have been sent."),
        (MailState.CANCELLED, Tone.PLAIN, "cancelled before it left"),
    ],
)
def test_what_became_of_the_mail_is_told_when_it_is_known(
    desk: Desk, state: MailState, tone: Tone, words: str
) -> None:
    desk.open()
    desk.sending.send()
    desk.run()
    desk.post.ends(state)
    desk.presenter.load()
    desk.run()
    assert desk.screen.notice is not None
    assert desk.screen.notice.tone is tone
    assert words in desk.words


def test_a_fate_that_was_read_and_closed_does_not_come_back(desk: Desk) -> None:
    desk.open()
    desk.sending.send()
    desk.run()
    desk.presenter.act("")
    desk.post.ends(MailState.SENT)
    desk.presenter.load()
    desk.run()
    assert desk.screen.notice is None
    assert desk.screen.history[0].text == "The mail server took it"


def test_a_second_mail_is_said_to_be_one_and_asks_for_nothing(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, history=(mail(1, MailState.REFUSED), mail(2), mail(3)))
    desk.open()
    assert desk.screen.send_text == "Mail it again"
    assert desk.screen.send_hint.startswith("Mailed already on Tue 24 Nov,")
    assert desk.screen.send_hint.endswith("; this is the third.")
    desk.sending.send()
    desk.run()
    assert [deed[0] for deed in desk.post.done] == ["post"]


def test_a_planned_mail_tells_when_it_leaves_and_a_waiting_one_when_it_is_tried(desk: Desk) -> None:
    later = AT + timedelta(days=1)
    desk.post.sheet = replace(
        SHEET,
        history=(
            mail(1, MailState.WAITING, next_at=later, not_before=later),
            mail(2, MailState.WAITING, next_at=AT + timedelta(minutes=5), attempts=1, detail="No network"),
        ),
    )
    desk.open()
    waiting, planned = desk.screen.history
    assert "It leaves on Wed 25 Nov," in planned.below
    assert "It is tried again at" in waiting.below
    assert waiting.below.endswith("No network")


def test_a_word_of_the_operator_is_told_as_theirs(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, history=(mail(1, detail=SAID_SO),))
    desk.open()
    assert desk.screen.history[0].text == "It arrived, as you said"


def test_a_mail_of_another_kind_is_none_of_these(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, history=(mail(1, kind=LetterKind.TRACKING),))
    desk.open()
    assert desk.screen.said_before == ""
    assert len(desk.screen.history) == 1


def test_practice_says_that_it_is_sent_to_nobody(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, practice=True, server="")
    desk.open()
    assert desk.screen.send_text == "Mail it (practice)"
    assert desk.screen.send_hint == "Practice: the mail is kept here and sent to nobody."
    desk.sending.send()
    desk.run()
    desk.post.ends(MailState.SENT, PRACTICE)
    desk.presenter.load()
    desk.run()
    assert desk.words == "Practice: kept here, sent to nobody."
    assert desk.screen.history[0].text == "Practice: kept here"
    assert desk.screen.send_text == "Mail it again (practice)"
    assert desk.screen.said_before.startswith("A practice mail was kept already on Tue 24 Nov,")


def test_without_a_mail_server_the_other_way_is_named_and_settings_are_one_press_away(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, server="")
    desk.open()
    assert "Your own mail program can send it." in desk.screen.send_hint
    desk.post.fault = MailFault(FaultKind.MAIL_NOT_SET_UP)
    desk.sending.send()
    desk.run()
    desk.press()
    assert desk.told[-1] in ("mail_settings", "open_settings")


def test_an_address_that_passes_for_another_is_pointed_out(desk: Desk) -> None:
    desk.open()
    assert desk.screen.caution == ""
    desk.presenter.addressing.write_email("noor@exаmple.com")
    assert "xn--" in desk.screen.caution
    assert desk.screen.email_problem == ""


@pytest.mark.parametrize("address", ["noor at home", "a@b, c@d.example", "@example.com"])
def test_what_is_no_address_is_marked_and_not_sent(desk: Desk, address: str) -> None:
    desk.open()
    desk.presenter.addressing.write_email(address)
    for deed in (desk.sending.send, desk.sending.give, lambda: desk.sending.save_eml("/tmp/a.eml")):
        deed()
        assert desk.screen.email_problem == "Write one mail address, such as name@example.com."
        assert not desk.lane.held
    desk.presenter.addressing.write_email("noor@example.com")
    assert desk.screen.email_problem == ""


def test_a_wrong_zip_is_marked_at_its_field(desk: Desk) -> None:
    desk.open()
    desk.presenter.addressing.write_zip("9720")
    desk.post.unwritten = BadInput(FaultKind.MAIL_ADDRESS, field="office_zip")
    desk.presenter.addressing.write()
    desk.run()
    assert desk.screen.zip_problem == "Write a ZIP code of five digits."
    assert not desk.screen.can_send
    desk.post.unwritten = None
    desk.presenter.addressing.write_zip("97201-1234")
    desk.presenter.addressing.write()
    desk.run()
    assert desk.screen.zip_problem == ""
    desk.presenter.addressing.write_zip("9")
    desk.sending.send()
    assert desk.screen.zip_problem == "Write a ZIP code of five digits."
    assert not desk.post.done


def test_an_address_that_cannot_be_used_is_marked_at_the_field(desk: Desk) -> None:
    desk.open()
    desk.post.fault = MailFault(FaultKind.MAIL_ADDRESS)
    desk.sending.send()
    desk.run()
    assert desk.screen.email_problem == "This address cannot be used."


# ---------------------------------------------------------------- other ways out


def test_the_mail_is_given_to_the_own_mail_program(desk: Desk) -> None:
    desk.open()
    desk.sending.give()
    desk.sending.give()
    assert desk.screen.giving
    desk.run()
    assert desk.post.done == [("give", "se-1", SHOP.email)]
    assert (desk.words, desk.screen.giving) == ("Given to your mail program.", False)
    assert desk.told == ["changed"]


def test_a_mail_without_its_picture_is_no_success_to_be_passed_over(desk: Desk) -> None:
    desk.open()
    desk.post.whole = False
    desk.sending.give()
    desk.run()
    assert desk.screen.notice is not None
    assert desk.screen.notice.tone is Tone.WAITING


def test_without_a_mail_program_saving_is_offered(desk: Desk) -> None:
    desk.open()
    desk.post.fault = Environment(FaultKind.NO_MAIL_PROGRAM)
    desk.sending.give()
    desk.run()
    assert not desk.screen.giving
    assert desk.screen.notice is not None
    assert desk.screen.notice.action == "save_mail"


def test_mail_and_picture_are_saved_and_copied(desk: Desk) -> None:
    desk.sending.copy_text()
    desk.sending.copy_mail()
    assert desk.post.done == []
    desk.open()
    desk.sending.save_eml("/tmp/a.eml")
    desk.sending.save_picture("/tmp/a.png")
    desk.run()
    desk.sending.copy_text()
    assert desk.words == "The text of the mail is copied."
    desk.sending.copy_mail()
    assert desk.words == "The mail is copied, with its pictures."
    text = "Hello Juniper Goods, near 97201"
    assert desk.post.done == [
        ("eml", "se-1", SHOP.email, "/tmp/a.eml"),
        ("picture", "se-1", "/tmp/a.png"),
        ("text", text),
        ("mail", f"<p>{text}</p>", text, b"png"),
    ]


def test_a_file_that_could_not_be_written_is_tried_again(desk: Desk) -> None:
    desk.open()
    desk.post.fault = Environment(FaultKind.DISK_FULL)
    desk.sending.save_picture("/tmp/a.png")
    desk.run()
    desk.post.fault = None
    desk.presenter.act("retry")
    desk.run()
    assert desk.post.done == [("picture", "se-1", "/tmp/a.png")]


def test_a_saved_file_is_named_after_the_order(desk: Desk) -> None:
    desk.open()
    assert [desk.screen.file_name(suffix) for suffix in ("eml", "png", "pdf")] == [
        "qr-mail-A-1001.eml",
        "qr-code-A-1001.png",
        "qr-card-A-1001.pdf",
    ]
    desk.post.sheet = replace(SHEET, order="../../etc/passwd")
    desk.open(kind=LetterKind.RETURN_LABEL)
    assert desk.screen.file_name("eml") == "return-label-mail-etc-passwd.eml"


def test_a_link_of_the_mail_is_tried_and_a_refusal_told(desk: Desk) -> None:
    desk.open()
    desk.presenter.open_link("https://tools.usps.com/find-location.htm")
    desk.run()
    assert desk.post.done == [("link", "https://tools.usps.com/find-location.htm")]
    desk.post.fault = BadInput(FaultKind.LINK_REFUSED)
    desk.presenter.open_link("https://evil.example/")
    desk.run()
    assert "It was not opened." in desk.words


# ---------------------------------------------------------------- labels that are closed to mail


def test_a_void_label_is_mailed_to_nobody(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, closed="This label was voided. Nothing is mailed about it.")
    desk.open()
    screen = desk.screen
    assert screen.closed.startswith("This label was voided.")
    assert (screen.picture, screen.id_spelled, screen.hand_in_by, screen.text) == (b"", "", "", "")
    assert not any((screen.can_send, screen.can_give, screen.can_save, screen.is_code))
    desk.sending.send()
    desk.sending.give()
    desk.presenter.send_card()
    desk.run()
    assert desk.post.done == []


def test_what_a_person_must_look_at_is_told(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, remarks=("Replaced by another label.",))
    desk.open()
    assert desk.screen.remarks == ("Replaced by another label.",)


# ---------------------------------------------------------------- the code


def test_the_code_its_id_and_its_last_day_are_told(desk: Desk) -> None:
    desk.open()
    assert desk.screen.id_spelled == "XYZZ YPJK"
    assert desk.screen.hand_in_by == "Hand in by Tue 1 Dec"
    assert desk.screen.validity.startswith("Taken to be valid for 7 days")


def test_other_mails_have_no_code(desk: Desk) -> None:
    for kind in (LetterKind.TRACKING, LetterKind.RETURN_LABEL):
        desk.open(kind=kind)
        assert not desk.screen.is_code
        assert not desk.screen.asks_zip
        assert desk.screen.who_label == "Who gets the mail"
        assert desk.screen.picture == b""


def test_a_label_id_that_the_carrier_did_not_tell_is_typed_and_kept(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, broker_id="")
    desk.post.unwritten = PaperFault(FaultKind.QR_MISSING)
    desk.open()
    assert "Type the characters" in desk.screen.id_hint
    assert not desk.screen.can_save_id
    desk.presenter.keep_id()
    desk.presenter.write_id("abcdwxyz ")
    desk.post.unwritten = None
    desk.presenter.keep_id()
    desk.run()
    assert desk.post.done == [("id", "se-1", "ABCDWXYZ")]
    assert desk.screen.id_hint == ""
    assert desk.screen.can_send


def test_a_code_that_is_missing_can_be_fetched_again(desk: Desk) -> None:
    desk.post.fault = PaperFault(FaultKind.QR_MISSING)
    desk.open()
    assert desk.screen.sheet is None
    assert not desk.screen.loading
    desk.post.fault = None
    desk.press()
    desk.run()
    assert desk.screen.sheet is not None


def test_a_mail_that_cannot_be_written_says_why(desk: Desk) -> None:
    desk.post.unwritten = PaperFault(FaultKind.DOCUMENT_MISSING)
    desk.open()
    assert desk.words.startswith("The mail cannot be written yet.")
    assert not desk.screen.can_save
    desk.post.unwritten = PaperFault(FaultKind.QR_MISSING)
    desk.open()
    assert "neither a QR code nor a Label ID" in desk.words


# ---------------------------------------------------------------- one label after the other


def test_an_answer_about_another_label_is_not_shown_here(desk: Desk) -> None:
    desk.open()
    desk.sending.send()
    desk.sending.give()
    desk.presenter.open("se-2")
    desk.run()
    assert desk.screen.label_id == "se-2"
    assert desk.screen.notice is None
    assert desk.screen.followed == 0


def test_a_failure_about_another_label_is_not_shown_here(desk: Desk) -> None:
    desk.post.sheet = replace(SHEET, broker_id="")
    desk.open()
    desk.presenter.write_id("ABCDWXYZ")
    desk.presenter.keep_id()
    desk.sending.send()
    desk.presenter.open("se-2")
    desk.lane.run()
    desk.post.fault = MailFault(FaultKind.MAIL_ADDRESS)
    desk.lane.run()
    assert desk.screen.email_problem == ""
    assert desk.screen.notice is None


def test_nothing_of_the_label_before_stays(desk: Desk) -> None:
    desk.open()
    desk.presenter.open("se-2")
    assert desk.screen.sheet is None
    assert (desk.screen.email, desk.screen.text, desk.screen.picture) == ("", "", b"")
    assert desk.screen.id_line == "Fetching…"
    assert desk.screen.means == ""


def test_leaving_the_page_drops_its_questions(desk: Desk) -> None:
    desk.presenter.open("se-1")
    desk.presenter.leave()
    assert desk.told == ["left"]
    assert desk.lane.names == []


def test_a_card_is_printed_or_saved_for_the_counter(desk: Desk) -> None:
    desk.presenter.send_card()
    desk.presenter.save_card("/tmp/card.pdf")
    assert not desk.lane.held
    desk.open()
    desk.presenter.send_card()
    desk.run()
    desk.presenter.save_card("/tmp/card.pdf")
    desk.run()
    assert [made[1] for made in desk.post.drawer.made] == [PaperKind.QR_CARD, PaperKind.QR_CARD]


def test_an_empty_page_says_so() -> None:
    assert QrMailScreen().is_empty
    assert QrMailScreen().id_line == ""
    assert QrMailScreen().send_hint == ""
    assert QrMailScreen().file_name("eml") == "qr-mail.eml"


def test_an_empty_page_looks_nothing_up(desk: Desk) -> None:
    desk.presenter.load()
    desk.presenter.addressing.write()
    assert not desk.lane.held


def test_the_banner_can_be_closed(desk: Desk) -> None:
    desk.open()
    desk.sending.copy_text()
    desk.presenter.act("")
    assert desk.screen.notice is None
    assert OTHER.role is Role.OTHER
