"""The studio of texts without a window: typing is kept at once, what is wrong is told, use is a decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from postwright.domain.advice import Action
from postwright.domain.faults import BadInput, Environment, FaultKind, MailFault
from postwright.domain.letter import Language, LetterKind
from postwright.domain.preferences import MailSetup
from postwright.ui.mail_texts.presenter import MailTextsPresenter
from postwright.ui.mail_texts.screen import MailTextsScreen
from postwright.ui.notice import UNDO, Tone
from tests.ui.mail_texts.desk import LABEL, SETUP, Desk

QR, TRACKING, EN, ES = LetterKind.QR, LetterKind.TRACKING, Language.ENGLISH, Language.SPANISH


class Studio:
    """A presenter that was opened."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.heard: list[str] = []
        self.went: list[object] = []
        self.shown: list[MailTextsScreen] = []
        self.presenter = MailTextsPresenter(
            desk.lanes(), desk.deeds(), self.shown.append,
            announce=lambda: self.heard.append("changed"), go=self.went.append,
            leave=lambda: self.went.append("back"),
        )  # fmt: skip

    def open(self) -> Studio:
        self.presenter.open()
        self.presenter.load()
        self.desk.run()
        self.ours = self.screen.template
        return self

    @property
    def screen(self) -> MailTextsScreen:
        return self.shown[-1]

    @property
    def told(self) -> str:
        return self.screen.notice.text if self.screen.notice else ""

    def write(self, body: str, subject: str = "Your code") -> None:
        self.presenter.write(subject, body)
        self.desk.run()

    def use(self) -> None:
        self.presenter.use()
        self.desk.run()

    def mine(self, more: str = "") -> str:
        """A body that can be used."""
        return f"{self.ours.body}\nSee you soon.{more}\n"


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(Desk(tmp_path / "mail")).open()


# ---------------------------------------------------------------- which text


def test_the_text_of_the_settings_language_is_opened_with_its_mail(tmp_path: Path) -> None:
    spanish = MailSetup("Juniper Books", "shop@example.com", language=ES)
    screen = Studio(Desk(tmp_path, setup=spanish)).open().screen
    assert (screen.kind, screen.language) == (QR, ES)
    assert screen.look is not None
    assert "Código QR" in screen.look.subject
    assert screen.state_line == "This is our text, as it came."
    assert not screen.can_use
    assert not screen.can_go_back


def test_another_kind_brings_its_own_text_and_its_own_fields(studio: Studio) -> None:
    form = studio.screen.form
    studio.presenter.choose(TRACKING, EN)
    studio.desk.run()
    assert studio.screen.form == form + 1
    names = {one.name for one in studio.screen.fields}
    assert "tracking_number" in names
    assert "qr" not in names
    assert studio.screen.labels == ()


def test_the_newest_choice_wins(studio: Studio) -> None:
    studio.presenter.choose(TRACKING, EN)
    studio.presenter.choose(QR, ES)
    studio.desk.run()
    assert (studio.screen.kind, studio.screen.language) == (QR, ES)
    assert studio.screen.sheet is not None
    assert studio.screen.sheet.template.language is ES


def test_nothing_is_written_before_the_text_is_there(tmp_path: Path) -> None:
    studio = Studio(Desk(tmp_path))
    studio.presenter.open()
    studio.presenter.write("x", "y")
    studio.desk.run()
    assert "keep" not in studio.desk.kinds()


# ---------------------------------------------------------------- what is typed


def test_what_is_typed_is_on_disk_at_once_and_customers_get_ours(studio: Studio) -> None:
    studio.write(studio.mine())
    assert studio.screen.state_line == "What you typed is kept. Customers get our text until you use yours."
    assert studio.screen.can_use
    again = Studio(Desk(studio.desk.folder)).open()
    assert again.screen.body == studio.mine()
    assert studio.desk.studio.shelf.in_use(QR, EN) == studio.ours


def test_the_same_text_is_not_kept_twice(studio: Studio) -> None:
    studio.write(studio.ours.body, studio.ours.subject)
    assert "keep" not in studio.desk.kinds()


def test_only_the_newest_typing_is_looked_at(studio: Studio) -> None:
    before = studio.desk.kinds().count("check")
    for more in ("a", "b", "c"):
        studio.presenter.write("Your code", studio.mine(more))
    studio.desk.run()
    assert studio.desk.kinds().count("check") == before + 1
    assert studio.desk.kinds().count("keep") == 3
    assert studio.screen.fresh


