"""Ties each page of the settings to its presenter. Nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postwright.ui.settings.panel import SettingsPanel


def connect_pages(panel: SettingsPanel) -> None:
    """All ten pages; About has nothing to say."""
    _account(panel)
    _places(panel)
    _printers(panel)
    _rest(panel)
    _practice(panel)


def _account(panel: SettingsPanel) -> None:
    view, presenter = panel.view.account, panel.account
    view.mode_chosen.connect(presenter.choose_mode)
    view.key_given.connect(lambda key, session: presenter.connect(key, session_only=session))
    view.look_wanted.connect(presenter.load)
    view.account_chosen.connect(presenter.choose_account)
    view.disconnect_wanted.connect(presenter.ask_disconnect)
    view.disconnect_confirmed.connect(presenter.disconnect)
    view.kept.connect(presenter.keep)
    view.login_given.connect(presenter.connect_login)


def _places(panel: SettingsPanel) -> None:
    view, presenter = panel.view.origins, panel.origins
    view.picked.connect(presenter.choose)
    view.add_wanted.connect(presenter.add)
    view.renamed.connect(presenter.rename)
    view.written.connect(presenter.write)
    view.default_wanted.connect(presenter.make_default)
    view.remove_wanted.connect(presenter.remove)


def _printers(panel: SettingsPanel) -> None:
    view, presenter = panel.view.printers, panel.printers
    view.picked.connect(presenter.choose)
    view.written.connect(presenter.write)
    view.default_wanted.connect(presenter.make_default)
    view.remove_wanted.connect(presenter.remove)
    view.test_wanted.connect(presenter.test)
    view.look_wanted.connect(presenter.load)
    view.ask_wanted.connect(presenter.finding.ask)
    view.add_wanted.connect(lambda: presenter.finding.add(True))
    view.found.close_wanted.connect(lambda: presenter.finding.add(False))
    view.found.use_wanted.connect(presenter.finding.use)
    view.found.address_given.connect(presenter.finding.use_address)
    ruler, head = view.calibrate, view.head
    asked = (ruler.open_wanted, ruler.print_wanted, ruler.work_wanted, ruler.undo_wanted, ruler.reset_wanted)
    for wanted in (*asked, head.open_wanted, head.print_wanted, head.save_wanted):
        wanted.connect(view.flush)  # before the presenter hears of it: it works on what was typed
    ruler.open_wanted.connect(presenter.calibrating.open)
    ruler.print_wanted.connect(presenter.calibrating.print_target)
    ruler.written.connect(presenter.calibrating.write)
    ruler.work_wanted.connect(presenter.calibrating.work_out)
    ruler.reset_wanted.connect(presenter.calibrating.reset)
    ruler.undo_wanted.connect(presenter.calibrating.undo)
    ruler.close_wanted.connect(presenter.calibrating.close)
    head.open_wanted.connect(presenter.head.open)
    head.print_wanted.connect(presenter.head.print_ladder)
    head.block_picked.connect(presenter.head.pick_block)
    head.line_toggled.connect(presenter.head.toggle_line)
    head.written.connect(presenter.head.write)
    head.save_wanted.connect(presenter.head.save)
    head.close_wanted.connect(presenter.head.close)


def _rest(panel: SettingsPanel) -> None:
    view = panel.view
    view.parcels.written.connect(panel.parcels.write)
    view.buying.written.connect(panel.buying.write)
    view.mail.written.connect(panel.mail.write)
    view.mail.server.password_given.connect(panel.mail.keep_password)
    view.mail.server.fill_wanted.connect(view.flush)
    view.mail.server.fill_wanted.connect(panel.mail.fill_in)
    view.mail.test_wanted.connect(panel.mail.test)
    view.mail.logo.chosen.connect(panel.mail.choose_logo)
    view.mail.logo.remove_wanted.connect(panel.mail.remove_logo)
    view.reminders.day_switched.connect(panel.reminders.remind_of_day)
    view.reminders.voids_switched.connect(panel.reminders.remind_of_voids)
    view.reminders.parcels_switched.connect(panel.reminders.remind_of_parcels)
    view.reminders.following_switched.connect(panel.reminders.follow_parcels)
    view.reminders.time_chosen.connect(panel.reminders.choose_time)
    view.look.chosen.connect(panel.look.choose)


def _practice(panel: SettingsPanel) -> None:
    view, presenter = panel.view.practice, panel.practice
    view.offline_chosen.connect(presenter.go_offline)
    view.advance_wanted.connect(presenter.advance)
    view.hour_wanted.connect(presenter.until)
    view.today_wanted.connect(presenter.back_to_today)
    view.trouble_wanted.connect(presenter.plan_trouble)
    view.calm_wanted.connect(presenter.calm)
    view.parcel_chosen.connect(presenter.choose)
    view.scan_wanted.connect(presenter.scan)
    view.little_wanted.connect(presenter.leave_little)
    view.money_wanted.connect(presenter.add_money)
    view.habit_chosen.connect(presenter.behave)
