"""A tour of the program: the whole main job through the real window, in practice, with a picture of every step."""
