"""The Reminders page: of what the window reminds by itself, and from when on."""
