"""Ties each page of the settings to its presenter. Nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postwright.ui.settings.panel import SettingsPanel


def connect_pages(panel: SettingsPanel) -> None:
    """All nine pages; About has nothing to say."""
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
    view.use_wanted.connect(presenter.use)
    view.add_wanted.connect(presenter.add)
    view.look_wanted.connect(presenter.load)
    view.written.connect(presenter.write)
    view.default_wanted.connect(presenter.make_default)
    view.remove_wanted.connect(presenter.remove)
    view.test_wanted.connect(presenter.test)


def _rest(panel: SettingsPanel) -> None:
    view = panel.view
    view.parcels.written.connect(panel.parcels.write)
    view.buying.written.connect(panel.buying.write)
    view.mail.written.connect(panel.mail.write)
    view.mail.password_given.connect(panel.mail.keep_password)
    view.mail.test_wanted.connect(panel.mail.test)
    view.look.chosen.connect(panel.look.choose)


def _practice(panel: SettingsPanel) -> None:
    view, presenter = panel.view.practice, panel.practice
    view.offline_chosen.connect(presenter.go_offline)
    view.advance_wanted.connect(presenter.advance)
    view.today_wanted.connect(presenter.back_to_today)
    view.trouble_wanted.connect(presenter.plan_trouble)
    view.calm_wanted.connect(presenter.calm)
    view.parcel_chosen.connect(presenter.choose)
    view.scan_wanted.connect(presenter.scan)
    view.little_wanted.connect(presenter.leave_little)
    view.money_wanted.connect(presenter.add_money)
    view.habit_chosen.connect(presenter.behave)
