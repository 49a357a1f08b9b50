"""The End of day panel: one SCAN form for each origin and day, in time."""
