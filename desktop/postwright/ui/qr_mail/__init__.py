"""The QR page: what a customer needs instead of a printed label, and the mail that brings it."""