def test_what_is_wrong_is_told_with_its_line_and_the_last_good_mail_stays(studio: Studio) -> None:
    good = studio.screen.look
    studio.write("Hello\n{{ custmer }}\n", "Code {{ nobody }}")
    screen = studio.screen
    assert [(one.line, one.warning) for one in screen.problems] == [(0, False), (2, False)]
    assert screen.look == good
    assert screen.look_note == "This is the mail as it was before what is to be mended."
    assert not screen.can_use
    assert not screen.can_test
    assert not screen.can_browse
    assert screen.use_tip == "2 things are to be mended first."
    studio.write(studio.mine())
    assert studio.screen.look_note == ""
    assert studio.screen.look != good


def test_one_thing_is_told_as_one(studio: Studio) -> None:
    studio.write("{{ custmer }}")
    assert studio.screen.use_tip == "1 thing is to be mended first."


def test_a_text_that_was_never_good_has_no_mail(studio: Studio) -> None:
    studio.write("{{ custmer }}")
    again = Studio(Desk(studio.desk.folder)).open()
    assert again.screen.look is None
    assert again.screen.no_look == "The mail is drawn here when nothing is wrong with the text."
    assert MailTextsScreen().no_look == ""


def test_a_text_cannot_be_used_before_it_was_looked_at(studio: Studio) -> None:
    studio.presenter.write("Your code", studio.mine())
    assert not studio.screen.can_use
    studio.presenter.use()
    studio.desk.run()
    assert "use" not in studio.desk.kinds()
    assert studio.screen.can_use


def test_a_full_disk_is_told_and_the_text_kept_when_it_is_tried_again(studio: Studio) -> None:
    studio.desk.faults["keep"] = Environment(FaultKind.DISK_FULL)
    studio.write(studio.mine())
    assert studio.told.startswith("The disk of this computer is full.")
    studio.desk.faults.clear()
    studio.presenter.act(Action.RETRY)
    studio.desk.run()
    assert studio.told == ""
    assert studio.desk.studio.shelf.draft(QR, EN).body == studio.mine()


def test_an_answer_about_another_text_changes_nothing_here(studio: Studio) -> None:
    studio.presenter.write("Your code", studio.mine())
    studio.presenter.choose(QR, ES)
    studio.desk.run()
    assert studio.screen.sheet is not None
    assert not studio.screen.sheet.has_draft


# ---------------------------------------------------------------- using it


def test_a_text_is_used_when_a_person_says_so(studio: Studio) -> None:
    studio.write(studio.mine())
    studio.use()
    assert studio.told == "Customers get this text from now on: QR code, English."
    assert studio.screen.state_line.startswith("You changed this text on ")
    assert studio.screen.use_tip == "This text is used already."
    assert not studio.screen.can_use
    assert studio.heard == ["changed"]
    studio.write(studio.mine(" And bye."))
    assert studio.screen.state_line.endswith("What you typed since is kept, and not used yet.")
    assert studio.screen.use_tip == "Customers get this text from then on."


def test_a_text_that_cannot_be_used_after_all_says_why(studio: Studio) -> None:
    studio.write(studio.mine())
    studio.desk.faults["use"] = BadInput(FaultKind.TEXT_UNUSABLE)
    studio.use()
    assert studio.told.startswith("Something in the text of the mail is not right yet.")
    assert not studio.screen.using
    assert studio.heard == []


def test_ours_comes_back_and_yours_can_be_brought_back(studio: Studio) -> None:
    studio.write(studio.mine())
    studio.use()
    studio.write(studio.mine(" And bye."))
    form = studio.screen.form
    studio.presenter.use_ours()
    studio.desk.run()
    assert studio.screen.template == studio.ours
    assert studio.screen.form == form + 1
    assert studio.desk.studio.shelf.in_use(QR, EN) == studio.ours
    notice = studio.screen.notice
    assert notice is not None
    assert (notice.tone, notice.action) == (Tone.DONE, UNDO)
    studio.presenter.act(UNDO)
    studio.desk.run()
    assert studio.screen.body == studio.mine(" And bye.")
    assert studio.screen.can_use
    assert studio.desk.studio.shelf.in_use(QR, EN) == studio.ours


def test_there_is_nothing_to_undo_in_another_text(studio: Studio) -> None:
    studio.write(studio.mine())
    studio.presenter.use_ours()
    studio.desk.run()
    studio.presenter.choose(QR, ES)
    studio.desk.run()
    spanish = studio.screen.template
    studio.presenter.undo()
    studio.desk.run()
    assert studio.screen.template == spanish


