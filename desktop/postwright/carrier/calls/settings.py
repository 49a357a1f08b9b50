"""What was set for the account at the carrier. The API can change none of it."""

from __future__ import annotations

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.line import READ
from postwright.carrier.wire import settings as wire
from postwright.domain.account_settings import AccountSettings


class SettingCalls(CallGroup):
    """Calls about the account's settings."""

    def read(self) -> AccountSettings:
        """The layout comes with a capital as `Letter`, other than everywhere else (api.md 10.6)."""
        reply = self._line.ask("GET", "/v1/account/settings", READ)
        return self._the_one(
            reply, wire.Settings, lambda told, text: AccountSettings(told.default_label_layout.lower(), text)
        )
