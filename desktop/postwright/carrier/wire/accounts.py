"""A postage account's reply (api.md 5). All may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.parts import Amount, Error, Flag, Id, Money, Some, Text, Wire


class Service(Wire):
    service_code: Text = ""
    name: Text = ""
    international: Flag = False
    domestic: Flag = False


class Package(Wire):
    package_code: Text = ""
    name: Text = ""
    description: Text = ""


class Option(Wire):
    name: Text = ""
    description: Text = ""


class Carrier(Wire):
    carrier_id: Id
    carrier_code: Text = ""
    account_number: Text = ""
    nickname: Text = ""
    friendly_name: Text = ""
    balance: Amount = None
    disabled_by_billing_plan: Flag = False
    services: Some[Service] = ()
    packages: Some[Package] = ()
    options: Some[Option] = ()


class Carriers(Wire):
    carriers: Some[Carrier]
    errors: Some[Error] = ()


class Services(Wire):
    """The lists of the account's parts must be there, or a reply without one would read as "none"."""

    services: list[Service]


class Packages(Wire):
    packages: list[Package]


class Options(Wire):
    options: list[Option]


class Balance(Wire):
    balance: Money


class Connected(Wire):
    carrier_id: Id