def test_ours_is_not_brought_back_where_it_is(studio: Studio) -> None:
    studio.presenter.use_ours()
    assert not studio.desk.desk.held


# ---------------------------------------------------------------- with whose facts


def test_a_text_can_be_seen_with_a_real_label(studio: Studio) -> None:
    assert studio.screen.labels == (LABEL,)
    studio.presenter.choose_label(LABEL.label_id)
    studio.desk.run()
    look = studio.screen.look
    assert look is not None
    assert "Hello Amara Okafor," in look.text


def test_a_label_that_gives_no_mail_says_why_in_its_place(studio: Studio) -> None:
    studio.presenter.choose_label("se-gone")
    studio.desk.run()
    assert studio.screen.look is None
    assert studio.screen.no_look
    assert studio.screen.no_look != "The mail is drawn here when nothing is wrong with the text."


def test_labels_that_cannot_be_read_are_just_not_offered(studio: Studio) -> None:
    def broken(kind: LetterKind) -> tuple[object, ...]:
        raise Environment(FaultKind.FILE_UNREADABLE)

    deeds = studio.desk.deeds()
    object.__setattr__(deeds, "labels", broken)
    presenter = MailTextsPresenter(studio.desk.lanes(), deeds, studio.shown.append)
    presenter.open()
    presenter.load()
    studio.desk.run()
    assert studio.screen.labels == ()
    assert studio.told == ""


# ---------------------------------------------------------------- elsewhere


def test_the_browser_gets_the_text_as_it_stands(studio: Studio) -> None:
    studio.write(studio.mine())
    studio.presenter.browse()
    studio.presenter.browse()
    assert studio.screen.browsing
    studio.desk.run()
    assert studio.desk.done[-1] == ("browse", studio.screen.template, "")
    assert studio.desk.kinds().count("browse") == 1
    assert not studio.screen.browsing


def test_a_computer_without_a_browser_says_so(studio: Studio) -> None:
    studio.desk.faults["browse"] = Environment(FaultKind.NO_BROWSER)
    studio.presenter.browse()
    studio.desk.run()
    assert studio.told.startswith("No browser of this computer could be opened.")
    assert not studio.screen.browsing


def test_a_test_of_the_text_is_sent_once_for_one_press(studio: Studio) -> None:
    studio.presenter.test()
    studio.presenter.test()
    studio.desk.run()
    assert studio.desk.kinds().count("test") == 1
    assert studio.told == "smtp.example.com took a test mail for shop@example.com."
    studio.desk.faults["test"] = MailFault(FaultKind.MAIL_REFUSED)
    studio.presenter.test()
    studio.desk.run()
    assert studio.told.startswith("The mail server let us in and did not take the test mail.")


def test_without_a_server_no_test_can_be_sent(tmp_path: Path) -> None:
    studio = Studio(Desk(tmp_path, setup=MailSetup("Juniper Books"))).open()
    assert not studio.screen.can_test
    assert studio.screen.test_tip == "Set up a mail server in Settings first."
    studio.desk.setup = SETUP
    studio.presenter.load()
    studio.desk.run()
    assert studio.screen.can_test


# ---------------------------------------------------------------- the rest


def test_a_text_that_could_not_be_opened_is_opened_when_it_is_tried_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.faults["open"] = Environment(FaultKind.FILE_UNREADABLE)
    studio = Studio(desk)
    studio.presenter.open()
    desk.run()
    assert not studio.screen.loaded
    assert studio.screen.state_line == ""
    desk.faults.clear()
    studio.presenter.act(Action.RETRY)
    desk.run()
    assert studio.screen.loaded


def test_a_notice_leads_where_it_says_or_is_only_closed(studio: Studio) -> None:
    studio.presenter.act("")
    assert studio.went == []
    studio.presenter.act(Action.MAIL_SETTINGS)
    studio.presenter.leave()
    assert studio.went == [Action.MAIL_SETTINGS, "back"]


def test_a_text_of_yours_that_went_bad_says_that_ours_is_used(studio: Studio) -> None:
    studio.write(studio.mine())
    studio.use()
    file = next(studio.desk.folder.glob("*.md"))
    file.write_text(file.read_text("utf-8") + "{{ nonsense }}\n", "utf-8")
    again = Studio(Desk(studio.desk.folder)).open()
    assert "cannot be used as it is" in again.screen.state_line
    assert again.screen.can_go_back
