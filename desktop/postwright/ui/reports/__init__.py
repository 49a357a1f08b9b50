"""The Reports panel: what a month's labels came to, and what was lost of it."""
