"""The operations without a window, one command per function, each answering with words and with documented
JSON.
"""
