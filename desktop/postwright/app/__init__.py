"""The composition root of the window: builds, owns, starts and stops everything. Sees all layers, decides
nothing.
"""
