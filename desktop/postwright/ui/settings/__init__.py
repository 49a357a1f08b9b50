"""The Settings panel: eight pages, saved as they are edited. Secrets are never shown again."""
