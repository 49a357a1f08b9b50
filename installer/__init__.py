"""Start, test and pack Postwright. Needs Python's own library alone; the program never imports it."""
