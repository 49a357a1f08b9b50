"""A tour of the program: the whole main job through the real window, in practice, pictured step by step."""
