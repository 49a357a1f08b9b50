"""The Account page: practice or live, the API key, which postage account pays, and a Stamps.com login."""
