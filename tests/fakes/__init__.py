"""Stand-ins for hardware and time, written by hand; none replaces a function of ours."""
