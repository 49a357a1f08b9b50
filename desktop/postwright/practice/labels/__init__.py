"""Labels: bought, read, given back, fetched. The only place that charges an account."""
