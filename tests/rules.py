"""The dated rules as they are shipped, for tests that need them. Holds no figure of its own."""

from postwright import assets
from postwright.domain.postal_rules import read_rules

RULES = read_rules(assets.text("carrier/rules.json"))
