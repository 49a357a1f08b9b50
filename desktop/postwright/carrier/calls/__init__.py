"""Every call of the program, in groups by what it is about. None that spends or changes is repeated."""
