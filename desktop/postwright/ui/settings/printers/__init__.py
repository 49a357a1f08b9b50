"""The Printers page: which printer takes which labels, and how it prints them."""
