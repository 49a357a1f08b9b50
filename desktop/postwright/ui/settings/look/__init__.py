"""The Look page: light, dark, or as the system says."""
