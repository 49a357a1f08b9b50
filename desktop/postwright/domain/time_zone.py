"""The time zone in which a shop's day begins and ends, by the state of its origin."""

from __future__ import annotations

from zoneinfo import ZoneInfo

# Where a state has two zones, the one in which most of its people live.
_BY_STATE = {
    "Pacific/Honolulu": "HI",
    "America/Anchorage": "AK",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Phoenix": "AZ",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV AA AE",
    "America/Puerto_Rico": "PR VI",
    "Pacific/Guam": "GU MP AP",
    "Pacific/Pago_Pago": "AS",
    "Pacific/Majuro": "MH",
    "Pacific/Palau": "PW",
    "Pacific/Pohnpei": "FM",
}
ZONE_NAMES = {state: zone for zone, states in _BY_STATE.items() for state in states.split()}


def zone_of(state: str) -> ZoneInfo:
    """The zone of a two-letter state; Eastern time, where most of the country lives, for anything else."""
    return ZoneInfo(ZONE_NAMES.get(state.upper(), "America/New_York"))
