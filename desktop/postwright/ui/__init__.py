"""The window and its panels: what a person sees and presses. No network, no database, no printer here."""
