"""Where parcels are is told on the command line: those under way, or one that is asked about now."""

from __future__ import annotations

from tests.commands.terminal import Terminal


def test_usps_is_asked_about_one_label_by_its_id_or_its_number(terminal: Terminal) -> None:
    label = terminal.label()
    fresh = terminal("track", label).result
    assert (fresh["stage"], fresh["words"], fresh["events"]) == (
        "unscanned",
        "Label made, not yet at USPS",
        [],
    )
    terminal("practice", "mail", label, "--story", "exception")
    terminal("practice", "clock", "--days", "4")
    (row,) = terminal("labels").result
    found = terminal("track", row["tracking_number"]).result
    assert (found["label"], found["stage"], found["words"]) == (label, "exception", "Address problem")
    assert found["events"][0]["description"] == "Undeliverable as addressed"
    told = terminal.words("track", label).out
    assert "Look at the scans" in told
    assert "Accepted at USPS origin facility" in told


def test_the_parcels_under_way_are_listed_from_what_was_heard_before(terminal: Terminal) -> None:
    label = terminal.label()
    terminal("practice", "mail", label, "--story", "lost")
    terminal("practice", "clock", "--days", "9")
    assert terminal("track").result == []
    assert terminal.words("track").out.startswith("No parcel is under way.\n")
    (news,) = terminal("track", "--ask").result
    assert (news["label"], news["stage"], news["still_days"]) == (label, "still", 8)
    assert terminal("track").result == [news]
    told = terminal.words("track").out
    assert "Not moving for 8 days" in told
    assert "USPS is asked about a parcel every 4 hours" in told


def test_a_label_that_nobody_knows_is_not_tracked(terminal: Terminal) -> None:
    assert terminal("track", "se-0").told == (2, "label_unknown", "bad_input")
