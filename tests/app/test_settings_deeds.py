"""What the settings may ask for: a password that is typed there is in no log."""

from __future__ import annotations

from pathlib import Path

from postwright import logs
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.settings_deeds import settings_deeds
from postwright.domain.preferences import Mode, Preferences
from postwright.paths import DataFolder
from postwright.secret_store import SecretStore
from postwright.shop_opening import open_shop


def test_the_password_of_a_postage_account_is_kept_out_of_the_log(tmp_path: Path) -> None:
    folder, password = DataFolder(tmp_path), 'correct "horse" battery'
    shop = open_shop(folder, lambda: Preferences(mode=Mode.PRACTICE), server=None)
    try:
        keeper = PreferencesKeeper(folder.settings_file)
        deeds = settings_deeds(shop, keeper, SecretStore("Postwright test"))
        assert deeds.connect_stamps("Shop", "ann", password)
    finally:
        shop.close()
    assert logs.clean(f"said {password!r} and {password}") == f"said '{logs.GONE}' and {logs.GONE}"
