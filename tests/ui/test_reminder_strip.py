"""The strip over every panel: the most pressing reminder that the panel in front does not tell of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from postwright.domain.reminder import Reminder, ReminderTone
from postwright.ui.reminder_strip import ReminderStrip
from postwright.ui.theme import Look

RED = Reminder(
    "voids:red", "2 labels end.", "Worth $12.40.", "voids", "Open Voids", tone=ReminderTone.TROUBLE
)
DAY = Reminder("day:1", "42 parcels wait.", "Until 9:00 pm.", "end-of-day", "Close the day")


@pytest.fixture
def strip(qtbot: QtBot, look: Look) -> ReminderStrip:
    made = ReminderStrip()
    qtbot.addWidget(made)
    made.resize(900, 44)
    return made


def test_nothing_to_say_is_no_strip(strip: ReminderStrip) -> None:
    strip.show_reminders(())
    assert strip.isHidden()


def test_the_first_is_said_and_the_others_are_counted(strip: ReminderStrip) -> None:
    strip.show_reminders((RED, DAY))
    assert (strip.sentence.text(), strip.detail.whole, strip.go.text()) == (
        "2 labels end.",
        "Worth $12.40.",
        "Open Voids",
    )
    assert strip.more.text() == "1 more"
    assert strip.accessibleName() == "2 labels end. Worth $12.40."
    strip.show_reminders((DAY,))
    assert (strip.sentence.text(), strip.more.isHidden()) == ("42 parcels wait.", True)


def test_a_panel_in_front_tells_of_its_own(strip: ReminderStrip) -> None:
    strip.show_reminders((RED, DAY))
    strip.stand_at("voids")
    assert strip.sentence.text() == "42 parcels wait."
    strip.show_reminders((RED,))
    assert strip.isHidden()
    strip.stand_at("ship")
    assert (strip.isHidden(), strip.sentence.text()) == (False, "2 labels end.")


def test_its_buttons_lead_there_or_put_it_off(strip: ReminderStrip) -> None:
    wanted: list[str] = []
    put_off: list[str] = []
    strip.wanted.connect(wanted.append)
    strip.put_off.connect(put_off.append)
    strip.show_reminders((RED, DAY))
    strip.show()
    QTest.mouseClick(strip.go, Qt.MouseButton.LeftButton)
    QTest.mouseClick(strip.later, Qt.MouseButton.LeftButton)
    assert (wanted, put_off) == (["voids"], ["voids:red"])


def test_what_stands_in_a_part_of_a_panel_is_said_over_that_panel_too_and_opens_there(
    strip: ReminderStrip,
) -> None:
    trouble = replace(RED, place="labels", part="under-way")
    led: list[str] = []
    strip.part_wanted.connect(led.append)
    strip.wanted.connect(led.append)
    strip.show_reminders((trouble,))
    strip.stand_at("labels")
    strip.show()
    QTest.mouseClick(strip.go, Qt.MouseButton.LeftButton)
    assert led == ["under-way", "labels"]


def test_a_countdown_goes_on_in_the_same_strip(strip: ReminderStrip) -> None:
    strip.show_reminders((DAY,))
    strip.show_reminders((replace(DAY, detail="1 minute left."),))
    assert strip.detail.whole == "1 minute left."


def test_a_way_back_is_offered_first_until_one_turns_off_or_says_later(strip: ReminderStrip) -> None:
    back = Reminder("back", "You were closing the day.", "", "end-of-day", "Back", tone=ReminderTone.PLAIN)
    put_off: list[str] = []
    strip.put_off.connect(put_off.append)
    strip.show_reminders((RED, DAY))
    strip.lead_back(back, "pickups")
    strip.stand_at("pickups")
    assert strip.sentence.text() == "You were closing the day."
    strip.show_reminders((RED,))
    assert (strip.sentence.text(), strip.more.text()) == ("You were closing the day.", "1 more")
    strip.stand_at("ship")
    assert strip.sentence.text() == "2 labels end."
    strip.lead_back(back, "pickups")
    strip.stand_at("pickups")
    strip.later.click()
    assert (strip.sentence.text(), put_off) == ("2 labels end.", [])
    strip.later.click()
    assert put_off == ["voids:red"]


def test_a_way_back_alone_hides_the_strip_when_it_ends(strip: ReminderStrip) -> None:
    strip.lead_back(DAY, "voids")
    strip.stand_at("voids")
    assert not strip.isHidden()
    strip.stand_at("end-of-day")
    assert strip.isHidden()
    strip.later.click()
    strip.go.click()
    assert strip.said is None


def test_where_there_is_no_room_for_the_detail_the_sentence_wraps_and_the_tip_has_it(
    strip: ReminderStrip,
) -> None:
    strip.show_reminders(
        (replace(RED, sentence="3 labels that nobody used can be voided until Tue 24 Nov."),)
    )
    strip.resize(900, 44)
    assert strip.detail.isVisible()
    strip.resize(420, 60)
    assert not strip.detail.isVisible()
    assert strip.toolTip() == "Worth $12.40."
    strip.resize(900, 44)
    assert strip.detail.isVisible()
