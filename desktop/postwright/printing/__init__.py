"""Labels on paper: rendered to the printer's own dots, proved by reading them back, handed to a port."""
