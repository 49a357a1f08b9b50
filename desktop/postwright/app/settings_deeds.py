"""Bind what the settings may ask for to the operations, the keyring and the printers. Decides nothing."""

from __future__ import annotations

import platform
import sys

from postwright import __version__, logs
from postwright.app.connecting import connect_key
from postwright.app.mail_setup_deeds import mail_setup_deeds
from postwright.app.practice_deeds import practice_deeds
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.printer_deeds import printer_deeds
from postwright.domain.preferences import Mode
from postwright.operations.quote import choose_account
from postwright.secret_store import SecretStore
from postwright.shop import Shop
from postwright.ui.settings.presenter import Deeds


def settings_deeds(shop: Shop, keeper: PreferencesKeeper, secrets: SecretStore) -> Deeds:
    """All run on lanes. Whoever shows the settings announces what changed, on the window's thread."""

    def choose(carrier_id: str) -> None:
        account = choose_account(shop.errands.accounts.find(), carrier_id)
        keeper.change(carrier_id=account.carrier_id, carrier_name=account.nickname)
        shop.paying.forget()

    def connect_stamps(nickname: str, username: str, password: str) -> str:
        logs.redact(password)
        connect = shop.money.accounts.connect_stamps
        carrier_id = connect(nickname=nickname, username=username, password=password)
        shop.paying.forget()
        return carrier_id

    def disconnect(carrier_id: str) -> None:
        shop.money.accounts.disconnect(carrier_id)
        shop.paying.forget()

    def set_mode(mode: Mode) -> None:
        keeper.change(mode=mode)

    return Deeds(
        preferences=keeper.preferences,
        save=keeper.save,
        catalogue=lambda: shop.catalogue,
        rules=shop.rules,
        connect_key=lambda key, session_only: connect_key(secrets, key, session_only=session_only),
        choose_account=choose,
        accounts=shop.errands.accounts.find,
        connect_stamps=connect_stamps,
        disconnect=disconnect,
        printers=printer_deeds(),
        mail=mail_setup_deeds(shop, secrets),
        set_mode=set_mode,
        practice=practice_deeds(shop),
        about=lambda: about(shop),
    )


def about(shop: Shop) -> tuple[tuple[str, str], ...]:
    """What support would ask for first."""
    return (
        ("Version", __version__),
        ("Python", f"{platform.python_version()} on {sys.platform}"),
        ("Data folder", str(shop.folder.root)),
        ("Log", str(shop.folder.log_file)),
        ("Services and prices", f"Carrier guide as of {shop.catalogue.as_of:%d %b %Y}"),
        ("Licence", "MIT. The font Inter is under the SIL Open Font License; Qt is under the LGPL."),
    )
